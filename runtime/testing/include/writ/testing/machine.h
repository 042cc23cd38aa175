/// A machine in a state that is written down, by the one door that takes a whole state: `restore`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>
#include <writ/core/snapshot.h>
#include <writ/core/text.h>
#include <writ/core/time.h>
#include <writ/testing/explained.h>
#include <writ/testing/fail.h>

namespace writ::testing {

/// What is wrong with a machine that a test wrote down, a line for each problem.
[[nodiscard]] inline std::string impossible(const Refusal& refusal) {
  std::string words = "there can be no such machine";
  if (refusal.problems.empty()) words += "\n  " + printable(refusal.message);
  for (const Problem& problem : refusal.problems) words += "\n  " + printable(message(problem));
  return words;
}

/// The machine of this state, phase (of several groups the phases), time and number of steps. For
/// tests alone, and for the generated `order::testing::machine`, which knows whose snapshot it is.
/// It is written as a snapshot and restored, so that every refinement and invariant is asked; a
/// machine that `restore` refuses, or that would not be what is written, fails the test with the
/// words of the problem. `more` writes what else a snapshot of this contract has.
template <class Machine, class State, class Phase, class More>
[[nodiscard]] Machine restored(const SnapshotIdentity& identity, const State& state, Phase phase,
                               Instant now, std::uint64_t version, const More& more) {
  std::string snapshot;
  {
    JsonMembers members(snapshot);
    append_identity(members, identity);
    if constexpr (requires(const Machine& made) { made.phases(); }) {
      members["phase"] += to_json(phase);
    } else {
      append_json(members["phase"], name(phase));
    }
    append_json(members["step"], version);
    append_json(members["now"], now);
    members["state"] += to_json(state);
    more(members);
  }
  Machine machine(now);
  if (const auto answer = machine.restore(snapshot); !answer) fail(impossible(answer.refusal));
  if constexpr (requires { machine.phases(); }) {
    if (machine.phases() != phase)
      fail("there can be no such machine: it is in one phase of each group");
  }
  if (!(machine.state() == state))
    fail(
        "there can be no such machine: a snapshot cannot say this state, for a text of it is not "
        "UTF-8, or the machine of this phase does not exist yet and holds nothing\n  it would be " +
        to_json(machine.state()));
  return machine;
}

/// The same of a contract whose snapshots have nothing else.
template <class Machine, class State, class Phase>
[[nodiscard]] Machine restored(const SnapshotIdentity& identity, const State& state, Phase phase,
                               Instant now, std::uint64_t version) {
  return restored<Machine>(identity, state, phase, now, version, [](JsonMembers&) {});
}

/// What a snapshot leaves out has its first value after `restore`: a literal cannot give another.
inline void expect_first(bool is_first, const char* place) {
  if (!is_first)
    fail("there can be no such machine: " + std::string(place) +
         " is ephemeral, and restored with its first value");
}

}  // namespace writ::testing
