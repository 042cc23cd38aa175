/// A pattern in all the ways in which it can be asked for.
#pragma once

#include <optional>
#include <string_view>

#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"

namespace test {

struct Asked {
  explicit Asked(std::string_view source) : program(writ::pattern::compile(source)) {
    if (!program.mistake) automaton = writ::pattern::automaton(program.steps);
  }

  [[nodiscard]] bool by_steps(std::string_view text) const {
    return writ::matches(program.steps, text);
  }
  /// Which is there.
  [[nodiscard]] bool by_automaton(std::string_view text) const {
    const writ::Dfa<std::uint16_t> dfa{automaton->classes, automaton->next.data(), automaton->start,
                                       automaton->accepting};
    return writ::matches(dfa, text);
  }

  writ::pattern::Program program;
  std::optional<writ::pattern::Automaton> automaton;
};

}  // namespace test
