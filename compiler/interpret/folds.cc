// Folds: over lists, sets, maps and ranges, in their order.
#include <optional>

#include <writ/core/fold.h>
#include <writ/core/wide_sum.h>

#include "compiler/interpret/evaluate.h"

namespace writ::interpret {

using model::ExprKind;
using model::FoldKind;
using model::Type;

/// Binds the variables to one element after the other that `where` lets pass, until `visit` says
/// that it has seen enough.
template <class Visitor>
void Evaluator::each(const Expr& fold, Visitor visit) {
  const Expr& over = fold.operands[0];
  const Expr* where = fold.operands.size() > 2 ? &fold.operands[2] : nullptr;
  const std::size_t before = bound();
  const auto one = [&](const Value& first, const Value* second) {
    count_step();
    bind_to(fold.text, first);
    if (second) bind_to(fold.second, *second);
    const bool enough = (!where || holds(*where)) && visit();
    unbind(before);
    return enough;
  };
  if (over.kind == ExprKind::Range) {
    const std::int64_t least = value(over.operands[0]).number();
    const std::int64_t most = value(over.operands[1]).number();
    for (const std::int64_t number : Numbers{least, most})
      if (one(Value::of(number), nullptr)) return;
    return;
  }
  Value made;
  const Value& whole = look(over, made);
  const bool map = program_.type(over.type).kind == Type::Kind::Map;
  const Value::Items& items = whole.items();
  for (std::size_t i = 0; i < items.size(); i += map ? 2 : 1)
    if (one(items[i], map ? &items[i + 1] : nullptr)) return;
}

Value Evaluator::fold(const Expr& expr) {
  const Expr& element = expr.operands[1];
  switch (expr.fold) {
    case FoldKind::Sum: return sum(expr);
    case FoldKind::Count: return counted(expr);
    case FoldKind::All: {
      bool all = true;
      each(expr, [&] { return !(all = holds(element)); });
      return Value::of(all);
    }
    case FoldKind::Any: {
      bool any = false;
      each(expr, [&] { return any = holds(element); });
      return Value::of(any);
    }
    case FoldKind::First: {
      Value first;
      each(expr, [&] {
        first = value(element);
        return true;
      });
      return first;
    }
    case FoldKind::Min:
    case FoldKind::Max: return extreme(expr);
    case FoldKind::Unique:
    case FoldKind::Collect: return collected(expr);
  }
  return {};
}

/// Exact: only the whole of it must fit.
Value Evaluator::sum(const Expr& expr) {
  WideSum<std::int64_t> total;
  each(expr, [&] {
    total = total + value(expr.operands[1]).number();
    return false;
  });
  Fault fault;
  const std::int64_t sum = total.value(fault);
  if (fault) throw NoValue{fault.kind()};
  return Value::of(sum);
}

Value Evaluator::counted(const Expr& expr) {
  if (expr.operands.size() < 3) return Value::of(size(expr.operands[0]));
  std::int64_t count = 0;
  each(expr, [&] {
    ++count;
    return false;
  });
  return Value::of(count);
}

Value Evaluator::extreme(const Expr& expr) {
  Value found;
  each(expr, [&] {
    Value next = value(expr.operands[1]);
    const bool better =
        found.is_none() || (expr.fold == FoldKind::Min ? next < found : found < next);
    if (better) found = std::move(next);
    return false;
  });
  return found;
}

/// A list or a set of all; or whether no two of all are equal.
Value Evaluator::collected(const Expr& expr) {
  const bool unique = expr.fold == FoldKind::Unique;
  const bool set = unique || program_.type(expr.type).kind == Type::Kind::Set;
  Value::Items items;
  bool again = false;
  each(expr, [&] {
    Value next = value(expr.operands[1]);
    again = again || (unique && is_in_set(items, next));
    if (set) {
      add_to_set(items, std::move(next));
    } else {
      items.push_back(std::move(next));
    }
    return again;
  });
  return unique ? Value::of(!again) : Value::of(std::move(items));
}

}  // namespace writ::interpret
