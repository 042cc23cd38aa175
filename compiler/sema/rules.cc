// What is known of rules: which values keep them, which of them follow from others.
#include "compiler/sema/rules.h"

#include <algorithm>

#include <writ/core/format.h>
#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Contract;
using model::Expr;
using model::ExprKind;
using model::Rules;
using model::RulesId;
using model::Type;
using Kind = Type::Kind;

namespace {

const Rules& rules_of(const Contract& contract, RulesId id) {
  return contract.rules[model::index(id)];
}

/// The Number or Text that an expression is, if it is one.
const Expr* constant(const Contract& contract, const Expr& value) {
  if (value.kind == ExprKind::Number || value.kind == ExprKind::Text) return &value;
  if (value.kind != ExprKind::Constant) return nullptr;
  return &contract.constants[static_cast<std::size_t>(value.number)].value;
}

bool equal(const Expr& a, const Expr& b) { return a.number == b.number && a.text == b.text; }

bool has_member(const Rules& rules, const Expr& value) {
  return std::any_of(rules.members.begin(), rules.members.end(),
                     [&](const Expr& member) { return equal(member, value); });
}

bool has_format(std::string_view format, std::string_view text) {
  if (format == "email") return is_email(text);
  if (format == "uri") return is_uri(text);
  if (format == "hostname") return is_hostname(text);
  if (format == "ipv4") return is_ipv4(text);
  if (format == "ipv6") return is_ipv6(text);
  return is_uuid(text);
}

/// Is a condition one of those that are joined by `and`?
bool is_part(const Expr& part, const Expr& whole) {
  if (model::same(part, whole)) return true;
  return whole.kind == ExprKind::Binary && whole.op == model::Op::And &&
         (is_part(part, whole.operands[0]) || is_part(part, whole.operands[1]));
}

/// Is a list that is unique by the keys of `in` unique by those of `out`?
bool all_keys(const Rules& out, const Rules& in) {
  return std::all_of(out.unique_by.begin(), out.unique_by.end(), [&](const model::Path& key) {
    return std::find(in.unique_by.begin(), in.unique_by.end(), key) != in.unique_by.end();
  });
}

/// Does every part of it follow?
bool follows(const Expr& condition, const Expr& from) {
  if (is_part(condition, from)) return true;
  return condition.kind == ExprKind::Binary && condition.op == model::Op::And &&
         follows(condition.operands[0], from) && follows(condition.operands[1], from);
}

}  // namespace

bool implied(const Contract& contract, RulesId outer, std::optional<RulesId> inner) {
  if (outer == inner) return true;
  if (!inner) return false;
  const Rules& out = rules_of(contract, outer);
  const Rules& in = rules_of(contract, *inner);
  if (!out.members.empty()) {
    const auto is_member = [&](const Expr& member) { return has_member(out, member); };
    if (in.members.empty() || !std::all_of(in.members.begin(), in.members.end(), is_member))
      return false;
  }
  return (out.pattern.empty() || out.pattern == in.pattern) &&
         (out.format.empty() || out.format == in.format) && all_keys(out, in) &&
         (!out.where || (in.where && follows(*out.where, *in.where)));
}

std::optional<bool> keeps(const Contract& contract, const Expr& value, RulesId id) {
  const Expr* of = constant(contract, value);
  if (!of) return std::nullopt;
  const Rules& rules = rules_of(contract, id);
  if (!rules.members.empty() && !has_member(rules, *of)) return false;
  if (!rules.pattern.empty()) {
    const pattern::Program program = pattern::compile(rules.pattern);
    if (!program.mistake && !matches(program.steps, of->text)) return false;
  }
  if (!rules.format.empty() && !has_format(rules.format, of->text)) return false;
  return rules.where ? truth_of(contract, *rules.where, of) : std::optional(true);
}

bool first_value_keeps(const Contract& contract, const Type& type) {
  if (!type.rules) return true;
  const Rules& rules = rules_of(contract, *type.rules);
  if (!is_scalar(type)) return !rules.where || truth_of(contract, *rules.where, nullptr) == true;
  Expr zero;
  const bool text =
      type.kind == Kind::String || type.kind == Kind::Float || type.kind == Kind::Uuid;
  zero.kind = text ? ExprKind::Text : ExprKind::Number;
  if (type.kind == Kind::Float) zero.text = "0";
  if (type.kind == Kind::Uuid) zero.text = "00000000-0000-0000-0000-000000000000";
  return keeps(contract, zero, *type.rules) == true;
}

