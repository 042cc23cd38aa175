// What is written like a call or a field and is the language's own: `abs(e)`, `.trim`, `.keys` …
#include <algorithm>
#include <array>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::BuiltinKind;
using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

struct OwnFunction {
  std::string_view name;
  std::size_t arguments;
};
constexpr std::array<OwnFunction, 6> own_functions = {
    {{"abs", 1}, {"round", 2}, {"int", 1}, {"min", 2}, {"max", 2}, {"date", 1}}};

constexpr std::int64_t us_per_day = 86'400'000'000;

std::int64_t day_of(std::int64_t us) { return us / us_per_day - (us % us_per_day < 0 ? 1 : 0); }

}  // namespace

Expr Typer::built(BuiltinKind kind, TypeId type, source::Span span,
                  std::vector<Expr> operands) const {
  Expr value = node(ExprKind::Builtin, type, span, std::move(operands));
  value.number = static_cast<std::int64_t>(kind);
  return value;
}

// --- numbers -------------------------------------------------------------------------------------

std::optional<Result> Typer::builtin(const syntax::Expr& call) {
  const std::string& name = call.name.text;
  const auto* const own = std::find_if(own_functions.begin(), own_functions.end(),
                                       [&](const OwnFunction& one) { return one.name == name; });
  if (own == own_functions.end()) return std::nullopt;
  if (call.operands.size() != own->arguments) {
    work_.sink.report(diag::cannot_call(name, "with " + counted(call.operands.size(), "argument")),
                      call.span, "it takes " + counted(own->arguments, "argument"));
    return Result();
  }
  if (name == "round") return rounded(call);
  if (own->arguments == 2) return lesser_or_greater(call);
  Result of = any(call.operands[0]);
  if (!of) return Result();
  if (name == "abs") return absolute(*std::move(of), call.span);
  if (name == "int") return truncated(*std::move(of), call.span);
  return date_of(*std::move(of), call.span);
}

Result Typer::absolute(Expr of, source::Span span) {
  const Kind kind = type_of(of).kind;
  const TypeId type = work_.types.base(of.type);
  if (kind == Kind::Float) return built(BuiltinKind::Abs, type, span, {std::move(of)});
  if (kind != Kind::Duration && !require_number(of, "`abs` takes a number")) return std::nullopt;
  const Interval result = magnitude(interval(of.bounds));
  Expr value = built(BuiltinKind::Abs, type, span, {std::move(of)});
  conclude(value, result);
  return value;
}

/// `round(e, digits)`: to the nearest, and of two that are as near to the even one.
Result Typer::rounded(const syntax::Expr& call) {
  Result of = any(call.operands[0]);
  Typer constant(work_, {Site::Constant, scope_.module, std::nullopt, {}, {}});
  const Result digits = constant.of(call.operands[1], work_.types.integer());
  const Result known = digits ? evaluated(work_, *digits) : std::nullopt;
  if (!of || !known) return std::nullopt;
  if (type_of(*of).kind != Kind::Decimal) {
    work_.sink.report(diag::type_mismatch("a `decimal`", work_.types.quoted(of->type)), of->span,
                      "`round` leaves digits of a decimal away");
    return std::nullopt;
  }
  const int scale = type_of(*of).scale;
  if (known->number < 0 || known->number > scale) {
    work_.sink
        .report(diag::type_mismatch("0 to " + std::to_string(scale) + " digits",
                                    "`" + number_words(known->number, 0) + "`"),
                call.operands[1].span, "`round` leaves digits away")
        .also(of->span, "this is " + work_.types.quoted(of->type));
    return std::nullopt;
  }
  const int wanted = static_cast<int>(known->number);
  const Wide by = power_of_ten(scale - wanted);
  const Interval result = quotient_half_even(interval(of->bounds), {by, by});
  Expr value = built(BuiltinKind::Round, work_.types.decimal(wanted), call.span, {*std::move(of)});
  conclude(value, result);
  return value;
}

