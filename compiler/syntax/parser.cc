#include "compiler/syntax/parser.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;

/// Rules that can hold themselves: each entry is a level.
bool nests(std::size_t rule, std::size_t parent) {
  switch (rule) {
    case Rules::RuleExpression:
    case Rules::RuleFold:
    case Rules::RuleType:
    case Rules::RuleFields:
    case Rules::RulePhase: return true;
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
    case Rules::RuleBound: return true;
    default: return false;
  }
}

}  // namespace

Parser::Parser(antlr4::TokenStream* tokens, source::FileId file) : WritParser(tokens), file_(file) {
  removeErrorListeners();
}

void Parser::enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) {
  const auto* parent = dynamic_cast<antlr4::ParserRuleContext*>(context->parent);
  while (!open_.empty() && open_.back().first != parent) open_.pop_back();
  const std::size_t parent_rule = parent == nullptr ? rule + 1 : parent->getRuleIndex();
  const std::size_t above = open_.empty() ? 0 : open_.back().second;
  const std::size_t level = above + (nests(rule, parent_rule) ? 1 : 0);
  // Between two operands there is an operator.
  const bool long_chain =
      parent != nullptr && chains(parent_rule) && parent->children.size() > 2 * max_depth;
  if (level > max_depth || long_chain) {
    const antlr4::Token* token = getCurrentToken();
    throw TooDeep{{file_, static_cast<std::uint32_t>(token->getStartIndex()),
                   static_cast<std::uint32_t>(token->getStopIndex() + 1)}};
  }
  open_.emplace_back(context, level);
  WritParser::enterRule(context, state, rule);
}

void Parser::forget() {
  open_.clear();
  setContext(nullptr);
  setState(antlr4::atn::ATNState::INVALID_STATE_NUMBER);
  getTreeTracker().reset();
}

}  // namespace writ::syntax
