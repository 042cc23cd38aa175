#include <utility>

#include "compiler/emit/facts_parts.h"
#include "compiler/emit/names.h"
#include "compiler/emit/timers.h"
#include "compiler/emit/types.h"

namespace writ::emit {

namespace {

/// What a snapshot leaves out, single value by single value: as C++ reads it, and its place.
void ephemeral_in(const Unit& unit, model::RecordId record, const std::string& in,
                  const std::string& at, bool all, std::vector<Facts>& out) {
  for (const model::Field& field : unit.contract.record(record).fields) {
    const model::Type& type = unit.type(field.type);
    const std::string place = in + member(field.name);
    const std::string path = at + pointer_step(field.wire_name);
    const bool ephemeral = all || field.ephemeral;
    const bool inner = type.kind == model::Type::Kind::Record &&
                       unit.contract.record(type.record).kind == model::Record::Kind::Inline;
    if (inner) {
      ephemeral_in(unit, type.record, place + ".", path, ephemeral, out);
    } else if (ephemeral) {
      out.push_back(item("place", place).text("text", quote(path)));
    }
  }
}

}  // namespace

Facts testing_facts(const Unit& unit, std::string_view tool) {
  const model::Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  facts.text("contract_text", quote(c.name));
  add_phases_to_testing(facts, unit);
  std::vector<Facts> ephemeral;
  ephemeral_in(unit, c.state, "", "", false, ephemeral);
  facts.list("ephemeral", std::move(ephemeral));
  std::vector<Facts> enumerations;
  for (const model::Enumeration& e : c.enumerations)
    if (e.module == model::ModuleId{})
      enumerations.push_back(item("name", type_identifier(e.name)));
  facts.list("enumerations", std::move(enumerations));
  std::vector<Facts> events;
  for (const model::Event& event : c.events)
    events.push_back(item("name", type_identifier(event.name)).text("text", quote(event.name)));
  facts.list("events", std::move(events));
  say_timers(facts, c).flag("has_kept", !c.kept.empty());
  std::vector<Facts> guards;
  for (const model::Guard& guard : c.guards)
    guards.push_back(item("name", guard_name(guard)).text("text", quote(guard.name)));
  return facts.section("guards", std::move(guards));
}

}  // namespace writ::emit
