#include "compiler/syntax/parser.h"

#include "compiler/syntax/kinds.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;

/// Rules that can hold themselves: each entry is a level.
bool nests(std::size_t rule, std::size_t parent) {
  switch (rule) {
    case Rules::RuleExpression:
    case Rules::RuleCondition:
    case Rules::RuleFold:
    case Rules::RuleBlock:
    case Rules::RuleBody:
    case Rules::RuleBraces:
    case Rules::RuleType:
    case Rules::RuleFields:
    case Rules::RulePhase: return true;
    case Rules::RuleChoice:
    case Rules::RuleImplication:
    case Rules::RuleNegation:
    case Rules::RuleCoalescence:
    case Rules::RuleUnary: return parent == rule;
    default: return false;
  }
}

/// Rules that repeat an operand or a step: each becomes a level of the tree that is built.
bool chains(std::size_t rule) {
  switch (rule) {
    case Rules::RuleDisjunction:
    case Rules::RuleConjunction:
    case Rules::RuleSum:
    case Rules::RuleProduct:
    case Rules::RulePostfix:
    case Rules::RulePath:
    case Rules::RuleQualified:
    case Rules::RuleBound: return true;
    default: return false;
  }
}

}  // namespace

Parser::Parser(Tokens* tokens, source::FileId file)
    : WritParser(tokens), tokens_(*tokens), file_(file) {
  removeErrorListeners();
}

void Parser::enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) {
  // Only rules have children.
  const auto* parent = static_cast<antlr4::ParserRuleContext*>(context->parent);
  while (!open_.empty() && open_.back().first != parent) open_.pop_back();
  const std::size_t parent_rule = parent == nullptr ? rule + 1 : parent->getRuleIndex();
  const std::size_t above = open_.empty() ? 0 : open_.back().second;
  const std::size_t level = above + (nests(rule, parent_rule) ? 1 : 0);
  // Between two operands there is an operator.
  const bool long_chain =
      parent != nullptr && chains(parent_rule) && parent->children.size() > 2 * max_depth;
  if (level > max_depth || long_chain) {
    throw TooDeep{span_of(file_, getCurrentToken())};
  }
  open_.emplace_back(context, level);
  if (rule == Rules::RuleCondition || rule == Rules::RuleLoop)
    find_body(rule == Rules::RuleLoop ? 1 : 0);  // behind the `for`
  WritParser::enterRule(context, state, rule);
}

// `when phase in {P, Q} and match v { A: true, _: false } { body }`: the first `{` that is neither
// in brackets or quotes nor behind `in`, one more for each `match`.
void Parser::find_body(std::size_t skipped) {
  std::size_t bodies = 1;
  std::vector<std::size_t> open;  // brackets and quotes
  std::size_t last = antlr4::Token::EOF;
  std::size_t next = getCurrentToken()->getTokenIndex() + skipped;
  while (antlr4::Token* const token = tokens_.at(next++)) {
    if (++looked_at_ > 10 * max_words) return;  // unclosed brackets in each other, all to the end
    if (token->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    const std::size_t word = token->getType();
    const bool quotes = word == QUOTE || word == QUOTES;
    if (word == RPAREN || word == RBRACKET || word == RBRACE ||
        (quotes && !open.empty() && open.back() == word)) {
      if (open.empty()) return;
      open.pop_back();
    } else if (quotes || word == LPAREN || word == LBRACKET || word == LBRACE || word == BODY) {
      if (open.empty() && word == BODY) return;  // found before
      if (open.empty() && word == LBRACE && last != IN) {
        static_cast<antlr4::CommonToken*>(token)->setType(BODY);
        if (--bodies == 0) return;
      }
      open.push_back(word);
    } else if (open.empty() && last != DOT && is_reserved(word) && !is_never_a_name(word)) {
      if (!begins_operand(word)) return;
      if (word == MATCH) ++bodies;
    } else if (open.empty() && word == ARROW) {
      return;
    }
    last = word;
  }
}

antlr4::Token* Parser::consume() {
  antlr4::Token* word = WritParser::consume();
  if (words_++ == 0) first_ = word;
  if (words_ > max_words) {
    throw TooLong{span_of(file_, first_)};
  }
  return word;
}

void Parser::forget() {
  open_.clear();
  words_ = 0;
  looked_at_ = 0;
  setContext(nullptr);
  setState(antlr4::atn::ATNState::INVALID_STATE_NUMBER);
  getTreeTracker().reset();
}

}  // namespace writ::syntax
