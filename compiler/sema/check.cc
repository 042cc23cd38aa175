#include "compiler/sema/check.h"

#include <algorithm>

#include <writ/digest/sha256.h>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/dependencies.h"
#include "compiler/sema/kept.h"
#include "compiler/sema/meaning.h"
#include "compiler/sema/messages.h"
#include "compiler/sema/modifiers.h"
#include "compiler/sema/names.h"
#include "compiler/sema/phases.h"
#include "compiler/sema/secrets.h"
#include "compiler/sema/types.h"
#include "compiler/sema/words.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

namespace {

std::string file_name(const Workspace& work, const syntax::Ast& ast) {
  const std::string& path = work.input.files[ast.file].path();
  return path.substr(path.find_last_of('/') + 1);
}

/// In a file that is no contract, the first thing that only a contract may have.
void refuse_behaviour(Workspace& work, const syntax::Ast& ast) {
  std::optional<source::Span> first;
  std::string_view what;
  const auto consider = [&](source::Span span, std::string_view of) {
    if (first && first->begin < span.begin) return;
    first = span;
    what = of;
  };
  if (!ast.states.empty()) consider(ast.states.front().span, "a state");
  if (!ast.phases.empty()) consider(ast.phases.front().span, "phases");
  if (!ast.intents.empty()) consider(ast.intents.front().name.span, "intents");
  if (!ast.guards.empty()) consider(ast.guards.front().name.span, "guards");
  if (!ast.transitions.empty()) consider(ast.transitions.front().header_span, "transitions");
  if (!ast.events.empty()) consider(ast.events.front().span, "events");
  if (!ast.hooks.empty()) consider(ast.hooks.front().span, "`enter` and `leave`");
  if (!ast.refusals.empty()) consider(ast.refusals.front().span, "`refuse`");
  if (!ast.views.empty()) consider(ast.views.front().span, "views");
  if (!ast.properties.empty()) consider(ast.properties.front().span, "properties");
  if (!ast.reachables.empty()) consider(ast.reachables.front().span, "`reachable`");
  if (!ast.verifications.empty()) consider(ast.verifications.front().span, "`verify`");
  if (!ast.scenarios.empty()) consider(ast.scenarios.front().span, "scenarios");
  if (!ast.invariants.empty()) consider(ast.invariants.front().name.span, "invariants");
  if (!first) return;
  work.sink
      .report(diag::no_contract(file_name(work, ast)), *first,
              "only a contract has " + std::string(what))
      .help("a contract begins with `contract Name version 1`");
}

/// What every reader shows of a contract as a whole.
void describe(Workspace& work) {
  model::Contract& contract = work.contract;
  const syntax::Ast& own = work.own();
  if (own.contract) {
    contract.name = own.contract->text;
    contract.version = own.version;
    contract.doc = own.doc;
    contract.span = own.contract->span;
  }
  std::string words;
  for (const syntax::Ast* ast : work.input.modules) {
    std::string name = file_name(work, *ast);
    if (name.ends_with(".writ")) name.resize(name.size() - std::string_view(".writ").size());
    contract.modules.push_back({ast->file, ast->contract ? ast->contract->text : name, ast->doc});
    words += (words.empty() ? "" : "\n") + ast->words;
  }
  contract.hash = sha256_hex(words);
}

/// All that can be wrong in declarations and behaviour.
void build(Workspace& work) {
  describe(work);
  for (const syntax::Ast* ast : work.input.modules) {
    if (!ast->contract) refuse_behaviour(work, *ast);
  }
  declare_names(work);
  if (work.own().contract) build_phases(work);
  const std::vector<Declaration*> order = in_order(work);
  build_types(work, order);
  build_functions(work, order);
  if (!work.own().contract) return;
  build_keys_of_intents(work);
  build_guards(work);
  build_hooks(work);
  build_transitions(work);
  build_views(work);
  build_invariants(work);
  build_claims(work);
  check_ephemeral(work);
  check_secrets(work);
  check_limits(work);
  check_creation(work);
  check_first_state(work);
  build_scenarios(work);
}

}  // namespace

bool is_understood(const Input& input, source::Sink& sink) {
  bool understood = true;
  for (const syntax::Ast* ast : input.modules) {
    understood &= ast->complete;
    understood &= has_meaning(*ast, sink);
  }
  return understood;
}

bool build_contract(Workspace& work) {
  source::Sink& sink = work.sink;
  if (!work.own().contract) {
    const source::FileId file = work.own().file;
    sink.report(diag::no_contract(file_name(work, work.own())), {file, 0, 0},
                "a contract begins with `contract Name version 1`");
    return false;
  }
  build(work);
  // The warnings are about a contract that is whole.
  if (sink.errors() > 0) return false;
  choose_transitions(work);
  if (sink.errors() > 0) return false;  // what a `leave` comes before is known only now
  keep_folds(work);
  name_messages(work.contract);
  return true;
}

std::optional<model::Contract> check(const Input& input, source::Sink& sink) {
  if (!is_understood(input, sink)) return std::nullopt;
  Workspace work(input, sink);
  if (!build_contract(work)) return std::nullopt;
  return std::move(work.contract);
}

bool check_module(const Input& input, source::Sink& sink) {
  if (!is_understood(input, sink)) return false;
  Workspace work(input, sink);
  build(work);
  return sink.errors() == 0;
}

}  // namespace writ::sema
