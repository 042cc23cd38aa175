/// Expressions that may have no value, without exceptions: a sticky flag that is tested once.
///
/// Generated code evaluates an expression to its end and then looks at the fault; after a fault the
/// values are zeros and never used. Short circuits (`and`, `or`, `??`) are those of C++.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace writ {

/// Why an expression has no value.
enum class FaultKind : std::uint8_t {
  None,            ///< it has one
  Overflow,        ///< the result does not fit in 64 bits
  NoSuchKey,       ///< a map has no such key
  NoSuchIndex,     ///< a list has no such index
  DivisionByZero,  ///< the divisor is 0
  NotFinite,       ///< a result of doubles is infinite or none
  OutOfRange,      ///< what was computed is outside of the type that it should be of
  NothingThere,    ///< an optional holds nothing, or a variant another case
  NoSeed,          ///< a value was to be drawn, and the context has no seed
};

/// The words for it: "the result does not fit in 64 bits"; empty for `None`. Static text.
[[nodiscard]] std::string_view text(FaultKind kind);

/// The first thing that went wrong in an expression, if anything did.
class Fault {
 public:
  /// True when something went wrong.
  explicit constexpr operator bool() const { return kind_ != FaultKind::None; }
  /// What it was.
  [[nodiscard]] constexpr FaultKind kind() const { return kind_; }
  /// Remembers the first one.
  constexpr void note(FaultKind kind) {
    if (kind_ == FaultKind::None) kind_ = kind;
  }

 private:
  FaultKind kind_ = FaultKind::None;
};

/// The sum; 0 and `Overflow` when it does not fit.
[[nodiscard]] constexpr std::int64_t add(std::int64_t a, std::int64_t b, Fault& fault) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  fault.note(FaultKind::Overflow);
  return 0;
}
/// The difference; 0 and `Overflow` when it does not fit.
[[nodiscard]] constexpr std::int64_t sub(std::int64_t a, std::int64_t b, Fault& fault) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(a, b, &difference)) return difference;
  fault.note(FaultKind::Overflow);
  return 0;
}
/// The product; 0 and `Overflow` when it does not fit.
[[nodiscard]] constexpr std::int64_t mul(std::int64_t a, std::int64_t b, Fault& fault) {
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(a, b, &product)) return product;
  fault.note(FaultKind::Overflow);
  return 0;
}
/// The number with its sign turned; 0 and `Overflow` for the least number, which has no opposite.
[[nodiscard]] constexpr std::int64_t neg(std::int64_t a, Fault& fault) { return sub(0, a, fault); }

/// The quotient, truncated towards zero; 0 and `DivisionByZero`, or `Overflow` for the least
/// number divided by -1.
[[nodiscard]] constexpr std::int64_t div(std::int64_t a, std::int64_t b, Fault& fault) {
  if (b == -1) return neg(a, fault);
  if (b != 0) return a / b;
  fault.note(FaultKind::DivisionByZero);
  return 0;
}
/// The remainder, with the sign of `a`: `a == (a / b) * b + rem`; 0 and `DivisionByZero`. The least
/// number leaves 0 when divided by -1: the remainder exists although the quotient does not.
[[nodiscard]] constexpr std::int64_t rem(std::int64_t a, std::int64_t b, Fault& fault) {
  if (b == -1) return 0;
  if (b != 0) return a % b;
  fault.note(FaultKind::DivisionByZero);
  return 0;
}

/// A value that must be inside a type: as it is, or a zero and `OutOfRange` when `holds(value)` is
/// false.
template <class T, class Holds>
[[nodiscard]] constexpr T checked(T value, Holds holds, Fault& fault) {
  if (holds(value)) return value;
  fault.note(FaultKind::OutOfRange);
  return T{};
}

}  // namespace writ
