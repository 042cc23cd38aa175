// Which transition is chosen where, what is never reached, and which invariants a transition could
// break.
#include <algorithm>
#include <map>
#include <set>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::IntentId;
using model::PhaseId;

namespace {

/// The innermost phase wins, then the first written; a `when` that is false leaves it to the next.
class Choice {
 public:
  explicit Choice(Workspace& work) : work_(work) {
    for (std::size_t i = 0; i < work.drafts.size(); ++i) {
      const model::Transition& transition = work.drafts[i].transition;
      if (!transition.timer) of_intent_[transition.intent].push_back(i);
    }
  }

  void make() {
    for (const auto& [intent, drafts] : of_intent_) {
      for (std::size_t phase = 0; phase < work_.contract.phases.size(); ++phase) {
        for (const std::size_t one : in_turn(drafts, phase)) {
          work_.drafts[one].transition.from.push_back(static_cast<PhaseId>(phase));
          work_.drafts[one].transition.depth.push_back(work_.drafts[one].rank[phase]);
        }
      }
    }
    for (const Draft& draft : work_.drafts) {
      if (draft.transition.from.empty() && !draft.transition.condition) warn(draft);
    }
    for (Draft& draft : work_.drafts) {
      if (draft.transition.from.empty()) continue;
      put_hooks_around(work_, draft.transition, draft.target, work_.sink);
      note_timers(work_, draft);
      work_.contract.transitions.push_back(std::move(draft.transition));
    }
    work_.drafts.clear();
  }

 private:
  /// Those that are asked in a phase: the last one has no condition, if any has none.
  [[nodiscard]] std::vector<std::size_t> in_turn(const std::vector<std::size_t>& drafts,
                                                 std::size_t phase) const {
    const auto rank = [&](std::size_t draft) { return work_.drafts[draft].rank[phase]; };
    std::vector<std::size_t> found;
    for (const std::size_t draft : drafts)
      if (rank(draft) > 0) found.push_back(draft);
    std::stable_sort(found.begin(), found.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
    const auto last = std::find_if(found.begin(), found.end(), [&](std::size_t draft) {
      return !work_.drafts[draft].transition.condition;
    });
    if (last != found.end()) found.erase(last + 1, found.end());
    return found;
  }

  void warn(const Draft& draft) {
    source::Diagnostic& diagnostic = work_.sink.report(diag::transition_never_chosen(), draft.span);
    for (std::size_t phase = 0; phase < draft.rank.size(); ++phase) {
      if (draft.rank[phase] == 0) continue;
      const std::size_t winner = in_turn(of_intent_.at(draft.transition.intent), phase).back();
      diagnostic.primary.text = "in each of its phases another one is chosen";
      diagnostic.also(work_.drafts[winner].span,
                      "in `" + work_.contract.phases[phase].name + "` this one");
      return;
    }
    diagnostic.primary.text = "it has no phase to be chosen in";
  }

  Workspace& work_;
  std::map<IntentId, std::vector<std::size_t>> of_intent_;
};

void warn_of_phases(Workspace& work) {
  const model::Contract& contract = work.contract;
  std::vector<bool> reached(contract.phases.size(), false);
  std::vector<std::size_t> pending = {0};
  reached[0] = true;
  while (!pending.empty()) {
    const auto phase = static_cast<PhaseId>(pending.back());
    pending.pop_back();
    for (const model::Transition& transition : contract.transitions) {
      if (!transition.target || reached[model::index(*transition.target)]) continue;
      if (std::find(transition.from.begin(), transition.from.end(), phase) ==
          transition.from.end()) {
        continue;
      }
      reached[model::index(*transition.target)] = true;
      pending.push_back(model::index(*transition.target));
    }
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i]) continue;
    const std::string& name = contract.phases[i].name;
    if (contract.created && i == 0) continue;
    work.sink.report(diag::unreachable_phase(name), work.phases.find(name)->second.span,
                     "never entered from `" + contract.phases[0].name + "`, where it begins");
  }
}

void warn_of_intents(Workspace& work) {
  const model::Contract& contract = work.contract;
  for (std::size_t i = 0; i < contract.intents.size(); ++i) {
    const auto accepts = [&](const model::Transition& transition) {
      return !transition.timer && model::index(transition.intent) == i;
    };
    if (std::any_of(contract.transitions.begin(), contract.transitions.end(), accepts)) continue;
    const std::string& name = contract.intents[i].name;
    work.sink.report(diag::intent_never_accepted(name),
                     find(std::as_const(work.names.types), name, 0)->span,
                     "every machine refuses it in every phase");
  }
}

