#include "compiler/sema/evaluate.h"

#include <cmath>

#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"
#include "compiler/source/literals.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;

namespace {

constexpr std::size_t most_steps = 100'000;
constexpr std::size_t most_depth = 500;

Value arithmetic(Op op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  bool fails = false;
  if (op == Op::Plus) fails = __builtin_add_overflow(a, b, &result);
  if (op == Op::Minus) fails = __builtin_sub_overflow(a, b, &result);
  if (op == Op::Times) fails = __builtin_mul_overflow(a, b, &result);
  if (op == Op::Divide) fails = b == 0 || (b == -1 && a == INT64_MIN);
  if (op == Op::Divide && !fails) result = a / b;
  if (op == Op::Remainder) fails = b == 0;
  if (op == Op::Remainder && b != 0 && b != -1) result = a % b;
  return fails ? nothing() : Value{false, false, result, {}};
}

/// Of two of type `float`.
Value compared(Op op, const Value& left, const Value& right) {
  const double a = source::float_value(left.text);
  const double b = source::float_value(right.text);
  switch (op) {
    case Op::Equal: return truth(a == b);
    case Op::Unequal: return truth(a != b);
    case Op::Less: return truth(a < b);
    case Op::AtMost: return truth(a <= b);
    case Op::Greater: return truth(a > b);
    default: return truth(a >= b);
  }
}

Value real(double value) {
  if (!std::isfinite(value)) return nothing();
  return {false, false, 0, source::float_words(source::float_rank(value))};
}

/// The same as at run time, by IEEE 754; what is no finite number is none.
Value floating(Op op, const Value& left, const Value& right) {
  const double a = source::float_value(left.text);
  const double b = source::float_value(right.text);
  switch (op) {
    case Op::Plus: return real(a + b);
    case Op::Minus: return real(a - b);
    case Op::Times: return real(a * b);
    default: return b == 0 ? nothing() : real(a / b);
  }
}

}  // namespace

Evaluator::Known Evaluator::evaluate(const Expr& expr) {
  if (++steps_ > most_steps || depth_ > most_depth) return std::nullopt;
  ++depth_;
  const std::optional<Known> known = read(expr);
  Known value = known ? *known : worked_out(expr);
  --depth_;
  return value;
}

Evaluator::Known Evaluator::worked_out(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Number: return Value{false, false, expr.number, {}};
    case ExprKind::Text: return Value{false, false, 0, expr.text};
    case ExprKind::None: return none();
    case ExprKind::Some: return evaluate(expr.operands[0]);
    case ExprKind::IsThere:
    case ExprKind::Value: return optional(expr);
    case ExprKind::If: {
      Known condition = evaluate(expr.operands[0]);
      if (!condition || condition->absent) return condition;
      return evaluate(expr.operands[condition->number != 0 ? 1 : 2]);
    }
    case ExprKind::Constant:
      return evaluate(contract_.constants[static_cast<std::size_t>(expr.number)].value);
    case ExprKind::Local: return locals_.contains(expr.text) ? locals_[expr.text].value : Known();
    case ExprKind::Size: return size(expr.operands[0]);
    case ExprKind::Call: return call(expr);
    case ExprKind::Builtin: return builtin(expr);
    case ExprKind::Binary: return binary(expr);
    case ExprKind::Coalesce: {
      const Known left = evaluate(expr.operands[0]);
      return left && left->absent ? evaluate(expr.operands[1]) : left;
    }
    case ExprKind::Not:
    case ExprKind::Negate:
    case ExprKind::Widen: return unary(expr);
    case ExprKind::Matches: return matches(expr);
    case ExprKind::InBounds:
    case ExprKind::OneOf: return membership(expr);
    default: return std::nullopt;
  }
}

Evaluator::Known Evaluator::size(const Expr& of) {
  if (contract_.type(of.type).kind != Type::Kind::String) return std::nullopt;
  Known text = evaluate(of);
  if (!text || text->absent) return text;
  std::int64_t length = 0;
  for (const char c : text->text) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return Value{false, false, length, {}};
}

Evaluator::Known Evaluator::optional(const Expr& expr) {
  Known of = evaluate(expr.operands[0]);
  if (!of || of->absent) return of;
  if (expr.kind == ExprKind::IsThere) return truth(!of->none);
  return of->none ? nothing() : of;
}

