// JSON in and out: one function a record, its members in the order of the contract.
#include <algorithm>
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

/// What is ephemeral is not stored.
std::vector<model::Field> stored(const model::Record& record) {
  std::vector<model::Field> fields;
  for (const model::Field& field : record.fields)
    if (!field.ephemeral) fields.push_back(field);
  return fields;
}

void read_value(const Unit& unit, model::TypeId id, const std::string& here, const std::string& out,
                int depth, Code& code);

/// The key of an entry of an object, into `key_1`.
void read_object_key(const Unit& unit, const Type& map, const std::string& n, Code& code) {
  const Type& key = unit.type(map.key);
  code.line(type_name(unit.contract, map.key) + " key_" + n + "{};");
  const std::string holds = condition(unit.contract, map.key, "key_" + n);
  const bool text = key.kind == Type::Kind::String;
  const std::string before = "key_before_" + n;
  if (!text && !holds.empty()) code.line("const std::size_t " + before + " = in.problems();");
  code.line(text ? "key_" + n + " = items_" + n + ".key();"
                 : "read_key(in, items_" + n + ".here(), items_" + n + ".key(), key_" + n + ");");
  if (holds.empty()) return;
  // of a key that could not be read one problem is enough
  code.line("if (" + (text ? "" : "in.problems() == " + before + " && ") + "!" + holds +
            ") in.problem(items_" + n + ".here(), \"key\", " +
            quote(expected(unit.contract, map.key)) + ");");
}

/// `[key, value]`
void read_pair(const Unit& unit, const Type& map, const std::string& n, int depth, Code& code) {
  const std::string here = "items_" + n + ".here()";
  code.line(type_name(unit.contract, map.key) + " key_" + n + "{};");
  code.line(type_name(unit.contract, map.element) + " item_" + n + "{};");
  code.open("if (items_" + n + ".key())");
  read_value(unit, map.key, here, "key_" + n, depth + 1, code);
  code.close();
  code.open("if (items_" + n + ".value())");
  read_value(unit, map.element, here, "item_" + n, depth + 1, code);
  code.close();
  code.line("items_" + n + ".add(key_" + n + ", std::move(item_" + n + "));");
}

/// How the elements are read one by one: `JsonArray`, `JsonPairs<std::int64_t, Line>`.
std::string reader_of(const Unit& unit, const Type& type) {
  switch (type.kind) {
    case Type::Kind::Set: return "JsonSet<" + type_name(unit.contract, type.element) + ">";
    case Type::Kind::Map:
      return (is_text_like(unit.type(type.key)) ? "JsonMap<" : "JsonPairs<") +
             type_name(unit.contract, type.key) + ", " + type_name(unit.contract, type.element) +
             ">";
    default: return "JsonArray";
  }
}

/// The elements of a list, a set or a map, one by one, into a local and from there into the
/// collection.
void read_elements(const Unit& unit, const Type& type, const std::string& here,
                   const std::string& out, int depth, Code& code) {
  const std::string n = std::to_string(depth);
  const bool map = type.kind == Type::Kind::Map;
  const bool object = map && is_text_like(unit.type(type.key));
  code.line("const Where at_" + n + " = " + here + ";");
  code.line(reader_of(unit, type) + " items_" + n + "(in, at_" + n + ", " + most_elements(type) +
            ");");
  code.open("while (items_" + n + ".next())");
  if (map && !object) {
    read_pair(unit, type, n, depth, code);
  } else {
    if (object) read_object_key(unit, type, n, code);
    code.line(type_name(unit.contract, type.element) + " item_" + n + "{};");
    read_value(unit, type.element, "items_" + n + ".here()", "item_" + n, depth + 1, code);
  }
  if (object) {
    code.line("items_" + n + ".add(std::move(key_" + n + "), std::move(item_" + n + "));");
  } else if (type.kind == Type::Kind::Set) {
    code.line("items_" + n + ".add(std::move(item_" + n + "));");
  } else if (!map) {
    code.line(out + ".push_back(std::move(item_" + n + "));");
  }
  code.close();
  const bool collected = map || type.kind == Type::Kind::Set;
  const std::string all = collected ? "items_" + n : out;
  if (type.size.least > 0)
    code.line("if (" + all + ".size() < " + std::to_string(type.size.least) + ") in.problem(at_" +
              n + ", \"size\", \"at least " + std::to_string(type.size.least) + "\");");
  if (collected) code.line("items_" + n + ".finish(" + out + ");");
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
    case Type::Kind::Float: number("real"); return;
    case Type::Kind::Instant: number("instant"); return;
    case Type::Kind::Duration: number("duration"); return;
    case Type::Kind::Date: number("date"); return;
    case Type::Kind::Uuid: number("uuid"); return;
    case Type::Kind::Bytes:
      code.line("in.bytes(" + here + ", " + std::to_string(type.size.least) + ", " +
                most_elements(type) + ", " +
                quote(holds.empty() ? "" : expected(unit.contract, id)) + ", " + out + ");");
      return;
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
    case Type::Kind::Set:
    case Type::Kind::Map: read_elements(unit, type, here, out, depth, code); return;
    default: return;
  }
}

