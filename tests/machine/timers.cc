// What is due by itself: when, in which order, and what becomes of it.
#include <writ/core/chrono.h>
#include <writ/testing/clock.h>
#include <catch2/catch.hpp>
#include <sstream>

#include "lease.writ.h"
#include "offer.writ.testing.h"
#include "pendulum.writ.h"
#include "walk.h"

namespace {

using offer::Phase;
using offer::Timer;
using writ::RefusalKind;
using namespace writ::testing::literals;
using test::start;

constexpr writ::Instant at(writ::Duration after_start) { return start + after_start; }

/// One that is open, and waits.
offer::Machine waiting(std::int64_t n = 0, writ::Duration wait = writ::days(30)) {
  offer::Machine machine(start);
  REQUIRE(machine.dispatch(offer::Set{.wait = wait, .n = n}, start));
  REQUIRE(machine.dispatch(offer::Publish{}, start));
  return machine;
}

std::vector<Timer> which(const std::vector<writ::Fired<Timer>>& fired) {
  std::vector<Timer> out;
  for (const auto& one : fired) out.push_back(one.timer);
  return out;
}

}  // namespace

TEST_CASE("timers: those of the first phase begin with the machine") {
  offer::Machine machine(start);
  CHECK(machine.next_deadline() == at(30_d));
  CHECK(machine.deadline(Timer::Draft) == at(30_d));
  CHECK_FALSE(machine.deadline(Timer::Open));
  CHECK(name(Timer::Open_2) == "Open_2");
  const writ::Advanced early = machine.advance(at(29_d));
  CHECK((early && early.fired == 0 && machine.phase() == Phase::Draft));
  CHECK(machine.now() == start);
  const writ::Advanced due = machine.advance(at(45_d));
  CHECK((due && due.fired == 1 && due.refused == 0));
  CHECK(machine.phase() == Phase::Closed);
  CHECK(machine.version() == 1);
  CHECK(machine.now() == at(30_d));  // its own deadline
  CHECK_FALSE(machine.next_deadline());
  const auto fired = machine.take_fired();
  REQUIRE(fired.size() == 1);
  CHECK(fired[0].timer == Timer::Draft);
  CHECK(fired[0].deadline == at(30_d));
  CHECK(fired[0].outcome);
  CHECK(machine.take_fired().empty());
}

TEST_CASE("timers: when one is due is worked out when its phase is entered") {
  offer::Machine machine(start);
  REQUIRE(machine.dispatch(offer::Set{.wait = writ::days(2), .n = 0}, at(1_h)));
  CHECK(machine.next_deadline() == at(30_d));  // of the Draft that was entered before
  REQUIRE(machine.dispatch(offer::Publish{}, at(2_h)));
  CHECK(machine.deadline(Timer::Open) == at(2_h) + writ::days(2));
  CHECK_FALSE(machine.deadline(Timer::Draft));  // its phase is left
}

TEST_CASE(
    "timers: one of an outer phase runs on inside of it, and begins anew when it is entered") {
  offer::Machine machine = waiting(1);
  REQUIRE(machine.dispatch(offer::Talk{}, at(1_m)));
  REQUIRE(machine.dispatch(offer::Listen{}, at(2_m)));
  CHECK(machine.deadline(Timer::Open) == at(30_d));
  CHECK(machine.deadline(Timer::Waiting) == at(62_m));  // the inner one was entered again
  REQUIRE(machine.dispatch(offer::Plan{}, at(3_m)));
  CHECK(machine.deadline(Timer::Waiting) == at(62_m));  // no phase was entered
  REQUIRE(machine.dispatch(offer::Again{}, at(4_m)));
  CHECK(machine.deadline(Timer::Waiting) == at(64_m));
  CHECK(machine.deadline(Timer::Open) == at(30_d));
  REQUIRE(machine.dispatch(offer::Restart{}, at(5_m)));
  CHECK(machine.deadline(Timer::Open) == at(30_d) + 5_m);
}

TEST_CASE("timers: which begin depends on where a step begins") {
  offer::Machine machine(start);
  REQUIRE(machine.dispatch(offer::Set{.wait = writ::days(30), .n = 2}, start));
  SECTION("outside") {
    REQUIRE(machine.dispatch(offer::Jump{}, at(1_h)));
    CHECK(machine.deadline(Timer::Open) == at(30_d) + 1_h);
  }
  SECTION("inside") {
    REQUIRE(machine.dispatch(offer::Publish{}, at(30_m)));
    REQUIRE(machine.dispatch(offer::Jump{}, at(1_h)));
    CHECK(machine.deadline(Timer::Open) == at(30_d) + 30_m);
    CHECK_FALSE(machine.deadline(Timer::Waiting));
  }
  CHECK(machine.deadline(Timer::Talking) == at(5_h));
  REQUIRE(machine.advance(at(1_h)).fired == 1);  // Talking_2, which makes `n` 3
  REQUIRE(machine.dispatch(offer::Jump{}, at(1_h) + 1_m));
  CHECK(machine.deadline(Timer::Talking) == at(7_h) + 1_m);  // left and entered again
}

