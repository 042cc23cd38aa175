// Reading a value by path, and hashing it.
#include <algorithm>

#include "compiler/emit/code.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Contract;
using model::RecordId;
using model::Type;

// --- what is inside of what ----------------------------------------------------------------------

namespace {

void collect(const Contract& contract, RecordId id, std::vector<RecordId>& records,
             std::vector<model::EnumId>& enums);

void collect_type(const Contract& contract, model::TypeId id, std::vector<RecordId>& records,
                  std::vector<model::EnumId>& enums) {
  const Type& type = contract.type(id);
  if (type.kind == Type::Kind::Record) collect(contract, type.record, records, enums);
  if (type.kind == Type::Kind::Variant)
    for (const model::Variant::Case& one : contract.variant(type.variant).cases)
      collect(contract, one.record, records, enums);
  if (type.kind == Type::Kind::Optional) collect_type(contract, type.element, records, enums);
  if (type.kind == Type::Kind::Enum &&
      std::find(enums.begin(), enums.end(), type.enumeration) == enums.end())
    enums.push_back(type.enumeration);
  if (type.kind == Type::Kind::List || type.kind == Type::Kind::Map)
    collect_type(contract, type.element, records, enums);
  if (type.kind == Type::Kind::Map) collect_type(contract, type.key, records, enums);
}

void collect(const Contract& contract, RecordId id, std::vector<RecordId>& records,
             std::vector<model::EnumId>& enums) {
  if (std::find(records.begin(), records.end(), id) != records.end()) return;
  for (const model::Field& field : contract.record(id).fields)
    collect_type(contract, field.type, records, enums);
  records.push_back(id);
}

}  // namespace

std::vector<RecordId> records_in(const Contract& contract, const std::vector<RecordId>& roots) {
  std::vector<RecordId> records;
  std::vector<model::EnumId> enums;
  for (const RecordId root : roots) collect(contract, root, records, enums);
  return records;
}

void add_records(const Contract& contract, model::TypeId type, std::vector<RecordId>& records) {
  std::vector<model::EnumId> enums;
  collect_type(contract, type, records, enums);
}

std::vector<model::EnumId> enums_in(const Contract& contract, const std::vector<RecordId>& roots) {
  std::vector<RecordId> records;
  std::vector<model::EnumId> enums;
  for (const RecordId root : roots) collect(contract, root, records, enums);
  return enums;
}

// --- views ---------------------------------------------------------------------------------------

namespace {

/// `return …` of what the rest of the path reads in `value`.
void view_value(const Unit& unit, model::TypeId id, const std::string& value, int depth,
                Code& code) {
  const Type& type = unit.type(id);
  const std::string inner = "inner_" + std::to_string(depth);
  switch (type.kind) {
    case Type::Kind::String:
      code.line("return leaf(std::string_view(" + value + "), path);");
      return;
    case Type::Kind::Enum: code.line("return leaf(name(" + value + "), path);"); return;
    case Type::Kind::Variant:
    case Type::Kind::Record: code.line("return view(" + value + ", path);"); return;
    case Type::Kind::Optional:
      code.line("if (!" + value + ") return path.done() ? View(writ::Value{}) : View();");
      return view_value(unit, type.element, "*" + value, depth, code);
    case Type::Kind::Bool:
    case Type::Kind::Int:
    case Type::Kind::Decimal: code.line("return leaf(" + value + ", path);"); return;
    case Type::Kind::List:
      code.line("if (path.done()) return writ::Value::group(" + to_member(value) + "size());");
      code.line("const auto " + inner + " = path.next_index();");
      code.line("if (!" + inner + " || *" + inner + " >= " + to_member(value) +
                "size()) return std::nullopt;");
      view_value(unit, type.element,
                 (value.starts_with('*') ? "(" + value + ")" : value) + "[*" + inner + "]",
                 depth + 1, code);
      return;
    default: break;
  }
  code.line("if (path.done()) return writ::Value::group(" + to_member(value) + "size());");
  if (unit.type(type.key).kind == Type::Kind::Enum) {
    const std::string key = type_name(unit.contract, type.key);
    code.line("const auto* " + inner + " = find_named(" + value + ", path.next());");
    (void)key;
  } else {
    code.line("const auto* " + inner + " = " + to_member(value) + "find(path.next());");
  }
  code.line("if (!" + inner + ") return std::nullopt;");
  view_value(unit, type.element, "*" + inner, depth + 1, code);
}

/// `const Line& value`, or no name when there is nothing to read.
std::string parameter(const Unit& unit, RecordId id) {
  return "const " + record_name(unit.contract, id) + "&" +
         (unit.contract.record(id).fields.empty() ? "" : " value");
}

}  // namespace

