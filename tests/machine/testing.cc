// What `writ gen --testing` makes of the contracts of ../contracts: machines from literals, and
// names that C++ or a test's framework has uses of its own for.
#include <catch2/catch.hpp>

#include <sstream>
#include <string>

#include "bare.writ.testing.h"
#include "desk.writ.testing.h"
#include "hostile_bodies.writ.testing.h"
#include "modifiers.writ.testing.h"
#include "names.writ.testing.h"
#include "narrow.writ.testing.h"
#include "optionals.writ.testing.h"
#include "order.writ.testing.h"
#include "orders.h"
#include "scalars.writ.testing.h"
#include "testing.writ.testing.h"
#include "variant_names.writ.testing.h"
#include "variants.writ.testing.h"
#include "visits.writ.testing.h"

namespace {

using writ::testing::Clock;

/// Any machine that there is can be written down, and is the same.
#define CHECK_LITERAL(contract, any)                                                              \
  CHECK(contract::testing::machine((any).state(), (any).phase(), (any).now(), (any).version()) == \
        (any))

TEST_CASE("testing: a first state can be written down") {
  const Clock clock;
#define CHECK_FIRST(contract)                     \
  do {                                            \
    const contract::Machine machine(clock.now()); \
    CHECK_LITERAL(contract, machine);             \
  } while (false)
  CHECK_FIRST(bare);
  CHECK_FIRST(desk);
  CHECK_FIRST(modifiers);
  CHECK_FIRST(names);
  CHECK_FIRST(narrow);
  CHECK_FIRST(optionals);
  CHECK_FIRST(scalars);
  CHECK_FIRST(testing_);
  CHECK_FIRST(variants);
  CHECK_FIRST(visits);
#undef CHECK_FIRST
}

TEST_CASE("testing: what was reached can be written down") {
  test::Intents intents(GENERATE(1U, 2U));
  order::Machine machine(test::start);
  for (int i = 0; i < 300; ++i) {
    if (machine.permitted().empty()) machine = order::Machine(test::start);
    if (machine.dispatch(intents.next(), test::start)) CHECK_LITERAL(order, machine);
  }
}

TEST_CASE("testing: what does not exist yet holds nothing") {
  const Clock clock;
  desk::State state;
  CHECK(desk::testing::machine(state, desk::Phase::Absent, clock.now()).phase() ==
        desk::Phase::Absent);
  state.visits = 1;
  CHECK_THROWS_WITH(desk::testing::machine(state, desk::Phase::Absent, clock.now()),
                    Catch::Contains("holds nothing"));
}

TEST_CASE("testing: what a snapshot leaves out cannot be written down") {
  const Clock clock;
  const modifiers::State first = modifiers::Machine(clock.now()).state();
  const modifiers::Phase phase = modifiers::Machine(clock.now()).phase();
  modifiers::State state = first;
  state.cache.hits = 3;
  CHECK_THROWS_WITH(modifiers::testing::machine(state, phase, clock.now()),
                    Catch::Contains("/cache/hits is ephemeral"));
  state = first;
  state.size = first.size + 1;
  CHECK_THROWS_WITH(modifiers::testing::machine(state, phase, clock.now()),
                    Catch::Contains("/size is ephemeral"));
}

TEST_CASE("testing: what is shown has the contract's names") {
  const auto stringify = [](const auto& shown) {
    std::ostringstream out;
    PrintTo(shown, &out);
    return out.str();
  };
  CHECK(stringify(names::Guard::HTTPs) == "HTTPs");
  CHECK(stringify(names::Outcome_::NULL_) == "NULL");
  CHECK(stringify(bare::IntentKind::Fill) == "Fill");
  CHECK(stringify(testing_::Guard::PrintTo) == "PrintTo");
  CHECK(stringify(testing_::PrintTo_::Clock) == "Clock");
  CHECK(stringify(testing_::Test{.out = 1, .event = testing_::PrintTo_::Verdict}) ==
        R"(Test {"out":1,"event":"Verdict"})");
  CHECK(stringify(writ::days(1) + writ::hours(2)) == "1d2h");
}

}  // namespace
