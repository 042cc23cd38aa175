// `sum(e for x in xs where p)` and its family, and `[e for x in xs where p]`.
#include <algorithm>
#include <array>

#include "compiler/sema/bounds.h"
#include "compiler/sema/expr.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Expr;
using model::ExprKind;
using model::FoldKind;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;
using Written = syntax::ExprKind;

namespace {

struct NamedFold {
  std::string_view name;
  FoldKind kind;
};
constexpr std::array<NamedFold, 8> folds = {{
    {"sum", FoldKind::Sum},
    {"count", FoldKind::Count},
    {"all", FoldKind::All},
    {"any", FoldKind::Any},
    {"min", FoldKind::Min},
    {"max", FoldKind::Max},
    {"first", FoldKind::First},
    {"unique", FoldKind::Unique},
}};

/// How many numbers a range has at least and at most.
model::Size size_of_range(const Expr& range) {
  const Interval least = interval(range.operands[0].bounds);
  const Interval most = interval(range.operands[1].bounds);
  const auto count = [](Wide size) {
    if (size < 0) return std::uint64_t{0};
    return size > static_cast<Wide>(INT64_MAX) ? model::Size::unlimited
                                               : static_cast<std::uint64_t>(size);
  };
  return {count(most.least - least.most + 1), count(most.most - least.least + 1)};
}

/// `xs.size`, `xs.size - 1`: no more than there are elements.
bool is_of_size(const Expr& expr) {
  if (expr.kind == ExprKind::Size) return true;
  return expr.kind == ExprKind::Binary && expr.op == model::Op::Minus &&
         is_of_size(expr.operands[0]) && expr.operands[1].bounds.least >= 0;
}

}  // namespace

std::optional<FoldKind> Typer::fold_kind(const syntax::Name& name) {
  if (name.text.empty()) return FoldKind::Collect;
  std::vector<std::string_view> names;
  for (const NamedFold& fold : folds) {
    if (fold.name == name.text) return fold.kind;
    names.push_back(fold.name);
  }
  help_with(work_.sink.report(diag::unknown_name(name.text), name.span, "no fold of this name"),
            source::closest(name.text, names));
  return std::nullopt;
}

/// Is it known to end soon, or with the size of what is there?
bool Typer::is_short(const Expr& range) {
  constexpr std::uint64_t longest = 1'000'000;
  const std::uint64_t most = size_of_range(range).most;
  if (most <= longest || is_of_size(range.operands[1])) return true;
  const std::string count =
      most == model::Size::unlimited ? "9_223_372_036_854_775_807" : grouped(std::to_string(most));
  work_.sink
      .report(diag::range_too_long(count), range.span,
              "at most 1_000_000 must be known to be in it")
      .help("give what it ends with bounds, `int in 0..1_000`, or write `0..min(n, 1_000)`");
  return false;
}

/// What a fold runs over: a list, a set, a map, or a range of ints.
Result Typer::folded(const syntax::Expr& expr) {
  if (expr.kind == Written::Range) {
    Result least = of(expr.operands[0], work_.types.integer());
    Result most = of(expr.operands[1], work_.types.integer());
    if (!least || !most) return std::nullopt;
    Expr range = node(ExprKind::Range, work_.types.integer(), expr.span,
                      {*std::move(least), *std::move(most)});
    if (!is_short(range)) return std::nullopt;
    return range;
  }
  Result over = any(expr);
  if (over) over = present(*std::move(over));
  if (!over) return std::nullopt;
  const Kind kind = type_of(*over).kind;
  if (kind == Kind::List || kind == Kind::Set || kind == Kind::Map) return over;
  work_.sink.report(diag::type_mismatch("a list", work_.types.quoted(over->type)), expr.span);
  return std::nullopt;
}

void Typer::declare_variables(const syntax::Name& variable, const syntax::Name& second_name,
                              const Result& over) {
  repeat();
  const bool two = !second_name.text.empty();
  const bool map = over && over->kind != ExprKind::Range && type_of(*over).kind == Kind::Map;
  if (over && map != two) {
    const std::string name = variable.text;
    work_.sink.report(
        diag::type_mismatch(map ? "two variables" : "one variable", map ? "one" : "two"),
        map ? variable.span : second_name.span,
        map ? "a map has keys and values: `for " + name + ", value in …`"
            : "only a map has keys and values");
  }
  TypeId first = no_type;
  TypeId second = no_type;
  if (over && map == two) {
    const Type type = type_of(*over);
    first = type.element;
    if (map) first = type.key;
    if (map) second = type.element;
    if (over->kind == ExprKind::Range) {
      Type index = work_.types[work_.types.integer()];
      index.bounds = {over->operands[0].bounds.least, over->operands[1].bounds.most};
      if (index.bounds.least > index.bounds.most) index.bounds = {};
      first = work_.types.intern(std::move(index));
    }
  }
  declare_local(Entity::Variable, variable, first);
  if (two) declare_local(Entity::Variable, second_name, second);
}

