/// Hooks that let somebody do something so and so often: token buckets, one a subject. Time is that
/// of the contexts; nothing reads a clock.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <writ/authority/hook.h>
#include <writ/core/time.h>

namespace writ {

/// Token buckets by subject, so many at most: of more the one that was used longest ago is
/// forgotten, and is full when its subject comes again. Thread-safe.
class Buckets {
 public:
  /// `most` tokens each, all of which come back within `period`, one after the other. Both are at
  /// least 1.
  Buckets(std::int64_t most, Duration period, std::size_t subjects = 10'000);
  /// Takes a token; or says how long to wait for the next one. A time before the last one counts as
  /// that.
  [[nodiscard]] Duration take(std::string_view subject, Instant now);
  /// Is there one? How long to wait for it, and nothing is taken.
  [[nodiscard]] Duration wait(std::string_view subject, Instant now);
  /// How many subjects are known.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Bucket {
    std::string subject;
    Duration debt;  // until it is full again
    Instant at;
  };
  Bucket& bucket(std::string_view subject, Instant now);

  std::int64_t most_;
  Duration step_;  // in which one token comes back
  std::size_t subjects_;
  mutable std::mutex mutex_;
  std::list<Bucket> all_;  // the one that was used last first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_subject_;
};

/// Whom a limit is for.
enum class LimitOf : std::uint8_t {
  EachSubject,   ///< each has its own
  EachProposer,  ///< the same, and callers have none
  All,           ///< one for all together
};

/// So many steps in a period, and as many at once; more are refused `rate_limited`.
class RateLimit final : public Hook {
 public:
  /// As in `Buckets`.
  RateLimit(std::int64_t most, Duration period, LimitOf of = LimitOf::EachSubject)
      : buckets_(most, period), of_(of) {}
  [[nodiscard]] std::string_view name() const override { return "rate_limit"; }
  std::optional<Veto> before_dispatch(const Asked& asked) override;
  std::optional<Veto> before_propose(const Asked& asked) override { return before_dispatch(asked); }

 private:
  Buckets buckets_;
  LimitOf of_;
};

/// So many refusals in a period, of intents and of proposals: who goes on trying is refused
/// `rate_limited` without being looked at, and told how long to wait.
class DenialBudget final : public Hook {
 public:
  /// As in `Buckets`.
  DenialBudget(std::int64_t most, Duration period, LimitOf of = LimitOf::EachProposer)
      : buckets_(most, period), of_(of) {}
  [[nodiscard]] std::string_view name() const override { return "denial_budget"; }
  std::optional<Veto> before_dispatch(const Asked& asked) override;
  std::optional<Veto> before_propose(const Asked& asked) override { return before_dispatch(asked); }
  void after_dispatch(const LogEntry& entry) override;
  void after_propose(const LogEntry& entry) override;

 private:
  void count(const LogEntry& entry);
  Buckets buckets_;
  LimitOf of_;
};

}  // namespace writ
