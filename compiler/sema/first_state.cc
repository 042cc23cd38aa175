// Invariants hold from the first state on: here they are worked out for it, once and for all.
#include <map>
#include <optional>
#include <string>

#include <writ/core/pattern.h>

#include "compiler/model/footprint.h"
#include "compiler/pattern/pattern.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/workspace.h"
#include "compiler/source/literals.h"

namespace writ::sema {

namespace {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;

/// A number (or what is kept as one), a text, or nothing: a fault, an element that is not there. A
/// `float` is a text.
struct Value {
  bool absent = false;
  bool none = false;  // of an optional that holds nothing
  std::int64_t number = 0;
  std::string text;

  friend bool operator==(const Value&, const Value&) = default;
};
Value nothing() { return {.absent = true, .none = false, .number = 0, .text = {}}; }
Value none() { return {.absent = false, .none = true, .number = 0, .text = {}}; }
Value truth(bool value) { return {.absent = false, .none = false, .number = value, .text = {}}; }

/// Evaluates in the first state, in which every list and map is empty. No value: not worked out.
class FirstState {
 public:
  using Known = std::optional<Value>;
  explicit FirstState(const model::Contract& contract) : contract_(contract) {}

  /// What `it` is, in the predicate of a type; none: what its type begins with.
  void let_it_be(const Expr* value) {
    first_it_ = value == nullptr;
    if (value) locals_["it"] = evaluate(*value);
  }

  /// Entering the first phase comes before anybody sees the state. What it writes in a condition,
  /// in a loop or in a collection is not worked out.
  void enter(const std::vector<model::Statement>& body, bool always = true) {
    for (const model::Statement& one : body) {
      const bool block = one.kind == model::Statement::Kind::Block;
      enter(one.body, always && block);
      enter(one.otherwise, false);
      if (!model::is_change(one.kind)) continue;
      const bool plain = always && one.kind == model::Statement::Kind::Set &&
                         one.place.kind == ExprKind::Field &&
                         model::written(one.place).size() == depth_of(one.place);
      Known value = plain ? evaluate(one.value) : std::nullopt;
      std::erase_if(entered_, [&](const auto& known) { return known.first == one.path; });
      entered_.emplace_back(one.path, std::move(value));
    }
  }

  /// Functions may call each other for ever so long: what takes too many steps is not worked out.
  Known evaluate(const Expr& expr) {
    if (++steps_ > most_steps || depth_ > most_depth) return std::nullopt;
    ++depth_;
    const std::optional<Known> entered = as_entered(expr);
    Known value = entered ? *entered : worked_out(expr);
    --depth_;
    return value;
  }

 private:
  static std::size_t depth_of(const Expr& path) {
    return path.kind == ExprKind::Field ? 1 + depth_of(path.operands[0]) : 0;
  }

  /// What entering the first phase has made of a place, or of a collection that is looked through.
  [[nodiscard]] std::optional<Known> as_entered(const Expr& expr) const {
    if (entered_.empty()) return std::nullopt;
    const bool through = expr.kind == ExprKind::Fold || expr.kind == ExprKind::Size ||
                         expr.kind == ExprKind::Builtin;
    if (through && expr.operands.empty()) return std::nullopt;
    const Expr& place = through ? expr.operands[0] : expr;
    if (!model::is_step(place.kind) || !in_state(place)) return std::nullopt;
    const model::Path path = model::written(place);
    const bool whole = !through && path.size() == depth_of(place);
    std::optional<Known> found;
    for (const auto& [written, value] : entered_) {
      if (!model::overlap(written, path)) continue;
      found = whole && written == path && !found ? value : Known();
    }
    return found;
  }

  static constexpr std::size_t most_steps = 100'000;
  static constexpr std::size_t most_depth = 500;

  Known worked_out(const Expr& expr) {
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
      case ExprKind::Local: return locals_.contains(expr.text) ? locals_[expr.text] : Known();
      case ExprKind::Field: return field(expr);
      case ExprKind::At: return starts_empty(expr) ? Known(nothing()) : Known();
      case ExprKind::Size: return size(expr.operands[0]);
      case ExprKind::Call: return call(expr);
      case ExprKind::Fold: return fold(expr);
      case ExprKind::Builtin: return builtin(expr);
      case ExprKind::InPhases: return truth(expr.phases.front() == model::PhaseId{});
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
    return std::nullopt;
  }

  [[nodiscard]] bool in_state(const Expr& path) const {
    const Expr* step = &path;
    while (step->kind == ExprKind::Field || step->kind == ExprKind::At) step = &step->operands[0];
    return step->kind == ExprKind::State ||
           (first_it_ && step->kind == ExprKind::Local && step->text == "it");
  }
  static bool has_element(const Expr& path) {
    const Expr* step = &path;
    for (; step->kind == ExprKind::Field; step = &step->operands[0]) {
    }
    return step->kind == ExprKind::At;
  }

  [[nodiscard]] const model::Field& field_at(const Expr& path) const {
    const model::RecordId record = contract_.type(path.operands[0].type).record;
    return contract_.record(record).fields[static_cast<std::size_t>(path.number)];
  }
  /// What a chain of fields starts as, where a default of one of them says so.
  [[nodiscard]] const Expr* initial(const Expr& path) const {
    if (path.kind != ExprKind::Field) return nullptr;
    const Expr* outer = initial(path.operands[0]);
    if (outer && outer->kind == ExprKind::Make)
      return &outer->operands[static_cast<std::size_t>(path.number)];
    const model::Field& field = field_at(path);
    return outer ? outer : field.initial ? &*field.initial : nullptr;
  }
  /// Is it in the state, where no default has put anything?
  [[nodiscard]] bool starts_empty(const Expr& path) const {
    const Expr* step = &path;
    for (; step->kind == ExprKind::Field || step->kind == ExprKind::At; step = &step->operands[0])
      if (initial(*step)) return false;
    return in_state(*step);
  }