/// `int(e)` leaves away what is behind the point.
Result Typer::truncated(Expr of, source::Span span) {
  const Type from = type_of(of);
  if (from.kind == Kind::Int) return of;
  if (from.kind != Kind::Float && from.kind != Kind::Decimal) {
    work_.sink.report(diag::type_mismatch("a number", work_.types.quoted(of.type)), of.span,
                      "`int` leaves digits of a number away");
    return std::nullopt;
  }
  const Wide by = power_of_ten(from.scale);
  const Interval result = quotient(interval(of.bounds), {by, by});
  Expr value = built(BuiltinKind::Truncate, work_.types.integer(), span, {std::move(of)});
  if (from.kind == Kind::Decimal) {
    conclude(value, result);
  } else {
    value.overflows = true;
    value.partial = true;
  }
  return value;
}

Result Typer::lesser_or_greater(const syntax::Expr& call) {
  Result left;
  Result right;
  if (!pair(call, left, right)) return std::nullopt;
  const std::string& name = call.name.text;
  if (!require_ordered(*left, "`" + name + "` compares numbers") ||
      !require_ordered(*right, "`" + name + "` compares numbers") ||
      !same_type({&*left, &*right}, name)) {
    return std::nullopt;
  }
  const model::Bounds a = left->bounds;
  const model::Bounds b = right->bounds;
  const bool least = name == "min";
  const TypeId type = work_.types.base(left->type);
  Expr value = built(least ? BuiltinKind::Least : BuiltinKind::Greatest, type, call.span,
                     {*std::move(left), *std::move(right)});
  if (!is_ordered(work_.types[type])) return value;
  value.bounds = least ? model::Bounds{std::min(a.least, b.least), std::min(a.most, b.most)}
                       : model::Bounds{std::max(a.least, b.least), std::max(a.most, b.most)};
  return value;
}

// --- times ---------------------------------------------------------------------------------------

/// The day of an instant, in UTC.
Result Typer::date_of(Expr of, source::Span span) {
  if (type_of(of).kind != Kind::Instant) {
    mismatch(of, work_.types.simple(Kind::Instant));
    return std::nullopt;
  }
  const model::Bounds bounds = {day_of(of.bounds.least), day_of(of.bounds.most)};
  Expr value = built(BuiltinKind::DateOf, work_.types.simple(Kind::Date), span, {std::move(of)});
  value.bounds = bounds;
  return value;
}

std::optional<Result> Typer::date_member(const Expr& whole, const syntax::Name& name,
                                         source::Span span) {
  struct Part {
    std::string_view name;
    BuiltinKind kind;
    model::Bounds bounds;
  };
  // No day that fits into 64 bits is in a year beyond these.
  constexpr std::int64_t far = 25'252'734'927'768'524;
  constexpr std::array<Part, 4> parts = {{{"year", BuiltinKind::Year, {-far, far}},
                                          {"month", BuiltinKind::Month, {1, 12}},
                                          {"day", BuiltinKind::Day, {1, 31}},
                                          {"weekday", BuiltinKind::Weekday, {1, 7}}}};
  for (const Part& part : parts) {
    if (type_of(whole).kind != Kind::Date || name.text != part.name) continue;
    Expr value = built(part.kind, work_.types.integer(), span, {whole});
    value.bounds = part.bounds;
    return Result(std::move(value));
  }
  return std::nullopt;
}

// --- texts ---------------------------------------------------------------------------------------

std::optional<Result> Typer::text_member(const Expr& whole, const syntax::Name& name,
                                         source::Span span) {
  if (type_of(whole).kind != Kind::String) return std::nullopt;
  BuiltinKind kind{};
  if (name.text == "lower") {
    kind = BuiltinKind::Lower;
  } else if (name.text == "upper") {
    kind = BuiltinKind::Upper;
  } else if (name.text == "trim") {
    kind = BuiltinKind::Trim;
  } else {
    return std::nullopt;
  }
  return Result(built(kind, work_.types.text(), span, {whole}));
}

