// Calls, folds, and what stands in brackets, braces and quotes.
#include <algorithm>
#include <utility>

#include "compiler/syntax/build.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

using antlr4::Token;

Expr Builder::call(Expr callee, Rules::ArgumentsContext* arguments, Token* opening,
                   Token* closing) {
  if (callee.kind != ExprKind::Name && callee.kind != ExprKind::Member) {
    refuse("an operator", "`(`", span(opening));
  }
  const source::Span whole = source::join(callee.span, span(closing));
  const bool method = callee.kind == ExprKind::Member;
  Expr expr;
  if (arguments != nullptr && arguments->name() != nullptr) {
    if (!method) refuse("`,` or `)`", "`" + arguments->children[1]->getText() + "`", whole);
    expr = element_call(std::move(callee), arguments);
  } else if (arguments != nullptr && arguments->fold() != nullptr) {
    auto* folded = arguments->fold();
    if (method) refuse("`,` or `)`", "`for`", span(folded->start));
    expr = fold(expression(arguments->expression(0)), callee.name, folded);
  } else {
    expr.kind = method ? ExprKind::Method : ExprKind::Call;
    expr.name = callee.name;
    if (method) expr.operands.push_back(std::move(callee.operands.front()));
    if (arguments != nullptr) {
      for (auto* one : arguments->expression()) expr.operands.push_back(expression(one));
    }
  }
  expr.span = whole;
  return expr;
}

// random(a..b)
Expr Builder::random(Rules::PrimaryContext* context) {
  const Levels levels(*this, 2, context);
  Expr bounds;
  bounds.kind = ExprKind::Range;
  bounds.operands.push_back(sum(context->sum(0)));
  bounds.operands.push_back(sum(context->sum(1)));
  bounds.span = source::join(bounds.operands[0].span, bounds.operands[1].span);
  Expr call;
  call.kind = ExprKind::Call;
  call.span = span(context);
  call.name = {std::string(text(span(context->start))), span(context->start)};
  call.operands.push_back(std::move(bounds));
  return call;
}

// keep(x where p), sort(x by e desc)
Expr Builder::element_call(Expr method, Rules::ArgumentsContext* arguments) {
  Expr lambda;
  lambda.kind = arguments->WHERE() != nullptr ? ExprKind::Keep : ExprKind::Sort;
  lambda.variable = name(arguments->name());
  lambda.descending = arguments->DESC() != nullptr;
  lambda.span = span(arguments);
  lambda.operands.push_back(expression(arguments->expression(0)));
  Expr expr;
  expr.kind = ExprKind::Method;
  expr.name = method.name;
  expr.operands.push_back(std::move(method.operands.front()));
  expr.operands.push_back(std::move(lambda));
  return expr;
}

Expr Builder::fold(Expr element, Name function, Rules::FoldContext* context) {
  Expr expr;
  expr.kind = ExprKind::Fold;
  expr.name = std::move(function);
  expr.variable = name(context->name(0));
  expr.second = name_if(context->name(1));
  expr.operands.push_back(std::move(element));
  expr.operands.push_back(range(context->range()));
  if (context->expression() != nullptr) expr.operands.push_back(expression(context->expression()));
  return expr;
}

Expr Builder::list(Rules::PrimaryContext* context) {
  const Levels levels(*this, 1, context);
  Expr whole;
  if (context->fold() != nullptr) {
    whole = fold(expression(context->expression(0)), {}, context->fold());
  } else {
    whole.kind = ExprKind::List;
    for (auto* one : context->expression()) whole.operands.push_back(expression(one));
  }
  whole.span = span(context);
  return whole;
}

Expr Builder::braces(Rules::BracesContext* context) {
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::Braces;
  whole.span = span(context);
  for (auto* part : context->children) {
    if (auto* one = dynamic_cast<Rules::EntryContext*>(part)) whole.entries.push_back(entry(one));
    if (auto* one = dynamic_cast<Rules::MemberContext*>(part)) whole.entries.push_back(named(one));
  }
  return whole;
}

Expr Builder::braces_or_none(Rules::BracesContext* context, source::Span owner) {
  if (context != nullptr) return braces(context);
  Expr none;
  none.kind = ExprKind::Braces;
  none.span = owner;
  return none;
}

Entry Builder::named(Rules::MemberContext* context) {
  Entry made;
  made.kind = Entry::Kind::Member;
  made.name = name(context->fieldName());
  made.value = expression(context->expression());
  made.span = span(context);
  return made;
}

Entry Builder::entry(Rules::EntryContext* context) {
  if (context->member() != nullptr) return named(context->member());
  Entry made;
  made.span = span(context);
  if (context->RANGE() != nullptr) {
    made.kind = Entry::Kind::Spread;
  } else {
    made.kind = Entry::Kind::Key;
    if (context->string() != nullptr) {
      made.key.push_back(string(context->string()));
    } else if (context->INTEGER() != nullptr) {
      made.key.push_back(literal_of(context->INTEGER()->getSymbol()));
    } else {
      made.key.push_back(expression(context->expression(0)));
    }
  }
  made.value = expression(context->expression().back());
  return made;
}

Expr Builder::string(Rules::StringContext* context) {
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::Text;
  whole.long_text = !context->QUOTES().empty();
  whole.span = span(context);
  std::vector<Cut> outer = std::exchange(cuts_, layout(context));
  for (auto* part : context->children) {
    if (auto* value = dynamic_cast<Rules::ExpressionContext*>(part)) {
      whole.operands.push_back(expression(value));
      continue;
    }
    Token* token = token_of(part);
    if (token == nullptr || token->getType() != Rules::TEXT) continue;
    Expr piece = literal(token);
    // A lone quote in a long text is a token of its own.
    if (!whole.operands.empty() && whole.operands.back().kind == ExprKind::Literal) {
      whole.operands.back().text += piece.text;
      whole.operands.back().span = source::join(whole.operands.back().span, piece.span);
    } else {
      whole.operands.push_back(std::move(piece));
    }
  }
  cuts_ = std::move(outer);
  return whole;
}

/// Which bytes of the file are layout of a text in three quotes.
std::vector<Cut> Builder::layout(Rules::StringContext* context) {
  if (context->QUOTES().size() != 2) return {};
  const source::Span opening = span(context->QUOTES(0)->getSymbol());
  const source::Span closing = span(context->QUOTES(1)->getSymbol());
  std::string inside(text({opening.file, opening.end, closing.begin}));
  for (auto* value : context->expression()) {  // what stands in a value is none of its lines
    const source::Span at = span(value);
    std::fill(inside.begin() + (at.begin - opening.end), inside.begin() + (at.end - opening.end),
              'x');
  }
  std::vector<Cut> cuts = layout_of(inside);
  for (auto& [from, to] : cuts) {
    from += opening.end;
    to += opening.end;
  }
  return cuts;
}

std::vector<Expr> Builder::strings(const std::vector<Rules::StringContext*>& all) {
  std::vector<Expr> texts;
  for (auto* one : all) texts.push_back(string(one));
  return texts;
}

Expr Builder::literal(Token* token) {
  Expr piece;
  piece.kind = ExprKind::Literal;
  piece.span = span(token);
  piece.text = unescaped(piece.span);
  return piece;
}

}  // namespace writ::syntax
