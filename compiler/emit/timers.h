/// Timers as C++: their names, when they are due, and what templates say of them.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/expr.h"
#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// `Timer::Draft`
[[nodiscard]] std::string timer_name(const model::Contract& contract, model::TimerId id);
/// `writ::due_after(now, writ::days(30))`; names the fault of `lower` where it may have no value.
[[nodiscard]] std::string due_text(const model::Timer& timer, Lower& lower, const std::string& now);
/// The timers that a new machine begins: none where something creates it.
[[nodiscard]] std::vector<model::TimerId> first_timers(const model::Contract& contract);

/// What a header says of them: their enum; and how many there are.
void declare_timers(Facts& facts, const Unit& unit);
/// The step that each takes when it fires, by the names of the steps.
void add_timer_steps(Facts& facts, const Unit& unit, const std::vector<std::string>& steps);
/// When each is due on a whole state, as functions: their heads, or all of them.
void add_due_functions(Facts& facts, const Unit& unit, bool bodies);
/// What is known of them when the contract is compiled.
void add_timer_places(Facts& facts, const Unit& unit);
/// Their names as texts, by enumerator.
void name_timers(Facts& facts, const Unit& unit);
/// Those whose deadlines follow from a state that is restored.
void add_following_timers(Facts& facts, const Unit& unit);
/// Are there any?
Facts& say_timers(Facts& facts, const model::Contract& contract);

/// The lines of the diagram in a header for the timers of a phase.
[[nodiscard]] std::string timers_of_diagram(const model::Contract& contract, model::PhaseId phase,
                                            const std::string& indent);

}  // namespace writ::emit
