// Division, arithmetic of floats, and arithmetic of times.
#include <algorithm>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

// --- division ------------------------------------------------------------------------------------

/// `a / b` of ints is cut off towards 0; of a decimal it keeps the digits of `a`, and of two that
/// are as near takes the even one. There is none where `b` is 0.
Result Typer::divided(Expr left, Expr right, source::Span span) {
  const Type by = type_of(right);
  if (type_of(left).kind == Kind::Int && by.kind == Kind::Decimal) {
    Result wide = to_decimal(std::move(left), by.scale);
    if (!wide) return std::nullopt;
    left = *std::move(wide);
  }
  const bool whole = type_of(left).kind == Kind::Int;
  const Interval of = shifted(interval(left.bounds), by.scale);
  const Interval result =
      whole ? quotient(of, interval(right.bounds)) : quotient_half_even(of, interval(right.bounds));
  const bool by_zero = right.bounds.contains(INT64_C(0));
  const TypeId type = work_.types.base(left.type);
  Expr value = node(ExprKind::Binary, type, span, {std::move(left), std::move(right)});
  value.op = Op::Divide;
  conclude(value, result);
  value.overflows |= by_zero;
  value.partial |= by_zero;
  return value;
}

// --- floats --------------------------------------------------------------------------------------

/// Of doubles; a result that is no finite number is none.
Result Typer::floating(Op op, Expr left, Expr right, source::Span span) {
  if (op == Op::Remainder) {
    work_.sink.report(diag::type_mismatch("`int`", "`float`"), span, "`%` is of whole numbers");
    return std::nullopt;
  }
  const TypeId type = work_.types.simple(Kind::Float);
  for (Expr* side : {&left, &right}) {
    Result wide = converted(std::move(*side), type);
    if (!wide) return std::nullopt;
    *side = *std::move(wide);
  }
  Expr value = node(ExprKind::Binary, type, span, {std::move(left), std::move(right)});
  value.op = op;
  value.overflows = true;
  value.partial = true;
  return value;
}

// --- times ---------------------------------------------------------------------------------------

namespace {

struct TimeRule {
  Kind left;
  Op op;
  Kind right;
  Kind result;
};
// All that there is of times.
constexpr TimeRule time_rules[] = {
    {Kind::Instant, Op::Minus, Kind::Instant, Kind::Duration},
    {Kind::Instant, Op::Minus, Kind::Duration, Kind::Instant},
    {Kind::Instant, Op::Plus, Kind::Duration, Kind::Instant},
    {Kind::Duration, Op::Plus, Kind::Duration, Kind::Duration},
    {Kind::Duration, Op::Minus, Kind::Duration, Kind::Duration},
    {Kind::Duration, Op::Times, Kind::Int, Kind::Duration},
    {Kind::Int, Op::Times, Kind::Duration, Kind::Duration},
    {Kind::Duration, Op::Divide, Kind::Int, Kind::Duration},
    {Kind::Duration, Op::Divide, Kind::Duration, Kind::Int},
};

constexpr std::string_view kind_word(Kind kind) {
  if (kind == Kind::Instant) return "`instant`";
  return kind == Kind::Int ? "`int`" : "`duration`";
}

/// What may stand on the right: "`int` or `duration`"; empty when the left side is wrong.
std::string right_of(Kind left, Op op) {
  std::string all;
  for (const TimeRule& rule : time_rules) {
    if (rule.left != left || rule.op != op) continue;
    (all += all.empty() ? "" : " or ") += kind_word(rule.right);
  }
  return all;
}

std::string left_of(Kind right, Op op) {
  std::string all;
  for (const TimeRule& rule : time_rules) {
    if (rule.right != right || rule.op != op) continue;
    (all += all.empty() ? "" : " or ") += kind_word(rule.left);
  }
  return all;
}

Interval result_of(Op op, Interval a, Interval b) {
  if (op == Op::Plus) return sum_of(a, b);
  if (op == Op::Minus) return difference(a, b);
  return op == Op::Times ? product(a, b) : quotient(a, b);
}

}  // namespace

Result Typer::temporal(Op op, Expr left, Expr right, source::Span span, source::Span op_span) {
  const Kind a = type_of(left).kind;
  const Kind b = type_of(right).kind;
  const auto* const rule = std::find_if(
      std::begin(time_rules), std::end(time_rules),
      [&](const TimeRule& one) { return one.left == a && one.op == op && one.right == b; });
  if (rule == std::end(time_rules)) {
    const std::string sign = "`" + std::string(source::describe(op).spelling) + "`";
    const std::string wanted = right_of(a, op);
    const std::string instead = wanted.empty() ? left_of(b, op) : wanted;
    const Expr& wrong = wanted.empty() ? left : right;
    const std::string found = work_.types.quoted(wrong.type);
    const bool is_date = a == Kind::Date || b == Kind::Date;
    if (instead.empty() || is_date) {
      work_.sink
          .report(
              diag::type_mismatch("a number", work_.types.quoted((is_date ? left : wrong).type)),
              is_date ? left.span : wrong.span,
              is_date ? "a date is compared, and has `.year`, `.month`, `.day`, `.weekday`"
                      : "there is no " + sign + " of times like these")
          .also(op_span, "for this " + sign);
      return std::nullopt;
    }
    work_.sink.report(diag::type_mismatch(instead, found), wrong.span)
        .also(op_span, "for this " + sign);
    return std::nullopt;
  }
  const Interval result = result_of(op, interval(left.bounds), interval(right.bounds));
  const Interval with_zeros = result_of(op, or_zero(left), or_zero(right));
  const bool by_zero = op == Op::Divide && right.bounds.contains(INT64_C(0));
  Expr value = node(ExprKind::Binary, work_.types.simple(rule->result), span,
                    {std::move(left), std::move(right)});
  value.op = op;
  conclude(value, result, with_zeros);
  value.overflows |= by_zero;
  value.partial |= by_zero;
  return value;
}

}  // namespace writ::sema
