#include "compiler/model/contract.h"

#include <algorithm>

namespace writ::model {

std::optional<TransitionId> Contract::chosen(PhaseId phase, IntentId intent) const {
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    const Transition& transition = transitions[i];
    if (transition.intent != intent) continue;
    if (std::find(transition.from.begin(), transition.from.end(), phase) != transition.from.end())
      return static_cast<TransitionId>(i);
  }
  return std::nullopt;
}

}  // namespace writ::model
