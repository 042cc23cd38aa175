// What is known of values, and what converts silently: an int to a decimal, a decimal to one of
// more digits, and a number as written to whatever is expected.
#include <algorithm>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/rules.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

/// Digits behind the point; an int has none.
int scale_of(const Type& type) { return type.kind == Kind::Decimal ? type.scale : 0; }

/// What is made of a text, by what it is made of.
model::Size size_of_builtin(const TypeTable& types, const Expr& value) {
  const auto kind = static_cast<model::BuiltinKind>(value.number);
  if (kind == model::BuiltinKind::Lower || kind == model::BuiltinKind::Upper ||
      kind == model::BuiltinKind::Keys || kind == model::BuiltinKind::Values)
    return size_of(types, value.operands[0]);
  if (kind == model::BuiltinKind::Trim) return {0, size_of(types, value.operands[0]).most};
  if (kind != model::BuiltinKind::Slice) return types[value.type].size;
  const std::int64_t wanted = std::max(value.operands[2].bounds.most, INT64_C(0));
  return {0, std::min(size_of(types, value.operands[0]).most, static_cast<std::uint64_t>(wanted))};
}

std::string digits_rule(const Type& wanted) {
  if (wanted.kind == Kind::Int) return "an `int` has no digits behind the point";
  return "a `decimal(" + std::to_string(wanted.scale) + ")` has " + std::to_string(wanted.scale) +
         (wanted.scale == 1 ? " digit" : " digits") + " behind the point";
}

}  // namespace

model::Size size_of(const TypeTable& types, const Expr& value) {
  if (value.kind == ExprKind::Text) {
    const std::size_t size = code_points(value.text);
    return {size, size};
  }
  if (value.kind == ExprKind::With) return size_of(types, value.operands[1]);
  if (value.kind == ExprKind::Coalesce || value.kind == ExprKind::If) {
    const model::Size a = size_of(types, value.operands[value.operands.size() - 2]);
    const model::Size b = size_of(types, value.operands.back());
    return {std::min(a.least, b.least), std::max(a.most, b.most)};
  }
  if (value.kind == ExprKind::Builtin) return size_of_builtin(types, value);
  return types[value.type].size;
}

bool known_inside(const TypeTable& types, const Expr& value, TypeId id) {
  const Type& type = types[id];
  if (!known_to_keep(types, value, type)) return false;
  if (is_ordered(type)) return type.bounds.contains(value.bounds);
  if (type.kind == Kind::String) return type.size.contains(size_of(types, value));
  if (value.kind == ExprKind::With) return known_inside(types, value.operands[1], id);
  if (value.kind == ExprKind::Coalesce && type.kind == Kind::Optional)
    return known_inside(types, value.operands[0], type.element) &&
           known_inside(types, value.operands[1], id);
  if (value.kind == ExprKind::Coalesce || value.kind == ExprKind::If)
    return known_inside(types, value.operands[value.operands.size() - 2], id) &&
           known_inside(types, value.operands.back(), id);
  if (value.kind == ExprKind::None) return true;
  // Nothing but rules narrows these, and they are kept.
  if (type.kind == Kind::Bool || type.kind == Kind::Float || type.kind == Kind::Uuid ||
      type.kind == Kind::Enum)
    return types[value.type].kind == type.kind && types[value.type].enumeration == type.enumeration;
  if (value.kind == ExprKind::Some) return known_inside(types, value.operands[0], type.element);
  return types.contains(id, value.type);
}

bool known_outside(const TypeTable& types, const Expr& value, TypeId id) {
  const Type& type = types[id];
  if (known_to_break(types, value, type)) return true;
  if (is_ordered(type)) return type.bounds.disjoint(value.bounds);
  if (!is_sized(type)) return false;
  const model::Size size = size_of(types, value);
  return size.most < type.size.least || type.size.most < size.least;
}

namespace {

/// A member of a constant record: of what `..` spreads.
const Expr* member_of_constant(const Workspace& work, const Expr& path) {
  if (path.kind == ExprKind::Constant)
    return &work.contract.constants[static_cast<std::size_t>(path.number)].value;
  const Expr* whole = member_of_constant(work, path.operands[0]);
  return &whole->operands[static_cast<std::size_t>(path.number)];
}

/// What is built, of parts that are evaluated.
Result evaluated_parts(Workspace& work, Expr built) {
  for (Expr& part : built.operands) {
    Result value = evaluated(work, part);
    if (!value) return std::nullopt;
    part = *std::move(value);
  }
  return built;
}

}  // namespace

