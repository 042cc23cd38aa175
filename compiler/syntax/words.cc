#include "compiler/syntax/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/source/printable.h"
#include "compiler/syntax/kinds.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;
using antlr4::ParserRuleContext;
using antlr4::Token;

std::size_t rule_of(const ParserRuleContext* context) {
  return context == nullptr ? std::size_t{Rules::RuleFile} : context->getRuleIndex();
}

/// How a token is spelled, where it has one spelling; else empty.
std::string spelling(const antlr4::dfa::Vocabulary& vocabulary, std::size_t token) {
  if (token == Rules::DOT) return "`.`";
  if (token == Rules::EQUAL) return "`==`";
  if (token == Rules::BODY) return "`{`";
  if (token == Rules::PATTERN) return "a pattern between two `/`";
  if (token == Rules::INSTANT) return "an instant";
  if (token == Rules::UNEQUAL) return "`!=`";
  if (token == Rules::NONE) return "`none`";
  const std::string literal = vocabulary.getLiteralName(token);  // '->'
  if (literal.size() < 3) return {};
  return "`" + literal.substr(1, literal.size() - 2) + "`";
}

/// Whether the parser is behind the first of the names of a transition or guard: `on A in B`.
bool after(std::size_t word, const ParserRuleContext* context) {
  return std::any_of(context->children.begin(), context->children.end(), [&](auto* child) {
    const Token* token = token_of(child);
    return token != nullptr && token->getType() == word;
  });
}

/// What the names of a list are the names of.
std::string list_words(const ParserRuleContext* whole) {
  switch (rule_of(whole)) {
    case Rules::RuleEntering:
    case Rules::RuleLeaving:
    case Rules::RuleTimer:
    case Rules::RuleStep: return "a phase name";
    case Rules::RuleRoles: return "a role name";
    case Rules::RulePermission: return after(Rules::TO, whole) ? "an intent name" : "a role name";
    case Rules::RuleProperty: return "an intent name";
    default: break;
  }
  return whole != nullptr && after(Rules::IN, whole) ? "a phase name" : "an intent name";
}

/// What a name is the name of.
std::string name_words(const ParserRuleContext* parent) {
  switch (rule_of(parent)) {
    case Rules::RuleContract: return "the name of the contract";
    case Rules::RuleAlias: return "a type name";
    case Rules::RuleRecord: return "a record name";
    case Rules::RuleVariant: return "a variant name";
    case Rules::RuleVariantCase: return "a case name";
    case Rules::RulePhase:
    case Rules::RuleTarget: return "a phase name";
    case Rules::RuleIntent: return "an intent name";
    case Rules::RuleEvent: return "an event name";
    case Rules::RuleGuard: return "a guard name";
    case Rules::RuleActivity:
    case Rules::RuleCall: return "an activity name";
    case Rules::RuleSaga: return "a saga name";
    case Rules::RuleActor:
    case Rules::RuleApproval: return "a role name";
    case Rules::RuleTransition: return "a phase name";
    case Rules::RuleNames: return list_words(parent_of(parent));
    default: return "a name";
  }
}

/// What a rule is called that has not begun yet.
std::string rule_words(const ParserRuleContext* context) {
  switch (rule_of(context)) {
    case Rules::RuleName: return name_words(parent_of(context));
    case Rules::RuleNames: return list_words(parent_of(context));
    case Rules::RuleField:
    case Rules::RuleSuggestion: return "a field name";
    case Rules::RuleFieldName:
    case Rules::RuleFieldPath: {
      const std::size_t parent = rule_of(parent_of(context));
      return parent == Rules::RuleField || parent == Rules::RuleSuggestion ||
                     parent == Rules::RuleIntent || parent == Rules::RuleRefinement
                 ? "a field name"
                 : "a name";
    }
    case Rules::RuleVariantCase: return "a case name";
    case Rules::RulePhase:
    case Rules::RuleTargets:
    case Rules::RuleTarget: return "a phase name";
    case Rules::RuleFields:
    case Rules::RuleBlock:
    case Rules::RuleBody:
    case Rules::RulePatch:
    case Rules::RuleBraces: return "`{`";
    case Rules::RuleClause:
    case Rules::RuleRequire: return "`require`";
    case Rules::RuleStatement:
    case Rules::RulePath: return "a statement";
    case Rules::RuleStep: return "a step";
    case Rules::RuleParameter: return "a parameter";
    case Rules::RuleCall: return "an activity name";
    case Rules::RuleType:
    case Rules::RuleCollection: return "a type";
    case Rules::RuleBounds:
    case Rules::RuleBound:
    case Rules::RuleConstantTerm: return "a number or a constant";
    case Rules::RuleString: return "a text in double quotes";
    case Rules::RuleMembers: return "a range, a set or a name";
    case Rules::RulePattern: return "a case, a value or `_`";
    case Rules::RuleQualified: return "the name of a case";
    case Rules::RuleExpectation: return "what to expect";
    default: return "an expression";
  }
}

