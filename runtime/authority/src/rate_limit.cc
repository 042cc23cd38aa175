#include <writ/authority/rate_limit.h>

#include <algorithm>
#include <cstdint>

#include <writ/core/words.h>

namespace writ {

namespace {

std::string_view subject_of(std::string_view subject, LimitOf of) {
  return of == LimitOf::All ? std::string_view() : subject;
}

bool is_limited(Origin origin, LimitOf of) {
  return of != LimitOf::EachProposer || origin == Origin::Proposer;
}

Veto too_often(std::string_view what, Duration wait) {
  return {RefusalKind::RateLimited, concat(what, ": wait for ", wait)};
}

}  // namespace

Buckets::Buckets(std::int64_t most, Duration period, std::size_t subjects)
    : most_(std::max<std::int64_t>(most, 1)),
      step_{std::max<std::int64_t>(period.us / most_, 1)},
      subjects_(std::max<std::size_t>(subjects, 1)) {}

/// What was owed is less by the time that has gone by.
Buckets::Bucket& Buckets::bucket(std::string_view subject, Instant now) {
  const auto found = by_subject_.find(subject);
  if (found != by_subject_.end()) {
    all_.splice(all_.begin(), all_, found->second);
  } else {
    if (all_.size() >= subjects_) {
      by_subject_.erase(all_.back().subject);
      all_.pop_back();
    }
    all_.push_front({std::string(subject), {}, now});
    by_subject_.emplace(all_.front().subject, all_.begin());
  }
  Bucket& bucket = all_.front();
  std::int64_t gone = 0;
  if (__builtin_sub_overflow(now.us, bucket.at.us, &gone)) gone = now.us < 0 ? 0 : INT64_MAX;
  gone = std::max<std::int64_t>(gone, 0);
  bucket.debt.us = std::max<std::int64_t>(bucket.debt.us - gone, 0);
  bucket.at = std::max(bucket.at, now);
  return bucket;
}

Duration Buckets::wait(std::string_view subject, Instant now) {
  const std::lock_guard lock(mutex_);
  const Bucket& of = bucket(subject, now);
  return {std::max<std::int64_t>(of.debt.us - step_.us * (most_ - 1), 0)};
}

Duration Buckets::take(std::string_view subject, Instant now) {
  const std::lock_guard lock(mutex_);
  Bucket& of = bucket(subject, now);
  const std::int64_t wait = of.debt.us - step_.us * (most_ - 1);
  if (wait > 0) return {wait};
  of.debt.us += step_.us;
  return {};
}

std::size_t Buckets::size() const {
  const std::lock_guard lock(mutex_);
  return all_.size();
}

std::optional<Veto> RateLimit::before_dispatch(const Asked& asked) {
  if (!is_limited(asked.context.origin, of_)) return std::nullopt;
  const Duration wait = buckets_.take(subject_of(asked.context.subject, of_), asked.context.now);
  if (wait.us == 0) return std::nullopt;
  return too_often("too many steps", wait);
}

std::optional<Veto> DenialBudget::before_dispatch(const Asked& asked) {
  if (!is_limited(asked.context.origin, of_)) return std::nullopt;
  const Duration wait = buckets_.wait(subject_of(asked.context.subject, of_), asked.context.now);
  if (wait.us == 0) return std::nullopt;
  return too_often("too many refusals", wait);
}

void DenialBudget::after_dispatch(const LogEntry& entry) {
  if (entry.outcome.status() == Status::Refused) count(entry);
}

void DenialBudget::after_propose(const LogEntry& entry) {
  if (entry.action == Action::Propose && entry.answer != writ::name(Proposal::Staged)) count(entry);
}

/// What this hook itself refused costs nothing more.
void DenialBudget::count(const LogEntry& entry) {
  if (entry.refused_by != name() && is_limited(entry.origin, of_))
    static_cast<void>(buckets_.take(subject_of(entry.subject, of_), entry.at));
}

}  // namespace writ
