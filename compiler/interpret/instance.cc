#include "compiler/interpret/instance.h"

#include <algorithm>

#include "compiler/interpret/machine.h"

namespace writ::interpret {

namespace {

/// The first phase of each group.
std::vector<model::PhaseId> initial(const model::Contract& contract) {
  std::vector<model::PhaseId> phases;
  for (const model::PhaseGroup& group : contract.groups) phases.push_back(group.phases.front());
  return phases;
}

bool exists(const model::Contract& contract, const Instance& instance) {
  return !contract.created || instance.phases.front() != model::PhaseId{};
}

}  // namespace

Instance newborn(const Program& program, Instant now) {
  const model::Contract& contract = program.contract();
  Instance instance;
  instance.state = first(program, contract.state);
  instance.phases = initial(contract);
  if (contract.created) instance.phases = {model::PhaseId{}};
  for (const model::CompositePhase& one : contract.composites)
    instance.history.push_back(one.leaves.front());
  instance.timers.resize(contract.timers.size());
  instance.now = now;
  return instance;
}

bool is_in(const Instance& instance, const std::vector<model::PhaseId>& phases) {
  return std::any_of(instance.phases.begin(), instance.phases.end(), [&](model::PhaseId phase) {
    return std::find(phases.begin(), phases.end(), phase) != phases.end();
  });
}

void enter(const model::Contract& contract, const model::Target& target, Instance& instance) {
  const bool is_new = !exists(contract, instance);
  if (is_new) instance.phases = initial(contract);
  const model::GroupId group = contract.phases[model::index(target.phase)].group;
  model::PhaseId& here = instance.phases[model::index(group)];
  for (std::size_t i = 0; !is_new && i < contract.composites.size(); ++i) {
    const model::CompositePhase& one = contract.composites[i];
    if (one.group == group && model::is_left(one.leaves, target, here)) instance.history[i] = here;
  }
  here = target.history ? instance.history[model::index(*target.history)] : target.phase;
}

}  // namespace writ::interpret
