// For a log: what of a step is told, and how states are compared.
#include <algorithm>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/phases.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/emit/variants.h"

namespace writ::emit {

namespace {

/// Cases of variants are compared with the variant, as one value.
std::vector<model::RecordId> compared_records(const model::Contract& contract) {
  std::vector<model::RecordId> all = records_in(contract, {contract.state}, is_not_hashed);
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](model::RecordId id) {
                             return contract.record(id).kind == model::Record::Kind::Case;
                           }),
            all.end());
  return all;
}

std::string compare_function(const Unit& unit, model::RecordId id) {
  const model::Record& record = unit.contract.record(id);
  const std::vector<model::Field> fields = stored_fields(record);
  const std::string name = record_name(unit.contract, id);
  Code code;
  code.line("// " + unit.at(record.span));
  if (fields.empty()) {
    code.line("void parts::compare(writ::Changes&, const " + name + "&, const " + name + "&) {}");
    return code.block();
  }
  code.open("void parts::compare(writ::Changes& out, const " + name + "& before, const " + name +
            "& after)");
  for (const model::Field& field : fields) {
    const std::string of = member(field.name);
    if (field.secret) {
      code.line("out.hidden_member(" + quote(field.wire_name) + ", before." + of + " != after." +
                of + ");");
    } else {
      code.line("out.member<parts>(" + quote(field.wire_name) + ", before." + of + ", after." + of +
                ");");
    }
  }
  return code.close().block();
}

std::vector<Facts> asked_guards(const Unit& unit) {
  const model::Contract& c = unit.contract;
  std::vector<Facts> out;
  for (std::size_t i = 0; i < c.guards.size(); ++i) {
    const model::Guard& guard = c.guards[i];
    std::vector<std::string> kinds;
    for (const model::GuardOn& on : guard.on)
      kinds.push_back("IntentKind::" + unit.intent_name(on.intent));
    std::string condition = "Intents{" + join(kinds, ", ") + "}.has(intent)";
    if (kinds.size() == 1) condition = "intent == " + kinds.front();
    if (guard.phases.size() < c.phases.size())
      condition += " && machine.in(" + phase_set(c, guard.phases) + ")";
    const std::string add =
        "asked.push_back({" + quote(guard.name) + ", " + std::to_string(i) + "});";
    out.push_back(item("text", Code().when(condition, add).block()));
  }
  return out;
}

}  // namespace

Facts log_header_facts(const Unit& unit, std::string_view tool) {
  return banner(unit, tool).text("contract_text", quote(unit.contract.name));
}

Facts log_facts(const Unit& unit, std::string_view tool) {
  const model::Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  std::vector<model::RecordId> roots{c.state};
  for (const model::Intent& intent : c.intents) roots.push_back(intent.payload);
  std::vector<std::string> writers;
  for (const model::RecordId id : records_in(c, roots, is_not_shown)) {
    writers.push_back(write_record(unit, id, Writer::Shows));
    if (const auto variant = ended_variant(c, id))
      writers.push_back(write_variant(unit, *variant, Writer::Shows));
  }
  facts.list("writers", texts(std::move(writers)));
  std::vector<Facts> records;
  for (const model::RecordId id : compared_records(c))
    records.push_back(item("name", record_name(c, id)).text("text", compare_function(unit, id)));
  facts.list("records", std::move(records)).list("intents", intents(c, false));
  std::vector<Facts> paths;
  for (const model::Intent& intent : c.intents) {
    std::vector<std::string> all;
    for (const Leaf& leaf : leaves(c, intent.payload)) all.push_back(quote(leaf.path));
    paths.push_back(item("name", type_identifier(intent.name)).text("paths", join(all, ", ")));
  }
  facts.list("paths", std::move(paths));
  facts.flag("is_created", c.created).flag("is_grouped", c.is_grouped());
  return facts.list("guards", asked_guards(unit));
}

}  // namespace writ::emit
