// For language models: the contract's tools, its views, and what may be seen of its state.
#include <algorithm>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/emit/variants.h"
#include "compiler/model/visible.h"

namespace writ::emit {

namespace {

using model::Field;
using model::Record;

/// Writes what is seen of a record into the text `to`.
void write_seen(const Unit& unit, const Record& record, const std::string& to,
                const std::string& value, int depth, Code& code) {
  const std::string members = "members_" + std::to_string(depth);
  const bool any = std::any_of(record.fields.begin(), record.fields.end(), [&](const Field& one) {
    return model::is_seen(unit.contract, one);
  });
  code.line(std::string(any ? "" : "const ") + "JsonMembers " + members + "(" + to + ");");
  for (const Field& field : record.fields) {
    if (!model::is_seen(unit.contract, field)) continue;
    const std::string here = value + "." + member(field.name);
    const std::string out = members + "[" + quote(field.wire_name) + "]";
    if (field.secret) {
      code.line("writ::append_json(" + out + ", writ::hidden);");
    } else if (!field.visible) {
      code.open("");
      write_seen(unit, *model::inner_record(unit.contract, field), out, here, depth + 1, code);
      code.close();
    } else if (unit.type(field.type).kind == model::Type::Kind::Optional && !field.initial) {
      code.when(here, "writ::append_shown<parts>(" + out + ", *" + here + ");");
    } else {
      code.line("writ::append_shown<parts>(" + out + ", " + here + ");");
    }
  }
}

/// The records in all that is shown.
std::vector<model::RecordId> shown_records(const Unit& unit) {
  const model::Contract& c = unit.contract;
  std::vector<model::RecordId> all = records_in(c, {c.state}, is_not_shown);
  for (const model::View& view : c.views) add_records(c, view.type, all);
  return all;
}

std::string lines(const model::Doc& doc) {
  std::string out;
  for (const std::string& line : doc) out += (out.empty() ? "" : "\n") + line;
  return quote(out);
}

}  // namespace

Facts mcp_header_facts(const Unit& unit, std::string_view tool) { return banner(unit, tool); }

Facts mcp_facts(const Unit& unit, std::string_view tool, const With& with) {
  const model::Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  std::vector<std::string> writers;
  for (const model::RecordId id : shown_records(unit)) {
    writers.push_back(write_record(unit, id, Writer::Shows));
    if (const auto variant = ended_variant(c, id))
      writers.push_back(write_variant(unit, *variant, Writer::Shows));
  }
  facts.list("writers", texts(std::move(writers)));
  std::vector<Facts> tools;
  std::vector<std::string> kinds;
  for (const With::Tool& one : with.tools) {
    kinds.push_back("IntentKind::" + unit.intent_name(one.intent));
    tools.push_back(item("name", quote(c.intents[model::index(one.intent)].name))
                        .text("title", quote(one.title))
                        .text("description", quote(one.description))
                        .text("schema", quote(one.input_schema)));
  }
  facts.list("tools", std::move(tools)).text("kinds", join(kinds, ", "));
  facts.text("contract_text", quote(c.name)).text("doc", lines(c.doc));
  std::vector<Facts> seen;
  for (const model::View& view : c.views)
    seen.push_back(item("text", quote(view.name))
                       .text("path", quote("views/" + view.name))
                       .text("doc", lines(view.doc))
                       .text("function", value_name(c, model::ModuleId{}, view.name)));
  facts.list("seen", std::move(seen));
  Code visible;
  write_seen(unit, c.record(c.state), "out", "value", 1, visible);
  return facts.text("visible", visible.block());
}

}  // namespace writ::emit
