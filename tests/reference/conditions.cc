#include "conditions.h"

#include <cstdio>
#include <map>
#include <string>

#include "compiler/sema/evaluate.h"
#include "wide.h"

namespace reference {

using namespace writ::model;
using Kind = Type::Kind;

namespace {

/// The compiler's own evaluator of constants, with values to look at.
class Conditions final : public writ::sema::Evaluator {
 public:
  Conditions(const Contract& contract, TypeId type, const Value& it) : Evaluator(contract) {
    values_["it"] = {type, &it};
  }

 private:
  using Scalar = writ::sema::Value;
  struct Place {
    TypeId type{};
    const Value* value = nullptr;  // null: not there
  };

  /// What a path leads to, where it begins at a local.
  std::optional<Place> find(const Expr& path) {
    if (path.kind == ExprKind::Local) {
      const auto found = values_.find(path.text);
      return found == values_.end() ? std::nullopt : std::optional(found->second);
    }
    const bool is_step = path.kind == ExprKind::Field || path.kind == ExprKind::Value ||
                         path.kind == ExprKind::Case || path.kind == ExprKind::Some;
    if (!is_step) return std::nullopt;
    std::optional<Place> from = find(path.operands[0]);
    if (!from || path.kind == ExprKind::Some) return from;
    if (!from->value) return Place{path.type, nullptr};
    const std::vector<Value>& parts = from->value->parts;
    const auto number = static_cast<std::size_t>(path.number);
    if (path.kind == ExprKind::Field) return Place{path.type, &parts.at(number)};
    if (path.kind == ExprKind::Value)
      return Place{contract().type(from->type).element, parts.empty() ? nullptr : &parts[0]};
    const bool is = from->value->number == path.number;  // a case: its fields are those of a record
    return Place{path.type, is ? &parts[0] : nullptr};
  }

  Known scalar(const Place& place) {
    if (!place.value) return writ::sema::nothing();
    const Type& type = contract().type(place.type);
    switch (type.kind) {
      case Kind::Float: {
        char digits[40];
        std::snprintf(digits, sizeof digits, "%.17g", place.value->real);
        return Scalar{false, false, 0, digits};
      }
      case Kind::String:
      case Kind::Uuid: return Scalar{false, false, 0, place.value->text};
      case Kind::Optional:
        if (place.value->parts.empty()) return writ::sema::none();
        return scalar({type.element, &place.value->parts[0]});
      case Kind::Record:
      case Kind::Variant:
      case Kind::List:
      case Kind::Set:
      case Kind::Map:
      case Kind::Bytes: return std::nullopt;
      default: return Scalar{false, false, place.value->number, {}};
    }
  }

  std::optional<Known> read(const Expr& expr) override {
    if (const auto place = find(expr)) return scalar(*place);
    if (expr.kind == ExprKind::Fold) return fold(expr);
    const bool looks = expr.kind == ExprKind::Size || expr.kind == ExprKind::Is;
    const std::optional<Place> of = looks ? find(expr.operands[0]) : std::nullopt;
    if (!of || !of->value) return std::nullopt;
    if (expr.kind == ExprKind::Is)
      return Known(writ::sema::truth(of->value->number == expr.number));
    const Type& type = contract().type(of->type);
    if (type.kind == Kind::String) return std::nullopt;
    const std::size_t size = type.kind == Kind::Bytes ? of->value->text.size()
                             : type.kind == Kind::Map ? of->value->parts.size() / 2
                                                      : of->value->parts.size();
    return Known(Scalar{false, false, static_cast<std::int64_t>(size), {}});
  }

  /// A sum, a count, `all` or `any`, over a list or a set.
  Known fold(const Expr& expr) {
    const std::optional<Place> over = find(expr.operands[0]);
    const bool known = expr.fold == FoldKind::Sum || expr.fold == FoldKind::Count ||
                       expr.fold == FoldKind::All || expr.fold == FoldKind::Any;
    if (!over || !over->value || !known || contract().type(over->type).kind == Kind::Map)
      return std::nullopt;
    Wide sum = 0;
    for (const Value& element : over->value->parts) {
      values_[expr.text] = {contract().type(over->type).element, &element};
      if (expr.operands.size() > 2) {
        const Known chosen = evaluate(expr.operands[2]);
        if (!chosen || chosen->absent) return chosen;
        if (chosen->number == 0) continue;
      }
      if (expr.fold == FoldKind::Count) {
        ++sum;
        continue;
      }
      const Known term = evaluate(expr.operands[1]);
      if (!term || term->absent) return term;
      if (expr.fold == FoldKind::Sum) sum += term->number;
      if (expr.fold == FoldKind::All) sum += term->number == 0;
      if (expr.fold == FoldKind::Any) sum += term->number != 0;
    }
    if (expr.fold == FoldKind::All) return writ::sema::truth(sum == 0);
    if (expr.fold == FoldKind::Any) return writ::sema::truth(sum != 0);
    if (sum < INT64_MIN || sum > INT64_MAX) return writ::sema::nothing();
    return Scalar{false, false, static_cast<std::int64_t>(sum), {}};
  }

  std::map<std::string, Place> values_;
};

}  // namespace

std::optional<bool> holds(const Contract& contract, const Expr& condition, TypeId type,
                          const Value& it) {
  Conditions conditions(contract, type, it);
  const auto known = conditions.evaluate(condition);
  if (!known) return std::nullopt;
  return !known->absent && known->number != 0;
}

}  // namespace reference
