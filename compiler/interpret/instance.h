/// All that an instance of a contract is: what a step changes, and what a refusal puts back.
#pragma once

#include <cstdint>
#include <vector>

#include <writ/core/time.h>

#include "compiler/interpret/program.h"
#include "compiler/interpret/value.h"
#include "compiler/model/contract.h"

namespace writ::interpret {

/// What becomes of a timer while the machine is in its phase.
struct TimerRun {
  bool begun = false;  ///< its phase is active
  bool spent = false;  ///< it has fired since that was entered, or was refused
  Instant due = Instant::never();

  [[nodiscard]] bool runs() const { return begun && !spent; }
  friend bool operator==(const TimerRun&, const TimerRun&) = default;
};

/// A plain value; a copy costs a few pointers.
struct Instance {
  Value state;
  std::vector<model::PhaseId> phases;   ///< one of each group; before the creation the one of none
  std::vector<model::PhaseId> history;  ///< by the composite phase: where it was when last left
  std::vector<TimerRun> timers;         ///< by their number
  Instant now;
  std::uint64_t version = 0;
};

/// In the first phases, every field at its first value; nothing has been entered.
[[nodiscard]] Instance newborn(const Program& program, Instant now);
/// Is one of these phases active?
[[nodiscard]] bool is_in(const Instance& instance, const std::vector<model::PhaseId>& phases);

/// Enters the phase to which a target leads, and remembers what is left.
void enter(const model::Contract& contract, const model::Target& target, Instance& instance);

}  // namespace writ::interpret
