// Optionals, and what is known at a place because of the conditions before it.
#include <algorithm>

#include "compiler/model/footprint.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

bool is_path(const Expr& expr) {
  const Expr* step = &expr;
  while (model::is_step(step->kind)) step = &step->operands[0];
  switch (step->kind) {
    case ExprKind::State:
    case ExprKind::Old:
    case ExprKind::Payload:
    case ExprKind::Local:
    case ExprKind::Constant: return true;
    default: return false;
  }
}

// --- what is known -------------------------------------------------------------------------------

bool Typer::is_known(const Expr& path) const {
  return std::any_of(scope_.facts.begin(), scope_.facts.end(),
                     [&](const Fact& fact) { return !fact.is && model::same(fact.path, path); });
}

std::optional<std::int64_t> Typer::known_case(const Expr& path) const {
  for (const Fact& fact : scope_.facts) {
    if (fact.is && model::same(fact.path, path)) return fact.is;
  }
  return std::nullopt;
}

/// An optional that is known to hold something is what it holds; so it is, maybe, left of `??`.
Result Typer::seen(Expr value, bool open) {
  if (value.kind == ExprKind::At && is_known(value))
    value.partial = value.operands[0].partial || value.operands[1].partial;
  if (type_of(value).kind != Kind::Optional) return value;
  const bool known = is_path(value) && is_known(value);
  if (!known && !open) return value;
  const source::Span span = value.span;
  const TypeId element = type_of(value).element;
  Expr inner = node(ExprKind::Value, element, span, {std::move(value)});
  if (!known) inner.partial = true;
  return inner;
}

/// A binder stands for what is in a case, as long as nothing assigns to what was asked for it.
Result Typer::aliased(const Local& local, source::Span span) {
  for (const Expr* step = &*local.alias; model::is_step(step->kind); step = &step->operands[0]) {
    const Expr& whole = step->operands[0];
    const bool lost = (step->kind == ExprKind::Case && known_case(whole) != step->number) ||
                      (step->kind == ExprKind::Value && !step->partial && !is_known(whole));
    if (!lost) continue;
    work_.sink
        .report(diag::maybe_absent(local.name), span,
                "`" + one_line(work_.input.files, whole.span) + "` is assigned to before")
        .also(local.span, "`" + local.name + "` is declared here");
    return std::nullopt;
  }
  Expr value = *local.alias;
  value.span = span;
  return value;
}

void Typer::learn_there(const Expr& optional) {
  if (is_path(optional)) scope_.facts.push_back({optional, std::nullopt});
}

void Typer::learn(const Expr& condition, bool truth) {
  switch (condition.kind) {
    case ExprKind::Not: return learn(condition.operands[0], !truth);
    case ExprKind::IsThere:
      if (truth) learn_there(condition.operands[0]);
      return;
    case ExprKind::Is:
      if (truth && is_path(condition.operands[0]))
        scope_.facts.push_back({condition.operands[0], condition.number});
      return;
    case ExprKind::Builtin: {
      const bool has = condition.number == static_cast<std::int64_t>(model::BuiltinKind::Has);
      if (!truth || !has || !is_path(condition.operands[0])) return;
      const Type& map = type_of(condition.operands[0]);
      if (map.kind != Kind::Map) return;
      scope_.facts.push_back(
          {node(ExprKind::At, map.element, condition.span, condition.operands), std::nullopt});
      return;
    }
    case ExprKind::Binary: break;
    default: return;
  }
  const Expr& left = condition.operands[0];
  const Expr& right = condition.operands[1];
  switch (condition.op) {
    case Op::And:
    case Op::Or:
      if (truth != (condition.op == Op::And)) return;
      learn(left, truth);
      return learn(right, truth);
    case Op::Implies:
      if (truth) return;
      learn(left, true);
      return learn(right, false);
    case Op::Equal:
    case Op::Unequal:
      // What equals something is there.
      if (truth != (condition.op == Op::Equal)) return;
      if (right.kind == ExprKind::Some) learn_there(left);
      if (left.kind == ExprKind::Some) learn_there(right);
      return;
    default: return;
  }
}

namespace {

/// Does a write to `place` change what is in elements of the collection at `path` only?
bool is_inside(const Expr& place, const Expr& path) {
  for (const Expr* step = &place; model::is_step(step->kind); step = &step->operands[0]) {
    if (step->kind == ExprKind::At && model::same(step->operands[0], path)) return true;
  }
  return false;
}

/// Is a place in what is at the path, and stays the path the same when the place is written?
bool holds(const model::Contract& contract, const Expr& path, const Expr& place,
           const model::Path& written) {
  bool inside = false;
  for (const Expr* step = &place; model::is_step(step->kind) && !inside;) {
    step = &step->operands[0];
    inside = model::same(*step, path);
  }
  if (!inside) return false;
  for (const Expr* step = &path; model::is_step(step->kind); step = &step->operands[0]) {
    if (step->kind == ExprKind::At && model::reads(contract, step->operands[1]).touches(written))
      return false;
  }
  return true;
}

/// The name at the bottom of a path.
const Expr& root_of(const Expr& path) {
  const Expr* step = &path;
  while (model::is_step(step->kind)) step = &step->operands[0];
  return *step;
}

}  // namespace

void Typer::forget(const Expr& place) {
  const Expr& root = root_of(place);
  const bool state = root.kind == ExprKind::State;
  const model::Path written = model::written(place);
  std::erase_if(scope_.facts, [&](const Fact& fact) {
    if (!state) {
      const Expr& other = root_of(fact.path);
      return other.kind == root.kind && other.text == root.text &&
             !holds(work_.contract, fact.path, place, {});
    }
    if (!model::reads(work_.contract, fact.path).touches(written)) return false;
    if (holds(work_.contract, fact.path, place, written)) return false;
    // An element that is assigned to is there as it was; its key must be the same still.
    const bool element = fact.path.kind == ExprKind::At && !fact.is;
    if (!element || !is_inside(place, fact.path.operands[0])) return true;
    return model::reads(work_.contract, fact.path.operands[1]).touches(written);
  });
}