// --- invariants ----------------------------------------------------------------------------------

/// What an expression is in a known phase, as far as the phase alone decides it.
std::optional<bool> decided(const Expr& expr, PhaseId phase) {
  const auto operand = [&](std::size_t i) { return decided(expr.operands[i], phase); };
  switch (expr.kind) {
    case ExprKind::InPhases:
      return std::find(expr.phases.begin(), expr.phases.end(), phase) != expr.phases.end();
    case ExprKind::Not: {
      const std::optional<bool> inner = operand(0);
      return inner ? std::optional(!*inner) : std::nullopt;
    }
    case ExprKind::Binary: break;
    default: return std::nullopt;
  }
  if (expr.op != model::Op::And && expr.op != model::Op::Or && expr.op != model::Op::Implies)
    return std::nullopt;
  std::optional<bool> left = operand(0);
  if (left && expr.op == model::Op::Implies) left = !*left;
  const bool decides = expr.op != model::Op::And;
  // The right side is not looked at where the left one decides.
  if (left == decides) return decides;
  const std::optional<bool> right = operand(1);
  if (left) return right;
  return std::nullopt;
}

using PhaseSet = std::vector<PhaseId>;

/// The sets of phases that an expression asks for; those of a function are in `of_functions`.
void add_asked(const Expr& expr, const std::vector<std::set<PhaseSet>>& of_functions,
               std::set<PhaseSet>& sets) {
  if (expr.kind == ExprKind::InPhases) sets.insert(expr.phases);
  if (expr.kind == ExprKind::Call) {
    const std::set<PhaseSet>& called = of_functions[static_cast<std::size_t>(expr.number)];
    sets.insert(called.begin(), called.end());
  }
  for (const Expr& operand : expr.operands) add_asked(operand, of_functions, sets);
}

class Broken {
 public:
  explicit Broken(const model::Contract& contract) : contract_(contract) {
    std::vector<std::set<PhaseSet>> of_functions;
    for (const model::Function& function : contract.functions) {
      std::set<PhaseSet> sets;
      add_asked(function.value, of_functions, sets);
      of_functions.push_back(std::move(sets));
    }
    for (const model::Invariant& invariant : contract.invariants) {
      reads_.push_back(model::reads(contract, invariant.condition));
      std::set<PhaseSet> sets;
      add_asked(invariant.condition, of_functions, sets);
      asked_.push_back(std::move(sets));
    }
  }

  [[nodiscard]] bool could_be(std::size_t invariant, const model::Transition& transition) const {
    const model::Footprint& reads = reads_[invariant];
    if (transition.refuses) return false;
    bool touched =
        transition.creates || (transition.target && asks_for_change(invariant, transition));
    model::each_statement(transition.body, [&](const model::Statement& one) {
      if (model::is_change(one.kind)) touched |= reads.touches(one.path);
    });
    if (!touched) return false;
    const Expr& condition = contract_.invariants[invariant].condition;
    const std::vector<PhaseId> ends =
        transition.target ? std::vector<PhaseId>{*transition.target} : transition.from;
    return !std::all_of(ends.begin(), ends.end(),
                        [&](PhaseId end) { return decided(condition, end) == true; });
  }

 private:
  /// Does it ask for a set of phases that the transition enters or leaves?
  [[nodiscard]] bool asks_for_change(std::size_t invariant,
                                     const model::Transition& transition) const {
    const auto is_in = [](const PhaseSet& set, PhaseId phase) {
      return std::find(set.begin(), set.end(), phase) != set.end();
    };
    for (const PhaseSet& set : asked_[invariant]) {
      for (const PhaseId from : transition.from) {
        if (is_in(set, from) != is_in(set, *transition.target)) return true;
      }
    }
    return false;
  }

  const model::Contract& contract_;
  std::vector<model::Footprint> reads_;
  std::vector<std::set<PhaseSet>> asked_;
};

}  // namespace

void choose_transitions(Workspace& work) {
  Choice(work).make();
  work.contract.birth = birth_of(work);
  warn_of_phases(work);
  warn_of_intents(work);
  warn_of_overlaps(work);
  const Broken broken(work.contract);
  for (model::Transition& transition : work.contract.transitions) {
    for (std::size_t i = 0; i < work.contract.invariants.size(); ++i) {
      if (broken.could_be(i, transition)) transition.invariants.push_back(i);
    }
    keep_names_apart(work.contract, transition);
  }
}

}  // namespace writ::sema