TEST_CASE("timers: a deadline is asked for where its phase is entered, and nowhere else") {
  lease::Machine machine(start);
  REQUIRE(machine.dispatch(lease::Sign{.until = at(10_d), .grace = writ::days(5)}, start));
  REQUIRE(machine.dispatch(lease::Back{}, at(1_d)));  // from Paid to Paid, inside of Active
  CHECK(machine.deadline(lease::Timer::Active) == at(15_d));
  REQUIRE(machine.dispatch(lease::Leave{}, at(2_d)));
  CHECK_FALSE(machine.next_deadline());
  CHECK(machine.advance(at(20_d)).fired == 0);
  REQUIRE(machine.dispatch(lease::Back{}, at(3_d)));
  CHECK(machine.deadline(lease::Timer::Active) == at(15_d));
}

TEST_CASE("timers: one fires once, until its phase is entered again") {
  offer::Machine machine = waiting(1);
  REQUIRE(machine.advance(at(5_h)).fired == 1);
  CHECK(machine.state().reminded == 1);
  CHECK(machine.phase() == Phase::Waiting);
  CHECK(machine.take_events().size() == 1);
  CHECK_FALSE(machine.deadline(Timer::Waiting));
  CHECK(machine.advance(at(9_h)).fired == 0);
  REQUIRE(machine.dispatch(offer::Again{}, at(10_h)));
  CHECK(machine.advance(at(11_h)).fired == 1);
  CHECK(machine.state().reminded == 2);
}

TEST_CASE("timers: one that may not fire, or is refused, is spent and changes nothing else") {
  offer::Machine machine = waiting(0);
  const std::uint64_t version = machine.version();
  const offer::State state = machine.state();
  SECTION("when") {
    const writ::Advanced done = machine.advance(at(1_h));
    CHECK((done && done.fired == 0 && done.refused == 1));
    const auto fired = machine.take_fired();
    REQUIRE(fired.size() == 1);
    CHECK(fired[0].outcome.is(RefusalKind::NoTransition));
    CHECK(machine.explain(fired[0]).message ==
          "what stands behind the `when` of the timer was false");
    CHECK(machine.state() == state);
  }
  SECTION("require") {
    machine = waiting(5);
    const writ::Advanced done = machine.advance(at(1_h));
    CHECK((done.fired == 0 && done.refused == 1));
    const auto fired = machine.take_fired();
    REQUIRE(fired.size() == 1);
    CHECK(fired[0].outcome.is(RefusalKind::Denied));
    CHECK(machine.explain(fired[0]).message == "n is 5");
  }
  CHECK(machine.version() == version);
  CHECK(machine.now() == start);
  CHECK_FALSE(machine.deadline(Timer::Waiting));
  CHECK(machine.advance(at(2_h)).refused == 0);
  REQUIRE(machine.dispatch(offer::Again{}, at(2_h)));
  CHECK(machine.deadline(Timer::Waiting) == at(3_h));
}

TEST_CASE("timers: an instant follows the state, until it has fired") {
  offer::Machine machine = waiting(0);
  CHECK_FALSE(machine.deadline(Timer::Open_2));
  REQUIRE(machine.dispatch(offer::Plan{.at = at(1_d)}, at(1_m)));
  CHECK(machine.deadline(Timer::Open_2) == at(1_d));
  REQUIRE(machine.dispatch(offer::Plan{.at = std::nullopt}, at(2_m)));
  CHECK_FALSE(machine.deadline(Timer::Open_2));
  REQUIRE(machine.dispatch(offer::Plan{.at = at(2_h)}, at(3_m)));
  (void)machine.advance(at(3_h));  // `n -= 1` is below its type: refused
  const auto fired = machine.take_fired();
  REQUIRE(which(fired) == std::vector{Timer::Waiting, Timer::Open_2});
  CHECK(fired[1].outcome.is(RefusalKind::OutOfRange));
  REQUIRE(machine.dispatch(offer::Plan{.at = at(5_h)}, at(4_h)));
  CHECK_FALSE(machine.deadline(Timer::Open_2));  // spent
  REQUIRE(machine.dispatch(offer::Restart{}, at(4_h)));
  CHECK(machine.deadline(Timer::Open_2) == at(5_h));
}

