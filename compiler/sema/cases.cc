// Which case a value is: `is`, `match`, and `if … then … else`.
#include "compiler/sema/cases.h"

#include <algorithm>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Written = syntax::ExprKind;
using Pattern = syntax::Pattern;

namespace {

constexpr std::size_t most_arms = 200;  // one is inside of the other

/// Of `v is Card`, also where `v` is optional: the node that asks.
const Expr* asks(const Expr& condition) {
  if (condition.kind == ExprKind::Is) return &condition;
  const bool both = condition.kind == ExprKind::Binary && condition.op == Op::And;
  if (!both || condition.operands[0].kind != ExprKind::IsThere) return nullptr;
  return condition.operands[1].kind == ExprKind::Is ? &condition.operands[1] : nullptr;
}

/// The value that a condition asks to be equal, `v == 3`: a Number or a Text.
const Expr* asked_value(const Expr& condition) {
  const Expr* at = &condition;
  if (at->kind == ExprKind::Binary && at->op == Op::And) at = &at->operands[1];
  if (at->kind != ExprKind::Binary || at->op != Op::Equal) return nullptr;
  const Expr* value = &at->operands[1];
  return value->kind == ExprKind::Some ? value->operands.data() : value;
}

bool is_true(const Expr& condition) {
  return condition.kind == ExprKind::Number && condition.number != 0;
}

/// Is a value that has come past the first condition never one of the second?
bool covers(const Expr& first, const Expr& second) {
  return is_true(first) || model::same(first, second);
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "`" : i + 1 == names.size() ? " and `" : ", `") + names[i] + "`";
  return out;
}

}  // namespace

// --- is ------------------------------------------------------------------------------------------

std::optional<std::int64_t> Typer::case_of(model::VariantId id, const syntax::Expr& written) {
  const model::Variant& variant = work_.contract.variant(id);
  const bool qualified = written.kind == Written::Member;
  if (qualified && (written.operands[0].kind != Written::Name ||
                    written.operands[0].name.text != variant.name)) {
    work_.sink.report(diag::unknown_name(one_line(work_.input.files, written.span)), written.span,
                      "the value is a `" + variant.name + "`");
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < variant.cases.size(); ++i) {
    if (variant.cases[i].name == written.name.text) return static_cast<std::int64_t>(i);
    names.emplace_back(variant.cases[i].name);
  }
  source::Diagnostic& diagnostic =
      work_.sink.report(diag::unknown_name(written.name.text), written.name.span,
                        "`" + variant.name + "` has no case of this name");
  diagnostic.also(variant.span, "`" + variant.name + "` is declared here");
  help_with(diagnostic, source::closest(written.name.text, names));
  return std::nullopt;
}

/// `value` is of a variant, or an optional of one.
Result Typer::case_condition(const Expr& value, std::int64_t number, source::Span span) {
  const TypeId boolean = work_.types.boolean();
  if (type_of(value).kind != Kind::Optional) {
    Expr is = node(ExprKind::Is, boolean, span, {value});
    is.number = number;
    return is;
  }
  Expr inner = node(ExprKind::Value, type_of(value).element, value.span, {value});
  Expr is = node(ExprKind::Is, boolean, span, {std::move(inner)});
  is.number = number;
  return both(node(ExprKind::IsThere, boolean, span, {value}), std::move(is), span);
}

Result Typer::is(const syntax::Expr& expr) {
  Result value = any(expr.operands[0]);
  if (!value) return std::nullopt;
  const Type& type = type_of(*value);
  const Type& of = type.kind == Kind::Optional ? work_.types[type.element] : type;
  if (of.kind != Kind::Variant) {
    work_.sink.report(diag::type_mismatch("a variant", work_.types.quoted(value->type)),
                      value->span, "`is` asks which case of a variant a value is");
    return std::nullopt;
  }
  const auto number = case_of(of.variant, expr.operands[1]);
  if (!number) return std::nullopt;
  if (type.kind == Kind::Optional && !is_path(*value)) return present(*std::move(value));
  return case_condition(*value, *number, expr.span);
}

