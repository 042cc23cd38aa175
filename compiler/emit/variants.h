/// Variants as C++: a namespace of structs, one for each case, and a `std::variant` of them; and
/// the functions over them, which stand behind those of their cases.
#pragma once

#include <optional>
#include <string>

#include "compiler/emit/pieces.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// `payment` of the variant `Payment`, or with something behind it where that is taken.
[[nodiscard]] std::string variant_namespace(const model::Contract& contract, model::VariantId id);
/// `Card`: the struct of a case in there.
[[nodiscard]] std::string case_name(const model::Contract& contract, const model::Record& record);
/// The variant whose last case this record is.
[[nodiscard]] std::optional<model::VariantId> ended_variant(const model::Contract& contract,
                                                            model::RecordId record);

/// The namespace with the cases, and the name of the whole.
[[nodiscard]] std::string variant_type(const Unit& unit, model::VariantId id);

[[nodiscard]] std::string read_variant(const Unit& unit, model::VariantId id);
[[nodiscard]] std::string write_variant(const Unit& unit, model::VariantId id, Writer writer);
[[nodiscard]] std::string view_variant(const Unit& unit, model::VariantId id);
[[nodiscard]] std::string hash_variant(const Unit& unit, model::VariantId id);

}  // namespace writ::emit
