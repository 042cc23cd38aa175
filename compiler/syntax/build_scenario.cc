// Scenarios: a list of steps, and what must come of each.
#include "compiler/syntax/build.h"

namespace writ::syntax {

using Kind = Step::Kind;

void Builder::scenario(Rules::ScenarioContext* context, const Doc& doc) {
  Scenario made;
  made.title = string(context->string());
  for (auto* one : context->step()) made.steps.push_back(step(one));
  made.doc = doc;
  made.span = span(context);
  ast_.scenarios.push_back(std::move(made));
}

Step Builder::step(Rules::StepContext* context) {
  Step made;
  made.span = span(context);
  made.name = name_if(context->name(0));
  if (context->actor() != nullptr) made.actor = actor(context->actor());
  if (context->outcome() != nullptr) made.outcome = outcome(context->outcome());
  if (context->GIVEN() != nullptr) {
    made.kind = Kind::Given;
    if (context->INSTANT() != nullptr) made.instant = literal_of(context->INSTANT()->getSymbol());
    made.phases = names(context->names());
    made.body = block(context->block());
  } else if (context->SEND() != nullptr || context->PROPOSE() != nullptr) {
    made.kind = context->SEND() != nullptr ? Kind::Send : Kind::Propose;
    made.value = braces_or_none(context->braces(), made.name.span);
    if (context->string() != nullptr) made.who = string(context->string());
  } else if (context->ACCEPT() != nullptr) {
    made.kind = context->PROPOSAL() != nullptr ? Kind::AcceptProposal : Kind::AcceptSuggestion;
  } else if (context->APPROVE() != nullptr) {
    made.kind = Kind::Approve;
  } else if (context->ADVANCE() != nullptr) {
    made.kind = Kind::Advance;
    made.value = expression(context->expression());
  } else if (context->MOCK() != nullptr) {
    made.kind = context->FAILS() != nullptr ? Kind::MockFailure : Kind::Mock;
    if (context->expression() != nullptr) made.value = expression(context->expression());
    if (made.kind == Kind::MockFailure) {
      made.failure = name(context->name(1));
      made.value = braces_or_none(context->braces(), made.failure.span);
    }
  } else {
    expectation(made, context->expectation());
  }
  return made;
}

void Builder::expectation(Step& made, Rules::ExpectationContext* context) {
  if (context->PHASE() != nullptr) {
    made.kind = Kind::ExpectPhase;
    const source::Span at = span(context->NAME()->getSymbol());
    made.name = {std::string(text(at)), at};
  } else if (context->EMITTED() != nullptr) {
    made.kind = Kind::ExpectEmitted;
    made.negated = context->NOT() != nullptr;
    if (made.negated) right_not(context->NOT()->getSymbol());
    made.name = name(context->name());
    made.value = braces_or_none(context->braces(), made.name.span);
  } else {
    made.kind = context->REPLIED() != nullptr ? Kind::ExpectReplied : Kind::Expect;
    made.value = expression(context->expression());
  }
}

Actor Builder::actor(Rules::ActorContext* context) {
  return {name(context->name()), string(context->string())};
}

ExpectedOutcome Builder::outcome(Rules::OutcomeContext* context) {
  ExpectedOutcome made;
  made.refused = context->REFUSED() != nullptr;
  if (context->NAME() != nullptr) {
    const source::Span at = span(context->NAME()->getSymbol());
    made.kind = {std::string(text(at)), at};
  }
  made.guard = name_if(context->name());
  if (context->string() != nullptr) made.saying = string(context->string());
  if (context->patch() != nullptr) made.suggestion = patch(context->patch());
  return made;
}

}  // namespace writ::syntax
