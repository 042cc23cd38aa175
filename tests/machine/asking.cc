// What a body asks in loops, conditions and arms is asked before anything is done, and said of the
// element that it is about; what it ensures in a block is looked at in the end.
#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "asking.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

asking::Item item(std::string name, std::int64_t count, std::vector<std::int64_t> parts = {}) {
  return {.name = std::move(name), .count = count, .parts = std::move(parts)};
}

/// Why it is refused, in words; empty when it is not.
template <class Intent>
std::string why(asking::Machine& machine, const Intent& intent,
                RefusalKind kind = RefusalKind::Denied) {
  const asking::Machine before = machine;
  const writ::Outcome asked = machine.can(intent, start);
  const writ::Outcome outcome = machine.dispatch(intent, start);
  CHECK(asked == outcome);
  if (outcome) return "";
  CHECK(machine == before);
  CHECK(outcome.kind() == kind);
  return before.explain(intent, outcome, start).message;
}

}  // namespace

TEST_CASE("asking: in a loop it is the first element that is not as it must be") {
  asking::Machine machine(start);
  const auto check = [&](std::vector<asking::Item> items, std::int64_t limit = 15) {
    return why(machine, asking::Check{.items = std::move(items), .limit = limit});
  };
  CHECK(check({}) == "");
  CHECK(check({item("a", 7), item("b", 1)}) == "");  // seven is left out
  CHECK(check({item("a", 1), item("b", 8), item("c", 9)}) == "b has 16 of 15");
  CHECK(check({item("a", 1, {3, 11, 20}), item("b", 8)}) == "20 in a is more than 2");
  CHECK(check({item("a", 1, {3, 11}), item("b", 2, {15, -4})}) == "-4 is below zero");
  CHECK(check({}, 16) == "only 5 of nut");
  CHECK(check({item("a", 1), item("b", 1)}, 49) == "only 9 of bolt");
}

TEST_CASE("asking: what is asked in a loop is asked before the first effect") {
  asking::Machine machine(start);
  const auto take = [&](std::vector<asking::Item> items) {
    return why(machine, asking::Take{.items = std::move(items)});
  };
  CHECK(take({item("bolt", 3), item("gear", 1)}) == "no gear");
  CHECK(take({item("nut", 5), item("bolt", 10)}) == "only 9 of bolt");
  asking::Item with_note = item("nut", 1);
  with_note.note = "no";
  CHECK(take({item("bolt", 1), with_note}) == "nut: no");
  CHECK(take({item("nut", 5), item("bolt", 2)}) == "");
  CHECK(*machine.state().stock.find("bolt") == 7);
  CHECK(take({item("nut", 1)}) == "only 0 of nut");
  CHECK(take({item("bolt", 4), item("bolt", 4)}) == "");  // each alone is there
}

TEST_CASE("asking: names of conditions and arms are in the words") {
  asking::Machine machine(start);
  const auto wanted = [&](std::int64_t number, std::string tag) {
    return why(machine, asking::Wanted{.number = number, .tag = std::move(tag)});
  };
  CHECK(wanted(4, "old") == "the card 5 of 5");
  CHECK(wanted(39, "new") == "new at 40");
  CHECK(wanted(39, "old") == "");
  CHECK(why(machine, asking::Forget{}) == "nothing to forget");
  CHECK(machine.dispatch(asking::Leave{.least = 1}, start));
  CHECK(machine.dispatch(asking::Back{}, start));
  CHECK(wanted(11, "old") == "11 again");
}

TEST_CASE("asking: what a block ensures counts where it was passed") {
  asking::Machine machine(start);
  const auto raise = [&](std::int64_t by, bool twice, std::int64_t at_least) {
    return why(machine, asking::Raise{.by = by, .twice = twice, .at_least = at_least},
               RefusalKind::InvariantViolated);
  };
  CHECK(raise(15, false, 0) == "");
  CHECK(raise(11, true, 0).find("total <= old.total + 20") != std::string::npos);
  CHECK(raise(10, true, 0) == "");
  CHECK(machine.state().total == 35);
  CHECK(raise(1, false, 90) == "");  // no element is passed
  CHECK(machine.dispatch(asking::Take{.items = {item("nut", 2), item("nut", 3)}}, start));
  CHECK(raise(1, false, 90).find("intent.at_least") != std::string::npos);
  CHECK(raise(3, false, 90) == "");  // three is not more than three
  CHECK(raise(1, false, 40) == "");
}

TEST_CASE("asking: what is ensured is true in the end, whatever was known before") {
  asking::Machine machine(start);
  // before the `leave` that takes all bolts away, and behind the `enter`
  CHECK(why(machine, asking::Leave{.least = 6}) == "5 of nut left");
  CHECK(machine.dispatch(asking::Leave{.least = 1}, start));
  CHECK(*machine.state().stock.find("bolt") == 0);
  CHECK(machine.state().last == 11);
  CHECK(machine.dispatch(asking::Back{}, start));
  CHECK(machine.dispatch(asking::Forget{}, start));
  CHECK_FALSE(machine.state().last);
}

namespace on_asking {

WRIT_WALKED(asking);

asking::Intent next(test::Random& random) {
  const auto items = [&] {
    std::vector<asking::Item> all;
    for (std::int64_t i = random.number(0, 3); i > 0; --i)
      all.push_back(item(random.of<const char*>({"bolt", "nut", "gear"}), random.number(0, 8),
                         {random.number(-1, 21)}));
    return all;
  };
  switch (random.number(0, 6)) {
    case 0: return asking::Check{.items = items(), .limit = random.number(0, 30)};
    case 1: return asking::Take{.items = items()};
    case 2:
      return asking::Wanted{.number = random.of<std::int64_t>({0, 5, 11, 40, INT64_MAX}),
                            .tag = random.of<const char*>({"old", "new"})};
    case 3:
      return asking::Raise{.by = random.number(-20, 20),
                           .twice = random.one_in(2),
                           .at_least = random.number(0, 60)};
    case 4: return asking::Leave{.least = random.number(-1, 2)};
    case 5: return asking::Back{};
    default: return asking::Forget{};
  }
}

TEST_CASE("walk: asking") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1500; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 300);
  CHECK(walk.refused.contains(RefusalKind::InvariantViolated));
}

}  // namespace on_asking
