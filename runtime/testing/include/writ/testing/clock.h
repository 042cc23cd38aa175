/// The time in a test: it stands still until the test moves it.
///
///     writ::testing::Clock clock("2026-01-01T12:00:00Z");
///     order::Machine machine(clock.now());
///     clock.advance(90_s);
///     (void)machine.dispatch(order::Ship{}, clock);
#pragma once

#include <string>
#include <string_view>

#include <writ/core/context.h>
#include <writ/core/time.h>
#include <writ/testing/fail.h>

namespace writ::testing {

/// The instant of an RFC 3339 text, `2026-01-01T12:00:00Z`; any other text fails the test.
[[nodiscard]] inline Instant instant(std::string_view text) {
  Instant at;
  if (!parse(text, at)) fail("`" + std::string(text) + "` is no instant as in RFC 3339");
  return at;
}

/// A clock that a test sets and moves. Whatever takes a `writ::Context` takes it.
class Clock {
 public:
  /// It stands at 2026-01-01T12:00:00Z.
  constexpr Clock() = default;
  /// It stands there.
  explicit constexpr Clock(Instant at) : now_(at) {}
  /// The same, as in RFC 3339; any other text fails the test.
  explicit Clock(std::string_view at) : now_(instant(at)) {}

  /// What time it is.
  [[nodiscard]] constexpr Instant now() const { return now_; }
  /// Now it is that time, earlier or later.
  constexpr void set(Instant at) { now_ = at; }
  /// It is so much later; with a negative span, earlier.
  constexpr void advance(Duration by) { now_ = now_ + by; }
  /// A context with this time and nothing else, to be filled in.
  [[nodiscard]] constexpr Context context() const { return {now_}; }
  /// The same: `machine.dispatch(intent, clock)`.
  // NOLINTNEXTLINE(google-explicit-constructor): as an instant is a context, so is a clock
  constexpr operator Context() const { return context(); }

 private:
  Instant now_{1'767'268'800'000'000};
};

/// Spans as a contract writes them, but for the `_`: `using namespace writ::testing::literals;`
inline namespace literals {

/// `7_d`: days of 24 hours.
constexpr Duration operator""_d(unsigned long long n) { return days(static_cast<std::int64_t>(n)); }
/// `2_h`: hours.
constexpr Duration operator""_h(unsigned long long n) {
  return hours(static_cast<std::int64_t>(n));
}
/// `15_m`: minutes.
constexpr Duration operator""_m(unsigned long long n) {
  return minutes(static_cast<std::int64_t>(n));
}
/// `90_s`: seconds.
constexpr Duration operator""_s(unsigned long long n) {
  return seconds(static_cast<std::int64_t>(n));
}
/// `250_ms`: thousandths of a second.
constexpr Duration operator""_ms(unsigned long long n) {
  return milliseconds(static_cast<std::int64_t>(n));
}

}  // namespace literals

}  // namespace writ::testing
