// What a creation finds and leaves. Fields that have neither a default nor a zero inside their type
// hold nothing before it, though the compiler takes each field for a value of its type: so nothing
// may read them before they are set.
#include <algorithm>
#include <iterator>
#include <set>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;

namespace {

/// The fields that are set, as indices of `Workspace::unset`.
using Assigned = std::set<std::size_t>;

/// One creating transition.
class Creation {
 public:
  Creation(Workspace& work, const Draft& draft) : work_(work), draft_(draft) {}

  void check() {
    const model::Transition& transition = draft_.transition;
    for (const model::Guard& guard : work_.contract.guards) {
      // Before a creation is the first of all phases.
      if (guard.phases.empty() || guard.phases.front() != model::PhaseId{}) continue;
      for (const model::GuardOn& on : guard.on) {
        if (on.intent != transition.intent) continue;
        for (const model::Clause& clause : on.clauses) asked(clause.require, {});
      }
    }
    if (transition.condition) read(*transition.condition, {});
    const Assigned set = walk(transition.body, {});
    for (const model::Ensure& ensure : transition.ensures) read(ensure.condition, set);
    for (std::size_t i = 0; i < work_.unset.size(); ++i) {
      if (set.contains(i)) continue;
      const Unset& unset = work_.unset[i];
      work_.sink
          .report(diag::not_assigned(unset.name), draft_.span,
                  "some path of this body leaves it without a value")
          .also(unset.span, lacks);
    }
  }

 private:
  static constexpr const char* lacks = "it has neither a default nor a zero inside its type";

  Assigned walk(const std::vector<Statement>& body, Assigned set) {
    for (const Statement& one : body) walk(one, set);
    return set;
  }

  void walk(const Statement& one, Assigned& set) {
    read(one.value, set);
    for (const Expr& argument : one.arguments) read(argument, set);
    if (one.require) asked(*one.require, set);
    if (one.where) read(*one.where, set);
    const Assigned then = walk(one.body, set);
    switch (one.kind) {
      case Statement::Kind::Set: return assign(one, set);
      case Statement::Kind::Block: set = then; return;
      case Statement::Kind::If: {
        const Assigned otherwise = walk(one.otherwise, set);
        Assigned both;
        std::set_intersection(then.begin(), then.end(), otherwise.begin(), otherwise.end(),
                              std::inserter(both, both.end()));
        set = both;
        return;
      }
      default: return;  // a loop may have no round
    }
  }

  void assign(const Statement& change, Assigned& set) {
    const Expr* step = &change.place;
    while (step->kind == ExprKind::Field) step = &step->operands[0];
    if (step->kind != ExprKind::State) return read(change.place, set);  // a part of a value
    for (std::size_t i = 0; i < work_.unset.size(); ++i) {
      const model::Path& path = work_.unset[i].path;
      if (change.path.size() <= path.size() && model::overlap(change.path, path)) set.insert(i);
    }
  }

  void asked(const model::Require& require, const Assigned& set) {
    read(require.condition, set);
    read(require.message, set);
    for (const model::Suggestion& suggestion : require.suggestions) read(suggestion.value, set);
  }

  void read(const Expr& expr, const Assigned& set) {
    const model::Footprint reads = model::reads(work_.contract, expr);
    for (std::size_t i = 0; i < work_.unset.size(); ++i) {
      if (!set.contains(i) && reads.touches(work_.unset[i].path)) report(i, expr.span);
    }
    read_old(expr);
  }

  /// The state before a creation is what it finds.
  void read_old(const Expr& expr) {
    const Expr* base = &expr;
    while (model::is_step(*base)) base = &base->operands[0];
    if (base->kind == ExprKind::Old) {
      for (std::size_t i = 0; i < work_.unset.size(); ++i) {
        if (model::overlap(model::written(expr), work_.unset[i].path)) report(i, expr.span);
      }
    }
    for (const Expr& operand : expr.operands)
      if (base->kind != ExprKind::Old || !model::is_step(operand)) read_old(operand);
  }

  void report(std::size_t i, source::Span span) {
    if (!reported_.insert(i).second) return;
    work_.sink.report(diag::read_before_set(work_.unset[i].name), span, "nothing has set it here")
        .also(work_.unset[i].span, lacks)
        .also(draft_.span, "before this there is nothing");
  }

  Workspace& work_;
  const Draft& draft_;
  std::set<std::size_t> reported_;
};

}  // namespace

void check_creation(Workspace& work) {
  if (work.unset.empty()) return;
  std::set<std::pair<std::size_t, model::IntentId>> seen;
  for (const Draft& draft : work.drafts) {
    const model::Transition& transition = draft.transition;
    // One that is named twice has no body the second time.
    if (transition.creates && seen.emplace(transition.span.begin, transition.intent).second)
      Creation(work, draft).check();
  }
  for (model::View& view : work.contract.views) {
    const model::Footprint reads = model::reads(work.contract, view.value);
    for (const Unset& unset : work.unset) view.needs_birth |= reads.touches(unset.path);
  }
}

}  // namespace writ::sema
