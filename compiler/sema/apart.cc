// The names of a body's `let`s, kept apart from those of what is put around it: the hooks of its
// phases, the clauses of a guard, the invariants that are asked behind it, the times of timers.
#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "compiler/sema/behaviour.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;

namespace {

bool binds(const Expr& expr, const std::string& name) {
  const bool names = expr.kind == ExprKind::Fold || expr.kind == ExprKind::With;
  return names && (expr.text == name || expr.second == name);
}

/// The variables that an expression declares.
void variables(const Expr& expr, std::set<std::string>& names) {
  if (expr.kind == ExprKind::Fold || expr.kind == ExprKind::With) {
    names.insert(expr.text);
    names.insert(expr.second);
  }
  for (const Expr& operand : expr.operands) variables(operand, names);
}

/// What is declared in a body, but by the `let`s at its top.
std::set<std::string> declared(const model::Contract& contract,
                               const model::Transition& transition) {
  std::set<std::string> names;
  for (const Statement& top : transition.body) {
    model::each_statement({top}, [&](const Statement& one) {
      if (top.kind != Statement::Kind::Let) {
        names.insert(one.name);
        names.insert(one.second);
      }
      variables(one.value, names);
      variables(one.place, names);
      if (one.where) variables(*one.where, names);
      if (one.require) variables(one.require->condition, names);
      for (const Expr& argument : one.arguments) variables(argument, names);
    });
  }
  for (const std::size_t i : transition.invariants)
    variables(contract.invariants[i].condition, names);
  for (const model::Start& start : transition.starts)
    variables(contract.timers[model::index(start.timer)].due, names);
  for (const model::TimerId moved : transition.moves)
    variables(contract.timers[model::index(moved)].due, names);
  return names;
}

void rename(Expr& expr, const std::string& from, const std::string& to) {
  if (expr.kind == ExprKind::Local && expr.text == from) expr.text = to;
  // What a fold runs over does not see its variable.
  const std::size_t seen = binds(expr, from) ? 1 : expr.operands.size();
  for (std::size_t i = 0; i < std::min(seen, expr.operands.size()); ++i)
    rename(expr.operands[i], from, to);
}

void rename(std::span<Statement> body, const std::string& from, const std::string& to) {
  for (Statement& one : body) {
    const bool binds_it = one.name == from || one.second == from;
    const bool by_element = one.kind == Statement::Kind::Keep || one.kind == Statement::Kind::Sort;
    if (!binds_it || !by_element) rename(one.value, from, to);
    rename(one.place, from, to);
    for (Expr& argument : one.arguments) rename(argument, from, to);
    if (one.require) rename(one.require->condition, from, to);
    if (binds_it && one.kind == Statement::Kind::Let) return;  // from here on it is another one
    if (binds_it) continue;
    if (one.where) rename(*one.where, from, to);
    rename(one.body, from, to);
    rename(one.otherwise, from, to);
  }
}

}  // namespace

void keep_names_apart(const model::Contract& contract, model::Transition& transition) {
  std::set<std::string> taken = declared(contract, transition);
  for (const Statement& one : transition.body) {
    if (one.kind != Statement::Kind::Let || !taken.contains(one.name)) continue;
    std::set<std::string> all = taken;
    for (const Statement& other : transition.body) all.insert(other.name);
    const std::string from = one.name;
    std::string to;
    for (int n = 2; to.empty() || all.contains(to); ++n) to = from + '_' + std::to_string(n);
    const auto here = &one - transition.body.data();
    transition.body[static_cast<std::size_t>(here)].name = to;
    rename(std::span(transition.body).subspan(static_cast<std::size_t>(here) + 1), from, to);
    for (model::Ensure& ensure : transition.ensures) rename(ensure.condition, from, to);
  }
}

}  // namespace writ::sema
