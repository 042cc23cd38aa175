#include "compiler/emit/facts_parts.h"

#include <algorithm>
#include <utility>

#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Contract;

Facts item(std::string name, std::string value) {
  return Facts().text(std::move(name), std::move(value));
}

std::vector<Facts> texts(std::vector<std::string> all) {
  std::vector<Facts> out;
  for (std::string& text : all) out.push_back(item("text", std::move(text)));
  return out;
}

Facts banner(const Unit& unit, std::string_view tool) {
  Facts facts;
  facts.text("tool", std::string(tool));
  facts.text("source", comment(unit.stem + ".writ"));
  facts.text("contract", comment(unit.contract.name));
  facts.text("version", std::to_string(unit.contract.version));
  facts.text("stem", unit.stem);
  facts.text("namespace", unit.name_space);
  return facts;
}

std::vector<Facts> intents(const Contract& contract, bool texts) {
  std::vector<Facts> out;
  for (const model::Intent& intent : contract.intents) {
    Facts facts = item("name", type_identifier(intent.name));
    if (texts) facts.text("text", quote(intent.name));
    out.push_back(std::move(facts));
  }
  return out;
}

std::vector<Facts> patches(const Unit& unit) {
  std::vector<Facts> out;
  for (const model::IntentId id : patched(unit)) out.push_back(item("name", unit.intent_name(id)));
  return out;
}

Facts& say_events(Facts& facts, const Contract& contract) {
  return facts.flag("has_events", !contract.events.empty());
}

bool answers(const Contract& contract) {
  return std::any_of(contract.intents.begin(), contract.intents.end(),
                     [](const model::Intent& intent) { return intent.reply.has_value(); });
}

bool accepts(const Contract& contract, model::PhaseId phase, model::IntentId intent) {
  for (const model::TransitionId id : contract.choices(phase, intent))
    if (!contract.transitions[model::index(id)].refuses) return true;
  return false;
}

}  // namespace writ::emit
