// JSON in and out: one function a record, its members in the order of the contract.
#include <cstdint>
#include <cstdio>

#include "compiler/emit/code.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/refined.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::RecordId;
using model::Type;

namespace {

std::string mask(std::uint64_t bits) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(bits));
  return text;
}

std::string most_elements(const Type& type) {
  return type.size.most == model::Size::unlimited ? "SIZE_MAX" : std::to_string(type.size.most);
}

void read_value(const Unit& unit, model::TypeId id, const std::string& here, const std::string& out,
                int depth, Code& code);

/// The elements of a list or a map, one by one, into a local and from there into the collection.
void read_elements(const Unit& unit, const Type& type, const std::string& here,
                   const std::string& out, int depth, Code& code) {
  const std::string n = std::to_string(depth);
  const bool map = type.kind == Type::Kind::Map;
  code.line("const Where at_" + n + " = " + here + ";");
  code.line((map ? "JsonEntries items_" : "JsonArray items_") + n + "(in, at_" + n + ", " +
            most_elements(type) + ");");
  code.open("while (items_" + n + ".next())");
  if (map) {
    const bool named = unit.type(type.key).kind == Type::Kind::Enum;
    code.line(type_name(unit.contract, type.key) + " key_" + n + "{};");
    if (named) {
      code.line("read_key(in, items_" + n + ".here(), items_" + n + ".key(), key_" + n + ");");
    } else {
      code.line("key_" + n + " = items_" + n + ".key();");
    }
    const std::string holds = condition(unit.contract, type.key, "key_" + n);
    if (!holds.empty())
      code.line("if (!" + holds + ") in.problem(items_" + n + ".here(), \"key\", " +
                quote(expected(unit.contract, type.key)) + ");");
  }
  code.line(type_name(unit.contract, type.element) + " item_" + n + "{};");
  read_value(unit, type.element, "items_" + n + ".here()", "item_" + n, depth + 1, code);
  if (map) {
    code.line("if (" + out + ".contains(key_" + n + ")) in.problem(items_" + n +
              ".here(), \"duplicate\", \"one entry a key\");");
    code.line("else " + out + ".insert({std::move(key_" + n + "), std::move(item_" + n + ")});");
  } else {
    code.line(out + ".push_back(std::move(item_" + n + "));");
  }
  code.close();
  if (type.size.least > 0)
    code.line("if (" + out + ".size() < " + std::to_string(type.size.least) + ") in.problem(at_" +
              n + ", \"size\", \"at least " + std::to_string(type.size.least) + "\");");
}

/// The problem of a value that does not keep the rules of its type.
std::string problem(const Unit& unit, model::TypeId id, const std::string& here) {
  const model::Rules& rules = unit.contract.rules[model::index(*unit.type(id).rules)];
  return "in.problem(" + here + ", " + quote(problem_code(rules)) + ", " +
         quote(expected(unit.contract, id)) + ");";
}

/// A value that may be `null`.
void read_optional(const Unit& unit, const Type& type, const std::string& here,
                   const std::string& out, int depth, Code& code) {
  const std::string held = "held_" + std::to_string(depth);
  code.open("if (!in.null())");
  code.line(type_name(unit.contract, type.element) + "& " + held + " = " + out + ".emplace();");
  read_value(unit, type.element, here, held, depth + 1, code);
  code.close();
}

void read_plain(const Unit& unit, model::TypeId id, const std::string& here, const std::string& out,
                int depth, Code& code) {
  const Type& type = unit.type(id);
  if (type.kind == Type::Kind::Optional) return read_optional(unit, type, here, out, depth, code);
  const std::string holds = condition(unit.contract, id, out);
  const auto number = [&](const char* kind) {
    const std::string read = "in." + std::string(kind) + "(" + here + ", " + out + ")";
    if (holds.empty()) return void(code.line(read + ";"));
    code.line("if (" + read + " && " + (type.rules ? "!" + holds : "!(" + holds + ")") + ")");
    code.line("  in.problem(" + here + ", \"range\", " + quote(expected(unit.contract, id)) + ");");
  };
  switch (type.kind) {
    case Type::Kind::Bool: code.line("in.boolean(" + here + ", " + out + ");"); return;
    case Type::Kind::Int: number("integer"); return;
    case Type::Kind::Decimal: number("decimal"); return;
    case Type::Kind::String: {
      const bool open = type.size.most == model::Size::unlimited;
      const std::string read = "read_text(in, " + here + ", " + std::to_string(type.size.least) +
                               ", " + (open ? "SIZE_MAX" : std::to_string(type.size.most)) + ", " +
                               quote(holds.empty() ? "" : expected(unit.contract, id)) + ", " +
                               out + ")";
      if (!type.rules) return void(code.line(read + ";"));
      code.line("if (" + read + " && !" + holds + ")");
      return code.line("  " + problem(unit, id, here)), void();
    }
    case Type::Kind::Enum:
    case Type::Kind::Variant:
    case Type::Kind::Record: code.line("read(in, " + here + ", " + out + ");"); return;
    case Type::Kind::List:
    case Type::Kind::Map: read_elements(unit, type, here, out, depth, code); return;
    default: return;
  }
}

