// Expressions, weakest first, down to the minus sign.
#include "compiler/syntax/build.h"
#include "compiler/syntax/habits.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using antlr4::ParserRuleContext;
using antlr4::Token;
using Rules = antlr::WritParser;

Expr binary(Op op, source::Span op_span, Expr left, Expr right) {
  Expr whole;
  whole.kind = ExprKind::Binary;
  whole.op = op;
  whole.op_span = op_span;
  whole.span = source::join(left.span, right.span);
  whole.operands.push_back(std::move(left));
  whole.operands.push_back(std::move(right));
  return whole;
}

Expr unary_of(ExprKind kind, source::Span span, Expr operand) {
  Expr whole;
  whole.kind = kind;
  whole.span = span;
  whole.operands.push_back(std::move(operand));
  return whole;
}

/// Most levels of an expression only hand on what is inside of them: no accessor is asked, for each
/// looks through the children.
bool passes(const ParserRuleContext* context) { return context->children.size() == 1; }

template <class Inner>
Inner* only(const ParserRuleContext* context) {
  return static_cast<Inner*>(context->children.front());
}

}  // namespace

template <class Operand>
Expr Builder::chain(ParserRuleContext* context, Expr (Builder::*build)(Operand*)) {
  const std::vector<antlr4::tree::ParseTree*>& parts = context->children;
  if (parts.size() == 1) return (this->*build)(static_cast<Operand*>(parts[0]));
  const std::size_t operands = (parts.size() + 1) / 2;
  Expr left;
  for (std::size_t i = 0; i < operands; ++i) {
    // The first of n operands ends up under n - 1 operators, the last under one.
    const Levels levels(*this, i == 0 ? operands - 1 : operands - i, context);
    Expr operand = (this->*build)(static_cast<Operand*>(parts[2 * i]));
    if (i == 0) {
      left = std::move(operand);
    } else {
      const Token* sign = token_of(parts[2 * i - 1]);
      left = binary(op(sign), span(sign), std::move(left), std::move(operand));
    }
  }
  return left;
}

Op Builder::op(const Token* sign) {
  const std::string written = sign->getText();
  const std::string_view right = meant(written);
  if (right != written) {
    const source::Span here = span(sign);
    const bool behind = text({here.file, here.begin - 1, here.begin}) == " ";
    const bool before = text({here.file, here.end, here.end + 1}) == " ";
    sink_.report(diag::foreign_operator(written, right), here, "write `" + std::string(right) + "`")
        .fix(here, (behind ? "" : " ") + std::string(right) + (before ? "" : " "));
  }
  return source::spelled(right);
}

std::optional<Expr> Builder::condition_if(Rules::ConditionContext* context) {
  if (context == nullptr) return std::nullopt;
  return condition(context);
}

Expr Builder::expression(Rules::ExpressionContext* context) {
  if (passes(context)) return implication(only<Rules::ImplicationContext>(context));
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::If;
  whole.span = span(context);
  for (auto* one : context->expression()) whole.operands.push_back(expression(one));
  return whole;
}

// `!x == y` compares `!x` elsewhere, and `not x == y` denies the comparison: no safe fix for that.
void Builder::right_not(const Token* sign) {
  if (meant(sign->getText()) == sign->getText()) return;
  sink_.report(diag::foreign_operator("!", "not"), span(sign), "write `not`")
      .fix(span(sign), "not ");
}

void Builder::foreign_not(const Token* sign, const Expr& operand) {
  source::Diagnostic& report =
      sink_.report(diag::foreign_operator("!", "not"), span(sign), "write `not`");
  const bool compares = operand.kind == ExprKind::In || operand.kind == ExprKind::Is ||
                        operand.kind == ExprKind::Matches ||
                        (operand.kind == ExprKind::Binary &&
                         source::describe(operand.op).group == source::OpGroup::Comparison);
  if (!compares) report.fix(span(sign), "not ");
}

Expr Builder::implication(Rules::ImplicationContext* context) {
  if (passes(context)) return disjunction(only<Rules::DisjunctionContext>(context));
  const Levels levels(*this, 1, context);
  Expr left = disjunction(context->disjunction());
  Expr right = implication(context->implication());
  return binary(Op::Implies, span(context->IMPLIES()->getSymbol()), std::move(left),
                std::move(right));
}

Expr Builder::disjunction(Rules::DisjunctionContext* context) {
  return chain(context, &Builder::conjunction);
}

