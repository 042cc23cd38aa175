/// A piece of source in a sentence: on one line, its layout gone.
#pragma once

#include <string>
#include <string_view>

namespace writ::source {

/// White space between words as one space.
[[nodiscard]] inline std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

}  // namespace writ::source
