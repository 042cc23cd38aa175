/// Patterns of contracts, `s matches /re/`: searched in a text in time linear in it.
///
/// The compiler turns a pattern in the syntax of RE2 into a table of `PatternStep`; generated code
/// holds the table and asks `matches`. The meaning is that of RE2: the pattern is searched for
/// anywhere, unless `^` and `$` say otherwise. What a group holds is never asked, so that the set
/// of steps that could come next is all there is to remember. Nothing is allocated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace writ {

/// One step of a pattern; steps name one another by their index in the table.
struct PatternStep {
  /// What it does.
  enum class Kind : std::uint8_t {
    Match,      ///< the pattern is found
    Range,      ///< a code point in least..most goes on at `next`; for any other one `other` is
                ///< asked, which is a Range too; 0: it leads nowhere
    Both,       ///< goes on at `next` and at `other`
    Jump,       ///< goes on at `next`
    TextBegin,  ///< goes on at `next` at the beginning of the text; each below in the same way
    TextEnd,    ///< at its end
    LineBegin,  ///< at the beginning of the text or behind a line feed
    LineEnd,    ///< at its end or before a line feed
    Word,       ///< between a letter, digit or `_` of ASCII and anything else
    NotWord,    ///< anywhere else
  };
  Kind kind{};              ///< what it does
  std::uint16_t next = 0;   ///< where it goes on
  std::uint16_t other = 0;  ///< of a Both and a Range
  std::uint32_t least = 0;  ///< of a Range
  std::uint32_t most = 0;   ///< of a Range
};

/// The most steps that a pattern may have; the compiler refuses longer ones.
inline constexpr std::size_t max_pattern_steps = 2000;

/// Is the pattern found in the text? `steps` begins at its first element and has at most
/// `max_pattern_steps`; `text` is valid UTF-8. Takes time linear in the text, about 30 KiB of the
/// stack, and no other memory.
[[nodiscard]] bool matches(std::span<const PatternStep> steps, std::string_view text);

}  // namespace writ
