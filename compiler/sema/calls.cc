// What comes behind a value: `.field`, `.size`, `[key]`, `(arguments)`.
#include <algorithm>
#include <array>

#include "compiler/sema/bodies.h"
#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Written = syntax::ExprKind;

namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string no_intent_here(Site site) {
  switch (site) {
    case Site::Function: return "a function sees its parameters and the state only";
    case Site::Invariant: return "an invariant sees the state only";
    case Site::Scenario: return "a scenario sees what has become of the state";
    case Site::Timer: return "when a timer is due follows from the state only";
    default: return "there is no intent here";
  }
}

}  // namespace

// --- fields --------------------------------------------------------------------------------------

Result Typer::member(const syntax::Expr& expr, bool open) {
  const syntax::Expr& whole = expr.operands[0];
  if (whole.kind == Written::State && scope_.site != Site::Constant) {
    if (scope_.module == 0 && work_.own().contract)
      return field(state(whole.span), expr.name, expr.span);
    work_.sink.report(diag::unknown_name("state"), whole.span, "a module has no state");
    return std::nullopt;
  }
  if (whole.kind == Written::Intent && scope_.site != Site::Constant) {
    if (scope_.intent) return field(payload(whole.span), expr.name, expr.span);
    work_.sink.report(diag::unknown_name("intent"), whole.span, no_intent_here(scope_.site));
    return std::nullopt;
  }
  if (is_bare_member(whole) && whole.name.text == "old" && scope_.site == Site::Transition) {
    Expr before = state(whole.span);
    before.kind = ExprKind::Old;
    return field(std::move(before), expr.name, expr.span);
  }
  if (is_bare_member(whole)) {
    const Declaration* type = find(work_.names.types, whole.name.text, scope_.module);
    if (type && type->entity == Entity::Enum)
      return member_of(static_cast<model::EnumId>(type->id), expr.name, expr.span);
    if (const auto variant = variant_named(whole.name.text)) {
      const auto number = case_of(*variant, expr);
      if (!number) return std::nullopt;
      return case_literal(*variant, *number, nothing_at(expr.span));
    }
  }
  if (scope_.site == Site::Constant) {
    not_constant(expr.span, "only literals, constants and arithmetic");
    return std::nullopt;
  }
  if (is_bare_member(whole)) {
    if (const auto fact = context(whole.name, &expr.name, expr.span)) return *fact;
  }
  open_ = open;
  Result value = any(whole);
  if (!value) return std::nullopt;
  return field(*std::move(value), expr.name, expr.span);
}

Result Typer::field(Expr whole, const syntax::Name& name, source::Span span) {
  if (type_of(whole).kind == Kind::Optional) return present(std::move(whole));
  if (const auto number = known_case(whole)) whole = as_case(std::move(whole), *number);
  const Type& type = type_of(whole);
  if (type.kind != Kind::Record) return other_member(std::move(whole), name, span);
  const model::Record& record = work_.contract.record(type.record);
  if (const auto index = field_index(record, name.text)) {
    const TypeId of = record.fields[*index].type;
    if (of == no_type) return std::nullopt;
    Expr value = node(ExprKind::Field, of, span, {std::move(whole)});
    value.number = static_cast<std::int64_t>(*index);
    return value;
  }
  std::vector<std::string_view> names;
  for (const model::Field& field : record.fields) names.emplace_back(field.name);
  const bool nameless =
      record.kind == model::Record::Kind::State || record.kind == model::Record::Kind::Payload;
  const std::string what = record.kind == model::Record::Kind::State ? "the state"
                           : nameless ? "the intent `" + record.name + "`"
                                      : "`" + record.name + "`";
  const auto guess = source::closest(name.text, names);
  source::Diagnostic& diagnostic =
      work_.sink.report(diag::unknown_field(what, name.text), name.span);
  if (guess) {
    diagnostic.also(record.fields[*field_index(record, *guess)].span,
                    "`" + *guess + "` is declared here");
  } else if (!nameless) {
    const Declaration* declared = find(std::as_const(work_.names.types), record.name, 0);
    const bool named = record.kind == model::Record::Kind::Named && declared;
    diagnostic.also(named ? declared->span : record.span, "`" + record.name + "` is declared here");
  }
  help_with(diagnostic, guess);
  return std::nullopt;
}

Result Typer::other_member(Expr whole, const syntax::Name& name, source::Span span) {
  if (auto own = text_member(whole, name, span)) return *std::move(own);
  if (auto own = collection_member(whole, name, span)) return *std::move(own);
  if (auto own = date_member(whole, name, span)) return *std::move(own);
  const Type& type = type_of(whole);
  if (is_sized(type)) {
    if (name.text == "size") {
      const model::Size size = size_of(work_.types, whole);
      Expr value = node(ExprKind::Size, work_.types.integer(), span, {std::move(whole)});
      const auto most = static_cast<std::uint64_t>(INT64_MAX);
      value.bounds = {static_cast<std::int64_t>(std::min(size.least, most)),
                      static_cast<std::int64_t>(std::min(size.most, most))};
      return value;
    }
    const bool habit = name.text == "length" || name.text == "len" || name.text == "count";
    help_with(work_.sink.report(diag::unknown_field(work_.types.quoted(whole.type), name.text),
                                name.span),
              habit ? std::optional<std::string>("size") : source::closest(name.text, {"size"}));
    return std::nullopt;
  }
  const bool variant = type.kind == Kind::Variant;
  source::Diagnostic& diagnostic = work_.sink.report(
      diag::unknown_field(work_.types.quoted(whole.type), name.text), name.span,
      variant ? "which case it is must be known before" : "only a record has fields");
  if (variant) diagnostic.help("ask with `is`, or use `match`");
  return std::nullopt;
}