void Typer::forget(const model::Path& path) {
  std::erase_if(scope_.facts, [&](const Fact& fact) {
    return model::reads(work_.contract, fact.path).touches(path);
  });
}

// --- optionals -----------------------------------------------------------------------------------

Result Typer::present(Expr value) {
  if (type_of(value).kind != Kind::Optional) return value;
  const std::string words = one_line(work_.input.files, value.span);
  source::Diagnostic& diagnostic = work_.sink.report(
      diag::maybe_absent(words), value.span, "this is " + work_.types.quoted_in_full(value.type));
  diagnostic.help(is_path(value)
                      ? "write `" + words + " ?? …`, or ask `" + words + " != none` before"
                      : "write `" + words + " ?? …`");
  return std::nullopt;
}

Result Typer::none(const syntax::Expr& expr, TypeId hint) {
  if (!expr.text.empty()) return std::nullopt;  // `null`, which is reported
  if (hint != no_type && work_.types[hint].kind == Kind::Optional)
    return node(ExprKind::None, hint, expr.span);
  work_.sink.report(hint == no_type ? diag::type_mismatch("a value", "`none`")
                                    : diag::type_mismatch(work_.types.quoted(hint), "`none`"),
                    expr.span, "only of an optional type, as in `string?`, a value is `none`");
  return std::nullopt;
}

Expr Typer::local(std::string name, TypeId type, source::Span span) const {
  Expr value = node(ExprKind::Local, type, span);
  value.text = std::move(name);
  return value;
}

Expr Typer::some(Expr value, source::Span span) {
  const TypeId type = work_.types.collection(Kind::Optional, value.type);
  return node(ExprKind::Some, type, span, {std::move(value)});
}

Expr Typer::both(Expr left, Expr right, source::Span span) {
  Expr value =
      node(ExprKind::Binary, work_.types.boolean(), span, {std::move(left), std::move(right)});
  value.op = Op::And;
  return value;
}

/// `p == none`, `p != none`
Result Typer::compared_with_none(const syntax::Expr& expr, const syntax::Expr& other) {
  if (expr.op != Op::Equal && expr.op != Op::Unequal) {
    work_.sink.report(diag::type_mismatch("a value", "`none`"), expr.span,
                      "`none` can be asked for with `==` and `!=`");
    return std::nullopt;
  }
  Result value = any(other);
  if (!value) return std::nullopt;
  // Known to be there: what was asked is asked again.
  if (value->kind == ExprKind::Value) value = Expr(std::move(value->operands[0]));
  const auto is_null = [](const syntax::Expr& side) {
    return side.kind == syntax::ExprKind::None && !side.text.empty();
  };
  // `null` is reported, and what was meant by it is not known.
  const bool guessed = is_null(expr.operands[0]) || is_null(expr.operands[1]);
  if (guessed && type_of(*value).kind != Kind::Optional) return std::nullopt;
  if (type_of(*value).kind != Kind::Optional) {
    work_.sink.report(diag::type_mismatch("an optional", work_.types.quoted(value->type)),
                      value->span, "it is never `none`");
    return std::nullopt;
  }
  Expr there = node(ExprKind::IsThere, work_.types.boolean(), expr.span, {*std::move(value)});
  if (expr.op == Op::Unequal) return there;
  return node(ExprKind::Not, work_.types.boolean(), expr.span, {std::move(there)});
}

/// `left == right`, where one of them, or both, may be optional.
Result Typer::equal(Expr left, Expr right, source::Span span) {
  const bool left_optional = type_of(left).kind == Kind::Optional;
  const bool right_optional = type_of(right).kind == Kind::Optional;
  Expr* bare = left_optional ? &right : &left;
  if (left_optional != right_optional) {
    const TypeId wanted = type_of(left_optional ? left : right).element;
    Result value = converted(std::move(*bare), wanted);
    if (!value) return std::nullopt;
    const source::Span at = value->span;
    *bare = some(*std::move(value), at);
  }
  Expr value =
      node(ExprKind::Binary, work_.types.boolean(), span, {std::move(left), std::move(right)});
  value.op = Op::Equal;
  return value;
}

/// A value of the base type of `wanted` as one that is inside it: known to be, or checked when it
/// is computed. Reports what never is.
Result Typer::fitted(Expr value, TypeId wanted) {
  if (scope_.site == Site::Scenario) return value;  // it may be sent what is refused
  if (known_inside(work_.types, value, wanted)) return value;
  const Type& type = work_.types[wanted];
  const Type& from = type_of(value);
  // What is in a collection is not looked at again: it must be known to fit.
  const bool holds = type.kind == Kind::List || type.kind == Kind::Set || type.kind == Kind::Map;
  const bool parts =
      holds && (!work_.types.contains(type.element, from.element) ||
                (type.kind == Kind::Map && !work_.types.contains(type.key, from.key)));
  const bool constant = scope_.site == Site::Constant;
  if (constant || parts || known_outside(work_.types, value, wanted)) {
    (void)require_inside(value, wanted, "");
    return std::nullopt;
  }
  const source::Span span = value.span;
  const model::Bounds bounds = value.bounds;
  Expr checked = node(ExprKind::Checked, wanted, span, {std::move(value)});
  if (is_ordered(work_.types[wanted]))
    checked.bounds = {std::max(checked.bounds.least, bounds.least),
                      std::min(checked.bounds.most, bounds.most)};
  checked.partial = true;
  return checked;
}

}  // namespace writ::sema
