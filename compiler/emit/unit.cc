#include "compiler/emit/unit.h"

#include <utility>

#include "compiler/emit/pieces.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::ExprKind;
using model::Type;

namespace {

std::string base_name(std::string_view path) {
  return std::string(path.substr(path.find_last_of('/') + 1));
}

/// Whether there is an order of them is asked by what declares one of their maps, and with
/// libstdc++ and clang 14 the question alone is an error where the cases have none.
bool is_map_of_listed_variants(const model::Contract& contract, const Type& type) {
  if (type.kind != Type::Kind::Map) return false;
  const Type* inner = &contract.type(type.element);
  while (inner->kind == Type::Kind::Optional || inner->kind == Type::Kind::List)
    inner = &contract.type(inner->element);
  return inner->kind == Type::Kind::Variant;
}

/// The records that are elements of sets, and all that these hold; all of modules.
std::set<model::RecordId> ordered_records(const model::Contract& contract) {
  std::vector<model::RecordId> modules;
  for (std::size_t i = 0; i < contract.records.size(); ++i)
    if (contract.records[i].module != model::ModuleId{})
      modules.push_back(static_cast<model::RecordId>(i));
  std::vector<model::RecordId> found = records_in(contract, modules);
  for (const Type& type : contract.types)
    if (type.kind == Type::Kind::Set || is_map_of_listed_variants(contract, type))
      add_records(contract, type.element, found);
  return {found.begin(), found.end()};
}

}  // namespace

Unit::Unit(const model::Contract& of, const source::Files& in)
    : contract(of),
      files(in),
      name_space(namespace_name(of.name)),
      ordered(ordered_records(of)),
      rule_names_({"None", "Stored", "Version", "Unready"}) {
  for (std::size_t i = 1; i < contract.modules.size(); ++i)
    if (namespace_name(contract.modules[i].name) == name_space) name_space += '_';
  stem = base_name(files[contract.modules.front().file].path());
  if (stem.ends_with(".writ")) stem.erase(stem.size() - 5);
}

std::string Unit::at(source::Span span) const {
  return comment(base_name(files[span.file].path())) + ":" + std::to_string(line(span));
}

std::uint32_t Unit::line(source::Span span) const { return files[span.file].line_of(span.begin); }

std::string Unit::rule(Rule rule) {
  rule.name = rule_names_.fresh(identifier(rule.name));
  rules.push_back(std::move(rule));
  return "Rule::" + rules.back().name;
}

void Unit::go_back(Mark mark) {
  rules.resize(mark.rules);
  rule_names_ = std::move(mark.names);
}

std::string Unit::intent_name(model::IntentId id) const {
  return type_identifier(contract.intents[model::index(id)].name);
}

std::string Unit::phase_name(model::PhaseId id) const {
  return identifier(contract.phases[model::index(id)].name);
}

bool Unit::checked(model::RecordId record) const {
  for (const model::Field& field : contract.record(record).fields)
    if (checked(field.type)) return true;
  return false;
}

bool Unit::checked(model::TypeId id) const {
  const Type& t = type(id);
  if (!payload_condition(contract, id, "x").empty()) return true;
  if (t.kind == Type::Kind::Record) return checked(t.record);
  if (t.kind == Type::Kind::Optional) return checked(t.element);
  if (t.kind == Type::Kind::Variant) {
    if (!is_plain(contract, id)) return true;  // it may have lost its value
    for (const model::Variant::Case& one : contract.variant(t.variant).cases)
      if (checked(one.record)) return true;
    return false;
  }
  if (t.kind == Type::Kind::Map && checked(t.key)) return true;
  return (t.kind == Type::Kind::List || t.kind == Type::Kind::Set || t.kind == Type::Kind::Map) &&
         checked(t.element);
}

void refuse_values_outside(const model::Contract& contract, model::TypeId type, Rule& rule) {
  const std::optional<model::Saying>& said = model::said_of(contract, type);
  rule.text = model::outside_words(contract, type);
  if (said) rule.key = said->key;
  rule.type = type;
}

std::string pointer(const model::Contract& contract, model::RecordId record,
                    const model::Path& path) {
  std::string out;
  for (const std::uint32_t i : path) {
    const model::Field& field = contract.record(record).fields[i];
    out += pointer_step(field.wire_name);
    record = contract.type(field.type).record;
  }
  return out;
}

std::string pointer(const model::Contract& contract, const model::Path& path) {
  return pointer(contract, contract.state, path);
}

std::string pointer(const model::Contract& contract, const model::Expr& place) {
  if (place.kind == ExprKind::At) return pointer(contract, place.operands[0]) + "/*";
  if (place.kind == ExprKind::Value || place.kind == ExprKind::Case)
    return pointer(contract, place.operands[0]);
  if (place.kind != ExprKind::Field) return "";
  const Type& whole = contract.type(place.operands[0].type);
  const model::Field& field =
      contract.record(whole.record).fields[static_cast<std::size_t>(place.number)];
  return pointer(contract, place.operands[0]) + pointer_step(field.wire_name);
}

std::string pointer_step(std::string_view name) {
  std::string step = "/";
  for (const char c : name) step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return step;
}

std::string last_field(const model::Contract& contract, const model::Expr& place) {
  const model::Expr* at = &place;
  while (at->kind == ExprKind::At || at->kind == ExprKind::Value || at->kind == ExprKind::Case)
    at = &at->operands[0];
  if (at->kind != ExprKind::Field) return "value";
  const Type& whole = contract.type(at->operands[0].type);
  return contract.record(whole.record).fields[static_cast<std::size_t>(at->number)].name;
}

std::string enum_set(const std::string& of, std::size_t members) {
  return "writ::EnumSet<" + of + (members > 64 ? ", " + std::to_string(members) : "") + ">";
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

}  // namespace writ::emit
