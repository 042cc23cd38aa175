// The last step of a pattern: its minimal automaton is laid out as the runtime reads it.
#include "compiler/pattern/automaton.h"

#include <algorithm>
#include <map>
#include <utility>

namespace writ::pattern {

namespace {

/// The classes of bytes: one for all symbols that lead to the same from every state.
struct Columns {
  std::vector<std::uint32_t> symbols;  ///< one of each class, the class with the most bytes first
  std::array<std::uint8_t, 256> classes{};
};

Columns columns(const ByteTable& bytes) {
  const Table& table = bytes.table;
  std::map<std::vector<std::uint32_t>, std::vector<std::uint32_t>> same;  // column -> bytes
  for (std::uint32_t byte = 0; byte < bytes.symbols.size(); ++byte) {
    std::vector<std::uint32_t> column;
    for (std::uint32_t state = 0; state < table.size(); ++state)
      column.push_back(table.at(state, bytes.symbols[byte]));
    same[std::move(column)].push_back(byte);
  }
  std::vector<std::vector<std::uint32_t>> all;
  for (auto& [column, members] : same) all.push_back(std::move(members));
  std::sort(all.begin(), all.end());
  const auto most = std::max_element(
      all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::rotate(all.begin(), most, most + 1);
  Columns out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    out.symbols.push_back(bytes.symbols[all[i].front()]);
    for (const std::uint32_t byte : all[i]) out.classes.at(byte) = static_cast<std::uint8_t>(i);
  }
  return out;
}

/// As `writ::Dfa` has it: 0 and 1 are the states in which nothing is left to be decided, the others
/// have a row each; those behind all the rest are found when the text ends.
std::optional<Automaton> laid_out(const ByteTable& bytes) {
  const Table& table = bytes.table;
  const Columns columns = pattern::columns(bytes);
  std::vector<std::uint32_t> rows;
  Automaton out;
  std::vector<std::size_t> numbers(table.size());
  const auto next_number = [&] { return 2 + rows.size() * columns.symbols.size(); };
  std::size_t accepting = 0;
  for (const bool accepts : {false, true}) {
    accepting = next_number();
    for (std::uint32_t state = 0; state < table.size(); ++state) {
      if (table.accepting[state] != accepts) continue;
      const bool decided = table.is_sink(state);
      numbers[state] = decided ? std::size_t{accepts} : next_number();
      if (!decided) rows.push_back(state);
    }
  }
  if (table.size() > max_automaton_states || next_number() > max_automaton_numbers)
    return std::nullopt;
  const auto small = [](std::size_t number) { return static_cast<std::uint16_t>(number); };
  for (const std::uint32_t state : rows)
    for (const std::uint32_t symbol : columns.symbols)
      out.next.push_back(small(numbers[table.at(state, symbol)]));
  out.classes = columns.classes;
  out.width = columns.symbols.size();
  out.start = small(numbers[table.start]);
  out.accepting = small(accepting);
  out.states = table.size();
  return out;
}

}  // namespace

std::optional<Automaton> automaton(std::span<const PatternStep> steps) {
  const std::optional<Alphabet> symbols = alphabet(steps);
  if (!symbols) return std::nullopt;
  std::optional<Table> table = subsets(steps, *symbols);
  if (!table) return std::nullopt;
  // Twice: the fewer states there are, the fewer have to be spelled.
  table = minimal(*table);
  if (table->size() > max_automaton_states) return std::nullopt;
  std::optional<ByteTable> bytes = over_bytes(*table, *symbols);
  if (!bytes) return std::nullopt;
  bytes->table = minimal(bytes->table);
  return laid_out(*bytes);
}

}  // namespace writ::pattern
