// What is drawn from the seed of a step: `uuid()`, `random(a..b)`.
#include <algorithm>

#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::BuiltinKind;
using model::Expr;
using model::ExprKind;
using Kind = model::Type::Kind;

namespace {

bool is_draw(const syntax::Expr& call) {
  return call.name.text == "uuid" || call.name.text == "random";
}

}  // namespace

/// A draw is what the seed, the step and its place in the contract make it: it stands where it
/// happens once a step.
std::optional<std::string> Typer::why_no_draw() const {
  switch (scope_.site) {
    case Site::Constant:
    case Site::Refinement: return "it comes with a step";
    case Site::Function: return "a function may be called more than once: draw where it is called";
    case Site::Invariant: return "an invariant or a view sees the state only";
    case Site::Scenario: return "a scenario knows what it sends";
    case Site::Timer: return "when a timer is due follows from the state only";
    default: break;
  }
  if (scope_.given) return "a scenario begins before any step";
  if (!scope_.repeats) return std::nullopt;
  return "each turn would draw the same value: draw before it, with `let`";
}

std::optional<Result> Typer::drawn(const syntax::Expr& call) {
  if (!is_draw(call)) return std::nullopt;
  const std::string& name = call.name.text;
  const bool random = name == "random";
  if (!random && !call.operands.empty()) {
    work_.sink.report(diag::cannot_call(name, "with " + counted(call.operands.size(), "argument")),
                      call.span, "it takes no arguments");
    return Result();
  }
  if (const auto why = why_no_draw()) {
    work_.sink.report(diag::misplaced_draw(name), call.span, *why);
    return Result();
  }
  // By their order, not by where they stand: comments and layout change no value.
  const source::Span here = call.span;
  auto place = std::find(work_.draws.begin(), work_.draws.end(), here);
  if (place == work_.draws.end()) place = work_.draws.insert(place, here);
  Expr moment = node(ExprKind::Context, work_.types.integer(), call.span);
  moment.number = static_cast<std::int64_t>(model::ContextFact::Whole);
  Expr number = node(ExprKind::Number, work_.types.integer(), call.span);
  number.number = place - work_.draws.begin();
  const auto kind = random ? BuiltinKind::Random : BuiltinKind::Uuid;
  Expr value = built(kind, random ? work_.types.integer() : work_.types.simple(Kind::Uuid),
                     call.span, {std::move(moment), std::move(number)});
  value.partial = value.overflows = true;  // there may be no seed
  if (!random) return Result(std::move(value));
  Result least = of(call.operands[0].operands[0], work_.types.integer());
  Result most = of(call.operands[0].operands[1], work_.types.integer());
  if (!least || !most) return Result();
  value.bounds = {least->bounds.least, most->bounds.most};
  if (value.bounds.least > value.bounds.most) {
    work_.sink.report(diag::empty_range(), call.operands[0].span,
                      "what it begins with is always more than what it ends with");
    return Result();
  }
  value.operands.push_back(*std::move(least));
  value.operands.push_back(*std::move(most));
  return Result(std::move(value));
}

}  // namespace writ::sema
