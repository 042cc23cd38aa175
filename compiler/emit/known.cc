#include "compiler/emit/known.h"

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
  return literal_value(contract, expr);
}

std::optional<Test> test(const model::Contract& contract, const Expr& expr) {
  if (!is_binary(expr, source::OpGroup::Comparison)) return std::nullopt;
  if (const auto right = number(contract, expr.operands[1]))
    return Test{&expr.operands[0], expr.op, *right};
  if (const auto left = number(contract, expr.operands[0]))
    return Test{&expr.operands[1], mirrored(expr.op), *left};
  return std::nullopt;
}

std::optional<std::int64_t> widened(std::int64_t units, int digits) {
  for (; digits > 0; --digits)
    if (__builtin_mul_overflow(units, std::int64_t{10}, &units)) return std::nullopt;
  return units;
}

Op opposite(Op op) {
  switch (op) {
    case Op::Equal: return Op::Unequal;
    case Op::Unequal: return Op::Equal;
    case Op::Less: return Op::AtLeast;
    case Op::AtMost: return Op::Greater;
    case Op::Greater: return Op::AtMost;
    default: return Op::Less;
  }
}

/// Are the two the same, or one the opposite of the other, `not n == 3` and `n != 3`?
std::optional<bool> equal_to_itself(const Expr& a, const Expr& b) {
  if (model::same(a, b)) return true;
  const auto turned = [](std::optional<bool> equal) {
    return equal ? std::optional(!*equal) : std::nullopt;
  };
  if (a.kind == ExprKind::Not) return turned(equal_to_itself(a.operands[0], b));
  if (b.kind == ExprKind::Not) return turned(equal_to_itself(a, b.operands[0]));
  const bool opposites = is_binary(a, source::OpGroup::Comparison) &&
                         is_binary(b, source::OpGroup::Comparison) && b.op == opposite(a.op) &&
                         model::same(a.operands[0], b.operands[0]) &&
                         model::same(a.operands[1], b.operands[1]);
  return opposites ? std::optional(false) : std::nullopt;
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

std::optional<std::int64_t> literal_value(const model::Contract& contract, const Expr& expr) {
  if (expr.kind == ExprKind::Number) return expr.number;
  const bool arithmetic = is_binary(expr, source::OpGroup::Arithmetic);
  if (!arithmetic && expr.kind != ExprKind::Negate && expr.kind != ExprKind::Widen)
    return std::nullopt;
  const auto left = literal_value(contract, expr.operands[0]);
  if (!left) return std::nullopt;
  std::int64_t value = 0;
  if (expr.kind == ExprKind::Negate)
    return __builtin_sub_overflow(std::int64_t{0}, *left, &value) ? std::nullopt
                                                                  : std::optional(value);
  if (expr.kind == ExprKind::Widen)
    return widened(*left,
                   contract.type(expr.type).scale - contract.type(expr.operands[0].type).scale);
  const auto right = literal_value(contract, expr.operands[1]);
  if (!right) return std::nullopt;
  bool overflows = false;
  switch (expr.op) {
    case Op::Plus: overflows = __builtin_add_overflow(*left, *right, &value); break;
    case Op::Minus: overflows = __builtin_sub_overflow(*left, *right, &value); break;
    case Op::Times: overflows = __builtin_mul_overflow(*left, *right, &value); break;
    case Op::Divide:
      if (contract.type(expr.type).kind == model::Type::Kind::Decimal) return std::nullopt;
      overflows = *right == 0 || (*right == -1 && *left == INT64_MIN);
      if (!overflows) value = *left / *right;
      break;
    default:
      overflows = *right == 0;
      if (!overflows) value = *right == -1 ? 0 : *left % *right;
  }
  return overflows ? std::nullopt : std::optional(value);
}

std::optional<bool> settled(const model::Contract& contract, const Expr& expr) {
  if (expr.partial) return std::nullopt;
  if (is_binary(expr, source::OpGroup::Comparison)) {
    const std::optional<bool> equal = equal_to_itself(expr.operands[0], expr.operands[1]);
    if (equal && *equal)
      return expr.op == Op::Equal || expr.op == Op::AtMost || expr.op == Op::AtLeast;
    if (equal) return expr.op == Op::Unequal;  // of two `bool`
  }
  if (is_binary(expr, source::OpGroup::Comparison) && expr.operands[0].kind == ExprKind::Text &&
      expr.operands[1].kind == ExprKind::Text &&
      contract.type(expr.operands[0].type).kind == model::Type::Kind::String)
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
