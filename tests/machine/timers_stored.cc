// Timers as a part of what is stored: stores that fail or answer later, snapshots, copies, memory.
#include <writ/testing/clock.h>
#include <catch2/catch.hpp>
#include <functional>
#include <unordered_set>

#include "lease.writ.testing.h"
#include "memory.h"
#include "offer.writ.h"
#include "walk.h"

namespace {

using offer::Phase;
using offer::Timer;
using writ::Appended;
using writ::RefusalKind;
using writ::Standing;
using namespace writ::testing::literals;
using test::start;

constexpr writ::Instant at(writ::Duration after_start) { return start + after_start; }

/// A store that answers as it is told.
class Told final : public writ::Store {
 public:
  explicit Told(std::function<Appended(const writ::Step&)> answer) : answer_(std::move(answer)) {}
  Appended append(const writ::Step& step) override { return answer_(step); }

 private:
  std::function<Appended(const writ::Step&)> answer_;
};

writ::Context with(writ::Store& store, writ::Instant now) {
  writ::Context context(now);
  context.store = &store;
  context.subject = "ann";
  context.correlation_id = "c";
  context.seed = 7;
  return context;
}

offer::Machine waiting() {
  offer::Machine machine(start);
  REQUIRE(machine.dispatch(offer::Set{.wait = writ::days(30), .n = 1}, start));
  REQUIRE(machine.dispatch(offer::Publish{}, start));
  return machine;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

}  // namespace

TEST_CASE("timers: a store sees the steps of timers, and knows them") {
  std::vector<std::string> seen;
  Told store([&](const writ::Step& step) {
    const std::optional<Timer> timer = offer::Machine::timer_of(step);
    const offer::IntentRef intent(step);
    seen.push_back(std::to_string(step.version) + " " +
                   std::string(timer ? name(*timer) : name(intent.kind())));
    CHECK(step.context->subject == (timer ? "" : "ann"));
    CHECK(step.context->correlation_id == (timer ? "" : "c"));
    CHECK(step.context->seed.has_value() == !timer);
    CHECK(step.now == (timer ? at(1_h) : at(2_h)));
    if (timer) CHECK(to_json(intent).empty());
    return Appended::done();
  });
  offer::Machine machine = waiting();
  REQUIRE(machine.dispatch(offer::Talk{}, with(store, at(2_h))));
  CHECK(seen == std::vector<std::string>{"3 Waiting", "4 Talk"});
}

TEST_CASE("timers: one that cannot be stored is not spent, and the intent is refused") {
  offer::Machine machine = waiting();
  const offer::Machine before = machine;
  Told store([](const writ::Step&) { return Appended::refused(); });
  const writ::Context context = with(store, at(2_h));
  const writ::Outcome outcome = machine.dispatch(offer::Talk{}, context);
  CHECK(outcome.is(RefusalKind::StorageFailed));
  CHECK(machine.explain(offer::Talk{}, outcome, context).message ==
        "the store did not take the step");
  CHECK(machine.dispatch("Talk", "{}", context).outcome == outcome);
  CHECK(machine.advance(context).outcome == outcome);
  CHECK(machine == before);
  CHECK(machine.take_fired().empty());
  CHECK(machine.dispatch(offer::Talk{}, at(2_h)));
  CHECK(machine.state().reminded == 1);
}

TEST_CASE("timers: a store that throws leaves the timer as it was") {
  offer::Machine machine = waiting();
  const offer::Machine before = machine;
  Told store([](const writ::Step&) -> Appended { throw std::runtime_error("no"); });
  CHECK_THROWS_AS((void)machine.dispatch(offer::Talk{}, with(store, at(2_h))), std::runtime_error);
  CHECK(machine == before);
  CHECK(machine.standing() == Standing::Ready);
  CHECK(machine.take_fired().empty());
}

TEST_CASE("timers: a store that answers later makes the intent wait") {
  Told store([](const writ::Step&) { return Appended::later(9); });
  offer::Machine machine = waiting();
  const std::string durable = machine.snapshot();
  const writ::Context context = with(store, at(2_h));
  const offer::Machine before = machine;
  SECTION("in a dispatch") {
    CHECK(machine.dispatch(offer::Talk{}, context).is(RefusalKind::Busy));
    CHECK(machine.can(offer::Talk{}, context).is(RefusalKind::Busy));
    CHECK(machine.advance(context).outcome.is(RefusalKind::Busy));
  }
  SECTION("in an advance") {
    const writ::Advanced done = machine.advance(context);
    CHECK(done.fired == 1);
    CHECK(done.outcome.status() == writ::Status::Pending);
    CHECK(done.outcome.ticket() == 9);
  }
  CHECK(machine.standing() == Standing::Pending);
  CHECK(machine.state().reminded == 1);
  CHECK(machine.take_events().empty());
  CHECK(machine.take_fired().size() == 1);
  offer::Machine lost = machine;
  REQUIRE(machine.settle(9, true));
  CHECK(machine.take_events().size() == 1);
  CHECK(machine.dispatch(offer::Talk{}, at(2_h)));

  REQUIRE(lost.settle(9, false));
  CHECK(lost.take_events().empty());
  CHECK(lost.dispatch(offer::Talk{}, at(2_h)) == writ::Outcome::unknown());
  CHECK(lost.advance(at(2_h)).outcome == writ::Outcome::unknown());
  REQUIRE(lost.restore(durable));
  CHECK(lost == before);
}

TEST_CASE("timers: from inside of a store none fires") {
  offer::Machine machine = waiting();
  int inside = 0;
  Told store([&](const writ::Step&) {
    ++inside;
    CHECK(machine.advance(at(90_d)).outcome.is(RefusalKind::Busy));
    CHECK(machine.can(offer::Talk{}, at(90_d)).is(RefusalKind::Busy));
    CHECK(machine.take_fired().empty());
    return Appended::done();
  });
  CHECK(machine.advance(with(store, at(1_h))).fired == 1);
  CHECK(inside == 1);
}

TEST_CASE("timers: they are a part of what is equal, hashed and copied") {
  offer::Machine machine = waiting();
  offer::Machine other = machine;
  CHECK(other.deadline(Timer::Waiting) == machine.deadline(Timer::Waiting));
  REQUIRE(machine.dispatch(offer::Set{.wait = writ::days(30), .n = 0}, start));
  other = machine;
  (void)other.advance(at(1_h));  // its `when` is false: nothing but that it is spent
  CHECK(other.state() == machine.state());
  CHECK(other.version() == machine.version());
  CHECK_FALSE(other == machine);
  CHECK(other.hash() != machine.hash());
}

TEST_CASE("timers: a snapshot says when they are due, or that they are spent") {
  offer::Machine machine = waiting();
  REQUIRE(machine.dispatch(offer::Plan{.at = at(4_d)}, start));
  const std::string first = machine.snapshot();
  const std::string open = to_string(at(30_d));
  CHECK(first.ends_with(R"(},"timers":{"Open":")" + open + R"(","Waiting":")" + to_string(at(1_h)) +
                        "\"}}"));
  REQUIRE(machine.advance(at(1_h)).fired == 1);
  const std::string second = machine.snapshot();
  CHECK(second.ends_with(R"("timers":{"Open":")" + open + R"(","Waiting":"spent"}})"));
  for (const std::string& text : {first, second}) {
    offer::Machine back(start);
    REQUIRE(back.restore(text));
    CHECK(back.snapshot() == text);
    CHECK(back.deadline(Timer::Open_2) == at(4_d));  // that follows from the state
    CHECK(back.deadline(Timer::Open) == at(30_d));
  }
  offer::Machine back(start);
  REQUIRE(back.restore(second));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
}

