/// Timers: which begin, which run on, which end with a step; by the rules R-1 … of docs/rules.md.
#pragma once

#include <optional>
#include <span>

#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/instance.h"
#include "compiler/model/contract.h"

namespace writ::interpret {

/// What a step was, as far as timers care.
struct Passed {
  std::span<const model::PhaseId> before;     ///< the phases in which it began; empty: none existed
  const std::vector<model::Target>* targets;  ///< where it led; null: all is entered
  std::optional<model::TimerId> fired;        ///< the timer that made it
  Instant now;                                ///< when it was
};

/// At the end of a step, on the state that it makes. Throws NoValue where nothing says when a timer
/// is due; `at` is where that is written then.
void run_timers(Evaluator& evaluator, Instance& instance, const Passed& passed, source::Span& at);

/// The timer that is due next: the earliest, of several the first written; none: none runs.
[[nodiscard]] std::optional<model::TimerId> next_timer(const Instance& instance);

}  // namespace writ::interpret
