// JSON: what reads intents, what reads snapshots, and what writes.
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

std::vector<model::RecordId> payload_roots(const Contract& c) {
  std::vector<model::RecordId> roots;
  for (const model::Intent& intent : c.intents) roots.push_back(intent.payload);
  return roots;
}

std::vector<model::RecordId> snapshot_roots(const Contract& c) {
  std::vector<model::RecordId> roots = {c.state};
  for (const model::TypeId type : remembered_types(c)) add_records(c, type, roots);
  return roots;
}

}  // namespace

std::vector<model::RecordId> json_roots(const Contract& c) {
  std::vector<model::RecordId> roots = snapshot_roots(c);
  for (const model::RecordId payload : payload_roots(c)) roots.push_back(payload);
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

/// What reads these records, and values of these types.
Facts& add_readers(Facts& facts, const Unit& unit, const std::vector<model::RecordId>& roots,
                   const std::vector<model::TypeId>& types) {
  std::vector<std::string> readers;
  for (const model::EnumId id : enums_in(unit.contract, roots, types))
    readers.push_back(read_enum(unit, id));
  const std::vector<model::RecordId> read = records_in(unit.contract, roots, is_not_stored);
  for (const model::RecordId id : read) {
    readers.push_back(read_record(unit, id));
    if (const auto variant = ended_variant(unit.contract, id))
      readers.push_back(read_variant(unit, *variant));
  }
  facts.section("value_rules", texts(value_rules(unit, read, types)));
  return facts.list("readers", texts(std::move(readers)));
}

/// What only a `refuse` answers is not permitted, and read all the same.
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
      out += " ||\n             (phase_ == Phase::" + unit.phase_name(phase) + " && Intents{" +
             join(names, ", ") + "}.has(*kind))";
  }
  return out;
}

}  // namespace

Facts json_facts(const Unit& unit, std::string_view tool, const With& with) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  // The adapters read types that are in the state only, too.
  add_readers(facts, unit, with.nlohmann ? json_roots(c) : payload_roots(c), {});
  facts.section("adapters", adapters_if(with.nlohmann, unit, Adapters::Read));
  std::vector<std::string> names;
  for (const model::Intent& intent : c.intents) names.push_back(intent.name);
  facts.list("intents", intents(c, false)).text("intent_list", quote(join(names, ", ")));
  std::vector<std::string> patch_readers;
  if (unit.drafts)
    for (const model::RecordId id : patched_records(unit))
      patch_readers.push_back(read_patch(unit, id));
  facts.section("patch_readers", texts(std::move(patch_readers)));
  facts.section("drafts", unit.drafts ? patches(unit) : std::vector<Facts>{});
  facts.text("refused_only", refused_only(unit));
  add_seen_to_json(facts, unit);
  return say_timers(facts, c);
}

Facts snapshot_facts(const Unit& unit, std::string_view tool) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  add_readers(facts, unit, snapshot_roots(c), remembered_types(c));
  say_events(facts, c).flag("has_replies", answers(c)).flag("is_created", c.created);
  facts.flag("has_kept", !c.kept.empty()).text("contract_text", quote(c.name));
  add_phases_to_snapshot(facts, unit);
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
  add_following_timers(facts, unit);
  add_seen_to_snapshot(facts, unit);
  const bool may_break =
      !all.empty() || std::any_of(c.timers.begin(), c.timers.end(),
                                  [](const model::Timer& timer) { return timer.at; });
  return facts.list("invariants", std::move(all)).flag("may_break", may_break);
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
  for (const model::RecordId id : patched_records(unit)) writers.push_back(write_patch(unit, id));
  facts.list("writers", texts(std::move(writers))).list("intents", intents(c, false));
  facts.flag("has_suggestions", !suggestible(c).empty()).list("patches", patches(unit));
  say_timers(facts, c);
  add_seen_to_json_out(facts, unit);
  facts.section("adapters", adapters_if(with.nlohmann, unit, Adapters::Written));
  add_phases_to_json_out(facts, unit);
  return facts.text("contract_text", quote(c.name));
}

}  // namespace writ::emit
