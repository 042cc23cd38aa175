// What is said rather than done: the facts of a template.
#include <algorithm>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/phases.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/seen.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/timers.h"
#include "compiler/emit/types.h"
#include "compiler/emit/value_rules.h"
#include "compiler/emit/variants.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

using model::Contract;

namespace {

std::string accepting(const Contract& contract, model::IntentId id) {
  std::vector<std::string> names;
  if (contract.is_grouped()) {
    for (const model::PhaseId phase : grouped_accepting(contract, id))
      names.push_back(contract.phases[model::index(phase)].name);
    return quote(join(names, ", "));
  }
  for (std::size_t i = 0; i < contract.phases.size(); ++i)
    if (accepts(contract, static_cast<model::PhaseId>(i), id))
      names.push_back(contract.phases[i].name);
  return quote(join(names, ", "));
}

}  // namespace

Facts word_facts(const Unit& unit, std::string_view tool) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  std::vector<Facts> phase_names;
  for (const model::Phase& phase : c.phases)
    phase_names.push_back(item("phase", identifier(phase.name)).text("text", quote(phase.name)));
  facts.list("phase_names", std::move(phase_names));
  add_phases_to_words(facts, unit);
  std::vector<Facts> named = intents(c, true);
  for (std::size_t i = 0; i < named.size(); ++i)
    named[i].text("accepting", accepting(c, static_cast<model::IntentId>(i)));
  facts.list("intents", std::move(named));
  std::vector<Facts> patch_texts;
  for (const model::IntentId id : patched(unit))
    patch_texts.push_back(item("functions", patch_functions(unit, id)));
  facts.section("patches", std::move(patch_texts));
  const bool kept = !c.kept.empty();
  facts.text("sums_parameter", kept ? "[[maybe_unused]] const detail::Kept& sums, " : "");
  facts.text("kept", kept ? "kept_, " : "");
  facts.text("rules", rule_table(unit));
  const std::vector<model::TypeId> saying = types_with_messages(unit);
  facts.section("value_rules", texts(value_rules(unit, saying)));
  const std::string places = rule_places(unit);
  facts.flag("has_places", !places.empty()).text("places", places);
  const std::string suggestions = rule_suggestions(unit);
  facts.flag("has_rule_suggestions", !suggestions.empty()).text("rule_suggestions", suggestions);
  std::vector<Facts> events;
  for (const model::Event& event : c.events)
    events.push_back(item("event_text", quote(event.name)));
  say_events(facts, c).list("events", std::move(events));
  const std::string values = rule_values(unit);
  facts.flag("has_values", !values.empty()).text("values", values);
  std::vector<std::string> explanations;
  for (const model::Guard& guard : c.guards)
    for (const model::GuardOn& on : guard.on)
      explanations.push_back(explain_guard(unit, guard, on));
  facts.list("explanations", texts(std::move(explanations)));
  name_timers(facts, unit);
  add_seen_to_words(facts, unit);
  std::vector<std::string> cases;
  for (std::size_t i = 0; i < c.intents.size(); ++i)
    if (std::string text = explain_case(unit, static_cast<model::IntentId>(i)); !text.empty())
      cases.push_back(std::move(text));
  facts.flag("has_denials", !cases.empty()).text("denial_cases", join(cases, "\n"));
  std::vector<std::string> views;
  std::vector<std::string> hashes;
  for (const model::RecordId id : records_in(c, {c.state}, is_not_shown)) {
    views.push_back(view_function(unit, id));
    if (const auto variant = ended_variant(c, id)) views.push_back(view_variant(unit, *variant));
  }
  for (const model::RecordId id : records_in(c, {c.state}, is_not_hashed)) {
    hashes.push_back(hash_function(unit, id));
    if (const auto variant = ended_variant(c, id)) hashes.push_back(hash_variant(unit, *variant));
  }
  return facts.list("views", texts(std::move(views))).list("hashes", texts(std::move(hashes)));
}

}  // namespace writ::emit