/// What is made of others, or has names, is asked for its rules only where all of it could be read.
void read_value(const Unit& unit, model::TypeId id, const std::string& here, const std::string& out,
                int depth, Code& code) {
  const Type& type = unit.type(id);
  const bool is_whole = type.kind != Type::Kind::Int && type.kind != Type::Kind::Decimal &&
                        type.kind != Type::Kind::String;
  if (!type.rules || !is_whole) return read_plain(unit, id, here, out, depth, code);
  const std::string before = "before_" + std::to_string(depth);
  code.line("const std::size_t " + before + " = in.reported();");
  read_plain(unit, id, here, out, depth, code);
  code.line("if (in.reported() == " + before + " && !" + condition(unit.contract, id, out) + ")");
  code.line("  " + problem(unit, id, here));
}

}  // namespace

std::string read_enum(const Unit& unit, model::EnumId id) {
  const model::Enumeration& e = unit.contract.enumerations[model::index(id)];
  const std::string name = type_identifier(e.name);
  Code code;
  code.line("// " + unit.at(e.span));
  code.open("void read_key(JsonReader& in, const Where& at, std::string_view text, " + name +
            "& out)");
  for (const std::string& m : e.members)
    code.line("if (text == " + quote(m) + ") return void(out = " + name + "::" + identifier(m) +
              ");");
  code.line("in.problem(at, \"enum\", " + quote(join(e.members, ", ")) + ");");
  code.close();
  code.open("[[maybe_unused]] void read(JsonReader& in, const Where& at, " + name + "& out)");
  code.line("std::string_view text;");
  code.line("if (in.string(at, text)) read_key(in, at, text, out);");
  return code.close().block();
}

namespace {

/// Is it in the state, or in a record that is written in place there?
bool in_state(const Unit& unit, const model::Record& record) {
  const model::Record* outer = &record;
  while (outer->owner) outer = &unit.contract.record(*outer->owner);
  return outer->kind == model::Record::Kind::State;
}

/// Must the member be there? A snapshot has all but an optional that is none, and begins as none.
bool is_required(const Unit& unit, const model::Record& record, const model::Field& field) {
  if (field.initial) return in_state(unit, record);
  return unit.type(field.type).kind != Type::Kind::Optional;
}

}  // namespace

std::string read_record(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  const std::string name = record_name(unit.contract, id);
  Code code;
  code.line("// " + unit.at(record.span));
  const bool one_case = record.kind == model::Record::Kind::Case;
  if (record.fields.empty() && !one_case) {
    code.open("void read(JsonReader& in, const Where& at, " + name + "&)");
    code.line(record.open ? "in.open_object(at);" : "in.empty_object(at);");
    return code.close().block();
  }
  code.open("void read(JsonReader& in, const Where& at, " + name + "&" +
            (record.fields.empty() ? "" : " out") + ")");
  std::vector<std::string> keys;
  if (one_case) keys.emplace_back("\"kind\"");
  std::uint64_t required = 0;
  for (const model::Field& field : record.fields) {
    if (is_required(unit, record, field)) required |= std::uint64_t{1} << keys.size();
    keys.push_back(quote(field.wire_name));
  }
  code.line("static constexpr JsonKey keys[] = {" + join(keys, ", ") + "};");
  code.line(std::string("JsonObject object(in, at, keys") +
            (record.open ? ", writ::Unknown::Dropped);" : ");"));
  code.open("while (object.next())");
  code.open("switch (object.field())");
  if (one_case) code.line("case 0: in.skip(); break;  // known already");
  std::size_t number = one_case ? 1 : 0;
  for (const model::Field& field : record.fields) {
    code.open("case " + std::to_string(number++) + ":");
    if (field.initial && unit.type(field.type).kind == Type::Kind::Optional)
      code.line("out." + member(field.name) + ".reset();");
    read_value(unit, field.type, "object.here()", "out." + member(field.name), 1, code);
    code.line("break;");
    code.close();
  }
  code.close();
  code.close();
  code.line("object.finish(" + mask(required) + ");");
  return code.close().block();
}

