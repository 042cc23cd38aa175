// What comes with a step, in every statement of a body.
#include <catch2/catch.hpp>

#include "visits.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

TEST_CASE("visits: a step reads when it is and who asks, in every statement") {
  visits::Machine machine(start);
  writ::Context context(start);
  const visits::Come come{.who = "LATE ", .tags = "a, known"};
  CHECK(machine.dispatch(visits::Come{.who = "x", .tags = ""}, writ::Instant{0}));  // not before
  CHECK(machine.state().n == 3);
  CHECK(machine.dispatch(come, start).is(RefusalKind::Denied));
  context.subject = "ann";
  context.now = start + writ::milliseconds(900);
  const writ::Outcome soon = machine.dispatch(come, context);
  CHECK(machine.explain(come, soon, context).message == "900ms is soon for ann");
  context.now = start + writ::hours(2);
  CHECK(machine.can(come, context));
  CHECK(machine.dispatch(come, context));
  const visits::State& state = machine.state();
  CHECK(state.n == 1);
  CHECK(state.known);
  REQUIRE(state.visits.size() == 2);
  CHECK(state.visits[0].who == "x before " + to_string(context.now));
  CHECK(state.visits[1].who == "late");
  CHECK(*state.spans.find("late ") == writ::hours(2));
  CHECK(state.last == context.now);
  CHECK(machine.dispatch(visits::Close{}, context));
  CHECK(machine.state().n == 22);
  CHECK(machine.state().who == "ann " + to_string(context.now));
  const writ::Outcome shut = machine.dispatch(come, context);
  CHECK(machine.explain(come, shut, context).message ==
        "shut at " + to_string(context.now) + ", and it is " + to_string(context.now));
  visits::Machine again(start);
  REQUIRE(again.restore(machine.snapshot()));
  CHECK(again == machine);
}

TEST_CASE("visits: a reply that has no value refuses the step") {
  visits::Machine machine(writ::Instant{INT64_MAX});
  const writ::Outcome outcome = machine.dispatch(visits::Close{}, writ::Instant{INT64_MAX});
  CHECK(outcome.is(RefusalKind::OutOfRange));
  CHECK(machine == visits::Machine(writ::Instant{INT64_MAX}));
  visits::Machine empty(start);
  CHECK(empty.dispatch(visits::Close{}, start));
  CHECK(empty.dispatch(visits::Look{}, start).is(RefusalKind::OutOfRange));
}
