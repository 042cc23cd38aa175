// What may happen: intents, events, guards, transitions and timers.
#include "compiler/syntax/build.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

void Builder::what_may_happen(Rules::DeclarationContext* context, const Doc& doc) {
  const source::Span at = span(context);
  if (auto* asked = context->intent()) {
    intent(asked, doc);
  } else if (auto* told = context->event()) {
    std::vector<Field> payload;
    if (told->fields() != nullptr) payload = fields(told->fields());
    ast_.events.push_back({name(told->name()), std::move(payload), doc, at});
  } else if (auto* guarded = context->guard()) {
    guard(guarded, doc);
  } else if (auto* made = context->transition()) {
    transition(made, doc);
  } else if (auto* refused = context->refusal()) {
    refusal(refused, doc);
  } else if (auto* entering = context->entering()) {
    ast_.hooks.push_back({true, names(entering->names()), block(entering->block()), doc, at});
  } else if (auto* leaving = context->leaving()) {
    ast_.hooks.push_back({false, names(leaving->names()), block(leaving->block()), doc, at});
  } else if (auto* timed = context->timer()) {
    timer(timed, doc);
  }
}

void Builder::intent(Rules::IntentContext* context, const Doc& doc) {
  Intent made;
  made.name = name(context->name());
  if (context->fields() != nullptr) made.fields = fields(context->fields());
  if (context->type() != nullptr) made.reply = type(context->type());
  if (context->IDEMPOTENT() != nullptr) {
    Idempotent once;
    once.path = path_names(context->fieldPath());
    if (context->sum() != nullptr) once.period = sum(context->sum());
    once.span = span(context->IDEMPOTENT()->getSymbol());
    made.idempotent = std::move(once);
  }
  made.doc = doc;
  made.span = span(context);
  ast_.intents.push_back(std::move(made));
}

void Builder::guard(Rules::GuardContext* context, const Doc& doc) {
  Guard made;
  made.name = name(context->name());
  made.intents = names(context->names(0));
  made.phases = names(context->names(1));
  for (auto* one : context->clause()) made.clauses.push_back(clause(one));
  made.doc = doc;
  made.span = span(context);
  ast_.guards.push_back(std::move(made));
}

Clause Builder::clause(Rules::ClauseContext* context) {
  Clause made;
  made.require = require(context->require());
  made.suggestions = suggestions(context->suggest());
  made.final = context->FINAL() != nullptr;
  if (made.final) made.final_span = span(context->FINAL()->getSymbol());
  if (auto* approval = context->approval())
    made.approval = Approval{name(approval->name()), sum(approval->sum()), span(approval)};
  return made;
}

Require Builder::require(Rules::RequireContext* context) {
  return {expression(context->expression()), string(context->string()), span(context)};
}

std::vector<Suggestion> Builder::suggestions(Rules::SuggestContext* context) {
  return context == nullptr ? std::vector<Suggestion>{} : patch(context->patch());
}

std::vector<Suggestion> Builder::patch(Rules::PatchContext* context) {
  std::vector<Suggestion> all;
  for (auto* one : context->suggestion())
    all.push_back({path_names(one->fieldPath()), expression(one->expression()), span(one)});
  return all;
}

std::vector<Target> Builder::targets(Rules::TargetsContext* context) {
  std::vector<Target> all;
  if (context == nullptr) return all;
  for (auto* one : context->target())
    all.push_back({name(one->name()), one->HISTORY() != nullptr, span(one)});
  return all;
}

void Builder::transition(Rules::TransitionContext* context, const Doc& doc) {
  Transition made;
  made.intents = names(context->names(0));
  made.phases = names(context->names(1));
  made.condition = condition_if(context->condition());
  auto* move = context->move();
  if (move != nullptr) made.targets = targets(move->targets());
  if (auto* creation = move == nullptr ? nullptr : move->creation()) {
    made.creates = true;
    made.creates_span = span(creation->start);
    made.targets = targets(creation->targets());
  }
  made.span = span(context);
  made.header_span = made.span;
  auto* block = move == nullptr ? context->block() : move->block();
  if (block != nullptr || context->body() != nullptr) {
    const antlr4::Token* first = block != nullptr ? block->start : context->body()->start;
    made.header_span = source::join(span(context->start), span(before(tokens_, first)));
    made.body = body_of(move, context->block(), context->body());
  }
  made.doc = doc;
  ast_.transitions.push_back(std::move(made));
}

std::vector<Statement> Builder::body_of(Rules::MoveContext* move, Rules::BlockContext* plain,
                                        Rules::BodyContext* conditional) {
  if (move != nullptr) plain = move->block();
  if (plain != nullptr) return block(plain);
  if (conditional != nullptr) return body(conditional);
  return {};
}

void Builder::refusal(Rules::RefusalContext* context, const Doc& doc) {
  Refusal made;
  made.intents = names(context->names(0));
  made.phases = names(context->names(1));
  made.condition = condition_if(context->condition());
  made.message = string(context->string());
  made.suggestions = suggestions(context->suggest());
  made.doc = doc;
  made.span = span(context);
  ast_.refusals.push_back(std::move(made));
}

void Builder::timer(Rules::TimerContext* context, const Doc& doc) {
  Timer made;
  made.at = context->AT() != nullptr;
  made.when = coalescence(context->coalescence());
  made.phases = names(context->names());
  made.condition = condition_if(context->condition());
  if (context->move() != nullptr) {
    made.targets = targets(context->move()->targets());
    if (context->move()->creation() != nullptr)
      refuse("`->` or `{`", "`creates`", span(context->move()));
  }
  made.body = body_of(context->move(), context->block(), context->body());
  made.doc = doc;
  made.span = span(context);
  ast_.timers.push_back(std::move(made));
}

}  // namespace writ::syntax
