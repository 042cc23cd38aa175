#include "compiler/emit/value_rules.h"

#include <set>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/model/asked.h"

namespace writ::emit {

using model::Contract;
using model::Type;
using model::TypeId;

namespace {

/// What the constants of types without a name begin with.
std::string_view kind_name(const Type& type) {
  switch (type.kind) {
    case Type::Kind::Bool: return "bool";
    case Type::Kind::Int: return "int";
    case Type::Kind::Decimal: return "decimal";
    case Type::Kind::Float: return "float";
    case Type::Kind::String: return "string";
    case Type::Kind::Bytes: return "bytes";
    case Type::Kind::Instant: return "instant";
    case Type::Kind::Duration: return "duration";
    case Type::Kind::Date: return "date";
    case Type::Kind::Uuid: return "uuid";
    case Type::Kind::Enum: return "enum";
    case Type::Kind::Record: return "record";
    case Type::Kind::Variant: return "variant";
    case Type::Kind::List: return "list";
    case Type::Kind::Set: return "set";
    case Type::Kind::Map: return "map";
    case Type::Kind::Optional: return "optional";
  }
  return "type";
}

/// A name that is not in the usual style keeps its own, so that no two are written the same.
std::string constant_name(const std::string& declared) {
  const std::string name = snake(declared);
  return pascal(name) == declared ? name : declared + "_";
}

std::string rule_name(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  const std::string number = "_" + std::to_string(model::index(id));
  if (type.alias.empty()) return std::string(kind_name(type)) + number;
  const bool field = type.said && type.said->alias.empty();  // that says something of its own
  return (field ? "field_" : "type_") + constant_name(type.alias) + (field ? number : "");
}

std::string enum_name(const Contract& contract, model::EnumId id) {
  return "enum_" + constant_name(contract.enumerations[model::index(id)].name);
}

std::string variant_name(const Contract& contract, model::VariantId id) {
  return "variant_" + constant_name(contract.variant(id).name);
}

/// `constexpr writ::ValueRule NAME = {.code = …};`, on as many lines as it takes.
class Constant {
 public:
  explicit Constant(std::string name) : name_(std::move(name)) {}

  Constant& with(std::string_view member, const std::string& value) {
    if (!value.empty()) members_.push_back("." + std::string(member) + " = " + quote_view(value));
    return *this;
  }
  std::string text() const {
    constexpr std::size_t columns = 96;
    std::string text = "constexpr writ::ValueRule " + name_ + " = {";
    const std::size_t whole = join(members_, ", ").size();
    if (text.size() + whole <= columns) return text + join(members_, ", ") + "};";
    std::string line = "\n    ";
    for (const std::string& member : members_) {
      if (line.size() > 5 && line.size() + member.size() > columns)
        text += std::exchange(line, "\n    ");
      line += (line.size() > 5 ? " " : "") + member + ",";
    }
    line.back() = '}';
    return text + line + ";";
  }

 private:
  std::string name_;
  std::vector<std::string> members_;
};

std::string constant_of(const Unit& unit, const std::string& name, const model::Asked& asked) {
  Constant constant(name);
  constant.with("code", asked.code).with("expected", asked.expected);
  if (asked.declared) constant.with("source", unit.at(*asked.declared));
  constant.with("type", asked.type).with("least", asked.least).with("most", asked.most);
  constant.with("pattern", asked.pattern).with("format", asked.format);
  return constant.with("message", asked.message).with("key", asked.key).text();
}

std::string size_constant(const Unit& unit, TypeId id) {
  return constant_of(unit, "size_of_" + rule_name(unit.contract, id),
                     model::asked_of_size(unit.contract, id));
}

std::string whole_constant(const Unit& unit, TypeId id) {
  return constant_of(unit, rule_name(unit.contract, id), model::asked_by(unit.contract, id));
}

/// The constants that the fields of records need, each once.
class Collector {
 public:
  explicit Collector(const Unit& unit) : unit_(unit) {}

