#include "payload.h"

#include <algorithm>

#include <writ/core/uuid.h>

#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/fits.h"
#include "compiler/source/literals.h"

namespace agreement {

using interpret::Value;
using model::Type;
using Kind = Type::Kind;

Payloads::Payloads(const interpret::Machine& machine, Chance& chance)
    : program_(machine.program()), chance_(chance), met_(std::size_t(Kind::Optional) + 1) {
  collect_record(program_.contract().state, machine.state());
}

void Payloads::collect_record(model::RecordId id, const Value& value) {
  const auto& fields = program_.contract().record(id).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) collect(fields[i].type, value[i]);
}

void Payloads::collect(model::TypeId id, const Value& value) {
  const Type& type = program_.type(id);
  switch (type.kind) {
    case Kind::Record: return collect_record(type.record, value);
    case Kind::Variant: return;
    case Kind::Optional:
      if (!value.is_none()) collect(type.element, value);
      return;
    case Kind::List:
    case Kind::Set:
      for (const Value& one : value.items()) collect(type.element, one);
      return;
    case Kind::Map:
      for (std::size_t i = 0; i < value.items().size(); i += 2) {
        collect(type.key, value[i]);
        collect(type.element, value[i + 1]);
      }
      return;
    default:
      if (type.kind != Kind::Enum) met_[std::size_t(type.kind)].push_back(value);
  }
}

Value Payloads::payload(model::IntentId intent) {
  wild_ = chance_.once_in(20);
  return record(program_.contract().intents[model::index(intent)].payload, 3);
}

Value Payloads::record(model::RecordId id, int depth) {
  Value::Items fields;
  for (const model::Field& field : program_.contract().record(id).fields) {
    if (field.initial && chance_.once_in(4)) {
      interpret::Evaluator constants(program_, {});
      fields.push_back(constants.value(*field.initial));
    } else {
      fields.push_back(value(field.type, depth));
    }
  }
  return Value::of(std::move(fields));
}

/// A few tries for one that is inside of its type.
Value Payloads::value(model::TypeId id, int depth) {
  const Type& type = program_.type(id);
  Value out;
  for (int tries = 0; tries < 12; ++tries) {
    const auto& met = met_[std::size_t(type.kind)];
    out = !met.empty() && chance_.percent(45) ? chance_.of(met) : any(type, depth);
    if (wild_ || interpret::fits(program_, id, out)) break;
  }
  return out;
}

std::size_t Payloads::size(const Type& type) {
  const std::size_t most = std::min<std::size_t>(type.size.most, type.size.least + 3);
  std::size_t size = type.size.least + chance_.below(most - type.size.least + 1);
  if (wild_ && chance_.once_in(4)) size += 8;
  return size;
}

Value Payloads::any(const Type& type, int depth) {
  switch (type.kind) {
    case Kind::Record: return record(type.record, depth);
    case Kind::Variant: {
      const auto& cases = program_.contract().variant(type.variant).cases;
      const std::size_t which = chance_.below(cases.size());
      return Value::of(Value::Items{Value::of(static_cast<std::int64_t>(which)),
                                    record(cases[which].record, depth - 1)});
    }
    case Kind::Optional: return chance_.percent(35) ? Value() : value(type.element, depth);
    case Kind::List:
    case Kind::Set: {
      Value::Items items;
      for (std::size_t n = depth <= 0 ? type.size.least : size(type); n > 0; --n) {
        Value one = value(type.element, depth - 1);
        if (type.kind == Kind::List) {
          items.push_back(std::move(one));
        } else {
          interpret::add_to_set(items, std::move(one));
        }
      }
      return Value::of(std::move(items));
    }
    case Kind::Map: {
      Value::Items items;
      for (std::size_t n = depth <= 0 ? type.size.least : size(type); n > 0; --n)
        interpret::put_into_map(items, value(type.key, 0), value(type.element, depth - 1));
      return Value::of(std::move(items));
    }
    case Kind::String:
    case Kind::Bytes:
    case Kind::Uuid: return text(type);
    default: return number(type);
  }
}

Value Payloads::number(const Type& type) {
  std::int64_t least = type.bounds.least;
  std::int64_t most = type.bounds.most;
  switch (type.kind) {
    case Kind::Bool: return Value::of(chance_.percent(50));
    case Kind::Enum: {
      const auto& members =
          program_.contract().enumerations[model::index(type.enumeration)].members;
      return Value::of(static_cast<std::int64_t>(chance_.below(members.size())));
    }
    case Kind::Float: {
      static const std::vector<double> some = {0.0, 0.5, 1.0, -1.0, 2.25, 9.5, 1e300, -0.0, 0.1};
      return Value::of(chance_.of(some));
    }
    case Kind::Instant:
      if (chance_.percent(80))
        return Value::of(1'767'225'600'000'000 + chance_.between(-90, 90) * 3'600'000'000);
      break;
    case Kind::Date:
      if (chance_.percent(90)) return Value::of(20'454 + chance_.between(-40, 40));
      least = std::max<std::int64_t>(least, -700'000);
      most = std::min<std::int64_t>(most, 2'900'000);
      break;
    case Kind::Duration:
      if (chance_.percent(80)) return Value::of(chance_.between(-3, 30) * 1'800'000'000);
      break;
    default: break;
  }
  if (type.kind == Kind::Instant) {  // what JSON can say
    least = std::max<std::int64_t>(least, -62'167'219'200'000'000);
    most = std::min<std::int64_t>(most, 253'402'300'799'000'000);
  }
  if (type.rules && !program_.rules(*type.rules).members.empty() && chance_.percent(80)) {
    interpret::Evaluator constants(program_, {});
    return constants.value(chance_.of(program_.rules(*type.rules).members));
  }
  if (wild_ && chance_.once_in(3)) return Value::of(chance_.between(-50, 200));
  switch (chance_.below(8)) {
    case 0: return Value::of(least);
    case 1: return Value::of(most);
    case 2: return Value::of(chance_.between(least, most));
    default: {
      const std::int64_t low = std::max<std::int64_t>(least, type.scale > 0 ? -500 : -3);
      const std::int64_t high = std::min<std::int64_t>(most, type.scale > 0 ? 2'000 : 12);
      return Value::of(low <= high ? chance_.between(low, high) : least);
    }
  }
}

Value Payloads::text(const Type& type) {
  if (type.kind == Kind::Uuid)
    return Value::of("00000000-0000-4000-8000-0000000000" + std::to_string(10 + chance_.below(10)));
  if (type.rules && !program_.rules(*type.rules).members.empty() && chance_.percent(80)) {
    interpret::Evaluator constants(program_, {});
    return constants.value(chance_.of(program_.rules(*type.rules).members));
  }
  static const std::vector<std::string> some = {"a",   "b",        "ab",    "",    "cab",  "a,b",
                                                " x ", "\xC3\xA9", "A\"\\", "abc", "a/~b", "bb"};
  std::string out = chance_.of(some);
  if (wild_ && chance_.once_in(3)) out += "a rather long text, all in all";
  return Value::of(std::move(out));
}

}  // namespace agreement
