/// What an expression is known to be before anything runs, where a C++ compiler would see it, too,
/// and warn, or compute it in `int`.
#pragma once

#include <cstdint>
#include <optional>

#include "compiler/model/contract.h"

namespace writ::emit {

/// The value of a number that is made of literals only: an int, the units of a decimal. Nothing for
/// one that does not fit.
[[nodiscard]] std::optional<std::int64_t> literal_value(const model::Contract& contract,
                                                        const model::Expr& expr);

/// The truth of a comparison of something with itself, and of two that leave nothing open: `n < 3
/// and n > 5`, `n in 5..3`.
[[nodiscard]] std::optional<bool> settled(const model::Contract& contract, const model::Expr& expr);

}  // namespace writ::emit