Expr Builder::conjunction(Rules::ConjunctionContext* context) {
  return chain(context, &Builder::negation);
}

Expr Builder::negation(Rules::NegationContext* context) {
  if (passes(context)) return comparison(only<Rules::ComparisonContext>(context));
  const Levels levels(*this, 1, context);
  Expr operand = negation(context->negation());
  const Token* sign = context->NOT()->getSymbol();
  if (meant(sign->getText()) != sign->getText()) foreign_not(sign, operand);
  return unary_of(ExprKind::Not, span(context), std::move(operand));
}

Expr Builder::comparison(Rules::ComparisonContext* context) {
  const std::vector<antlr4::tree::ParseTree*>& parts = context->children;
  if (passes(context)) return coalescence(only<Rules::CoalescenceContext>(context));
  const Levels levels(*this, 1, context);
  Expr left = coalescence(context->coalescence(0));
  if (context->IN() != nullptr) return in(context, std::move(left));
  if (context->MATCHES() != nullptr) return matches(context, std::move(left));
  if (context->IS() != nullptr) {
    Expr whole = unary_of(ExprKind::Is, span(context), std::move(left));
    whole.op_span = span(context->IS()->getSymbol());
    whole.operands.push_back(qualified(context->qualified()));
    return whole;
  }
  const Token* sign = token_of(parts[1]);
  const Op comparing = op(sign);
  return binary(comparing, span(sign), std::move(left), coalescence(context->coalescence(1)));
}

Expr Builder::in(Rules::ComparisonContext* context, Expr value) {
  if (context->NOT() != nullptr) right_not(context->NOT()->getSymbol());
  Expr whole = unary_of(ExprKind::In, span(context), std::move(value));
  whole.negated = context->NOT() != nullptr;
  whole.op_span = span(context->IN()->getSymbol());
  if (whole.negated) whole.op_span = source::join(span(context->NOT()->getSymbol()), whole.op_span);
  whole.operands.push_back(members(context->members()));
  return whole;
}

Expr Builder::matches(Rules::ComparisonContext* context, Expr value) {
  Expr whole = unary_of(ExprKind::Matches, span(context), std::move(value));
  whole.op_span = span(context->MATCHES()->getSymbol());
  whole.text = pattern_text(context->PATTERN()->getSymbol());
  return whole;
}

Expr Builder::members(Rules::MembersContext* context) {
  if (context->range() != nullptr) return range(context->range());
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::Set;
  whole.span = span(context);
  for (auto* one : context->expression()) whole.operands.push_back(expression(one));
  return whole;
}

Expr Builder::range(Rules::RangeContext* context) {
  if (context->RANGE() == nullptr) return sum(context->sum(0));
  const Levels levels(*this, 1, context);
  Expr whole;
  whole.kind = ExprKind::Range;
  whole.span = span(context);
  for (auto* one : context->sum()) whole.operands.push_back(sum(one));
  return whole;
}

Expr Builder::coalescence(Rules::CoalescenceContext* context) {
  if (passes(context)) return sum(only<Rules::SumContext>(context));
  const Levels levels(*this, 1, context);
  Expr left = sum(context->sum());
  Expr right = coalescence(context->coalescence());
  return binary(Op::Coalesce, span(context->COALESCE()->getSymbol()), std::move(left),
                std::move(right));
}

Expr Builder::sum(Rules::SumContext* context) { return chain(context, &Builder::product); }

Expr Builder::product(Rules::ProductContext* context) { return chain(context, &Builder::unary); }

Expr Builder::unary(Rules::UnaryContext* context) {
  if (passes(context)) return postfix(only<Rules::PostfixContext>(context));
  const Levels levels(*this, 1, context);
  return unary_of(ExprKind::Negate, span(context), unary(context->unary()));
}

// A bound is a sum of constants, and nothing else: see the grammar.
Expr Builder::bound(Rules::BoundContext* context) {
  return chain(context, &Builder::constant_term);
}

Expr Builder::constant_term(Rules::ConstantTermContext* context) {
  Expr term = context->name() != nullptr ? leaf(ExprKind::Name, context->name())
                                         : literal_of(context->stop);
  if (context->MINUS() == nullptr) return term;
  const Levels levels(*this, 1, context);
  return unary_of(ExprKind::Negate, span(context), std::move(term));
}

}  // namespace writ::syntax
