// What steps of generated machines cost: refused ones and their words, effects on deep paths of
// large states, folds that are kept, and the hash of a state.
#include <cstdlib>
#include <memory>
#include <string>

#include "ledger.writ.h"
#include "order.writ.h"
#include "rounds.h"
#include "stock.writ.h"

namespace {

using bench::keep;
using bench::Way;

constexpr writ::Instant now{0};
constexpr std::size_t steps = 1000;

/// A way that takes so many steps, each told its number.
template <class Step>
Way many(std::string name, Step step, std::size_t n = steps) {
  return {std::move(name),
          [step, n] {
            for (std::size_t i = 0; i < n; ++i) step(i);
          },
          n};
}

order::AddLine line(std::int64_t quantity) {
  order::AddLine intent;
  intent.line = {.sku = "ABC-0001",
                 .quantity = quantity,
                 .price = {.amount = writ::Decimal<2>{250}, .currency = order::Currency::EUR},
                 .note = {}};
  return intent;
}

order::Machine stocked(std::int64_t quantity) {
  order::Machine machine(now);
  for (std::int64_t left = quantity; left > 0; left -= 1000)
    (void)machine.dispatch(
        order::Restock{.sku = "ABC-0001", .quantity = std::min<std::int64_t>(left, 1000)}, now);
  return machine;
}

/// A step that is accepted, the same refused by a guard, and the words for that.
void refusals(int rounds) {
  auto sold_out = std::make_shared<order::Machine>(stocked(2));
  const order::AddLine too_many = line(5);
  const writ::Outcome no = sold_out->can(too_many, now);
  bench::take_turns(
      "refusals (order: AddLine)",
      {{"accepted",
        [] {
          order::Machine machine = stocked(1000);
          const order::AddLine one = line(1);
          for (std::size_t i = 0; i < 90; ++i) keep(machine.dispatch(one, now));
        },
        90},
       many("refused by a guard", [=](std::size_t) { keep(sold_out->dispatch(too_many, now)); }),
       many(
           "explained, with a suggestion",
           [=](std::size_t) { keep(sold_out->explain(too_many, no, now)); }, 100)},
      rounds);
}

stock::Machine filled(int sites, int shelves, int boxes) {
  stock::Machine machine(now);
  std::vector<stock::Box> all;
  for (int i = 0; i < boxes; ++i)
    all.push_back({.label = "a box with a label of its own", .count = 0, .tags = {"new", "red"}});
  for (int site = 0; site < sites; ++site) {
    (void)machine.dispatch(stock::Found{}, now);
    for (int shelf = 0; shelf < shelves; ++shelf)
      (void)machine.dispatch(stock::Shelve{.site = site, .shelf = shelf, .boxes = all}, now);
  }
  return machine;
}

/// One deep path of a state of a few hundred bytes, and of one of megabytes.
void deep_paths(int rounds) {
  auto small = std::make_shared<stock::Machine>(filled(10, 10, 1));
  auto large = std::make_shared<stock::Machine>(filled(10, 10, 100));
  const auto put = [](const std::shared_ptr<stock::Machine>& machine) {
    return [machine](std::size_t) {
      keep(machine->dispatch(stock::Put{.site = 1, .shelf = 1, .box = 0, .count = 1}, now));
    };
  };
  std::printf("\nthe large stock is %zu bytes of JSON\n", large->snapshot().size());
  bench::take_turns("one deep path (stock: Put)",
                    {many("a small state", put(small)), many("a large state", put(large))}, rounds);
  bench::take_turns("hash of the state after a change (stock)",
                    {many("a small state", [=](std::size_t) { keep(small->hash()); }),
                     many(
                         "a large state", [=](std::size_t) { keep(large->hash()); }, 1)},
                    rounds);
}

ledger::Machine accounts(std::int64_t n) {
  ledger::Machine machine(now);
  for (std::int64_t id = 0; id < n; ++id)
    (void)machine.dispatch(ledger::Open{.id = id, .name = "somebody"}, now);
  return machine;
}

/// An element of a map, under three invariants over all of them.
void folds(int rounds) {
  auto few = std::make_shared<ledger::Machine>(accounts(100));
  auto many_more = std::make_shared<ledger::Machine>(accounts(10'000));
  const auto pay = [](const std::shared_ptr<ledger::Machine>& machine, std::int64_t n) {
    return [machine, n](std::size_t i) {
      keep(machine->dispatch(ledger::Pay{.id = static_cast<std::int64_t>(i) * 7 % n, .amount = 1},
                             now));
    };
  };
  bench::take_turns("an element of many, with invariants over all (ledger: Pay)",
                    {many("of 100", pay(few, 100)), many("of 10000", pay(many_more, 10'000))},
                    rounds);
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::max(1, std::atoi(arguments[1])) : 51;
  refusals(rounds);
  deep_paths(rounds);
  folds(rounds);
}
