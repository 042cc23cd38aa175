#include <algorithm>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Written = syntax::ExprKind;

namespace {

bool is_phase(const syntax::Expr& expr) {
  return expr.kind == Written::Name && expr.name.text == "phase";
}

/// Something along it may be absent, or was before it was asked for.
bool has_gap(const Expr& expr) {
  for (const Expr* step = &expr; is_step(*step); step = &step->operands[0]) {
    if (step->kind == ExprKind::At || step->kind == ExprKind::Value) return true;
  }
  return false;
}

/// May a path fail where no `??` helps: in what stands between its brackets, or at its bottom?
bool has_partial_index(const Expr& path) {
  const Expr* step = &path;
  for (; is_step(*step); step = &step->operands[0]) {
    if (step->kind == ExprKind::At && step->operands[1].partial) return true;
  }
  return step->partial;
}

/// `a % b` has the sign of `a` and is nearer to zero than `b`; there is none where `b` is 0.
Result remainder(Workspace& work, Expr left, Expr right, source::Span span) {
  for (const Expr* side : {&left, &right}) {
    if (work.types[side->type].kind == Kind::Int) continue;
    work.sink.report(diag::type_mismatch("`int`", work.types.quoted(side->type)), side->span,
                     "`%` is of whole numbers");
    return std::nullopt;
  }
  const model::Bounds of = left.bounds;
  const model::Bounds by = right.bounds;
  const std::int64_t most = by.least > INT64_MIN
                                ? std::max({std::abs(by.least), std::abs(by.most), INT64_C(1)}) - 1
                                : INT64_MAX;
  Expr value;
  value.kind = ExprKind::Binary;
  value.op = Op::Remainder;
  value.type = work.types.integer();
  value.bounds = {of.least >= 0 ? 0 : std::max(of.least, -most),
                  of.most <= 0 ? 0 : std::min(of.most, most)};
  // C++ has no remainder by 0, nor the one of the least number by -1.
  value.overflows = by.contains(INT64_C(0)) || (by.contains(INT64_C(-1)) && of.least == INT64_MIN);
  value.partial = value.overflows || left.partial || right.partial;
  // Of two known numbers it is one: a constant is made of such facts.
  if (!value.overflows && of.least == of.most && by.least == by.most)
    value.bounds = {of.least % by.least, of.least % by.least};
  value.operands = {std::move(left), std::move(right)};
  value.span = span;
  return value;
}

}  // namespace

bool Typer::require_number(const Expr& value, std::string_view why) {
  if (type_of(value).kind == Kind::Optional) return present(value).has_value();
  if (is_number(type_of(value))) return true;
  work_.sink.report(diag::type_mismatch("a number", work_.types.quoted(value.type)), value.span,
                    std::string(why));
  return false;
}

bool Typer::require_ordered(const Expr& value, std::string_view why) {
  return is_ordered(type_of(value)) || require_number(value, why);
}

bool Typer::pair(const syntax::Expr& expr, Result& left, Result& right) {
  const syntax::Expr& first = expr.operands[0];
  const syntax::Expr& second = expr.operands[1];
  if (is_bare_member(first) && !is_bare_member(second)) {
    right = any(second);
    if (right) left = any(first, right->type);
  } else {
    left = any(first);
    // Beside a mistake nobody knows what a bare name is a member of.
    if (left || !is_bare_member(second)) right = any(second, left ? left->type : no_type);
  }
  return left && right;
}

// --- logic and comparisons -----------------------------------------------------------------------

Result Typer::logic(const syntax::Expr& expr) {
  Result left = condition(expr.operands[0]);
  // The right side is looked at only where the left one does not decide.
  const std::vector<Fact> facts = scope_.facts;
  if (left) learn(*left, expr.op != Op::Or);
  Result right = condition(expr.operands[1]);
  scope_.facts = facts;
  if (!left || !right) return std::nullopt;
  Expr value = node(ExprKind::Binary, work_.types.boolean(), expr.span,
                    {*std::move(left), *std::move(right)});
  value.op = expr.op;
  return value;
}

