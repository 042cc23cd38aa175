#include "compiler/emit/known.h"

#include <vector>

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Op;

namespace {

bool is_binary(const Expr& expr, source::OpGroup group) {
  return expr.kind == ExprKind::Binary && source::describe(expr.op).group == group;
}

/// `value op number`
struct Test {
  const Expr* value = nullptr;
  Op op{};
  std::int64_t number = 0;

  [[nodiscard]] bool holds(std::int64_t of) const {
    switch (op) {
      case Op::Equal: return of == number;
      case Op::Unequal: return of != number;
      case Op::Less: return of < number;
      case Op::AtMost: return of <= number;
      case Op::Greater: return of > number;
      default: return of >= number;
    }
  }
};

Op mirrored(Op op) {
  switch (op) {
    case Op::Less: return Op::Greater;
    case Op::AtMost: return Op::AtLeast;
    case Op::Greater: return Op::Less;
    case Op::AtLeast: return Op::AtMost;
    default: return op;
  }
}

std::optional<std::int64_t> number(const model::Contract& contract, const Expr& expr) {
  if (expr.kind == ExprKind::Constant)
    return contract.constants[static_cast<std::size_t>(expr.number)].value.number;
  return literal_value(expr);
}

std::optional<Test> test(const model::Contract& contract, const Expr& expr) {
  if (!is_binary(expr, source::OpGroup::Comparison)) return std::nullopt;
  if (const auto right = number(contract, expr.operands[1]))
    return Test{&expr.operands[0], expr.op, *right};
  if (const auto left = number(contract, expr.operands[0]))
    return Test{&expr.operands[1], mirrored(expr.op), *left};
  return std::nullopt;
}

/// Both tests of one value: what they are together changes beside their numbers only.
std::optional<bool> together(const Test& a, const Test& b, bool both) {
  if (!model::same(*a.value, *b.value)) return std::nullopt;
  std::optional<bool> all;
  for (const std::int64_t at : {a.number, b.number}) {
    for (const std::int64_t by : {-1, 0, 1}) {
      std::int64_t point = 0;
      if (__builtin_add_overflow(at, by, &point)) continue;
      const bool holds = both ? a.holds(point) && b.holds(point) : a.holds(point) || b.holds(point);
      if (all && *all != holds) return std::nullopt;
      all = holds;
    }
  }
  return all;
}

}  // namespace

std::optional<std::int64_t> literal_value(const Expr& expr) {
  if (expr.kind == ExprKind::Number) return expr.number;
  const bool computed = expr.kind == ExprKind::Negate || expr.kind == ExprKind::Widen ||
                        is_binary(expr, source::OpGroup::Arithmetic);
  if (!computed || expr.partial) return std::nullopt;
  std::vector<std::int64_t> operands;
  for (const Expr& operand : expr.operands) {
    const auto value = literal_value(operand);
    if (!value) return std::nullopt;
    operands.push_back(*value);
  }
  if (expr.kind == ExprKind::Binary && expr.op == Op::Remainder) return operands[0] % operands[1];
  if (expr.bounds.least != expr.bounds.most) return std::nullopt;
  return expr.bounds.least;
}

std::optional<bool> settled(const model::Contract& contract, const Expr& expr) {
  if (expr.partial) return std::nullopt;
  if (is_binary(expr, source::OpGroup::Comparison) &&
      model::same(expr.operands[0], expr.operands[1]))
    return expr.op == Op::Equal || expr.op == Op::AtMost || expr.op == Op::AtLeast;
  if (is_binary(expr, source::OpGroup::Comparison) && expr.operands[0].kind == ExprKind::Text &&
      expr.operands[1].kind == ExprKind::Text)
    return (expr.operands[0].text == expr.operands[1].text) == (expr.op == Op::Equal);
  std::optional<Test> left;
  std::optional<Test> right;
  if (is_binary(expr, source::OpGroup::Logic) && expr.op != Op::Implies) {
    left = test(contract, expr.operands[0]);
    right = test(contract, expr.operands[1]);
  } else if (expr.kind == ExprKind::InBounds) {
    const auto least = number(contract, expr.operands[1]);
    const auto most = number(contract, expr.operands[2]);
    if (least) left = Test{expr.operands.data(), Op::AtLeast, *least};
    if (most) right = Test{expr.operands.data(), Op::AtMost, *most};
  }
  if (!left || !right) return std::nullopt;
  return together(*left, *right, expr.kind == ExprKind::InBounds || expr.op == Op::And);
}

}  // namespace writ::emit
