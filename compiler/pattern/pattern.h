/// Patterns of contracts: from the text between two `/` to what the runtime searches.
///
/// In: a pattern in the syntax of RE2. Out: its program, or the one mistake that was found first;
/// of a program its automaton, if that is small.
/// What RE2 does not have (back-references, look-around) and what is too large is refused; so are
/// classes of Unicode, `\pL`, and letters beyond ASCII under `(?i)`, of which we keep no tables.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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

/// The most states that an automaton may have, and numbers in its table.
inline constexpr std::size_t max_automaton_states = 2000;
inline constexpr std::size_t max_automaton_numbers = 32'768;

/// The minimal automaton of a pattern over the bytes of UTF-8, laid out as `writ::Dfa` reads it.
/// What is no UTF-8 is to it what it is to the steps.
struct Automaton {
  std::array<std::uint8_t, 256> classes{};  ///< of each byte; 0: the one with the most bytes
  std::size_t width = 0;                    ///< how many classes there are
  std::vector<std::uint16_t> next;          ///< a row of `width` for each state that can go on
  std::uint16_t start = 0;
  std::uint16_t accepting = 0;
  std::size_t states = 0;  ///< with those in which all is decided
};

/// Nothing when it would be too large, or too much work to make: then the steps are searched. Time
/// and memory are bounded whatever the pattern is.
[[nodiscard]] std::optional<Automaton> automaton(std::span<const PatternStep> steps);

/// Of an automaton whose states follow one another, so that all its texts have one length: for each
/// place a bit for each class that may stand there, as `writ::FixedPattern` has them. Else nothing.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> fixed(const Automaton& automaton);

}  // namespace writ::pattern