TEST_CASE("timers: a snapshot whose timers are not those of its phase is refused") {
  offer::Machine machine = waiting();
  REQUIRE(machine.advance(at(1_h)).fired == 1);
  const std::string good = machine.snapshot();
  const offer::Machine before = machine;
  const auto problem = [&](const std::string& text) {
    const auto answer = machine.restore(text);
    CHECK_FALSE(answer);
    CHECK(machine == before);
    REQUIRE(answer.refusal.problems.size() == 1);
    const writ::Problem& first = answer.refusal.problems.front();
    return std::string(first.code) + " " + first.path;
  };
  const std::string spent = R"(,"Waiting":"spent")";
  CHECK(problem(replaced(good, spent, "")) == "missing /timers/Waiting");
  CHECK(problem(replaced(good, spent, spent + R"(,"Talking":"spent")")) ==
        "unknown /timers/Talking");
  CHECK(problem(replaced(good, spent, spent + R"(,"Talking_2":"spent")")) ==
        "unknown /timers/Talking_2");
  CHECK(problem(replaced(good, spent, spent + R"(,"Tea":"spent")")) == "unknown /timers/Tea");
  CHECK(problem(replaced(good, spent, spent + spent)) == "duplicate /timers/Waiting");
  CHECK(problem(replaced(good, "\"spent\"", "\"Spent\"")) == "format /timers/Waiting");
  CHECK(problem(replaced(good, "\"spent\"", "12")) == "type /timers/Waiting");
  CHECK(problem(replaced(good, spent, spent + R"(,"Open_2":"2030-01-01T00:00:00Z")")) ==
        "enum /timers/Open_2");
  const std::size_t begin = good.find(",\"timers\"");
  CHECK(problem(good.substr(0, begin) + "}") == "missing /timers");
  CHECK(problem(good.substr(0, begin) + R"(,"timers":[]})") == "type /timers");
  CHECK(machine.restore(replaced(good, spent, spent + R"(,"Open_2":"spent")")));
}

