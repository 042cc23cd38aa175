#include "compiler/syntax/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/source/printable.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;
using antlr4::ParserRuleContext;
using antlr4::Token;

ParserRuleContext* parent_of(const ParserRuleContext* context) {
  return context == nullptr ? nullptr : dynamic_cast<ParserRuleContext*>(context->parent);
}

std::size_t rule_of(const ParserRuleContext* context) {
  return context == nullptr ? std::size_t{Rules::RuleFile} : context->getRuleIndex();
}

std::string quoted(std::size_t token) {
  return "`" + [&]() -> std::string {
    switch (token) {
      case Rules::ASSIGN: return "=";
      case Rules::ARROW: return "->";
      case Rules::LESS: return "<";
      case Rules::GREATER: return ">";
      case Rules::RANGE: return "..";
      case Rules::DOT: return ".";
      case Rules::COMMA: return ",";
      case Rules::COLON: return ":";
      case Rules::LPAREN: return "(";
      case Rules::RPAREN: return ")";
      case Rules::LBRACKET: return "[";
      case Rules::RBRACKET: return "]";
      case Rules::LBRACE: return "{";
      case Rules::RBRACE: return "}";
      case Rules::QUOTE: return "\"";
      case Rules::VERSION: return "version";
      case Rules::ON: return "on";
      case Rules::IN: return "in";
      case Rules::ELSE: return "else";
      default: return "?";
    }
  }() + "`";
}

/// Whether the parser is behind the first of the names of a transition or guard: `on A in B`.
bool after_in(const ParserRuleContext* context) {
  return std::any_of(context->children.begin(), context->children.end(), [](auto* child) {
    const Token* token = token_of(child);
    return token != nullptr && token->getType() == Rules::IN;
  });
}

/// What a name is the name of.
std::string name_words(const ParserRuleContext* parent) {
  switch (rule_of(parent)) {
    case Rules::RuleContract: return "the name of the contract";
    case Rules::RuleAlias: return "a type name";
    case Rules::RuleRecord: return "a record name";
    case Rules::RuleEnumeration: return "a name";
    case Rules::RulePhase: return "a phase name";
    case Rules::RuleIntent: return "an intent name";
    case Rules::RuleGuard: return "a guard name";
    case Rules::RuleTransition: return "a phase name";
    case Rules::RuleNames: {
      const ParserRuleContext* whole = parent_of(parent);
      return whole != nullptr && after_in(whole) ? "a phase name" : "an intent name";
    }
    default: return "a name";
  }
}

/// What a rule is called that has not begun yet.
std::string rule_words(const ParserRuleContext* context) {
  switch (rule_of(context)) {
    case Rules::RuleName: return name_words(parent_of(context));
    case Rules::RuleNames: {
      const ParserRuleContext* whole = parent_of(context);
      return whole != nullptr && after_in(whole) ? "a phase name" : "an intent name";
    }
    case Rules::RuleField:
    case Rules::RuleSuggestion: return "a field name";
    case Rules::RuleFieldName: {
      const std::size_t parent = rule_of(parent_of(context));
      return parent == Rules::RuleField || parent == Rules::RuleSuggestion ? "a field name"
                                                                           : "a name";
    }
    case Rules::RulePhase: return "a phase name";
    case Rules::RuleFields:
    case Rules::RuleBlock: return "`{`";
    case Rules::RuleClause:
    case Rules::RuleRequire: return "`require`";
    case Rules::RuleStatement:
    case Rules::RulePath: return "a statement";
    case Rules::RuleParameter: return "a parameter";
    case Rules::RuleType:
    case Rules::RuleCollection: return "a type";
    case Rules::RuleBounds:
    case Rules::RuleBound:
    case Rules::RuleConstantTerm: return "a number or a constant";
    case Rules::RuleString: return "a text in double quotes";
    case Rules::RuleMembers: return "a range, a set or a name";
    default: return "an expression";
  }
}

/// What else may stand where a list can be closed.
std::string before_closing(const ParserRuleContext* context) {
  switch (rule_of(context)) {
    case Rules::RuleFields:
    case Rules::RuleSuggest: return "a field name";
    case Rules::RulePhases:
    case Rules::RulePhase: return "a phase name";
    case Rules::RuleEnumeration: return "a name";
    case Rules::RuleBlock: return "a statement";
    case Rules::RuleGuard: return "`require`";
    case Rules::RuleMembers:
    case Rules::RuleFunction: return "`,`";
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
    case Rules::RuleSuggestion: return {"`:`", "`.`"};
    case Rules::RuleMembers:
      if (last->getType() == Rules::COMMA) return {"an expression", "`}`"};
      return {};
    default: return {};
  }
}

