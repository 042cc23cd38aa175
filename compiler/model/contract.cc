#include "compiler/model/contract.h"

#include <algorithm>
#include <map>
#include <utility>

namespace writ::model {

namespace {

bool has(const std::vector<PhaseId>& phases, PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

bool only_in(const Contract& contract, const std::vector<PhaseId>& leaves, GroupId group) {
  return std::all_of(leaves.begin(), leaves.end(),
                     [&](PhaseId leaf) { return contract.phases[index(leaf)].group == group; });
}

bool leads_into(const Transition& transition, const Contract& contract, GroupId group) {
  return std::any_of(transition.targets.begin(), transition.targets.end(), [&](const Target& one) {
    return contract.phases[index(one.phase)].group == group;
  });
}

/// The final phases from which a transition would lead away that fits in some phases.
std::vector<PhaseId> ends(const Contract& contract, const Transition& transition,
                          const std::vector<PhaseId>& fits) {
  std::vector<PhaseId> found;
  if (transition.creates) return found;
  for (const Target& target : transition.targets) {
    const GroupId group = contract.phases[index(target.phase)].group;
    if (only_in(contract, fits, group)) continue;
    for (const PhaseId leaf : contract.groups[index(group)].phases)
      if (contract.phases[index(leaf)].final) found.push_back(leaf);
  }
  return found;
}

}  // namespace

std::vector<TransitionId> Contract::choices(PhaseId phase, IntentId intent) const {
  struct Choice {
    std::uint16_t depth;
    TransitionId transition;
  };
  std::vector<Choice> found;
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    const Transition& one = transitions[i];
    const auto at = std::find(one.from.begin(), one.from.end(), phase);
    if (one.timer || one.intent != intent || at == one.from.end()) continue;
    const auto place = static_cast<std::size_t>(at - one.from.begin());
    found.push_back({one.depth[place], static_cast<TransitionId>(i)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Choice& a, const Choice& b) { return a.depth > b.depth; });
  std::vector<TransitionId> out;
  for (const Choice& choice : found) {
    out.push_back(choice.transition);
    if (!transitions[index(choice.transition)].condition) break;
  }
  return out;
}

bool again(const std::vector<PhaseId>& leaves, const Target& target, PhaseId from) {
  return has(target.named, from) && std::all_of(leaves.begin(), leaves.end(), [&](PhaseId leaf) {
           return has(target.named, leaf);
         });
}

bool is_left(const std::vector<PhaseId>& leaves, const Target& target, PhaseId from) {
  return has(leaves, from) && (!has(leaves, target.phase) || again(leaves, target, from));
}

bool Contract::remembers() const {
  return std::any_of(composites.begin(), composites.end(),
                     [](const CompositePhase& composite) { return composite.remembered; });
}

bool Contract::has_keys() const {
  return std::any_of(intents.begin(), intents.end(),
                     [](const Intent& intent) { return intent.idempotent.has_value(); });
}

std::vector<Candidate> Contract::candidates(IntentId intent) const {
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    const Transition& one = transitions[i];
    if (one.timer || one.intent != intent) continue;
    std::map<std::uint16_t, std::vector<PhaseId>> by_depth;
    for (std::size_t place = 0; place < one.from.size(); ++place)
      by_depth[one.depth[place]].push_back(one.from[place]);
    for (auto& [depth, leaves] : by_depth) {
      std::vector<PhaseId> ended = ends(*this, one, leaves);
      found.push_back({static_cast<TransitionId>(i), std::move(leaves), std::move(ended), depth});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.depth > b.depth; });
  return found;
}

std::vector<PhaseId> Contract::ended_for(const Transition& transition) const {
  return ends(*this, transition, transition.from);
}

std::vector<PhaseId> Contract::active_before(const Transition& transition, GroupId group) const {
  if (transition.creates || only_in(*this, transition.from, group)) return transition.from;
  std::vector<PhaseId> leaves = groups[index(group)].phases;
  // What is final has ended its group: no transition leads away from there.
  if (leads_into(transition, *this, group))
    std::erase_if(leaves, [&](PhaseId leaf) { return phases[index(leaf)].final; });
  return leaves;
}

}  // namespace writ::model