Result Typer::inside_of(const Expr& condition) {
  const Expr* is = asks(condition);
  if (!is) return std::nullopt;
  const Expr& value = is->operands[0];
  if (!is_path(value)) {
    work_.sink
        .report(diag::type_mismatch("a path", "an expression"), value.span,
                "what a binder stands for must have a name")
        .help("give the value a name with `let` first");
    return std::nullopt;
  }
  return as_case(value, is->number);
}

Expr Typer::as_case(Expr value, std::int64_t number) const {
  const auto& of =
      work_.contract.variant(type_of(value).variant).cases[static_cast<std::size_t>(number)];
  const source::Span span = value.span;
  Expr inside = node(ExprKind::Case, work_.types.record(of.record), span, {std::move(value)});
  inside.number = number;
  return inside;
}

// --- match ---------------------------------------------------------------------------------------

std::optional<Arm> Typer::arm_of(const Expr& value, const Pattern& pattern) {
  const Type type = type_of(value);
  const bool optional = type.kind == Kind::Optional;
  const Type of = optional ? work_.types[type.element] : type;
  Arm arm;
  if (pattern.kind == Pattern::Kind::Anything) {
    arm.condition = node(ExprKind::Number, work_.types.boolean(), pattern.span);
    arm.condition.number = 1;
    return arm;
  }
  if (pattern.value.kind == Written::None) {
    if (!optional) return (void)none(pattern.value, value.type), std::nullopt;
    Expr there = node(ExprKind::IsThere, work_.types.boolean(), pattern.span, {value});
    arm.condition = node(ExprKind::Not, work_.types.boolean(), pattern.span, {std::move(there)});
    return arm;
  }
  if (pattern.kind == Pattern::Kind::Case && of.kind == Kind::Variant) {
    const auto number = case_of(of.variant, pattern.value);
    if (!number) return std::nullopt;
    arm.condition = *case_condition(value, *number, pattern.span);
    if (!pattern.binder.text.empty()) arm.inside = inside_of(arm.condition);
    return arm;
  }
  if (!pattern.binder.text.empty()) {
    work_.sink.report(diag::type_mismatch("a variant", work_.types.quoted(value.type)),
                      pattern.binder.span, "only a case of a variant has something in it");
    return std::nullopt;
  }
  Result member = of_pattern(pattern, optional ? type.element : value.type);
  if (!member) return std::nullopt;
  Result condition = equal(value, *std::move(member), pattern.span);
  if (!condition) return std::nullopt;
  arm.condition = *std::move(condition);
  return arm;
}

/// A member of an enum, or a literal, that a value of the type may equal.
Result Typer::of_pattern(const Pattern& pattern, TypeId wanted) {
  const Kind kind = work_.types[wanted].kind;
  if (pattern.kind == Pattern::Kind::Case && kind == Kind::Enum) {
    const syntax::Expr& written = pattern.value;
    if (written.kind == Written::Name)
      return member_of(work_.types[wanted].enumeration, written.name, written.span);
    return of(written, wanted);
  }
  if (pattern.kind == Pattern::Kind::Case) {
    work_.sink.report(diag::type_mismatch("a value to compare with", "a name"), pattern.span,
                      "the value is " + work_.types.quoted(wanted));
    return std::nullopt;
  }
  if (!is_scalar(work_.types[wanted])) {
    work_.sink.report(diag::type_mismatch(work_.types.quoted(wanted), "a literal"), pattern.span);
    return std::nullopt;
  }
  return of(pattern.value, wanted);
}

