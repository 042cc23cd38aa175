#include "compiler/model/asked.h"

#include "compiler/model/expected.h"

namespace writ::model {

namespace {

using Kind = Type::Kind;

bool is_counted_in_characters_or_bytes(const Type& type) {
  return type.kind == Kind::String || type.kind == Kind::Bytes;
}

/// The code of its rules: the first one that it has.
std::string code_of(const Rules& rules) {
  if (!rules.members.empty()) return "enum";
  if (!rules.pattern.empty()) return "pattern";
  if (!rules.format.empty()) return "format";
  return rules.unique_by.empty() ? "where" : "unique";
}

/// Of its bounds or its size, whether or not these leave anything out.
std::string code_of(const Type& type) {
  if (type.kind == Kind::Uuid) return "format";
  if (type.size == Size{}) return "range";
  return is_counted_in_characters_or_bytes(type) ? "length" : "size";
}

/// Bounds or a size, as far as there are any, and what the contract says to who breaks them.
void add_type(const Type& type, Asked& asked) {
  if (!type.alias.empty()) asked.declared = type.declared;
  asked.type = type.alias;
  if (type.size != Size{}) {
    asked.least = std::to_string(type.size.least);
    if (type.size.most != Size::unlimited) asked.most = std::to_string(type.size.most);
  }
  const auto least = least_end(type);
  const auto most = most_end(type);
  if (least && !least->open) asked.least = value_words(type, least->value);
  if (most && !most->open) asked.most = value_words(type, most->value);
  if (!type.said) return;
  asked.message = type.said->text;
  asked.key = type.said->key;
}

/// `EUR, USD`
void add_name(const std::string& name, Asked& asked) {
  asked.expected += (asked.expected.empty() ? "" : ", ") + name;
}

}  // namespace

Asked asked_by(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  Asked asked;
  const Rules* const rules = type.rules ? &contract.rules[index(*type.rules)] : nullptr;
  asked.code = rules ? code_of(*rules) : code_of(type);
  asked.expected = type.kind == Kind::Uuid && !rules ? "a UUID" : expected(contract, id);
  add_type(type, asked);
  if (rules) {
    asked.pattern = rules->pattern;
    asked.format = rules->format;
  }
  return asked;
}

Asked asked_of_size(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  Asked asked;
  asked.code = is_counted_in_characters_or_bytes(type) ? "length" : "size";
  asked.expected = size_words(type);
  add_type(type, asked);
  return asked;
}

Asked asked_by(const Contract& contract, EnumId id) {
  const Enumeration& of = contract.enumerations[index(id)];
  Asked asked;
  asked.code = "enum";
  for (const std::string& member : of.members) add_name(member, asked);
  asked.declared = of.span;
  asked.type = of.name;
  return asked;
}

Asked asked_by(const Contract& contract, VariantId id) {
  const Variant& of = contract.variant(id);
  Asked asked;
  asked.code = "enum";
  for (const Variant::Case& one : of.cases) add_name(one.name, asked);
  asked.declared = of.span;
  asked.type = of.name;
  return asked;
}

}  // namespace writ::model
