// https://platform.openai.com/docs/guides/structured-outputs, "Supported schemas": `anyOf` but no
// `oneOf` and `allOf`; of a text `pattern` and `format`, not its length; of a number its bounds, of
// an array its size; no `default`. A pattern may not look around.
#include "compiler/schema/strict.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace writ::schema {

namespace {

constexpr std::array<std::string_view, 13> taken = {
    "type",    "description", "properties", "required", "additionalProperties",
    "items",   "anyOf",       "enum",       "const",    "minimum",
    "maximum", "minItems",    "maxItems"};
constexpr std::array<std::string_view, 7> formats = {"date-time", "date", "email", "hostname",
                                                     "ipv4",      "ipv6", "uuid"};

bool is_taken(const std::string& key, const Json& value) {
  if (key == "format") {
    const auto format = value.get<std::string>();
    return std::find(formats.begin(), formats.end(), format) != formats.end();
  }
  if (key == "pattern") {
    const auto pattern = value.get<std::string>();
    return pattern.find("(?!") == std::string::npos && pattern.find("(?<") == std::string::npos;
  }
  return std::find(taken.begin(), taken.end(), key) != taken.end();
}

/// "1 to 80 characters"
std::string length_words(const Json& schema) {
  const bool open = !schema.contains("maxLength");
  if (open && !schema.contains("minLength")) return "";
  const std::string least = schema.value("minLength", Json(0)).dump();
  if (open) return "at least " + least + " characters";
  const std::string most = schema["maxLength"].dump();
  return (least == "0" ? "at most " : least == most ? "" : least + " to ") + most + " characters";
}

}  // namespace

bool can_be_strict(const Json& schema) {
  if (!schema.is_object()) return true;
  if (schema.contains("propertyNames") || schema.contains("prefixItems")) return false;
  const auto all = [](const Json& parts) {
    return std::all_of(parts.begin(), parts.end(),
                       [](const Json& one) { return can_be_strict(one); });
  };
  for (const char* key : {"properties", "oneOf", "anyOf"})
    if (schema.contains(key) && !all(schema[key])) return false;
  return !schema.contains("items") || can_be_strict(schema["items"]);
}

Json made_strict(Json schema) {
  if (schema.contains("properties")) {
    Json required = Json::array();
    for (auto& [name, member] : schema["properties"].items()) {
      required.push_back(name);
      member = made_strict(std::move(member));
    }
    schema["required"] = std::move(required);
  }
  if (schema.contains("items")) schema["items"] = made_strict(std::move(schema["items"]));
  if (schema.contains("oneOf")) schema["anyOf"] = std::move(schema["oneOf"]);
  if (schema.contains("anyOf"))
    for (Json& one : schema["anyOf"]) one = made_strict(std::move(one));
  if (const std::string words = length_words(schema); !words.empty())
    add_words(schema, "description", "\n", words);
  if (schema.contains("default"))
    add_words(schema, "description", "\n", "by default " + schema["default"].dump());
  Json out = Json::object();
  for (const auto& [key, value] : schema.items())
    if (is_taken(key, value)) out[key] = value;
  return out;
}

}  // namespace writ::schema
