// Lists, maps and records with a rule of their own, when a body changes a part of them. What they
// become cannot be said before it is written: such a body is written in place, and the rules are
// asked at its end.
#include <algorithm>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Contract;
using model::Expr;
using model::ExprKind;
using model::Statement;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

bool is_whole(const Type& type) {
  switch (type.kind) {
    case Kind::Record:
    case Kind::Variant:
    case Kind::List:
    case Kind::Set:
    case Kind::Map: return true;
    default: return false;
  }
}

/// Has it, or a whole that is in it, a rule? One of a single value is asked when that is written.
bool is_ruled(const Contract& contract, TypeId id) {
  const Type& type = contract.type(id);
  if (type.rules && is_whole(type)) return true;
  const auto in_record = [&](model::RecordId record) {
    const std::vector<model::Field>& fields = contract.record(record).fields;
    return std::any_of(fields.begin(), fields.end(),
                       [&](const model::Field& field) { return is_ruled(contract, field.type); });
  };
  switch (type.kind) {
    case Kind::Record: return in_record(type.record);
    case Kind::Variant: {
      const std::vector<model::Variant::Case>& cases = contract.variant(type.variant).cases;
      return std::any_of(cases.begin(), cases.end(),
                         [&](const model::Variant::Case& one) { return in_record(one.record); });
    }
    case Kind::List:
    case Kind::Set:
    case Kind::Map:
    case Kind::Optional: return is_ruled(contract, type.element);
    default: return false;
  }
}

/// The types along a path, from the outside in.
std::vector<TypeId> types_along(const Contract& contract, const model::Path& path) {
  std::vector<TypeId> types;
  model::RecordId record = contract.state;
  for (const std::uint32_t i : path) {
    types.push_back(contract.record(record).fields[i].type);
    record = contract.type(types.back()).record;
  }
  return types;
}

/// Does it write a field of an element that is no part of the key by which the list is unique? Then
/// the keys are what they were.
bool leaves_keys(const Contract& contract, const Statement& change, const Type& list) {
  if (change.kind != Statement::Kind::Set || list.kind != Kind::List || !list.rules) return false;
  const model::Rules& rules = contract.rules[model::index(*list.rules)];
  if (rules.where || is_ruled(contract, list.element)) return false;
  model::Path fields;
  const Expr* step = &change.place;
  for (; step->kind == ExprKind::Field; step = &step->operands[0])
    fields.insert(fields.begin(), static_cast<std::uint32_t>(step->number));
  const bool of_element = step->kind == ExprKind::At && !has_key(step->operands[0]);
  return of_element &&
         std::none_of(rules.unique_by.begin(), rules.unique_by.end(),
                      [&](const model::Path& key) { return model::overlap(fields, key); });
}

}  // namespace

/// Notes what is to be asked at the end of the body because of a change.
void StepWriter::mind_wholes(const Statement& change) {
  const std::vector<TypeId> types = types_along(contract_, change.path);
  if (types.empty()) return;
  const bool replaced = change.kind == Statement::Kind::Set && !has_key(change.place);
  const bool inside = !replaced && is_ruled(contract_, types.back()) &&
                      !leaves_keys(contract_, change, contract_.type(types.back()));
  const bool around = std::any_of(types.begin(), types.end() - 1,
                                  [&](TypeId id) { return contract_.type(id).rules.has_value(); });
  if (!inside && !around) return;
  if (!in_place_) conflict_ = true;
  for (Whole& known : wholes_) {
    if (known.change->path != change.path) continue;
    known.inside |= inside;
    return;
  }
  wholes_.push_back({&change, inside});
}

/// What is in it first: the rule of a whole may count on what its parts are.
void StepWriter::ask_wholes() {
  std::vector<model::Path> asked;
  for (const Whole& whole : wholes_) {
    model::Path path = whole.change->path;
    const std::vector<TypeId> types = types_along(contract_, path);
    if (whole.inside) ask_parts(whole, types.back(), place_text(contract_, path, "state_"), 1);
    while (path.pop_back(), !path.empty()) {
      const TypeId id = types[path.size() - 1];
      if (!contract_.type(id).rules || std::find(asked.begin(), asked.end(), path) != asked.end())
        continue;
      asked.push_back(path);
      ask_whole(whole, id, path, place_text(contract_, path, "state_"));
    }
  }
}

void StepWriter::ask_parts(const Whole& whole, TypeId id, const std::string& text, int depth) {
  const Type& type = contract_.type(id);
  if (!is_ruled(contract_, id)) return;
  const std::string name = "part_" + std::to_string(depth);
  const auto of_record = [&](model::RecordId record, const std::string& access) {
    for (const model::Field& field : contract_.record(record).fields)
      ask_parts(whole, field.type, access + member(field.name), depth + 1);
  };
  const auto of_elements = [&](const std::string& access) {
    if (!is_ruled(contract_, type.element)) return;
    code_.open("for (const auto& " + name + " : " + text + ")");
    ask_parts(whole, type.element, access, depth + 1);
    code_.close();
  };
  switch (type.kind) {
    case Kind::Record: of_record(type.record, text + "."); break;
    case Kind::List:
    case Kind::Set: of_elements(name); break;
    case Kind::Map: of_elements(name + ".value"); break;
    case Kind::Optional:
      code_.open("if (const auto& " + name + " = " + text + ")");
      ask_parts(whole, type.element, "(*" + name + ")", depth + 1);
      code_.close();
      break;
    case Kind::Variant:
      for (const model::Variant::Case& one : contract_.variant(type.variant).cases) {
        code_.open("if (const auto* const " + name + " = std::get_if<" +
                   record_name(contract_, one.record) + ">(&" + text + "))");
        of_record(one.record, name + "->");
        code_.close();
      }
      break;
    default: break;
  }
  if (type.rules && is_whole(type)) ask_whole(whole, id, whole.change->path, text);
}

void StepWriter::ask_whole(const Whole& whole, TypeId id, const model::Path& path,
                           const std::string& text) {
  Rule rule = rule_of(*whole.change, "Whole");
  rule.place = nullptr;
  rule.path = pointer(contract_, path);
  refuse_values_outside(contract_, id, rule);
  refuse_if("!" + condition(contract_, id, text), std::move(rule));
}

}  // namespace writ::emit