/// What else may stand where a list can be closed.
std::string before_closing(const ParserRuleContext* context) {
  switch (rule_of(context)) {
    case Rules::RuleFields:
    case Rules::RulePatch: return "a field name";
    case Rules::RuleBraces: return "a member";
    case Rules::RulePhases:
    case Rules::RulePhase: return "a phase name";
    case Rules::RuleEnumeration: return "a name";
    case Rules::RuleVariant: return "a case name";
    case Rules::RuleBlock:
    case Rules::RuleBody: return "a statement";
    case Rules::RuleScenario: return "a step";
    case Rules::RuleGuard: return "`require`";
    case Rules::RulePolicy: return "`permit`, `forbid`";
    case Rules::RuleMembers:
    case Rules::RuleFunction: return "`,`";
    case Rules::RuleMatching: return "a case";
    case Rules::RulePostfixStep:
    case Rules::RuleChange:
      // `f(` alone: the arguments were tried before.
      return rule_of(dynamic_cast<ParserRuleContext*>(context->children.back())) ==
                     Rules::RuleArguments
                 ? "`,`"
                 : "an expression";
    default: return {};
  }
}

/// Positions that the tokens alone do not describe well.
std::vector<std::string> special_words(const ParserRuleContext* context, const Token* found,
                                       const Token* last, bool closes) {
  const bool opens = found->getType() == Rules::LPAREN || found->getType() == Rules::LBRACKET;
  switch (rule_of(context)) {
    case Rules::RuleField: return {"`:`", "`{`"};
    case Rules::RuleStatement:
    case Rules::RulePath: return {"`=`", "`+=`", "`.`"};
    case Rules::RulePostfix:
    case Rules::RulePostfixStep:
      if (opens && !closes) return {"an operator"};
      return {};
    case Rules::RuleBound:
    case Rules::RuleType:
    case Rules::RuleRefinement:
      if (opens && !closes) return {"the end of the type"};
      return {};
    case Rules::RuleArguments: return {"`,`", "`)`"};
    case Rules::RuleTransition: {
      const bool whole =
          rule_of(dynamic_cast<ParserRuleContext*>(context->children.back())) == Rules::RuleNames;
      if (whole) return {"`->`", "`{`", "a declaration"};
      return {};
    }
    case Rules::RuleSuggestion: return {"`:`", "`.`"};
    case Rules::RuleEntry: return {"`:`"};
    case Rules::RuleMembers:
      if (last->getType() == Rules::COMMA) return {"an expression", "`}`"};
      return {};
    default: return {};
  }
}

/// The order in which single words are shown: the sharpest first.
std::vector<std::size_t> in_order(antlr::WritParser& parser) {
  constexpr std::array<std::size_t, 21> first{
      Rules::ASSIGN, Rules::ARROW, Rules::LESS,   Rules::GREATER, Rules::RANGE,    Rules::DOT,
      Rules::COMMA,  Rules::COLON, Rules::LPAREN, Rules::RPAREN,  Rules::LBRACKET, Rules::RBRACKET,
      Rules::LBRACE, Rules::BODY,  Rules::RBRACE, Rules::QUOTE,   Rules::VERSION,  Rules::ON,
      Rules::IN,     Rules::WHEN,  Rules::ELSE};
  std::vector<std::size_t> all(first.begin(), first.end());
  for (std::size_t token = Rules::ACTIVITY; token <= parser.getVocabulary().getMaxTokenType();
       ++token) {
    if (std::find(first.begin(), first.end(), token) == first.end()) all.push_back(token);
  }
  return all;
}

}  // namespace

