// What the language calls its own.
#include <algorithm>

#include <writ/core/date.h>
#include <writ/core/draw.h>
#include <writ/core/number.h>
#include <writ/core/strings.h>
#include <writ/core/times.h>
#include <writ/core/uuid.h>

#include "compiler/interpret/evaluate.h"
#include "compiler/model/leaves.h"

namespace writ::interpret {

using model::BuiltinKind;
using model::Type;
using Kind = Type::Kind;

namespace {

template <class T>
Value result(T value, const Fault& fault) {
  if (fault) throw NoValue{fault.kind()};
  return Value::of(value);
}

}  // namespace

Value Evaluator::builtin(const Expr& expr) {
  const auto kind = static_cast<BuiltinKind>(expr.number);
  const Type& type = program_.type(expr.operands[0].type);
  Fault fault;
  switch (kind) {
    case BuiltinKind::Abs: {
      const Value of = value(expr.operands[0]);
      if (type.kind == Kind::Float) return Value::of(abs(of.real()));
      return result(abs(of.number(), fault), fault);
    }
    case BuiltinKind::Round: {
      const int digits = type.scale - program_.type(expr.type).scale;
      const std::int64_t units = value(expr.operands[0]).number();
      return result(divide_half_even(units, power_of_ten(digits), 0, fault), fault);
    }
    case BuiltinKind::Truncate: {
      const Value of = value(expr.operands[0]);
      if (type.kind == Kind::Float) return result(truncated(of.real(), fault), fault);
      return Value::of(of.number() / power_of_ten(type.scale));
    }
    case BuiltinKind::Least:
    case BuiltinKind::Greatest: {
      Value a = value(expr.operands[0]);
      Value b = value(expr.operands[1]);
      const bool first = kind == BuiltinKind::Least ? !(b < a) : !(a < b);
      return first ? a : b;
    }
    case BuiltinKind::Uuid: {
      const std::int64_t place = value(expr.operands[1]).number();
      const Uuid drawn = draw_uuid(*sight_.moment, place, fault);
      return result(to_string(drawn), fault);
    }
    case BuiltinKind::Random: {
      const std::int64_t place = value(expr.operands[1]).number();
      const std::int64_t least = value(expr.operands[2]).number();
      const std::int64_t most = value(expr.operands[3]).number();
      return result(draw_int(*sight_.moment, place, least, most, fault), fault);
    }
    case BuiltinKind::Proposed: {
      const model::Leaves asked = leaves_at(program_.contract(), expr.operands[1]);
      bool any = false;
      for (std::size_t i = asked.first; i < asked.first + asked.count; ++i)
        any = any || sight_.moment->proposed.has(i);
      return Value::of(any);
    }
    case BuiltinKind::DateOf:
    case BuiltinKind::Year:
    case BuiltinKind::Month:
    case BuiltinKind::Day:
    case BuiltinKind::Weekday: return of_times(expr);
    case BuiltinKind::First:
    case BuiltinKind::Last:
    case BuiltinKind::Keys:
    case BuiltinKind::Values:
    case BuiltinKind::Has: return of_collections(expr);
    default: return of_texts(expr);
  }
}

Value Evaluator::of_texts(const Expr& expr) {
  const Value whole = value(expr.operands[0]);
  const std::string& text = whole.text();
  charge(text.size());
  switch (static_cast<BuiltinKind>(expr.number)) {
    case BuiltinKind::Lower: return Value::of(lower(text));
    case BuiltinKind::Upper: return Value::of(upper(text));
    case BuiltinKind::Trim: return Value::of(std::string(trim(std::string_view(text))));
    case BuiltinKind::StartsWith:
      return Value::of(starts_with(text, value(expr.operands[1]).text()));
    case BuiltinKind::Contains: return Value::of(contains(text, value(expr.operands[1]).text()));
    case BuiltinKind::Slice: {
      const std::int64_t from = value(expr.operands[1]).number();
      const std::int64_t count = value(expr.operands[2]).number();
      return Value::of(std::string(slice(std::string_view(text), from, count)));
    }
    default: {
      Value::Items parts;
      for (std::string& part : split(text, value(expr.operands[1]).text()))
        parts.push_back(Value::of(std::move(part)));
      return Value::of(std::move(parts));
    }
  }
}

Value Evaluator::of_collections(const Expr& expr) {
  const auto kind = static_cast<BuiltinKind>(expr.number);
  const Value whole = value(expr.operands[0]);
  const Value::Items& items = whole.items();
  if (kind == BuiltinKind::First) return items.empty() ? Value() : items.front();
  if (kind == BuiltinKind::Last) return items.empty() ? Value() : items.back();
  if (kind == BuiltinKind::Has) {
    const Value wanted = value(expr.operands[1]);
    const Kind of = program_.type(expr.operands[0].type).kind;
    if (of == Kind::Map) return Value::of(find_in_map(items, wanted) != nullptr);
    if (of == Kind::Set) return Value::of(is_in_set(items, wanted));
    return Value::of(std::find(items.begin(), items.end(), wanted) != items.end());
  }
  Value::Items found;
  for (std::size_t i = kind == BuiltinKind::Keys ? 0 : 1; i < items.size(); i += 2)
    found.push_back(items[i]);
  return Value::of(std::move(found));
}

Value Evaluator::of_times(const Expr& expr) {
  const std::int64_t of = value(expr.operands[0]).number();
  switch (static_cast<BuiltinKind>(expr.number)) {
    case BuiltinKind::DateOf: return Value::of(date_of(Instant{of}).days);
    case BuiltinKind::Year: return Value::of(std::int64_t{civil(Date{of}).year});
    case BuiltinKind::Month: return Value::of(std::int64_t{civil(Date{of}).month});
    case BuiltinKind::Day: return Value::of(std::int64_t{civil(Date{of}).day});
    default: return Value::of(weekday(Date{of}));
  }
}

}  // namespace writ::interpret
