/// How tightly C++ operators bind: the less, the tighter; 0 for names and calls.
#pragma once

#include <string>

namespace writ::emit {

inline constexpr int unary_rank = 3;
inline constexpr int times_rank = 5;
inline constexpr int plus_rank = 6;
inline constexpr int less_rank = 9;
inline constexpr int equal_rank = 10;
inline constexpr int and_rank = 14;
inline constexpr int or_rank = 15;
inline constexpr int choice_rank = 16;

[[nodiscard]] inline std::string parenthesised(const std::string& text, int rank, int limit) {
  return rank > limit ? "(" + text + ")" : text;
}

/// The lines behind the first one, deeper.
[[nodiscard]] inline std::string indented(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    text.insert(at + 1, "  ");
  return text;
}

}  // namespace writ::emit
