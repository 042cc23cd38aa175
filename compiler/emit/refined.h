/// Types with rules (`in {a, b}`, `matching`, `format`, `unique by`, `where`) as C++: each has
/// one function that says whether a value is of it.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// `refined::is_sku(value)`; the whole of what the type asks, bounds and size too.
[[nodiscard]] std::string refined_call(const model::Contract& contract, model::TypeId id,
                                       const std::string& value);

/// The functions of all types with rules that a value in the state or a payload may have.
[[nodiscard]] std::vector<Facts> refined_functions(const Unit& unit, bool bodies);

}  // namespace writ::emit
