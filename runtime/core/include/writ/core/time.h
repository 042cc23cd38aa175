/// Points in time and spans: UTC, microseconds, 64 bits. No clock is read anywhere: the host says
/// what time it is. There is no `std::chrono` here: including that header alone costs more than all
/// of a generated header.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <writ/core/fault.h>

namespace writ {

/// A span of time, perhaps negative. The default is no time at all.
struct Duration {
  std::int64_t us = 0;  ///< microseconds
  /// By length.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
};

/// A point in time. The default is 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t us = 0;  ///< microseconds since 1970-01-01T00:00:00Z, without leap seconds
  /// The earlier is the lesser.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;

  /// Not before any other instant: "no timer runs".
  static constexpr Instant never() { return {INT64_MAX}; }
};

/// So many days of 24 hours; at most 106,751,991 fit.
constexpr Duration days(std::int64_t n) { return {n * 86'400'000'000}; }
/// So many hours.
constexpr Duration hours(std::int64_t n) { return {n * 3'600'000'000}; }
/// So many minutes.
constexpr Duration minutes(std::int64_t n) { return {n * 60'000'000}; }
/// So many seconds.
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
/// So many thousandths of a second.
constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000}; }

/// Saturates at `never()`: a timer too far away is a timer that does not run. With a negative span
/// it saturates at the earliest instant.
constexpr Instant operator+(Instant at, Duration by) {
  std::int64_t us = 0;
  if (!__builtin_add_overflow(at.us, by.us, &us)) return {us};
  return by.us > 0 ? Instant::never() : Instant{INT64_MIN};
}

/// The instant that much later; `Overflow` when it does not fit.
[[nodiscard]] constexpr Instant add(Instant at, Duration by, Fault& fault) {
  return {add(at.us, by.us, fault)};
}
/// The instant that much earlier; `Overflow` when it does not fit.
[[nodiscard]] constexpr Instant sub(Instant at, Duration by, Fault& fault) {
  return {sub(at.us, by.us, fault)};
}
/// The time from `b` to `a`; `Overflow` when it does not fit.
[[nodiscard]] constexpr Duration sub(Instant a, Instant b, Fault& fault) {
  return {sub(a.us, b.us, fault)};
}
/// Both spans together; `Overflow` when they do not fit.
[[nodiscard]] constexpr Duration add(Duration a, Duration b, Fault& fault) {
  return {add(a.us, b.us, fault)};
}
/// What is left of a span; `Overflow` when it does not fit.
[[nodiscard]] constexpr Duration sub(Duration a, Duration b, Fault& fault) {
  return {sub(a.us, b.us, fault)};
}
/// A span several times; `Overflow` when it does not fit.
[[nodiscard]] constexpr Duration mul(Duration a, std::int64_t n, Fault& fault) {
  return {mul(a.us, n, fault)};
}

/// Reads an instant as in RFC 3339: `2026-11-21T09:00:00Z`, with a fraction, with an offset. Digits
/// behind the microseconds are cut off; a 60th second is refused. Years outside 0000..9999, which
/// RFC 3339 does not have, are read as `to_string` writes them. False, and `out` as it was, when
/// `text` is no instant or does not fit.
[[nodiscard]] bool parse(std::string_view text, Instant& out);

/// RFC 3339 in UTC: `2026-11-21T09:00:00Z`, with six fraction digits if they are not all zero.
/// Years outside 0000..9999 have a sign and six digits, as in ISO 8601. `parse` reads all of them.
[[nodiscard]] std::string to_string(Instant at);
/// The same behind what `out` holds.
void append_text(std::string& out, Instant at);

/// Reads a duration as in ISO 8601: `PT1H30M`, `P7D`, `P2W`, `-PT0.5S`. Weeks, days, hours,
/// minutes and seconds, in this order, each at most once; a fraction only of seconds, of which
/// digits behind the microseconds are cut off. Years and months have no length: they are refused.
/// False, and `out` as it was, when `text` is no duration or does not fit.
[[nodiscard]] bool parse(std::string_view text, Duration& out);

/// ISO 8601 in days, hours, minutes and seconds: `P1DT2H`, `PT0.25S`, `-PT1M`, `PT0S`. `parse`
/// reads all of them.
[[nodiscard]] std::string to_string(Duration span);

/// As a contract writes it, for a person: `1d2h`, `250ms`, `-1m`, `0s`.
[[nodiscard]] std::string duration_words(Duration span);

}  // namespace writ
