/// "Did you mean …?": one guess, or none.
///
/// In: what was written and what could have been meant. Out: the nearest candidate, the same on
/// every run. Never guesses the word itself, and never one that has nothing in common with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace writ::source {

/// A candidate that differs in upper and lower case only; else the one the fewest slips away (a
/// letter added, left out, exchanged, or two neighbours swapped), at most a third of the word.
[[nodiscard]] std::optional<std::string> closest(std::string_view wrong,
                                                 const std::vector<std::string_view>& candidates);

}  // namespace writ::source
