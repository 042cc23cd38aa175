/// "Did you mean …?": one guess, or none.
#pragma once

#include <span>
#include <string_view>

namespace writ {

/// Of what could have been meant, the nearest to what was written: one that differs in upper and
/// lower case only; else the one the fewest slips away (a letter added, left out, exchanged, or two
/// neighbours swapped), at most a third of the word. No view at all where there is none, for a word
/// of more than 100 bytes, and never the word itself. The same on every run.
[[nodiscard]] std::string_view closest(std::string_view wrong,
                                       std::span<const std::string_view> candidates);

}  // namespace writ