Result evaluated(Workspace& work, const Expr& constant) {
  switch (constant.kind) {
    case ExprKind::None:
    case ExprKind::Some:
    case ExprKind::Make:
    case ExprKind::MakeCase:
    case ExprKind::Elements:
    case ExprKind::Entries: return evaluated_parts(work, constant);
    case ExprKind::Field: return *member_of_constant(work, constant);
    default: break;
  }
  if (constant.partial) {
    const std::string words = one_line(work.input.files, constant.span);
    work.sink.report(diag::number_too_large(words), constant.span,
                     "it comes to no number of 64 bits");
    return std::nullopt;
  }
  Expr value;
  value.kind = ExprKind::Number;
  value.type = constant.type;
  value.span = constant.span;
  const Type& type = work.types[constant.type];
  if (is_ordered(type) && type.kind != Kind::Float) {
    value.number = constant.bounds.least;  // least and most are one: what it is made of is exact
    value.bounds = constant.bounds;
    return value;
  }
  if (constant.kind != ExprKind::Constant) return constant;
  value = work.contract.constants[static_cast<std::size_t>(constant.number)].value;
  value.span = constant.span;
  return value;
}

bool is_number_literal(const TypeTable& types, const Expr& expr) {
  return expr.kind == ExprKind::Number && is_number(types[expr.type]);
}

std::optional<std::size_t> field_index(const model::Record& record, std::string_view name) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_field(Workspace& work, const model::Type& whole,
                                      const syntax::Name& name) {
  std::vector<std::string_view> names;
  std::string of = "`" + whole.words + "`";
  if (whole.kind == Kind::Record) {
    const model::Record& record = work.contract.record(whole.record);
    if (const auto index = field_index(record, name.text)) return index;
    for (const model::Field& field : record.fields) names.emplace_back(field.name);
    of = "`" + record.name + "`";
  }
  help_with(work.sink.report(diag::unknown_field(of, name.text), name.span),
            source::closest(name.text, names));
  return std::nullopt;
}

Expr Typer::node(ExprKind kind, TypeId type, source::Span span, std::vector<Expr> operands) const {
  Expr expr;
  expr.kind = kind;
  expr.type = type;
  expr.span = span;
  expr.bounds = is_ordered(work_.types[type]) ? work_.types[type].bounds : model::Bounds{};
  expr.operands = std::move(operands);
  expr.partial = std::any_of(expr.operands.begin(), expr.operands.end(),
                             [](const Expr& operand) { return operand.partial; });
  return expr;
}

Result Typer::of(const syntax::Expr& expr, TypeId wanted) {
  Result value = any(expr, wanted);
  if (!value || wanted == no_type) return std::nullopt;
  return converted(*std::move(value), wanted);
}

Result Typer::inside(const syntax::Expr& expr, TypeId wanted) {
  Result value = of(expr, wanted);
  if (!value || !require_inside(*value, wanted, "")) return std::nullopt;
  return value;
}

bool Typer::require_inside(const Expr& value, TypeId wanted, std::string_view what) {
  if (known_inside(work_.types, value, wanted)) return true;
  const bool never = known_outside(work_.types, value, wanted);
  const std::string label = (never ? "never inside " : "not known to be inside ") +
                            work_.types.explained(wanted) + std::string(what);
  const std::string expected = work_.types.quoted_in_full(wanted);
  work_.sink.report(diag::type_mismatch(expected, "`" + known_words(value) + "`"), value.span,
                    label);
  return false;
}

namespace {

bool is_constant(const Expr& value) {
  return value.kind == ExprKind::Number || value.kind == ExprKind::Text;
}

}  // namespace

/// All that is known of a value, as the type it would be: `int in 2..2000`.
std::string Typer::known_words(const Expr& value) {
  Type type = type_of(value);
  if (is_constant(value) && is_ordered(type)) return value_words(type, value.bounds.least);
  if (!is_ordered(type) && type.kind != Kind::String) return type.words;
  type.alias.clear();
  type.bounds = value.bounds;
  type.size = size_of(work_.types, value);
  return work_.types[work_.types.intern(std::move(type))].words;
}

