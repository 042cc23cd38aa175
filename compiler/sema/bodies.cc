#include "compiler/sema/bodies.h"

#include <algorithm>
#include <utility>

#include "compiler/sema/body_builder.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::ExprKind;
using model::Statement;
using Written = syntax::Statement::Kind;

namespace {

constexpr std::size_t most_around = 64;  // lines that the explanation of a `require` may take

}  // namespace

BodyBuilder::BodyBuilder(Workspace& work, Place place, Body& out)
    : work_(work),
      place_(place),
      out_(out),
      typer_(work, {Site::Transition, 0, place.intent, {}, {}, false, place.given}) {
  if (place.when) typer_.learn(*place.when, true);
}

void BodyBuilder::whole(const std::vector<syntax::Statement>& body, source::Span header) {
  for (const syntax::Statement& one : body) {
    const bool first = out_.asks == out_.statements.size();
    if (first && !only_asks(one)) forget_hooks(false);
    add(one, out_.statements);
    if (first && only_asks(one)) out_.asks = out_.statements.size();
  }
  if (!place_.may_refuse()) return;
  ensured();
  if (!place_.intent) return;
  const model::Intent& intent = work_.contract.intents[model::index(*place_.intent)];
  if (intent.reply && !flow_.replied) {
    source::Diagnostic& diagnostic =
        work_.sink.report(diag::reply_missing(intent.name), header,
                          flow_.reply ? "some paths end without a `reply`" : "this has no `reply`");
    if (flow_.reply) diagnostic.also(*flow_.reply, "here one path replies");
  }
}

// --- one statement -------------------------------------------------------------------------------

/// What is written so that `model::only_asks` is true of what becomes of it.
bool BodyBuilder::only_asks(const syntax::Statement& written) {
  switch (written.kind) {
    case Written::Require:
    case Written::Guard:
    case Written::Let: return true;
    case Written::If:
    case Written::For:
    case Written::Match: break;
    default: return false;
  }
  const auto all = [](const std::vector<syntax::Statement>& body) {
    return std::all_of(body.begin(), body.end(), only_asks);
  };
  return all(written.body) && all(written.otherwise) &&
         std::all_of(written.choices.begin(), written.choices.end(),
                     [&](const syntax::Choice& choice) { return all(choice.body); });
}

void BodyBuilder::add(const syntax::Statement& written, std::vector<Statement>& into) {
  switch (written.kind) {
    case Written::Require: return require(written, into);
    case Written::Guard: return guard(written, into);
    case Written::Let: return let(written, into);
    case Written::If: return conditional(written, into);
    case Written::For: return loop(written, into);
    case Written::Emit: return emit(written, into);
    case Written::Reply: return reply(written, into);
    case Written::Ensure: return ensure(written, into);
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

void BodyBuilder::change(const syntax::Statement& written, std::vector<Statement>& into) {
  had_effect(written.span);
  for (Statement& one : Changes(work_, typer_, loops_).of(written)) {
    note_assigned(one);
    into.push_back(std::move(one));
  }
}

void BodyBuilder::had_effect(source::Span span) {
  if (!flow_.effect) flow_.effect = span;
}

Statement BodyBuilder::statement(Does kind, const syntax::Statement& written) {
  Statement out;
  out.kind = kind;
  out.words = one_line(work_.input.files, written.span);
  out.span = written.span;
  return out;
}

// --- what asks -----------------------------------------------------------------------------------

bool BodyBuilder::may_ask(source::Span span) {
  if (flow_.effect) {
    work_.sink.report(diag::require_after_effect(), span, "a body asks first, and then acts")
        .also(*flow_.effect, "the first effect");
  }
  if (place_.may_refuse()) {
    if (!loops_.empty()) flow_.asked = span;
    return true;
  }
  // Its message would be of the state before the step.
  work_.sink.report(diag::hook_asks("require"), span,
                    "ask in the transitions that lead here, or in a guard");
  return false;
}

void BodyBuilder::require(const syntax::Statement& written, std::vector<Statement>& into) {
  if (!may_ask(written.span)) return;
  std::optional<model::Require> asked = require_of(work_, typer_, *written.require);
  if (!asked) return;
  typer_.learn(asked->condition, true);
  asked->around = around_;
  if (!loops_.empty()) {
    const Within within(*this);
    stand_in_if(negated(asked->condition));
    asked->around = around_;
  }
  if (model::said_with(*asked).size() > most_around)
    work_.sink.report(diag::unsupported_yet("a message that rests on more than 64 names"),
                      written.span);
  Statement out = statement(Does::Require, written);
  out.require = std::move(asked);
  into.push_back(std::move(out));
}

/// `require Guard`: its clauses, one by one.
void BodyBuilder::guard(const syntax::Statement& written, std::vector<Statement>& into) {
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
  Typer clauses(work_, {Site::Guard, 0, place_.intent, {}, {}});
  for (syntax::Clause clause : found->clauses) {
    if (place_.timer) clause.suggestions.clear();  // there is no payload that could be another one
    std::optional<model::Clause> checked = next_clause(work_, clauses, clause);
    if (!checked) continue;
    Statement out = statement(Does::Require, written);
    out.require = std::move(checked->require);
    out.require->guard = written.name.text;
    typer_.learn(out.require->condition, true);
    into.push_back(std::move(out));
  }
}

void BodyBuilder::let(const syntax::Statement& written, std::vector<Statement>& into) {
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
  stand_in({model::Around::Kind::Let, out.name, {}, *value, {}, {}});
  out.value = *std::move(value);
  into.push_back(std::move(out));
}

/// It is about the end, and so it is looked at there: `ensured`.
void BodyBuilder::ensure(const syntax::Statement& written, std::vector<Statement>& into) {
  if (!place_.may_refuse()) {
    work_.sink.report(diag::hook_asks("ensure"), written.span,
                      "write it as an invariant, or in the transitions that lead here");
    return;
  }
  ensures_.push_back(&written);
  if (depth_ == 0) return;
  Statement out = statement(Does::Ensure, written);
  out.ensure = ensures_.size() - 1;
  nested_ensures_.insert(out.ensure);
  into.push_back(std::move(out));
}

/// The end state is what all of them read, and the names at the top of the body.
void BodyBuilder::ensured() {
  forget_hooks(true);
  for (std::size_t i = 0; i < ensures_.size(); ++i) {
    const syntax::Statement& written = *ensures_[i];
    Result condition = typer_.condition(written.value);
    if (!condition) continue;
    out_.ensures.push_back({*std::move(condition), nested_ensures_.contains(i),
                            one_line(work_.input.files, written.value.span), written.span});
  }
}

// --- what it tells the world ---------------------------------------------------------------------

void BodyBuilder::emit(const syntax::Statement& written, std::vector<Statement>& into) {
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

void BodyBuilder::reply(const syntax::Statement& written, std::vector<Statement>& into) {
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
  Result value = typer_.member_value(written.value,
                                     *work_.contract.intents[model::index(*place_.intent)].reply);
  if (!value) return;
  Statement out = statement(Does::Reply, written);
  out.value = *std::move(value);
  into.push_back(std::move(out));
}

Body body_of(Workspace& work, const std::vector<syntax::Statement>& body, Place place,
             source::Span header) {
  Body out;
  BodyBuilder(work, place, out).whole(body, header);
  return out;
}

}  // namespace writ::sema
