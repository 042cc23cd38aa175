#include "compiler/sema/bodies.h"

#include <algorithm>
#include <utility>

#include "compiler/model/footprint.h"
#include "compiler/sema/behaviour.h"
#include "compiler/sema/body_flow.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Statement;
using Does = Statement::Kind;
using Kind = model::Type::Kind;
using Written = syntax::Statement::Kind;

namespace {

class Builder {
 public:
  Builder(Workspace& work, Place place, Body& out)
      : work_(work),
        place_(place),
        out_(out),
        typer_(work, {Site::Transition, 0, place.intent, {}, {}}) {
    if (place.when) typer_.learn(*place.when, true);
  }

  void whole(const std::vector<syntax::Statement>& body, source::Span header) {
    for (const syntax::Statement& one : body) {
      const bool asks =
          one.kind == Written::Require || one.kind == Written::Guard || one.kind == Written::Let;
      const bool first = out_.asks == out_.statements.size();
      if (first && !asks) forget_left();
      add(one, out_.statements);
      if (first && asks) out_.asks = out_.statements.size();
    }
    if (!place_.intent) return;
    const model::Intent& intent = work_.contract.intents[model::index(*place_.intent)];
    if (intent.reply && !flow_.replied) {
      source::Diagnostic& diagnostic = work_.sink.report(
          diag::reply_missing(intent.name), header,
          flow_.reply ? "some paths end without a `reply`" : "this has no `reply`");
      if (flow_.reply) diagnostic.also(*flow_.reply, "here one path replies");
    }
  }

 private:
  // --- one statement -----------------------------------------------------------------------------

  void add(const syntax::Statement& written, std::vector<Statement>& into) {
    switch (written.kind) {
      case Written::Require: return require(written, into);
      case Written::Guard: return guard(written, into);
      case Written::Let: return let(written, into);
      case Written::If: return conditional(written, into);
      case Written::For: return loop(written, into);
      case Written::Emit: return emit(written, into);
      case Written::Reply: return reply(written, into);
      case Written::Ensure: return ensure(written);
      case Written::Match: return match(written, into);
      case Written::Await: return;  // refused before
      case Written::Set:
      case Written::Add:
      case Written::Subtract:
      case Written::Multiply:
      case Written::Merge:
      case Written::Change: return change(written, into);
    }
  }

  void change(const syntax::Statement& written, std::vector<Statement>& into) {
    had_effect(written.span);
    for (Statement& one : Changes(work_, typer_, loops_).of(written)) {
      note_assigned(one);
      into.push_back(std::move(one));
    }
  }

