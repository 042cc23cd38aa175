#include "compiler/schema/scalars.h"

#include <algorithm>
#include <vector>

#include <writ/core/date.h>
#include <writ/core/time.h>

#include "compiler/schema/decimals.h"
#include "compiler/schema/ecma.h"
#include "compiler/schema/values.h"
#include "compiler/source/literals.h"

namespace writ::schema {

using model::Contract;
using model::Rules;
using model::Type;

namespace {

using Kind = Type::Kind;

Json of_type(const char* name) {
  Json schema;
  schema["type"] = name;
  return schema;
}

const Rules* rules_of(const Contract& contract, const Type& type) {
  return type.rules ? &contract.rules[model::index(*type.rules)] : nullptr;
}

/// `in {a, b}` of what is written in one way only.
void put_members(const Contract& contract, const Rules& rules, Json& schema) {
  Json& members = schema["enum"] = Json::array();
  for (const model::Expr& member : rules.members) members.push_back(value_of(contract, member));
}

// --- texts ---------------------------------------------------------------------------------------

const std::string uuid_pattern = "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

/// What a `format` of a contract means, as far as patterns say it: the word alone is asked by some
/// validators only, and by each a little differently.
struct Format {
  std::string_view name;
  std::uint64_t most;
  std::vector<std::string> patterns;
};

std::vector<Format> all_formats() {
  const std::string label = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
  const std::string atom = "[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+";
  const std::string last_is_no_number = "[A-Za-z-][0-9A-Za-z-]*$";
  const std::string octet = "(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  return {
      {"email",
       254,
       {"^" + atom + "(?:\\." + atom + ")*@(?:" + label + "\\.)+" + label + "$", "^[^@]{1,64}@",
        last_is_no_number}},
      {"hostname", 253, {"^(?:" + label + "\\.)*" + label + "$", last_is_no_number}},
      {"ipv4", 15, {"^" + octet + "(?:\\." + octet + "){3}$"}},
      {"ipv6", 45, {"^[0-9A-Fa-f:.]+$"}},
      {"uri", model::Size::unlimited, {"^[A-Za-z][0-9A-Za-z+.-]*:"}},
      {"uuid", 36, {uuid_pattern}},
  };
}

/// Nothing where rules name none.
const Format* format_of(const Rules* rules) {
  static const std::vector<Format> formats = all_formats();
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const Format& format) {
    return rules && format.name == rules->format;
  });
  return found == formats.end() ? nullptr : &*found;
}

void put_lengths(model::Size size, Json& schema) {
  if (size.least > 0) schema["minLength"] = size.least;
  if (size.most != model::Size::unlimited) schema["maxLength"] = size.most;
}

Json text(const Contract& contract, const Type& type, Style style) {
  Json schema = of_type("string");
  const Rules* rules = rules_of(contract, type);
  model::Size size = type.size;
  const Format* format = format_of(rules);
  if (format && style == Style::Exact) size.most = std::min(size.most, format->most);
  if (rules && !rules->members.empty()) {
    put_members(contract, *rules, schema);
  } else {
    put_lengths(size, schema);
  }
  if (!rules) return schema;
  if (format) schema["format"] = format->name;
  if (!rules->pattern.empty()) add_pattern(schema, ecma_pattern(rules->pattern));
  if (format && style == Style::Exact)
    for (const std::string& pattern : format->patterns) add_pattern(schema, pattern);
  return schema;
}

// --- numbers -------------------------------------------------------------------------------------

Json integer(const Contract& contract, const Type& type) {
  Json schema = of_type("integer");
  const Rules* rules = rules_of(contract, type);
  if (rules && !rules->members.empty()) return put_members(contract, *rules, schema), schema;
  schema["minimum"] = type.bounds.least;
  schema["maximum"] = type.bounds.most;
  return schema;
}

