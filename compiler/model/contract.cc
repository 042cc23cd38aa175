#include "compiler/model/contract.h"

#include <algorithm>

namespace writ::model {

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

}  // namespace writ::model
