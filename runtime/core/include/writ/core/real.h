/// Doubles (IEEE 754), of which NaN and the infinities stay outside.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace writ {

/// Is it a number, neither NaN nor infinite? What a typed caller hands in is asked this.
[[nodiscard]] constexpr bool is_finite(double value) {
  constexpr std::uint64_t exponent = 0x7FF0'0000'0000'0000U;
  return (std::bit_cast<std::uint64_t>(value) & exponent) != exponent;
}

/// The least digits that are read as the same number, with a point or an exponent: `0.1`, `3.0`,
/// `1e+300`. Minus zero is `0.0`.
[[nodiscard]] std::string real_text(double value);

}  // namespace writ
