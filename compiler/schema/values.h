/// Constants of a contract, as its payloads write them.
#pragma once

#include "compiler/model/contract.h"
#include "compiler/schema/json.h"

namespace writ::schema {

/// Of a default, or a member of `in {…}`.
[[nodiscard]] Json value_of(const model::Contract& contract, const model::Expr& constant);

/// Is a map with such keys an object? Else it is an array of pairs.
[[nodiscard]] bool is_object_key(const model::Type& key);

}  // namespace writ::schema