std::optional<Result> Typer::text_method(const Expr& whole, const syntax::Expr& call) {
  struct Method {
    std::string_view name;
    BuiltinKind kind;
    std::size_t arguments;
  };
  constexpr std::array<Method, 4> methods = {{{"starts_with", BuiltinKind::StartsWith, 1},
                                              {"contains", BuiltinKind::Contains, 1},
                                              {"slice", BuiltinKind::Slice, 2},
                                              {"split", BuiltinKind::Split, 1}}};
  if (type_of(whole).kind != Kind::String) return std::nullopt;
  const auto* const method = std::find_if(methods.begin(), methods.end(), [&](const Method& one) {
    return one.name == call.name.text;
  });
  if (method == methods.end()) return std::nullopt;
  const std::size_t given = call.operands.size() - 1;
  if (given != method->arguments) {
    work_.sink.report(diag::cannot_call(call.name.text, "with " + counted(given, "argument")),
                      call.span, "it takes " + counted(method->arguments, "argument"));
    return Result();
  }
  const bool slice = method->kind == BuiltinKind::Slice;
  std::vector<Expr> operands = {whole};
  for (std::size_t i = 1; i < call.operands.size(); ++i) {
    Result argument = of(call.operands[i], slice ? work_.types.integer() : work_.types.text());
    if (argument) operands.push_back(*std::move(argument));
  }
  if (operands.size() != call.operands.size()) return Result();
  TypeId type = slice ? work_.types.text() : work_.types.boolean();
  if (method->kind == BuiltinKind::Split)
    type = work_.types.collection(Kind::List, work_.types.text());
  return Result(built(method->kind, type, call.span, std::move(operands)));
}

// --- collections ---------------------------------------------------------------------------------

std::optional<Result> Typer::collection_member(const Expr& whole, const syntax::Name& name,
                                               source::Span span) {
  const Type type = type_of(whole);
  const bool ends = name.text == "first" || name.text == "last";
  if (ends && type.kind == Kind::List) {
    const BuiltinKind kind = name.text == "first" ? BuiltinKind::First : BuiltinKind::Last;
    return Result(built(kind, work_.types.collection(Kind::Optional, type.element), span, {whole}));
  }
  const bool keys = name.text == "keys";
  if (type.kind != Kind::Map || (!keys && name.text != "values")) return std::nullopt;
  const TypeId element = keys ? type.key : type.element;
  if (work_.types[element].kind == Kind::Bool) {
    work_.sink.report(diag::unsupported_yet("a list of `bool`"), name.span);
    return Result();
  }
  return Result(built(keys ? BuiltinKind::Keys : BuiltinKind::Values,
                      work_.types.collection(Kind::List, element), span, {whole}));
}

/// `x in list`, `key in map`, `x in set`
Result Typer::has(const syntax::Expr& expr) {
  Result members = any(expr.operands[1]);
  if (!members) {
    (void)(is_bare_member(expr.operands[0]) ? Result() : any(expr.operands[0]));
    return std::nullopt;
  }
  const Type type = type_of(*members);
  if (type.kind != Kind::List && type.kind != Kind::Set && type.kind != Kind::Map) {
    (void)any(expr.operands[0]);
    work_.sink.report(diag::type_mismatch("a range or a set", work_.types.quoted(members->type)),
                      members->span, "`a..b` is a range, `{a, b}` is a set");
    return std::nullopt;
  }
  Result value = of(expr.operands[0], type.kind == Kind::Map ? type.key : type.element);
  if (!value) return std::nullopt;
  return built(BuiltinKind::Has, work_.types.boolean(), expr.span,
               {*std::move(members), *std::move(value)});
}

}  // namespace writ::sema
