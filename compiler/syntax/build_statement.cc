// What a body does.
#include "compiler/syntax/build.h"

namespace writ::syntax {

using Kind = Statement::Kind;

template <class Context>
std::vector<Statement> Builder::statements(Context* context) {
  const Levels levels(*this, 1, context);
  std::vector<Statement> all;
  for (auto* one : context->statement()) all.push_back(statement(one));
  return all;
}

std::vector<Statement> Builder::block(Rules::BlockContext* context) { return statements(context); }

std::vector<Statement> Builder::body(Rules::BodyContext* context) { return statements(context); }

Statement Builder::statement(Rules::StatementContext* context) {
  if (context->path() != nullptr) return change(context);
  if (auto* one = context->let()) return let(one);
  if (auto* one = context->awaited()) return awaited(one);
  if (auto* one = context->choice()) return choice(one);
  if (auto* one = context->matching()) return matching(one);
  if (auto* one = context->loop()) return loop(one);
  Statement made;
  made.span = span(context);
  if (context->require() != nullptr) {
    made.kind = Kind::Require;
    made.require = require(context->require());
  } else if (context->EMIT() != nullptr) {
    made.kind = Kind::Emit;
    made.name = name(context->name());
    made.value = braces_or_none(context->braces(), made.name.span);
  } else if (context->REQUIRE() != nullptr) {
    made.kind = Kind::Guard;
    made.name = name(context->name());
  } else {
    made.kind = context->ENSURE() != nullptr ? Kind::Ensure : Kind::Reply;
    made.value = expression(context->expression());
  }
  return made;
}

Statement Builder::let(Rules::LetContext* context) {
  Statement made;
  if (context->awaited() != nullptr) {
    made = awaited(context->awaited());
  } else {
    made.kind = Kind::Let;
    made.value = expression(context->expression());
  }
  made.name = name(context->name());
  made.span = span(context);
  return made;
}

Statement Builder::awaited(Rules::AwaitedContext* context) {
  Statement made;
  made.kind = Kind::Await;
  made.value = call(context->call());
  for (auto* one : context->handler()) made.handlers.push_back(handler(one));
  made.span = span(context);
  return made;
}

Handler Builder::handler(Rules::HandlerContext* context) {
  Handler made;
  made.failure = name(context->name(0));
  made.binder = name_if(context->name(1));
  made.targets = targets(context->targets());
  if (context->block() != nullptr) made.body = block(context->block());
  made.span = span(context);
  return made;
}

Expr Builder::call(Rules::CallContext* context) {
  Expr callee = leaf(ExprKind::Name, context->name());
  return call(std::move(callee), context->arguments(), context->LPAREN()->getSymbol(),
              context->stop);
}

Statement Builder::choice(Rules::ChoiceContext* context) {
  const Levels levels(*this, 1, context);
  Statement made;
  made.kind = Kind::If;
  made.value = condition(context->condition());
  if (context->name() != nullptr) {
    made.name = name(context->name());
    // Only `v is Case` gives a name to what it found.
    if (made.value.kind != ExprKind::Is)
      refuse("`{`", "a name `" + made.name.text + "`", made.name.span);
  }
  made.body = body(context->body());
  if (context->choice() != nullptr) {
    made.otherwise.push_back(choice(context->choice()));
  } else if (context->ELSE() != nullptr) {
    made.otherwise = block(context->block());
  }
  made.span = span(context);
  return made;
}

Statement Builder::matching(Rules::MatchingContext* context) {
  Statement made;
  made.kind = Kind::Match;
  made.value = condition(context->condition());
  const std::vector<Rules::PatternContext*> patterns = context->pattern();
  const std::vector<Rules::BlockContext*> blocks = context->block();
  for (std::size_t i = 0; i < patterns.size(); ++i)
    made.choices.push_back({pattern(patterns[i]), block(blocks[i])});
  made.span = span(context);
  return made;
}

Statement Builder::loop(Rules::LoopContext* context) {
  Statement made;
  made.kind = Kind::For;
  made.name = name(context->name(0));
  made.second = name_if(context->name(1));
  made.value = range(context->range());
  made.condition = condition_if(context->condition());
  made.body = body(context->body());
  made.span = span(context);
  return made;
}

Statement Builder::change(Rules::StatementContext* context) {
  Statement made;
  made.span = span(context);
  made.target = path(context->path());
  if (auto* called = context->change()) {
    if (made.target.kind != ExprKind::Member)
      refuse("`=`, `+=` or `.`", "`(`", span(called->start));
    made.kind = Kind::Change;
    made.target = call(std::move(made.target), called->arguments(), called->start, called->stop);
    return made;
  }
  if (auto* merged = context->merge()) {
    made.kind = Kind::Merge;
    made.value = braces(merged->braces());
    return made;
  }
  auto* assignment = context->assignment();
  made.kind = assignment->PLUS_SET() != nullptr    ? Kind::Add
              : assignment->MINUS_SET() != nullptr ? Kind::Subtract
              : assignment->TIMES_SET() != nullptr ? Kind::Multiply
                                                   : Kind::Set;
  made.value = expression(assignment->expression());
  return made;
}

}  // namespace writ::syntax