Result Typer::converted(Expr value, TypeId wanted) {
  const Type& target = work_.types[wanted];
  const Type& source = type_of(value);
  if (target.kind == Kind::Optional) return to_optional(std::move(value), wanted);
  if (source.kind == Kind::Optional) return present(std::move(value));
  if (work_.types.same_base(value.type, wanted)) return value;
  if (takes_type(value, wanted)) return taken(std::move(value), wanted);
  if (is_number(target) && is_number(source)) {
    if (target.kind == Kind::Decimal && scale_of(source) <= target.scale)
      return to_decimal(std::move(value), target.scale);
    const bool literal = is_number_literal(work_.types, value);
    const std::string found = literal ? "`" + number_words(value.number, source.scale) + "`"
                                      : work_.types.quoted(value.type);
    work_.sink.report(diag::type_mismatch(work_.types.quoted(wanted), found), value.span,
                      digits_rule(target));
    return std::nullopt;
  }
  mismatch(value, wanted);
  return std::nullopt;
}

Result Typer::to_optional(Expr value, TypeId wanted) {
  // What is known to be there goes as it is.
  if (value.kind == ExprKind::Value && !value.partial &&
      work_.types.same_base(value.operands[0].type, wanted) &&
      work_.types.contains(wanted, value.operands[0].type))
    value = Expr(std::move(value.operands[0]));
  if (type_of(value).kind == Kind::Optional) {
    if (work_.types.same_base(value.type, wanted)) return value;
    mismatch(value, wanted);
    return std::nullopt;
  }
  const TypeId element = work_.types[wanted].element;
  const source::Span span = value.span;
  Result inner = converted(std::move(value), element);
  if (inner) inner = fitted(*std::move(inner), element);
  if (!inner) return std::nullopt;
  return some(*std::move(inner), span);
}

void Typer::mismatch(const Expr& value, TypeId wanted) {
  work_.sink.report(diag::type_mismatch(work_.types.quoted(wanted), work_.types.quoted(value.type)),
                    value.span);
}

Result Typer::to_decimal(Expr value, int scale) {
  const int digits = scale - scale_of(type_of(value));
  const TypeId type = work_.types.decimal(scale);
  const Interval wide = shifted(interval(value.bounds), digits);
  if (is_number_literal(work_.types, value)) {
    if (!fits(wide)) {
      const std::string words = one_line(work_.input.files, value.span);
      work_.sink.report(
          diag::number_too_large(words), value.span,
          "a `decimal(" + std::to_string(scale) + ")` has 64 bits for all its digits");
      return std::nullopt;
    }
    conclude(value, wide);
    value.number = value.bounds.least;
    value.type = type;
    return value;
  }
  const source::Span span = value.span;
  Expr widened = node(ExprKind::Widen, type, span, {std::move(value)});
  conclude(widened, wide);
  return widened;
}

/// Brings numbers to one type: the one of most digits among those that are not literals, for these
/// take the type expected.
bool Typer::same_scale(const std::vector<Expr*>& values) {
  int scale = 0;
  bool decimal = false;
  bool all_literal = true;
  for (const Expr* value : values) all_literal &= is_number_literal(work_.types, *value);
  for (const Expr* value : values) {
    if (!all_literal && is_number_literal(work_.types, *value)) continue;
    decimal |= type_of(*value).kind == Kind::Decimal;
    scale = std::max(scale, scale_of(type_of(*value)));
  }
  const TypeId wanted = decimal ? work_.types.decimal(scale) : work_.types.integer();
  bool all = true;
  for (Expr* value : values) {
    Result result = converted(std::move(*value), wanted);
    all &= result.has_value();
    if (result) *value = *std::move(result);
  }
  return all;
}

bool Typer::same_type(const std::vector<Expr*>& values, const std::string& sign) {
  const auto number = [&](const Expr* value) { return is_number(type_of(*value)); };
  if (std::all_of(values.begin(), values.end(), number)) return same_scale(values);
  for (const Expr* other : values) {
    const TypeId type = other->type;
    for (Expr* value : values) {
      if (!takes_type(*value, type)) continue;
      Result literal = taken(std::move(*value), type);
      if (!literal) return false;
      *value = *std::move(literal);
    }
  }
  const Expr& first = *values.front();
  for (const Expr* value : values) {
    if (work_.types.same_base(first.type, value->type)) continue;
    work_.sink
        .report(
            diag::type_mismatch(work_.types.quoted(first.type), work_.types.quoted(value->type)),
            value->span, "`" + sign + "` compares two of one type")
        .also(first.span, "this is " + work_.types.quoted(first.type));
    return false;
  }
  return true;
}

}  // namespace writ::sema