// --- elements ------------------------------------------------------------------------------------

Result Typer::index(const syntax::Expr& expr, bool open) {
  open_ = open;
  Result whole = any(expr.operands[0]);
  if (!whole) return std::nullopt;
  return at(*std::move(whole), expr.operands[1], expr.span);
}

Result Typer::at(Expr whole, const syntax::Expr& index, source::Span span) {
  if (type_of(whole).kind == Kind::Optional) return present(std::move(whole));
  const Type type = type_of(whole);
  if (type.kind != Kind::List && type.kind != Kind::Map) {
    work_.sink.report(diag::type_mismatch("a list or a map", work_.types.quoted(whole.type)),
                      whole.span);
    return std::nullopt;
  }
  Result key = of(index, type.kind == Kind::List ? work_.types.integer() : type.key);
  if (!key) return std::nullopt;
  Expr value = node(ExprKind::At, type.element, span, {std::move(whole), *std::move(key)});
  value.partial = true;
  return value;
}

// --- calls ---------------------------------------------------------------------------------------

Result Typer::call(const syntax::Expr& expr) {
  const syntax::Name& name = expr.name;
  const Declaration* declaration = find(work_.names.values, name.text, scope_.module);
  if (!declaration || find_local(name.text)) {
    if (auto own = builtin(expr)) return *std::move(own);
    if (auto draw = drawn(expr)) return *std::move(draw);
    if (auto given = proposed(expr)) return *std::move(given);
    std::vector<std::string_view> names;
    for (const auto& [known, of] : work_.names.values) {
      if (of.entity == Entity::Function && find(work_.names.values, known, scope_.module))
        names.emplace_back(known);
    }
    const std::string why = unseen(work_, work_.names.values, name.text, scope_.module);
    help_with(work_.sink.report(diag::unknown_name(name.text), name.span,
                                why.empty() ? "no function of this name" : why),
              source::closest(name.text, names));
    return std::nullopt;
  }
  if (declaration->entity != Entity::Function) {
    work_.sink
        .report(diag::cannot_call(name.text, "like a function"), name.span,
                "`" + name.text + "` is " + with_article(declaration->entity))
        .also(declaration->span, "`" + name.text + "` is declared here");
    return std::nullopt;
  }
  if (!declaration->known) return std::nullopt;
  const std::size_t wanted = work_.contract.functions[declaration->id].parameters.size();
  if (wanted != expr.operands.size() || wanted == 0) {
    const std::string how = wanted == 0 ? std::string("with parentheses")
                                        : "with " + counted(expr.operands.size(), "argument");
    work_.sink
        .report(diag::cannot_call(name.text, how), expr.span,
                wanted == 0 ? std::string("it takes no arguments and is written without them")
                            : "it takes " + counted(wanted, "argument"))
        .also(declaration->span, "`" + name.text + "` is declared here");
    return std::nullopt;
  }
  std::vector<Expr> arguments;
  for (std::size_t i = 0; i < wanted; ++i) {
    const TypeId type = work_.contract.functions[declaration->id].parameters[i].type;
    Result argument = inside(expr.operands[i], type);
    if (argument) arguments.push_back(*std::move(argument));
  }
  if (arguments.size() != wanted) return std::nullopt;
  const model::Function& function = work_.contract.functions[declaration->id];
  if (function.reads_context && !require_context(expr.span, "what `" + name.text + "` reads"))
    return std::nullopt;
  Expr value = node(ExprKind::Call, function.result, expr.span, std::move(arguments));
  value.number = declaration->id;
  value.bounds = narrowed(value.bounds, function.value.bounds);
  value.partial |= function.partial;
  return value;
}

Result Typer::method(const syntax::Expr& expr) {
  const syntax::Name& name = expr.name;
  Result whole = any(expr.operands[0]);
  if (whole) whole = present(*std::move(whole));
  if (!whole) return std::nullopt;
  if (auto own = text_method(*whole, expr)) return *std::move(own);
  const std::string words = one_line(work_.input.files, expr.operands[0].span);
  if (is_mutator(name.text, type_of(*whole).kind)) {
    work_.sink.report(diag::no_value(name.text, words), expr.span,
                      "a statement of its own in the body of a transition");
  } else if (name.text == "size" && is_sized(type_of(*whole))) {
    work_.sink.report(diag::cannot_call("size", "with parentheses"), expr.span,
                      "it is written `.size`");
  } else {
    help_with(work_.sink.report(diag::unknown_field(work_.types.quoted(whole->type), name.text),
                                name.span),
              source::closest(name.text, {"size", "push"}));
  }
  return std::nullopt;
}

}  // namespace writ::sema
