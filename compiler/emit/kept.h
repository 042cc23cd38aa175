/// Folds that are kept, as members of what a machine carries along with its state.
#pragma once

#include <string>

#include "compiler/emit/unit.h"

namespace writ::emit {

/// `std::int64_t`, `writ::WideSum<writ::Decimal<2>>`
[[nodiscard]] std::string kept_type(const model::Contract& contract, const model::Kept& kept);
/// The member, with the line of the contract above it.
[[nodiscard]] std::string kept_member(const Unit& unit, const model::Kept& kept);
/// `sum_of_lines(writ::sum<…>(state.lines, …))`: how a state as a whole gives it.
[[nodiscard]] std::string kept_first(const model::Contract& contract, const model::Kept& kept);

}  // namespace writ::emit
