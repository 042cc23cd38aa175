// What may happen: guards, transitions and their statements.
#include "compiler/syntax/build.h"

namespace writ::syntax {

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

void Builder::transition(Rules::TransitionContext* context, const Doc& doc) {
  Transition made;
  made.intents = names(context->names(0));
  made.phases = names(context->names(1));
  made.span = span(context);
  made.header_span = source::join(span(context->start), span(context->names().back()));
  if (context->name() != nullptr) {
    made.target = name(context->name());
    made.header_span.end = made.target->span.end;
  }
  if (context->block() != nullptr) {
    for (auto* one : context->block()->statement()) made.body.push_back(statement(one));
  }
  made.doc = doc;
  ast_.transitions.push_back(std::move(made));
}

Clause Builder::clause(Rules::ClauseContext* context) {
  Clause made{require(context->require()), {}};
  if (context->suggest() == nullptr) return made;
  for (auto* one : context->suggest()->suggestion()) made.suggestions.push_back(suggestion(one));
  return made;
}

Require Builder::require(Rules::RequireContext* context) {
  return {expression(context->expression()), string(context->string()), span(context)};
}

Suggestion Builder::suggestion(Rules::SuggestionContext* context) {
  Suggestion made;
  for (auto* one : context->fieldName()) made.path.push_back(name(one));
  made.value = expression(context->expression());
  made.span = span(context);
  return made;
}

Statement Builder::statement(Rules::StatementContext* context) {
  Statement made;
  made.span = span(context);
  if (context->require() != nullptr) {
    made.kind = Statement::Kind::Require;
    made.require = require(context->require());
    return made;
  }
  made.target = path(context->path());
  if (context->change() != nullptr) {
    made.kind = Statement::Kind::Change;
    made.target = change(std::move(made.target), context->change());
    return made;
  }
  auto* assignment = context->assignment();
  if (assignment->PLUS_SET() != nullptr) {
    made.kind = Statement::Kind::Add;
  } else if (assignment->MINUS_SET() != nullptr) {
    made.kind = Statement::Kind::Subtract;
  } else if (assignment->TIMES_SET() != nullptr) {
    made.kind = Statement::Kind::Multiply;
  } else {
    made.kind = Statement::Kind::Set;
  }
  made.value = expression(assignment->expression());
  return made;
}

Expr Builder::change(Expr changed, Rules::ChangeContext* context) {
  if (changed.kind != ExprKind::Member) refuse("`=`, `+=` or `.`", "`(`", span(context->start));
  return call(std::move(changed), context->arguments(), context->start, context->stop);
}

}  // namespace writ::syntax
