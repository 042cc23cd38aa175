// Literals of times and sizes, and those that take the type expected: a number as a `float`, a text
// as a `uuid`.
#include "compiler/source/literals.h"

#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::TypeId;
using Kind = model::Type::Kind;
using Written = syntax::ExprKind;

bool is_written_number(const syntax::Expr& expr) {
  const syntax::Expr& of = expr.kind == Written::Negate ? expr.operands[0] : expr;
  return of.kind == Written::Integer || of.kind == Written::Decimal;
}

Result Typer::literal(const syntax::Expr& expr, bool negative, source::Span span) {
  std::optional<std::int64_t> value;
  TypeId type = work_.types.integer();
  switch (expr.kind) {
    case Written::Duration:
      value = source::duration_literal(expr.text);
      type = work_.types.simple(Kind::Duration);
      break;
    case Written::Date:
      value = source::date_literal(expr.text);
      type = work_.types.simple(Kind::Date);
      break;
    case Written::Instant:
      value = source::instant_literal(expr.text);
      type = work_.types.simple(Kind::Instant);
      break;
    default: value = source::size_literal(expr.text); break;
  }
  if (!value) {
    no_such_literal(expr);
    return std::nullopt;
  }
  if (expr.kind == Written::Instant && source::fraction_digits(expr.text) > 6) {
    work_.sink.report(
        diag::type_mismatch("at most 6 digits", std::to_string(source::fraction_digits(expr.text))),
        expr.span, "an `instant` has microseconds");
    return std::nullopt;
  }
  Expr number = node(ExprKind::Number, type, span);
  number.number = negative ? -*value : *value;  // those with a sign are not below zero
  number.bounds = {number.number, number.number};
  return number;
}

void Typer::no_such_literal(const syntax::Expr& expr) {
  const std::string quoted = "`" + expr.text + "`";
  switch (expr.kind) {
    case Written::Date:
      work_.sink.report(diag::type_mismatch("a date", quoted), expr.span,
                        "the calendar has no such day");
      return;
    case Written::Instant:
      work_.sink.report(diag::type_mismatch("an instant", quoted), expr.span,
                        "there is no such day or time of day");
      return;
    default:
      work_.sink.report(diag::number_too_large(expr.text), expr.span,
                        expr.kind == Written::Duration
                            ? "a `duration` has 64 bits for its microseconds"
                            : "a number has 64 bits");
      return;
  }
}

Result Typer::real(std::string_view digits, source::Span span) {
  auto text = source::float_literal(digits);
  if (!text) {
    work_.sink.report(diag::number_too_large(std::string(digits)), span,
                      "no `float` is as far from zero");
    return std::nullopt;
  }
  Expr value = node(ExprKind::Text, work_.types.simple(Kind::Float), span);
  value.text = *std::move(text);
  value.bounds.least = value.bounds.most = source::float_rank(source::float_value(value.text));
  return value;
}

bool Typer::takes_type(const Expr& value, TypeId wanted) const {
  const Kind kind = work_.types[wanted].kind;
  if (kind == Kind::Float) return is_number_literal(work_.types, value);
  return kind == Kind::Uuid && value.kind == ExprKind::Text && type_of(value).kind == Kind::String;
}

Result Typer::taken(Expr value, TypeId wanted) {
  if (work_.types[wanted].kind == Kind::Float) {
    std::string digits = number_words(value.number, type_of(value).scale);
    std::erase(digits, '_');
    return real(digits, value.span);
  }
  auto text = source::uuid_literal(value.text);
  if (!text) {
    work_.sink.report(diag::type_mismatch("`uuid`", "a text that is none"), value.span,
                      "it is written like `\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"`");
    return std::nullopt;
  }
  value.text = *std::move(text);
  value.type = work_.types.simple(Kind::Uuid);
  return value;
}

}  // namespace writ::sema