TEST_CASE("timers: an instant in the past is due at once, and fires now") {
  offer::Machine machine = waiting(1);
  REQUIRE(machine.dispatch(offer::Plan{.at = writ::Instant{5}}, at(1_m)));
  CHECK(machine.next_deadline() == writ::Instant{5});
  CHECK(machine.dispatch(offer::Plan{}, at(2_m)).is(RefusalKind::NoTransition));  // Gone is final
  CHECK(machine.phase() == Phase::Gone);
  CHECK(machine.now() == at(1_m));
}

TEST_CASE("timers: of two that are due the earlier one is first, then the first one written") {
  // Open and Waiting, both after an hour: Open stands before.
  offer::Machine machine = waiting(1, writ::hours(1));
  const writ::Advanced done = machine.advance(at(2_h));
  CHECK(done.fired == 1);
  CHECK(machine.phase() == Phase::Closed);  // Waiting was cancelled
  CHECK(which(machine.take_fired()) == std::vector{Timer::Open});

  machine = waiting(1, {3'600'000'001});
  CHECK(machine.advance(at(2_h)).fired == 2);
  CHECK(which(machine.take_fired()) == std::vector{Timer::Waiting, Timer::Open});
}

TEST_CASE("timers: a dispatch finds what is due done, and says so to whoever asks before") {
  offer::Machine machine = waiting(1, writ::minutes(90));
  const offer::Machine before = machine;
  const writ::Outcome wanted = machine.can(offer::Talk{}, at(2_h));
  CHECK(machine == before);
  CHECK(wanted.is(RefusalKind::NoTransition));
  CHECK(machine.explain(offer::Talk{}, wanted, at(2_h)).message ==
        "Talk is accepted in Waiting, not in Closed");
  CHECK(machine == before);
  CHECK(machine.dispatch(offer::Talk{}, at(2_h)) == wanted);
  CHECK(machine.phase() == Phase::Closed);
  CHECK(machine.version() == before.version() + 2);
  CHECK(machine.state().reminded == 1);

  offer::Machine dynamic = before;
  const auto answer = dynamic.dispatch("Talk", "{}", at(2_h));
  CHECK(answer.outcome == wanted);
  CHECK(answer.refusal.message == "Talk is accepted in Waiting, not in Closed");
  CHECK(dynamic == machine);
}

TEST_CASE("timers: another version is expected of the machine when what is due has fired") {
  offer::Machine machine = waiting(1);
  writ::Context context(at(2_h));
  context.expected_version = machine.version();
  CHECK(machine.can(offer::Talk{}, context).is(RefusalKind::Conflict));
  CHECK(machine.dispatch(offer::Talk{}, context).is(RefusalKind::Conflict));
  context.expected_version = machine.version();
  CHECK(machine.dispatch(offer::Talk{}, context));
}

TEST_CASE("timers: those that begin each other without a pause come to an end") {
  pendulum::Machine machine(start);
  REQUIRE(machine.dispatch(pendulum::Push{}, start));
  const pendulum::Machine pushed = machine;
  const writ::Outcome behind = machine.can(pendulum::Stop{}, start);
  CHECK(behind.is(RefusalKind::Busy));
  CHECK(machine.explain(pendulum::Stop{}, behind, start).message ==
        "more timers are due than fire at once: call `advance`");
  CHECK(machine == pushed);
  CHECK(machine.dispatch(pendulum::Stop{}, start) == behind);
  CHECK(machine.state().swings == static_cast<std::int64_t>(writ::most_fired));
  int calls = 1;
  for (writ::Advanced done = machine.advance(start); !done; done = machine.advance(start)) {
    CHECK(done.outcome.is(RefusalKind::Busy));
    CHECK(done.fired == writ::most_fired);
    REQUIRE(++calls < 10);
  }
  CHECK(machine.state().swings == 5'001);
  CHECK(machine.now() == start);
  const auto fired = machine.take_fired();
  CHECK(fired.size() >= writ::most_fired);
  CHECK(fired.size() <= 2 * writ::most_fired);
  CHECK(fired.back().outcome.is(RefusalKind::NoTransition));
  CHECK(machine.dispatch(pendulum::Stop{}, start));
}

TEST_CASE("timers: of what is created they begin with it") {
  lease::Machine machine(start);
  CHECK_FALSE(machine.next_deadline());
  CHECK(machine.advance(at(400_d)).fired == 0);
  const lease::Sign sign{.until = at(10_d), .grace = writ::days(5)};
  REQUIRE(machine.dispatch(sign, start));
  CHECK(machine.next_deadline() == at(15_d));
  REQUIRE(machine.dispatch(lease::Extend{.by = writ::days(1)}, start));
  CHECK(machine.next_deadline() == at(16_d));
  REQUIRE(machine.advance(at(20_d)).fired == 1);
  CHECK(machine.phase() == lease::Phase::Over);
  CHECK(machine.state().ended == at(16_d));  // `now` of the `enter` that it runs
}

TEST_CASE("timers: a step that makes a deadline without a value is refused") {
  lease::Machine machine(start);
  const lease::Sign never{.until = writ::Instant{INT64_MAX - 5}, .grace = writ::days(5)};
  const writ::Outcome signing = machine.dispatch(never, start);
  CHECK(signing.is(RefusalKind::OutOfRange));
  CHECK(machine.explain(never, signing, start).message == "the result does not fit in 64 bits");
  REQUIRE(machine.dispatch(lease::Sign{.until = at(10_d), .grace = writ::days(5)}, start));
  const lease::Machine before = machine;
  CHECK(machine.dispatch(lease::Owe{}, start).is(RefusalKind::OutOfRange));  // no note says when
  CHECK(machine.dispatch(lease::Extend{.by = {INT64_MAX}}, start).is(RefusalKind::OutOfRange));
  CHECK(machine == before);
  REQUIRE(machine.dispatch(lease::Note{.key = "warn", .wait = writ::hours(3)}, start));
  CHECK(machine.dispatch(lease::Owe{}, start));
}

TEST_CASE("timers: sums that are kept say when one is due") {
  lease::Machine machine(start);
  REQUIRE(machine.dispatch(lease::Sign{.until = at(90_d), .grace = writ::days(5)}, start));
  REQUIRE(machine.dispatch(lease::Note{.key = "warn", .wait = writ::hours(3)}, start));
  for (const std::int64_t days : {2, 5})
    REQUIRE(machine.dispatch(lease::Wait{.days = days}, start));
  REQUIRE(machine.dispatch(lease::Owe{}, at(1_h)));
  CHECK(machine.deadline(lease::Timer::Late) == at(7_d) + 1_h);
  CHECK(machine.advance(at(8_d)).fired == 2);
  CHECK(machine.phase() == lease::Phase::Gone);
  CHECK(machine.state().delays.empty());
}

TEST_CASE("timers: a machine of a test has them, and a clock moves it") {
  writ::testing::Clock clock(start);
  offer::Machine machine =
      offer::testing::machine({.wait = writ::days(2), .n = 1}, Phase::Waiting, clock.now());
  CHECK(machine.deadline(Timer::Open) == at(2_d));
  CHECK(machine.deadline(Timer::Waiting) == at(1_h));
  clock.set(*machine.next_deadline());
  CHECK(machine.advance(clock).fired == 1);
  clock.advance(2_d);
  CHECK(machine.advance(clock).fired == 1);
  CHECK(machine.phase() == Phase::Closed);
  const auto fired = machine.take_fired();
  REQUIRE(fired.size() == 2);
  std::ostringstream shown;
  PrintTo(fired[0], &shown);
  CHECK(shown.str() == "Waiting at " + to_string(at(1_h)) + ": accepted");
}

// --- how often the clock is looked at does not matter --------------------------------------------

namespace {

offer::Intent some_intent(test::Random& random, writ::Instant now) {
  switch (random.number(0, 9)) {
    case 0: return offer::Publish{};
    case 1: return offer::Talk{};
    case 2: return offer::Listen{};
    case 3: return offer::Again{};
    case 4: return random.one_in(2) ? offer::Intent(offer::Restart{}) : offer::Jump{};
    case 5: return offer::Plan{.at = std::nullopt};
    case 6: return offer::Plan{.at = now + writ::hours(random.number(-2, 9))};
    case 7:
    case 8: return offer::Set{.wait = writ::hours(random.number(0, 99)), .n = random.number(0, 5)};
    default: return random.one_in(4) ? offer::Intent(offer::Close{}) : offer::Intent(offer::Talk{});
  }
}

}  // namespace

TEST_CASE("timers: what an intent finds does not depend on how often the clock was looked at") {
  std::size_t fired = 0;
  std::size_t refused = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    test::Random random(seed);
    writ::Instant now = start;
    offer::Machine seldom(start);
    offer::Machine often(start);
    for (int i = 0; i < 60; ++i) {
      const writ::Instant then = now + writ::minutes(random.number(0, 300));
      while (now < then) {
        now = std::min(then, now + writ::minutes(random.number(1, 60)));
        const writ::Advanced done = often.advance(now);
        REQUIRE(done);
        fired += done.fired;
        refused += done.refused;
      }
      const offer::Intent intent = some_intent(random, now);
      const writ::Outcome asked = seldom.can(intent, now);
      CHECK(often.can(intent, now) == asked);
      CHECK(seldom.dispatch(intent, now) == asked);
      CHECK(often.dispatch(intent, now) == asked);
      REQUIRE(seldom == often);
      CHECK(seldom.hash() == often.hash());
      CHECK(seldom.snapshot() == often.snapshot());
    }
    CHECK(seldom.take_fired() == often.take_fired());
    CHECK(seldom.take_events() == often.take_events());
  }
  CHECK(fired > 500);
  CHECK(refused > 100);
}