bool known_to_keep(const TypeTable& types, const Expr& value, const Type& type) {
  if (!type.rules) return true;
  const auto part = [&](std::size_t i) { return known_to_keep(types, value.operands[i], type); };
  if (value.kind == ExprKind::Coalesce) return part(0) && part(1);
  if (value.kind == ExprKind::If) return part(1) && part(2);
  if (keeps(types.contract(), value, *type.rules) == true) return true;
  return implied(types.contract(), *type.rules, types[value.type].rules);
}

bool known_to_break(const TypeTable& types, const Expr& value, const Type& type) {
  if (!type.rules) return false;
  const auto part = [&](std::size_t i) { return known_to_break(types, value.operands[i], type); };
  if (value.kind == ExprKind::Coalesce) return part(0) && part(1);
  if (value.kind == ExprKind::If) return part(1) && part(2);
  return keeps(types.contract(), value, *type.rules) == false;
}

bool check_pattern(Workspace& work, const std::string& pattern, source::Span span) {
  const pattern::Program program = pattern::compile(pattern);
  if (!program.mistake) return true;
  const pattern::Mistake& mistake = *program.mistake;
  const auto begin = span.end - 1 - static_cast<std::uint32_t>(pattern.size());
  work.sink.report(diag::bad_pattern(mistake.what),
                   {span.file, begin + static_cast<std::uint32_t>(mistake.begin),
                    begin + static_cast<std::uint32_t>(mistake.end)},
                   mistake.why);
  return false;
}

namespace {

bool has_predicate(const syntax::Type& type) {
  const auto is_one = [](const syntax::Refinement& refinement) {
    return refinement.kind == syntax::Refinement::Kind::Where;
  };
  return std::any_of(type.refinements.begin(), type.refinements.end(), is_one) ||
         std::any_of(type.arguments.begin(), type.arguments.end(), has_predicate);
}

bool has_predicate(const std::vector<syntax::Field>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const syntax::Field& field) {
    return (field.type && has_predicate(*field.type)) || has_predicate(field.fields);
  });
}

}  // namespace

bool has_predicates(const syntax::Ast& ast) {
  const auto in_fields = [](const auto& one) { return has_predicate(one.fields); };
  const auto in_cases = [&](const syntax::Variant& one) {
    return std::any_of(one.cases.begin(), one.cases.end(), in_fields);
  };
  return std::any_of(ast.aliases.begin(), ast.aliases.end(),
                     [](const syntax::Alias& one) { return has_predicate(one.type); }) ||
         std::any_of(ast.records.begin(), ast.records.end(), in_fields) ||
         std::any_of(ast.variants.begin(), ast.variants.end(), in_cases) ||
         std::any_of(ast.states.begin(), ast.states.end(), in_fields) ||
         std::any_of(ast.intents.begin(), ast.intents.end(), in_fields) ||
         std::any_of(ast.events.begin(), ast.events.end(), in_fields);
}

std::int64_t searched(Workspace& work, std::size_t module, const std::string& pattern,
                      source::Span span) {
  const auto of = static_cast<model::ModuleId>(module);
  std::vector<model::SearchedPattern>& all = work.contract.patterns;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].module != of || all[i].text != pattern) continue;
    if (span.begin < all[i].span.begin) all[i].span = span;
    return static_cast<std::int64_t>(i);
  }
  all.push_back({of, pattern, span});
  return static_cast<std::int64_t>(all.size() - 1);
}

Result Typer::search(const syntax::Expr& expr) {
  Result text = any(expr.operands[0]);
  if (!check_pattern(work_, expr.text, expr.span) || !text) return std::nullopt;
  if (type_of(*text).kind != Kind::String) {
    work_.sink.report(diag::type_mismatch("`string`", work_.types.quoted(text->type)), text->span,
                      "`matches` searches in a text");
    return std::nullopt;
  }
  Expr value = node(ExprKind::Matches, work_.types.boolean(), expr.span, {*std::move(text)});
  value.text = expr.text;
  value.number = searched(work_, scope_.module, expr.text, expr.span);
  return value;
}

}  // namespace writ::sema
