#include "compiler/syntax/tokens.h"

#include "WritParser.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;
using antlr4::ParserRuleContext;
using antlr4::Token;

/// The opening bracket of a rule that has not met its closing one; null for none.
const Token* open_bracket(const ParserRuleContext* context, std::size_t opening,
                          std::size_t closing) {
  const Token* open = nullptr;
  for (auto* child : context->children) {
    const Token* token = token_of(child);
    if (token == nullptr) continue;
    const bool body = opening == Rules::LBRACE && token->getType() == Rules::BODY;
    if (body || token->getType() == opening) open = token;
    if (token->getType() == closing) open = nullptr;
  }
  return open;
}

}  // namespace

const Token* innermost_open(const ParserRuleContext* context) {
  for (; context != nullptr; context = parent_of(context)) {
    const Token* open = open_bracket(context, Rules::LBRACE, Rules::RBRACE);
    if (open == nullptr) open = open_bracket(context, Rules::LPAREN, Rules::RPAREN);
    if (open == nullptr) open = open_bracket(context, Rules::LBRACKET, Rules::RBRACKET);
    if (open != nullptr) return open;
  }
  return nullptr;
}

const ParserRuleContext* open_text(const ParserRuleContext* context) {
  while (context != nullptr && context->getRuleIndex() != Rules::RuleString) {
    context = parent_of(context);
  }
  const bool open = context != nullptr && open_bracket(context, Rules::LBRACE, Rules::RBRACE);
  return open ? context : nullptr;
}

}  // namespace writ::syntax