constexpr std::array<std::string_view, 19> planned_declarations{
    "variant", "event",  "view",     "refuse",    "enter",   "leave",    "after",
    "at",      "never",  "property", "reachable", "verify",  "activity", "saga",
    "roles",   "policy", "limit",    "migrate",   "scenario"};

constexpr std::array<std::string_view, 24> planned_clauses{
    "let",    "if",       "then",    "match",     "await",      "emit",     "ensure", "reply",
    "when",   "creates",  "is",      "matches",   "merge",      "matching", "format", "unique",
    "secret", "authored", "visible", "ephemeral", "idempotent", "approval", "as",     "assuming"};

}  // namespace

bool begins_declaration(std::size_t token) {
  switch (token) {
    case Rules::CONTRACT:
    case Rules::IMPORT:
    case Rules::TYPE:
    case Rules::CONST:
    case Rules::RECORD:
    case Rules::ENUM:
    case Rules::STATE:
    case Rules::PHASES:
    case Rules::INTENT:
    case Rules::FN:
    case Rules::GUARD:
    case Rules::ON:
    case Rules::INVARIANT: return true;
    default: return false;
  }
}

bool is_reserved(std::size_t token) {
  switch (token) {
    case Rules::REQUIRE:
    case Rules::SUGGEST:
    case Rules::ELSE:
    case Rules::FOR:
    case Rules::FINAL:
    case Rules::AND:
    case Rules::OR:
    case Rules::NOT:
    case Rules::IMPLIES:
    case Rules::IN:
    case Rules::WHERE:
    case Rules::TRUE:
    case Rules::FALSE: return true;
    default: return begins_declaration(token);
  }
}

std::string found_words(std::size_t token, std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string shown = source::printable(text.substr(0, longest));
  if (text.size() > longest) shown += "...";
  switch (token) {
    case Token::EOF: return "the end of the file";
    case Rules::NAME:
    case Rules::VERSION:
    case Rules::LIST:
    case Rules::SET:
    case Rules::MAP: return "a name `" + shown + "`";
    case Rules::INTEGER:
    case Rules::DECIMAL: return "a number `" + shown + "`";
    case Rules::QUOTE:
    case Rules::TEXT: return "a text";
    default: return "`" + shown + "`";
  }
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
  if (expression) words.emplace_back("an expression");
  if (!expression && may_be(Rules::INTEGER)) words.emplace_back("a number");
  if (!expression && may_be(Rules::NAME)) words.push_back(name_words(context));
  constexpr std::array<std::size_t, 19> shown{
      Rules::ASSIGN,   Rules::ARROW,    Rules::LESS,   Rules::GREATER, Rules::RANGE,
      Rules::DOT,      Rules::COMMA,    Rules::COLON,  Rules::LPAREN,  Rules::RPAREN,
      Rules::LBRACKET, Rules::RBRACKET, Rules::LBRACE, Rules::RBRACE,  Rules::QUOTE,
      Rules::VERSION,  Rules::ON,       Rules::IN,     Rules::ELSE};
  for (const std::size_t token : shown) {
    if (words.size() < 3 && may_be(token)) {
      if (std::string word = quoted(token);
          std::find(words.begin(), words.end(), word) == words.end())
        words.push_back(std::move(word));
    }
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
      if (rule_of(last) == Rules::RuleName) return {"`{`", "a declaration"};
      return {"a declaration"};
    }
    case Rules::RuleConstant:
    case Rules::RuleInvariant:
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

std::optional<std::string> habit(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> habits{{
      {"&", "write `and`"},
      {"|", "write `or`"},
      {"!", "write `not`"},
      {";", "nothing ends a line but its end: leave the `;` out"},
      {"'", "a text stands in double quotes"},
      {"/", "`/` is not supported yet"},
      {"?", "`?` is not supported yet"},
      {"@", "there are no annotations"},
      {"#", "a comment begins with `//`"},
  }};
  for (const auto& [written, instead] : habits) {
    if (written == text) return std::string(instead);
  }
  return std::nullopt;
}

bool is_planned_declaration(std::string_view word) {
  return std::find(planned_declarations.begin(), planned_declarations.end(), word) !=
         planned_declarations.end();
}

bool is_planned_clause(std::string_view word) {
  return std::find(planned_clauses.begin(), planned_clauses.end(), word) != planned_clauses.end();
}

}  // namespace writ::syntax
