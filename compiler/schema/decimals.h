/// Exact decimals as JSON: numbers, and the patterns of their texts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/model/type.h"

namespace writ::schema {

/// `units` times 10^-`scale` as a number, which is exact up to 2^53 units.
[[nodiscard]] double decimal_number(std::int64_t units, int scale);

/// A bound that is never inside of what it bounds: beyond 2^53 units the next double outside.
[[nodiscard]] double least_number(std::int64_t units, int scale);
[[nodiscard]] double most_number(std::int64_t units, int scale);

/// Patterns that together let the texts of these numbers pass, without exponents. A bound that is
/// the end of 64 bits is known by its number of digits only.
[[nodiscard]] std::vector<std::string> decimal_patterns(model::Bounds units, int scale);
/// The pattern of the texts of one number, without `^` and `$`.
[[nodiscard]] std::string decimal_exactly(std::int64_t units, int scale);

}  // namespace writ::schema
