// The headers for tests, as somebody with Catch2 uses them.
#include <catch2/catch.hpp>

#include <writ/testing/catch2.h>

#include "order.writ.testing.h"
#include "orders.h"

namespace {

using namespace writ::testing::literals;
using order::Phase;
using test::add_mugs;
using test::two_mugs;
using writ::RefusalKind;
using writ::testing::Clock;
using writ::testing::Failure;

TEST_CASE("a machine in a phase, from a literal") {
  const Clock clock("2026-11-21T09:00:00Z");
  order::State state = two_mugs();
  state.payment = order::payment::Cash{};
  state.paid_at = clock.now();
  const order::Machine machine = order::testing::machine(state, Phase::Picked, clock.now(), 5);
  CHECK(machine.phase() == Phase::Picked);
  CHECK(machine.state() == state);
  CHECK(machine.now() == clock.now());
  CHECK(machine.version() == 5);
  CHECK(machine.standing() == writ::Standing::Ready);
}

TEST_CASE("a machine that the contract does not allow is none") {
  const Clock clock;
  order::State state = two_mugs();
  SECTION("a refinement") {
    state.lines[0].sku = "mug";
    CHECK_THROWS_WITH(order::testing::machine(state, Phase::Draft, clock.now()),
                      Catch::StartsWith("there can be no such machine\n  /state/lines/0/sku: ") &&
                          Catch::Contains("matching /^[A-Z]{3}-[0-9]{4}$/"));
  }
  SECTION("an invariant") {
    state.total = {2499};
    CHECK_THROWS_WITH(order::testing::machine(state, Phase::Draft, clock.now()),
                      Catch::Contains("total_matches") || Catch::Contains("sum(line_total(l)"));
  }
  SECTION("an invariant of the phase") {
    CHECK_THROWS_AS(order::testing::machine(state, Phase::Paid, clock.now()), Failure);
  }
  SECTION("text that is none") {
    state.customer.profile.name = "\xff";
    CHECK_THROWS_WITH(order::testing::machine(state, Phase::Draft, clock.now()),
                      Catch::Contains("not UTF-8"));
  }
  SECTION("no phase") {
    CHECK_THROWS_WITH(order::testing::machine(state, static_cast<Phase>(99), clock.now()),
                      Catch::Contains("/phase: expected Draft"));
  }
  SECTION("more steps than there can be") {
    CHECK_THROWS_AS(order::testing::machine(state, Phase::Draft, clock.now(), UINT64_MAX), Failure);
  }
}

TEST_CASE("a clock goes when it is told to") {
  Clock clock("2026-11-21T09:00:00Z");
  clock.advance(1_d);
  clock.advance(2_h);
  clock.advance(15_m);
  clock.advance(90_s);
  clock.advance(250_ms);
  CHECK(clock.now() == writ::testing::instant("2026-11-22T11:16:30.250Z"));
  writ::Context context = clock.context();
  context.subject = "ann";
  CHECK(context.now == clock.now());
  clock.set(writ::Instant{0});
  CHECK(clock.now().us == 0);
  CHECK_THROWS_WITH(Clock("noon"), "`noon` is no instant as in RFC 3339");
}

TEST_CASE("what becomes of a step") {
  const Clock clock;
  order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now());

  CHECK(accepted(can(machine, add_mugs(3), clock)));
  CHECK(refused_by(dispatch(machine, add_mugs(4), clock), order::Guard::InStock));
  CHECK(refused_saying(dispatch(machine, add_mugs(4), clock), "only 3 of MUG-0001 left"));
  CHECK_FALSE(refused_by(dispatch(machine, add_mugs(4), clock), order::Guard::OneCurrency));
  CHECK_FALSE(refused_saying(dispatch(machine, add_mugs(4), clock), "only 3"));
  CHECK(refused(dispatch(machine, order::Ship{.carrier = "bike"}, clock)));
  CHECK(
      refused(dispatch(machine, order::Ship{.carrier = "bike"}, clock), RefusalKind::NoTransition));
  CHECK_FALSE(refused(dispatch(machine, order::Ship{}, clock), RefusalKind::Denied));
  CHECK_FALSE(accepted(dispatch(machine, order::Ship{}, clock)));

  const order::Intent any = order::Pay{.payment = order::payment::Cash{}};
  CHECK(accepted(dispatch(machine, any, clock)));
  CHECK(machine.phase() == Phase::Paid);
  CHECK_FALSE(refused(dispatch(machine, order::Pick{}, clock)));
}

TEST_CASE("what code under test answers") {
  using namespace writ::testing;
  const Clock clock;
  order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now());
  CHECK(accepted(test::add_what_is_left(machine, add_mugs(9), clock)));
  CHECK(machine.state().stock.empty() == false);
  CHECK(refused_by(test::add_what_is_left(machine, add_mugs(9), clock), order::Guard::InStock));
  CHECK(refused(machine.dispatch("Ship", "{}", clock), RefusalKind::NoTransition));
  CHECK(accepted(machine.restore(machine.snapshot())));
}

TEST_CASE("a store that answers later") {
  struct Slow final : writ::Store {
    writ::Appended append(const writ::Step&) override { return writ::Appended::later(7); }
  } slow;
  const Clock clock;
  writ::Context context = clock.context();
  context.store = &slow;
  order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now());
  const auto step = writ::testing::dispatch(machine, order::Cancel{}, context);
  CHECK(pending(step));
  CHECK_FALSE(accepted(step));
  CHECK_FALSE(refused(step));
  CHECK(machine.settle(step.outcome.ticket(), true));
}

TEST_CASE("what changes a machine and what does not") {
  const Clock clock;
  order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now());
  using writ::testing::unchanged;
  CHECK(unchanged(machine, [&] { (void)machine.dispatch(order::Ship{}, clock); }));
  CHECK_FALSE(unchanged(machine, [&] { (void)machine.dispatch(order::Cancel{}, clock); }));
}

}  // namespace
