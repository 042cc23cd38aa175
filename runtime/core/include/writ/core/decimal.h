/// Exact decimals: a 64-bit count of units of 10^-Scale, and arithmetic that tells of overflow.
///
/// Where the compiler knows the ranges, generated code uses the plain operators, which must not
/// overflow. Where it does not, it uses `add`, `sub`, `mul`, `neg` and `rescale` with a `Fault`,
/// which note an overflow and then give 0.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include <writ/core/fault.h>

namespace writ {

/// The largest number of fraction digits of a decimal.
inline constexpr int max_scale = 12;

/// The most units of a decimal that JSON writes as a number: fifteen digits come back from any
/// double, wherever the point is. Of sixteen some do not, 9007199254740.991 for one.
inline constexpr std::int64_t max_number_units = 999'999'999'999'999;

/// 10 to the power of `exponent`, 0..18.
[[nodiscard]] constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// A number with exactly `Scale` fraction digits: `Decimal<2>{750}` is 7.50. A plain value, ordered
/// by size; the default is zero.
template <int Scale>
struct Decimal {
  static_assert(Scale >= 0 && Scale <= max_scale, "at most 12 fraction digits");
  std::int64_t units = 0;  ///< how many 10^-Scale

  /// A whole number that is known to fit: at most 9223372036854775807 / 10^Scale.
  [[nodiscard]] static constexpr Decimal of(std::int64_t whole) {
    return {whole * power_of_ten(Scale)};
  }

  /// By size.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;

  /// A sum that is known to fit.
  friend constexpr Decimal operator+(Decimal a, Decimal b) { return {a.units + b.units}; }
  /// A difference that is known to fit.
  friend constexpr Decimal operator-(Decimal a, Decimal b) { return {a.units - b.units}; }
  /// The opposite, which is known to fit.
  friend constexpr Decimal operator-(Decimal a) { return {-a.units}; }
  /// A product that is known to fit.
  friend constexpr Decimal operator*(Decimal a, std::int64_t n) { return {a.units * n}; }
  /// A product that is known to fit.
  friend constexpr Decimal operator*(std::int64_t n, Decimal a) { return {n * a.units}; }
};

/// A product that is known to fit. It has as many fraction digits as both together.
template <int A, int B>
constexpr Decimal<A + B> operator*(Decimal<A> a, Decimal<B> b) {
  return {a.units * b.units};
}

/// The sum; 0 and `Overflow` when it does not fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> add(Decimal<Scale> a, Decimal<Scale> b, Fault& fault) {
  return {add(a.units, b.units, fault)};
}
/// The difference; 0 and `Overflow` when it does not fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> sub(Decimal<Scale> a, Decimal<Scale> b, Fault& fault) {
  return {sub(a.units, b.units, fault)};
}
/// The opposite; 0 and `Overflow` when it does not fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> neg(Decimal<Scale> a, Fault& fault) {
  return {neg(a.units, fault)};
}
/// The product, with as many fraction digits as both together; 0 and `Overflow` when it does not
/// fit.
template <int A, int B>
[[nodiscard]] constexpr Decimal<A + B> mul(Decimal<A> a, Decimal<B> b, Fault& fault) {
  return {mul(a.units, b.units, fault)};
}
/// The product; 0 and `Overflow` when it does not fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> mul(Decimal<Scale> a, std::int64_t n, Fault& fault) {
  return {mul(a.units, n, fault)};
}
/// The product; 0 and `Overflow` when it does not fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> mul(std::int64_t n, Decimal<Scale> a, Fault& fault) {
  return {mul(n, a.units, fault)};
}

/// The same number with more fraction digits, known to fit: `rescale<4>(Decimal<2>{750})`.
template <int To, int From>
[[nodiscard]] constexpr Decimal<To> rescale(Decimal<From> value) {
  static_assert(To >= From, "fewer digits would lose some");
  return {value.units * power_of_ten(To - From)};
}
/// The same number with more fraction digits; 0 and `Overflow` when it does not fit.
template <int To, int From>
[[nodiscard]] constexpr Decimal<To> rescale(Decimal<From> value, Fault& fault) {
  static_assert(To >= From, "fewer digits would lose some");
  return {mul(value.units, power_of_ten(To - From), fault)};
}
/// A whole number as a decimal; 0 and `Overflow` when it does not fit.
template <int Scale>
[[nodiscard]] constexpr Decimal<Scale> to_decimal(std::int64_t whole, Fault& fault) {
  return {mul(whole, power_of_ten(Scale), fault)};
}

/// All `scale` fraction digits, 0..18, and at least one digit before them:
/// `decimal_text(-5, 2)` is "-0.05".
[[nodiscard]] std::string decimal_text(std::int64_t units, int scale);
/// The same behind what `out` holds.
void append_decimal(std::string& out, std::int64_t units, int scale);

/// `to_string(Decimal<2>{750})` is "7.50".
template <int Scale>
[[nodiscard]] std::string to_string(Decimal<Scale> value) {
  return decimal_text(value.units, Scale);
}

}  // namespace writ
