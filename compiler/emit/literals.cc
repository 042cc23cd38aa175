// What is built – records, cases, lists, maps, optionals – and what is chosen.
#include "compiler/emit/expr.h"
#include "compiler/emit/names.h"
#include "compiler/emit/ranks.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Type;

std::string bound_name(const std::string& name) {
  return name.starts_with('$') ? "bound_" + name.substr(1) : local(name);
}

Lower::Text Lower::structured(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::None: return {type_name(contract_, expr.type) + "{}"};
    case ExprKind::Some:
      return {type_name(contract_, expr.type) + "{" + (*this)(expr.operands[0]) + "}"};
    case ExprKind::IsThere: return {held(expr.operands[0]) + ".has_value()"};
    case ExprKind::Is: {
      const model::Variant& of = contract_.variant(contract_.type(expr.operands[0].type).variant);
      const model::RecordId record = of.cases[static_cast<std::size_t>(expr.number)].record;
      return {"std::holds_alternative<" + record_name(contract_, record) + ">(" +
              (*this)(expr.operands[0]) + ")"};
    }
    case ExprKind::Make: return {make(expr)};
    case ExprKind::MakeCase:
      return {type_name(contract_, expr.type) + "{" + (*this)(expr.operands[0]) + "}"};
    case ExprKind::Elements: return {list_of(expr, type_name(contract_, expr.type) + "{") + "}"};
    case ExprKind::Entries:
      if (expr.operands.empty()) return {type_name(contract_, expr.type) + "{}"};
      return {list_of(expr, "writ::map_of<" + type_name(contract_, expr.type) + ">(") + ")"};
    case ExprKind::Checked: return {checked(expr)};
    case ExprKind::If: return chosen(expr);
    case ExprKind::With: return {with(expr)};
    case ExprKind::Range:
      return {"writ::Numbers{" + (*this)(expr.operands[0]) + ", " + (*this)(expr.operands[1]) +
              "}"};
    default: break;
  }
  return {};
}

std::string Lower::stored(const Expr& expr) {
  std::string text = (*this)(expr);
  if (contract_.type(expr.type).kind != Type::Kind::String) return text;
  switch (expr.kind) {
    case ExprKind::If:
    case ExprKind::Local:
    case ExprKind::Builtin:
    case ExprKind::Context:
    case ExprKind::Constant: return "types::Text(" + text + ")";
    case ExprKind::Text: return text.starts_with('"') ? text : "types::Text(" + text + ")";
    default: return text;
  }
}

/// An optional, to be followed by `.` or to stand behind `*`.
std::string Lower::held(const Expr& optional) {
  const std::string text = place(optional);
  return text.starts_with('*') ? "(" + text + ")" : text;
}

/// What stands at a path, with what is computed and not written yet.
std::string Lower::place(const Expr& path) { return operand(path, unary_rank); }

/// `Line{.sku = "A", .quantity = 3}`
std::string Lower::make(const Expr& expr) {
  const model::Record& record = contract_.record(contract_.type(expr.type).record);
  std::string members;
  for (std::size_t i = 0; i < expr.operands.size(); ++i) {
    members += (members.empty() ? "." : ", .") + member(record.fields[i].name) + " = ";
    members += stored(expr.operands[i]);
  }
  return record_name(contract_, contract_.type(expr.type).record) + "{" + members + "}";
}

std::string Lower::list_of(const Expr& expr, const std::string& head) {
  std::string text = head;
  for (std::size_t i = 0; i < expr.operands.size(); ++i)
    text += (i == 0 ? "" : ", ") + stored(expr.operands[i]);
  return text;
}

std::string Lower::checked(const Expr& expr) {
  const std::string type = type_name(contract_, expr.type);
  const bool by_value = parameter_type(contract_, expr.type) == type;
  const std::string holds = condition(contract_, expr.type, "value");
  std::string value = stored(expr.operands[0]);
  if (holds.empty()) return value;
  return "writ::checked<" + type + ">(" + value + ", [](" +
         (by_value ? type : "const " + type + "&") + " value) { return " + holds + "; }, " +
         named_fault() + ")";
}