  /// What a change makes known, and what it makes unknown.
  void note_assigned(const Statement& change) {
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
  void forget(const Statement& change) {
    typer_.forget(change.place);
    const Expr* root = &change.place;
    while (model::is_step(root->kind)) root = &root->operands[0];
    if (root->kind == ExprKind::Local) typer_.forget(change.path);
    forget_elements(change.path, root->text);
  }

  static Expr variable(std::string name) {
    Expr local;
    local.kind = ExprKind::Local;
    local.text = std::move(name);
    return local;
  }

  /// Of the variables of loops over what is at a path, but one.
  void forget_elements(const model::Path& path, const std::string& but) {
    const Changes changes(work_, typer_, loops_);
    for (const Loop& loop : loops_) {
      if (!changes.in_state(loop.collection)) continue;
      if (!model::overlap(changes.path_of(loop.collection), path)) continue;
      for (const std::string& name : {loop.variable, loop.second})
        if (name != but) typer_.forget(variable(name));
    }
  }

  /// What a `leave` writes comes after what a body asks, and before its effects.
  void forget_left() {
    if (!place_.intent) return;
    for (const syntax::PhaseHook& hook : work_.own().hooks) {
      std::vector<Bound> bound;
      if (!hook.enters) forget_targets(hook.body, bound);
    }
  }

  void had_effect(source::Span span) {
    if (!flow_.effect) flow_.effect = span;
  }

  Statement statement(Does kind, const syntax::Statement& written) {
    Statement out;
    out.kind = kind;
    out.words = one_line(work_.input.files, written.span);
    out.span = written.span;
    return out;
  }

  // --- what asks ---------------------------------------------------------------------------------

  bool may_ask(source::Span span) {
    if (flow_.effect) {
      work_.sink.report(diag::require_after_effect(), span, "a body asks first, and then acts")
          .also(*flow_.effect, "the first effect");
    }
    if (loops_.empty()) return true;
    work_.sink.report(diag::unsupported_yet("`require` inside of a loop"), span,
                      "ask before it, with `all(... for ...)`");
    return false;
  }

  void require(const syntax::Statement& written, std::vector<Statement>& into) {
    if (!may_ask(written.span)) return;
    if (!place_.intent) {  // its message would be of the state before the step
      work_.sink.report(diag::unsupported_yet("`require` in `enter` or `leave`"), written.span,
                        "ask in the transitions that lead here, or in a guard");
      return;
    }
    std::optional<model::Require> asked = require_of(work_, typer_, *written.require, lets_);
    if (!asked) return;
    typer_.learn(asked->condition, true);
    Statement out = statement(Does::Require, written);
    out.require = std::move(asked);
    into.push_back(std::move(out));
  }

  /// `require Guard`: its clauses, one by one.
  void guard(const syntax::Statement& written, std::vector<Statement>& into) {
    if (!may_ask(written.span)) return;
    const syntax::Guard* found = nullptr;
    std::vector<std::string_view> names;
    for (const syntax::Guard& one : work_.own().guards) {
      names.emplace_back(one.name.text);
      if (one.name.text == written.name.text) found = &one;
    }
    if (!found) {
      help_with(work_.sink.report(diag::unknown_guard(written.name.text), written.name.span),
                source::closest(written.name.text, names));
      return;
    }
    if (!place_.intent) {
      work_.sink.report(diag::unsupported_yet("`require` of a guard in `enter` or `leave`"),
                        written.span);
      return;
    }
    Typer clauses(work_, {Site::Guard, 0, place_.intent, {}, {}});
    for (const syntax::Clause& clause : found->clauses) {
      std::optional<model::Clause> checked = next_clause(work_, clauses, clause);
      if (!checked) continue;
      Statement out = statement(Does::Require, written);
      out.require = std::move(checked->require);
      out.require->guard = written.name.text;
      typer_.learn(out.require->condition, true);
      into.push_back(std::move(out));
    }
  }

  void let(const syntax::Statement& written, std::vector<Statement>& into) {
    Result value = typer_.any(written.value);
    typer_.declare_local(Entity::Variable, written.name, value ? value->type : no_type);
    if (!value) return;
    if (value->kind == ExprKind::None) {
      work_.sink.report(diag::type_mismatch("a value of a type", "`none`"), written.value.span,
                        "`none` alone does not say of what type it is");
      return;
    }
    Statement out = statement(Does::Let, written);
    out.name = written.name.text;
    if (!flow_.effect) lets_.emplace_back(out.name, *value);
    out.value = *std::move(value);
    into.push_back(std::move(out));
  }

  void ensure(const syntax::Statement& written) {
    if (depth_ > 0 || !place_.intent) {
      work_.sink.report(diag::unsupported_yet("an `ensure` inside of a block"), written.span,
                        "it stands at the end of the body of a transition");
      return;
    }
    Result condition = typer_.condition(written.value);
    if (!condition) return;
    out_.ensures.push_back(
        {*std::move(condition), one_line(work_.input.files, written.value.span), written.span});
  }

  // --- what it tells the world -------------------------------------------------------------------

  void emit(const syntax::Statement& written, std::vector<Statement>& into) {
    had_effect(written.span);
    const Declaration* event = find(std::as_const(work_.names.types), written.name.text, 0);
    if (!event || event->entity != Entity::Event) {
      std::vector<std::string_view> names;
      for (const model::Event& one : work_.contract.events) names.emplace_back(one.name);
      help_with(work_.sink.report(diag::unknown_event(written.name.text), written.name.span,
                                  "no event of `" + work_.title() + "` has this name"),
                source::closest(written.name.text, names));
      return;
    }
    const model::RecordId record = work_.contract.events[event->id].record;
    Result value = typer_.record_literal(written.value, record);
    if (!value) return;
    Statement out = statement(Does::Emit, written);
    out.value = *std::move(value);
    into.push_back(std::move(out));
  }

  void reply(const syntax::Statement& written, std::vector<Statement>& into) {
    const bool wanted =
        place_.intent && work_.contract.intents[model::index(*place_.intent)].reply.has_value();
    if (!wanted) {
      work_.sink.report(diag::reply_unexpected("nobody waits for a reply"), written.span,
                        place_.intent ? "the intent has no reply type" : "here is no intent");
      return;
    }
    if (flow_.reply) {
      work_.sink.report(diag::reply_unexpected("a second reply"), written.span)
          .also(*flow_.reply, "the first one");
    } else if (!loops_.empty()) {
      work_.sink.report(diag::reply_unexpected("a reply inside of a loop"), written.span,
                        "there is exactly one");
    }
    flow_.replied = true;
    flow_.reply = written.span;
    Result value =
        typer_.inside(written.value, *work_.contract.intents[model::index(*place_.intent)].reply);
    if (!value) return;
    Statement out = statement(Does::Reply, written);
    out.value = *std::move(value);
    into.push_back(std::move(out));
  }

  // --- blocks ------------------------------------------------------------------------------------

  /// The statements of a block. What it declares ends with it; what it changes is not known after.
  std::vector<Statement> block(const std::vector<syntax::Statement>& body) {
    const Scope outer = typer_.scope();
    const std::size_t lets = lets_.size();
    ++depth_;
    std::vector<Statement> out;
    for (const syntax::Statement& one : body) add(one, out);
    --depth_;
    lets_.erase(lets_.begin() + static_cast<std::ptrdiff_t>(lets), lets_.end());
    typer_.leave(outer);
    model::each_statement(out, [&](const Statement& one) {
      if (model::is_change(one.kind)) forget(one);
    });
    return out;
  }

  void conditional(const syntax::Statement& written, std::vector<Statement>& into) {
    Result condition = typer_.condition(written.value);
    const Scope outer = typer_.scope();
    const Flow before = flow_;
    if (condition) typer_.learn(*condition, true);
    if (condition && !written.name.text.empty()) {
      if (const Result inside = typer_.inside_of(*condition))
        typer_.declare_alias(Entity::Variable, written.name, *inside);
    }
    std::vector<Statement> then = block(written.body);
    const Flow after = std::exchange(flow_, before);
    typer_.leave(outer);
    if (condition) typer_.learn(*condition, false);
    std::vector<Statement> otherwise = block(written.otherwise);
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

  void forget_changed(const std::vector<Statement>& body) {
    model::each_statement(body, [&](const Statement& one) {
      if (model::is_change(one.kind)) forget(one);
    });
  }

  /// One `if` behind the other; what is matched is worked out once.
  void match(const syntax::Statement& written, std::vector<Statement>& into) {
    std::vector<const syntax::Pattern*> patterns;
    for (const syntax::Choice& choice : written.choices) patterns.push_back(&choice.pattern);
    const std::optional<Matched> matched = typer_.matched(written.value, patterns, written.span);
    if (!matched) return;
    const Scope outer = typer_.scope();
    const Flow before = flow_;
    std::optional<Flow> after;
    std::vector<Statement> arms;
    for (const Arm& arm : matched->arms) {
      const syntax::Choice& choice = written.choices[arm.pattern];
      Statement one = statement(Does::If, written);
      one.words = one_line(work_.input.files, choice.pattern.span);
      one.span = choice.pattern.span;
      one.value = arm.condition;
      const Scope around = typer_.scope();
      typer_.enter(arm, choice.pattern.binder);
      flow_ = before;
      one.body = block(choice.body);
      after = after ? joined(*after, flow_) : flow_;
      typer_.leave(around);
      typer_.learn(arm.condition, false);
      arms.push_back(std::move(one));
    }
    typer_.leave(outer);
    if (after) flow_ = *after;
    for (const Statement& one : arms) forget_changed(one.body);
    add_chain(*matched, std::move(arms), written, into);
  }

  void add_chain(const Matched& matched, std::vector<Statement> arms,
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

  void loop(const syntax::Statement& written, std::vector<Statement>& into) {
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
    out.body = block(written.body);
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

  /// A name that a block binds, and the name at the root of what it is bound to.
  using Bound = std::pair<std::string, std::string>;

  static std::string root_name(const syntax::Expr& expr) {
    const syntax::Expr* root = &expr;
    while (!root->operands.empty() && root->operands[0].kind != syntax::ExprKind::State)
      root = &root->operands[0];
    return root->name.text;
  }

  /// What the text of a loop may write, by the field of the state at which it begins.
  void forget_targets(const std::vector<syntax::Statement>& body, std::vector<Bound>& bound) {
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

  void forget_root(std::string name, const std::vector<Bound>& bound) {
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

  Workspace& work_;
  Place place_;
  Body& out_;
  Typer typer_;
  Flow flow_;
  std::vector<Loop> loops_;
  Lets lets_;
  std::size_t depth_ = 0;
};

}  // namespace

Body body_of(Workspace& work, const std::vector<syntax::Statement>& body, Place place,
             source::Span header) {
  Body out;
  Builder(work, place, out).whole(body, header);
  return out;
}

}  // namespace writ::sema
