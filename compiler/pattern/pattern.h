/// Patterns of contracts: from the text between two `/` to the steps that the runtime searches.
///
/// In: a pattern in the syntax of RE2. Out: its program, or the one mistake that was found first.
/// What RE2 does not have (back-references, look-around) and what is too large is refused; so are
/// classes of Unicode, `\pL`, and letters beyond ASCII under `(?i)`, of which we keep no tables.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/pattern.h>

namespace writ::pattern {

/// What is wrong with a pattern, and where: bytes of it.
struct Mistake {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string what;  ///< what we saw: "a look-ahead, `(?=`"
  std::string why;   ///< the rule
};

struct Program {
  std::vector<PatternStep> steps;  ///< empty when there is a mistake
  std::optional<Mistake> mistake;
};

[[nodiscard]] Program compile(std::string_view source);

}  // namespace writ::pattern
