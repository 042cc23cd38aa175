// What is said rather than done, and JSON: the facts of three templates.
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

std::vector<Facts> texts(std::vector<std::string> all) {
  std::vector<Facts> out;
  for (std::string& text : all) out.push_back(item("text", std::move(text)));
  return out;
}

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

/// Of what only a `refuse` answers, which is not permitted: it is read all the same.
std::string refused_only(const Unit& unit) {
  const Contract& c = unit.contract;
  if (c.is_grouped()) return grouped_refused_only(unit);
  std::string out;
  for (std::size_t i = 0; i < c.phases.size(); ++i) {
    const auto phase = static_cast<model::PhaseId>(i);
    std::vector<std::string> names;
    for (std::size_t k = 0; k < c.intents.size(); ++k) {
      const auto intent = static_cast<model::IntentId>(k);
      if (!c.choices(phase, intent).empty() && !accepts(c, phase, intent))
        names.push_back("IntentKind::" + unit.intent_name(intent));
    }
    if (!names.empty())
      out += " &&\n             !(phase_ == Phase::" + unit.phase_name(phase) + " && Intents{" +
             join(names, ", ") + "}.has(*kind))";
  }
  return out;
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
  for (const model::IntentId id : suggestible(c))
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

// --- JSON ----------------------------------------------------------------------------------------

namespace {

std::vector<model::TypeId> remembered_answers(const Contract& c) {
  std::vector<model::TypeId> types;
  for (const model::IntentId id : intents_with_keys(c))
    if (const auto& reply = c.intents[model::index(id)].reply) types.push_back(*reply);
  return types;
}

}  // namespace

std::vector<model::RecordId> json_roots(const Contract& c) {
  std::vector<model::RecordId> roots = {c.state};
  for (const model::Intent& intent : c.intents) roots.push_back(intent.payload);
  for (const model::TypeId type : remembered_answers(c)) add_records(c, type, roots);
  return roots;
}

std::vector<model::RecordId> written_roots(const Contract& c) {
  std::vector<model::RecordId> roots = json_roots(c);
  for (const model::Event& event : c.events) roots.push_back(event.record);
  for (const model::Intent& intent : c.intents)
    if (intent.reply) add_records(c, *intent.reply, roots);
  return roots;
}

namespace {

/// Nothing where nobody asked for it.
std::vector<Facts> adapters_if(bool wanted, const Unit& unit, Adapters part) {
  return wanted ? adapters(unit, part) : std::vector<Facts>();
}

}  // namespace

Facts json_facts(const Unit& unit, std::string_view tool, const With& with) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  say_events(facts, c).flag("has_replies", answers(c));
  std::vector<std::string> readers;
  const std::vector<model::TypeId> answers_read = remembered_answers(c);
  for (const model::EnumId id : enums_in(c, json_roots(c), answers_read))
    readers.push_back(read_enum(unit, id));
  const std::vector<model::RecordId> read = records_in(c, json_roots(c), is_not_stored);
  for (const model::RecordId id : read) {
    readers.push_back(read_record(unit, id));
    if (const auto variant = ended_variant(c, id)) readers.push_back(read_variant(unit, *variant));
  }
  facts.section("value_rules", texts(value_rules(unit, read, answers_read)));
  facts.list("readers", texts(std::move(readers))).list("intents", intents(c, false));
  std::vector<std::string> names;
  for (const model::Intent& intent : c.intents) names.push_back(intent.name);
  facts.text("intent_list", quote(join(names, ", ")));
  facts.text("refused_only", refused_only(unit));
  facts.text("contract_text", quote(c.name));
  add_phases_to_json(facts, unit);
  const std::string exists = !c.created       ? ""
                             : c.is_grouped() ? "!seal.phases.has(Phase::Absent) && "
                                              : "seal.phase != Phase::Absent && ";
  std::vector<Facts> all;
  for (const model::Invariant& i : c.invariants)
    all.push_back(item("name", value_name(c, model::ModuleId{}, i.name))
                      .text("text", quote(i.words))
                      .text("source", quote(unit.at(i.span)))
                      .text("sums", model::reads(c, i.condition).kept ? "sums, " : "")
                      .text("at", "seal." + phase_parameter(c))
                      .text("exists", exists));
  facts.flag("is_created", c.created).flag("has_kept", !c.kept.empty());
  add_following_timers(facts, unit);
  add_seen_to_json(facts, unit);
  facts.section("adapters", adapters_if(with.nlohmann, unit, Adapters::Read));
  return facts.section("invariants", std::move(all));
}

namespace {

/// The events, and the records in them.
std::vector<model::RecordId> told_records(const Contract& contract) {
  std::vector<model::RecordId> roots;
  for (const model::Event& event : contract.events) roots.push_back(event.record);
  return records_in(contract, roots, is_not_shown);
}

void add_writer(const Unit& unit, model::RecordId id, Writer writer,
                std::vector<std::string>& into) {
  into.push_back(write_record(unit, id, writer));
  if (const auto variant = ended_variant(unit.contract, id))
    into.push_back(write_variant(unit, *variant, writer));
}

}  // namespace

Facts json_out_facts(const Unit& unit, std::string_view tool, const With& with) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  std::vector<std::string> writers;
  for (const model::RecordId id : records_in(c, written_roots(c))) {
    add_writer(unit, id, Writer::Stores, writers);
  }
  const std::vector<model::RecordId> told = told_records(c);
  const bool hides = std::any_of(told.begin(), told.end(), [&](model::RecordId id) {
    const std::vector<model::Field>& fields = c.record(id).fields;
    return std::any_of(fields.begin(), fields.end(),
                       [](const auto& field) { return field.secret; });
  });
  if (hides)
    for (const model::RecordId id : told) add_writer(unit, id, Writer::Shows, writers);
  facts.text("tell", verb(hides ? Writer::Shows : Writer::Stores));
  say_events(facts, c).flag("has_replies", answers(c));
  std::vector<Facts> replies;
  for (const model::Intent& intent : c.intents)
    if (intent.reply)
      replies.push_back(item("name", type_identifier(intent.name))
                            .text("body", write_value(unit, *intent.reply)));
  facts.list("replies", std::move(replies));
  std::vector<model::RecordId> patched;
  for (const model::IntentId id : suggestible(c))
    patched.push_back(c.intents[model::index(id)].payload);
  for (const model::RecordId id : records_in(c, patched))
    if (is_in_patch(c, id)) writers.push_back(write_patch(unit, id));
  facts.list("writers", texts(std::move(writers))).list("intents", intents(c, false));
  facts.flag("has_patches", !patched.empty()).list("patches", patches(unit));
  say_timers(facts, c);
  add_seen_to_json_out(facts, unit);
  facts.section("adapters", adapters_if(with.nlohmann, unit, Adapters::Written));
  add_phases_to_json_out(facts, unit);
  return facts.text("contract_text", quote(c.name));
}

}  // namespace writ::emit
