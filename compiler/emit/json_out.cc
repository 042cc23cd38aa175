// JSON out: one function a record, its members in the order of the contract.
#include <algorithm>

#include "compiler/emit/code.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::RecordId;
using model::Type;

namespace {

/// Does writing it declare variables?
bool needs_scope(const Type& type) {
  return type.kind == Type::Kind::List || type.kind == Type::Kind::Set ||
         type.kind == Type::Kind::Map;
}

/// Statements that append the value to the text expression `to`.
void write_value(const Unit& unit, model::TypeId id, const std::string& to,
                 const std::string& value, int depth, Writer writer, Code& code);

/// A list or a set, or a map as an array of pairs.
void write_array(const Unit& unit, const Type& type, const std::string& to,
                 const std::string& value, int depth, Writer writer, Code& code) {
  const std::string n = std::to_string(depth);
  const std::string text = "text_" + n;
  const std::string item = "item_" + n;
  code.line("std::string& " + text + " = " + to + ";");
  code.line(text + " += '[';");
  code.open("for (const auto& " + item + " : " + value + ")");
  code.line("if (" + text + ".back() != '[') " + text + " += ',';");
  if (type.kind == Type::Kind::Map) {
    code.line(text + " += '[';");
    write_value(unit, type.key, text, item + ".key", depth + 1, writer, code);
    code.line(text + " += ',';");
    const bool scope = needs_scope(unit.type(type.element));
    if (scope) code.open("");
    write_value(unit, type.element, text, item + ".value", depth + 1, writer, code);
    if (scope) code.close();
    code.line(text + " += ']';");
  } else {
    write_value(unit, type.element, text, item, depth + 1, writer, code);
  }
  code.close();
  code.line(text + " += ']';");
}

/// How the key of an entry of an object is written.
std::string object_key(const Type& key, const std::string& value) {
  if (key.kind == Type::Kind::Enum) return "name(" + value + ")";
  return key.kind == Type::Kind::Uuid ? "to_string(" + value + ")" : value;
}

void write_value(const Unit& unit, model::TypeId id, const std::string& to,
                 const std::string& value, int depth, Writer writer, Code& code) {
  const Type& type = unit.type(id);
  const std::string n = std::to_string(depth);
  switch (type.kind) {
    case Type::Kind::Bool:
    case Type::Kind::Int:
    case Type::Kind::Float:
    case Type::Kind::Bytes:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date:
    case Type::Kind::Uuid:
    case Type::Kind::Decimal: code.line("writ::append_json(" + to + ", " + value + ");"); return;
    case Type::Kind::String:
      code.line("writ::append_json(" + to + ", std::string_view(" + value + "));");
      return;
    case Type::Kind::Enum: code.line("writ::append_json(" + to + ", name(" + value + "));"); return;
    case Type::Kind::Variant:
    case Type::Kind::Record: code.line(verb(writer) + "(" + to + ", " + value + ");"); return;
    case Type::Kind::Optional:
      code.open("if (" + value + ")");
      write_value(unit, type.element, to, "*" + value, depth, writer, code);
      code.otherwise();
      code.line(to + " += \"null\";");
      code.close();
      return;
    case Type::Kind::List:
    case Type::Kind::Set: write_array(unit, type, to, value, depth, writer, code); return;
    case Type::Kind::Map: break;
    default: return;
  }
  if (!is_text_like(unit.type(type.key)))
    return write_array(unit, type, to, value, depth, writer, code);
  code.line("JsonMembers entries_" + n + "(" + to + ");");
  code.open("for (const auto& item_" + n + " : " + value + ")");
  const std::string key = object_key(unit.type(type.key), "item_" + n + ".key");
  write_value(unit, type.element, "entries_" + n + "[" + key + "]", "item_" + n + ".value",
              depth + 1, writer, code);
  code.close();
}

}  // namespace

std::string write_record(const Unit& unit, RecordId id, Writer writer) {
  const model::Record& record = unit.contract.record(id);
  const std::vector<model::Field> fields = stored_fields(record);
  Code code;
  const bool hides = writer == Writer::Shows;
  const bool reads = std::any_of(fields.begin(), fields.end(), [&](const model::Field& field) {
    return !(hides && field.secret);
  });
  code.open("[[maybe_unused]] void " + verb(writer) + "(std::string& out, const " +
            record_name(unit.contract, id) + "&" + (reads ? " value" : "") + ")");
  const bool one_case = record.kind == model::Record::Kind::Case;
  code.line((fields.empty() && !one_case ? "const " : "") +
            std::string("JsonMembers members(out);"));
  if (one_case)
    code.line("writ::append_json(members[\"kind\"], std::string_view(" + quote(record.name) +
              "));");
  for (const model::Field& field : fields) {
    const Type& type = unit.type(field.type);
    const std::string value = "value." + member(field.name);
    const std::string to = "members[" + quote(field.wire_name) + "]";
    if (hides && field.secret) {
      code.line("writ::append_json(" + to + ", writ::hidden);");
      continue;
    }
    // What is none is left out, but where it would begin as something else.
    const bool left_out = type.kind == Type::Kind::Optional && !field.initial;
    const bool scope = needs_scope(type) || left_out;
    if (scope) code.open(left_out ? "if (" + value + ")" : "");
    write_value(unit, left_out ? type.element : field.type, to, left_out ? "*" + value : value, 1,
                writer, code);
    if (scope) code.close();
  }
  return code.close().block();
}

std::string write_value(const Unit& unit, model::TypeId type) {
  Code code;
  write_value(unit, type, "out", "value", 1, Writer::Stores, code);
  return code.block();
}

std::string write_patch(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  Code code;
  code.open("void write(std::string& out, const " + record_name(unit.contract, id) + "::Patch&" +
            (record.fields.empty() ? "" : " value") + ")");
  code.line((record.fields.empty() ? "const " : "") + std::string("JsonMembers members(out);"));
  for (const model::Field& field : record.fields) {
    const Type& type = unit.type(field.type);
    const std::string value = "value." + member(field.name);
    if (type.kind == Type::Kind::Record) {
      code.open("if (" + value + " != " + record_name(unit.contract, type.record) + "::Patch{})");
      code.line("write(members[" + quote(field.wire_name) + "], " + value + ");");
    } else {
      const bool optional = type.kind == Type::Kind::Optional;
      code.open("if (" + value + ")");
      write_value(unit, optional ? type.element : field.type,
                  "members[" + quote(field.wire_name) + "]", "*" + value, 1, Writer::Stores, code);
    }
    code.close();
  }
  return code.close().block();
}

}  // namespace writ::emit