Result Typer::comparison(const syntax::Expr& expr) {
  for (const bool first : {true, false}) {
    if (expr.operands[first ? 0 : 1].kind == Written::None)
      return compared_with_none(expr, expr.operands[first ? 1 : 0]);
  }
  Result left;
  Result right;
  if (!pair(expr, left, right)) return std::nullopt;
  const Op op = expr.op;
  const bool order = op != Op::Equal && op != Op::Unequal;
  const std::string sign = one_line(work_.input.files, expr.op_span);
  const std::string why = "`" + sign + "` compares numbers and times";
  if (order && (!require_ordered(*left, why) || !require_ordered(*right, why))) return std::nullopt;
  if ((type_of(*left).kind == Kind::Optional) != (type_of(*right).kind == Kind::Optional)) {
    Result same = equal(*std::move(left), *std::move(right), expr.span);
    if (same) same->op = op;
    return same;
  }
  if (!same_type({&*left, &*right}, sign)) return std::nullopt;
  Expr value = node(ExprKind::Binary, work_.types.boolean(), expr.span,
                    {*std::move(left), *std::move(right)});
  value.op = op;
  return value;
}

// --- arithmetic ----------------------------------------------------------------------------------

Result Typer::negate(const syntax::Expr& expr) {
  const syntax::Expr& of = expr.operands[0];
  // A literal with its sign is one number: the least one has no positive counterpart.
  if (of.kind == Written::Integer || of.kind == Written::Decimal)
    return number(of, true, expr.span);
  if (of.kind == Written::Duration) return literal(of, true, expr.span);
  Result operand = any(of);
  if (!operand) return std::nullopt;
  const Kind kind = type_of(*operand).kind;
  if (kind == Kind::Float)
    return node(ExprKind::Negate, work_.types.simple(kind), expr.span, {*std::move(operand)});
  if (kind != Kind::Duration && !require_number(*operand, "`-` takes a number"))
    return std::nullopt;
  const Interval negated = difference({0, 0}, interval(operand->bounds));
  const TypeId type = work_.types.base(operand->type);
  Expr value = node(ExprKind::Negate, type, expr.span, {*std::move(operand)});
  conclude(value, negated);
  return value;
}

Result Typer::arithmetic(const syntax::Expr& expr) {
  Result left = any(expr.operands[0]);
  Result right = any(expr.operands[1]);
  if (!left || !right) return std::nullopt;
  return operated(expr.op, *std::move(left), *std::move(right), expr.span, expr.op_span);
}

Result Typer::operated(Op op, Expr left, Expr right, source::Span span, source::Span op_span) {
  const Kind kinds[] = {type_of(left).kind, type_of(right).kind};
  for (const Kind kind : kinds) {
    if (kind == Kind::Instant || kind == Kind::Duration || kind == Kind::Date)
      return temporal(op, std::move(left), std::move(right), span, op_span);
  }
  for (const Kind kind : kinds) {
    if (kind == Kind::Float) return floating(op, std::move(left), std::move(right), span);
  }
  const std::string why = "`" + std::string(source::describe(op).spelling) + "` takes numbers";
  if (!require_number(left, why) || !require_number(right, why)) return std::nullopt;
  if (op == Op::Remainder) return remainder(work_, std::move(left), std::move(right), span);
  if (op == Op::Divide) return divided(std::move(left), std::move(right), span);
  if (op == Op::Times) return times(std::move(left), std::move(right), span, op_span);
  return plus_or_minus(op, std::move(left), std::move(right), span);
}

Result Typer::times(Expr left, Expr right, source::Span span, source::Span op_span) {
  const Type a = type_of(left);
  const Type b = type_of(right);
  const int scale = a.scale + b.scale;
  if (scale > 12) {
    work_.sink
        .report(diag::type_mismatch("at most 12 digits", std::to_string(scale)), op_span,
                "the digits behind the point add up")
        .also(left.span, "this is " + work_.types.quoted(left.type))
        .also(right.span, "this is " + work_.types.quoted(right.type));
    return std::nullopt;
  }
  const bool decimal = a.kind == Kind::Decimal || b.kind == Kind::Decimal;
  const Interval result = product(interval(left.bounds), interval(right.bounds));
  const TypeId type = decimal ? work_.types.decimal(scale) : work_.types.integer();
  Expr value = node(ExprKind::Binary, type, span, {std::move(left), std::move(right)});
  value.op = Op::Times;
  conclude(value, result);
  return value;
}

