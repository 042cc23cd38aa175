// Which folds are kept, and which others follow from them.
//
// A sum is exact, whatever the order of its terms: to take one term away and to add another gives
// what working it out anew would give. That needs terms that always have a value and that read
// nothing but their element, and a collection that stands where no key leads.
#include "compiler/sema/kept.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "compiler/model/footprint.h"
#include "compiler/sema/bounds.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Contract;
using model::Expr;
using model::ExprKind;
using model::FoldKind;
using model::Kept;
using model::KeptId;
using model::Op;
using model::Statement;
using model::Type;

namespace {

/// Calls `visit` for the expressions that a step works out in a statement; not what is only said.
template <class Visit>
void each_read(std::vector<Statement>& body, const Visit& visit) {
  for (Statement& one : body) {
    visit(one.place);
    visit(one.value);
    for (Expr& argument : one.arguments) visit(argument);
    if (one.where) visit(*one.where);
    if (one.require) visit(one.require->condition);
    each_read(one.body, visit);
    each_read(one.otherwise, visit);
  }
}

/// The same of all that is worked out when a contract runs, functions aside.
template <class Visit>
void each_read(Contract& contract, const Visit& visit) {
  for (model::Invariant& invariant : contract.invariants) visit(invariant.condition);
  for (model::View& view : contract.views) visit(view.value);
  for (model::Guard& guard : contract.guards) {
    for (model::GuardOn& on : guard.on)
      for (model::Clause& clause : on.clauses) visit(clause.require.condition);
  }
  for (model::Transition& transition : contract.transitions) {
    if (transition.condition) visit(*transition.condition);
    each_read(transition.body, visit);
    for (model::Ensure& ensure : transition.ensures) visit(ensure.condition);
  }
  for (model::Timer& timer : contract.timers) visit(timer.due);
  each_read(contract.birth, visit);
}

/// What a refusal says, which is worked out when somebody asks why.
template <class Visit>
void each_said(model::Require& require, const Visit& visit) {
  visit(require.message);
  for (model::Suggestion& suggestion : require.suggestions) visit(suggestion.value);
}

template <class Visit>
void each_said(std::vector<Statement>& body, const Visit& visit) {
  for (Statement& one : body) {
    if (one.require) each_said(*one.require, visit);
    each_said(one.body, visit);
    each_said(one.otherwise, visit);
  }
}

template <class Visit>
void each_said(Contract& contract, const Visit& visit) {
  for (model::Guard& guard : contract.guards) {
    for (model::GuardOn& on : guard.on)
      for (model::Clause& clause : on.clauses) each_said(clause.require, visit);
  }
  for (model::Transition& transition : contract.transitions) each_said(transition.body, visit);
}

class Keeper {
 public:
  explicit Keeper(Workspace& work)
      : files_(work.input.files),
        integer_(work.types.integer()),
        contract_(work.contract),
        reached_(contract_.functions.size(), false) {
    for (const model::Transition& transition : contract_.transitions) declare(transition.body);
    declare(contract_.birth);
  }

  void all() {
    each_read(contract_, [&](Expr& expr) { mark(expr, true); });
    // A list of what is still to be read, and no recursion: calls may chain as far as a file goes.
    while (!waiting_.empty()) {
      const std::size_t function = waiting_.back();
      waiting_.pop_back();
      mark(contract_.functions[function].value, true);
    }
    each_said(contract_, [&](Expr& expr) { mark(expr, false); });
    for (model::Function& function : contract_.functions) {
      mark(function.value, false);
      function.reads_kept = model::reads(contract_, function.value).kept;
    }
  }

 private:
  void declare(const std::vector<Statement>& body) {
    model::each_statement(body, [&](const Statement& one) {
      declared_.insert(one.name);
      declared_.insert(one.second);
    });
    declared_.erase("");
  }

  /// Its terms will stand in bodies: what is called like something there gets another name.
  void keep_apart(Expr& expr) const {
    const auto rename = [&](std::string& name) {
      if (declared_.contains(name)) name += "_each_";  // no name in a contract ends so
    };
    if (expr.kind == ExprKind::Local || expr.kind == ExprKind::With || expr.kind == ExprKind::Fold)
      rename(expr.text);
    rename(expr.second);
    for (Expr& operand : expr.operands) keep_apart(operand);
  }

  /// Marks the folds in it; `keeps`: those that can be kept and are not yet are from now on.
  void mark(Expr& expr, bool keeps) {
    if (expr.kind == ExprKind::Fold && can_be_kept(expr)) {
      Expr fold = normal(expr);
      keep_apart(fold);
      expr.kept = find(std::move(fold), keeps);
      return;
    }
    if (expr.kind == ExprKind::Call && keeps) reach(static_cast<std::size_t>(expr.number));
    for (Expr& operand : expr.operands) mark(operand, keeps);
  }

  void reach(std::size_t function) {
    if (reached_[function]) return;
    reached_[function] = true;
    waiting_.push_back(function);
  }

  [[nodiscard]] bool can_be_kept(const Expr& fold) const {
    const bool where = fold.operands.size() > 2;
    const Type::Kind kind = contract_.type(fold.type).kind;
    switch (fold.fold) {
      case FoldKind::Sum:
        if (kind != Type::Kind::Int && kind != Type::Kind::Decimal) return false;
        break;
      case FoldKind::Count:
        if (!where) return false;  // its size is known anyhow
        break;
      case FoldKind::All:
      case FoldKind::Any: break;
      default: return false;
    }
    std::vector<std::string> bound = {fold.text, fold.second};
    const auto always_there = [&](const Expr& of) { return !of.partial && is_closed(of, bound); };
    return stands_still(fold.operands[0]) &&
           (fold.fold == FoldKind::Count || always_there(fold.operands[1])) &&
           (!where || always_there(fold.operands[2]));
  }

