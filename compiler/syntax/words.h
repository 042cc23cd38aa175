/// What stood there and what could have, in a person's words: ANTLR's own never reach anyone.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "WritParser.h"

namespace writ::syntax {

/// "a name `x`", "the end of the file", "`{`". `text` is how it is written.
[[nodiscard]] std::string found_words(std::size_t token, std::string_view text);

/// What could stand where the parser stopped at `found`, at most three, in the order to show them.
[[nodiscard]] std::vector<std::string> expected_words(antlr::WritParser& parser,
                                                      const antlr4::Token* found);

/// What may follow a whole declaration.
[[nodiscard]] std::vector<std::string> expected_after(const antlr4::ParserRuleContext* declaration);

/// "a, b or c".
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

/// The words that begin a declaration.
[[nodiscard]] std::vector<std::string> declaration_words(const antlr4::dfa::Vocabulary& vocabulary);

}  // namespace writ::syntax
