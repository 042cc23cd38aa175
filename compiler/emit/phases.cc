#include "compiler/emit/phases.h"

#include <set>

#include "compiler/emit/names.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

using model::Contract;
using model::PhaseId;

std::string phase_type(const Contract& contract) {
  return contract.is_grouped() ? "Phases" : "Phase";
}

std::string phase_parameter(const Contract& contract) {
  return contract.is_grouped() ? "phases" : "phase";
}

std::string phase_member(const Contract& contract) { return phase_parameter(contract) + "_"; }

bool is_absent(const Contract& contract, PhaseId id) { return contract.created && id == PhaseId{}; }

std::string phase_text(const Contract& contract, PhaseId id) {
  return "Phase::" + identifier(contract.phases[model::index(id)].name);
}

namespace {

std::string listed(const Contract& contract, const std::vector<PhaseId>& phases) {
  std::string names;
  for (const PhaseId id : phases) names += (names.empty() ? "" : ", ") + phase_text(contract, id);
  return "Phases{" + names + "}";
}

}  // namespace

std::string phases_of(const Contract& contract, const std::vector<PhaseId>& active) {
  return contract.is_grouped() ? listed(contract, active) : phase_text(contract, active.front());
}

std::string phase_set(const Contract& contract, const std::vector<PhaseId>& phases) {
  for (const model::CompositePhase& composite : contract.composites)
    if (composite.leaves == phases) return type_identifier(composite.name);
  if (contract.is_grouped()) {
    for (const model::PhaseGroup& group : contract.groups)
      if (group.phases == phases) return type_identifier(group.name);
  }
  return listed(contract, phases);
}

std::string leaf_in(const Contract& contract, const std::vector<PhaseId>& phases,
                    const std::string& leaf) {
  if (phases.size() != 1) return phase_set(contract, phases) + ".has(" + leaf + ")";
  return leaf + " == " + phase_text(contract, phases.front());
}

std::string phase_in(const Contract& contract, const std::vector<PhaseId>& phases,
                     const std::string& phase) {
  if (!contract.is_grouped()) return leaf_in(contract, phases, phase);
  if (phases.size() == 1) return phase + ".has(" + phase_text(contract, phases.front()) + ")";
  return phase + ".has_any(" + phase_set(contract, phases) + ")";
}

std::string leads_to(const Contract& contract, const model::Transition& transition) {
  std::vector<std::string> names;
  for (const model::Target& target : transition.targets)
    names.push_back(target.history
                        ? contract.composites[model::index(*target.history)].name + ".history"
                        : contract.phases[model::index(target.phase)].name);
  return names.empty() ? "" : " --> " + join(names, ", ");
}

// --- members of the machine ----------------------------------------------------------------------

std::vector<std::string> machine_members(const Contract& contract) {
  std::vector<std::string> names = {
      "accepting",   "broken",    "message",       "add",      "commit",      "context",
      "intent",      "finish",    "apply",         "can",      "check",       "stored",
      "count_step",  "decode",    "dispatch",      "explain",  "fields",      "get",
      "hash",        "in",        "invalid",       "is_ready", "intent_kind", "kept",
      "merge",       "moment_of", "name",          "now",      "permitted",   "phase",
      "phase_named", "place",     "read_snapshot", "rules",    "refuse",      "require_values",
      "restore",     "settle",    "snapshot",      "standing", "state",       "step",
      "to_json",     "denied_if", "unready",       "version",  "view",        "write"};
  for (const model::Intent& intent : contract.intents)
    names.push_back(type_identifier(intent.name));
  if (contract.is_grouped()) names.insert(names.end(), {"phases", "names_of"});
  if (contract.remembers()) names.emplace_back("history");
  if (contract.has_keys()) names.emplace_back("repeated");
  if (!contract.timers.empty())
    names.insert(names.end(), {"advance", "catch_up", "deadline", "fire", "is_behind",
                               "next_deadline", "take_fired", "timer_of"});
  return names;
}

std::vector<std::string> group_accessors(const Contract& contract) {
  std::vector<std::string> names;
  if (!contract.is_grouped()) return names;
  const std::vector<std::string> taken = machine_members(contract);
  Scope scope(std::set<std::string>(taken.begin(), taken.end()));
  for (const model::PhaseGroup& group : contract.groups)
    names.push_back(scope.fresh(identifier(snake(group.name))));
  return names;
}

std::string active_leaf(const Contract& contract, model::GroupId group) {
  if (!contract.is_grouped()) return phase_member(contract);
  // By its full name: a variable of the contract may be called like it.
  return "Machine::" + group_accessors(contract)[model::index(group)] + "()";
}

// --- history -------------------------------------------------------------------------------------

std::vector<Remembered> remembered(const Contract& contract) {
  std::vector<Remembered> all;
  Scope scope;
  for (std::size_t i = 0; i < contract.composites.size(); ++i) {
    const model::CompositePhase& composite = contract.composites[i];
    if (composite.remembered)
      all.push_back(
          {static_cast<model::CompositeId>(i), scope.fresh(identifier(snake(composite.name)))});
  }
  return all;
}

std::string last_in(const Contract& contract, model::CompositeId id) {
  for (const Remembered& one : remembered(contract))
    if (one.id == id) return "history_." + one.member;
  return {};
}

}  // namespace writ::emit
