#include "compiler/emit/types.h"

#include <algorithm>

#include "compiler/emit/names.h"
#include "compiler/emit/refined.h"
#include "compiler/emit/reserved.h"
#include "compiler/emit/variants.h"
#include "compiler/source/literals.h"

namespace writ::emit {

using model::Contract;
using model::Type;
using model::TypeId;

namespace {

std::string units(const Type& type, std::int64_t value) {
  switch (type.kind) {
    case Type::Kind::Int: return number(value);
    case Type::Kind::Float: return source::float_words(value);
    case Type::Kind::Instant: return "writ::Instant{" + number(value) + "}";
    case Type::Kind::Duration: return "writ::Duration{" + number(value) + "}";
    case Type::Kind::Date: return "writ::Date{" + number(value) + "}";
    default: break;
  }
  return "writ::Decimal<" + std::to_string(type.scale) + ">{" + number(value) + "}";
}

std::string bounds_condition(const Type& type, const std::string& value) {
  std::string out;
  if (const auto least = model::least_end(type))
    out = value + (least->open ? " > " : " >= ") + units(type, least->value);
  if (const auto most = model::most_end(type))
    out += (out.empty() ? "" : " && ") + value + (most->open ? " < " : " <= ") +
           units(type, most->value);
  return out;
}

std::string size_condition(const Type& type, const std::string& value) {
  const auto [least, most] = type.size;
  if (least == 0 && most == model::Size::unlimited) return "";
  const std::string upper = most == model::Size::unlimited ? "SIZE_MAX" : std::to_string(most);
  if (type.kind == Type::Kind::String)
    return "writ::length_in(" + value + ", " + std::to_string(least) + ", " + upper + ")";
  std::string out;
  const std::string size = to_member(value) + "size()";
  if (least > 0) out = size + " >= " + std::to_string(least);
  if (most != model::Size::unlimited) out += (out.empty() ? "" : " && ") + size + " <= " + upper;
  return out;
}

}  // namespace

std::string inner_record_name(const Contract& contract, const model::Record& record) {
  std::string name = member(record.name);
  for (const model::Field& field : contract.record(*record.owner).fields)
    if (member(field.name) == name) return name + '_';  // a field in capitals
  return name;
}

bool in_state(const Contract& contract, const model::Record& record) {
  const model::Record* outer = &record;
  while (outer->owner) outer = &contract.record(*outer->owner);
  return outer->kind == model::Record::Kind::State;
}

std::string record_name(const Contract& contract, model::RecordId id) {
  const model::Record& record = contract.record(id);
  switch (record.kind) {
    case model::Record::Kind::State: return "State";
    case model::Record::Kind::Inline:
      return record_name(contract, *record.owner) + "::" + inner_record_name(contract, record);
    case model::Record::Kind::Case: {
      std::string name =
          variant_namespace(contract, record.variant) + "::" + case_name(contract, record);
      if (record.module == model::ModuleId{}) return name;
      return namespace_name(contract.modules[model::index(record.module)].name) + "::" + name;
    }
    case model::Record::Kind::Event:
    case model::Record::Kind::Named:
    case model::Record::Kind::Payload: return type_identifier(record.name);
  }
  return {};
}

std::string value_name(const Contract& contract, model::ModuleId module, std::string_view name) {
  // The contract sees the types of all modules.
  const auto hides = [&](const auto& declared) {
    return declared.name == name && (module == model::ModuleId{} || declared.module == module);
  };
  const auto is_shown = [&](const model::Record& record) {
    return record.kind != model::Record::Kind::Inline && record.kind != model::Record::Kind::Case &&
           hides(record);
  };
  const auto is_phase = [&](const auto& phases) { return phases.name == name; };
  const bool taken =
      is_generated_type(name) ||
      std::any_of(contract.records.begin(), contract.records.end(), is_shown) ||
      std::any_of(contract.variants.begin(), contract.variants.end(), hides) ||
      std::any_of(contract.enumerations.begin(), contract.enumerations.end(), hides) ||
      std::any_of(contract.composites.begin(), contract.composites.end(), is_phase) ||
      (contract.is_grouped() &&
       std::any_of(contract.groups.begin(), contract.groups.end(), is_phase));
  return taken ? std::string(name) + "_" : identifier(name);
}

std::string guard_name(const model::Guard& guard) {
  return guard.name == "Intent" ? "Intent_" : identifier(guard.name);  // the variant of all intents
}

std::string to_member(const std::string& value) {
  if (value.starts_with("**")) return "(" + value.substr(1) + ")->";
  return value.starts_with('*') ? value.substr(1) + "->" : value + ".";
}

std::string type_name(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Type::Kind::Bool: return "bool";
    case Type::Kind::Int: return "std::int64_t";
    case Type::Kind::Decimal: return "writ::Decimal<" + std::to_string(type.scale) + ">";
    case Type::Kind::Float: return "double";
    case Type::Kind::String: return "types::Text";
    case Type::Kind::Bytes: return "types::Bytes";
    case Type::Kind::Instant: return "writ::Instant";
    case Type::Kind::Duration: return "writ::Duration";
    case Type::Kind::Date: return "writ::Date";
    case Type::Kind::Uuid: return "writ::Uuid";
    case Type::Kind::Variant: return type_identifier(contract.variant(type.variant).name);
    case Type::Kind::Optional: return "std::optional<" + type_name(contract, type.element) + ">";
    case Type::Kind::Set: return "types::Set<" + type_name(contract, type.element) + ">";
    case Type::Kind::Enum:
      return type_identifier(contract.enumerations[model::index(type.enumeration)].name);
    case Type::Kind::Record: return record_name(contract, type.record);
    case Type::Kind::List: return "types::List<" + type_name(contract, type.element) + ">";
    case Type::Kind::Map:
      return "types::Map<" + type_name(contract, type.key) + ", " +
             type_name(contract, type.element) + ">";
  }
  return {};
}