Evaluator::Known Evaluator::call(const Expr& expr) {
  const model::Function& function = contract_.functions[static_cast<std::size_t>(expr.number)];
  std::map<std::string, Local> parameters;
  for (std::size_t i = 0; i < expr.operands.size(); ++i)
    parameters[function.parameters[i].name] = {evaluate(expr.operands[i])};
  std::swap(locals_, parameters);
  Known value = evaluate(function.value);
  std::swap(locals_, parameters);
  return value;
}

Evaluator::Known Evaluator::matches(const Expr& expr) {
  Known text = evaluate(expr.operands[0]);
  if (!text || text->absent) return text;
  const pattern::Program program = pattern::compile(expr.text);
  if (program.mistake) return std::nullopt;
  return truth(writ::matches(program.steps, text->text));
}

Evaluator::Known Evaluator::unary(const Expr& expr) {
  Known of = evaluate(expr.operands[0]);
  if (!of || of->absent) return of;
  if (expr.kind == ExprKind::Not) return truth(of->number == 0);
  if (contract_.type(expr.type).kind == Type::Kind::Float && expr.kind == ExprKind::Negate)
    return real(-source::float_value(of->text));
  if (expr.kind == ExprKind::Negate) return arithmetic(Op::Minus, 0, of->number);
  const Type& from = contract_.type(expr.operands[0].type);
  Known wide = of;
  for (int i = from.scale; i < contract_.type(expr.type).scale && !wide->absent; ++i)
    wide = arithmetic(Op::Times, wide->number, 10);
  return wide;
}

Evaluator::Known Evaluator::binary(const Expr& expr) {
  Known left = evaluate(expr.operands[0]);
  if (!left || left->absent) return left;
  if (source::describe(expr.op).group == source::OpGroup::Logic) {
    const bool decided = expr.op == Op::Or ? left->number != 0 : left->number == 0;
    if (decided) return truth(expr.op != Op::And);
    return evaluate(expr.operands[1]);
  }
  Known right = evaluate(expr.operands[1]);
  if (!right || right->absent) return right;
  const Type::Kind kind = contract_.type(expr.type).kind;
  if (expr.op == Op::Divide && kind == Type::Kind::Decimal) return std::nullopt;
  if (kind == Type::Kind::Float) return floating(expr.op, *left, *right);
  if (source::describe(expr.op).group == source::OpGroup::Arithmetic)
    return arithmetic(expr.op, left->number, right->number);
  if (contract_.type(expr.operands[0].type).kind == Type::Kind::Float)
    return compared(expr.op, *left, *right);
  switch (expr.op) {
    case Op::Equal: return truth(*left == *right);
    case Op::Unequal: return truth(*left != *right);
    case Op::Less: return truth(left->number < right->number);
    case Op::AtMost: return truth(left->number <= right->number);
    case Op::Greater: return truth(left->number > right->number);
    default: return truth(left->number >= right->number);
  }
}

Evaluator::Known Evaluator::membership(const Expr& expr) {
  std::vector<Value> values;
  for (const Expr& operand : expr.operands) {
    Known value = evaluate(operand);
    if (!value || value->absent) return value;
    values.push_back(*std::move(value));
  }
  if (expr.kind == ExprKind::InBounds &&
      contract_.type(expr.operands[0].type).kind == Type::Kind::Float)
    return truth(compared(Op::AtLeast, values[0], values[1]).number != 0 &&
                 compared(Op::AtMost, values[0], values[2]).number != 0);
  if (expr.kind == ExprKind::InBounds)
    return truth(values[1].number <= values[0].number && values[0].number <= values[2].number);
  bool found = false;
  for (std::size_t i = 1; i < values.size(); ++i) found |= values[i] == values[0];
  return truth(found);
}

Evaluator::Known Evaluator::builtin(const Expr& expr) {
  const auto kind = static_cast<model::BuiltinKind>(expr.number);
  const bool number = model::BuiltinKind::Abs == kind || model::BuiltinKind::Least == kind ||
                      model::BuiltinKind::Greatest == kind;
  if (!number || contract_.type(expr.type).kind == Type::Kind::Float) return std::nullopt;
  Known first = evaluate(expr.operands[0]);
  if (!first || first->absent) return first;
  if (kind == model::BuiltinKind::Abs)
    return first->number < 0 ? arithmetic(Op::Minus, 0, first->number) : first;
  Known second = evaluate(expr.operands[1]);
  if (!second || second->absent) return second;
  const bool least = kind == model::BuiltinKind::Least;
  return (second->number < first->number) == least ? second : first;
}

}  // namespace writ::sema
