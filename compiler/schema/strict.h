/// The part of JSON Schema that OpenAI's `strict` takes.
#pragma once

#include "compiler/schema/json.h"

namespace writ::schema {

/// Free keys and arrays of pairs have no strict form.
[[nodiscard]] bool can_be_strict(const Json& schema);

/// Every member required – one that may lack may be `null` already –, no others, no keyword that is
/// not taken. Lengths and defaults are said in words.
[[nodiscard]] Json made_strict(Json schema);

}  // namespace writ::schema
