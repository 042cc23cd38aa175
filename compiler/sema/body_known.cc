// What is known in a body of what it reads, and what a change makes unknown.
#include <utility>

#include "compiler/model/footprint.h"
#include "compiler/sema/body_builder.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;

namespace {

Expr variable(std::string name) {
  Expr local;
  local.kind = ExprKind::Local;
  local.text = std::move(name);
  return local;
}

}  // namespace

std::string root_name(const syntax::Expr& expr) {
  const syntax::Expr* root = &expr;
  while (!root->operands.empty() && root->operands[0].kind != syntax::ExprKind::State)
    root = &root->operands[0];
  return root->name.text;
}

/// What a change makes known, and what it makes unknown.
void BodyBuilder::note_assigned(const Statement& change) {
  for (const Statement& inner : change.body) note_assigned(inner);
  if (!model::is_change(change.kind)) return;
  forget(change);
  if (change.kind != Does::Set) return;
  if (change.value.kind == ExprKind::Some) {
    Expr there = change.place;
    there.kind = ExprKind::IsThere;
    there.type = work_.types.boolean();
    there.operands = {change.place};
    typer_.learn(there, true);
  }
}

/// What is known of its place, and of an element that may be the same one by another name.
void BodyBuilder::forget(const Statement& change) {
  typer_.forget(change.place);
  const Expr* root = &change.place;
  while (model::is_step(root->kind)) root = &root->operands[0];
  if (root->kind == ExprKind::Local) typer_.forget(change.path);
  forget_elements(change.path, root->text);
}

void BodyBuilder::forget_changed(const std::vector<Statement>& body) {
  model::each_statement(body, [&](const Statement& one) {
    if (model::is_change(one.kind)) forget(one);
  });
}

/// Of the variables of loops over what is at a path, but one.
void BodyBuilder::forget_elements(const model::Path& path, const std::string& but) {
  const Changes changes(work_, typer_, loops_);
  for (const Loop& loop : loops_) {
    if (!changes.in_state(loop.collection)) continue;
    if (!model::overlap(changes.path_of(loop.collection), path)) continue;
    for (const std::string& name : {loop.variable, loop.second})
      if (name != but) typer_.forget(variable(name));
  }
}

/// What a `leave` writes comes after what a body asks, and before its effects; what an `enter`
/// writes behind these.
void BodyBuilder::forget_hooks(bool enters) {
  if (!place_.may_refuse()) return;
  for (const syntax::PhaseHook& hook : work_.own().hooks) {
    std::vector<Bound> bound;
    if (hook.enters == enters) forget_targets(hook.body, bound);
  }
}

/// What the text of a loop may write, by the field of the state at which it begins.
void BodyBuilder::forget_targets(const std::vector<syntax::Statement>& body,
                                 std::vector<Bound>& bound) {
  for (const syntax::Statement& one : body) {
    forget_root(root_name(one.target), bound);
    const std::size_t outer = bound.size();
    const std::string of = root_name(one.value);
    bound.emplace_back(one.name.text, of);
    bound.emplace_back(one.second.text, of);
    forget_targets(one.body, bound);
    forget_targets(one.otherwise, bound);
    for (const syntax::Choice& choice : one.choices) {
      bound.emplace_back(choice.pattern.binder.text, of);
      forget_targets(choice.body, bound);
    }
    bound.resize(outer);
  }
}

void BodyBuilder::forget_root(std::string name, const std::vector<Bound>& bound) {
  if (name.empty()) return;
  for (std::size_t i = bound.size(); i-- > 0;)
    if (bound[i].first == name) name = bound[i].second;
  if (const Local* local = typer_.find_local(name)) {
    const Expr* root = local->alias ? &*local->alias : nullptr;
    while (root && model::is_step(root->kind)) root = &root->operands[0];
    if (root && root->kind == ExprKind::State) {
      typer_.forget(*local->alias);
      return forget_elements(model::written(*local->alias), "");
    }
    const Expr element = variable(root ? root->text : name);
    typer_.forget(root ? *local->alias : element);
    const model::Path path = Changes(work_, typer_, loops_).path_of(element);
    typer_.forget(path);
    return forget_elements(path, element.text);
  }
  const auto index = field_index(work_.contract.record(work_.contract.state), name);
  if (!index) return;
  const model::Path path = {static_cast<std::uint32_t>(*index)};
  typer_.forget(path);
  forget_elements(path, "");
}

}  // namespace writ::sema
