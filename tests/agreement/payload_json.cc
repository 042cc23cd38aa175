// Payloads from the text of a trace.
#include <nlohmann/json.hpp>

#include <writ/core/bytes.h>
#include <writ/core/date.h>
#include <writ/core/time.h>

#include "compiler/interpret/evaluate.h"
#include "payload.h"

namespace agreement {

using interpret::Value;
using model::Type;
using Kind = Type::Kind;
using Json = nlohmann::json;

namespace {

/// Thrown where the text is of another type, and caught below.
struct Other {};

class Reader {
 public:
  explicit Reader(const interpret::Program& program) : program_(program) {}

  Value record(model::RecordId id, const Json& json) {
    if (!json.is_object()) throw Other{};
    Value::Items fields;
    for (const model::Field& field : program_.contract().record(id).fields) {
      const auto found = json.find(field.wire_name);
      if (found != json.end()) {
        fields.push_back(value(field.type, *found));
      } else if (field.initial) {
        interpret::Evaluator constants(program_, {});
        fields.push_back(constants.value(*field.initial));
      } else if (program_.type(field.type).kind == Kind::Optional) {
        fields.emplace_back();
      } else {
        throw Other{};
      }
    }
    return Value::of(std::move(fields));
  }

 private:
  static std::string text(const Json& json) {
    if (!json.is_string()) throw Other{};
    return json.get<std::string>();
  }

  Value value(model::TypeId id, const Json& json) {
    const Type& type = program_.type(id);
    switch (type.kind) {
      case Kind::Bool:
        if (!json.is_boolean()) throw Other{};
        return Value::of(json.get<bool>());
      case Kind::Int:
        if (!json.is_number_integer()) throw Other{};
        return Value::of(json.get<std::int64_t>());
      case Kind::Float:
        if (!json.is_number()) throw Other{};
        return Value::of(json.get<double>());
      case Kind::Decimal: return decimal(type, json);
      case Kind::Enum: return member(type, text(json));
      case Kind::Record: return record(type.record, json);
      case Kind::Variant: return variant(type, json);
      case Kind::Optional: return json.is_null() ? Value() : value(type.element, json);
      case Kind::List:
      case Kind::Set: return elements(type, json);
      case Kind::Map: return entries(type, json);
      default: return key(id, text(json));
    }
  }

  /// Of what is written as a text.
  Value key(model::TypeId id, const std::string& text) {
    const Type& type = program_.type(id);
    writ::Instant instant;
    writ::Duration duration;
    writ::Date date;
    writ::Bytes bytes;
    switch (type.kind) {
      case Kind::Enum: return member(type, text);
      case Kind::Instant:
        if (!writ::parse(text, instant)) throw Other{};
        return Value::of(instant.us);
      case Kind::Duration:
        if (!writ::parse(text, duration)) throw Other{};
        return Value::of(duration.us);
      case Kind::Date:
        if (!writ::parse(text, date)) throw Other{};
        return Value::of(std::int64_t{date.days});
      case Kind::Bytes:
        if (!writ::parse_base64(text, bytes)) throw Other{};
        return Value::of(std::string(bytes.begin(), bytes.end()));
      default: return Value::of(text);
    }
  }

  /// As it is written, for the digits of a double may not do.
  static Value decimal(const Type& type, const Json& json) {
    const std::string digits = json.is_string() ? json.get<std::string>() : json.dump();
    const std::size_t point = digits.find('.');
    std::string units = digits.substr(0, point);
    const std::string behind = point == std::string::npos ? "" : digits.substr(point + 1);
    units += behind;
    units.append(static_cast<std::size_t>(type.scale) -
                     std::min(behind.size(), static_cast<std::size_t>(type.scale)),
                 '0');
    return Value::of(static_cast<std::int64_t>(std::stoll(units)));
  }

  Value member(const Type& type, const std::string& name) {
    const auto& members = program_.contract().enumerations[model::index(type.enumeration)].members;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i] == name) return Value::of(static_cast<std::int64_t>(i));
    throw Other{};
  }

  Value variant(const Type& type, const Json& json) {
    if (!json.is_object() || !json.contains("kind")) throw Other{};
    const auto& cases = program_.contract().variant(type.variant).cases;
    for (std::size_t i = 0; i < cases.size(); ++i)
      if (cases[i].name == json["kind"])
        return Value::of(
            Value::Items{Value::of(static_cast<std::int64_t>(i)), record(cases[i].record, json)});
    throw Other{};
  }

  Value elements(const Type& type, const Json& json) {
    if (!json.is_array()) throw Other{};
    Value::Items items;
    for (const Json& one : json) {
      Value made = value(type.element, one);
      if (type.kind == Kind::List) {
        items.push_back(std::move(made));
      } else {
        interpret::add_to_set(items, std::move(made));
      }
    }
    return Value::of(std::move(items));
  }

  Value entries(const Type& type, const Json& json) {
    Value::Items items;
    if (json.is_object()) {
      for (const auto& [name, one] : json.items())
        interpret::put_into_map(items, key(type.key, name), value(type.element, one));
      return Value::of(std::move(items));
    }
    if (!json.is_array()) throw Other{};
    for (const Json& pair : json) {
      if (!pair.is_array() || pair.size() != 2) throw Other{};
      interpret::put_into_map(items, value(type.key, pair[0]), value(type.element, pair[1]));
    }
    return Value::of(std::move(items));
  }

  const interpret::Program& program_;
};

}  // namespace

std::optional<Value> payload_of(const interpret::Program& program, model::IntentId intent,
                                std::string_view json) {
  const Json tree = Json::parse(json, nullptr, false);
  try {
    return Reader(program).record(program.contract().intents[model::index(intent)].payload, tree);
  } catch (const Other&) {
    return std::nullopt;
  }
}

}  // namespace agreement