Result Typer::folded_value(const syntax::Expr& expr, FoldKind kind, TypeId hint) {
  if (kind == FoldKind::All || kind == FoldKind::Any) return condition(expr);
  TypeId wanted = no_type;
  if (hint != no_type && kind != FoldKind::Count && kind != FoldKind::Unique) {
    const Type& type = work_.types[hint];
    const bool collects = kind == FoldKind::Collect;
    if (collects ? type.kind == Kind::List || type.kind == Kind::Set : type.kind == Kind::Optional)
      wanted = type.element;
  }
  if (wanted != no_type && kind == FoldKind::Collect) return member_value(expr, wanted);
  return any(expr, wanted);
}

Result Typer::fold(const syntax::Expr& expr, TypeId hint) {
  const std::optional<FoldKind> kind = fold_kind(expr.name);
  if (hint != no_type && kind == FoldKind::Collect && work_.types[hint].kind == Kind::Optional)
    hint = work_.types[hint].element;
  Result over = folded(expr.operands[1]);
  const Scope outer = scope_;
  declare_variables(expr.variable, expr.second, over);
  const bool has_where = expr.operands.size() > 2;
  Result where = has_where ? condition(expr.operands[2]) : std::nullopt;
  if (where) learn(*where, true);
  Result element = folded_value(expr.operands[0], kind.value_or(FoldKind::Count), hint);
  scope_ = outer;

  if (!kind || !over || !element || (has_where && !where)) return std::nullopt;
  const std::optional<TypeId> type = fold_type(*kind, *element, *over, hint);
  if (!type) return std::nullopt;
  const Expr ran = *over;
  Expr value = node(ExprKind::Fold, *type, expr.span, {*std::move(over), *std::move(element)});
  // What is counted is not looked at.
  if (*kind == FoldKind::Count) value.partial = ran.partial;
  if (has_where) {
    value.partial |= where->partial;
    value.operands.push_back(*std::move(where));
  }
  value.fold = *kind;
  value.text = expr.variable.text;
  value.second = expr.second.text;
  sum_facts(value, ran);
  return value;
}

/// The type of the whole; reports an element that the fold cannot use.
std::optional<TypeId> Typer::fold_type(FoldKind kind, const Expr& element, const Expr& over,
                                       TypeId hint) {
  Type of;
  switch (kind) {
    case FoldKind::Count: return work_.types.integer();
    case FoldKind::All:
    case FoldKind::Any:
    case FoldKind::Unique: return work_.types.boolean();
    case FoldKind::Sum:
      if (!require_number(element, "`sum` adds numbers")) return std::nullopt;
      return work_.types.base(element.type);
    case FoldKind::Min:
    case FoldKind::Max:
      if (!is_ordered(type_of(element))) {
        const std::string name = kind == FoldKind::Min ? "`min`" : "`max`";
        (void)require_number(element, name + " compares numbers");
        return std::nullopt;
      }
      of = work_.types[work_.types.base(element.type)];
      of.bounds = element.bounds;
      return work_.types.collection(Kind::Optional, work_.types.intern(std::move(of)));
    case FoldKind::First:
      if (type_of(element).kind == Kind::Optional) {
        (void)present(element);
        return std::nullopt;
      }
      return work_.types.collection(Kind::Optional, element.type);
    case FoldKind::Collect: break;
  }
  const bool set = hint != no_type && work_.types[hint].kind == Kind::Set;
  const bool known = set || (hint != no_type && work_.types[hint].kind == Kind::List);
  const model::Size size =
      over.kind == ExprKind::Range ? size_of_range(over) : size_of(work_.types, over);
  of.kind = set ? Kind::Set : Kind::List;
  of.element = known ? work_.types[hint].element : element.type;
  of.size = {0, size.most};
  return work_.types.intern(std::move(of));
}

/// The bounds of a sum or a count, from the size of the list.
void Typer::sum_facts(Expr& fold, const Expr& list) const {
  const model::Size size =
      list.kind == ExprKind::Range ? size_of_range(list) : size_of(work_.types, list);
  const bool has_where = fold.operands.size() > 2;
  if (fold.fold == FoldKind::Count) {
    const auto most = std::min(size.most, static_cast<std::uint64_t>(INT64_MAX));
    const auto least = has_where ? 0 : std::min(size.least, most);
    fold.bounds = {static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)};
  } else if (fold.fold == FoldKind::Sum) {
    const Interval element = interval(fold.operands[1].bounds);
    // On the way every part of the sum must fit, too.
    if (!fits(repeated(element, size, true))) {
      conclude(fold, repeated(element, size, true));
    } else {
      conclude(fold, repeated(element, size, has_where));
    }
  }
}

}  // namespace writ::sema