Json decimal_as_number(const Contract& contract, const Type& type, Style style) {
  Json schema = of_type("number");
  const Rules* rules = rules_of(contract, type);
  if (rules && !rules->members.empty()) {
    Json& members = schema["enum"] = Json::array();
    for (const model::Expr& member : rules->members)
      members.push_back(decimal_number(member.number, type.scale));
    return schema;
  }
  if (style == Style::Exact) schema["multipleOf"] = decimal_number(1, type.scale);
  const bool plain = style == Style::Plain;
  if (!plain || type.bounds.least != INT64_MIN)
    schema["minimum"] = least_number(type.bounds.least, type.scale);
  if (!plain || type.bounds.most != INT64_MAX)
    schema["maximum"] = most_number(type.bounds.most, type.scale);
  return schema;
}

Json decimal_as_text(const Contract& contract, const Type& type) {
  Json schema = of_type("string");
  const Rules* rules = rules_of(contract, type);
  if (!rules || rules->members.empty()) {
    for (const std::string& pattern : decimal_patterns(type.bounds, type.scale))
      add_pattern(schema, pattern);
    return schema;
  }
  std::string any;
  for (const model::Expr& member : rules->members)
    any += (any.empty() ? "" : "|") + decimal_exactly(member.number, type.scale);
  add_pattern(schema, "^(?:" + any + ")$");
  return schema;
}

Json decimal(const Contract& contract, const Type& type, Style style) {
  Json number = decimal_as_number(contract, type, style);
  if (style == Style::Plain) return number;
  Json schema;
  schema["anyOf"] = Json::array({std::move(number), decimal_as_text(contract, type)});
  return schema;
}

// --- what JSON writes as a text, and is none -----------------------------------------------------

/// Bytes count by threes, their text by fours: where the last group is not full, its padding says
/// how full it is.
Json bytes(const Type& type, Style style) {
  Json schema = of_type("string");
  schema["contentEncoding"] = "base64";
  const auto [least, most] = type.size;
  const auto groups = [](std::uint64_t count) { return (count / 3 + (count % 3 != 0)) * 4; };
  put_lengths({groups(least), most == model::Size::unlimited ? most : groups(most)}, schema);
  if (style == Style::Plain) return schema;
  add_pattern(schema,
              "^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}[048AEIMQUYcgkosw]=|"
              "[0-9A-Za-z+/][AQgw]==)?$");
  const auto either = [&](const char* length, std::uint64_t size, const char* ending) {
    Json one;
    one[length] = size;
    Json other;
    other["pattern"] = ending;
    Json choice;
    choice["anyOf"] = Json::array({std::move(one), std::move(other)});
    schema["allOf"].push_back(std::move(choice));
  };
  if (least % 3 == 2) either("minLength", groups(least) + 1, "(?:[^=]|[^=]=)$");
  if (least % 3 == 0 && least > 0) either("minLength", groups(least) + 1, "[^=]$");
  if (most != model::Size::unlimited && most % 3 == 1) either("maxLength", groups(most) - 4, "==$");
  if (most != model::Size::unlimited && most % 3 == 2) either("maxLength", groups(most) - 4, "=$");
  return schema;
}

const std::string date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";

/// What is a text of the kind, but for how many days a month has.
std::string time_pattern(Kind kind) {
  if (kind == Kind::Date) return "^" + date + "$";
  if (kind == Kind::Instant) {
    const std::string minutes = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
    return "^" + date + "[Tt]" + minutes + ":[0-5][0-9](?:\\.[0-9]+)?(?:[Zz]|[+-]" + minutes + ")$";
  }
  const std::string seconds = "[0-9]+(?:\\.[0-9]+)?S";
  const std::string time =
      "T(?:[0-9]+H(?:[0-9]+M)?(?:" + seconds + ")?|[0-9]+M(?:" + seconds + ")?|" + seconds + ")";
  return "^[+-]?P(?:(?:[0-9]+W(?:[0-9]+D)?|[0-9]+D)(?:" + time + ")?|" + time + ")$";
}

std::string time_text(Kind kind, std::int64_t value) {
  if (kind == Kind::Instant) return to_string(Instant{value});
  return kind == Kind::Date ? to_string(Date{value}) : to_string(Duration{value});
}

