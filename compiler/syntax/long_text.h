/// Texts in three quotes: which of their bytes are layout and no text.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace writ::syntax {

/// From, and behind which byte.
using Cut = std::pair<std::size_t, std::size_t>;

/// The line break behind the opening quotes; the last line where it has only blanks, with the break
/// before it; and, of a text that begins on a line of its own, the blanks that all its lines begin
/// with, blank lines aside. A carriage return before a line break is layout too. In order, apart.
[[nodiscard]] std::vector<Cut> layout_of(std::string_view text);

}  // namespace writ::syntax
