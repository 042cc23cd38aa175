// The strongest bindings: literals, names, members, indices, calls and texts.
#include "compiler/syntax/build.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

using antlr4::Token;

Expr Builder::postfix(Rules::PostfixContext* context) {
  const std::vector<Rules::PostfixStepContext*> steps = context->postfixStep();
  Expr whole = [&] {
    const Levels levels(*this, steps.size(), context);
    return primary(context->primary());
  }();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Levels levels(*this, steps.size() - i, context);
    auto* step = steps[i];
    if (step->DOT() != nullptr) {
      whole = member(std::move(whole), step->fieldName());
    } else if (step->LBRACKET() != nullptr) {
      whole = index(std::move(whole), step->expression(), step->stop);
    } else {
      whole = call(std::move(whole), step->arguments(), step->start, step->stop);
    }
  }
  return whole;
}

Expr Builder::path(Rules::PathContext* context) {
  const std::vector<Rules::PathStepContext*> steps = context->pathStep();
  Expr whole;
  if (context->STATE() != nullptr) {
    whole.kind = ExprKind::State;
    whole.span = span(context->STATE()->getSymbol());
    whole = member(std::move(whole), context->fieldName());
  } else {
    whole = leaf(ExprKind::Name, context->name());
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Levels levels(*this, steps.size() - i, context);
    auto* step = steps[i];
    whole = step->DOT() != nullptr ? member(std::move(whole), step->fieldName())
                                   : index(std::move(whole), step->expression(), step->stop);
  }
  return whole;
}

Expr Builder::primary(Rules::PrimaryContext* context) {
  if (context->string() != nullptr) return string(context->string());
  if (context->expression() != nullptr) {
    Expr inner = expression(context->expression());
    inner.span = span(context);
    return inner;
  }
  if (context->STATE() != nullptr) {
    Expr state;
    state.kind = ExprKind::State;
    state.span = span(context->STATE()->getSymbol());
    return member(std::move(state), context->fieldName());
  }
  if (context->name() != nullptr) return leaf(ExprKind::Name, context);
  if (context->INTENT() != nullptr) return leaf(ExprKind::Intent, context);
  if (context->INTEGER() != nullptr) return leaf(ExprKind::Integer, context);
  if (context->DECIMAL() != nullptr) return leaf(ExprKind::Decimal, context);
  return leaf(ExprKind::Boolean, context);
}

Expr Builder::leaf(ExprKind kind, antlr4::ParserRuleContext* context) {
  Expr expr;
  expr.kind = kind;
  expr.span = span(context);
  if (kind == ExprKind::Name) expr.name = name(context);
  if (kind == ExprKind::Integer || kind == ExprKind::Decimal) expr.text = digits(expr.span);
  if (kind == ExprKind::Boolean) expr.text = text(expr.span);
  return expr;
}

Expr Builder::member(Expr whole, Rules::FieldNameContext* field) {
  Expr expr;
  expr.kind = ExprKind::Member;
  expr.name = name(field);
  expr.span = source::join(whole.span, expr.name.span);
  expr.operands.push_back(std::move(whole));
  return expr;
}

Expr Builder::index(Expr whole, Rules::ExpressionContext* key, Token* closing) {
  Expr expr;
  expr.kind = ExprKind::Index;
  expr.span = source::join(whole.span, span(closing));
  expr.operands.push_back(std::move(whole));
  expr.operands.push_back(expression(key));
  return expr;
}

Expr Builder::call(Expr callee, Rules::ArgumentsContext* arguments, Token* opening,
                   Token* closing) {
  if (callee.kind != ExprKind::Name && callee.kind != ExprKind::Member) {
    refuse("an operator", "`(`", span(opening));
  }
  const Span whole = source::join(callee.span, span(closing));
  std::vector<Expr> values;
  if (arguments != nullptr) {
    for (auto* one : arguments->expression()) values.push_back(expression(one));
    if (arguments->fold() != nullptr) {
      if (callee.kind == ExprKind::Member)
        refuse("`,` or `)`", "`for`", span(arguments->fold()->start));
      Expr folded = fold(std::move(values.front()), callee.name, arguments->fold());
      folded.span = whole;
      return folded;
    }
  }
  Expr expr;
  expr.kind = callee.kind == ExprKind::Name ? ExprKind::Call : ExprKind::Method;
  expr.name = callee.name;
  expr.span = whole;
  if (callee.kind == ExprKind::Member) expr.operands.push_back(std::move(callee.operands.front()));
  for (Expr& value : values) expr.operands.push_back(std::move(value));
  return expr;
}

Expr Builder::fold(Expr element, Name function, Rules::FoldContext* context) {
  Expr expr;
  expr.kind = ExprKind::Fold;
  expr.name = std::move(function);
  expr.variable = name(context->name());
  expr.operands.push_back(std::move(element));
  expr.operands.push_back(sum(context->sum()));
  if (context->expression() != nullptr) expr.operands.push_back(expression(context->expression()));
  return expr;
}

Expr Builder::string(Rules::StringContext* context) {
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::Text;
  whole.span = span(context);
  for (auto* part : context->children) {
    if (auto* value = dynamic_cast<Rules::ExpressionContext*>(part)) {
      whole.operands.push_back(expression(value));
      continue;
    }
    Token* token = token_of(part);
    if (token != nullptr && token->getType() == Rules::TEXT)
      whole.operands.push_back(literal(token));
  }
  return whole;
}

Expr Builder::literal(Token* token) {
  Expr piece;
  piece.kind = ExprKind::Literal;
  piece.span = span(token);
  piece.text = unescaped(piece.span);
  return piece;
}

}  // namespace writ::syntax
