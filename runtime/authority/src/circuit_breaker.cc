#include <writ/authority/circuit_breaker.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "breaker.writ.h"

namespace writ {

namespace {

/// Did what is behind the breaker fail?
bool has_failed(const LogEntry& entry) {
  return !entry.error.empty() || entry.outcome.is(RefusalKind::StorageFailed) ||
         entry.outcome.is(RefusalKind::ActivityFailed) || entry.outcome.is(RefusalKind::TimedOut) ||
         entry.outcome.status() == Status::Unknown;
}

/// The breakers that have let the step through that this thread makes: one that an earlier hook
/// refuses is nothing that they know of.
thread_local std::vector<const CircuitBreaker*> trying;

}  // namespace

struct CircuitBreaker::Inside {
  explicit Inside(Instant now) : machine(now) {}
  std::mutex mutex;
  breaker::Machine machine;
};

CircuitBreaker::CircuitBreaker(std::int64_t most_failures, Duration pause, Instant now)
    : inside_(std::make_unique<Inside>(now)) {
  const breaker::Configure how{.most_failures = most_failures, .pause = pause};
  if (!inside_->machine.dispatch(how, now))
    throw std::invalid_argument("writ: a circuit breaker with such a number or pause");
}

CircuitBreaker::~CircuitBreaker() = default;

std::optional<Veto> CircuitBreaker::before_dispatch(const Asked& asked) {
  const std::lock_guard lock(inside_->mutex);
  const Instant now = asked.context.now;
  const Outcome outcome = inside_->machine.dispatch(breaker::Try{}, now);
  if (outcome) {
    trying.push_back(this);
    return std::nullopt;
  }
  return Veto{RefusalKind::StorageFailed,
              inside_->machine.explain(breaker::Try{}, outcome, now).message};
}

void CircuitBreaker::after_dispatch(const LogEntry& entry) {
  const auto tried = std::find(trying.begin(), trying.end(), this);
  if (tried == trying.end()) return;
  trying.erase(tried);
  const std::lock_guard lock(inside_->mutex);
  breaker::Intent report = breaker::Pass{};
  if (entry.refused_by.empty() && has_failed(entry)) report = breaker::Fail{};
  if (entry.outcome && entry.error.empty()) report = breaker::Succeed{};
  static_cast<void>(inside_->machine.dispatch(report, entry.at));
}

CircuitBreaker::Standing CircuitBreaker::standing(Instant now) {
  const std::lock_guard lock(inside_->mutex);
  inside_->machine.advance(now);
  switch (inside_->machine.phase()) {
    case breaker::Phase::Closed: return Standing::Closed;
    case breaker::Phase::Open: return Standing::Open;
    case breaker::Phase::HalfOpen: return Standing::HalfOpen;
  }
  return Standing::Open;
}

std::int64_t CircuitBreaker::opened() const {
  const std::lock_guard lock(inside_->mutex);
  return inside_->machine.state().opened;
}

}  // namespace writ