// --- out -----------------------------------------------------------------------------------------

namespace {

/// Statements that append the value to the text expression `to`.
void write_value(const Unit& unit, model::TypeId id, const std::string& to,
                 const std::string& value, int depth, Code& code) {
  const Type& type = unit.type(id);
  const std::string n = std::to_string(depth);
  switch (type.kind) {
    case Type::Kind::Bool:
    case Type::Kind::Int:
    case Type::Kind::Decimal: code.line("writ::append_json(" + to + ", " + value + ");"); return;
    case Type::Kind::String:
      code.line("writ::append_json(" + to + ", std::string_view(" + value + "));");
      return;
    case Type::Kind::Enum: code.line("writ::append_json(" + to + ", name(" + value + "));"); return;
    case Type::Kind::Variant:
    case Type::Kind::Record: code.line("write(" + to + ", " + value + ");"); return;
    case Type::Kind::Optional:
      code.open("if (" + value + ")");
      write_value(unit, type.element, to, "*" + value, depth, code);
      code.close();
      code.line("else " + to + " += \"null\";");
      return;
    case Type::Kind::List: {
      code.line("std::string& text_" + n + " = " + to + ";");
      code.line("text_" + n + " += '[';");
      code.open("for (const auto& item_" + n + " : " + value + ")");
      code.line("if (text_" + n + ".back() != '[') text_" + n + " += ',';");
      write_value(unit, type.element, "text_" + n, "item_" + n, depth + 1, code);
      code.close();
      code.line("text_" + n + " += ']';");
      return;
    }
    default: break;
  }
  code.line("JsonMembers entries_" + n + "(" + to + ");");
  code.open("for (const auto& item_" + n + " : " + value + ")");
  const bool named = unit.type(type.key).kind == Type::Kind::Enum;
  const std::string key = "item_" + n + ".key";
  write_value(unit, type.element, "entries_" + n + "[" + (named ? "name(" + key + ")" : key) + "]",
              "item_" + n + ".value", depth + 1, code);
  code.close();
}

bool needs_scope(const Type& type) {
  return type.kind == Type::Kind::List || type.kind == Type::Kind::Map;
}

}  // namespace

std::string write_record(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  Code code;
  code.open("[[maybe_unused]] void write(std::string& out, const " +
            record_name(unit.contract, id) + "&" + (record.fields.empty() ? "" : " value") + ")");
  const bool one_case = record.kind == model::Record::Kind::Case;
  code.line((record.fields.empty() && !one_case ? "const " : "") +
            std::string("JsonMembers members(out);"));
  if (one_case)
    code.line("writ::append_json(members[\"kind\"], std::string_view(" + quote(record.name) +
              "));");
  for (const model::Field& field : record.fields) {
    const Type& type = unit.type(field.type);
    const std::string value = "value." + member(field.name);
    const std::string to = "members[" + quote(field.wire_name) + "]";
    // What is none is left out, but where it would begin as something else.
    const bool left_out = type.kind == Type::Kind::Optional && !field.initial;
    const bool scope = needs_scope(type) || left_out;
    if (scope) code.open(left_out ? "if (" + value + ")" : "");
    write_value(unit, left_out ? type.element : field.type, to, left_out ? "*" + value : value, 1,
                code);
    if (scope) code.close();
  }
  return code.close().block();
}

std::string write_reply(const Unit& unit, model::TypeId type) {
  Code code;
  write_value(unit, type, "out", "reply", 1, code);
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
                  "members[" + quote(field.wire_name) + "]", "*" + value, 1, code);
    }
    code.close();
  }
  return code.close().block();
}

}  // namespace writ::emit
