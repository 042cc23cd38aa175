/// Deterministic automata while they are made: from steps over classes of code points to bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compiler/pattern/pattern.h"
#include "compiler/pattern/ranges.h"

namespace writ::pattern {

/// States and symbols are numbers from 0; every state is reached from `start`.
struct Table {
  std::size_t width = 0;            ///< how many symbols there are
  std::vector<std::uint32_t> next;  ///< a row of `width` states for each state
  std::vector<bool> accepting;      ///< of each state: is the pattern found when the text ends here
  std::uint32_t start = 0;

  [[nodiscard]] std::size_t size() const { return accepting.size(); }
  [[nodiscard]] std::uint32_t at(std::uint32_t state, std::size_t symbol) const {
    return next[state * width + symbol];
  }
  /// Is nothing decided any more: whatever comes, it stays there?
  [[nodiscard]] bool is_sink(std::uint32_t state) const;
};

/// The same language with as few states as possible, numbered in the order in which they are
/// reached. By Hopcroft's algorithm: n log n, times the number of symbols.
[[nodiscard]] Table minimal(const Table& table);

/// The code points that no step of a pattern tells apart have one number.
struct Alphabet {
  struct Span {
    std::uint32_t first = 0;   ///< up to where the next one begins
    std::uint32_t symbol = 0;  ///< the number
  };
  std::vector<Span> spans;                           ///< from 0 to the last code point, in order
  std::uint32_t size = 0;                            ///< numbers of code points: 0..size-1
  std::vector<std::vector<std::uint32_t>> of_steps;  ///< of a Range: the numbers it reads
};

/// Nothing when there are too many.
[[nodiscard]] std::optional<Alphabet> alphabet(std::span<const PatternStep> steps);

/// The subset construction; the symbols are those of the alphabet and, behind them, one that stands
/// for a byte that is no UTF-8. Nothing when it takes too much work.
[[nodiscard]] std::optional<Table> subsets(std::span<const PatternStep> steps,
                                           const Alphabet& symbols);

/// The same over the 256 bytes, as far as the table tells them apart.
struct ByteTable {
  Table table;
  std::vector<std::uint32_t> symbols;  ///< of each byte
};

/// Spells the code points as UTF-8. Nothing when it takes too much room.
[[nodiscard]] std::optional<ByteTable> over_bytes(const Table& table, const Alphabet& symbols);

}  // namespace writ::pattern
