#include "compiler/sema/steps.h"

#include <utility>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/meaning.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

/// The workspace holds on to the input and the sink: they live here.
struct Steps::Inside {
  explicit Inside(Input of) : input(std::move(of)) {}

  /// What `read` makes of the workspace; what it reports goes to `to` and is forgotten here.
  template <class Read>
  auto reporting(source::Sink& to, Read read) {
    sink = std::move(to);
    auto result = read();
    to = std::move(sink);
    sink = {};
    return result;
  }

  Typer typer() { return {work, {Site::Scenario, 0, std::nullopt, {}, {}}}; }

  Input input;
  source::Sink sink;
  Workspace work{input, sink};
};

Before behind(const Before& before, const model::ScenarioStep& step) {
  using Kind = model::ScenarioStep::Kind;
  Before after = before;
  after.anything = true;
  if (step.has_outcome()) after.sent = step.intent;
  if (step.kind == Kind::Propose) after.proposed = step.intent;
  const bool makes_a_step = step.has_outcome() && step.kind != Kind::Propose;
  after.stepped |= makes_a_step || step.kind == Kind::Advance;
  return after;
}

Steps::Steps(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Steps::~Steps() = default;

std::unique_ptr<Steps> Steps::open(Input input, source::Sink& sink) {
  if (!is_understood(input, sink)) return nullptr;
  auto inside = std::make_unique<Inside>(std::move(input));
  if (!inside->reporting(sink, [&] { return build_contract(inside->work); })) return nullptr;
  return std::unique_ptr<Steps>(new Steps(std::move(inside)));
}

const model::Contract& Steps::contract() const { return inside_->work.contract; }

std::optional<model::ScenarioStep> Steps::step(const syntax::Step& written, const Before& before,
                                               source::Sink& sink) {
  syntax::Ast alone;
  alone.scenarios.push_back({{}, {written}, {}, written.span});
  if (!has_meaning(alone, sink)) return std::nullopt;
  return inside_->reporting(sink, [&] { return step_of(inside_->work, written, before); });
}

std::optional<model::Expr> Steps::expression(const syntax::Expr& written, source::Sink& sink) {
  return inside_->reporting(sink, [&] { return inside_->typer().any(written); });
}

std::optional<model::Expr> Steps::value(const syntax::Expr& written, model::TypeId wanted,
                                        source::Sink& sink) {
  return inside_->reporting(sink, [&] { return inside_->typer().of(written, wanted); });
}

}  // namespace writ::sema
