// The strongest bindings: literals, names, members and indices.
#include "compiler/syntax/build.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

using antlr4::Token;

namespace {

using Rules = antlr::WritParser;

ExprKind kind_of_literal(const Token* token) {
  switch (token->getType()) {
    case Rules::INTEGER: return ExprKind::Integer;
    case Rules::DECIMAL: return ExprKind::Decimal;
    case Rules::DURATION: return ExprKind::Duration;
    case Rules::SIZE: return ExprKind::Size;
    case Rules::DATE: return ExprKind::Date;
    case Rules::INSTANT: return ExprKind::Instant;
    case Rules::NONE: return ExprKind::None;
    default: return ExprKind::Boolean;
  }
}

/// `Card`, `payment.Card`: what a `{` or a `(` may stand behind.
bool names_something(const Expr& expr) {
  if (expr.kind == ExprKind::Member) return names_something(expr.operands[0]);
  return expr.kind == ExprKind::Name;
}

Expr member_of(Expr whole, Name name) {
  Expr expr;
  expr.kind = ExprKind::Member;
  expr.span = source::join(whole.span, name.span);
  expr.name = std::move(name);
  expr.operands.push_back(std::move(whole));
  return expr;
}

}  // namespace

Expr Builder::postfix(Rules::PostfixContext* context) {
  if (context->children.size() == 1 && context->start->getType() != Rules::ANY)
    return primary(static_cast<Rules::PrimaryContext*>(context->children.front()));
  const std::vector<Rules::PostfixStepContext*> steps = context->postfixStep();
  Expr whole = [&] {
    const Levels levels(*this, steps.size(), context);
    return primary(context->primary());
  }();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Levels levels(*this, steps.size() - i, context);
    whole = postfix_step(std::move(whole), steps[i]);
  }
  if (context->primary()->ANY() != nullptr && whole.kind == ExprKind::Name)
    refuse("`(`", "something else", whole.span);
  return whole;
}

Expr Builder::postfix_step(Expr whole, Rules::PostfixStepContext* step) {
  if (step->DOT() != nullptr)
    return member(std::move(whole), step->DOT()->getSymbol(), step->fieldName());
  if (step->LBRACKET() != nullptr) return index(std::move(whole), step->expression(), step->stop);
  if (step->LPAREN() != nullptr)
    return call(std::move(whole), step->arguments(), step->start, step->stop);
  if (!names_something(whole)) refuse("an operator", "`{`", span(step->start));
  Expr made = braces(step->braces());
  made.span = source::join(whole.span, made.span);
  made.operands.push_back(std::move(whole));
  return made;
}

Expr Builder::path(Rules::PathContext* context) {
  const std::vector<Rules::PathStepContext*> steps = context->pathStep();
  Expr whole = context->STATE() == nullptr
                   ? leaf(ExprKind::Name, context->name())
                   : state_field(context->STATE()->getSymbol(), context->DOT()->getSymbol(),
                                 context->fieldName());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Levels levels(*this, steps.size() - i, context);
    auto* step = steps[i];
    whole = step->DOT() != nullptr
                ? member(std::move(whole), step->DOT()->getSymbol(), step->fieldName())
                : index(std::move(whole), step->expression(), step->stop);
  }
  return whole;
}

Expr Builder::primary(Rules::PrimaryContext* context) {
  if (context->name() != nullptr) return leaf(ExprKind::Name, context->name());
  if (context->string() != nullptr) return string(context->string());
  if (context->LBRACKET() != nullptr) return list(context);
  if (context->braces() != nullptr) return braces(context->braces());
  if (context->MATCH() != nullptr) return match(context);
  if (context->RANDOM() != nullptr) return random(context);
  if (context->LPAREN() != nullptr) {
    Expr inner = expression(context->expression(0));
    inner.span = span(context);
    return inner;
  }
  if (context->STATE() != nullptr) {
    return state_field(context->STATE()->getSymbol(), context->DOT()->getSymbol(),
                       context->fieldName());
  }
  if (context->INTENT() != nullptr) return leaf(ExprKind::Intent, context);
  if (context->ANY() != nullptr) return leaf(ExprKind::Name, context);
  return literal_of(context->start);
}

Expr Builder::leaf(ExprKind kind, antlr4::ParserRuleContext* context) {
  Expr expr;
  expr.kind = kind;
  expr.span = span(context);
  if (kind == ExprKind::Name) expr.name = name(context);
  return expr;
}

Expr Builder::literal_of(Token* token) {
  Expr expr;
  expr.kind = kind_of_literal(token);
  expr.span = span(token);
  const bool number = expr.kind == ExprKind::Integer || expr.kind == ExprKind::Decimal ||
                      expr.kind == ExprKind::Size;
  expr.text = number ? digits(expr.span) : std::string(text(expr.span));
  if (expr.text == "null") {
    sink_.report(diag::foreign_null(), expr.span, "write `none`").fix(expr.span, "none");
  }
  if (expr.text == "none") expr.text.clear();
  return expr;
}

Expr Builder::state_field(Token* state, Token* dot, Rules::FieldNameContext* field) {
  Expr whole;
  whole.kind = ExprKind::State;
  whole.span = span(state);
  return member(std::move(whole), dot, field);
}

Expr Builder::member(Expr whole, Token* dot, Rules::FieldNameContext* field) {
  if (text(span(dot)) == "?.") {
    sink_.report(diag::safe_navigation(), span(dot), "write `.`, and `??` behind the whole path")
        .help("`a.b ?? d` is `d` where anything along `a.b` is absent");
  }
  return member_of(std::move(whole), name(field));
}

Expr Builder::index(Expr whole, Rules::ExpressionContext* key, Token* closing) {
  Expr expr;
  expr.kind = ExprKind::Index;
  expr.span = source::join(whole.span, span(closing));
  expr.operands.push_back(std::move(whole));
  expr.operands.push_back(expression(key));
  return expr;
}

Expr Builder::qualified(Rules::QualifiedContext* context) {
  const std::vector<Rules::NameContext*> parts = context->name();
  Expr whole = leaf(ExprKind::Name, parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Levels levels(*this, parts.size() - i, context);
    whole = member_of(std::move(whole), name(parts[i]));
  }
  return whole;
}

Expr Builder::match(Rules::PrimaryContext* context) {
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::Match;
  whole.span = span(context);
  whole.operands.push_back(condition(context->condition()));
  const std::vector<Rules::PatternContext*> patterns = context->pattern();
  for (std::size_t i = 0; i < patterns.size(); ++i)
    whole.arms.push_back({pattern(patterns[i]), expression(context->expression(i))});
  return whole;
}

Pattern Builder::pattern(Rules::PatternContext* context) {
  Pattern made;
  made.span = span(context);
  if (context->ANYTHING() != nullptr) {
    made.kind = Pattern::Kind::Anything;
  } else if (context->qualified() != nullptr) {
    made.kind = Pattern::Kind::Case;
    made.value = qualified(context->qualified());
    made.binder = name_if(context->name());
  } else {
    made.kind = Pattern::Kind::Value;
    made.value =
        context->string() != nullptr ? string(context->string()) : literal_of(context->stop);
    if (context->MINUS() != nullptr) {
      Expr negative;
      negative.kind = ExprKind::Negate;
      negative.span = made.span;
      negative.operands.push_back(std::move(made.value));
      made.value = std::move(negative);
    }
  }
  return made;
}

}  // namespace writ::syntax
