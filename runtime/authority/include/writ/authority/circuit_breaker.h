/// A hook that stops asking a store which fails again and again.
#pragma once

#include <memory>

#include <writ/authority/hook.h>
#include <writ/core/time.h>

namespace writ {

/// A circuit breaker (M. Nygard, Release It!, 2nd ed., 5.3). After so many steps in a row whose
/// store failed or threw something, all are refused `storage_failed` without being looked at; after
/// a pause one is let through, and what becomes of it decides. Its states are a contract of their
/// own, runtime/authority/breaker.writ. Time is that of the contexts. Thread-safe.
class CircuitBreaker final : public Hook {
 public:
  /// How it stands.
  enum class Standing : std::uint8_t {
    Closed,   ///< steps go through
    Open,     ///< none does
    HalfOpen  ///< one at a time is tried
  };

  /// Out of range – `most_failures` below 1, `pause` below a millisecond or above a year – is a
  /// `std::invalid_argument`.
  CircuitBreaker(std::int64_t most_failures, Duration pause, Instant now);
  ~CircuitBreaker() override;
  [[nodiscard]] std::string_view name() const override { return "circuit_breaker"; }
  std::optional<Veto> before_dispatch(const Asked& asked) override;
  void after_dispatch(const LogEntry& entry) override;

  /// As it stands at that time.
  [[nodiscard]] Standing standing(Instant now);
  /// How often it has opened.
  [[nodiscard]] std::int64_t opened() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace writ
