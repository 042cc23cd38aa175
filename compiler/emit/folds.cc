// Folds over lists, sets, maps and ranges.
#include <string_view>

#include "compiler/emit/expr.h"
#include "compiler/emit/names.h"
#include "compiler/emit/ranks.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::FoldKind;
using model::Type;

namespace {

/// How a function of ours is called with an element.
std::string element_type(const model::Contract& contract, model::TypeId id) {
  return contract.type(id).kind == Type::Kind::String ? "const types::Text&"
                                                      : parameter_type(contract, id);
}

/// A list of texts has an element of its own behind it, and not a view of one.
std::string as_element(const std::string& pushed) {
  constexpr std::string_view view = "std::string_view(";
  return pushed.starts_with(view) ? "types::Text(" + pushed.substr(view.size()) : pushed;
}

/// What is compared and not kept need not be copied, where it stands somewhere: a value that a step
/// would write may be there only as an expression.
std::string seen_only(const model::Contract& contract, const Expr& value) {
  const bool stands = is_step(value) || value.kind == ExprKind::Local;
  return stands && element_type(contract, value.type).ends_with('&') ? " -> decltype(auto)" : "";
}

}  // namespace

/// The collection of a fold; with one pending element, the list as it will be.
std::string Lower::range(const Expr& collection) {
  if (is_path(collection, ExprKind::State)) {
    const Pending* p = pending_at(collection);
    std::size_t touching = 0;
    const model::Path path = model::written(collection);
    for (const Pending& other : pending)
      touching += other.written && model::overlap(model::written(*other.place), path);
    if (p && p->pushed && touching == 1)
      return "writ::appended(" + access(collection) + ", " + as_element(p->text) + ")";
  }
  return (*this)(collection);
}

/// `[&](const Line& l) { return …; }`; variables that the text does not name have no name.
std::string Lower::visitor(const Expr& fold, const std::string& result,
                           const std::string& returns) {
  const Expr& over = fold.operands[0];
  const Type& type = contract_.type(over.type);
  const auto parameter = [&](model::TypeId id, const std::string& variable) {
    const bool used = named_.erase(local(variable)) > 0;
    return element_type(contract_, id) + (used ? " " + local(variable) : "");
  };
  const std::string body = ")" + returns + " { return " + result + "; }";
  if (over.kind == ExprKind::Range) return "[&](" + parameter(over.type, fold.text) + body;
  if (type.kind != Type::Kind::Map) return "[&](" + parameter(type.element, fold.text) + body;
  const std::string key = parameter(type.key, fold.text);
  return "writ::by_entry([&](" + key + ", " + parameter(type.element, fold.second) + body + ")";
}

/// `sum_name`: the function of ours that adds up.
std::string Lower::fold(const Expr& expr, const std::string& sum_name) {
  const std::string source = range(expr.operands[0]);
  const bool where = expr.operands.size() > 2;
  // What an earlier fold or loop called so is not this one's.
  for (const std::string& name : {expr.text, expr.second})
    if (!name.empty()) named_.erase(local(name));
  if (expr.fold == FoldKind::Sum) return sum(expr, source, sum_name);
  // In the order in which they are looked at; each is a function of its own, with its own names.
  const Text condition = where ? lower(expr.operands[2]) : Text{"true"};
  const std::string keep =
      where && expr.fold >= FoldKind::Min ? visitor(expr, condition.text) + ", " : std::string();
  const auto call = [&](const std::string& name, const std::string& result,
                        const std::string& type = "") {
    return "writ::" + name + "(" + source + ", " + keep + visitor(expr, result, type) + ")";
  };
  if (expr.fold == FoldKind::Count) {
    if (!where) return "writ::size(" + source + ")";
    return call("count", condition.text);
  }
  if (expr.fold >= FoldKind::Min) {
    const std::string value =
        expr.fold == FoldKind::Unique ? (*this)(expr.operands[1]) : stored(expr.operands[1]);
    const Type& type = contract_.type(expr.type);
    switch (expr.fold) {
      case FoldKind::Min: return call("min_of<" + type_name(contract_, type.element) + ">", value);
      case FoldKind::Max: return call("max_of<" + type_name(contract_, type.element) + ">", value);
      case FoldKind::First:
        return call("first_of<" + type_name(contract_, type.element) + ">", value);
      case FoldKind::Unique: {
        const std::string seen = seen_only(contract_, expr.operands[1]);
        return call("unique", seen.empty() ? value : "(" + value + ")", seen);
      }
      default: return call("collect<" + type_name(contract_, expr.type) + ">", value);
    }
  }
  const Text value = lower(expr.operands[1]);
  if (expr.fold == FoldKind::All)
    return call("all", where ? "!(" + condition.text + ") || (" + value.text + ")" : value.text);
  return call("any", where ? "(" + condition.text + ") && (" + value.text + ")" : value.text);
}

/// `writ::sum<std::int64_t>(state.lines, [&](const Line& l) { return l.quantity; })`
std::string Lower::sum(const Expr& expr, const std::string& source, const std::string& name) {
  const Text term = term_of(expr);
  const std::string noted = name == "sum" && expr.overflows ? named_fault() + ", " : "";
  return "writ::" + name + "<" + type_name(contract_, expr.type) + ">(" + source + ", " + noted +
         visitor(expr, term.text) + ")";
}

/// What one element adds to a sum.
Lower::Text Lower::term_of(const Expr& expr) {
  const bool where = expr.operands.size() > 2;
  const Text condition = where ? lower(expr.operands[2]) : Text{"true"};
  Text value = lower(expr.operands[1]);
  if (condition.text == "true") return value;
  return {parenthesised(condition.text, condition.rank, equal_rank) + " ? " +
              parenthesised(value.text, value.rank, or_rank) + " : " +
              type_name(contract_, expr.type) + "{}",
          choice_rank};
}

}  // namespace writ::emit