  /// Is it a field of the state, or of a record in it?
  static bool stands_still(const Expr& collection) {
    const Expr* step = &collection;
    while (step->kind == ExprKind::Field) step = &step->operands[0];
    return step != &collection && step->kind == ExprKind::State;
  }

  /// Does it read nothing but constants and these variables?
  bool is_closed(const Expr& expr, std::vector<std::string>& bound) const {
    const std::size_t outside = bound.size();
    switch (expr.kind) {
      case ExprKind::State:
      case ExprKind::Old:
      case ExprKind::Payload:
      case ExprKind::Context:
      case ExprKind::InPhases: return false;
      case ExprKind::Local: return std::find(bound.begin(), bound.end(), expr.text) != bound.end();
      case ExprKind::Call: {
        const model::Function& called = contract_.functions[static_cast<std::size_t>(expr.number)];
        if (called.reads_state || called.reads_phase || called.reads_context) return false;
        break;
      }
      case ExprKind::Builtin:
        if (expr.number >= static_cast<std::int64_t>(model::BuiltinKind::Uuid)) return false;
        break;
      case ExprKind::Fold: bound.push_back(expr.second); [[fallthrough]];
      case ExprKind::With: bound.push_back(expr.text); break;
      default: break;
    }
    const bool closed = std::all_of(expr.operands.begin(), expr.operands.end(),
                                    [&](const Expr& operand) { return is_closed(operand, bound); });
    bound.resize(outside);
    return closed;
  }

  /// A node of the type of a condition.
  static Expr joined(ExprKind kind, const Expr& like, std::vector<Expr> operands) {
    Expr expr;
    expr.kind = kind;
    expr.type = like.type;
    expr.bounds = like.bounds;
    expr.span = like.span;
    expr.operands = std::move(operands);
    return expr;
  }

  /// What is kept of a fold: a sum, or how many elements are for `any`, or against `all`.
  [[nodiscard]] Expr normal(Expr fold) const {
    if (fold.fold == FoldKind::Sum) return fold;
    Expr counted = std::move(fold.operands[fold.fold == FoldKind::Count ? 2 : 1]);
    fold.operands[1] = joined(ExprKind::Number, fold, {});  // what is counted is not looked at
    fold.operands[1].type = integer_;
    if (fold.fold == FoldKind::Count) {
      fold.operands[2] = std::move(counted);
      return fold;
    }
    if (fold.fold == FoldKind::All) counted = joined(ExprKind::Not, counted, {counted});
    if (fold.operands.size() > 2) {
      const Expr where = std::move(fold.operands[2]);
      counted = joined(ExprKind::Binary, where, {where, std::move(counted)});
      counted.op = Op::And;
    }
    fold.fold = FoldKind::Count;
    fold.type = integer_;
    fold.operands.resize(2);
    fold.operands.push_back(std::move(counted));
    return fold;
  }

  std::optional<KeptId> find(Expr fold, bool keeps) {
    for (std::size_t i = 0; i < contract_.kept.size(); ++i)
      if (model::same(contract_.kept[i].fold, fold)) return static_cast<KeptId>(i);
    if (!keeps) return std::nullopt;
    Kept kept;
    kept.collection = model::written(fold.operands[0]);
    kept.name = name_of(fold, kept.collection);
    kept.wide = fold.fold == FoldKind::Sum && may_be_wide(fold);
    kept.words = one_line(files_, fold.span);
    kept.fold = std::move(fold);
    contract_.kept.push_back(std::move(kept));
    return static_cast<KeptId>(contract_.kept.size() - 1);
  }

  /// A body may have put one element too many before it is asked for the size.
  [[nodiscard]] bool may_be_wide(const Expr& fold) const {
    model::Size size = contract_.type(fold.operands[0].type).size;
    if (size.most == model::Size::unlimited) return true;
    ++size.most;
    return !fits(repeated(interval(fold.operands[1].bounds), size, true));
  }

  [[nodiscard]] std::string name_of(const Expr& fold, const model::Path& collection) const {
    model::RecordId record = contract_.state;
    std::string field;
    for (const std::uint32_t i : collection) {
      field = contract_.record(record).fields[i].name;
      record = contract_.type(contract_.record(record).fields[i].type).record;
    }
    const std::string wanted = (fold.fold == FoldKind::Sum ? "sum_of_" : "count_of_") + field;
    std::string name = wanted;
    const auto taken = [&](const Kept& other) { return other.name == name; };
    for (int n = 2; std::any_of(contract_.kept.begin(), contract_.kept.end(), taken); ++n)
      name = wanted + "_" + std::to_string(n);
    return name;
  }

  const source::Files& files_;
  model::TypeId integer_;
  Contract& contract_;
  std::set<std::string> declared_;  // in bodies
  std::vector<bool> reached_;
  std::vector<std::size_t> waiting_;
};

}  // namespace

void keep_folds(Workspace& work) {
  Keeper(work).all();
  Contract& contract = work.contract;
  if (contract.kept.empty()) return;
  for (model::Transition& transition : contract.transitions)
    note_keepings(contract, transition.body);
  note_keepings(contract, contract.birth);
}

}  // namespace writ::sema
