// JSON in: one function a record, its members in the order of the contract.
#include <cstdint>
#include <cstdio>

#include "compiler/emit/code.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/emit/value_rules.h"

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

/// The key of an entry of an object, into `key_1`.
void read_object_key(const Unit& unit, const Type& map, const std::string& n, Code& code) {
  const Type& key = unit.type(map.key);
  const std::string name = "key_" + n;
  const std::string text = "items_" + n + ".key()";
  code.line(type_name(unit.contract, map.key) + " " + name + "{};");
  std::string wrong;
  if (key.kind == Type::Kind::String) {
    code.line(name + " = " + text + ";");
  } else {
    wrong = "!" + std::string(key.kind == Type::Kind::Uuid ? "writ::parse(" : "parse_name(") +
            text + ", " + name + ")";
  }
  if (const std::string holds = condition(unit.contract, map.key, name); !holds.empty())
    wrong += (wrong.empty() ? "!" : " || !") + holds;
  if (!wrong.empty())
    code.when(wrong, "in.bad_key(items_" + n + ".here(), " + value_rule(unit, map.key) + ");");
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
void read_elements(const Unit& unit, model::TypeId id, const std::string& here,
                   const std::string& out, int depth, Code& code) {
  const Type& type = unit.type(id);
  const std::string n = std::to_string(depth);
  const bool map = type.kind == Type::Kind::Map;
  const bool object = map && is_text_like(unit.type(type.key));
  code.line("const Where at_" + n + " = " + here + ";");
  const bool sized = type.size != model::Size{};
  code.line(reader_of(unit, type) + " items_" + n + "(in, at_" + n + ", " + most_elements(type) +
            (sized ? ", &" + size_rule(unit, id) : "") + ");");
  // A list has no `bool` to read into: `std::vector<bool>` is something else.
  const bool list = type.kind == Type::Kind::List;
  const bool in_place = list && unit.type(type.element).kind != Type::Kind::Bool;
  code.open("while (items_" + n + ".next())");
  if (map && !object) {
    read_pair(unit, type, n, depth, code);
  } else {
    if (object) read_object_key(unit, type, n, code);
    const std::string element = type_name(unit.contract, type.element);
    code.line(element + (in_place ? "& item_" + n + " = items_" + n + ".add_to(" + out + ");"
                                  : " item_" + n + "{};"));
    read_value(unit, type.element, "items_" + n + ".here()", "item_" + n, depth + 1, code);
  }
  if (object) {
    code.line("items_" + n + ".add(std::move(key_" + n + "), std::move(item_" + n + "));");
  } else if (type.kind == Type::Kind::Set) {
    code.line("items_" + n + ".add(std::move(item_" + n + "));");
  } else if (list && !in_place) {
    code.line(out + ".push_back(item_" + n + ");");
  }
  code.close();
  if (type.size.least > 0)
    code.when("!items_" + n + ".has(" + std::to_string(type.size.least) + ")",
              "in.problem(at_" + n + ", " + size_rule(unit, id) + ");");
  if (map || type.kind == Type::Kind::Set) code.line("items_" + n + ".finish(" + out + ");");
}

/// The problem of a value that does not keep the rules of its type.
std::string problem(const Unit& unit, model::TypeId id, const std::string& here) {
  return "in.problem(" + here + ", " + value_rule(unit, id) + ");";
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
    code.when(read + " && " + (type.rules ? "!" + holds : "!(" + holds + ")"),
              problem(unit, id, here));
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
    case Type::Kind::Bytes: number("bytes"); return;
    case Type::Kind::String: {
      const bool sized = type.size != model::Size{};
      const std::string read = "in.text(" + here + ", " +
                               (sized ? std::to_string(type.size.least) + ", " +
                                            most_elements(type) + ", " + size_rule(unit, id) + ", "
                                      : "") +
                               out + ")";
      if (!type.rules) return void(code.line(read + ";"));
      code.when(read + " && !" + holds, problem(unit, id, here));
      return;
    }
    case Type::Kind::Enum:
    case Type::Kind::Variant:
    case Type::Kind::Record: code.line("read(in, " + here + ", " + out + ");"); return;
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map: read_elements(unit, id, here, out, depth, code); return;
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
      type.kind == Type::Kind::Uuid || type.kind == Type::Kind::String ||
      type.kind == Type::Kind::Bytes;
  if (!type.rules || is_read_with_rules) return read_plain(unit, id, here, out, depth, code);
  const std::string before = "before_" + std::to_string(depth);
  code.line("const std::size_t " + before + " = in.problems();");
  read_plain(unit, id, here, out, depth, code);
  code.when("in.problems() == " + before + " && !" + condition(unit.contract, id, out),
            problem(unit, id, here));
}

}  // namespace

