/// Small questions about the words around a word.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include "antlr4-runtime.h"
#include "compiler/source/files.h"

namespace writ::syntax {

/// The token of a leaf; null for the tree of a rule.
[[nodiscard]] inline antlr4::Token* token_of(antlr4::tree::ParseTree* tree) {
  auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(tree);
  return leaf == nullptr ? nullptr : leaf->getSymbol();
}

/// The bytes of a token, which is not the end of the file.
[[nodiscard]] inline source::Span span_of(source::FileId file, const antlr4::Token* token) {
  return {file, static_cast<std::uint32_t>(token->getStartIndex()),
          static_cast<std::uint32_t>(token->getStopIndex() + 1)};
}

/// Whether a token of this type may stand where the parser stopped, inside the rule it is in.
[[nodiscard]] inline bool expects(antlr4::Parser& parser, std::size_t type) {
  return parser.getExpectedTokensWithinCurrentRule().contains(type);
}

/// The token before one, comments left out; null for none.
[[nodiscard]] inline const antlr4::Token* before(const antlr4::TokenStream& tokens,
                                                 const antlr4::Token* token) {
  for (std::size_t i = token->getTokenIndex(); i-- > 0;) {
    if (tokens.get(i)->getChannel() == antlr4::Token::DEFAULT_CHANNEL) return tokens.get(i);
  }
  return nullptr;
}

[[nodiscard]] inline bool first_on_line(const antlr4::TokenStream& tokens,
                                        const antlr4::Token* token) {
  const antlr4::Token* last = before(tokens, token);
  return last == nullptr || last->getLine() < token->getLine();
}

[[nodiscard]] inline const antlr4::ParserRuleContext* parent_of(
    const antlr4::ParserRuleContext* context) {
  return context == nullptr ? nullptr
                            : dynamic_cast<const antlr4::ParserRuleContext*>(context->parent);
}

/// The innermost bracket of any kind that is open around what is being read; null for none.
[[nodiscard]] const antlr4::Token* innermost_open(const antlr4::ParserRuleContext* context);

/// The text whose `{` is open around a rule; null for none.
[[nodiscard]] const antlr4::ParserRuleContext* open_text(const antlr4::ParserRuleContext* context);

}  // namespace writ::syntax
