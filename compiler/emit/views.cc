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

/// Goes through types, but not into the fields that are left out.
class Collector {
 public:
  Collector(const Contract& contract, std::vector<RecordId>& into, LeftOut left_out = nullptr)
      : contract_(contract), records_(into), left_out_(left_out) {}

  void type(model::TypeId id) {
    const Type& type = contract_.type(id);
    if (type.kind == Type::Kind::Record) record(type.record);
    if (type.kind == Type::Kind::Variant)
      for (const model::Variant::Case& one : contract_.variant(type.variant).cases)
        record(one.record);
    if (type.kind == Type::Kind::Optional) this->type(type.element);
    if (type.kind == Type::Kind::Enum &&
        std::find(enums_.begin(), enums_.end(), type.enumeration) == enums_.end())
      enums_.push_back(type.enumeration);
    if (type.kind == Type::Kind::List || type.kind == Type::Kind::Set ||
        type.kind == Type::Kind::Map)
      this->type(type.element);
    if (type.kind == Type::Kind::Map) this->type(type.key);
  }

  void record(RecordId id) {
    if (std::find(records_.begin(), records_.end(), id) != records_.end()) return;
    for (const model::Field& field : contract_.record(id).fields)
      if (!left_out_ || !left_out_(field)) type(field.type);
    records_.push_back(id);
  }

  [[nodiscard]] std::vector<model::EnumId> enums() && { return std::move(enums_); }

 private:
  const Contract& contract_;
  std::vector<RecordId>& records_;
  LeftOut left_out_;
  std::vector<model::EnumId> enums_;
};

}  // namespace

bool is_not_shown(const model::Field& field) { return field.secret; }
bool is_not_hashed(const model::Field& field) { return field.secret || field.ephemeral; }
bool is_not_stored(const model::Field& field) { return field.ephemeral; }

std::vector<RecordId> records_in(const Contract& contract, const std::vector<RecordId>& roots,
                                 LeftOut left_out) {
  std::vector<RecordId> records;
  Collector collector(contract, records, left_out);
  for (const RecordId root : roots) collector.record(root);
  return records;
}

void add_records(const Contract& contract, model::TypeId type, std::vector<RecordId>& records) {
  Collector(contract, records).type(type);
}

std::vector<model::EnumId> enums_in(const Contract& contract, const std::vector<RecordId>& roots,
                                    const std::vector<model::TypeId>& types) {
  std::vector<RecordId> records;
  Collector collector(contract, records, is_not_stored);
  for (const RecordId root : roots) collector.record(root);
  for (const model::TypeId type : types) collector.type(type);
  return std::move(collector).enums();
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
    case Type::Kind::Decimal:
    case Type::Kind::Float:
    case Type::Kind::Bytes:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date:
    case Type::Kind::Uuid: code.line("return leaf(" + value + ", path);"); return;
    case Type::Kind::List:
    case Type::Kind::Set:
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
  switch (unit.type(type.key).kind) {
    case Type::Kind::Enum:
      code.line("const auto* " + inner + " = find_named(" + value + ", path.next());");
      break;
    case Type::Kind::String:
      code.line("const auto* " + inner + " = " + to_member(value) + "find(path.next());");
      break;
    default: code.line("const auto* " + inner + " = find_parsed(" + value + ", path.next());");
  }
  code.line("if (!" + inner + ") return std::nullopt;");
  view_value(unit, type.element, "*" + inner, depth + 1, code);
}

/// `const Line& value`, or no name when there is nothing to read.
std::string parameter(const Unit& unit, RecordId id) {
  const std::vector<model::Field>& fields = unit.contract.record(id).fields;
  const bool read =
      std::any_of(fields.begin(), fields.end(), [](const auto& f) { return !f.secret; });
  return "const " + record_name(unit.contract, id) + "&" + (read ? " value" : "");
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
    if (field.secret) {
      code.line("return writ::Value::of(writ::hidden);");
    } else {
      view_value(unit, field.type, "value." + member(field.name), 1, code);
    }
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
    case Type::Kind::Float:
    case Type::Kind::Bytes:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date:
    case Type::Kind::Uuid:
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
    case Type::Kind::Set:
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
  Code body;
  for (const model::Field& field : record.fields) {
    // What is not compared makes no difference, and a hash shows no secret.
    if (!is_not_hashed(field)) hash_value(unit, field.type, "value." + member(field.name), 1, body);
  }
  const bool none = body.empty();
  Code code;
  code.open("void add(writ::Hash&" + std::string(none ? "" : " hash") + ", const " +
            record_name(unit.contract, id) + "&" + (none ? "" : " value") + ")");
  if (!none) code.line(body.block());
  return code.close().block();
}

}  // namespace writ::emit
