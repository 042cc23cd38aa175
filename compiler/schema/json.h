/// Pieces of schemas.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "compiler/model/contract.h"

namespace writ::schema {

using Json = nlohmann::ordered_json;

/// One more line or part of a member that is a text, behind `between`.
inline void add_words(Json& schema, const char* member, const std::string& between,
                      const std::string& words) {
  Json& text = schema[member];
  text = text.is_null() ? words : text.get<std::string>() + between + words;
}

/// The same, or `null`.
[[nodiscard]] inline Json or_null(Json schema) {
  Json none;
  none["type"] = "null";
  Json either;
  either["anyOf"] = Json::array({std::move(schema), std::move(none)});
  return either;
}

/// Says in the schema what it cannot demand.
inline void unsaid(Json& schema, const std::string& words) {
  const bool first = !schema.contains("$comment");
  add_words(schema, "$comment", "; ", (first ? "not said here: " : "") + words);
}

/// Two lines of documentation are two lines.
[[nodiscard]] inline std::string lines(const model::Doc& doc) {
  std::string text;
  for (const std::string& line : doc) text += (text.empty() ? "" : "\n") + line;
  return text;
}

/// As a file. Characters that control a terminal or turn the direction of writing are escaped.
[[nodiscard]] std::string text_of(const Json& json);
/// The same on one line, without a line feed.
[[nodiscard]] std::string line_of(const Json& json);

}  // namespace writ::schema
