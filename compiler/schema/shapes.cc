#include "compiler/schema/shapes.h"

#include <utility>

#include "compiler/schema/ecma.h"
#include "compiler/schema/values.h"
#include "compiler/source/one_line.h"

namespace writ::schema {

using model::ExprKind;
using model::Type;
using model::TypeId;

namespace {

using Kind = Type::Kind;

/// `T?` where `T` is known: a value that may be `null` too.
Json nullable(Json schema, bool exact) {
  const bool plain = schema.contains("type") && schema["type"].is_string();
  if (exact || !plain) return or_null(std::move(schema));
  schema["type"] = Json::array({schema["type"], "null"});
  if (schema.contains("enum")) schema["enum"].push_back(nullptr);
  return schema;
}

/// What a model is told of a type in words: what keywords of a schema say too little of.
std::string words_of(const Type& type) {
  const bool bounded = !type.bounds.unbounded();
  switch (type.kind) {
    case Kind::Decimal:
      return type.words + ", at most " + std::to_string(type.scale) + " digits behind the point";
    case Kind::Duration: return type.words + ", in ISO 8601 as PT1H30M";
    case Kind::Bytes: return type.words + ", in base64";
    case Kind::Instant:
    case Kind::Date: return bounded ? type.words : "";
    default: return type.rules ? type.words : "";
  }
}

}  // namespace

// --- names ---------------------------------------------------------------------------------------

Json Shapes::definitions() {
  Json all = Json::object();
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const auto [name, meaning] = open_[i];  // a copy: more may be met on the way
    all[name] = std::visit([this](auto id) { return shape(id); }, meaning);
  }
  return all;
}

Json Shapes::named(const std::string& name, Meaning meaning) {
  if (!is_exact()) return std::visit([this](auto id) { return shape(id); }, meaning);
  if (met_.insert(name).second) open_.emplace_back(name, meaning);
  Json reference;
  reference["$ref"] = "#/$defs/" + name;
  return reference;
}

Json Shapes::of(TypeId id) {
  if (!is_exact() && (left_ == 0 || --left_ == 0)) return Json::object();
  const std::string& alias = contract_.type(id).alias;
  return alias.empty() ? shape(id) : named(alias, id);
}

Json Shapes::shape(TypeId id) {
  const Type& type = contract_.type(id);
  Json schema = unruled(type);
  put_rules(type, schema);
  return schema;
}

Json Shapes::shape(model::EnumId id) {
  const model::Enumeration& e = contract_.enumerations[model::index(id)];
  Json schema;
  if (!e.doc.empty()) schema["description"] = lines(e.doc);
  schema["type"] = "string";
  schema["enum"] = e.members;
  return schema;
}

Json Shapes::shape(model::VariantId id) {
  const model::Variant& variant = contract_.variant(id);
  Json schema;
  if (!variant.doc.empty()) schema["description"] = lines(variant.doc);
  Json& cases = schema["oneOf"] = Json::array();
  for (const model::Variant::Case& one : variant.cases)
    cases.push_back(named(variant.name + "." + one.name, one.record));
  return schema;
}

Json Shapes::shape(model::RecordId id) {
  const model::Record& record = contract_.record(id);
  Json schema;
  if (!record.doc.empty()) schema["description"] = lines(record.doc);
  schema["type"] = "object";
  Json properties = Json::object();
  Json required = Json::array();
  if (record.kind == model::Record::Kind::Case) {
    properties["kind"]["type"] = "string";
    properties["kind"]["const"] = record.name;
    required.emplace_back("kind");
  }
  for (const model::Field& one : record.fields) {
    if (one.authored && !is_exact()) continue;
    properties[one.wire_name] = field(one);
    const bool may_lack = one.initial || contract_.type(one.type).kind == Kind::Optional;
    if (!may_lack) required.push_back(one.wire_name);
  }
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  if (!record.open || !is_exact()) schema["additionalProperties"] = false;
  return schema;
}

Json Shapes::field(const model::Field& field) {
  Json schema = of(field.type);
  if (!field.doc.empty()) {
    const bool more = schema.contains("description") && !is_exact();
    const std::string words = more ? "\n" + schema["description"].get<std::string>() : "";
    schema["description"] = lines(field.doc) + words;
  }
  if (field.initial && !field.secret) schema["default"] = value_of(contract_, *field.initial);
  if (field.secret) schema["writeOnly"] = true;
  if (field.authored) add_words(schema, "$comment", "; ", "authored: refused from a proposer");
  return schema;
}