  void type(TypeId id) {
    const Type& type = unit_.type(id);
    if (!seen_.insert(id).second) return;
    if (type.kind == Type::Kind::Enum) enums_.insert(type.enumeration);
    if (type.kind == Type::Kind::Variant) variants_.insert(type.variant);
    if (type.kind == Type::Kind::Map) key(type.key);
    if (type.kind == Type::Kind::Map || type.kind == Type::Kind::List ||
        type.kind == Type::Kind::Set || type.kind == Type::Kind::Optional)
      this->type(type.element);
    if (type.kind == Type::Kind::Optional) return;
    const bool plain = type.kind == Type::Kind::Bytes || type.kind == Type::Kind::Int ||
                       type.kind == Type::Kind::Decimal || type.kind == Type::Kind::Float ||
                       type.kind == Type::Kind::Instant || type.kind == Type::Kind::Duration ||
                       type.kind == Type::Kind::Date;
    const bool sized = type.size != model::Size{} && type.kind != Type::Kind::Bytes;
    if (sized) sizes_.insert(id);
    if (type.rules || (plain && !condition(unit_.contract, id, "x").empty())) wholes_.insert(id);
  }

  /// A key of an object is asked for all at once.
  void key(TypeId id) {
    const Type& type = unit_.type(id);
    if (!is_text_like(type)) return this->type(id);
    if (type.kind == Type::Kind::Enum && !type.rules) enums_.insert(type.enumeration);
    const bool asked = type.kind == Type::Kind::Uuid || !condition(unit_.contract, id, "x").empty();
    if (asked) wholes_.insert(id);
  }

  std::vector<std::string> all() const {
    const Contract& c = unit_.contract;
    std::vector<std::string> out;
    for (const model::EnumId id : enums_)
      out.push_back(constant_of(unit_, enum_name(c, id), model::asked_by(c, id)));
    for (const model::VariantId id : variants_)
      out.push_back(constant_of(unit_, variant_name(c, id), model::asked_by(c, id)));
    for (const TypeId id : sizes_) out.push_back(size_constant(unit_, id));
    for (const TypeId id : wholes_) out.push_back(whole_constant(unit_, id));
    return out;
  }

 private:
  const Unit& unit_;
  std::set<TypeId> seen_;
  std::set<TypeId> sizes_;
  std::set<TypeId> wholes_;
  std::set<model::EnumId> enums_;
  std::set<model::VariantId> variants_;
};

}  // namespace

std::string value_rule(const Unit& unit, TypeId id) {
  const Type& type = unit.type(id);
  if (type.kind == Type::Kind::Enum && !type.rules) return enum_rule(unit, type.enumeration);
  return "value_rules::" + rule_name(unit.contract, id);
}

std::string size_rule(const Unit& unit, TypeId id) {
  return "value_rules::size_of_" + rule_name(unit.contract, id);
}

std::string enum_rule(const Unit& unit, model::EnumId id) {
  return "value_rules::" + enum_name(unit.contract, id);
}

std::string variant_rule(const Unit& unit, model::VariantId id) {
  return "value_rules::" + variant_name(unit.contract, id);
}

std::vector<std::string> value_rules(const Unit& unit, const std::vector<TypeId>& types) {
  std::vector<std::string> out;
  for (const TypeId id : std::set<TypeId>(types.begin(), types.end()))
    out.push_back(whole_constant(unit, id));
  return out;
}

std::vector<std::string> value_rules(const Unit& unit, const std::vector<model::RecordId>& records,
                                     const std::vector<TypeId>& types) {
  Collector collector(unit);
  for (const model::RecordId id : records)
    for (const model::Field& field : stored_fields(unit.contract.record(id)))
      collector.type(field.type);
  for (const TypeId id : types) collector.type(id);
  return collector.all();
}

}  // namespace writ::emit
