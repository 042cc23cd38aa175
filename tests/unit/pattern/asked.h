/// A pattern in all the ways in which it can be asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"

namespace test {

struct Asked {
  explicit Asked(std::string_view source) : program(writ::pattern::compile(source)) {
    if (!program.mistake) automaton = writ::pattern::automaton(program.steps);
    if (automaton) permitted = writ::pattern::fixed(*automaton);
  }

  [[nodiscard]] bool by_steps(std::string_view text) const {
    return writ::matches(program.steps, text);
  }
  /// Which is there; asked in both of its forms where it has two, which must agree.
  [[nodiscard]] bool by_automaton(std::string_view text) const {
    const writ::Dfa<std::uint16_t> dfa{automaton->classes, automaton->next.data(), automaton->start,
                                       automaton->accepting};
    const bool found = writ::matches(dfa, text);
    if (permitted &&
        writ::matches(writ::FixedPattern{automaton->classes, *permitted}, text) != found)
      throw std::logic_error("a fixed pattern and its automaton disagree");
    return found;
  }

  writ::pattern::Program program;
  std::optional<writ::pattern::Automaton> automaton;
  std::optional<std::vector<std::uint32_t>> permitted;
};

}  // namespace test