  Known optional(const Expr& expr) {
    Known of = evaluate(expr.operands[0]);
    if (!of || of->absent) return of;
    if (expr.kind == ExprKind::IsThere) return truth(!of->none);
    return of->none ? nothing() : of;
  }

  Known field(const Expr& path) {
    if (!in_state(path)) return std::nullopt;
    if (has_element(path)) return starts_empty(path) ? Known(nothing()) : Known();
    if (const Expr* given = initial(path)) return evaluate(*given);
    const Type::Kind kind = contract_.type(field_at(path).type).kind;
    if (kind == Type::Kind::Optional) return none();
    switch (kind) {
      case Type::Kind::Record:
      case Type::Kind::List:
      case Type::Kind::Set:
      case Type::Kind::Map:
      case Type::Kind::Variant:
      case Type::Kind::Bytes: return std::nullopt;
      case Type::Kind::Float: return Value{false, false, 0, "0.0"};
      case Type::Kind::Uuid: return Value{false, false, 0, "00000000-0000-0000-0000-000000000000"};
      default: return Value{};
    }
  }

  Known size(const Expr& of) {
    const bool is_text = contract_.type(of.type).kind == Type::Kind::String;
    if (!in_state(of) && !is_text) return std::nullopt;
    if (in_state(of) && !starts_empty(of) && (!is_text || has_element(of))) return std::nullopt;
    if (has_element(of)) return nothing();
    if (!is_text) return Value{};
    Known text = evaluate(of);
    if (!text) return std::nullopt;
    std::int64_t length = 0;
    for (const char c : text->text) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return Value{false, false, length, {}};
  }

  Known call(const Expr& expr) {
    const model::Function& function = contract_.functions[static_cast<std::size_t>(expr.number)];
    std::map<std::string, Known> parameters;
    for (std::size_t i = 0; i < expr.operands.size(); ++i)
      parameters[function.parameters[i].name] = evaluate(expr.operands[i]);
    std::swap(locals_, parameters);
    Known value = evaluate(function.value);
    std::swap(locals_, parameters);
    return value;
  }

  Known matches(const Expr& expr) {
    Known text = evaluate(expr.operands[0]);
    if (!text || text->absent) return text;
    const pattern::Program program = pattern::compile(expr.text);
    if (program.mistake) return std::nullopt;
    return truth(writ::matches(program.steps, text->text));
  }

  Known fold(const Expr& expr) {
    if (!starts_empty(expr.operands[0])) return std::nullopt;
    if (has_element(expr.operands[0])) return nothing();
    switch (expr.fold) {
      case model::FoldKind::Min:
      case model::FoldKind::Max:
      case model::FoldKind::First: return none();
      case model::FoldKind::Collect: return std::nullopt;
      case model::FoldKind::All:
      case model::FoldKind::Unique: return truth(true);
      default: return truth(false);  // a sum and a count of nothing are 0
    }
  }

  /// What is asked of numbers, and of collections, which are empty.
  Known builtin(const Expr& expr) {
    const auto kind = static_cast<model::BuiltinKind>(expr.number);
    if (kind == model::BuiltinKind::Has) {
      if (!starts_empty(expr.operands[0])) return std::nullopt;
      if (has_element(expr.operands[0])) return nothing();
      const Known wanted = evaluate(expr.operands[1]);
      return !wanted || wanted->absent ? wanted : Known(truth(false));
    }
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

  Known unary(const Expr& expr) {
    Known of = evaluate(expr.operands[0]);
    if (!of || of->absent) return of;
    if (expr.kind == ExprKind::Not) return truth(of->number == 0);
    if (contract_.type(expr.type).kind == Type::Kind::Float) return std::nullopt;
    if (expr.kind == ExprKind::Negate) return arithmetic(Op::Minus, 0, of->number);
    const Type& from = contract_.type(expr.operands[0].type);
    Known wide = of;
    for (int i = from.scale; i < contract_.type(expr.type).scale && !wide->absent; ++i)
      wide = arithmetic(Op::Times, wide->number, 10);
    return wide;
  }

  static Value arithmetic(Op op, std::int64_t a, std::int64_t b) {
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

  Known binary(const Expr& expr) {
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
    if (kind == Type::Kind::Float) return std::nullopt;
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

  /// Of two of type `float`.
  static Value compared(Op op, const Value& left, const Value& right) {
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

  Known membership(const Expr& expr) {
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

  const model::Contract& contract_;
  std::map<std::string, Known> locals_;
  std::vector<std::pair<model::Path, Known>> entered_;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
  bool first_it_ = false;
};

}  // namespace

std::optional<bool> truth_of(const model::Contract& contract, const Expr& predicate,
                             const Expr* it) {
  FirstState first(contract);
  first.let_it_be(it);
  const FirstState::Known holds = first.evaluate(predicate);
  if (!holds) return std::nullopt;
  return !holds->absent && holds->number != 0;
}

void check_first_state(Workspace& work) {
  // A state that does not exist yet is checked when it is created.
  if (work.sink.errors() > 0 || work.contract.created) return;
  const std::vector<model::Statement> birth = birth_of(work);
  for (const model::Invariant& invariant : work.contract.invariants) {
    FirstState first(work.contract);
    first.enter(birth);
    const FirstState::Known holds = first.evaluate(invariant.condition);
    if (!holds || (!holds->absent && holds->number != 0)) continue;
    work.sink.report(
        diag::invariant_broken_at_start(invariant.name), invariant.condition.span,
        holds->absent ? "it has no value in the first state" : "it is false in the first state");
  }
}

}  // namespace writ::sema
