/// Sets of code points, as the classes of a pattern are.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace writ::pattern {

/// Both ends belong to it.
struct Range {
  std::uint32_t least = 0;
  std::uint32_t most = 0;
  friend bool operator==(const Range&, const Range&) = default;
  friend bool operator<(const Range& a, const Range& b) {
    return a.least != b.least ? a.least < b.least : a.most < b.most;
  }
};
using Ranges = std::vector<Range>;

inline constexpr std::uint32_t last_code_point = 0x10FFFF;

/// Sorted, and none touches another.
[[nodiscard]] Ranges tidied(Ranges ranges);
/// All others.
[[nodiscard]] Ranges negated(const Ranges& ranges);
/// With the other case of each letter of ASCII, and the two signs beyond it that are one of these
/// to Unicode: the long s and that of Kelvin.
[[nodiscard]] Ranges folded(const Ranges& ranges);

/// `d` of `\d`, `s`, `w`; empty for another letter.
[[nodiscard]] Ranges perl_class(char letter);
/// `alpha` of `[:alpha:]`; empty for another name.
[[nodiscard]] Ranges posix_class(std::string_view name);

}  // namespace writ::pattern