Result Typer::plus_or_minus(Op op, Expr left, Expr right, source::Span span) {
  // Unlike in a comparison, a literal of more digits makes the result one of more digits.
  const auto digits = [&](const Expr& value) { return type_of(value).scale; };
  if (type_of(left).kind == Kind::Decimal || type_of(right).kind == Kind::Decimal) {
    const int scale = std::max(digits(left), digits(right));
    for (Expr* side : {&left, &right}) {
      Result wide = converted(std::move(*side), work_.types.decimal(scale));
      if (!wide) return std::nullopt;
      *side = *std::move(wide);
    }
  }
  const auto result = [op](Interval a, Interval b) {
    return op == Op::Plus ? sum_of(a, b) : difference(a, b);
  };
  const Interval known = result(interval(left.bounds), interval(right.bounds));
  const Interval with_zeros = result(or_zero(left), or_zero(right));
  const TypeId type = work_.types.base(left.type);
  Expr value = node(ExprKind::Binary, type, span, {std::move(left), std::move(right)});
  value.op = op;
  conclude(value, known, with_zeros);
  return value;
}

/// Is it no number, and yet something that the operator changes: a float, a time?
bool Typer::changes(Op op, const Expr& place) const {
  const Kind kind = type_of(place).kind;
  if (kind == Kind::Float || kind == Kind::Duration) return true;
  return kind == Kind::Instant && op != Op::Times;
}

Result Typer::combined(Op op, Expr place, const syntax::Expr& written, source::Span span) {
  const TypeId wanted = place.type;
  Result right = any(written);
  if (!right) return std::nullopt;
  const std::string sign = "`" + std::string(source::describe(op).spelling) + "=`";
  if (changes(op, place)) {
    Result value = operated(op, std::move(place), *std::move(right), span, span);
    return value ? converted(*std::move(value), wanted) : std::nullopt;
  }
  if (!require_number(place, sign + " changes a number") ||
      !require_number(*right, sign + " takes a number")) {
    return std::nullopt;
  }
  if (op != Op::Times) {
    // The place has the say: what has more digits than it is the mistake, not the sum.
    right = converted(*std::move(right), wanted);
    if (!right) return std::nullopt;
    return plus_or_minus(op, std::move(place), *std::move(right), span);
  }
  const bool changes_type = type_of(place).kind == Kind::Int ? type_of(*right).kind != Kind::Int
                                                             : type_of(*right).scale != 0;
  if (changes_type) {
    const int digits = type_of(place).scale + type_of(*right).scale;
    work_.sink.report(diag::type_mismatch(work_.types.quoted(wanted),
                                          "`decimal(" + std::to_string(digits) + ")`"),
                      right->span, "the digits behind the point add up");
    return std::nullopt;
  }
  return times(std::move(place), *std::move(right), span, span);
}

Result Typer::coalesce(const syntax::Expr& expr) {
  open_ = true;
  Result left = any(expr.operands[0]);
  Result right = any(expr.operands[1], left ? left->type : no_type);
  if (!left || !right) return std::nullopt;
  const bool optional = type_of(*right).kind == Kind::Optional;
  const TypeId held = optional ? work_.types[right->type].element : right->type;
  right = converted(*std::move(right),
                    optional ? work_.types.collection(Kind::Optional, left->type) : left->type);
  if (!right) return std::nullopt;
  if (!has_gap(*left)) {
    const bool path = is_path(*left);
    work_.sink
        .report(diag::type_mismatch("something that may be absent",
                                    path ? "a value that is always there" : "an expression"),
                left->span,
                path ? "no `[…]` and nothing optional in its path: `??` is never needed"
                     : "only an optional, or a path with `[…]` in it, as in `stock[key] ?? 0`")
        .also(expr.op_span, "for this `??`");
    return std::nullopt;
  }
  const bool partial = has_partial_index(*left) || right->partial;
  const Interval bounds = hull(interval(left->bounds), interval(right->bounds));
  TypeId type = is_number(type_of(*left)) && !optional ? work_.types.base(left->type)
                                                       : joined(work_.types, left->type, held);
  if (optional) type = work_.types.collection(Kind::Optional, type);
  Expr value = node(ExprKind::Coalesce, type, expr.span, {*std::move(left), *std::move(right)});
  value.partial = partial;
  if (is_ordered(type_of(value))) conclude(value, bounds);
  return value;
}

