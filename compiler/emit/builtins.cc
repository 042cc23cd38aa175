// What the language calls its own, as calls of the runtime; and what comes with a step.
#include "compiler/emit/expr.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/model/leaves.h"

namespace writ::emit {

using model::BuiltinKind;
using model::ContextFact;
using model::Expr;

namespace {

/// Functions that take the operands as they are.
std::string_view runtime_name(BuiltinKind kind) {
  switch (kind) {
    case BuiltinKind::Abs: return "abs";
    case BuiltinKind::Round: return "round";
    case BuiltinKind::Truncate: return "truncated";
    case BuiltinKind::Least: return "least";
    case BuiltinKind::Greatest: return "greatest";
    case BuiltinKind::Lower: return "lower";
    case BuiltinKind::Upper: return "upper";
    case BuiltinKind::Trim: return "trim";
    case BuiltinKind::StartsWith: return "starts_with";
    case BuiltinKind::Contains: return "contains";
    case BuiltinKind::Slice: return "slice";
    case BuiltinKind::Split: return "split";
    case BuiltinKind::First: return "first";
    case BuiltinKind::Last: return "last";
    case BuiltinKind::Keys: return "keys";
    case BuiltinKind::Values: return "values";
    case BuiltinKind::Has: return "has";
    case BuiltinKind::DateOf: return "date_of";
    case BuiltinKind::Weekday: return "weekday";
    case BuiltinKind::Year:
    case BuiltinKind::Month:
    case BuiltinKind::Day: return "civil";
    case BuiltinKind::Uuid: return "draw_uuid";
    case BuiltinKind::Random: return "draw_int";
    case BuiltinKind::Proposed: break;  // no function
  }
  return "";
}

/// Which part of what a function returns is meant.
std::string_view part_of(BuiltinKind kind) {
  switch (kind) {
    case BuiltinKind::Year: return ".year";
    case BuiltinKind::Month: return ".month";
    case BuiltinKind::Day: return ".day";
    default: return "";
  }
}

}  // namespace

/// `moment.proposed.has(Pay::Field::amount)`: the path is not read.
std::string Lower::proposed(const Expr& expr) {
  const Expr* root = &expr.operands[1];
  while (root->kind == model::ExprKind::Field) root = &root->operands[0];
  const model::RecordId record = contract_.type(root->type).record;
  const model::Leaves asked = leaves_at(contract_, expr.operands[1]);
  const std::vector<Leaf> all = leaves(contract_, record);
  std::string fields;
  for (std::size_t i = asked.first; i < asked.first + asked.count; ++i)
    (fields += fields.empty() ? "" : ", ") +=
        record_name(contract_, record) + "::Field::" + all[i].field;
  const std::string set = name(moment) + ".proposed.";
  if (asked.count == 1) return set + "has(" + fields + ")";
  return set + "has_any(writ::FieldSet::of(" + fields + "))";
}

std::string Lower::builtin(const Expr& expr) {
  const auto kind = static_cast<BuiltinKind>(expr.number);
  if (kind == BuiltinKind::Proposed) return proposed(expr);
  std::string text = "writ::" + std::string(runtime_name(kind));
  if (kind == BuiltinKind::Round)
    text += "<" + std::to_string(contract_.type(expr.type).scale) + ">";
  std::string arguments;
  for (const Expr& operand : expr.operands) {
    const bool collection = kind == BuiltinKind::Has && arguments.empty();
    (arguments += arguments.empty() ? "" : ", ") += collection ? range(operand) : (*this)(operand);
  }
  if (expr.overflows) arguments += ", " + named_fault();
  return text + "(" + arguments + ")" + std::string(part_of(kind));
}

std::string Lower::context(const Expr& expr) {
  switch (static_cast<ContextFact>(expr.number)) {
    case ContextFact::Now: return name(moment) + ".now";
    case ContextFact::Version: return name(moment) + ".version";
    case ContextFact::Subject: return name(moment) + ".subject";
    case ContextFact::CorrelationId: return name(moment) + ".correlation_id";
    case ContextFact::Whole: return name(moment);
  }
  return {};
}

}  // namespace writ::emit
