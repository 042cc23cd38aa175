// Who gave a value: `proposed(…)` in guards, bodies and conditions.
#include "proposals.writ.h"

#include <catch2/catch.hpp>
#include <string>

namespace {

using proposals::Guard;
using proposals::Machine;
using proposals::Note;
using proposals::Pay;
using proposals::Phase;
using writ::Context;
using writ::FieldSet;

constexpr writ::Instant start{1'700'000'000'000'000};

Context given(FieldSet proposed) {
  Context context(start);
  context.proposed = proposed;
  return context;
}

Context from_proposer() {
  Context context(start);
  context.origin = writ::Origin::Proposer;
  return context;
}

Pay pay(std::int64_t amount) {
  return {.price = {.amount = amount}, .to = "ann", .note = "thanks"};
}

}  // namespace

TEST_CASE("proposals: what a caller gives is not proposed") {
  Machine machine(start);
  CHECK(machine.dispatch(pay(500), start));
  CHECK(machine.state().offered == 0);
  CHECK(machine.state().notes == decltype(machine.state().notes){"thanks"});
}

TEST_CASE("proposals: a field that somebody accepted of a proposer is proposed, and no other") {
  Machine machine(start);
  const Context amount = given(FieldSet::of(Pay::Field::price_amount));
  const writ::Outcome refused = machine.dispatch(pay(500), amount);
  CHECK(refused.denied_by(Guard::Small));
  CHECK_FALSE(refused.denied_by(Guard::Somebody));
  const proposals::Refusal why = machine.explain(pay(500), refused, amount);
  CHECK(why.message == "500 is more than 100: a person has to say so");
  REQUIRE(why.suggested<Pay>());
  CHECK(why.suggested<Pay>()->price.amount == 100);
  CHECK(machine.can(pay(100), amount));
  CHECK(machine.dispatch(pay(100), amount));
  CHECK(machine.state().offered == 1);
  CHECK(machine.state().notes.back() == "thanks");
  CHECK(machine.dispatch(pay(7), given(FieldSet::of(Pay::Field::note))));
  CHECK(machine.state().notes.back() == "*");
}

TEST_CASE("proposals: of a record each field counts") {
  Machine machine(start);
  CHECK(machine.dispatch(pay(500), given(FieldSet::of(Pay::Field::price_currency))));
  CHECK(machine.state().offered == 1);
}

TEST_CASE("proposals: what comes from a proposer is proposed as a whole") {
  Machine machine(start);
  const writ::Outcome outcome = machine.dispatch(pay(500), from_proposer());
  CHECK(outcome.denied_by(Guard::Small));
  CHECK(outcome.denied_by(Guard::Somebody));
  const auto answer = machine.dispatch("Note", R"({"text":"hello"})", from_proposer());
  CHECK(answer);
  CHECK(machine.phase() == Phase::Closed);
}

TEST_CASE("proposals: a condition decides by it") {
  Machine machine(start);
  CHECK(machine.dispatch(Note{.text = "a"}, start));
  CHECK(machine.phase() == Phase::Open);
  CHECK(machine.dispatch(Note{.text = "b"}, given(FieldSet::of(Note::Field::text))));
  CHECK(machine.phase() == Phase::Closed);
}
