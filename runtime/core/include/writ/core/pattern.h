/// Patterns of contracts, `s matches /re/`: searched in a text in time linear in it.
///
/// The compiler turns a pattern in the syntax of RE2 into a table; generated code holds the table
/// and asks `matches`. The meaning is that of RE2: the pattern is searched for anywhere, unless `^`
/// and `$` say otherwise. What a group holds is never asked. Nothing is allocated.
///
/// Most patterns become a `Dfa`, which looks at each byte once; those of texts of one length are a
/// `FixedPattern`, where no byte waits for the one before it. Of the few that would be too large a
/// `Dfa` the table is of `PatternStep`; the set of steps that could come next is remembered.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace writ {

/// Bytes that a pattern does not tell apart.
struct ByteRange {
  unsigned char least = 0;      ///< the first of them
  unsigned char most = 0;       ///< the last of them
  std::uint8_t byte_class = 0;  ///< their class
};

/// The class of each byte; 0 of those in none of the ranges.
[[nodiscard]] constexpr std::array<std::uint8_t, 256> byte_classes(
    std::initializer_list<ByteRange> ranges) {
  std::array<std::uint8_t, 256> classes{};
  for (const ByteRange& range : ranges)
    for (std::size_t byte = range.least; byte <= range.most; ++byte)
      classes[byte] = range.byte_class;
  return classes;
}

/// A pattern as a deterministic automaton over the bytes of UTF-8; `Number` holds its states.
///
/// A state is where its row in `next` begins, and 2: a row has the next state for each class of
/// bytes. 0 and 1 have no row: the pattern is not found, or it is, whatever comes.
template <class Number>
struct Dfa {
  static constexpr std::size_t found = 1;  ///< the state in which it is found, whatever comes
  std::array<std::uint8_t, 256> classes;   ///< of each byte
  const Number* next;                      ///< the rows
  std::size_t start;                       ///< the first state
  std::size_t accepting;                   ///< from this state on it is found at the end
};

/// Is the pattern found in the text? One look-up in each of two tables a byte, up to where it is
/// decided; no other memory.
template <class Number>
[[nodiscard]] constexpr bool matches(const Dfa<Number>& dfa, std::string_view text) {
  std::size_t state = dfa.start;
  for (const char c : text) {
    if (state <= dfa.found) break;
    state = dfa.next[state - 2 + dfa.classes[static_cast<unsigned char>(c)]];
  }
  return state == dfa.found || state >= dfa.accepting;
}

/// A pattern that texts of one length have, with each byte of its own set: `^[A-Z]{3}-[0-9]{4}$`.
struct FixedPattern {
  std::array<std::uint8_t, 256> classes;  ///< of each byte, 0..31
  /// For each place a bit for each class that may stand there.
  std::span<const std::uint32_t> permitted;
};

/// Is the whole text of this pattern? No other memory.
[[nodiscard]] constexpr bool matches(const FixedPattern& pattern, std::string_view text) {
  if (text.size() != pattern.permitted.size()) return false;
  std::uint32_t all = 1;
  for (std::size_t i = 0; i < text.size(); ++i)
    all &= pattern.permitted[i] >> pattern.classes[static_cast<unsigned char>(text[i])];
  return all != 0;
}

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