// --- in ------------------------------------------------------------------------------------------

Result Typer::in(const syntax::Expr& expr) {
  Result value;
  const Written kind = expr.operands[1].kind;
  if (is_phase(expr.operands[0]) && !find_local("phase")) {
    value = in_phases(expr);
  } else if (kind == Written::Range) {
    value = in_bounds(expr);
  } else {
    value = one_of(expr);
  }
  if (!value || !expr.negated) return value;
  return node(ExprKind::Not, work_.types.boolean(), expr.span, {*std::move(value)});
}

Result Typer::in_bounds(const syntax::Expr& expr) {
  const syntax::Expr& range = expr.operands[1];
  Result value = any(expr.operands[0]);
  Result least = any(range.operands[0], value ? value->type : no_type);
  Result most = any(range.operands[1], value ? value->type : no_type);
  if (!value || !least || !most) return std::nullopt;
  const bool numbers = is_number(type_of(*value));
  for (Result* part : {&value, &least, &most}) {
    if (!require_ordered(**part, "a range is one of numbers or times")) return std::nullopt;
    const bool number = is_number(type_of(**part));
    if (numbers != number || !numbers) *part = converted(*std::move(*part), value->type);
    if (!*part) return std::nullopt;
  }
  if (numbers && !same_scale({&*value, &*least, &*most})) return std::nullopt;
  return node(ExprKind::InBounds, work_.types.boolean(), expr.span,
              {*std::move(value), *std::move(least), *std::move(most)});
}

Result Typer::one_of(const syntax::Expr& expr) {
  const syntax::Expr& set = expr.operands[1];
  if (set.kind != Written::Set) return has(expr);
  Result value = any(expr.operands[0]);
  if (value) value = present(*std::move(value));
  std::vector<Expr> parts;
  for (const syntax::Expr& member : set.operands) {
    if (!value && is_bare_member(member)) continue;
    Result part = value ? any(member, value->type) : any(member);
    if (!part) continue;
    if (value && takes_type(*part, value->type)) {
      part = taken(*std::move(part), value->type);
      if (!part) continue;
    }
    const bool numbers = value && is_number(type_of(*value)) && is_number(type_of(*part));
    if (value && !numbers && !work_.types.same_base(value->type, part->type)) {
      mismatch(*part, value->type);
    } else {
      parts.push_back(*std::move(part));
    }
  }
  if (!value || parts.size() != set.operands.size()) return std::nullopt;
  parts.insert(parts.begin(), *std::move(value));
  if (is_number(type_of(parts.front()))) {
    std::vector<Expr*> all;
    all.reserve(parts.size());
    for (Expr& part : parts) all.push_back(&part);
    if (!same_scale(all)) return std::nullopt;
  }
  return node(ExprKind::OneOf, work_.types.boolean(), expr.span, std::move(parts));
}

Result Typer::in_phases(const syntax::Expr& expr) {
  if (scope_.module != 0 || !work_.own().contract) {
    work_.sink.report(diag::unknown_name("phase"), expr.operands[0].span, "a module has no phases");
    return std::nullopt;
  }
  const syntax::Expr& members = expr.operands[1];
  std::vector<const syntax::Expr*> names;
  if (members.kind == Written::Set) {
    for (const syntax::Expr& member : members.operands) names.push_back(&member);
  } else {
    names.push_back(&members);
  }
  Expr value = node(ExprKind::InPhases, work_.types.boolean(), expr.span);
  bool complete = true;
  for (const syntax::Expr* name : names) {
    if (name->kind != Written::Name) {
      work_.sink.report(diag::type_mismatch("a phase", "an expression"), name->span,
                        "only the name of a phase stands here");
      complete = false;
      continue;
    }
    const NamedPhase* phase = find_phase(work_, name->name);
    complete &= phase != nullptr;
    if (phase) value.phases.insert(value.phases.end(), phase->leaves.begin(), phase->leaves.end());
  }
  std::sort(value.phases.begin(), value.phases.end());
  value.phases.erase(std::unique(value.phases.begin(), value.phases.end()), value.phases.end());
  if (!complete || value.phases.empty()) return std::nullopt;
  return value;
}

}  // namespace writ::sema
