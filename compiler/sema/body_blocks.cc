// Blocks of a body: conditions, arms, loops, and what is true where they meet.
#include <algorithm>
#include <utility>

#include "compiler/model/footprint.h"
#include "compiler/sema/body_builder.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;

Flow joined(const Flow& a, const Flow& b) {
  Flow both;
  both.effect = a.effect ? a.effect : b.effect;
  both.replied = a.replied && b.replied;
  both.reply = a.reply ? a.reply : b.reply;
  both.asked = a.asked ? a.asked : b.asked;
  return both;
}

void BodyBuilder::stand_in(model::Around one) {
  one.outer = around_;
  around_ = std::make_shared<model::Around>(std::move(one));
}

void BodyBuilder::stand_in_if(const Expr& condition) {
  stand_in({model::Around::Kind::If, {}, {}, condition, {}, {}});
}

Expr BodyBuilder::negated(const Expr& condition) const {
  Expr out;
  out.kind = ExprKind::Not;
  out.type = work_.types.boolean();
  out.partial = condition.partial;
  out.operands.push_back(condition);
  out.span = condition.span;
  return out;
}

/// The statements of a block. What it declares ends with it; what it changes is not known after.
std::vector<Statement> BodyBuilder::block(const std::vector<syntax::Statement>& body) {
  const Scope outer = typer_.scope();
  const Within within(*this);
  ++depth_;
  std::vector<Statement> out;
  for (const syntax::Statement& one : body) add(one, out);
  --depth_;
  typer_.leave(outer);
  model::each_statement(out, [&](const Statement& one) {
    if (model::is_change(one.kind)) forget(one);
  });
  return out;
}

void BodyBuilder::conditional(const syntax::Statement& written, std::vector<Statement>& into) {
  Result condition = typer_.condition(written.value);
  const Scope outer = typer_.scope();
  const Flow before = flow_;
  if (condition) typer_.learn(*condition, true);
  if (condition && !written.name.text.empty()) {
    if (const Result inside = typer_.inside_of(*condition))
      typer_.declare_alias(Entity::Variable, written.name, *inside);
  }
  std::vector<Statement> then = branch(written.body, condition);
  const Flow after = std::exchange(flow_, before);
  typer_.leave(outer);
  if (condition) typer_.learn(*condition, false);
  std::vector<Statement> otherwise =
      branch(written.otherwise, condition ? Result(negated(*condition)) : std::nullopt);
  typer_.leave(outer);
  flow_ = joined(after, flow_);
  forget_changed(then);
  forget_changed(otherwise);
  if (!condition) return;
  Statement out = statement(Does::If, written);
  out.words = one_line(work_.input.files, written.value.span);
  out.value = *std::move(condition);
  out.body = std::move(then);
  out.otherwise = std::move(otherwise);
  into.push_back(std::move(out));
}

std::vector<Statement> BodyBuilder::branch(const std::vector<syntax::Statement>& body,
                                           const Result& condition) {
  const Within within(*this);
  if (condition) stand_in_if(*condition);
  return block(body);
}

/// One `if` behind the other; what is matched is worked out once.
void BodyBuilder::match(const syntax::Statement& written, std::vector<Statement>& into) {
  std::vector<const syntax::Pattern*> patterns;
  for (const syntax::Choice& choice : written.choices) patterns.push_back(&choice.pattern);
  const std::optional<Matched> matched = typer_.matched(written.value, patterns, written.span);
  if (!matched) return;
  const Scope outer = typer_.scope();
  const Flow before = flow_;
  std::optional<Flow> after;
  std::vector<Statement> arms;
  const Within within(*this);
  if (matched->value)
    stand_in({model::Around::Kind::Let, matched->name, {}, *matched->value, {}, {}});
  for (const Arm& arm : matched->arms) {
    const syntax::Choice& choice = written.choices[arm.pattern];
    Statement one = statement(Does::If, written);
    one.words = one_line(work_.input.files, choice.pattern.span);
    one.span = choice.pattern.span;
    one.value = arm.condition;
    const Scope scope = typer_.scope();
    typer_.enter(arm, choice.pattern.binder);
    flow_ = before;
    one.body = branch(choice.body, arm.condition);
    after = after ? joined(*after, flow_) : flow_;
    typer_.leave(scope);
    typer_.learn(arm.condition, false);
    stand_in_if(negated(arm.condition));
    arms.push_back(std::move(one));
  }
  typer_.leave(outer);
  if (after) flow_ = *after;
  for (const Statement& one : arms) forget_changed(one.body);
  add_chain(*matched, std::move(arms), written, into);
}

void BodyBuilder::add_chain(const Matched& matched, std::vector<Statement> arms,
                            const syntax::Statement& written, std::vector<Statement>& into) {
  std::vector<Statement> chain;
  for (std::size_t i = arms.size(); i-- > 0;) {
    if (matched.arms[i].last) {
      chain = std::move(arms[i].body);
      continue;
    }
    arms[i].otherwise = std::move(chain);
    chain.clear();
    chain.push_back(std::move(arms[i]));
  }
  Statement whole = statement(Does::Block, written);
  if (matched.value) {
    Statement let = statement(Does::Let, written);
    let.words = one_line(work_.input.files, written.value.span);
    let.name = matched.name;
    let.value = *matched.value;
    whole.body.push_back(std::move(let));
  }
  for (Statement& one : chain) whole.body.push_back(std::move(one));
  into.push_back(std::move(whole));
}

void BodyBuilder::loop(const syntax::Statement& written, std::vector<Statement>& into) {
  Result over = typer_.folded(written.value);
  std::vector<Bound> bound = {{written.name.text, root_name(written.value)},
                              {written.second.text, root_name(written.value)}};
  forget_targets(written.body, bound);  // a second round sees what the first one wrote
  const Scope outer = typer_.scope();
  typer_.declare_variables(written.name, written.second, over);
  Statement out = statement(Does::For, written);
  Result where = written.condition ? typer_.condition(*written.condition) : std::nullopt;
  if (where) typer_.learn(*where, true);
  if (over) loops_.push_back({written.name.text, written.second.text, *over});
  const Flow before = flow_;
  const Within within(*this);
  if (over)
    stand_in({model::Around::Kind::For, written.name.text, written.second.text, *over, where, {}});
  out.body = block(written.body);
  ask_no_more(before);
  flow_ = joined(before, flow_);
  if (over) loops_.pop_back();
  typer_.leave(outer);
  forget_changed(out.body);
  if (!over || (written.condition && !where)) return;
  out.name = written.name.text;
  out.second = written.second.text;
  out.words = one_line(work_.input.files, over->span);
  out.value = *std::move(over);
  out.where = std::move(where);
  into.push_back(std::move(out));
}

/// What a loop asks in one round comes before what it does in another one.
void BodyBuilder::ask_no_more(const Flow& before) {
  if (!flow_.asked || !flow_.effect || before.effect || before.asked == flow_.asked) return;
  work_.sink
      .report(diag::require_after_effect(), *flow_.asked,
              "the second round asks when the first one has acted")
      .also(*flow_.effect, "the first effect")
      .help("ask in a loop of its own, before this one");
  flow_.asked.reset();
}

}  // namespace writ::sema
