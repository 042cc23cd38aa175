// Invariants hold from the first state on: here they are worked out for it, once and for all.
#include <optional>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/evaluate.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

namespace {

using model::Expr;
using model::ExprKind;
using model::Type;

/// Evaluates in the first state, in which every list and map is empty. No value: not worked out.
class FirstState final : public Evaluator {
 public:
  explicit FirstState(const model::Contract& contract) : Evaluator(contract) {}

  /// What `it` is, in the predicate of a type; none: what its type begins with.
  void let_it_be(const Expr* value) {
    first_it_ = value == nullptr;
    if (value) bind("it", evaluate(*value));
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

  std::optional<Known> read(const Expr& expr) override {
    if (auto entered = as_entered(expr)) return entered;
    switch (expr.kind) {
      case ExprKind::Field:
        if (const Expr* part = part_of_element(expr)) return evaluate(*part);
        return field(expr);
      case ExprKind::At: return starts_empty(expr) ? Known(nothing()) : Known();
      case ExprKind::Size: return size(expr.operands[0]);
      case ExprKind::Fold: return fold(expr);
      case ExprKind::InPhases: return Known(truth(has_initial(contract(), expr.phases)));
      case ExprKind::Builtin: return has(expr);
      default: return std::nullopt;
    }
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
    const model::RecordId record = contract().type(path.operands[0].type).record;
    return contract().record(record).fields[static_cast<std::size_t>(path.number)];
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

  Known field(const Expr& path) {
    if (!in_state(path)) return std::nullopt;
    if (has_element(path)) return starts_empty(path) ? Known(nothing()) : Known();
    if (const Expr* given = initial(path)) return evaluate(*given);
    const Type::Kind kind = contract().type(field_at(path).type).kind;
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

  /// Nothing for a text whose value is asked for.
  [[nodiscard]] std::optional<Known> size(const Expr& of) const {
    const bool element = in_state(of) && has_element(of);
    if (contract().type(of.type).kind == Type::Kind::String && !element) return std::nullopt;
    if (const Expr* given = written(of)) {
      const model::Size known = contract().type(given->type).size;
      if (known.least == known.most)
        return Known(Value{false, false, static_cast<std::int64_t>(known.least), {}});
    }
    if (!in_state(of) || !starts_empty(of)) return Known();
    return element ? Known(nothing()) : Known(Value{});
  }

  // --- collections that begin with something -----------------------------------------------------

  /// The elements or entries of the default of a collection; none where it has none.
  [[nodiscard]] const Expr* written(const Expr& path) const {
    if (!in_state(path) || has_element(path)) return nullptr;
    const Expr* given = initial(path);
    const bool collection =
        given && (given->kind == ExprKind::Elements || given->kind == ExprKind::Entries);
    return collection ? given : nullptr;
  }

  /// What a chain of fields from the variable of a fold leads to, where that is written out.
  [[nodiscard]] const Expr* part_of_element(const Expr& path) const {
    if (path.kind == ExprKind::Local) return written_as(path.text);
    if (path.kind != ExprKind::Field) return nullptr;
    const Expr* whole = part_of_element(path.operands[0]);
    if (!whole || whole->kind != ExprKind::Make) return nullptr;
    return &whole->operands[static_cast<std::size_t>(path.number)];
  }

  /// One element after the other; equal ones of a set are not told apart here.
  Known fold_over(const Expr& fold, const Expr& given) {
    Known value = folded(fold, given);
    unbind(fold.text);
    unbind(fold.second);
    return value;
  }

  Known folded(const Expr& fold, const Expr& given) {
    const std::size_t step = given.kind == ExprKind::Entries ? 2 : 1;
    const model::Size size = contract().type(given.type).size;
    if (size.least != given.operands.size() / step) return std::nullopt;
    using Fold = model::FoldKind;
    __extension__ __int128 sum = 0;
    for (std::size_t i = 0; i < given.operands.size(); i += step) {
      const Expr& first = given.operands[i];
      bind(fold.text, evaluate(first), &first);
      const Expr& second = given.operands[i + step - 1];
      if (step == 2) bind(fold.second, evaluate(second), &second);
      Known passes = fold.operands.size() > 2 ? evaluate(fold.operands[2]) : truth(true);
      if (!passes || passes->absent) return passes;
      if (passes->number == 0) continue;
      Known one = fold.fold == Fold::Count ? truth(true) : evaluate(fold.operands[1]);
      if (!one || one->absent) return one;
      if (fold.fold == Fold::All && one->number == 0) return truth(false);
      if (fold.fold == Fold::Any && one->number != 0) return truth(true);
      sum += one->number;
    }
    switch (fold.fold) {
      case Fold::All: return truth(true);
      case Fold::Any: return truth(false);
      case Fold::Sum:
      case Fold::Count: break;
      default: return std::nullopt;
    }
    if (sum < INT64_MIN || sum > INT64_MAX) return nothing();
    return Value{false, false, static_cast<std::int64_t>(sum), {}};
  }

  /// Is an element in a collection? Nothing for what else is built in.
  std::optional<Known> has(const Expr& expr) {
    if (static_cast<model::BuiltinKind>(expr.number) != model::BuiltinKind::Has)
      return std::nullopt;
    if (!starts_empty(expr.operands[0])) return Known();
    if (has_element(expr.operands[0])) return Known(nothing());
    const Known wanted = evaluate(expr.operands[1]);
    return !wanted || wanted->absent ? wanted : Known(truth(false));
  }

  Known fold(const Expr& expr) {
    if (const Expr* given = written(expr.operands[0])) return fold_over(expr, *given);
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

  std::vector<std::pair<model::Path, Known>> entered_;
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