std::string view_function(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  Code code;
  code.open("View view(" + parameter(unit, id) + ", writ::Path path)");
  const bool one_case = record.kind == model::Record::Kind::Case;
  code.line("if (path.done()) return writ::Value::group(" +
            std::to_string(record.fields.size() + (one_case ? 1 : 0)) + ");");
  bool renamed = false;
  for (const model::Field& field : record.fields) renamed |= field.wire_name != field.name;
  if (renamed) code.line("const bool outside = path.is_pointer();");
  if (one_case || !record.fields.empty()) code.line("const std::string_view step = path.next();");
  if (one_case)
    code.line("if (step == \"kind\") return leaf(std::string_view(" + quote(record.name) +
              "), path);");
  for (const model::Field& field : record.fields) {
    const std::string key = field.wire_name == field.name
                                ? quote(field.name)
                                : "(outside ? std::string_view(" + quote(field.wire_name) +
                                      ") : std::string_view(" + quote(field.name) + "))";
    code.open("if (step == " + key + ")");
    view_value(unit, field.type, "value." + member(field.name), 1, code);
    code.close();
  }
  return code.line("return std::nullopt;").close().block();
}

// --- hashes --------------------------------------------------------------------------------------

namespace {

void hash_value(const Unit& unit, model::TypeId id, const std::string& value, int depth,
                Code& code) {
  const Type& type = unit.type(id);
  const std::string inner = "inner_" + std::to_string(depth);
  switch (type.kind) {
    case Type::Kind::Bool:
    case Type::Kind::Int: code.line("hash.add(" + value + ");"); return;
    case Type::Kind::Decimal: code.line("hash.add(" + to_member(value) + "units);"); return;
    case Type::Kind::String: code.line("hash.add(std::string_view(" + value + "));"); return;
    case Type::Kind::Enum:
      code.line("hash.add(static_cast<std::uint64_t>(" + value + "));");
      return;
    case Type::Kind::Variant:
    case Type::Kind::Record: code.line("add(hash, " + value + ");"); return;
    case Type::Kind::Optional:
      code.line("hash.add(" + value + ".has_value());");
      code.open("if (" + value + ")");
      hash_value(unit, type.element, "*" + value, depth, code);
      code.close();
      return;
    case Type::Kind::List:
      code.line("hash.add(std::uint64_t{" + to_member(value) + "size()});");
      code.open("for (const auto& " + inner + " : " + value + ")");
      hash_value(unit, type.element, inner, depth + 1, code);
      code.close();
      return;
    case Type::Kind::Map:
      code.line("hash.add(std::uint64_t{" + to_member(value) + "size()});");
      code.open("for (const auto& " + inner + " : " + value + ")");
      hash_value(unit, type.key, inner + ".key", depth + 1, code);
      hash_value(unit, type.element, inner + ".value", depth + 1, code);
      code.close();
      return;
    default: return;
  }
}

}  // namespace

std::string hash_function(const Unit& unit, RecordId id) {
  const model::Record& record = unit.contract.record(id);
  Code code;
  code.open("void add(writ::Hash&" + std::string(record.fields.empty() ? "" : " hash") + ", " +
            parameter(unit, id) + ")");
  for (const model::Field& field : record.fields)
    hash_value(unit, field.type, "value." + member(field.name), 1, code);
  return code.close().block();
}

}  // namespace writ::emit
