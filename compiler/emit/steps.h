/// Transitions, guards, functions and invariants as C++ functions: what a machine does.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/code.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// `rename`, `pay_in_draft`: one name a transition, in their order.
[[nodiscard]] std::vector<std::string> step_names(const Unit& unit);

/// The member function of one transition: check, allocate, append, write.
[[nodiscard]] std::string step(Unit& unit, const model::Transition& transition,
                               const std::string& name);

/// Lines that refuse a payload that is outside of its type, or from a proposer, with what only a
/// caller may give. `name` is what rules begin with.
void ask_payload(Unit& unit, model::IntentId intent, const std::string& access,
                 const std::string& name, Code& code);

/// `Outcome check(const AddLine& intent)`: the refinements of a payload; empty when it has none.
[[nodiscard]] std::string payload_check(Unit& unit, model::IntentId intent);

/// What the functions of a guard are called: `in_stock`.
[[nodiscard]] std::string guard_function(const model::Contract& contract,
                                         const model::Guard& guard);
/// A guard before one intent: which of its clauses denies, counted from 1, or 0.
[[nodiscard]] std::string guard_head(const Unit& unit, const model::Guard& guard,
                                     const model::GuardOn& on);
[[nodiscard]] std::string guard_body(const Unit& unit, const model::Guard& guard,
                                     const model::GuardOn& on);
/// May an answer of the guard have no value?
[[nodiscard]] bool is_partial(const model::GuardOn& on);
/// Does it ask for the phase?
[[nodiscard]] bool reads_phase(const Unit& unit, const model::GuardOn& on);

/// Does it ask for what is kept of folds?
[[nodiscard]] bool reads_kept(const Unit& unit, const model::GuardOn& on);
/// Does it ask for what comes with a step?
[[nodiscard]] bool reads_context(const Unit& unit, const model::GuardOn& on);

/// A contract's function: head without `;`, and the whole.
[[nodiscard]] std::string function_head(const model::Contract& contract,
                                        const model::Function& function);
[[nodiscard]] std::string function_body(const model::Contract& contract,
                                        const model::Function& function);

/// A view: `writ::Decimal<2> open_total(const Machine& machine)`; an optional where it may have no
/// value.
[[nodiscard]] std::string view_head(const model::Contract& contract, const model::View& view);
[[nodiscard]] std::string view_body(const model::Contract& contract, const model::View& view);

/// An invariant on a whole state: `bool total_matches(const State& state, Phase phase)`.
[[nodiscard]] std::string invariant_head(const Unit& unit, const model::Invariant& invariant);
[[nodiscard]] std::string invariant_body(const Unit& unit, const model::Invariant& invariant);

/// The cases of one phase in the switch of `Machine::step`.
[[nodiscard]] std::string phase_case(Unit& unit, model::PhaseId phase,
                                     const std::vector<std::string>& names);

// Where there are several groups of phases.

/// The cases of all intents in the switch of `Machine::step`.
[[nodiscard]] std::string grouped_cases(Unit& unit, const std::vector<std::string>& names);
/// Lines that put into `all` what is permitted.
[[nodiscard]] std::string grouped_permitted(const Unit& unit);
/// Of what only a `refuse` answers, which is not permitted: the rest of a condition that leaves it
/// out.
[[nodiscard]] std::string grouped_refused_only(const Unit& unit);
/// The phases in which an intent may be accepted.
[[nodiscard]] std::vector<model::PhaseId> grouped_accepting(const model::Contract& contract,
                                                            model::IntentId intent);

/// The constructor of a machine that does something when it enters its first phase.
[[nodiscard]] std::string birth(Unit& unit);

}  // namespace writ::emit
