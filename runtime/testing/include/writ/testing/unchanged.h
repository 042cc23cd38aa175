/// Did it leave the machine as it was?
#pragma once

#include <sstream>
#include <string>
#include <utility>

#include <writ/testing/print.h>
#include <writ/testing/verdict.h>

namespace writ::testing {

/// In which way two machines of a contract differ, in a line each; empty when they are equal.
template <class Machine>
[[nodiscard]] std::string difference(const Machine& before, const Machine& after) {
  std::ostringstream out;
  const auto line = [&](const char* what, const auto& from, const auto& to) {
    if (from != to) out << "\n  " << what << ": " << from << " -> " << to;
  };
  if (before == after) return {};
  line("phase", name(phase_of(before)), name(phase_of(after)));
  if constexpr (requires { before.history(); })
    line("history", to_json(before.history()), to_json(after.history()));
  line("version", before.version(), after.version());
  line("now", to_string(before.now()), to_string(after.now()));
  line("state", to_json(before.state()), to_json(after.state()));
  if constexpr (requires { before.next_deadline(); }) {
    const auto due = [](const Machine& machine) {
      const auto next = machine.next_deadline();
      return next ? to_string(*next) : std::string("none");
    };
    line("next deadline", due(before), due(after));
  }
  return std::move(out).str();
}

/// Does the machine, which equality decides, stay as it is when this is done?
///
///     CHECK(writ::testing::unchanged(machine, [&] { desk.answer(machine, letter); }));
template <class Machine, class Action>
[[nodiscard]] Verdict unchanged(const Machine& machine, Action&& action) {
  const Machine before = machine;
  std::forward<Action>(action)();
  const std::string changes = difference(before, machine);
  return {changes.empty(), "wanted: the machine as it was\ngot:" +
                               (changes.empty() ? " the machine as it was" : changes)};
}

}  // namespace writ::testing