std::string read_value(const Unit& unit, model::TypeId type) {
  Code code;
  read_value(unit, type, "at", "out", 1, code);
  return code.block();
}

std::string read_enum(const Unit& unit, model::EnumId id) {
  const model::Enumeration& e = unit.contract.enumerations[model::index(id)];
  const std::string name = type_identifier(e.name);
  Code code;
  code.line("// " + unit.at(e.span));
  code.open("bool parse_name(std::string_view text, " + name + "& out)");
  for (const std::string& m : e.members)
    code.line("if (text == " + quote(m) + ") return out = " + name + "::" + identifier(m) +
              ", true;");
  code.line("return false;");
  code.close();
  code.open("[[maybe_unused]] void read(JsonReader& in, const Where& at, " + name + "& out)");
  code.line("std::string_view text;");
  code.when("in.string(at, text) && !parse_name(text, out)",
            "in.problem(at, " + enum_rule(unit, id) + ");");
  return code.close().block();
}

namespace {

/// Must the member be there? A snapshot has all but an optional that is none, and begins as none.
bool is_required(const Unit& unit, const model::Record& record, const model::Field& field) {
  if (field.initial) return in_state(unit.contract, record);
  return unit.type(field.type).kind != Type::Kind::Optional;
}

/// The keys of an object, in braces, and its lines up to where a member is read.
void begin_object(const Unit& unit, const model::Record& record, std::vector<std::string> keys,
                  Code& code) {
  for (const model::Field& field : stored_fields(record))
    keys.push_back("{" + quote(field.wire_name) + ", " + quote(unit.at(field.span)) +
                   (field.secret ? ", true}" : "}"));
  code.line("static constexpr JsonKey keys[] = {" + join(keys, ", ") + "};");
  code.line(std::string("JsonObject object(in, at, keys") +
            (record.open ? ", writ::Unknown::Dropped);" : ");"));
  code.open("while (object.next(in))");
  code.open("switch (object.field())");
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
  const std::vector<model::Field> fields = stored_fields(record);
  if (fields.empty() && !one_case) {
    code.open("void read(JsonReader& in, const Where& at, " + name + "&)");
    code.line(record.open ? "in.open_object(at);" : "in.empty_object(at);");
    return code.close().block();
  }
  // Inlined into one another they would be one function, too large for the registers.
  code.open("[[gnu::noinline]] void read(JsonReader& in, const Where& at, " + name + "&" +
            (fields.empty() ? "" : " out") + ")");
  begin_object(unit, record,
               one_case ? std::vector<std::string>{"\"kind\""} : std::vector<std::string>{}, code);
  if (one_case) code.line("case 0: in.skip(); break;  // known already");
  std::size_t number = one_case ? 1 : 0;
  std::uint64_t required = 0;
  for (const model::Field& field : fields) {
    if (is_required(unit, record, field)) required |= std::uint64_t{1} << number;
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

std::string read_patch(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  const std::string name = record_name(unit.contract, id) + "::Patch";
  Code code;
  code.line("// " + unit.at(record.span));
  code.open("void read(JsonReader& in, const Where& at, " + name + "&" +
            (record.fields.empty() ? ")" : " out)"));
  if (record.fields.empty()) {
    code.line(record.open ? "in.open_object(at);" : "in.empty_object(at);");
    return code.close().block();
  }
  begin_object(unit, record, {}, code);
  std::size_t number = 0;
  for (const model::Field& field : record.fields) {
    const Type& type = unit.type(field.type);
    const std::string out = "out." + member(field.name);
    code.open("case " + std::to_string(number++) + ":");
    if (type.kind == Type::Kind::Record) {
      code.line("read(in, object.here(), " + out + ");");
    } else if (type.kind == Type::Kind::Optional) {
      read_value(unit, field.type, "object.here()", out, 1, code);
    } else {
      code.line(type_name(unit.contract, field.type) + "& held = " + out + ".emplace();");
      read_value(unit, field.type, "object.here()", "held", 1, code);
    }
    code.line("break;");
    code.close();
  }
  code.close();
  return code.close().close().block();
}

}  // namespace writ::emit