// --- types ---------------------------------------------------------------------------------------

/// A type without what only its rules as a whole say.
Json Shapes::unruled(const Type& type) {
  switch (type.kind) {
    case Kind::Enum:
      if (type.rules) return scalar(contract_, type, style_);
      return named(contract_.enumerations[model::index(type.enumeration)].name, type.enumeration);
    case Kind::Record: {
      const model::Record& record = contract_.record(type.record);
      const bool has_name = record.kind == model::Record::Kind::Named;
      return has_name ? named(record.name, type.record) : shape(type.record);
    }
    case Kind::Variant: return named(contract_.variant(type.variant).name, type.variant);
    case Kind::List:
    case Kind::Set: return list(type);
    case Kind::Map: return map(type);
    case Kind::Optional: return nullable(of(type.element), is_exact());
    default: return scalar(contract_, type, style_);
  }
}

namespace {

void put_sizes(model::Size size, const char* least, const char* most, Json& schema) {
  if (size.least > 0) schema[least] = size.least;
  if (size.most != model::Size::unlimited) schema[most] = size.most;
}

/// Has each value of the type one text only?
bool has_one_form(const Type& type) {
  switch (type.kind) {
    case Kind::Bool:
    case Kind::Int:
    case Kind::Float:
    case Kind::String:
    case Kind::Bytes:
    case Kind::Date:
    case Kind::Enum: return true;
    default: return false;
  }
}

}  // namespace

Json Shapes::list(const Type& type) {
  Json schema;
  schema["type"] = "array";
  schema["items"] = of(type.element);
  put_sizes(type.size, "minItems", "maxItems", schema);
  if (type.kind != Kind::Set) return schema;
  schema["uniqueItems"] = true;
  if (is_exact() && !has_one_form(contract_.type(type.element)))
    unsaid(schema, "no value twice in two forms");
  return schema;
}

/// An object, or an array of pairs.
Json Shapes::map(const Type& type) {
  Json schema;
  const Type& key = contract_.type(type.key);
  if (is_object_key(key)) {
    schema["type"] = "object";
    schema["propertyNames"] = of(type.key);
    schema["additionalProperties"] = of(type.element);
    put_sizes(type.size, "minProperties", "maxProperties", schema);
    if (is_exact() && key.kind == Kind::Uuid) unsaid(schema, "no key twice in two forms");
    return schema;
  }
  schema["type"] = "array";
  Json& pair = schema["items"];
  pair["type"] = "array";
  pair["prefixItems"] = Json::array({of(type.key), of(type.element)});
  pair["items"] = false;
  pair["minItems"] = 2;
  put_sizes(type.size, "minItems", "maxItems", schema);
  schema["uniqueItems"] = true;
  if (is_exact()) unsaid(schema, "no key twice");
  return schema;
}

void Shapes::put_rules(const Type& type, Json& schema) const {
  if (!is_exact()) {
    const std::string words = words_of(type);
    if (!words.empty()) add_words(schema, "description", "\n", words);
    return;
  }
  if (!type.rules) return;
  const model::Rules& rules = contract_.rules[model::index(*type.rules)];
  for (const model::Path& key : rules.unique_by) {
    schema["uniqueItems"] = true;
    std::string path;
    TypeId here = type.element;
    for (const std::uint32_t step : key) {
      const model::Field& field = contract_.record(contract_.type(here).record).fields[step];
      path += (path.empty() ? "" : ".") + field.wire_name;
      here = field.type;
    }
    unsaid(schema, "unique by " + path);
  }
  if (rules.where) put_condition(*rules.where, schema);
}

/// The patterns of a condition; the rest in words.
void Shapes::put_condition(const model::Expr& condition, Json& schema) const {
  const std::vector<model::Expr>& parts = condition.operands;
  if (condition.kind == ExprKind::Binary && condition.op == model::Op::And) {
    put_condition(parts[0], schema);
    put_condition(parts[1], schema);
  } else if (condition.kind == ExprKind::Matches && parts[0].kind == ExprKind::Local) {
    add_pattern(schema, ecma_pattern(condition.text));
  } else {
    unsaid(schema, "where " + source::one_line(files_.text(condition.span)));
  }
}

}  // namespace writ::schema
