/// What contracts do with times: spans added, counted and divided.
///
/// As in <writ/core/decimal.h>: with a `Fault` where there may be no result, as an operator where
/// the compiler knows that there is. More of both is in <writ/core/time.h>.
#pragma once

#include <cstdint>

#include <writ/core/fault.h>
#include <writ/core/time.h>

namespace writ {

/// An instant so much earlier, known to fit.
[[nodiscard]] constexpr Instant operator-(Instant at, Duration by) { return {at.us - by.us}; }
/// The time from `b` to `a`, known to fit.
[[nodiscard]] constexpr Duration operator-(Instant a, Instant b) { return {a.us - b.us}; }
/// Both spans together, known to fit.
[[nodiscard]] constexpr Duration operator+(Duration a, Duration b) { return {a.us + b.us}; }
/// What is left of a span, known to fit.
[[nodiscard]] constexpr Duration operator-(Duration a, Duration b) { return {a.us - b.us}; }
/// The opposite, known to fit.
[[nodiscard]] constexpr Duration operator-(Duration a) { return {-a.us}; }
/// A span several times, known to fit.
[[nodiscard]] constexpr Duration operator*(Duration a, std::int64_t n) { return {a.us * n}; }
/// A span several times, known to fit.
[[nodiscard]] constexpr Duration operator*(std::int64_t n, Duration a) { return {n * a.us}; }
/// A part of a span, cut off towards none; `n` is not 0, and the result is known to fit.
[[nodiscard]] constexpr Duration operator/(Duration a, std::int64_t n) { return {a.us / n}; }
/// How many times `b` is in `a`, cut off towards 0; `b` is not none, and the result fits.
[[nodiscard]] constexpr std::int64_t operator/(Duration a, Duration b) { return a.us / b.us; }

/// The opposite; `Overflow` when it does not fit.
[[nodiscard]] constexpr Duration neg(Duration a, Fault& fault) { return {neg(a.us, fault)}; }
/// A span several times; `Overflow` when it does not fit.
[[nodiscard]] constexpr Duration mul(std::int64_t n, Duration a, Fault& fault) {
  return {mul(n, a.us, fault)};
}
/// A part of a span, cut off towards none; `DivisionByZero`, or `Overflow` when it does not fit.
[[nodiscard]] constexpr Duration div(Duration a, std::int64_t n, Fault& fault) {
  return {div(a.us, n, fault)};
}
/// How many times `b` is in `a`, cut off towards 0; `DivisionByZero`, or `Overflow`.
[[nodiscard]] constexpr std::int64_t div(Duration a, Duration b, Fault& fault) {
  return div(a.us, b.us, fault);
}

}  // namespace writ
