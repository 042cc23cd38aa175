// Operators. Numbers are exact or have no value, doubles are finite or have none.
#include <writ/core/decimal.h>
#include <writ/core/number.h>

#include "compiler/interpret/evaluate.h"

namespace writ::interpret {

using model::ExprKind;
using model::Op;
using model::Type;
using Kind = Type::Kind;

namespace {

/// The result, if there is one.
template <class T>
Value result(T value, const Fault& fault) {
  if (fault) throw NoValue{fault.kind()};
  return Value::of(value);
}

bool holds(Op op, std::weak_ordering order) {
  switch (op) {
    case Op::Equal: return std::is_eq(order);
    case Op::Unequal: return std::is_neq(order);
    case Op::Less: return std::is_lt(order);
    case Op::AtMost: return std::is_lteq(order);
    case Op::Greater: return std::is_gt(order);
    default: return std::is_gteq(order);
  }
}

Value of_reals(Op op, double a, double b) {
  Fault fault;
  switch (op) {
    case Op::Plus: a += b; break;
    case Op::Minus: a -= b; break;
    case Op::Times: a *= b; break;
    default: a /= b; break;
  }
  return result(finite(a, fault), fault);
}

std::int64_t quotient(const Type& of, std::int64_t a, const Type& by, std::int64_t b,
                      Fault& fault) {
  if (of.kind != Kind::Decimal) return div(a, b, fault);
  return divide_half_even(a, b, by.kind == Kind::Decimal ? by.scale : 0, fault);
}

}  // namespace

Value Evaluator::negated(const Expr& expr) {
  const Value of = value(expr.operands[0]);
  if (program_.type(expr.type).kind == Kind::Float) return Value::of(-of.real());
  Fault fault;
  return result(neg(of.number(), fault), fault);
}

/// An int or a decimal of fewer digits, with the digits that are wanted.
Value Evaluator::widened(const Expr& expr) {
  const Expr& inner = expr.operands[0];
  const int digits = program_.type(expr.type).scale - program_.type(inner.type).scale;
  Fault fault;
  return result(mul(value(inner).number(), power_of_ten(digits), fault), fault);
}

Value Evaluator::binary(const Expr& expr) {
  switch (expr.op) {
    case Op::And: return Value::of(holds(expr.operands[0]) && holds(expr.operands[1]));
    case Op::Or: return Value::of(holds(expr.operands[0]) || holds(expr.operands[1]));
    case Op::Implies: return Value::of(!holds(expr.operands[0]) || holds(expr.operands[1]));
    case Op::Plus:
    case Op::Minus:
    case Op::Times:
    case Op::Divide:
    case Op::Remainder: return arithmetic(expr);
    default: return compared(expr);
  }
}

Value Evaluator::compared(const Expr& expr) {
  Value left;
  Value right;
  const Value& a = look(expr.operands[0], left);
  const Value& b = look(expr.operands[1], right);
  return Value::of(interpret::holds(expr.op, a <=> b));
}

Value Evaluator::arithmetic(const Expr& expr) {
  const Expr& left = expr.operands[0];
  const Expr& right = expr.operands[1];
  const Value of = value(left);
  const Value by = value(right);
  if (program_.type(expr.type).kind == Kind::Float) return of_reals(expr.op, of.real(), by.real());
  const std::int64_t a = of.number();
  const std::int64_t b = by.number();
  Fault fault;
  switch (expr.op) {
    case Op::Plus: return result(add(a, b, fault), fault);
    case Op::Minus: return result(sub(a, b, fault), fault);
    case Op::Times: return result(mul(a, b, fault), fault);
    case Op::Remainder: return result(rem(a, b, fault), fault);
    default:
      return result(quotient(program_.type(left.type), a, program_.type(right.type), b, fault),
                    fault);
  }
}

/// `x in a..b`, `x in {a, b}`
Value Evaluator::membership(const Expr& expr) {
  Value made;
  const Value& wanted = look(expr.operands[0], made);
  if (expr.kind == ExprKind::InBounds)
    return Value::of(wanted >= value(expr.operands[1]) && wanted <= value(expr.operands[2]));
  for (std::size_t i = 1; i < expr.operands.size(); ++i)
    if (wanted == value(expr.operands[i])) return Value::of(true);
  return Value::of(false);
}

}  // namespace writ::interpret