/// What is made of others, or has names, is asked for its rules only where all of it could be read.
void read_value(const Unit& unit, model::TypeId id, const std::string& here, const std::string& out,
                int depth, Code& code) {
  const Type& type = unit.type(id);
  const bool is_read_with_rules =
      type.kind == Type::Kind::Int || type.kind == Type::Kind::Decimal ||
      type.kind == Type::Kind::Float || type.kind == Type::Kind::Instant ||
      type.kind == Type::Kind::Duration || type.kind == Type::Kind::Date ||
      type.kind == Type::Kind::Uuid || type.kind == Type::Kind::String;
  if (!type.rules || is_read_with_rules) return read_plain(unit, id, here, out, depth, code);
  const std::string before = "before_" + std::to_string(depth);
  code.line("const std::size_t " + before + " = in.problems();");
  read_plain(unit, id, here, out, depth, code);
  code.line("if (in.problems() == " + before + " && !" + condition(unit.contract, id, out) + ")");
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

/// Must the member be there? A snapshot has all but an optional that is none, and begins as none.
bool is_required(const Unit& unit, const model::Record& record, const model::Field& field) {
  if (field.initial) return in_state(unit.contract, record);
  return unit.type(field.type).kind != Type::Kind::Optional;
}

/// Does reading it leave something of what a default has put there?
bool is_filled(const Type& type) {
  return type.kind == Type::Kind::Record || type.kind == Type::Kind::List ||
         type.kind == Type::Kind::Set || type.kind == Type::Kind::Map;
}

}  // namespace

std::string read_record(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  const std::string name = record_name(unit.contract, id);
  Code code;
  code.line("// " + unit.at(record.span));
  const bool one_case = record.kind == model::Record::Kind::Case;
  const std::vector<model::Field> fields = stored(record);
  if (fields.empty() && !one_case) {
    code.open("void read(JsonReader& in, const Where& at, " + name + "&)");
    code.line(record.open ? "in.open_object(at);" : "in.empty_object(at);");
    return code.close().block();
  }
  code.open("void read(JsonReader& in, const Where& at, " + name + "&" +
            (fields.empty() ? "" : " out") + ")");
  std::vector<std::string> keys;
  if (one_case) keys.emplace_back("\"kind\"");
  std::uint64_t required = 0;
  for (const model::Field& field : fields) {
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
  for (const model::Field& field : fields) {
    code.open("case " + std::to_string(number++) + ":");
    if (field.initial && unit.type(field.type).kind == Type::Kind::Optional)
      code.line("out." + member(field.name) + ".reset();");
    else if (field.initial && is_filled(unit.type(field.type)))
      code.line("out." + member(field.name) + " = " + type_name(unit.contract, field.type) + "{};");
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
  const std::vector<model::Field> fields = stored(record);
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

std::string write_reply(const Unit& unit, model::TypeId type) {
  Code code;
  write_value(unit, type, "out", "reply", 1, Writer::Stores, code);
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
