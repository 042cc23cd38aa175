#include "compiler/cost/cost.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "compiler/source/one_line.h"

namespace writ::cost {

namespace {

using model::Expr;
using model::ExprKind;
using model::Statement;
using model::Type;
using Most = std::optional<std::uint64_t>;

Most plus(Most a, Most b) {
  std::uint64_t sum = 0;
  if (!a || !b || __builtin_add_overflow(*a, *b, &sum)) return std::nullopt;
  return sum;
}
Most times(Most a, Most b) {
  if (a == Most(0) || b == Most(0)) return 0;
  std::uint64_t product = 0;
  if (!a || !b || __builtin_mul_overflow(*a, *b, &product)) return std::nullopt;
  return product;
}
Most larger(Most a, Most b) {
  if (!a || !b) return std::nullopt;
  return std::max(*a, *b);
}

/// Counts what one transition goes through.
class Counter {
 public:
  Counter(const model::Contract& contract, const source::Files& files)
      : contract_(contract), files_(files), functions_(contract.functions.size()) {}

  Step step(const model::Transition& transition) {
    walks_.clear();
    for (const model::Guard& guard : contract_.guards) {
      for (const model::GuardOn& on : guard.on) {
        if (transition.timer || on.intent != transition.intent) continue;
        for (const model::Clause& clause : on.clauses)
          list("guard " + guard.name, clause.require.condition);
      }
    }
    if (transition.condition) list("when", *transition.condition);
    body(transition.body, 1);
    for (const model::Ensure& ensure : transition.ensures) list("ensure", ensure.condition);
    for (const std::size_t i : transition.invariants)
      list("invariant " + contract_.invariants[i].name, contract_.invariants[i].condition);
    for (const model::Start& start : transition.starts) {
      const model::Timer& timer = contract_.timers[model::index(start.timer)];
      list("timer " + timer.name, timer.due);
    }
    for (const model::TimerId id : transition.moves) {
      const model::Timer& timer = contract_.timers[model::index(id)];
      list("timer " + timer.name, timer.due);
    }
    Step step{transition.words, transition.span, std::move(walks_), 0};
    for (const Walk& walk : step.walks) step.most = plus(step.most, walk.most);
    return step;
  }

 private:
  void add(std::string where, source::Span span, Most most) {
    if (most == Most(0)) return;
    walks_.push_back({std::move(where), source::one_line(files_.text(span)), most});
  }
  void list(const std::string& where, const Expr& expr, Most rounds = 1) {
    add(where, expr.span, times(rounds, elements(expr)));
  }

  /// `rounds`: how often the loops around it come by.
  void body(const std::vector<Statement>& statements, Most rounds) {
    for (const Statement& one : statements) statement(one, rounds);
  }

  void statement(const Statement& one, Most rounds) {
    if (one.kind == Statement::Kind::For) {
      const Most often = size(one.value);
      add("loop", one.value.span, times(rounds, plus(often, elements(one.value))));
      if (one.where) list("", *one.where, times(rounds, often));
      return body(one.body, times(rounds, often));
    }
    if (one.require) list("require", one.require->condition, rounds);
    Most most = plus(elements(one.value), elements(one.place));
    for (const Expr& argument : one.arguments) most = plus(most, elements(argument));
    if (model::is_change(one.kind)) most = plus(most, moved(one));
    add("", one.span, times(rounds, most));
    for (const model::Keeping& keeping : one.keeps) keep(keeping, rounds);
    body(one.body, rounds);
    body(one.otherwise, rounds);
  }

  /// To keep a fold takes the terms of one element, but for what it has to be worked out anew.
  void keep(const model::Keeping& keeping, Most rounds) {
    const model::Kept& kept = contract_.kept[model::index(keeping.kept)];
    if (keeping.how == model::Keeping::How::Emptied) return;
    const bool anew = keeping.how == model::Keeping::How::Anew;
    const Most terms = anew ? elements(kept.fold) : times(2, of_operands(kept.fold, 1));
    add(anew ? "worked out anew" : "kept", kept.fold.span, times(rounds, terms));
  }

  /// The elements of a collection that a change looks at or moves.
  Most moved(const Statement& change) const {
    const Type& type = contract_.type(change.place.type);
    switch (change.kind) {
      case Statement::Kind::Set: return change.inserts ? size(change.place.operands[0]) : Most(0);
      case Statement::Kind::Push:
      case Statement::Kind::Pop:
      case Statement::Kind::Clear: return 0;
      case Statement::Kind::Sort: {
        const Most all = most_of(type);
        std::uint64_t rounds = 1;
        for (std::uint64_t n = all.value_or(0); n > 1; n /= 2) ++rounds;
        return times(all, rounds);
      }
      default: return most_of(type);
    }
  }

  static Most most_of(const Type& type) {
    if (type.size.most == model::Size::unlimited) return std::nullopt;
    return type.size.most;
  }

  Most size(const Expr& collection) const {
    if (collection.kind != ExprKind::Range) return most_of(contract_.type(collection.type));
    const std::int64_t least = collection.operands[0].bounds.least;
    const std::int64_t most = collection.operands[1].bounds.most;
    if (most < least) return 0;
    const auto apart = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    if (apart == std::numeric_limits<std::uint64_t>::max()) return std::nullopt;
    return apart + 1;
  }

  Most elements(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Fold: return fold(expr);
      case ExprKind::Call: {
        const auto function = static_cast<std::size_t>(expr.number);
        if (!functions_[function]) functions_[function] = elements(called(function));
        return plus(*functions_[function], of_operands(expr, 0));
      }
      case ExprKind::If:
        return plus(elements(expr.operands[0]),
                    larger(elements(expr.operands[1]), elements(expr.operands[2])));
      case ExprKind::Builtin: return plus(builtin(expr), of_operands(expr, 0));
      default: return of_operands(expr, 0);
    }
  }

  const Expr& called(std::size_t function) const { return contract_.functions[function].value; }

  Most of_operands(const Expr& expr, std::size_t from) {
    Most all = 0;
    for (std::size_t i = from; i < expr.operands.size(); ++i)
      all = plus(all, elements(expr.operands[i]));
    return all;
  }

  Most fold(const Expr& expr) {
    if (expr.kept) return 0;
    const bool sizes = expr.fold == model::FoldKind::Count && expr.operands.size() == 2;
    if (sizes) return elements(expr.operands[0]);  // its size is known
    const Most each = plus(1, of_operands(expr, 1));
    return plus(elements(expr.operands[0]), times(size(expr.operands[0]), each));
  }

  Most builtin(const Expr& expr) const {
    const Type& type = contract_.type(expr.operands.empty() ? expr.type : expr.operands[0].type);
    switch (static_cast<model::BuiltinKind>(expr.number)) {
      case model::BuiltinKind::Has: return type.kind == Type::Kind::List ? most_of(type) : Most(0);
      case model::BuiltinKind::Keys:
      case model::BuiltinKind::Values: return most_of(type);
      default: return 0;
    }
  }

  const model::Contract& contract_;
  const source::Files& files_;
  std::vector<std::optional<Most>> functions_;
  std::vector<Walk> walks_;
};

}  // namespace

std::vector<Step> steps(const model::Contract& contract, const source::Files& files) {
  Counter counter(contract, files);
  std::vector<Step> all;
  all.reserve(contract.transitions.size());
  for (const model::Transition& transition : contract.transitions)
    all.push_back(counter.step(transition));
  return all;
}

}  // namespace writ::cost