/// In words what no arm is for; empty for nothing.
std::string Typer::left_out(const Expr& value, const std::vector<Arm>& arms) const {
  const Type& type = type_of(value);
  const bool optional = type.kind == Kind::Optional;
  const Type& of = optional ? work_.types[type.element] : type;
  const auto any_arm = [&](auto fits) {
    return std::any_of(arms.begin(), arms.end(),
                       [&](const Arm& arm) { return fits(arm.condition); });
  };
  if (any_arm(is_true)) return {};
  std::vector<std::string> names;
  const auto need = [&](const std::string& name, auto fits) {
    if (!any_arm(fits)) names.push_back(name);
  };
  const auto need_value = [&](const std::string& name, std::int64_t number) {
    need(name, [&](const Expr& condition) {
      const Expr* asked = asked_value(condition);
      return asked && asked->number == number;
    });
  };
  if (optional) need("none", [](const Expr& c) { return c.kind == ExprKind::Not; });
  if (of.kind == Kind::Variant) {
    const auto& cases = work_.contract.variant(of.variant).cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      need(cases[i].name, [&](const Expr& condition) {
        const Expr* is = asks(condition);
        return is && is->number == static_cast<std::int64_t>(i);
      });
    }
  } else if (of.kind == Kind::Enum) {
    const auto& members = work_.contract.enumerations[model::index(of.enumeration)].members;
    for (std::size_t i = 0; i < members.size(); ++i)
      need_value(members[i], static_cast<std::int64_t>(i));
  } else if (of.kind == Kind::Bool) {
    need_value("true", 1);
    need_value("false", 0);
  } else {
    names.emplace_back("_");
  }
  return listed(names);
}

std::optional<Matched> Typer::matched(const syntax::Expr& written,
                                      const std::vector<const Pattern*>& patterns,
                                      source::Span span) {
  Result value = any(written);
  if (patterns.size() > most_arms) {
    work_.sink.report(diag::unsupported_yet("a `match` of more than 200 arms"), span);
    return std::nullopt;
  }
  if (!value) return std::nullopt;
  // What is known to be there may be asked for all the same.
  const bool asked = std::any_of(patterns.begin(), patterns.end(), [](const Pattern* pattern) {
    return pattern->value.kind == Written::None && pattern->kind == Pattern::Kind::Value;
  });
  if (asked && value->kind == ExprKind::Value) value = Expr(std::move(value->operands[0]));
  Matched result;
  if (!is_path(*value)) {
    result.name = "$" + std::to_string(++bound_);
    Expr local = this->local(result.name, value->type, value->span);
    local.bounds = value->bounds;
    result.value = std::exchange(*value, std::move(local));
  }
  bool complete = true;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    std::optional<Arm> arm = arm_of(*value, *patterns[i]);
    complete &= arm.has_value();
    if (!arm) continue;
    arm->pattern = i;
    const auto first = std::find_if(result.arms.begin(), result.arms.end(), [&](const Arm& one) {
      return covers(one.condition, arm->condition);
    });
    if (first == result.arms.end() &&
        !(complete && i > 0 && left_out(*value, result.arms).empty())) {
      result.arms.push_back(*std::move(arm));
      continue;
    }
    source::Diagnostic& diagnostic = work_.sink.report(diag::unreachable_arm(), patterns[i]->span,
                                                       "everything is taken by the arms before");
    if (first != result.arms.end() && !is_true(first->condition)) {
      diagnostic.primary.text = "a second one of the same";
      diagnostic.also(patterns[first->pattern]->span, "the first one");
    }
  }
  if (!complete) return std::nullopt;
  const std::string missing = left_out(*value, result.arms);
  if (!missing.empty()) {
    work_.sink
        .report(diag::missing_arm(missing == "`_`" ? "other values" : missing), span,
                "every value needs an arm")
        .help("`_` stands for all the others");
    return std::nullopt;
  }
  result.arms.back().last = true;
  return result;
}

void Typer::enter(const Arm& arm, const syntax::Name& binder) {
  learn(arm.condition, true);
  if (arm.inside && !binder.text.empty()) declare_alias(Entity::Variable, binder, *arm.inside);
}

Result Typer::match(const syntax::Expr& expr, TypeId hint) {
  std::vector<const Pattern*> patterns;
  for (const syntax::Arm& arm : expr.arms) patterns.push_back(&arm.pattern);
  std::optional<Matched> of = matched(expr.operands[0], patterns, expr.operands[0].span);
  if (!of) return std::nullopt;
  const Scope outer = scope_;
  std::vector<Expr> conditions;
  std::vector<Expr> values;
  for (const Arm& arm : of->arms) {
    const Scope before = scope_;
    enter(arm, expr.arms[arm.pattern].pattern.binder);
    Result value = any(expr.arms[arm.pattern].value, hint);
    scope_ = before;
    learn(arm.condition, false);
    if (value) values.push_back(*std::move(value));
    conditions.push_back(arm.condition);
  }
  scope_ = outer;
  if (values.size() != conditions.size()) return std::nullopt;
  conditions.pop_back();
  Result value = chosen(std::move(conditions), std::move(values), hint, expr.span);
  if (!value || !of->value) return value;
  const model::Bounds bounds = value->bounds;
  const TypeId type = value->type;
  Expr with = node(ExprKind::With, type, expr.span, {*std::move(of->value), *std::move(value)});
  with.text = of->name;
  with.bounds = bounds;
  return with;
}

