// Which transition is chosen where, what is never reached, and which invariants a transition could
// break.
#include <algorithm>
#include <map>
#include <optional>
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
    for (const model::PhaseGroup& group : work.contract.groups) {
      ends_.push_back(std::any_of(group.phases.begin(), group.phases.end(), [&](PhaseId leaf) {
        return work.contract.phases[model::index(leaf)].final;
      }));
    }
  }

  void make() {
    for (const auto& [intent, drafts] : of_intent_) {
      const First first = first_of_all(drafts);
      for (std::size_t phase = 0; phase < work_.contract.phases.size(); ++phase) {
        for (const std::size_t one : in_turn(drafts, phase)) {
          if (is_shadowed(first, one, phase)) continue;
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
      put_hooks_around(work_, draft.transition, work_.sink);
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
      return always_fits(work_.drafts[draft], phase);
    });
    if (last != found.end()) found.erase(last + 1, found.end());
    return found;
  }

  /// Is it taken wherever this phase is active, unless another one is asked before it?
  [[nodiscard]] bool always_fits(const Draft& draft, std::size_t phase) const {
    if (draft.transition.condition) return false;
    // It does not lead out of a final phase of another group.
    const model::GroupId own = group_of(static_cast<PhaseId>(phase));
    return std::all_of(draft.transition.targets.begin(), draft.transition.targets.end(),
                       [&](const model::Target& target) {
                         const model::GroupId group = group_of(target.phase);
                         return group == own || !ends_.at(model::index(group));
                       });
  }

  [[nodiscard]] model::GroupId group_of(PhaseId phase) const {
    return work_.contract.phases[model::index(phase)].group;
  }

  /// By phase the first one that is taken wherever that is active; none where there is no such.
  using First = std::vector<std::optional<std::size_t>>;
  [[nodiscard]] First first_of_all(const std::vector<std::size_t>& drafts) const {
    First first(work_.contract.phases.size());
    if (!work_.contract.is_grouped()) return first;
    for (std::size_t phase = 0; phase < first.size(); ++phase) {
      std::uint16_t most = 0;
      for (const std::size_t draft : drafts) {
        const std::uint16_t rank = work_.drafts[draft].rank[phase];
        if (rank <= most || !always_fits(work_.drafts[draft], phase)) continue;
        most = rank;
        first[phase] = draft;
      }
    }
    return first;
  }

  /// Is in each phase of some other group another one taken before it? Of one group there is none.
  [[nodiscard]] bool is_shadowed(const First& first, std::size_t one, std::size_t phase) const {
    if (work_.drafts[one].transition.creates) return false;
    const std::uint16_t rank = work_.drafts[one].rank[phase];
    const auto before = [&](PhaseId other) {
      const std::optional<std::size_t> its = first[model::index(other)];
      if (!its) return false;
      const std::uint16_t inside = work_.drafts[*its].rank[model::index(other)];
      return inside > rank || (inside == rank && *its < one);
    };
    for (std::size_t group = 0; group < work_.contract.groups.size(); ++group) {
      const std::vector<PhaseId>& leaves = work_.contract.groups[group].phases;
      if (group == model::index(group_of(static_cast<PhaseId>(phase)))) continue;
      if (std::all_of(leaves.begin(), leaves.end(), before)) return true;
    }
    return false;
  }

  void warn(const Draft& draft) {
    source::Diagnostic& diagnostic = work_.sink.report(diag::transition_never_chosen(), draft.span);
    for (std::size_t phase = 0; phase < draft.rank.size(); ++phase) {
      if (draft.rank[phase] == 0) continue;
      const std::size_t winner = in_turn(of_intent_.at(draft.transition.intent), phase).back();
      diagnostic.primary.text = "in each of its phases another one is chosen";
      if (&work_.drafts[winner] == &draft) return;  // chosen because of another group
      diagnostic.also(work_.drafts[winner].span,
                      "in `" + work_.contract.phases[phase].name + "` this one");
      return;
    }
    diagnostic.primary.text = "it has no phase to be chosen in";
  }

  Workspace& work_;
  std::map<IntentId, std::vector<std::size_t>> of_intent_;
  std::vector<bool> ends_;  // by group: has it a final phase?
};

