/// What a pattern says, before it becomes steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/pattern/pattern.h"
#include "compiler/pattern/ranges.h"

namespace writ::pattern {

struct Node {
  enum class Kind : std::uint8_t {
    Sequence,   ///< parts, one behind the other; none: the empty text
    Choice,     ///< parts: one of them
    Class,      ///< ranges: one code point
    Assertion,  ///< assertion: no code point
    Repeat,     ///< parts: one; least, most
  };
  static constexpr std::size_t unlimited = SIZE_MAX;

  Kind kind{};
  PatternStep::Kind assertion{};
  Ranges ranges = {};
  std::vector<Node> parts = {};
  std::size_t least = 0;
  std::size_t most = 0;
  std::size_t weight = 1;  ///< how often repetitions in one another repeat at most
};

/// Parses; nothing when there is a mistake, which is noted.
[[nodiscard]] std::optional<Node> parse(std::string_view source, std::optional<Mistake>& mistake);

}  // namespace writ::pattern
