/// What the contract does: functions, guards, transitions, invariants; and which transition is
/// chosen where.
#pragma once

#include <optional>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/steps.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

/// A function whose value depends on nothing but its arguments, so that types may use it; another
/// one is left for later.
void build_function_of_values(Workspace& work, Declaration& declaration);
/// Those that are left. In the order given, which is that of `in_order`: each behind those that it
/// calls.
void build_functions(Workspace& work, const std::vector<Declaration*>& order);
void build_guards(Workspace& work);
void build_invariants(Workspace& work);
/// What stands behind `->` or `creates`: at most one target for each group of phases, in the order
/// of the groups; of a creation one for each. Reports unknown-phase, two-targets, history-of-leaf.
[[nodiscard]] std::vector<model::Target> targets_of(Workspace& work,
                                                    const std::vector<syntax::Target>& written,
                                                    bool creates);
/// The drafts of the transitions: it is not known yet where each is chosen.
void build_transitions(Workspace& work);

/// The phases of each transition, and the invariants it could break; those that are chosen nowhere
/// are left out. Warns of them, of phases that nothing leads to, and of intents that nothing
/// accepts.
void choose_transitions(Workspace& work);

/// Warns of two transitions that fit at once, where an example is found; not of a ladder from the
/// special to the general, and not of a `refuse` that stands first.
void warn_of_overlaps(Workspace& work);

/// `require condition else message`
[[nodiscard]] std::optional<model::Require> require_of(Workspace& work, Typer& typer,
                                                       const syntax::Require& require);
/// What is suggested; fewer than are written where a mistake was reported.
[[nodiscard]] std::vector<model::Suggestion> suggestions_of(
    Workspace& work, Typer& typer, const std::vector<syntax::Suggestion>& written);
/// A clause of a guard. From here on the typer knows that it holds: a guard is asked up to the
/// first that denies.
[[nodiscard]] std::optional<model::Clause> next_clause(Workspace& work, Typer& typer,
                                                       const syntax::Clause& written);
/// A clause that stands alone, before an intent.
[[nodiscard]] std::optional<model::Clause> clause_of(Workspace& work, const syntax::Clause& written,
                                                     model::IntentId intent);
/// The bodies of `enter` and `leave`, put around those of the transitions.
void build_hooks(Workspace& work);
/// What leaving and entering does goes before and behind what the transition itself does.
void put_hooks_around(const Workspace& work, model::Transition& transition, source::Sink& sink);
/// Is the phase of these leaves entered by a step from one leaf of its group to a target in it? Of
/// a history perhaps: `may_miss`.
[[nodiscard]] bool is_entered(const std::vector<model::PhaseId>& leaves, model::PhaseId from,
                              const model::Target& target);
/// Does a history decide whether it is entered?
[[nodiscard]] bool may_miss(const std::vector<model::PhaseId>& leaves, const model::Target& target);
/// The timers, and the drafts of what they do.
void build_timers(Workspace& work);
/// The timers that a transition begins; and which one it is that fires it, by its number among the
/// transitions, of which it is the next. Reports what it draws then.
void note_timers(Workspace& work, Draft& draft);
/// What entering the first phase of each group does.
[[nodiscard]] std::vector<model::Statement> birth_of(const Workspace& work);
void build_views(Workspace& work);
/// What is to be proved of all runs, and how far a proof looks.
void build_claims(Workspace& work);
/// What the contract tells of itself. Warns of a story that nothing must come of.
void build_scenarios(Workspace& work);
/// One step of a scenario; nothing where a mistake was reported.
[[nodiscard]] std::optional<model::ScenarioStep> step_of(Workspace& work,
                                                         const syntax::Step& written,
                                                         const Before& before);
/// The intents that are named; unknown ones are reported.
[[nodiscard]] std::vector<model::IntentId> find_intents(Workspace& work,
                                                        const std::vector<syntax::Name>& names);
/// The leaf phases, other than final ones, that `in names` means. Reports unknown-phase and
/// final-phase-accepts.
[[nodiscard]] std::vector<model::PhaseId> accepting_leaves(Workspace& work,
                                                           const syntax::Name& name);

/// Refuses what the sets of 64 that generated code keeps cannot hold, and a contract in which
/// nothing can happen.
void check_limits(Workspace& work);

/// Is a predicate true of `it`, a Number or a Text; without one, of the first value that its type
/// has? Nothing where it is not worked out here.
[[nodiscard]] std::optional<bool> truth_of(const model::Contract& contract,
                                           const model::Expr& predicate, const model::Expr* it);

/// Refuses invariants that the first state breaks already, as far as that can be worked out here:
/// all but what compares whole records, lists and maps.
void check_first_state(Workspace& work);

/// What a creation leaves without a value, and what is read before it has one; notes the views that
/// have none before it.
void check_creation(Workspace& work);

/// Gives another name to each `let` at the top of a body that something around it is called, too.
void keep_names_apart(const model::Contract& contract, model::Transition& transition);

}  // namespace writ::sema