void warn_of_phases(Workspace& work) {
  const model::Contract& contract = work.contract;
  std::vector<bool> reached(contract.phases.size(), false);
  std::vector<std::size_t> pending;
  const auto reach = [&](PhaseId phase) {
    if (reached[model::index(phase)]) return;
    reached[model::index(phase)] = true;
    pending.push_back(model::index(phase));
  };
  if (contract.created) {
    reach(PhaseId{});
  } else {
    for (const model::PhaseGroup& group : contract.groups) reach(group.phases.front());
  }
  while (!pending.empty()) {
    const auto phase = static_cast<PhaseId>(pending.back());
    pending.pop_back();
    for (const model::Transition& transition : contract.transitions) {
      if (std::find(transition.from.begin(), transition.from.end(), phase) ==
          transition.from.end()) {
        continue;
      }
      for (const model::Target& target : transition.targets) reach(target.phase);
    }
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i]) continue;
    const std::string& name = contract.phases[i].name;
    const model::PhaseGroup& group = contract.groups[model::index(contract.phases[i].group)];
    const PhaseId first = contract.created ? PhaseId{} : group.phases.front();
    work.sink.report(
        diag::unreachable_phase(name), work.phases.find(name)->second.span,
        "never entered from `" + contract.phases[model::index(first)].name + "`, where it begins");
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

using PhaseSet = std::vector<PhaseId>;

bool is_in(const PhaseSet& set, PhaseId phase) {
  return std::find(set.begin(), set.end(), phase) != set.end();
}

/// What an expression is where of each group one of some phases is active, as far as the phases
/// alone decide it.
std::optional<bool> decided(const Expr& expr, const std::vector<PhaseSet>& active) {
  const auto operand = [&](std::size_t i) { return decided(expr.operands[i], active); };
  switch (expr.kind) {
    case ExprKind::InPhases: {
      const auto asked = [&](PhaseId phase) { return is_in(expr.phases, phase); };
      bool never = true;
      for (const PhaseSet& of_group : active) {
        if (std::all_of(of_group.begin(), of_group.end(), asked)) return true;
        never &= std::none_of(of_group.begin(), of_group.end(), asked);
      }
      return never ? std::optional(false) : std::nullopt;
    }
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
  // Of one group it may be known, and not of the other: what the left side asks has a value.
  if (!left && right == decides && model::asks_for_phases(expr.operands[0])) return decides;
  if (left) return right;
  return std::nullopt;
}

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
    bool touched = transition.creates || asks_for_change(invariant, transition);
    model::each_statement(transition.body, [&](const model::Statement& one) {
      if (model::is_change(one.kind)) touched |= reads.touches(one.path);
    });
    if (!touched) return false;
    const Expr& condition = contract_.invariants[invariant].condition;
    std::vector<PhaseSet> ends = ends_of(transition);
    if (contract_.is_grouped()) return decided(condition, ends) != true;
    return !std::all_of(ends[0].begin(), ends[0].end(),
                        [&](PhaseId end) { return decided(condition, {PhaseSet{end}}) == true; });
  }

 private:
  /// Where a target may lead.
  static PhaseSet entered(const model::Target& target) {
    return target.history ? target.named : PhaseSet{target.phase};
  }

  /// Of each group the phases of which one is active when the transition is over.
  [[nodiscard]] std::vector<PhaseSet> ends_of(const model::Transition& transition) const {
    std::vector<PhaseSet> ends;
    for (std::size_t i = 0; i < contract_.groups.size(); ++i)
      ends.push_back(contract_.active_before(transition, static_cast<model::GroupId>(i)));
    for (const model::Target& target : transition.targets)
      ends[model::index(contract_.phases[model::index(target.phase)].group)] = entered(target);
    return ends;
  }

  /// Does it ask for a set of phases that the transition enters or leaves?
  [[nodiscard]] bool asks_for_change(std::size_t invariant,
                                     const model::Transition& transition) const {
    for (const model::Target& target : transition.targets) {
      const model::GroupId group = contract_.phases[model::index(target.phase)].group;
      for (const PhaseId from : contract_.active_before(transition, group)) {
        for (const PhaseId to : entered(target)) {
          for (const PhaseSet& set : asked_[invariant])
            if (is_in(set, from) != is_in(set, to)) return true;
        }
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
