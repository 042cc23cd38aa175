#include "value.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <utility>

#include "scalars.h"
#include "tree.h"

namespace reference {

using namespace writ::model;
using Kind = Type::Kind;

bool before(const Value& a, const Value& b) {
  const auto one = std::tie(a.number, a.real, a.text);
  const auto other = std::tie(b.number, b.real, b.text);
  if (one != other) return one < other;
  return std::lexicographical_compare(a.parts.begin(), a.parts.end(), b.parts.begin(),
                                      b.parts.end(), before);
}

bool is_object_key(Kind key) {
  return key == Kind::String || key == Kind::Enum || key == Kind::Uuid;
}

bool sort(std::vector<Value>& parts, std::size_t step, std::vector<std::size_t>& twice) {
  std::vector<std::size_t> order(parts.size() / step);
  std::iota(order.begin(), order.end(), std::size_t{});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return before(parts[a * step], parts[b * step]);
  });
  std::vector<Value> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && !before(parts[order[i - 1] * step], parts[order[i] * step]))
      twice.push_back(order[i]);
    for (std::size_t k = 0; k < step; ++k) sorted.push_back(parts[order[i] * step + k]);
  }
  parts = std::move(sorted);
  return twice.empty();
}

// --- out -----------------------------------------------------------------------------------------

namespace {

std::string elements(const Contract& contract, const Type& type, const Value& value) {
  std::string out = "[";
  for (const Value& part : value.parts)
    out += (out.size() > 1 ? "," : "") + canonical(contract, type.element, part);
  return out + ']';
}

std::string entries(const Contract& contract, const Type& type, const Value& value) {
  const bool object = is_object_key(contract.type(type.key).kind);
  std::string out(1, object ? '{' : '[');
  for (std::size_t i = 0; i < value.parts.size(); i += 2) {
    const std::string key = canonical(contract, type.key, value.parts[i]);
    const std::string held = canonical(contract, type.element, value.parts[i + 1]);
    out += (i > 0 ? "," : "") + (object ? key + ':' + held : '[' + key + ',' + held + ']');
  }
  return out += object ? '}' : ']';
}

}  // namespace

std::string canonical(const Contract& contract, RecordId id, const Value& value) {
  const Record& record = contract.record(id);
  std::string out = "{";
  if (record.kind == Record::Kind::Case) out += "\"kind\":" + in_quotes(record.name);
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    // What is none is left out, unless that would be read as something else.
    const bool none =
        contract.type(field.type).kind == Kind::Optional && value.parts[i].parts.empty();
    if (none && !field.initial) continue;
    out += (out.size() > 1 ? "," : "") + in_quotes(field.wire_name) + ':' +
           canonical(contract, field.type, value.parts[i]);
  }
  return out + '}';
}

std::string canonical(const Contract& contract, TypeId id, const Value& value) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Kind::Bool: return value.number != 0 ? "true" : "false";
    case Kind::Int: return std::to_string(value.number);
    case Kind::Decimal: return decimal_text(value.number, type.scale);
    case Kind::Float: return real_text(value.real);
    case Kind::String:
    case Kind::Uuid: return in_quotes(value.text);
    case Kind::Bytes: return in_quotes(bytes_text(value.text));
    case Kind::Instant: return in_quotes(instant_text(value.number));
    case Kind::Duration: return in_quotes(duration_text(value.number));
    case Kind::Date: return in_quotes(date_text(value.number));
    case Kind::Enum:
      return in_quotes(contract.enumerations[index(type.enumeration)]
                           .members[static_cast<std::size_t>(value.number)]);
    case Kind::Record: return canonical(contract, type.record, value);
    case Kind::Variant: {
      const auto& one =
          contract.variant(type.variant).cases[static_cast<std::size_t>(value.number)];
      return canonical(contract, one.record, value.parts[0]);
    }
    case Kind::List:
    case Kind::Set: return elements(contract, type, value);
    case Kind::Map: return entries(contract, type, value);
    case Kind::Optional:
      return value.parts.empty() ? "null" : canonical(contract, type.element, value.parts[0]);
  }
  return {};
}

// --- constants -----------------------------------------------------------------------------------

namespace {

Value record_constant(const Contract& contract, RecordId id, const Expr& made) {
  Value value;
  for (std::size_t i = 0; i < made.operands.size(); ++i)
    value.parts.push_back(constant(contract, contract.record(id).fields[i].type, made.operands[i]));
  return value;
}

/// Of equal keys the later one counts.
Value collection_constant(const Contract& contract, const Type& type, const Expr& made) {
  Value value;
  const std::size_t step = type.kind == Kind::Map ? 2 : 1;
  for (std::size_t i = made.operands.size(); i >= step; i -= step) {
    const Expr* const first = &made.operands[i - step];
    value.parts.push_back(constant(contract, step == 2 ? type.key : type.element, *first));
    if (step == 2) value.parts.push_back(constant(contract, type.element, *(first + 1)));
  }
  if (type.kind == Kind::List) {
    std::reverse(value.parts.begin(), value.parts.end());
    return value;
  }
  for (std::vector<std::size_t> twice; !sort(value.parts, step, twice); twice.clear())
    for (std::size_t i = value.parts.size() - step; i >= step; i -= step)
      if (!before(value.parts[i - step], value.parts[i])) {
        const auto at = value.parts.begin() + static_cast<std::ptrdiff_t>(i);
        value.parts.erase(at, at + static_cast<std::ptrdiff_t>(step));
      }
  return value;
}

}  // namespace

Value constant(const Contract& contract, TypeId id, const Expr& expr) {
  const Type& type = contract.type(id);
  Value value;
  if (expr.kind == ExprKind::Constant)
    return constant(contract, id, contract.constants[static_cast<std::size_t>(expr.number)].value);
  if (type.kind == Kind::Optional) {
    const Expr& held = expr.kind == ExprKind::Some ? expr.operands[0] : expr;
    if (expr.kind != ExprKind::None) value.parts.push_back(constant(contract, type.element, held));
    return value;
  }
  switch (expr.kind) {
    case ExprKind::Widen: {
      value = constant(contract, expr.operands[0].type, expr.operands[0]);
      const Type& from = contract.type(expr.operands[0].type);
      for (int i = from.scale; i < type.scale; ++i) value.number *= 10;
      return value;
    }
    case ExprKind::Number: value.number = expr.number; return value;
    case ExprKind::Text:
      if (type.kind == Kind::Float)
        return value.real = std::strtod(expr.text.c_str(), nullptr), value;
      value.text = type.kind == Kind::Uuid ? *uuid(expr.text) : expr.text;
      return value;
    case ExprKind::Make: return record_constant(contract, type.record, expr);
    case ExprKind::MakeCase: {
      value.number = expr.number;
      const auto& one = contract.variant(type.variant).cases[static_cast<std::size_t>(expr.number)];
      value.parts.push_back(record_constant(contract, one.record, expr.operands[0]));
      return value;
    }
    default: return collection_constant(contract, type, expr);
  }
}

}  // namespace reference
