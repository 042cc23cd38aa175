/// What contracts do with numbers besides `+`, `-` and `*`: division and rounding of decimals,
/// `abs`, `min`, `max`, `int`, and doubles that must stay finite.
///
/// As in <writ/core/decimal.h>: with a `Fault` where there may be no result, without one where the
/// compiler knows that there is.
#pragma once

#include <concepts>
#include <cstdint>

#include <writ/core/decimal.h>
#include <writ/core/fault.h>
#include <writ/core/time.h>

namespace writ {

/// `a * 10^shift / b`, to the nearest, and of two that are as near the even one; `shift` is 0..12.
/// 0 and `DivisionByZero`, or 0 and `Overflow` when it does not fit.
[[nodiscard]] std::int64_t divide_half_even(std::int64_t a, std::int64_t b, int shift,
                                            Fault& fault);

/// The quotient with the digits of `a`, half-even; 0 and `DivisionByZero` or `Overflow`.
template <int A, int B>
[[nodiscard]] Decimal<A> div(Decimal<A> a, Decimal<B> b, Fault& fault) {
  return {divide_half_even(a.units, b.units, B, fault)};
}
/// The same by a whole number.
template <int Scale>
[[nodiscard]] Decimal<Scale> div(Decimal<Scale> a, std::int64_t b, Fault& fault) {
  return {divide_half_even(a.units, b, 0, fault)};
}
/// A quotient that is known to exist.
template <int A, int B>
[[nodiscard]] Decimal<A> div(Decimal<A> a, Decimal<B> b) {
  Fault none;
  return div(a, b, none);
}
/// A quotient that is known to exist.
template <int Scale>
[[nodiscard]] Decimal<Scale> div(Decimal<Scale> a, std::int64_t b) {
  Fault none;
  return div(a, b, none);
}

/// With fewer digits, to the nearest, and of two that are as near to the even one:
/// `round<1>(Decimal<2>{225})` is 2.2.
template <int To, int From>
[[nodiscard]] Decimal<To> round(Decimal<From> value) {
  static_assert(To <= From, "more digits are `rescale`");
  Fault none;
  return {divide_half_even(value.units, power_of_ten(From - To), 0, none)};
}

/// What stands before the point: -2 of -2.75.
template <int Scale>
[[nodiscard]] constexpr std::int64_t truncated(Decimal<Scale> value) {
  return value.units / power_of_ten(Scale);
}
/// The same of a double; 0 and `Overflow` when it does not fit.
[[nodiscard]] constexpr std::int64_t truncated(double value, Fault& fault) {
  constexpr double end = 9'223'372'036'854'775'808.0;  // one above the greatest
  if (value >= -end && value < end) return static_cast<std::int64_t>(value);
  fault.note(FaultKind::Overflow);
  return 0;
}

/// As far from zero, and not below it; known to fit.
[[nodiscard]] constexpr std::int64_t abs(std::int64_t value) { return value < 0 ? -value : value; }
/// The same; 0 and `Overflow` for the least number.
[[nodiscard]] constexpr std::int64_t abs(std::int64_t value, Fault& fault) {
  return value < 0 ? neg(value, fault) : value;
}
/// Of a decimal, known to fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> abs(Decimal<Scale> value) {
  return {abs(value.units)};
}
/// Of a decimal; 0 and `Overflow` for the least one.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> abs(Decimal<Scale> value, Fault& fault) {
  return {abs(value.units, fault)};
}
/// Of a span of time, known to fit.
[[nodiscard]] constexpr Duration abs(Duration value) { return {abs(value.us)}; }
/// Of a span of time; none and `Overflow` for the least one.
[[nodiscard]] constexpr Duration abs(Duration value, Fault& fault) {
  return {abs(value.us, fault)};
}
/// Of a double.
template <std::same_as<double> Real>
[[nodiscard]] constexpr Real abs(Real value) {
  return value < 0 ? -value : value;
}

/// The lesser of two: `min(a, b)`.
[[nodiscard]] constexpr std::int64_t least(std::int64_t a, std::int64_t b) { return b < a ? b : a; }
/// The lesser of two of any other type.
template <class T>
[[nodiscard]] constexpr T least(T a, T b) {
  return b < a ? b : a;
}
/// The greater of two: `max(a, b)`.
[[nodiscard]] constexpr std::int64_t greatest(std::int64_t a, std::int64_t b) {
  return a < b ? b : a;
}
/// The greater of two of any other type.
template <class T>
[[nodiscard]] constexpr T greatest(T a, T b) {
  return a < b ? b : a;
}

/// What was computed, where that is a number; 0 and `NotFinite` for NaN and the infinities.
[[nodiscard]] constexpr double finite(double value, Fault& fault) {
  if (value - value == 0) return value;
  fault.note(FaultKind::NotFinite);
  return 0;
}

}  // namespace writ
