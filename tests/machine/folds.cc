// Folds, in folds, over what a body is about to write.
#include <catch2/catch.hpp>

#include "folds.writ.h"
#include "walk.h"

using folds::Colour;
using test::start;
using writ::RefusalKind;

namespace {

folds::Ball ball(Colour colour, std::int64_t weight, std::vector<std::string> labels = {}) {
  return {.colour = colour, .weight = weight, .labels = std::move(labels)};
}

}  // namespace

TEST_CASE("folds: sums, counts and tests, with `where`, of what is there and what will be") {
  folds::Machine machine(start);
  const auto add = [&](std::string name, std::vector<folds::Ball> balls) {
    return machine.dispatch(
        folds::AddBox{.box = {.name = std::move(name), .balls = std::move(balls)}}, start);
  };
  CHECK(add("a", {ball(Colour::Red, 50), ball(Colour::Blue, 99), ball(Colour::Green, 1)}));
  CHECK(machine.state().heavy == 150);
  CHECK(machine.state().stock.value_or(Colour::Red, -1) == 1);
  CHECK(machine.state().stock.value_or(Colour::Blue, -1) == -1);
  CHECK(add("b", {ball(Colour::Red, 2), ball(Colour::Red, 3)}));
  CHECK(machine.state().stock.value_or(Colour::Red, -1) == 3);  // with the box that is just added
  CHECK(machine.state().stock.value_or(Colour::Green, -1) == 1);

  CHECK(machine.dispatch(folds::Weigh{.least = 6}, start));
  CHECK(machine.state().heavy == 3);           // one box, and two ones
  CHECK(machine.state().text == 310 - 2 * 2);  // each weight twice, the boxes taken off for each

  CHECK(machine.dispatch(folds::Limit{.name = "c", .weight = 60}, start));
  CHECK(machine.state().limits.value_or("all", 0) == 155);
  CHECK(add("c", {ball(Colour::Green, 60)}));
  CHECK(machine.permitted().has(folds::IntentKind::Close));
}

TEST_CASE("folds: in guards and messages, whatever their variables are called") {
  folds::Machine machine(start);
  const auto why = [&](folds::Box box) {
    const folds::AddBox add{.box = std::move(box)};
    return machine.explain(add, machine.dispatch(add, start), start);
  };
  CHECK(why({.name = "a", .balls = {ball(Colour::Red, 51), ball(Colour::Blue, 9)}}).message ==
        "a ball of a is too heavy: 60 in all");
  CHECK(why({.name = "a", .balls = {ball(Colour::Blue, 99)}}).message.empty());
  CHECK(why({.name = "a", .balls = {}}).message == "twice boxes");
  for (const char* name : {"b", "c"}) CHECK(why({.name = name, .balls = {}}).message.empty());
  CHECK(why({.name = "d", .balls = {}}).message == "3 boxes, 99 kg");
  const folds::Refusal both = why({.name = "a", .balls = {ball(Colour::Red, 51)}});
  CHECK(both.denials.size() == 2);
}

TEST_CASE("folds: an invariant over elements of elements") {
  folds::Machine machine(start);
  const folds::AddBox lead{.box = {.name = "a", .balls = {ball(Colour::Blue, 100)}}};
  const writ::Outcome outcome = machine.dispatch(lead, start);
  CHECK(outcome.is(RefusalKind::InvariantViolated));
  CHECK(machine.explain(lead, outcome, start).message.starts_with("the invariant no_lead "));
}

TEST_CASE("folds: functions that ask for the state and the phase") {
  folds::Machine machine(start);
  CHECK(machine.dispatch(folds::Close{}, start).is(RefusalKind::NoTransition));
  const folds::AddBox open{.box = {.name = "a", .balls = {ball(Colour::Red, 1, {"x", "open"})}}};
  folds::Machine other = machine;
  CHECK(other.dispatch(open, start));
  CHECK(other.dispatch(folds::Close{}, start).is(RefusalKind::Denied));
  const folds::AddBox old{.box = {.name = "a", .balls = {ball(Colour::Red, 1, {"x"})}}};
  CHECK(machine.dispatch(old, start));
  CHECK(machine.dispatch(folds::Close{}, start));
  CHECK(machine.phase() == folds::Phase::Shut);
}

TEST_CASE("folds: texts are compared byte by byte, and counted in characters") {
  folds::Machine machine(start);
  const auto says = [&](const std::string& title) {
    const folds::Name name{.title = title};
    return machine.explain(name, machine.dispatch(name, start), start).message;
  };
  CHECK(says("boxes") == "boxes is boxes");
  CHECK(says("shut") == "boxes is shut");
  CHECK(says("Shut").empty());
  CHECK(says("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9").empty());
  CHECK(says("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9") == "9 characters");
  CHECK(machine.dispatch(folds::Name{.title = "?"}, start).is(RefusalKind::InvariantViolated));
  CHECK(machine.dispatch(folds::Name{.title = ""}, start).is(RefusalKind::InvariantViolated));
}
