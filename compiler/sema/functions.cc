#include <algorithm>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/types.h"
#include "compiler/sema/words.h"

namespace writ::sema {

namespace {

/// What a function reads, with what those read that it calls.
struct Reads {
  bool state = false;
  bool phase = false;
  bool context = false;
};

void add_reads(const model::Contract& contract, const model::Expr& expr, Reads& reads) {
  if (expr.kind == model::ExprKind::State) reads.state = true;
  if (expr.kind == model::ExprKind::InPhases) reads.phase = true;
  if (expr.kind == model::ExprKind::Context) reads.context = true;
  if (expr.kind == model::ExprKind::Call) {
    const model::Function& called = contract.functions[static_cast<std::size_t>(expr.number)];
    reads.state |= called.reads_state;
    reads.phase |= called.reads_phase;
    reads.context |= called.reads_context;
  }
  for (const model::Expr& operand : expr.operands) add_reads(contract, operand, reads);
}

void build_function(Workspace& work, Declaration& declaration) {
  const syntax::Function& written =
      work.input.modules[declaration.module]->functions[declaration.index];
  declaration.tried = true;
  model::Function function;
  function.module = static_cast<model::ModuleId>(declaration.module);
  function.name = written.name.text;
  function.words = one_line(work.input.files, written.span);
  function.doc = written.doc;
  function.span = written.span;
  function.result = resolve(work, written.result, declaration.module);

  Typer typer(work, {Site::Function, declaration.module, std::nullopt, {}, {}});
  bool complete = function.result != no_type;
  for (const syntax::Parameter& parameter : written.parameters) {
    const model::TypeId type = resolve(work, parameter.type, declaration.module);
    complete &= type != no_type;
    typer.declare_local(Entity::Parameter, parameter.name, type);
    function.parameters.push_back({parameter.name.text, type, parameter.secret});
  }
  Result value = function.result != no_type ? typer.inside(written.value, function.result)
                                            : typer.any(written.value);
  if (!complete || !value) return;
  function.value = *std::move(value);
  function.partial = function.value.partial;
  Reads reads;
  add_reads(work.contract, function.value, reads);
  function.reads_state = reads.state;
  function.reads_phase = reads.phase;
  function.reads_context = reads.context;
  declaration.id = static_cast<std::uint32_t>(work.contract.functions.size());
  declaration.known = true;
  work.contract.functions.push_back(std::move(function));
}

void build_invariant(Workspace& work, const syntax::Invariant& written) {
  Typer typer(work, {Site::Invariant, 0, std::nullopt, {}, {}});
  Result condition = typer.condition(written.condition);
  if (!condition) return;
  std::string words = one_line(work.input.files, written.condition.span);
  if (written.never) {  // `never p` is the invariant `not p`
    model::Expr denied = *condition;
    denied.kind = model::ExprKind::Not;
    denied.text.clear();
    denied.second.clear();
    denied.phases.clear();
    denied.operands = {*std::move(condition)};
    condition = std::move(denied);
    words = "not (" + words + ")";
  }
  work.contract.invariants.push_back(
      {written.name.text, *std::move(condition), std::move(words), written.doc, written.span});
}

void build_view(Workspace& work, const syntax::View& written) {
  const model::TypeId type = resolve(work, written.type, 0);
  Typer typer(work, {Site::Invariant, 0, std::nullopt, {}, {}});
  Result value = type != no_type ? typer.inside(written.value, type) : typer.any(written.value);
  if (!value || type == no_type) return;
  work.contract.views.push_back({written.name.text, type, *std::move(value), false,
                                 one_line(work.input.files, written.span), written.doc,
                                 written.span});
}

}  // namespace

void build_function_of_values(Workspace& work, Declaration& declaration) {
  const syntax::Function& written =
      work.input.modules[declaration.module]->functions[declaration.index];
  if (!first_read(work, written.value, declaration.module)) build_function(work, declaration);
}

void build_functions(Workspace& work, const std::vector<Declaration*>& order) {
  for (Declaration* declaration : order) {
    if (declaration->entity == Entity::Function && !declaration->tried)
      build_function(work, *declaration);
  }
}

void build_views(Workspace& work) {
  for (const syntax::View& view : work.own().views) build_view(work, view);
}

void build_invariants(Workspace& work) {
  for (const syntax::Invariant& invariant : work.own().invariants) build_invariant(work, invariant);
}

}  // namespace writ::sema