std::string parameter_type(const Contract& contract, TypeId id) {
  switch (contract.type(id).kind) {
    case Type::Kind::Bool:
    case Type::Kind::Int:
    case Type::Kind::Decimal:
    case Type::Kind::Float:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date:
    case Type::Kind::Enum: return type_name(contract, id);
    case Type::Kind::String: return "std::string_view";
    case Type::Kind::Bytes:
    case Type::Kind::Uuid:
    case Type::Kind::Variant:
    case Type::Kind::Optional:
    case Type::Kind::Set:
    case Type::Kind::Record:
    case Type::Kind::List:
    case Type::Kind::Map: return "const " + type_name(contract, id) + "&";
  }
  return {};
}

std::string literal(const Contract& contract, const model::Expr& constant) {
  if (constant.kind == model::ExprKind::Some) return literal(contract, constant.operands[0]);
  const Type& type = contract.type(constant.type);
  if (type.kind == Type::Kind::Float) return constant.text;
  if (type.kind == Type::Kind::Uuid) {
    std::string hex = constant.text;
    std::erase(hex, '-');
    return "writ::Uuid{0x" + hex.substr(0, 16) + ", 0x" + hex.substr(16) + "}";
  }
  if (constant.kind == model::ExprKind::Text) return quote_view(constant.text);
  if (type.kind == Type::Kind::Bool) return constant.number != 0 ? "true" : "false";
  if (type.kind == Type::Kind::Enum) {
    const model::Enumeration& e = contract.enumerations[model::index(type.enumeration)];
    return type_identifier(e.name) +
           "::" + identifier(e.members[static_cast<std::size_t>(constant.number)]);
  }
  return units(type, constant.number);
}

namespace {

bool is_plain(const Contract& contract, model::RecordId id) {
  for (const model::Field& field : contract.record(id).fields)
    if (!emit::is_plain(contract, field.type)) return false;
  return true;
}

}  // namespace

bool is_plain(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Type::Kind::String:
    case Type::Kind::Bytes:
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map: return false;
    case Type::Kind::Optional: return is_plain(contract, type.element);
    case Type::Kind::Record: return is_plain(contract, type.record);
    case Type::Kind::Variant:
      for (const model::Variant::Case& one : contract.variant(type.variant).cases)
        if (!is_plain(contract, one.record)) return false;
      return true;
    default: return true;
  }
}

std::string condition(const Contract& contract, TypeId id, const std::string& value) {
  return contract.type(id).rules ? refined_call(contract, id, value)
                                 : plain_condition(contract, id, value);
}

std::string plain_condition(const Contract& contract, TypeId id, const std::string& value) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Type::Kind::Int:
    case Type::Kind::Decimal:
    case Type::Kind::Float:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date: return bounds_condition(type, value);
    case Type::Kind::String:
    case Type::Kind::Bytes:
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map: return size_condition(type, value);
    case Type::Kind::Optional: {
      const std::string held = condition(contract, type.element, "*" + value);
      if (held.empty()) return {};
      const bool several = held.find(" && ") != std::string::npos;
      return "!" + value + " || " + (several ? "(" + held + ")" : held);
    }
    default: return {};
  }
  return {};
}

std::string payload_condition(const Contract& contract, TypeId id, const std::string& value) {
  std::string holds = condition(contract, id, value);
  switch (contract.type(id).kind) {
    case Type::Kind::String:
      if (holds.empty()) return "writ::is_text(" + value + ")";
      if (contract.type(id).rules) return "writ::is_text(" + value + ") && " + holds;
      return "writ::is_text" + holds.substr(holds.find('('));
    case Type::Kind::Float: {
      const model::Bounds& bounds = contract.type(id).bounds;
      if (bounds.least != INT64_MIN && bounds.most != INT64_MAX) return holds;  // NaN is not inside
      return "writ::is_finite(" + value + ")" + (holds.empty() ? "" : " && " + holds);
    }
    default: return holds;
  }
}

bool is_text_like(const Type& key) {
  return key.kind == Type::Kind::String || key.kind == Type::Kind::Enum ||
         key.kind == Type::Kind::Uuid;
}

}  // namespace writ::emit
