#include "compiler/interpret/payload_rules.h"

#include <utility>

namespace writ::interpret {

using model::Contract;
using model::Record;
using model::Type;

PayloadRules::PayloadRules(const Contract& contract, const source::Files& files) : files_(&files) {
  for (std::size_t i = 0; i < contract.enumerations.size(); ++i)
    enums_.push_back(keep(model::asked_by(contract, static_cast<model::EnumId>(i))));
  for (std::size_t i = 0; i < contract.variants.size(); ++i) {
    variants_.push_back(keep(model::asked_by(contract, static_cast<model::VariantId>(i))));
    cases_.emplace_back();
    for (const model::Variant::Case& one : contract.variants[i].cases)
      cases_.back().emplace_back(one.name);
  }
  for (std::size_t i = 0; i < contract.types.size(); ++i) {
    const Type& type = contract.types[i];
    const auto id = static_cast<model::TypeId>(i);
    const bool named = type.kind == Type::Kind::Enum && !type.rules;
    whole_.push_back(named ? enums_[model::index(type.enumeration)]
                           : keep(model::asked_by(contract, id)));
    const bool sized = type.size != model::Size{};
    sizes_.push_back(sized ? keep(model::asked_of_size(contract, id)) : nullptr);
  }
  for (const Record& record : contract.records) members_.push_back(members_of(contract, record));
}

const ValueRule* PayloadRules::keep(model::Asked asked) {
  Kept& kept = kept_.emplace_back();
  kept.asked = std::move(asked);
  const model::Asked& of = kept.asked;
  if (of.declared) kept.source = line_of(*of.declared);
  kept.rule = {of.code, of.expected, kept.source, of.type,    of.least,
               of.most, of.pattern,  of.format,   of.message, of.key};
  return &kept.rule;
}

/// `order.writ:58`
std::string_view PayloadRules::line_of(source::Span span) {
  const source::File& file = (*files_)[span.file];
  const std::string& path = file.path();
  return lines_.emplace_back(path.substr(path.find_last_of('/') + 1) + ":" +
                             std::to_string(file.line_of(span.begin)));
}

/// What is ephemeral is not in JSON. An optional one may be left out, and what has a default.
PayloadRules::Members PayloadRules::members_of(const Contract& contract, const Record& record) {
  Members out;
  const auto add = [&](std::string_view name, std::string_view line, bool secret,
                       std::size_t field) {
    out.keys.push_back(JsonKey::of(name, line, secret));
    out.fields.push_back(field);
  };
  if (record.kind == Record::Kind::Case) add("kind", {}, false, Members::none);
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const model::Field& field = record.fields[i];
    if (field.ephemeral) continue;
    const bool may_lack = field.initial || contract.type(field.type).kind == Type::Kind::Optional;
    if (!may_lack && out.keys.size() < 64) out.required |= std::uint64_t{1} << out.keys.size();
    add(field.wire_name, line_of(field.span), field.secret, i);
  }
  return out;
}

}  // namespace writ::interpret
