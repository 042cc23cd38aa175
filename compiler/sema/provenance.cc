// Who gave a value: `proposed(intent.amount)`.
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::BuiltinKind;
using model::Expr;
using model::ExprKind;
using Kind = model::Type::Kind;

namespace {

/// Fields of records, down from the payload: what is in a list or an optional is no field of it.
bool is_payload_field(const Expr& path) {
  if (path.kind != ExprKind::Field) return false;
  const Expr& whole = path.operands[0];
  return whole.kind == ExprKind::Payload || is_payload_field(whole);
}

}  // namespace

std::optional<Result> Typer::proposed(const syntax::Expr& call) {
  if (call.name.text != "proposed") return std::nullopt;
  if (!require_context(call.span, "`proposed`")) return Result();
  if (call.operands.size() != 1) {
    work_.sink.report(
        diag::cannot_call("proposed", "with " + counted(call.operands.size(), "argument")),
        call.span, "it takes a field of the intent: `proposed(intent.amount)`");
    return Result();
  }
  Result path = any(call.operands[0]);
  if (!path) return Result();
  // What is known to be there is what it is in.
  if (path->kind == ExprKind::Value) path = Result(Expr(path->operands[0]));
  if (!is_payload_field(*path)) {
    work_.sink.report(diag::cannot_call("proposed", "with this"), call.operands[0].span,
                      "no field of the intent: `proposed(intent.amount)`");
    return Result();
  }
  Expr moment = node(ExprKind::Context, work_.types.integer(), call.span);
  moment.number = static_cast<std::int64_t>(model::ContextFact::Whole);
  return Result(built(BuiltinKind::Proposed, work_.types.simple(Kind::Bool), call.span,
                      {std::move(moment), *std::move(path)}));
}

}  // namespace writ::sema