TEST_CASE("timers: one that is due after all times never fires, and is stored all the same") {
  lease::Machine machine(start);
  REQUIRE(machine.dispatch(lease::Sign{.until = at(10_d), .grace = writ::days(5)}, start));
  REQUIRE(machine.dispatch(lease::Note{.key = "warn", .wait = {INT64_MAX}}, start));
  REQUIRE(machine.dispatch(lease::Wait{.days = 9}, start));
  REQUIRE(machine.dispatch(lease::Owe{}, start));
  CHECK_FALSE(machine.deadline(lease::Timer::Late_2));
  CHECK(machine.next_deadline() == at(9_d));
  lease::Machine back(start);
  REQUIRE(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.advance(writ::Instant::never()).outcome);
  CHECK(back.phase() == lease::Phase::Gone);
}

TEST_CASE("timers: a snapshot in which nothing says when one is due is refused") {
  lease::Machine machine(start);
  REQUIRE(machine.dispatch(lease::Sign{.until = at(10_d), .grace = writ::days(5)}, start));
  const lease::Machine before = machine;
  const std::string bad = replaced(machine.snapshot(), "P5D", "P106751991D");
  const auto answer = machine.restore(bad);
  CHECK(answer.outcome.is(RefusalKind::InvariantViolated));
  CHECK(machine == before);
  const std::string absent = lease::Machine(start).snapshot();
  CHECK(absent.ends_with(R"("timers":{}})"));
  CHECK(machine.restore(absent));
}

TEST_CASE("timers: where memory ends, none has fired") {
  int ran_out = 0;
  for (long n = 0; n < 8; ++n) {
    offer::Machine machine = waiting();
    const offer::Machine before = machine;
    if (!test::runs_out(n, [&] { (void)machine.advance(at(1_h)); })) continue;
    ++ran_out;
    CHECK(machine == before);
    CHECK(machine.advance(at(1_h)).fired == 1);
  }
  CHECK(ran_out >= 2);  // room for what fired, and for the event
}

TEST_CASE("timers: without one that is due, a step asks for no memory because of them") {
  offer::Machine machine = waiting();
  const long before = test::asked();
  bool as_expected = true;
  for (int i = 0; i < 100; ++i) {
    as_expected &= static_cast<bool>(machine.can(offer::Again{}, at(1_m)));
    as_expected &= static_cast<bool>(machine.dispatch(offer::Again{}, at(1_m)));
  }
  const long after = test::asked();
  CHECK(as_expected);
  CHECK(after == before);
}
