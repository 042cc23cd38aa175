/// One layout for all contracts.
///
/// In: a text without mistakes, and its lexemes. Out: the same words and comments in the same
/// order, laid out as docs/formatting.md says. Of the author's own layout these are kept: blank
/// lines (one of several), a line break behind `{`, one before a clause, and those around comments.
/// What comes out stays as it is when it goes in again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/lexemes.h"

namespace writ::format {

/// Nothing: the result would not say the same. That is a mistake of ours, and the text stays.
[[nodiscard]] std::optional<std::string> format(std::string_view text,
                                                const std::vector<syntax::Lexeme>& lexemes);

}  // namespace writ::format
