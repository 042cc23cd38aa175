// Draws, final refusals, what becomes of events, and places (docs/rules.md), one by one.
#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "dice.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

writ::Context seeded(std::uint64_t seed) {
  writ::Context context(start);
  context.seed = seed;
  return context;
}

dice::Roll roll(std::string name) {
  return {.player = {.name = std::move(name), .card = "1234"}, .bets = {}};
}

/// Says later, whatever it is asked.
struct Slow final : writ::Store {
  writ::Appended append(const writ::Step& step) override {
    seed = step.context->seed;
    return writ::Appended::later(7);
  }
  std::optional<std::uint64_t> seed;
};

std::string place_of(const dice::Machine& machine, const dice::IntentRef& intent) {
  return machine.explain(intent, machine.can(intent, start), start).path;
}

}  // namespace

TEST_CASE("dice: the same seed, step and place draw the same") {
  dice::Machine machine(start);
  dice::Machine again(start);
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    REQUIRE(machine.dispatch(roll("ann"), seeded(seed)));
    REQUIRE(again.dispatch(roll("ann"), seeded(seed)));
  }
  CHECK(machine == again);
  dice::Machine other(start);
  REQUIRE(other.dispatch(dice::Begin{}, seeded(1)));
  const writ::Uuid first = other.state().round;
  REQUIRE(other.dispatch(dice::Begin{}, seeded(1)));
  CHECK(other.state().round != first);  // another step
  const std::string text = to_string(first);
  CHECK(text[14] == '4');
  CHECK((text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b'));
}

TEST_CASE("dice: every number of a range is drawn, and none outside") {
  std::set<std::int64_t> eyes;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    dice::Machine machine(start);
    REQUIRE(machine.dispatch(roll("ann"), seeded(seed)));
    eyes.insert(machine.state().eyes);
    REQUIRE(machine.dispatch(dice::Far{}, seeded(seed)));
    CHECK(machine.state().far >= -9'000'000'000'000'000'000);
    CHECK(machine.state().far <= 9'000'000'000'000'000'000);
  }
  CHECK(eyes == std::set<std::int64_t>{1, 2, 3, 4, 5, 6});
}

TEST_CASE("dice: without a seed nothing is drawn") {
  dice::Machine machine(start);
  const writ::Outcome outcome = machine.dispatch(dice::Begin{}, start);
  CHECK(outcome.is(RefusalKind::OutOfRange));
  const dice::Refusal why = machine.explain(dice::Begin{}, outcome, start);
  CHECK(why.message == "/round: the context gives no seed to draw from");
  CHECK(machine.can(dice::Lucky{}, start).is(RefusalKind::OutOfRange));
  CHECK(machine.can(dice::Sides{.sides = 0}, seeded(1)).is(RefusalKind::OutOfRange));
}

TEST_CASE("dice: what is asked and what is done draw the same") {
  int lucky = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    dice::Machine machine(start);
    const writ::Outcome asked = machine.can(dice::Lucky{}, seeded(seed));
    CHECK(machine.dispatch(dice::Lucky{}, seeded(seed)) == asked);
    lucky += static_cast<bool>(asked) ? 1 : 0;
  }
  CHECK(lucky > 5);
  CHECK(lucky < 40);
}

TEST_CASE("dice: a final refusal suggests nothing, and says that it is final") {
  dice::Machine machine(start);
  const dice::Refusal bank =
      machine.explain(roll("bank"), machine.can(roll("bank"), seeded(1)), seeded(1));
  CHECK_FALSE(bank.is_final());
  CHECK(bank.suggestion);
  CHECK(to_json(bank).find("final") == std::string::npos);
  for (int i = 0; i < 3; ++i) REQUIRE(machine.dispatch(roll("ann"), seeded(1)));
  const dice::Refusal enough =
      machine.explain(roll("ann"), machine.can(roll("ann"), seeded(1)), seeded(1));
  CHECK(enough.message == "three rolls are enough");
  CHECK(enough.is_final());

  REQUIRE(machine.dispatch(dice::Close{}, start));
  const dice::Refusal over =
      machine.explain(roll("all"), machine.can(roll("all"), seeded(1)), seeded(1));
  REQUIRE(over.denials.size() == 2);
  CHECK(over.denials[0].is_final);
  CHECK_FALSE(over.denials[1].is_final);
  CHECK(over.is_final());
  CHECK_FALSE(over.suggestion);
  CHECK(to_json(over).find(R"("final":true)") != std::string::npos);
}

TEST_CASE("dice: a lost step takes its own events with it, and no others") {
  dice::Machine machine(start);
  REQUIRE(machine.dispatch(dice::Close{}, start));
  Slow slow;
  writ::Context context = seeded(5);
  context.store = &slow;
  dice::Machine rolled(start);
  REQUIRE(rolled.dispatch(roll("ann"), seeded(1)));
  REQUIRE(rolled.dispatch(roll("bob"), context).status() == writ::Status::Pending);
  CHECK(slow.seed == 5U);
  CHECK(rolled.take_events().empty());
  SECTION("it is lost") {
    REQUIRE(rolled.settle(7, false));
    const auto events = rolled.take_events();
    REQUIRE(events.size() == 1);
    CHECK(std::get<dice::Rolled>(events[0]).by == "ann");
    CHECK(rolled.take_events().empty());
  }
  SECTION("it lasts") {
    REQUIRE(rolled.settle(7, true));
    CHECK(rolled.take_events().size() == 2);
  }
}

TEST_CASE("dice: the secrets of events are not told") {
  dice::Machine machine(start);
  dice::Roll secret = roll("ann");
  secret.bets.emplace_back(dice::bet::Coins{.number = 3, .pin = "5678"});
  REQUIRE(machine.dispatch(secret, seeded(1)));
  const auto events = machine.take_events();
  REQUIRE(events.size() == 1);
  CHECK(std::get<dice::Rolled>(events[0]).card == "1234");
  const std::string text = to_json(events[0]);
  CHECK(text.find("1234") == std::string::npos);
  CHECK(text.find("5678") == std::string::npos);
  CHECK(text.find(R"("card":"***","player":{"name":"ann","card":"***"})") != std::string::npos);
  CHECK(text.find(R"([{"kind":"Coins","number":3,"pin":"***"}])") != std::string::npos);
}

TEST_CASE("dice: a place is that of what is not there") {
  const dice::Machine machine(start);
  CHECK(place_of(machine, dice::Copy{.to = 7, .from = 0}) == "/left/7");
  CHECK(place_of(machine, dice::Copy{.to = 0, .from = 7}) == "/right/7");
  // The loop has moved on: which element it was is not known afterwards.
  CHECK(place_of(machine, dice::March{.steps = 9}) == "/left");
}