/// An instant, a duration or a date: the same one may be written in several ways, so that bounds
/// are words.
Json time(const Contract& contract, const Type& type, Style style) {
  Json schema = of_type("string");
  if (type.kind == Kind::Instant) schema["format"] = "date-time";
  if (type.kind == Kind::Date) schema["format"] = "date";
  if (style == Style::Plain) return schema;
  add_pattern(schema, time_pattern(type.kind));
  const Rules* rules = rules_of(contract, type);
  if (rules && !rules->members.empty()) {
    if (type.kind == Kind::Date) return put_members(contract, *rules, schema), schema;
    std::string any;
    for (const model::Expr& member : rules->members)
      any += (any.empty() ? "" : ", ") + time_text(type.kind, member.number);
    return unsaid(schema, "one of " + any), schema;
  }
  if (type.bounds.least != INT64_MIN)
    unsaid(schema, "at least " + time_text(type.kind, type.bounds.least));
  if (type.bounds.most != INT64_MAX)
    unsaid(schema, "at most " + time_text(type.kind, type.bounds.most));
  return schema;
}

/// Its digits may be written large or small.
Json uuid(const Contract& contract, const Type& type) {
  Json schema = of_type("string");
  schema["format"] = "uuid";
  const Rules* rules = rules_of(contract, type);
  if (!rules || rules->members.empty()) return add_pattern(schema, uuid_pattern), schema;
  std::string any;
  for (const model::Expr& member : rules->members) {
    any += any.empty() ? "" : "|";
    for (const char c : member.text) {
      const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      const auto small = static_cast<char>(letter ? c | 0x20 : c);
      any += letter ? std::string("[") + static_cast<char>(small - 0x20) + small + "]"
                    : std::string(1, c);
    }
  }
  return add_pattern(schema, "^(?:" + any + ")$"), schema;
}

Json names(const Contract& contract, const Type& type) {
  Json schema = of_type("string");
  const Rules* rules = rules_of(contract, type);
  if (rules && !rules->members.empty()) return put_members(contract, *rules, schema), schema;
  schema["enum"] = contract.enumerations[model::index(type.enumeration)].members;
  return schema;
}

Json boolean(const Contract& contract, const Type& type) {
  Json schema = of_type("boolean");
  const Rules* rules = rules_of(contract, type);
  if (rules && !rules->members.empty()) put_members(contract, *rules, schema);
  return schema;
}

Json real(const Contract& contract, const Type& type) {
  Json schema = of_type("number");
  const Rules* rules = rules_of(contract, type);
  if (rules && !rules->members.empty()) return put_members(contract, *rules, schema), schema;
  const auto number = [](model::End end) {
    return source::float_value(source::float_words(end.value));
  };
  if (const auto least = model::least_end(type))
    schema[least->open ? "exclusiveMinimum" : "minimum"] = number(*least);
  if (const auto most = model::most_end(type))
    schema[most->open ? "exclusiveMaximum" : "maximum"] = number(*most);
  return schema;
}

}  // namespace

void add_pattern(Json& schema, const std::string& pattern) {
  if (!schema.contains("pattern")) return void(schema["pattern"] = pattern);
  Json one;
  one["pattern"] = pattern;
  schema["allOf"].push_back(std::move(one));
}

Json scalar(const Contract& contract, const Type& type, Style style) {
  switch (type.kind) {
    case Kind::Bool: return boolean(contract, type);
    case Kind::Float: return real(contract, type);
    case Kind::Int: return integer(contract, type);
    case Kind::Decimal: return decimal(contract, type, style);
    case Kind::String: return text(contract, type, style);
    case Kind::Bytes: return bytes(type, style);
    case Kind::Instant:
    case Kind::Duration:
    case Kind::Date: return time(contract, type, style);
    case Kind::Uuid: return uuid(contract, type);
    case Kind::Enum: return names(contract, type);
    default: return Json::object();
  }
}

}  // namespace writ::schema
