/// Single values as schemas: what has no parts.
#pragma once

#include <string>
#include <string_view>

#include "compiler/model/contract.h"
#include "compiler/schema/json.h"

namespace writ::schema {

/// Whom a schema is for.
enum class Style : std::uint8_t {
  Exact,  ///< validators: as near to the door as can be said
  Plain,  ///< models: what helps to write a payload that is right
};

/// A `bool`, a number, a text, a time, a UUID, bytes, or an enum, with its bounds, its size, and
/// the members, the pattern and the format of its rules.
[[nodiscard]] Json scalar(const model::Contract& contract, const model::Type& type, Style style);

/// One more pattern that a text must match.
void add_pattern(Json& schema, const std::string& pattern);

}  // namespace writ::schema
