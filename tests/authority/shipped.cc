// The hooks that come with Writ: rate limit, denial budget, circuit breaker, metrics.
#include <catch2/catch.hpp>

#include <writ/authority/circuit_breaker.h>
#include <writ/authority/metrics.h>
#include <writ/authority/rate_limit.h>

#include "steps.h"

namespace {

using writ::RefusalKind;
using Standing = writ::CircuitBreaker::Standing;

writ::Context at(std::int64_t seconds, std::string_view subject = "") {
  writ::Context context(start + writ::seconds(seconds));
  context.subject = subject;
  return context;
}

class Broken final : public writ::Store {
 public:
  bool works = false;
  int asked = 0;
  writ::Appended append(const writ::Step&) override {
    ++asked;
    return works ? writ::Appended::done() : writ::Appended::refused();
  }
};

}  // namespace

TEST_CASE("rate limit: so many at once, then one after the other as time goes by") {
  writ::Watch watch;
  watch.hooks().add(std::make_shared<writ::RateLimit>(3, writ::seconds(30)));
  transfer::Machine machine(start);
  const auto may = [&](std::int64_t when, std::string_view who) {
    const auto answer = watch.answer(machine, send(1), at(when, who));
    if (answer.outcome.is(RefusalKind::RateLimited))
      CHECK(answer.refusal.message.starts_with("too many steps: wait for "));
    return static_cast<bool>(answer.outcome);
  };
  for (int i = 0; i < 3; ++i) CHECK(may(0, "ann"));
  CHECK_FALSE(may(0, "ann"));
  CHECK(may(0, "bob"));  // has a bucket of his own
  CHECK_FALSE(may(9, "ann"));
  CHECK(may(10, "ann"));
  CHECK_FALSE(may(10, "ann"));
  CHECK_FALSE(may(5, "ann"));  // a clock that goes back gives nothing
  CHECK(may(1'000, "ann"));
  CHECK(may(1'000, "ann"));
  CHECK(may(1'000, "ann"));
  CHECK_FALSE(may(1'000, "ann"));
}

TEST_CASE("rate limit: how long to wait is said, and that is enough") {
  writ::Buckets buckets(2, writ::seconds(10));
  CHECK(buckets.take("a", start).us == 0);
  CHECK(buckets.take("a", start).us == 0);
  const writ::Duration wait = buckets.take("a", start);
  CHECK(wait == writ::seconds(5));
  CHECK(buckets.wait("a", start) == wait);
  CHECK(buckets.take("a", start + wait).us == 0);
}

TEST_CASE("rate limit: a flood of subjects needs no more memory") {
  writ::Buckets buckets(1, writ::seconds(10), 100);
  for (int i = 0; i < 10'000; ++i) static_cast<void>(buckets.take("s" + std::to_string(i), start));
  CHECK(buckets.size() == 100);
}

TEST_CASE("denial budget: who is refused too often is not looked at any more, for a while") {
  writ::Watch watch;
  const auto log = std::make_shared<writ::Log>();
  watch.hooks().add(std::make_shared<writ::DenialBudget>(3, writ::seconds(30)));
  transfer::Machine machine(start);
  const auto tries = [&](std::int64_t cents, std::int64_t when) {
    writ::Context context = proposer();
    context.now = start + writ::seconds(when);
    return watch.dispatch(machine, send(cents), context);
  };
  CHECK(tries(1'00, 0));
  for (int i = 0; i < 3; ++i) CHECK(tries(600'00, 0).is(RefusalKind::Denied));
  CHECK(tries(600'00, 0).is(RefusalKind::RateLimited));
  CHECK(tries(1'00, 0).is(RefusalKind::RateLimited));
  // Being told so costs nothing; a caller has no such budget.
  for (int i = 0; i < 50; ++i)
    CHECK(watch.dispatch(machine, send(600'00), start).is(RefusalKind::Denied));
  CHECK(tries(1'00, 10));
}

TEST_CASE("denial budget: proposals that are refused count, too") {
  writ::Watch watch;
  watch.hooks().add(std::make_shared<writ::DenialBudget>(2, writ::seconds(30)));
  writ::Draft<transfer::Send> draft(1, {.to = "ann"});
  const auto propose = [&](transfer::Send::Patch patch) {
    return watch.propose(draft, draft.ask(start, writ::minutes(1)), std::move(patch), start);
  };
  CHECK(propose({.to = "eve"}) == writ::Proposal::NotOpen);
  CHECK(propose({}) == writ::Proposal::Nothing);
  CHECK(propose({.urgent = true}) == writ::Proposal::Vetoed);
}

TEST_CASE("circuit breaker: closed, open, half-open, and back, by the clock of the contexts") {
  writ::Watch watch;
  const auto breaker = std::make_shared<writ::CircuitBreaker>(3, writ::seconds(60), start);
  watch.hooks().add(breaker);
  Broken store;
  transfer::Machine machine(start);
  const auto tries = [&](std::int64_t when, std::int64_t cents = 1) {
    writ::Context context = at(when);
    context.store = &store;
    return watch.answer(machine, send(cents), context);
  };
  for (int i = 0; i < 3; ++i) {
    CHECK(breaker->standing(start) == Standing::Closed);
    CHECK(tries(i).outcome.is(RefusalKind::StorageFailed));
  }
  CHECK(store.asked == 3);
  CHECK(breaker->standing(start + writ::seconds(3)) == Standing::Open);
  const auto refused = tries(4);
  CHECK(refused.outcome.is(RefusalKind::StorageFailed));
  CHECK(refused.refusal.message == "it has failed 3 times: it is tried again within 1m");
  CHECK(store.asked == 3);  // not asked any more
  // The trial fails, and it is open again; what the contract refuses is no trial.
  CHECK(tries(63).outcome.is(RefusalKind::StorageFailed));
  CHECK(store.asked == 4);
  CHECK(breaker->standing(start + writ::seconds(64)) == Standing::Open);
  CHECK(breaker->opened() == 2);
  CHECK(tries(124, 600'00).outcome.is(RefusalKind::Denied));
  CHECK(breaker->standing(start + writ::seconds(124)) == Standing::HalfOpen);
  store.works = true;
  CHECK(tries(125).outcome);
  CHECK(breaker->standing(start + writ::seconds(125)) == Standing::Closed);
  CHECK(machine.version() == 1);
  CHECK_THROWS_AS(writ::CircuitBreaker(0, writ::seconds(1), start), std::invalid_argument);
}

TEST_CASE("metrics: what OpenMetrics reads") {
  std::int64_t ticks = 0;
  writ::Watch watch({.ticks = [&] { return ticks += 30'000; }});
  const auto metrics = std::make_shared<writ::Metrics>();
  watch.hooks().add(metrics);
  transfer::Machine machine(start);
  CHECK(watch.dispatch(machine, send(1'00), start));
  CHECK(watch.dispatch(machine, send(2'00), start));
  CHECK_FALSE(watch.dispatch(machine, send(600'00), start));
  CHECK_FALSE(watch.dispatch(machine, "Nonsense\"\n", "{}", start));
  writ::Draft<transfer::Send> draft(1);
  CHECK(watch.propose(draft, draft.ask(start, writ::minutes(1)), {.to = "x"}, start) ==
        writ::Proposal::Staged);
  CHECK(watch.accept(draft, start));
  const std::string text = metrics->text();
  for (const char* const line :
       {"# TYPE writ_steps counter\n",
        "writ_steps_total{contract=\"Transfer\",intent=\"Send\",outcome=\"accepted\"} 2\n",
        "writ_steps_total{contract=\"Transfer\",intent=\"Send\",outcome=\"denied\"} 1\n",
        "writ_steps_total{contract=\"Transfer\",intent=\"\",outcome=\"invalid_payload\"} 1\n",
        "writ_denials_total{contract=\"Transfer\",intent=\"Send\",guard=\"Approved\"} 1\n",
        "writ_proposals_total{contract=\"Transfer\",intent=\"Send\",outcome=\"staged\"} 1\n",
        "writ_proposals_total{contract=\"Transfer\",intent=\"Send\",outcome=\"accepted\"} 1\n",
        "writ_step_duration_seconds_bucket{contract=\"Transfer\",intent=\"Send\",le=\"0.000025\"} "
        "0\n",
        "writ_step_duration_seconds_bucket{contract=\"Transfer\",intent=\"Send\",le=\"0.000100\"} "
        "3\n",
        "writ_step_duration_seconds_sum{contract=\"Transfer\",intent=\"Send\"} 0.000090\n",
        "writ_step_duration_seconds_count{contract=\"Transfer\",intent=\"Send\"} 3\n"}) {
    CAPTURE(line);
    CHECK(text.find(line) != std::string::npos);
  }
  CHECK(text.ends_with("\n# EOF\n"));
}