std::string found_words(std::size_t token, std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string shown = source::printable(text.substr(0, longest));
  if (text.size() > longest) shown += "...";
  if (token == Token::EOF) return "the end of the file";
  if (token == Rules::QUOTE || token == Rules::QUOTES || token == Rules::TEXT) return "a text";
  if (is_name(token)) return "a name `" + shown + "`";
  if (is_number(token)) return "a number `" + shown + "`";
  return "`" + shown + "`";
}

std::vector<std::string> expected_words(antlr::WritParser& parser, const Token* found) {
  const ParserRuleContext* context = parser.getContext();
  const auto unstarted = [&](const ParserRuleContext* c) {
    return c != nullptr && c->start == found;
  };
  if (unstarted(context)) {
    while (unstarted(parent_of(context))) context = parent_of(context);
    return {rule_words(context)};
  }
  const auto may_be = [&parser](std::size_t token) { return expects(parser, token); };
  const bool closes = may_be(Rules::RBRACE) || may_be(Rules::RPAREN);
  if (may_be(Rules::RBRACKET)) return {"`]`"};
  if (std::vector<std::string> words =
          special_words(context, found, before(*parser.getTokenStream(), found), closes);
      !words.empty())
    return words;

  std::vector<std::string> words;
  if (closes) {
    if (std::string word = before_closing(context); !word.empty()) words.push_back(std::move(word));
  }
  const bool expression = may_be(Rules::INTEGER) && may_be(Rules::LPAREN);
  if (expression && words.empty()) words.emplace_back("an expression");
  if (!expression && may_be(Rules::INTEGER)) words.emplace_back("a number");
  if (!expression && words.empty() && may_be(Rules::NAME)) words.push_back(name_words(context));
  const bool names = may_be(Rules::NAME);
  for (const std::size_t token : in_order(parser)) {
    const bool covered = (names && is_name(token)) || (expression && token != Rules::RBRACE);
    if (words.size() >= 3 || covered || !may_be(token)) continue;
    std::string word = spelling(parser.getVocabulary(), token);
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
      words.push_back(std::move(word));
  }
  if (words.empty()) words.emplace_back("something else");
  return words;
}

std::vector<std::string> expected_after(const ParserRuleContext* declaration) {
  const auto* whole = dynamic_cast<const Rules::DeclarationContext*>(declaration);
  const auto* inner =
      whole == nullptr ? nullptr : dynamic_cast<ParserRuleContext*>(whole->children.front());
  switch (rule_of(inner)) {
    case Rules::RuleTransition: {
      const auto* last = dynamic_cast<ParserRuleContext*>(inner->children.back());
      if (rule_of(last) == Rules::RuleNames) return {"`->`", "`{`", "a declaration"};
      if (rule_of(last) == Rules::RuleCondition) return {"an operator", "`->`", "a declaration"};
      const auto* end = rule_of(last) == Rules::RuleMove
                            ? dynamic_cast<ParserRuleContext*>(last->children.back())
                            : nullptr;
      if (rule_of(end) == Rules::RuleTargets) return {"`{`", "a declaration"};
      return {"a declaration"};
    }
    case Rules::RuleIntent:
    case Rules::RuleEvent:
      if (rule_of(dynamic_cast<ParserRuleContext*>(inner->children.back())) == Rules::RuleName)
        return {"`{`", "a declaration"};
      return {"a declaration"};
    case Rules::RuleConstant:
    case Rules::RuleInvariant:
    case Rules::RuleNever:
    case Rules::RuleProperty:
    case Rules::RuleView:
    case Rules::RuleFunction: return {"an operator", "a declaration"};
    default: return {"a declaration"};
  }
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::vector<std::string> declaration_words(const antlr4::dfa::Vocabulary& vocabulary) {
  std::vector<std::string> words;
  for (std::size_t token = Rules::ACTIVITY; token <= Rules::VIEW; ++token) {
    const std::string word = spelling(vocabulary, token);
    words.push_back(word.substr(1, word.size() - 2));
  }
  return words;
}

}  // namespace writ::syntax
