/// Orders for the tests of both frameworks, and a piece of a program that is to be tested.
#pragma once

#include "order.writ.testing.h"

namespace test {

inline const order::Line mugs{.sku = "MUG-0001",
                              .quantity = 2,
                              .price = {.amount = {1250}, .currency = money::Currency::EUR}};

/// An order of two mugs, of which three more are on the shelf.
inline order::State two_mugs() {
  order::State state{.total = {2500}};
  state.lines = {mugs};  // in the braces above g++ 12 -O3 would take something for uninitialised
  state.stock = {{"MUG-0001", 3}};
  return state;
}

/// More mugs, into a draft order.
inline order::AddLine add_mugs(std::int64_t quantity) {
  order::AddLine add{.line = mugs};
  add.line.quantity = quantity;
  return add;
}

/// What a program does with an order: it takes as many as there are.
inline writ::Outcome add_what_is_left(order::Machine& machine, order::AddLine add,
                                      const writ::Context& context) {
  writ::Outcome outcome = machine.dispatch(add, context);
  if (outcome) return outcome;
  const order::Refusal why = machine.explain(add, outcome, context);
  if (const auto* better = why.suggested<order::AddLine>()) {
    apply(*better, add);
    outcome = machine.dispatch(add, context);
  }
  return outcome;
}

}  // namespace test
