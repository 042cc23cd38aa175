// Times and doubles, worked with: exact, or refused.
#include <catch2/catch.hpp>
#include <limits>

#include "hours.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr writ::Instant opening{1'769'850'000'000'000};

template <class Intent>
hours::State after(const Intent& intent, writ::Instant now = opening) {
  hours::Machine machine(opening);
  CHECK(machine.dispatch(intent, now));
  return machine.state();
}

template <class Intent>
std::string refusal(const Intent& intent, writ::Instant now = opening) {
  hours::Machine machine(opening);
  const writ::Outcome outcome = machine.dispatch(intent, now);
  CHECK_FALSE(outcome);
  CHECK(machine == hours::Machine(opening));
  return machine.explain(intent, outcome, now).message;
}

const std::string no_fit = "the result does not fit in 64 bits";

}  // namespace

TEST_CASE("hours: constants") {
  CHECK(hours::constants::half_day == writ::hours(12));
  CHECK(hours::constants::week_days == 7);
  CHECK(hours::constants::opening == opening);
  CHECK(hours::constants::closing == opening + writ::hours(8));
}

TEST_CASE("hours: now is what the step says, and never goes back") {
  CHECK(after(hours::Open{}).text == "2026-01-31T09:00:00Z 0s true");
  const writ::Instant evening = opening + writ::hours(9);
  CHECK(after(hours::Open{}, evening).text == "2026-01-31T18:00:00Z 9h false");
  hours::Machine machine(opening);
  CHECK(machine.dispatch(hours::Open{}, evening));
  CHECK(machine.dispatch(hours::Open{}, opening));
  CHECK(machine.state().at_once == evening);
  CHECK(refusal(hours::Wait{.by = {}}, opening + writ::seconds(30)) ==
        "only 30s since 2026-01-31T09:00:00Z, at 2026-01-31T09:00:30Z");
  CHECK(after(hours::Wait{.by = writ::hours(1)}, evening).waited == writ::hours(1));
  CHECK(refusal(hours::Wait{.by = writ::days(1500)}, evening) ==
        "the invariant waiting would be broken: waited < 1000d or waited > 2000d");
  hours::Machine early(writ::Instant{least});
  const writ::Outcome never = early.dispatch(hours::Wait{.by = {}}, writ::Instant{least});
  CHECK(early.explain(hours::Wait{.by = {}}, never, writ::Instant{least}).message == no_fit);
}

TEST_CASE("hours: spans are exact or refused") {
  const hours::State span = after(hours::Span{.since = opening, .until = start});
  CHECK(span.waited.us == start.us - opening.us);
  CHECK(span.at_once.us == start.us + span.waited.us);
  CHECK(refusal(hours::Span{.since = {least}, .until = {0}}) == "/waited: " + no_fit);
  CHECK(refusal(hours::Span{.since = {0}, .until = {most}}) == "/at_once: " + no_fit);
  CHECK(after(hours::Repeat{.by = writ::hours(1), .times = -3}).waited == writ::hours(-6));
  CHECK(refusal(hours::Repeat{.by = {most}, .times = 1}) == "/waited: " + no_fit);
  const hours::State parts =
      after(hours::Parts{.of = writ::minutes(-7), .by = writ::minutes(2), .parts = 2});
  CHECK(parts.waited == writ::seconds(-630));
  CHECK(parts.times == -3);
  CHECK(refusal(hours::Parts{.of = {1}, .by = {1}, .parts = 0}) == "/waited: division by zero");
  CHECK(refusal(hours::Parts{.of = {1}, .by = {}, .parts = 1}) == "/times: division by zero");
  CHECK(refusal(hours::Parts{.of = {least}, .by = {1}, .parts = -1}) == "/waited: " + no_fit);
  const hours::State turned = after(hours::Turn{.by = writ::hours(-2)});
  CHECK(turned.waited == writ::hours(2));
  CHECK(turned.opened == writ::Instant{opening.us - writ::hours(2).us});
  CHECK(refusal(hours::Turn{.by = {least}}) == "/waited: " + no_fit);
  CHECK(after(hours::Shift{.by = writ::minutes(-45)}).short_ == writ::minutes(29));
  CHECK(after(hours::Shift{.by = writ::minutes(1)}).short_ == writ::Duration{});
}

TEST_CASE("hours: days") {
  const hours::State dated = after(hours::Date{.at = {-1}});
  CHECK(dated.day_of.days == -1);
  CHECK(dated.year == 1969);
  CHECK(after(hours::Date{.at = {least}}).year == -290'308);
  const hours::State day = after(hours::Day{.on = {20'513}});
  CHECK(day.year == 20'260'301);
  CHECK(day.weekday == 7);
  CHECK(refusal(hours::Day{.on = {10'956}}) == "1999-12-31 is no day");
  CHECK(refusal(hours::Day{.on = {20'484}}) == "2026-01-31 is no day");
  CHECK(refusal(hours::Day{.on = {most}}) == "/year: " + no_fit);
  hours::Machine machine(opening);
  const hours::Day bad{.on = {0}};
  const writ::Instant later = opening + writ::days(1);
  const hours::Refusal why = machine.explain(bad, machine.dispatch(bad, later), later);
  REQUIRE(why.suggested<hours::Day>());
  CHECK(why.suggested<hours::Day>()->on == writ::Date{20'485});
}

TEST_CASE("hours: doubles are numbers or refused") {
  const hours::State weighed = after(hours::Weigh{.a = 1.5, .b = -2});
  CHECK(weighed.weight == -2.5);
  CHECK(weighed.lightest == -2.5);
  CHECK(weighed.text == "-3.5 2.5 2.5");
  CHECK(after(hours::Share{.a = 1, .b = 4}).weight == 2.5);
  const std::string none = "/weight: the result is not a finite number";
  CHECK(refusal(hours::Share{.a = 1, .b = 0}) == none);
  CHECK(refusal(hours::Share{.a = 0, .b = 0}) == none);
  CHECK(refusal(hours::Share{.a = 1.7e308, .b = 1}) == none);  // the last line doubles it
  CHECK(after(hours::Cut{.a = -2.9}).times == -2);
  CHECK(refusal(hours::Cut{.a = 1e19}) == "/times: " + no_fit);
  hours::Machine machine(opening);
  const hours::Weigh heavy{.a = 1001, .b = 0};
  const hours::Refusal why = machine.explain(heavy, machine.dispatch(heavy, opening), opening);
  CHECK(why.message == "1001.0 by 0.0");
  REQUIRE(why.suggested<hours::Weigh>());
  CHECK(why.suggested<hours::Weigh>()->a == 1000.0);
}

TEST_CASE("hours: as text, and back") {
  hours::Machine machine(opening);
  CHECK(machine.dispatch(
      "Span", R"({"since": "2026-01-31T09:00:00Z", "until": "2026-02-01T10:30:00Z"})", opening));
  CHECK(machine.state().waited == writ::Duration{writ::days(1).us + writ::minutes(90).us});
  CHECK(machine.dispatch("Share", R"({"a": 1, "b": 3})", opening));
  hours::Machine again(start);
  REQUIRE(again.restore(machine.snapshot()));
  CHECK(again == machine);
  CHECK(again.hash() == machine.hash());
  CHECK(machine.get("waited"));
}
