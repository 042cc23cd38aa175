// What a machine is, as the text that generated code writes and restores.
#include <algorithm>

#include <writ/core/json_writer.h>
#include <writ/core/snapshot.h>

#include "compiler/interpret/machine.h"
#include "compiler/interpret/words.h"

namespace writ::interpret {

namespace {

void append_phase(std::string& out, const model::Contract& contract, model::PhaseId phase) {
  append_json(out, std::string_view(contract.phases[model::index(phase)].name));
}

/// Of several groups each by its name; before the creation all are in the phase of none.
void append_phases(std::string& out, const model::Contract& contract, const Instance& instance) {
  if (!contract.is_grouped()) return append_phase(out, contract, instance.phases.front());
  JsonMembers groups(out);
  for (std::size_t i = 0; i < contract.groups.size(); ++i)
    append_phase(groups[contract.groups[i].name], contract,
                 instance.phases[std::min(i, instance.phases.size() - 1)]);
}

/// Of an `at` only that it is spent: else its deadline follows from the state.
void append_timers(std::string& out, const model::Contract& contract, const Instance& instance) {
  JsonMembers timers(out);
  for (std::size_t i = 0; i < contract.timers.size(); ++i) {
    const TimerRun& run = instance.timers[i];
    if (!run.begun || (contract.timers[i].at && !run.spent)) continue;
    std::string& to = timers[contract.timers[i].name];
    if (run.spent) {
      append_json(to, std::string_view("spent"));
    } else {
      append_json(to, run.due);
    }
  }
}

/// Of each intent that has a key.
void append_seen(JsonMembers& intents, const model::Contract& contract,
                 const std::vector<std::vector<Remembered>>& seen) {
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const model::Intent& intent = contract.intents[i];
    if (!intent.idempotent) continue;
    JsonElements all(intents[intent.name]);
    for (const Remembered& one : seen[i]) {
      JsonMembers parts(all.next());
      append_json(parts["at"], one.at);
      append_json(parts["subject"], std::string_view(one.subject));
      parts["key"] += json(contract, intent.idempotent->type, one.key);
      append_json(parts["payload"], one.payload);
      if (one.answer) parts["answer"] += json(contract, *intent.reply, *one.answer);
    }
  }
}

}  // namespace

std::string Machine::snapshot() const {
  const model::Contract& contract = program_->contract();
  const bool remembers = std::any_of(contract.composites.begin(), contract.composites.end(),
                                     [](const auto& one) { return one.remembered; });
  std::string out;
  {
    JsonMembers members(out);
    append_identity(members, {contract.name, contract.version, contract.hash});
    append_phases(members["phase"], contract, instance_);
    if (remembers) {
      JsonMembers history(members["history"]);
      for (std::size_t i = 0; i < contract.composites.size(); ++i)
        if (contract.composites[i].remembered)
          append_phase(history[contract.composites[i].name], contract, instance_.history[i]);
    }
    append_json(members["step"], instance_.version);
    append_json(members["now"], instance_.now);
    members["state"] += json(contract, contract.state, instance_.state);
    if (!contract.timers.empty()) append_timers(members["timers"], contract, instance_);
    if (contract.has_keys()) {
      JsonMembers seen(members["seen"]);
      append_seen(seen, contract, seen_);
    }
  }
  return out;
}

}  // namespace writ::interpret
