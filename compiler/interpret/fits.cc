#include "compiler/interpret/fits.h"

#include <algorithm>

#include <writ/core/format.h>
#include <writ/core/pattern.h>
#include <writ/core/real.h>
#include <writ/core/text.h>
#include <writ/core/words.h>

#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/words.h"
#include "compiler/source/literals.h"

namespace writ::interpret {

using model::Rules;
using model::Type;
using model::TypeId;
using Kind = Type::Kind;

namespace {

bool has_format(const std::string& format, const std::string& text) {
  if (format == "email") return is_email(text);
  if (format == "uri") return is_uri(text);
  if (format == "hostname") return is_hostname(text);
  if (format == "ipv4") return is_ipv4(text);
  if (format == "ipv6") return is_ipv6(text);
  return is_uuid(text);
}

/// Have no two elements the same key?
bool is_unique_by(const Value& list, const model::Path& path) {
  std::vector<const Value*> keys;
  for (const Value& element : list.items()) {
    const Value* key = &element;
    for (const std::uint32_t field : path) key = &(*key)[field];
    keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end(), [](const Value* a, const Value* b) { return *a < *b; });
  return std::adjacent_find(keys.begin(), keys.end(),
                            [](const Value* a, const Value* b) { return *a == *b; }) == keys.end();
}

bool is_such(const Program& program, const model::Expr& where, const Value& value) {
  Evaluator evaluator(program, {});
  evaluator.bind("it", value);
  try {
    return evaluator.holds(where);
  } catch (const NoValue&) {
    return false;
  }
}

bool keeps_rules(const Program& program, const Type& type, const Value& value) {
  const Rules& rules = program.rules(*type.rules);
  if (!rules.members.empty()) {
    Evaluator evaluator(program, {});
    if (std::none_of(rules.members.begin(), rules.members.end(),
                     [&](const model::Expr& one) { return evaluator.value(one) == value; }))
      return false;
  }
  if (!rules.pattern.empty() && !matches(program.pattern(*type.rules), value.text())) return false;
  if (!rules.format.empty() && !has_format(rules.format, value.text())) return false;
  for (const model::Path& path : rules.unique_by)
    if (!is_unique_by(value, path)) return false;
  return !rules.where || is_such(program, *rules.where, value);
}

bool in_size(const Type& type, std::uint64_t size) {
  return type.size.least <= size && size <= type.size.most;
}

bool in_bounds(const Type& type, const Value& value) {
  switch (type.kind) {
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Instant:
    case Kind::Duration:
    case Kind::Date: return type.bounds.contains(value.number());
    case Kind::Float:
      return is_finite(value.real()) && type.bounds.contains(source::float_rank(value.real()));
    case Kind::String: return is_utf8(value.text()) && in_size(type, utf8_length(value.text()));
    case Kind::Bytes: return in_size(type, value.text().size());
    case Kind::List:
    case Kind::Set: return in_size(type, value.items().size());
    case Kind::Map: return in_size(type, value.items().size() / 2);
    default: return true;
  }
}

/// The first thing that is wrong in something (T-15), from the outside in and from the left; a rule
/// of a whole may count on what its parts are, and is asked behind them.
class Search {
 public:
  explicit Search(const Program& program) : program_(program) {}

  std::optional<Outside> type(TypeId id, const Value& value) {
    const Type& type = program_.type(id);
    if (!in_bounds(type, value)) return Outside{{}, id};
    if (std::optional<Outside> inner = parts(type, value)) return inner;
    if (type.rules && !keeps_rules(program_, type, value)) return Outside{{}, id};
    return std::nullopt;
  }

  std::optional<Outside> record(model::RecordId id, const Value& value) {
    const std::vector<model::Field>& fields = program_.contract().record(id).fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (auto inner = type(fields[i].type, value[i]))
        return within(writ::pointer_step(std::string_view(fields[i].wire_name)), *inner);
    return std::nullopt;
  }

 private:
  static Outside within(const std::string& step, const Outside& inner) {
    return {step + inner.path, inner.type};
  }

  std::optional<Outside> parts(const Type& type, const Value& value) {
    switch (type.kind) {
      case Kind::Record: return record(type.record, value);
      case Kind::Variant: {
        const auto number = static_cast<std::size_t>(value[0].number());
        return record(program_.contract().variant(type.variant).cases[number].record, value[1]);
      }
      case Kind::List:
      case Kind::Set:
        for (std::size_t i = 0; i < value.items().size(); ++i)
          if (auto inner = this->type(type.element, value[i]))
            return within("/" + std::to_string(i), *inner);
        return std::nullopt;
      case Kind::Map: return entries(type, value);
      case Kind::Optional: return value.is_none() ? std::nullopt : this->type(type.element, value);
      default: return std::nullopt;
    }
  }

  /// Where the keys are no texts, JSON has pairs.
  std::optional<Outside> entries(const Type& type, const Value& value) {
    const Kind key = program_.type(type.key).kind;
    const bool object = key == Kind::String || key == Kind::Enum || key == Kind::Uuid;
    const Value::Items& items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool is_key = i % 2 == 0;
      const auto inner = this->type(is_key ? type.key : type.element, items[i]);
      if (!inner) continue;
      const Value& at = items[is_key ? i : i - 1];
      return within(object ? pointer_step(program_.contract(), type.key, at)
                           : "/" + std::to_string(i / 2) + (is_key ? "/0" : "/1"),
                    *inner);
    }
    return std::nullopt;
  }

  const Program& program_;
};

}  // namespace

std::optional<Outside> outside(const Program& program, TypeId type, const Value& value) {
  return Search(program).type(type, value);
}

std::optional<Outside> outside(const Program& program, model::RecordId record, const Value& value) {
  return Search(program).record(record, value);
}

bool fits_by_itself(const Program& program, TypeId id, const Value& value) {
  const Type& type = program.type(id);
  if (type.kind == Kind::Optional)
    return value.is_none() || fits_by_itself(program, type.element, value);
  return in_bounds(type, value) && (!type.rules || keeps_rules(program, type, value));
}

bool wholes_keep_rules(const Program& program, TypeId id, const Value& value) {
  if (!program.has_ruled_whole(id)) return true;
  const Type& type = program.type(id);
  const auto in_record = [&](model::RecordId record, const Value& of) {
    const std::vector<model::Field>& fields = program.contract().record(record).fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!wholes_keep_rules(program, fields[i].type, of[i])) return false;
    return true;
  };
  bool inside = true;
  switch (type.kind) {
    case Kind::Record: inside = in_record(type.record, value); break;
    case Kind::Variant: {
      const auto number = static_cast<std::size_t>(value[0].number());
      inside = in_record(program.contract().variant(type.variant).cases[number].record, value[1]);
      break;
    }
    case Kind::List:
    case Kind::Set:
      for (const Value& one : value.items())
        inside = inside && wholes_keep_rules(program, type.element, one);
      break;
    case Kind::Map:
      for (std::size_t i = 1; i < value.items().size(); i += 2)
        inside = inside && wholes_keep_rules(program, type.element, value[i]);
      break;
    case Kind::Optional: return value.is_none() || wholes_keep_rules(program, type.element, value);
    default: break;
  }
  return inside && (!type.rules || keeps_rules(program, type, value));
}

}  // namespace writ::interpret
