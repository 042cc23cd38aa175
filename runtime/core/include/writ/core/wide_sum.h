/// Exact sums: what is added up may leave 64 bits on the way, only the result must fit.
///
/// So a sum does not depend on the order of its terms, and one that goes along with each change –
/// the old term taken away, the new one added – is the same as one that is worked out anew.
#pragma once

#include <cstdint>

#include <writ/core/decimal.h>
#include <writ/core/fault.h>

namespace writ {

/// A sum of up to 2^64 terms of type T, `std::int64_t` or a `Decimal`. A plain value; the default
/// is zero.
template <class T>
class WideSum {
  __extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` is no extension

 public:
  WideSum() = default;
  /// By what they add up to.
  friend constexpr bool operator==(const WideSum&, const WideSum&) = default;

  /// One term more.
  friend constexpr WideSum operator+(WideSum sum, T term) {
    sum.units_ += units(term);
    return sum;
  }
  /// One term fewer.
  friend constexpr WideSum operator-(WideSum sum, T term) {
    sum.units_ -= units(term);
    return sum;
  }
  /// The sum, which is known to fit.
  [[nodiscard]] constexpr T value() const { return T{static_cast<std::int64_t>(units_)}; }
  /// The sum; 0 and `Overflow` when it does not fit.
  [[nodiscard]] constexpr T value(Fault& fault) const {
    if (units_ >= INT64_MIN && units_ <= INT64_MAX) return value();
    fault.note(FaultKind::Overflow);
    return T{};
  }

 private:
  static constexpr std::int64_t units(std::int64_t term) { return term; }
  template <int Scale>
  static constexpr std::int64_t units(Decimal<Scale> term) {
    return term.units;
  }

  Wide units_ = 0;
};

}  // namespace writ