// --- if ------------------------------------------------------------------------------------------

Result Typer::conditional(const syntax::Expr& expr, TypeId hint) {
  Result condition = this->condition(expr.operands[0]);
  std::vector<Expr> values;
  for (const bool truth : {true, false}) {
    const std::vector<Fact> facts = scope_.facts;
    if (condition) learn(*condition, truth);
    Result value = any(expr.operands[truth ? 1 : 2], hint);
    scope_.facts = facts;
    if (value) values.push_back(*std::move(value));
  }
  if (!condition || values.size() != 2) return std::nullopt;
  return chosen({*std::move(condition)}, std::move(values), hint, expr.span);
}

/// The value of the first condition that holds; the last value where none does.
Result Typer::chosen(std::vector<Expr> conditions, std::vector<Expr> values, TypeId hint,
                     source::Span span) {
  if (!unify(values, hint)) return std::nullopt;
  Expr value = std::move(values.back());
  value.span = conditions.empty() ? span : value.span;
  for (std::size_t i = conditions.size(); i-- > 0;) {
    const TypeId type = joined(work_.types, values[i].type, value.type);
    const Interval bounds = hull(interval(values[i].bounds), interval(value.bounds));
    value = node(ExprKind::If, type, span,
                 {std::move(conditions[i]), std::move(values[i]), std::move(value)});
    if (is_ordered(type_of(value)))
      value.bounds = {static_cast<std::int64_t>(bounds.least),
                      static_cast<std::int64_t>(bounds.most)};
  }
  return value;
}

/// Brings what may be chosen to one base type; reports where there is none.
bool Typer::unify(std::vector<Expr>& values, TypeId hint) {
  const auto is_optional = [&](const Expr& value) { return type_of(value).kind == Kind::Optional; };
  const auto optional = std::find_if(values.begin(), values.end(), is_optional);
  const bool wanted = hint != no_type && work_.types[hint].kind == Kind::Optional;
  if (wanted || optional != values.end()) {
    const TypeId type = wanted ? hint : optional->type;
    for (Expr& value : values) {
      Result converted = this->converted(std::move(value), type);
      if (!converted) return false;
      value = *std::move(converted);
    }
    return true;
  }
  if (std::all_of(values.begin(), values.end(),
                  [&](const Expr& value) { return is_number(type_of(value)); })) {
    std::vector<Expr*> all;
    for (Expr& value : values) all.push_back(&value);
    return same_scale(all);
  }
  for (const Expr& value : values) {
    if (work_.types.same_base(values[0].type, value.type)) continue;
    work_.sink
        .report(
            diag::type_mismatch(work_.types.quoted(values[0].type), work_.types.quoted(value.type)),
            value.span, "whatever is chosen is of one type")
        .also(values[0].span, "this is " + work_.types.quoted(values[0].type));
    return false;
  }
  return true;
}

TypeId joined(TypeTable& types, TypeId a, TypeId b) {
  if (types.contains(a, b)) return a;
  if (types.contains(b, a)) return b;
  Type type = types[a];
  const Type other = types[b];
  type.alias.clear();
  type.rules.reset();
  type.said.reset();
  type.bounds = {std::min(type.bounds.least, other.bounds.least),
                 std::max(type.bounds.most, other.bounds.most)};
  type.size = {std::min(type.size.least, other.size.least),
               std::max(type.size.most, other.size.most)};
  if (type.kind == Kind::Map) type.key = joined(types, type.key, other.key);
  if (type.kind == Kind::Map || type.kind == Kind::List || type.kind == Kind::Set ||
      type.kind == Kind::Optional)
    type.element = joined(types, type.element, other.element);
  return types.intern(std::move(type));
}

}  // namespace writ::sema
