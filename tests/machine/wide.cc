// A contract of more phases and intents than one word has bits.
#include <catch2/catch.hpp>

#include "wide.writ.h"

namespace {

constexpr writ::Instant now{0};

/// The only intent that something accepts.
wide::IntentKind next(const wide::Machine& machine) {
  const wide::Intents all = machine.permitted();
  REQUIRE(++all.begin() == all.end());
  return *all.begin();
}

bool step(wide::Machine& machine) {
  const std::string name(wide::name(next(machine)));
  return machine.dispatch(name, "{}", now).outcome == writ::Outcome::accepted();
}

}  // namespace

TEST_CASE("machine/wide: each phase has its own intent") {
  wide::Machine machine(now);
  for (int i = 0; i < 70; ++i) {
    CHECK(static_cast<int>(machine.phase()) == i);
    CHECK(static_cast<int>(next(machine)) == i);
    CHECK(machine.in(wide::Phases{machine.phase()}));
    REQUIRE(step(machine));
  }
  CHECK(machine.phase() == wide::Phase::P0);
  CHECK(machine.state().rounds == 1);
  CHECK_FALSE(machine.dispatch(wide::I69{}, now));
}

TEST_CASE("machine/wide: a snapshot of a late phase") {
  wide::Machine machine(now);
  for (int i = 0; i < 67; ++i) REQUIRE(step(machine));
  wide::Machine other(now);
  REQUIRE(other.restore(machine.snapshot()).outcome);
  CHECK(other.phase() == wide::Phase::P67);
  CHECK(other == machine);
  CHECK(other.hash() == machine.hash());
}
