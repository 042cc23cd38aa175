// Automata that are a chain: every byte of a text has a set of its own, and waits for no other one.
#include "compiler/pattern/pattern.h"

namespace writ::pattern {

std::optional<std::vector<std::uint32_t>> fixed(const Automaton& automaton) {
  if (automaton.width > 32 || automaton.start < 2) return std::nullopt;
  std::vector<std::uint32_t> permitted;
  const std::size_t rows = automaton.next.size() / automaton.width;
  for (std::size_t state = automaton.start; permitted.size() < rows;) {
    std::uint32_t classes = 0;
    std::size_t to = 0;
    for (std::size_t of = 0; of < automaton.width; ++of) {
      const std::size_t next = automaton.next[state - 2 + of];
      if (next == 0) continue;
      if (next == 1 || (to != 0 && to != next)) return std::nullopt;
      to = next;
      classes |= std::uint32_t{1} << of;
    }
    const bool accepts = state >= automaton.accepting;
    if (to == 0) return accepts ? std::optional(permitted) : std::nullopt;
    if (accepts) return std::nullopt;
    permitted.push_back(classes);
    state = to;
  }
  return std::nullopt;  // it goes round
}

}  // namespace writ::pattern
