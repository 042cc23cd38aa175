/// JSON text as a tree that forgets nothing: numbers as they are written, members in the order of
/// the text, those that are there twice too.
///
/// The parser is that of nlohmann_json, which shares no line with our reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reference {

struct Tree {
  enum class Kind : std::uint8_t { Null, False, True, Number, Text, Array, Object };
  Kind kind = Kind::Null;
  std::string text;                ///< of a Number its digits as written; of a Text what it says
  std::vector<std::string> names;  ///< of an Object: of each part
  std::vector<Tree> parts;         ///< of an Array or an Object

  friend bool operator==(const Tree&, const Tree&) = default;
};

/// The most levels of objects and arrays inside each other, as docs/architecture.md says.
inline constexpr std::size_t max_levels = 64;
inline constexpr std::size_t max_bytes = 1 << 20;

/// Nothing where the text is not JSON (RFC 8259), too long, or too deep.
[[nodiscard]] std::optional<Tree> parse(std::string_view text);

/// A string of JSON, quotes included; what need not be escaped is not.
[[nodiscard]] std::string in_quotes(std::string_view text);
/// The tree as text, without spaces.
[[nodiscard]] std::string written(const Tree& tree);

}  // namespace reference