/// May it be an element of a list, which keeps a `bool` as a `writ::Bool`?
bool Lower::may_be_listed(const Expr& value) const {
  switch (value.kind) {
    case ExprKind::Local: return true;  // of a loop
    case ExprKind::Coalesce: return may_be_listed(value.operands[0]);
    case ExprKind::At: return contract_.type(value.operands[0].type).kind == Type::Kind::List;
    default: return false;
  }
}

/// A condition is looked at once, and only one of the values.
Lower::Text Lower::chosen(const Expr& expr) {
  const Text condition = lower(expr.operands[0]);
  if (condition.text == "true") return lower(expr.operands[1]);
  if (condition.text == "false") return lower(expr.operands[2]);
  const Type::Kind kind = contract_.type(expr.type).kind;
  const bool text = kind == Type::Kind::String;
  const auto value = [&](const Expr& of, int limit) {
    const Text lowered = lower(of);
    if (kind == Type::Kind::Bool && may_be_listed(of)) return "bool(" + lowered.text + ")";
    // two literals of different lengths are of no one type
    if (text && of.kind == ExprKind::Text && lowered.text.starts_with('"'))
      return "std::string_view(" + lowered.text + ")";
    return parenthesised(lowered.text, lowered.rank, limit);
  };
  const std::string first = value(expr.operands[1], or_rank);
  return {parenthesised(condition.text, condition.rank, or_rank) + " ? " + first + " : " +
              value(expr.operands[2], choice_rank),
          choice_rank};
}

/// A value with a name, and what is computed with it.
std::string Lower::with(const Expr& expr) {
  const std::string value = stored(expr.operands[0]);
  const std::string text = indented(stored(expr.operands[1]));
  const std::string name = bound_name(expr.text);
  const bool used = named_.erase(name) > 0;
  return "[&](const " + type_name(contract_, expr.operands[0].type) + "&" +
         (used ? " " + name : "") + ") -> " + type_name(contract_, expr.type) + " {\n  return " +
         text + ";\n}(" + value + ")";
}

/// A path is walked step by step, from the inside out; where it ends early is the other value.
std::string Lower::found(const Expr& expr) {
  std::vector<const Expr*> steps;  // from the outside in
  const Expr* base = &expr.operands[0];
  for (; is_step(*base) && !is_old_field(*base); base = &base->operands[0]) steps.push_back(base);
  const std::string otherwise = indented(indented(stored(expr.operands[1])));
  std::string text = "[&]() -> " + type_name(contract_, expr.type) + " {\n";
  const auto declare = [&](const std::string& type, const std::string& value) {
    std::string name = "found_" + std::to_string(++found_);
    text += "  const auto" + type + " " + name + " = " + indented(value) + ";\n";
    return name;
  };
  conflict_ |= !element_.part_text.empty() && stands_for(*base);
  std::string here = (*this)(*base);
  const bool named = base->kind == ExprKind::State || base->kind == ExprKind::Payload ||
                     base->kind == ExprKind::Local || base->kind == ExprKind::Constant ||
                     is_old_field(*base);
  if (!named) here = declare("", here);
  bool is_pointer = here.starts_with('*');  // or an optional
  if (is_pointer) here.erase(0, 1);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const Expr& at = **step;
    if (at.kind == ExprKind::At) {
      const std::string inside = (is_pointer ? "*" : "") + here;
      here = declare("*", "writ::find(" + inside + ", " + (*this)(at.operands[1]) + ")");
    } else if (at.kind == ExprKind::Value) {
      here = is_pointer ? "(*" + here + ")" : here;
    } else if (at.kind == ExprKind::Case) {
      here =
          "writ::as<" + type_name(contract_, at.type) + ">(" + (is_pointer ? "*" : "") + here + ")";
    } else {
      const Type& whole = contract_.type(at.operands[0].type);
      const auto field = static_cast<std::size_t>(at.number);
      here += (is_pointer ? "->" : ".") + member(contract_.record(whole.record).fields[field].name);
    }
    is_pointer = at.kind == ExprKind::At || at.kind == ExprKind::Value;
    if (is_pointer && (at.partial || doubtful))
      text += "  if (!" + here + ") return " + otherwise + ";\n";
  }
  return text + "  return " + (is_pointer ? "*" : "") + here + ";\n}()";
}

}  // namespace writ::emit
