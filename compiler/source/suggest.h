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

/// `writ::closest` of words that do not live as long as the guess.
[[nodiscard]] std::optional<std::string> closest(std::string_view wrong,
                                                 const std::vector<std::string_view>& candidates);

}  // namespace writ::source
