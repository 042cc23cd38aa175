// What a creation reads: before it there is no state but what defaults and zeros say.
#include <algorithm>
#include <map>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;

namespace {

/// The fields that still have no value, on some way that leads here.
using Left = std::vector<const Unset*>;

class Creations {
 public:
  explicit Creations(Workspace& work) : work_(work) {
    for (const Unset& one : work.unset) all_.push_back(&one);
  }

  void check() {
    for (const model::Guard& guard : work_.contract.guards) {
      // With `in` it is asked of what exists.
      if (guard.phases.empty() || guard.phases.front() != model::PhaseId{}) continue;
      for (const model::GuardOn& on : guard.on) {
        if (!creates(on.intent)) continue;
        for (const model::Clause& clause : on.clauses) asked(clause.require, all_);
      }
    }
    for (const Draft& draft : work_.drafts) {
      if (!draft.transition.creates) continue;
      if (draft.transition.condition) read(*draft.transition.condition, all_);
      Left left = all_;
      body(draft.transition.body, left);
    }
  }

 private:
  [[nodiscard]] bool creates(model::IntentId intent) const {
    return std::any_of(work_.drafts.begin(), work_.drafts.end(), [&](const Draft& draft) {
      return draft.transition.creates && draft.transition.intent == intent;
    });
  }

  void asked(const model::Require& require, const Left& left) {
    read(require.condition, left);
    read(require.message, left);
    for (const model::Suggestion& one : require.suggestions) read(one.value, left);
  }

  void body(const std::vector<Statement>& statements, Left& left) {
    for (const Statement& one : statements) statement(one, left);
  }

  void statement(const Statement& one, Left& left) {
    read(one.value, left);
    for (const Expr& argument : one.arguments) read(argument, left);
    if (one.where) read(*one.where, left);
    if (one.require) asked(*one.require, left);
    if (model::is_change(one.kind)) return change(one, left);
    if (one.kind == Statement::Kind::Block) return body(one.body, left);
    Left then = left;
    body(one.body, then);
    Left otherwise = left;
    body(one.otherwise, otherwise);
    if (one.kind != Statement::Kind::If) return;
    for (const Unset* unset : then) {
      if (std::find(otherwise.begin(), otherwise.end(), unset) == otherwise.end())
        otherwise.push_back(unset);
    }
    left = std::move(otherwise);
  }

  void change(const Statement& one, Left& left) {
    // An assignment to the whole of a field reads nothing of it.
    const bool whole = one.kind == Statement::Kind::Set && !one.path.empty() && is_field(one.place);
    read(whole ? one.place.operands[0] : one.place, left, whole);
    if (!whole) return;
    std::erase_if(left, [&](const Unset* unset) {
      return one.path.size() <= unset->path.size() &&
             std::equal(one.path.begin(), one.path.end(), unset->path.begin());
    });
  }

  static bool is_field(const Expr& place) {
    const Expr* step = &place;
    for (; step->kind == ExprKind::Field; step = &step->operands[0]) {
    }
    return step->kind == ExprKind::State;
  }

  /// Reports the first field of `left` that is read; `inside` is what a place stands in, where only
  /// indexes and keys are read.
  void read(const Expr& expr, const Left& left, bool inside = false) {
    for (const Unset* unset : left) {
      const Expr* found = inside ? in_keys(expr, unset->path) : reading(expr, unset->path);
      if (!found) continue;
      work_.sink
          .report(diag::read_before_set(unset->name), found->span,
                  found->kind == ExprKind::Call ? "this function reads it" : "")
          .also(unset->span, "it has neither a default nor a zero inside its type");
      return;
    }
  }

  /// What in an expression reads something of a path of the state.
  const Expr* reading(const Expr& expr, const model::Path& path) {
    if (expr.kind == ExprKind::Call) {
      if (read_by(static_cast<std::size_t>(expr.number)).touches(path)) return &expr;
    }
    if (expr.kind == ExprKind::State) return &expr;
    if (model::is_step(expr)) {
      const Expr* base = &expr;
      for (; model::is_step(*base); base = &base->operands[0]) {
      }
      if (base->kind == ExprKind::State && model::overlap(model::written(expr), path)) return &expr;
      return base->kind == ExprKind::State ? in_keys(expr, path) : reading(*base, path);
    }
    for (const Expr& operand : expr.operands)
      if (const Expr* found = reading(operand, path)) return found;
    return nullptr;
  }

  const Expr* in_keys(const Expr& place, const model::Path& path) {
    for (const Expr* step = &place; model::is_step(*step); step = &step->operands[0]) {
      if (step->kind != ExprKind::At) continue;
      if (const Expr* found = reading(step->operands[1], path)) return found;
    }
    return nullptr;
  }

  const model::Footprint& read_by(std::size_t function) {
    const auto [found, fresh] = read_by_.try_emplace(function);
    if (fresh)
      found->second = model::reads(work_.contract, work_.contract.functions[function].value);
    return found->second;
  }

  Workspace& work_;
  Left all_;
  std::map<std::size_t, model::Footprint> read_by_;
};

}  // namespace

void check_creations(Workspace& work) {
  if (work.contract.created && !work.unset.empty()) Creations(work).check();
}

}  // namespace writ::sema
