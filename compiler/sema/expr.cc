#include "compiler/sema/expr.h"

#include <algorithm>
#include <array>

#include "compiler/sema/bounds.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::TypeId;
using Written = syntax::ExprKind;

namespace {

/// The digits as a number, or nothing when it has more than 64 bits.
std::optional<std::int64_t> parsed(std::string_view digits, bool negative) {
  Wide value = 0;
  for (const char c : digits) {
    if (c == '.') continue;
    value = value * 10 + (c - '0');
    if (value > static_cast<Wide>(INT64_MAX) + 1) return std::nullopt;
  }
  if (negative) value = -value;
  if (!fits({value, value})) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

bool may_be_constant(const syntax::Expr& expr) {
  switch (expr.kind) {
    case Written::Integer:
    case Written::Decimal:
    case Written::Duration:
    case Written::Size:
    case Written::Date:
    case Written::Instant:
    case Written::Boolean:
    case Written::Name:
    case Written::Member:
    case Written::None:
    case Written::Braces:
    case Written::List:
    case Written::Negate: return true;
    case Written::Binary: return source::describe(expr.op).group == source::OpGroup::Arithmetic;
    case Written::Text:
      return std::all_of(expr.operands.begin(), expr.operands.end(),
                         [](const syntax::Expr& piece) { return piece.kind == Written::Literal; });
    default: return false;
  }
}

}  // namespace

// Deep only as far as the parser lets an expression be.
Result Typer::any(const syntax::Expr& expr, TypeId hint) {
  const bool open = std::exchange(open_, false);
  Result value = typed(expr, hint, open);
  if (!value) return std::nullopt;
  return seen(*std::move(value), open);
}

Result Typer::typed(const syntax::Expr& expr, TypeId hint, bool open) {
  if (scope_.site == Site::Constant && !may_be_constant(expr)) {
    not_constant(expr.span, "only literals, constants and arithmetic");
    return std::nullopt;
  }
  if (hint != no_type && work_.types[hint].kind == model::Type::Kind::Float &&
      is_written_number(expr)) {
    const bool negative = expr.kind == Written::Negate;
    return real((negative ? "-" : "") + (negative ? expr.operands[0] : expr).text, expr.span);
  }
  switch (expr.kind) {
    case Written::Integer:
    case Written::Decimal: return number(expr, false, expr.span);
    case Written::Duration:
    case Written::Size:
    case Written::Date:
    case Written::Instant: return literal(expr, false, expr.span);
    case Written::Boolean: {
      Expr value = node(ExprKind::Number, work_.types.boolean(), expr.span);
      value.number = expr.text == "true" ? 1 : 0;
      return value;
    }
    case Written::Text: return text(expr);
    case Written::Name: return name(expr, hint);
    case Written::State:
    case Written::Intent:
      work_.sink.report(
          diag::type_mismatch(
              "a value", expr.kind == Written::State ? "all of the state" : "all of the payload"),
          expr.span, "a field of it can be read");
      return std::nullopt;
    case Written::Member: return member(expr, open);
    case Written::Index: return index(expr, open);
    case Written::Call: return call(expr);
    case Written::Method: return method(expr);
    case Written::Fold: return fold(expr, hint);
    case Written::Negate: return negate(expr);
    case Written::Not: {
      Result operand = condition(expr.operands[0]);
      if (!operand) return std::nullopt;
      return node(ExprKind::Not, work_.types.boolean(), expr.span, {*std::move(operand)});
    }
    case Written::Binary: break;
    case Written::In: return in(expr);
    case Written::Matches: return search(expr);
    case Written::None: return none(expr, hint);
    case Written::Braces: return braces(expr, hint);
    case Written::List: return list(expr, hint);
    case Written::Is: return is(expr);
    case Written::If: return conditional(expr, hint);
    case Written::Match: return match(expr, hint);
    case Written::Literal:
    case Written::Range:
    case Written::Set:
    case Written::Keep:
    case Written::Sort: return std::nullopt;
  }
  switch (source::describe(expr.op).group) {
    case source::OpGroup::Logic: return logic(expr);
    case source::OpGroup::Comparison: return comparison(expr);
    case source::OpGroup::Coalescence: return coalesce(expr);
    case source::OpGroup::Arithmetic: return arithmetic(expr);
  }
  return std::nullopt;
}

// --- literals ------------------------------------------------------------------------------------

Result Typer::number(const syntax::Expr& expr, bool negative, source::Span span) {
  const std::optional<std::int64_t> value = parsed(expr.text, negative);
  if (!value) {
    work_.sink.report(diag::number_too_large((negative ? "-" : "") + expr.text), span,
                      "a number has 64 bits");
    return std::nullopt;
  }
  TypeId type = work_.types.integer();
  if (expr.kind == Written::Decimal) {
    const std::size_t scale = expr.text.size() - expr.text.find('.') - 1;
    if (scale > 12) {
      work_.sink.report(diag::type_mismatch("at most 12 digits", std::to_string(scale)), span,
                        "a `decimal` has at most 12 digits behind the point");
      return std::nullopt;
    }
    type = work_.types.decimal(static_cast<int>(scale));
  }
  Expr number = node(ExprKind::Number, type, span);
  number.number = *value;
  number.bounds = {*value, *value};
  return number;
}

Result Typer::text(const syntax::Expr& expr) {
  const auto is_plain = [](const syntax::Expr& piece) { return piece.kind == Written::Literal; };
  if (!std::all_of(expr.operands.begin(), expr.operands.end(), is_plain)) return message(expr);
  Expr text = node(ExprKind::Text, work_.types.text(), expr.span);
  for (const syntax::Expr& piece : expr.operands) text.text += piece.text;
  return text;
}

Result Typer::message(const syntax::Expr& expr) {
  const auto is_plain = [](const syntax::Expr& piece) { return piece.kind == Written::Literal; };
  if (std::all_of(expr.operands.begin(), expr.operands.end(), is_plain)) return text(expr);
  std::vector<Expr> pieces;
  bool complete = true;
  for (const syntax::Expr& piece : expr.operands) {
    if (is_plain(piece)) {
      Expr plain = node(ExprKind::Text, work_.types.text(), piece.span);
      plain.text = piece.text;
      pieces.push_back(std::move(plain));
      continue;
    }
    Result value = any(piece);
    if (value) value = present(*std::move(value));
    if (value && !is_scalar(type_of(*value))) {
      work_.sink.report(diag::type_mismatch("a value to write", work_.types.quoted(value->type)),
                        piece.span, "a message can hold numbers, texts, times, enums and `bool`");
      value.reset();
    }
    complete &= value.has_value();
    if (value) pieces.push_back(*std::move(value));
  }
  if (!complete) return std::nullopt;
  return node(ExprKind::Message, work_.types.text(), expr.span, std::move(pieces));
}

// --- names ---------------------------------------------------------------------------------------

void Typer::not_constant(source::Span span, std::string label) {
  work_.sink.report(diag::not_a_constant(), span, std::move(label));
}

const Local* Typer::find_local(std::string_view name) const {
  for (const Local& local : scope_.locals) {
    if (local.name == name) return &local;
  }
  return nullptr;
}

void Typer::declare_local(Entity entity, const syntax::Name& name, TypeId type) {
  check_name(work_, entity, name);
  if (const Local* local = find_local(name.text)) {
    report_taken(work_, entity, name, entity, local->span);
  } else if (const Declaration* value = find(work_.names.values, name.text, scope_.module)) {
    report_taken(work_, entity, name, value->entity, value->span);
  }
  // The nearest one is looked up first, so that a name that is taken makes no second error.
  scope_.locals.insert(scope_.locals.begin(), {name.text, type, name.span, std::nullopt});
}

void Typer::declare_alias(Entity entity, const syntax::Name& name, Expr of) {
  const TypeId type = of.type;
  declare_local(entity, name, type);
  scope_.locals.front().alias = std::move(of);
}

Expr Typer::state(source::Span span) {
  return node(ExprKind::State, work_.types.record(work_.contract.state), span);
}

Expr Typer::payload(source::Span span) {
  const model::RecordId record = work_.contract.intents[model::index(*scope_.intent)].payload;
  return node(ExprKind::Payload, work_.types.record(record), span);
}

Result Typer::name(const syntax::Expr& expr, TypeId hint) {
  const syntax::Name& name = expr.name;
  if (const Local* local = find_local(name.text)) {
    if (local->type == no_type) return std::nullopt;
    if (local->alias) return aliased(*local, expr.span);
    return this->local(name.text, local->type, expr.span);
  }
  if (const Declaration* declaration = find(work_.names.values, name.text, scope_.module))
    return declared(*declaration, name);
  if (name.text == "phase") {
    work_.sink.report(diag::type_mismatch("a value", "the phase"), name.span,
                      "it can be asked with `phase in`");
    return std::nullopt;
  }
  if (const auto fact = context(name, nullptr, expr.span)) return *fact;
  return bare_member(name, hint);
}

Result Typer::declared(const Declaration& declaration, const syntax::Name& name) {
  const bool constant = scope_.site == Site::Constant;
  switch (declaration.entity) {
    case Entity::StateField:
      if (!constant) return field(state(name.span), name, name.span);
      not_constant(name.span, "`" + name.text + "` is a field of the state");
      return std::nullopt;
    case Entity::Constant: {
      if (!declaration.known) return std::nullopt;
      const model::Constant& of = work_.contract.constants[declaration.id];
      Expr value = node(ExprKind::Constant, of.type, name.span);
      value.number = declaration.id;
      value.bounds = of.value.bounds;
      return value;
    }
    default: break;
  }
  if (constant) {
    not_constant(name.span, "`" + name.text + "` is a function");
    return std::nullopt;
  }
  if (!declaration.known) return std::nullopt;
  const model::Function& function = work_.contract.functions[declaration.id];
  if (function.reads_context && !require_context(name.span, "what `" + name.text + "` reads"))
    return std::nullopt;
  if (!function.parameters.empty()) {
    work_.sink
        .report(diag::cannot_call(name.text, "without its arguments"), name.span,
                "it takes " + counted(function.parameters.size(), "argument"))
        .also(declaration.span, "`" + name.text + "` is declared here");
    return std::nullopt;
  }
  Expr value = node(ExprKind::Call, function.result, name.span);
  value.number = declaration.id;
  value.bounds = narrowed(value.bounds, function.value.bounds);
  value.partial = function.partial;
  return value;
}

Result Typer::member_of(model::EnumId id, const syntax::Name& name, source::Span span) {
  const model::Enumeration& of = work_.contract.enumerations[model::index(id)];
  for (std::size_t i = 0; i < of.members.size(); ++i) {
    if (of.members[i] != name.text) continue;
    Expr value = node(ExprKind::Number, work_.types.enumeration(id), span);
    value.number = static_cast<std::int64_t>(i);
    return value;
  }
  const std::vector<std::string_view> members(of.members.begin(), of.members.end());
  help_with(work_.sink.report(diag::unknown_name(name.text), name.span,
                              "`" + of.name + "` has no member of this name"),
            source::closest(name.text, members));
  return std::nullopt;
}

bool Typer::is_bare_member(const syntax::Expr& expr) const {
  return expr.kind == Written::Name && !find_local(expr.name.text) && expr.name.text != "phase" &&
         !find(std::as_const(work_.names.values), expr.name.text, scope_.module);
}

/// A member of the enum that is expected; else of the one enum that has a member of this name.
Result Typer::bare_member(const syntax::Name& name, TypeId hint) {
  if (hint != no_type && work_.types[hint].kind == model::Type::Kind::Optional)
    hint = work_.types[hint].element;
  std::vector<model::EnumId> owners;
  if (const auto known = work_.names.members.find(name.text); known != work_.names.members.end()) {
    for (const Declaration& owner : known->second) {
      if (owner.seen_from(scope_.module)) owners.push_back(static_cast<model::EnumId>(owner.id));
    }
  }
  const bool expected = hint != no_type && work_.types[hint].kind == model::Type::Kind::Enum;
  if (expected) {
    const model::EnumId wanted = work_.types[hint].enumeration;
    if (owners.empty() || std::find(owners.begin(), owners.end(), wanted) != owners.end()) {
      if (owners.empty() && find(work_.names.types, name.text, scope_.module)) {
        unknown(name, hint);
        return std::nullopt;
      }
      return member_of(wanted, name, name.span);
    }
  }
  const bool variant = hint != no_type && work_.types[hint].kind == model::Type::Kind::Variant;
  if (variant || (owners.empty() && !cases_named(name.text).empty()))
    return bare_case(name, hint, nothing_at(name.span));
  if (owners.size() == 1) return member_of(owners.front(), name, name.span);
  if (owners.empty()) {
    unknown(name, hint);
    return std::nullopt;
  }
  const auto& first = work_.contract.enumerations[model::index(owners[0])].name;
  const auto& second = work_.contract.enumerations[model::index(owners[1])].name;
  work_.sink
      .report(diag::unknown_name(name.text), name.span,
              "a member of `" + first + "` and of `" + second + "`")
      .help("write `" + first + "." + name.text + "` or `" + second + "." + name.text + "`");
  return std::nullopt;
}

namespace {

// Of the language, and not of this subset.
constexpr std::array<std::string_view, 5> coming_values = {"self", "subject", "meta", "old",
                                                           "none"};

/// What else has this name, and how it is written there.
std::string elsewhere(const Workspace& work, const std::string& name, std::size_t module) {
  if (work.phases.count(name) > 0) return "a phase: ask `phase in " + name + "`";
  if (std::string why = unseen(work, work.names.values, name, module); !why.empty()) return why;
  const Declaration* type = find(std::as_const(work.names.types), name, module);
  if (!type) {
    return {};
  }
  if (type->entity == Entity::Enum) return "an enum: a member is written `" + name + ".…`";
  return with_article(type->entity) + ", which is no value";
}

}  // namespace

void Typer::unknown(const syntax::Name& name, TypeId hint) {
  if (std::find(coming_values.begin(), coming_values.end(), name.text) != coming_values.end()) {
    work_.sink.report(diag::unsupported_yet("`" + name.text + "`"), name.span);
    return;
  }
  source::Diagnostic& diagnostic = work_.sink.report(diag::unknown_name(name.text), name.span,
                                                     elsewhere(work_, name.text, scope_.module));
  if (!diagnostic.primary.text.empty()) return;
  if (scope_.intent) {
    const model::IntentId intent = *scope_.intent;
    if (field_index(work_.contract.payload(intent), name.text)) {
      diagnostic.help("did you mean `intent." + name.text + "`?");
      return;
    }
  }
  std::vector<std::string_view> names = visible(work_.names.values, scope_.module);
  for (const Local& local : scope_.locals) names.emplace_back(local.name);
  if (hint != no_type && work_.types[hint].kind == model::Type::Kind::Enum) {
    const auto& of = work_.contract.enumerations[model::index(work_.types[hint].enumeration)];
    names.insert(names.end(), of.members.begin(), of.members.end());
  }
  help_with(diagnostic, source::closest(name.text, names));
}

}  // namespace writ::sema
