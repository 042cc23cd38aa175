#include "compiler/sema/type_table.h"

#include <algorithm>

#include "compiler/sema/rules.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Type;
using model::TypeId;
using Kind = model::Type::Kind;

namespace {

/// " in 1..1000", " >= 0.00", "" …
std::string bounds_words(const Type& type) {
  const auto least = model::least_end(type);
  const auto most = model::most_end(type);
  if (least && most && !least->open && !most->open)
    return " in " + value_words(type, least->value) + ".." + value_words(type, most->value);
  std::string words;
  if (least) words += (least->open ? " > " : " >= ") + value_words(type, least->value);
  if (most) words += (most->open ? " < " : " <= ") + value_words(type, most->value);
  return words;
}

/// "(4..12)", "(..80)", "" …
std::string size_words(model::Size size) {
  const std::string least = size.least == 0 ? "" : grouped(std::to_string(size.least));
  if (size.most == model::Size::unlimited) return least.empty() ? "" : "(" + least + "..)";
  const std::string most = grouped(std::to_string(size.most));
  if (size.least == size.most) return "(" + most + ")";
  return "(" + least + ".." + most + ")";
}

/// The words of the rules, behind the others; in front of those of bounds or a size that only say
/// what the members say.
void add_rules(const model::Rules& rules, Type& type) {
  if (!rules.members_words.empty()) {
    const bool sized = type.kind == Kind::String;
    const std::string hull = sized ? size_words(type.size) : bounds_words(type);
    if (type.words.ends_with(hull)) type.words.resize(type.words.size() - hull.size());
    type.words += " " + rules.members_words;
  }
  if (!rules.words.empty()) type.words += " " + rules.words;
}

Type of(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

}  // namespace

TypeId TypeTable::intern(Type type) {
  const auto words_of = [this](TypeId id) { return contract_.type(id).words; };
  std::size_t depth = 1;
  std::string id = std::to_string(static_cast<int>(type.kind));
  switch (type.kind) {
    case Kind::Bool: type.words = "bool"; break;
    case Kind::Int: type.words = "int" + bounds_words(type); break;
    case Kind::Decimal:
      type.words = "decimal(" + std::to_string(type.scale) + ")" + bounds_words(type);
      break;
    case Kind::String: type.words = "string" + size_words(type.size); break;
    case Kind::Float: type.words = "float" + bounds_words(type); break;
    case Kind::Bytes: type.words = "bytes" + size_words(type.size); break;
    case Kind::Instant: type.words = "instant" + bounds_words(type); break;
    case Kind::Duration: type.words = "duration" + bounds_words(type); break;
    case Kind::Date: type.words = "date" + bounds_words(type); break;
    case Kind::Uuid: type.words = "uuid"; break;
    case Kind::Enum:
      type.words = contract_.enumerations[model::index(type.enumeration)].name;
      break;
    case Kind::Variant:
      type.words = contract_.variant(type.variant).name;
      depth += variant_depths_[type.variant];
      break;
    case Kind::Optional:
      type.words = alias_or_words(type.element) + "?";
      depth += this->depth(type.element);
      break;
    case Kind::Record:
      type.words = contract_.record(type.record).name;
      id += ":" + std::to_string(model::index(type.record));  // inline ones may share a name
      depth += record_depths_[type.record];
      break;
    case Kind::List:
    case Kind::Set:
      type.words = (type.kind == Kind::Set ? "set<" : "list<") + words_of(type.element) + ">" +
                   size_words(type.size);
      depth += this->depth(type.element);
      break;
    case Kind::Map:
      type.words =
          "map<" + words_of(type.key) + ", " + words_of(type.element) + ">" + size_words(type.size);
      depth += this->depth(type.element);
      break;
  }
  const bool has_key = type.kind == Kind::Map;
  const bool has_element =
      has_key || type.kind == Kind::List || type.kind == Kind::Set || type.kind == Kind::Optional;
  if (type.rules) add_rules(contract_.rules[model::index(*type.rules)], type);
  if (type.rules) id += "!" + std::to_string(model::index(*type.rules));
  if (type.said)
    id += "~" + std::to_string(static_cast<std::size_t>(type.said->span.file)) + "." +
          std::to_string(type.said->span.begin);
  id += ":" + (has_key ? std::to_string(model::index(type.key)) : "") + ":" +
        (has_element ? std::to_string(model::index(type.element)) : "") + ":" + type.alias + ":" +
        type.words;
  const auto [entry, fresh] =
      known_.emplace(std::move(id), static_cast<TypeId>(contract_.types.size()));
  if (fresh) {
    contract_.types.push_back(std::move(type));
    depths_.push_back(depth);
  }
  return entry->second;
}

void TypeTable::set_depth(model::RecordId id, std::size_t depth) { record_depths_[id] = depth; }
void TypeTable::set_depth(model::VariantId id, std::size_t depth) { variant_depths_[id] = depth; }

TypeId TypeTable::boolean() { return intern(of(Kind::Bool)); }
TypeId TypeTable::integer() { return intern(of(Kind::Int)); }
TypeId TypeTable::text() { return intern(of(Kind::String)); }

TypeId TypeTable::decimal(int scale) {
  Type type = of(Kind::Decimal);
  type.scale = scale;
  return intern(std::move(type));
}

TypeId TypeTable::enumeration(model::EnumId id) {
  Type type = of(Kind::Enum);
  type.enumeration = id;
  return intern(std::move(type));
}

TypeId TypeTable::record(model::RecordId id) {
  Type type = of(Kind::Record);
  type.record = id;
  return intern(std::move(type));
}

TypeId TypeTable::simple(Kind kind) { return intern(of(kind)); }

TypeId TypeTable::variant(model::VariantId id) {
  Type type = of(Kind::Variant);
  type.variant = id;
  return intern(std::move(type));
}

TypeId TypeTable::collection(Kind kind, TypeId element) {
  Type type = of(kind);
  type.element = element;
  return intern(std::move(type));
}

TypeId TypeTable::base(TypeId id) {
  Type type = contract_.type(id);
  type.bounds = {};
  type.size = {};
  type.rules.reset();
  type.said.reset();
  type.alias.clear();
  return intern(std::move(type));
}

bool TypeTable::same_base(TypeId a, TypeId b) const {
  if (a == b) return true;
  const Type& left = contract_.type(a);
  const Type& right = contract_.type(b);
  if (left.kind != right.kind) return false;
  switch (left.kind) {
    case Kind::Bool:
    case Kind::Int:
    case Kind::Float:
    case Kind::String:
    case Kind::Bytes:
    case Kind::Instant:
    case Kind::Duration:
    case Kind::Date:
    case Kind::Uuid: return true;
    case Kind::Variant: return left.variant == right.variant;
    case Kind::Decimal: return left.scale == right.scale;
    case Kind::Enum: return left.enumeration == right.enumeration;
    case Kind::Record: return left.record == right.record;
    case Kind::Optional:
    case Kind::List:
    case Kind::Set: return same_base(left.element, right.element);
    case Kind::Map: return same_base(left.key, right.key) && same_base(left.element, right.element);
  }
  return false;
}

bool TypeTable::contains(TypeId outer, TypeId inner) const {
  if (outer == inner) return true;
  const Type& out = contract_.type(outer);
  const Type& in = contract_.type(inner);
  if (out.rules && !implied(contract_, *out.rules, in.rules)) return false;
  switch (out.kind) {
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Float:
    case Kind::Instant:
    case Kind::Duration:
    case Kind::Date: return out.bounds.contains(in.bounds);
    case Kind::String:
    case Kind::Bytes: return out.size.contains(in.size);
    case Kind::Optional: return contains(out.element, in.element);
    case Kind::List:
    case Kind::Set: return out.size.contains(in.size) && contains(out.element, in.element);
    case Kind::Map:
      return out.size.contains(in.size) && contains(out.key, in.key) &&
             contains(out.element, in.element);
    case Kind::Bool:
    case Kind::Uuid:
    case Kind::Enum:
    case Kind::Variant:
    case Kind::Record: return true;
  }
  return false;
}

std::string TypeTable::alias_or_words(TypeId id) const {
  const Type& type = contract_.type(id);
  return type.alias.empty() ? type.words : type.alias;
}

std::string TypeTable::base_words(TypeId id) const {
  const Type& type = contract_.type(id);
  switch (type.kind) {
    case Kind::Int: return "int";
    case Kind::Decimal: return "decimal(" + std::to_string(type.scale) + ")";
    case Kind::Float: return "float";
    case Kind::String: return "string";
    case Kind::List: return "list<" + base_words(type.element) + ">";
    case Kind::Set: return "set<" + base_words(type.element) + ">";
    case Kind::Map: return "map<" + base_words(type.key) + ", " + base_words(type.element) + ">";
    case Kind::Optional: return base_words(type.element) + "?";
    case Kind::Bytes: return "bytes";
    case Kind::Instant: return "instant";
    case Kind::Duration: return "duration";
    case Kind::Date: return "date";
    case Kind::Bool:
    case Kind::Uuid:
    case Kind::Enum:
    case Kind::Variant:
    case Kind::Record: break;
  }
  return type.words;
}

std::string TypeTable::quoted(TypeId id) const { return "`" + base_words(id) + "`"; }

std::string TypeTable::quoted_in_full(TypeId id) const { return "`" + alias_or_words(id) + "`"; }

std::string TypeTable::explained(TypeId id) const {
  const Type& type = contract_.type(id);
  return quoted_in_full(id) + (type.alias.empty() ? "" : " (`" + type.words + "`)");
}

}  // namespace writ::sema
