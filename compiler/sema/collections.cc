// What lists, sets and maps can be told to do.
#include <algorithm>
#include <array>

#include "compiler/sema/bodies.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::Statement;
using model::Type;
using model::TypeId;
using Does = Statement::Kind;
using Kind = Type::Kind;
using Written = syntax::ExprKind;

namespace {

/// What a change is called, what it changes, and how many arguments it takes.
struct Method {
  std::string_view name;
  Does does;
  bool list;
  bool set;
  bool map;
  std::size_t arguments;
};
constexpr std::array<Method, 11> methods = {{
    {"push", Does::Push, true, false, false, 1},
    {"pop", Does::Pop, true, false, false, 0},
    {"insert", Does::Insert, true, false, false, 2},
    {"remove_at", Does::RemoveAt, true, false, false, 1},
    {"splice", Does::Splice, true, false, false, 3},
    {"keep", Does::Keep, true, false, false, 1},
    {"sort", Does::Sort, true, false, false, 1},
    {"clear", Does::Clear, true, true, true, 0},
    {"remove", Does::Remove, false, true, true, 1},
    {"add", Does::Add, false, true, false, 1},
    {"erase", Does::Remove, false, false, false, 1},  // a habit
}};

bool changes(const Method& method, Kind kind) {
  return (method.list && kind == Kind::List) || (method.set && kind == Kind::Set) ||
         (method.map && kind == Kind::Map);
}

const Method* find_method(std::string_view name, Kind kind) {
  for (const Method& method : methods)
    if (method.name == name && changes(method, kind)) return &method;
  return nullptr;
}

}  // namespace

bool is_mutator(std::string_view name, Kind kind) { return find_method(name, kind) != nullptr; }

std::optional<Statement> Changes::change(const syntax::Statement& written) {
  const syntax::Expr& target = written.target;
  if (target.kind != Written::Method) {
    work_.sink.report(diag::cannot_call(target.name.text, "as a statement"), target.span,
                      "a function changes nothing");
    return std::nullopt;
  }
  Result place = place_of(target.operands[0]);
  if (!place) return std::nullopt;
  const Kind kind = work_.types[place->type].kind;
  const Method* method = find_method(target.name.text, kind);
  if (!method) {
    std::vector<std::string_view> names;
    for (const Method& one : methods)
      if (changes(one, kind)) names.push_back(one.name);
    help_with(work_.sink.report(
                  diag::unknown_field(work_.types.quoted(place->type), target.name.text),
                  target.name.span, names.empty() ? "it is changed by `=`" : "no such change"),
              source::closest(target.name.text, names));
    return std::nullopt;
  }
  if (!argument_count(target, method->arguments, method->arguments)) return std::nullopt;
  Statement change;
  change.kind = method->does;
  change.place = *std::move(place);
  auto done = kind == Kind::List ? list_change(std::move(change), target)
                                 : keyed_change(std::move(change), target);
  if (!done || !finish(*done, written.span)) return std::nullopt;
  return done;
}

bool Changes::argument_count(const syntax::Expr& call, std::size_t least, std::size_t most) {
  const std::size_t given = call.operands.size() - 1;
  if (given >= least && given <= most) return true;
  work_.sink.report(diag::cannot_call(call.name.text, "with " + counted(given, "argument")),
                    call.span, "it takes " + counted(least, "argument"));
  return false;
}

std::optional<Statement> Changes::list_change(Statement change, const syntax::Expr& call) {
  const TypeId list = change.place.type;
  const TypeId element_type = work_.types[list].element;
  const std::vector<syntax::Expr>& given = call.operands;
  bool good = true;
  switch (change.kind) {
    case Does::Push: good = element(change, given[1], element_type); break;
    case Does::Insert:
      good = argument(change, given[1], work_.types.integer()) &&
             element(change, given[2], element_type);
      break;
    case Does::RemoveAt: good = argument(change, given[1], work_.types.integer()); break;
    case Does::Splice:
      good = argument(change, given[1], work_.types.integer()) &&
             argument(change, given[2], work_.types.integer()) &&
             element(change, given[3], work_.types.base(list));
      break;
    case Does::Keep: good = by_element(change, call, true); break;
    case Does::Sort: good = by_element(change, call, false); break;
    default: break;  // pop and clear say all with their names
  }
  if (!good) return std::nullopt;
  return change;
}

std::optional<Statement> Changes::keyed_change(Statement change, const syntax::Expr& call) {
  const Type type = work_.types[change.place.type];
  const TypeId key = type.kind == Kind::Map ? type.key : type.element;
  if (change.kind == Does::Remove && !argument(change, call.operands[1], key)) return std::nullopt;
  if (change.kind == Does::Add && !element(change, call.operands[1], type.element))
    return std::nullopt;
  return change;
}

/// A value that becomes an element: it has to fit.
bool Changes::element(Statement& change, const syntax::Expr& value, TypeId type) {
  Result typed = unchecked(typer_.of(value, type));
  if (!typed) return false;
  const std::string words = one_line(work_.input.files, change.place.span);
  if (!fits(*typed, type, words, change.in_range)) return false;
  change.value = *std::move(typed);
  return true;
}

/// A value that only says which.
bool Changes::argument(Statement& change, const syntax::Expr& value, TypeId type) {
  Result typed = typer_.of(value, type);
  if (typed) change.arguments.push_back(*typed);
  return typed.has_value();
}

/// `x where p`, `x by key`
bool Changes::by_element(Statement& change, const syntax::Expr& call, bool condition) {
  const syntax::Expr& by = call.operands[1];
  const Written wanted = condition ? Written::Keep : Written::Sort;
  if (by.kind != wanted) {
    work_.sink
        .report(
            diag::type_mismatch(condition ? "`x where condition`" : "`x by key`", "an expression"),
            by.span, "what is asked of each element?")
        .help(condition ? "write `keep(x where x > 0)`" : "write `sort(x by x)`");
    return false;
  }
  const Scope outer = typer_.scope();
  typer_.repeat();
  typer_.declare_local(Entity::Variable, by.variable, work_.types[change.place.type].element);
  const syntax::Expr& of = by.operands[0];
  Result value = condition ? typer_.condition(of) : typer_.any(of);
  typer_.leave(outer);
  if (!value) return false;
  const Type& type = work_.types[value->type];
  if (!condition && !is_ordered(type) && type.kind != Kind::String && type.kind != Kind::Enum &&
      type.kind != Kind::Bool) {
    work_.sink.report(
        diag::type_mismatch("a value that has an order", work_.types.quoted(value->type)), of.span,
        "a number, a time, a text, an enum or a `bool`");
    return false;
  }
  change.name = by.variable.text;
  change.descending = by.descending;
  change.value = *std::move(value);
  return true;
}

}  // namespace writ::sema
