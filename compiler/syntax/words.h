/// What stood there and what could have, in a person's words: ANTLR's own never reach anyone.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "WritParser.h"

namespace writ::syntax {

/// A word that begins a declaration: `contract` … `invariant`.
[[nodiscard]] bool begins_declaration(std::size_t token);

/// A word that can never be a plain name.
[[nodiscard]] bool is_reserved(std::size_t token);

/// "a name `x`", "the end of the file", "`{`". `text` is how it is written.
[[nodiscard]] std::string found_words(std::size_t token, std::string_view text);

/// What could stand where the parser stopped at `found`, at most three, in the order to show them.
[[nodiscard]] std::vector<std::string> expected_words(antlr::WritParser& parser,
                                                      const antlr4::Token* found);

/// What may follow a whole declaration.
[[nodiscard]] std::vector<std::string> expected_after(const antlr4::ParserRuleContext* declaration);

/// "a, b or c".
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

/// What to write instead, for habits from other languages; `next` is the text behind `text`.
[[nodiscard]] std::optional<std::string> habit(std::string_view text);

/// Words of the language that the compiler does not know yet.
[[nodiscard]] bool is_planned_declaration(std::string_view word);
[[nodiscard]] bool is_planned_clause(std::string_view word);

}  // namespace writ::syntax
