/// What a type asks of a value, as data: one constant `writ::ValueRule` each, which a problem of a
/// payload points to. In: types; out: `value_rules::type_quantity`, and the constants.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/unit.h"

namespace writ::emit {

/// The constant for all that a type asks; there is one where `condition` is not empty, and for a
/// `uuid`, which may be a key.
[[nodiscard]] std::string value_rule(const Unit& unit, model::TypeId id);
/// The constant for its size alone; there is one where it has a size.
[[nodiscard]] std::string size_rule(const Unit& unit, model::TypeId id);
/// The constant that lists the names of an enum.
[[nodiscard]] std::string enum_rule(const Unit& unit, model::EnumId id);
/// The constant that lists the cases of a variant.
[[nodiscard]] std::string variant_rule(const Unit& unit, model::VariantId id);

/// The constants of `value_rule` for these types, each once.
[[nodiscard]] std::vector<std::string> value_rules(const Unit& unit,
                                                   const std::vector<model::TypeId>& types);
/// The constants that reading these records and types needs, in the order of the model.
[[nodiscard]] std::vector<std::string> value_rules(const Unit& unit,
                                                   const std::vector<model::RecordId>& records,
                                                   const std::vector<model::TypeId>& types);

}  // namespace writ::emit
