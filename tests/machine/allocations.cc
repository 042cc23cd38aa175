// What a step asks for: nothing on a refusal, and where memory ends the machine stays as it was.
#include <catch2/catch.hpp>

#include "counter.writ.h"
#include "memory.h"
#include "orders.h"

TEST_CASE("allocations: a step on numbers, and any refusal, asks for none") {
  counter::Machine counter(test::start);
  order::Machine order = test::stocked();
  const order::AddLine too_many = test::add_line("ABC-0001", 5);
  const order::Register nameless{.name = ""};
  const long before = test::asked();
  bool as_expected = true;
  for (int i = 0; i < 100; ++i) {
    as_expected &=
        static_cast<bool>(counter.dispatch(counter::Increment{.amount = 5}, test::start));
    as_expected &=
        static_cast<bool>(counter.dispatch(counter::Decrement{.amount = 4}, test::start));
    as_expected &= !counter.dispatch(counter::Decrement{.amount = 1000}, test::start);
    as_expected &= !order.dispatch(too_many, test::start);
    as_expected &= !order.dispatch(nameless, test::start);
    as_expected &= !order.dispatch(order::Ship{}, test::start);
    as_expected &= !order.can(too_many, test::start);
  }
  const long after = test::asked();
  CHECK(as_expected);
  CHECK(after == before);
}

TEST_CASE("allocations: where memory ends, nothing has happened") {
  const order::Intent intents[] = {
      test::add_line("ABC-0001", 2),
      order::Restock{.sku = "A-long-name!", .quantity = 1},
      order::Register{.name = "a name that is too long for the small strings of any library"},
  };
  int ran_out = 0;
  for (const order::Intent& intent : intents) {
    for (long n = 0; n < 8; ++n) {
      order::Machine order = test::stocked();
      const order::Machine before = order;
      if (!test::runs_out(n, [&] { (void)order.dispatch(intent, test::start); })) continue;
      ++ran_out;
      CHECK(order == before);
    }
  }
  CHECK(ran_out >= 2);  // a short name needs no memory, and there is room for another key
}
