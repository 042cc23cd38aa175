#include "compiler/syntax/errors.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/source/printable.h"
#include "compiler/source/suggest.h"
#include "compiler/syntax/tokens.h"
#include "compiler/syntax/words.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;
using antlr4::ParserRuleContext;
using antlr4::Token;
using source::Span;

const ParserRuleContext* parent_of(const ParserRuleContext* context) {
  return dynamic_cast<const ParserRuleContext*>(context->parent);
}

constexpr std::string_view brace_in_text =
    "`{` begins a value inside a text; the character itself is `\\{`";

/// The opening bracket of a rule that has not met its closing one; null for none.
const Token* open_bracket(const ParserRuleContext* context, std::size_t opening,
                          std::size_t closing) {
  const Token* open = nullptr;
  for (auto* child : context->children) {
    const Token* token = token_of(child);
    if (token == nullptr) continue;
    if (token->getType() == opening) open = token;
    if (token->getType() == closing) open = nullptr;
  }
  return open;
}

/// The innermost bracket of any kind that is open; null for none.
const Token* innermost_open(const ParserRuleContext* context) {
  for (; context != nullptr; context = parent_of(context)) {
    const Token* open = open_bracket(context, Rules::LBRACE, Rules::RBRACE);
    if (open == nullptr) open = open_bracket(context, Rules::LPAREN, Rules::RPAREN);
    if (open == nullptr) open = open_bracket(context, Rules::LBRACKET, Rules::RBRACKET);
    if (open != nullptr) return open;
  }
  return nullptr;
}

/// The text whose `{` is open around a rule; null for none.
const ParserRuleContext* open_text(const ParserRuleContext* context) {
  while (context != nullptr && context->getRuleIndex() != Rules::RuleString) {
    context = parent_of(context);
  }
  const bool open = context != nullptr && open_bracket(context, Rules::LBRACE, Rules::RBRACE);
  return open ? context : nullptr;
}

/// A word in the middle of a line, or further in than the line with the brace, begins no
/// declaration: it is a slip inside the braces.
bool inside(const antlr4::TokenStream& tokens, const Token* word, const Token* brace) {
  if (word->getType() == Token::EOF) return false;
  if (!first_on_line(tokens, word)) return true;
  while (!first_on_line(tokens, brace)) brace = before(tokens, brace);
  return word->getCharPositionInLine() > brace->getCharPositionInLine();
}

bool touches(const Token* left, const Token* right) {
  return left->getStopIndex() + 1 == right->getStartIndex();
}

bool compares(std::size_t token) {
  return token == Rules::EQUAL || token == Rules::UNEQUAL || token == Rules::LESS ||
         token == Rules::AT_MOST || token == Rules::GREATER || token == Rules::AT_LEAST;
}

bool is_number(std::size_t token) { return token == Rules::INTEGER || token == Rules::DECIMAL; }

/// A word that could continue what stands before it on its line.
bool may_go_on(std::size_t token) {
  return token == Rules::LPAREN || token == Rules::LBRACKET || token == Rules::MINUS;
}

/// `0 <= x` stands before `<=` on its line.
bool compared_before(const antlr4::TokenStream& tokens, const Token* found) {
  for (const Token* t = before(tokens, found); t != nullptr; t = before(tokens, t)) {
    if (t->getLine() != found->getLine()) return false;
    if (compares(t->getType()) || t->getType() == Rules::IN) return true;
  }
  return false;
}

/// `array<int` stands before `>`.
bool takes_no_types(const antlr4::TokenStream& tokens, const Token* found) {
  const Token* type = before(tokens, found);
  const Token* less = type == nullptr ? nullptr : before(tokens, type);
  return type != nullptr && type->getType() == Rules::NAME && less != nullptr &&
         less->getType() == Rules::LESS;
}

/// A word that could stand here, when `found` is nearly that.
std::optional<std::string> guessed_word(const std::vector<std::string>& expected,
                                        std::string_view found) {
  std::vector<std::string_view> words;
  for (const std::string_view word : expected) {
    if (word.starts_with('`')) words.push_back(word.substr(1, word.size() - 2));
  }
  return source::closest(found, words);
}

/// An expression could end here.
bool ends_expression(const std::vector<std::string>& expected) {
  return std::any_of(expected.begin(), expected.end(), [](const std::string& word) {
    return word == "an operator" || word == "`else`" || word == "`)`";
  });
}

bool wants_name(const std::vector<std::string>& expected) {
  return std::any_of(expected.begin(), expected.end(), [](const std::string& word) {
    return word.find("name") != std::string::npos;
  });
}

}  // namespace

Span Errors::span(const Token* token) const {
  auto begin = static_cast<std::uint32_t>(token->getStartIndex());
  if (token->getType() == Token::EOF) {
    // Behind the last word: the line after it says nothing.
    const Token* last = before(tokens_, token);
    begin = last == nullptr ? 0 : static_cast<std::uint32_t>(last->getStopIndex() + 1);
    return {file_, begin, begin};
  }
  auto end = static_cast<std::uint32_t>(token->getStopIndex() + 1);
  // A strange character has one token for each byte; it is shown as a whole.
  if (token->getType() == Rules::STRANGE) {
    const std::string_view rest = files_[file_].text().substr(begin);
    end = begin + static_cast<std::uint32_t>(source::first_code_point(rest).bytes);
  }
  return {file_, begin, end};
}

std::string_view Errors::text(const Token* token) const { return files_.text(span(token)); }

std::string Errors::found_at(const Token* token) const {
  return found_words(token->getType(), text(token));
}

Token* Errors::recoverInline(antlr4::Parser* parser) {
  fail(dynamic_cast<Rules&>(*parser), parser->getCurrentToken());
}

void Errors::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  fail(dynamic_cast<Rules&>(*parser), error.getOffendingToken());
}

void Errors::recover(antlr4::Parser* parser, std::exception_ptr) {
  throw Broken{parser->getCurrentToken()->getTokenIndex()};
}

void Errors::fail(Rules& parser, Token* found) {
  unclosed_string(parser, found);
  missing_brace(parser, found);
  not_supported_yet(parser, found);

  const std::vector<std::string> expected = expected_words(parser, found);
  source::Diagnostic& report =
      sink_.report(diag::unexpected_token(listed(expected), found_at(found)), span(found));
  const Token* open = innermost_open(parser.getContext());
  const bool bracket = open != nullptr && open->getType() != Rules::LBRACE;
  if (bracket && open->getLine() < found->getLine()) {
    report.also(span(open), "this `" + std::string(text(open)) + "` is still open");
  }
  add_hint(report, parser.getContext(), found, expected);
  throw Broken{found->getTokenIndex()};
}

void Errors::unclosed_string(Rules& parser, const Token* found) {
  if (found->getType() != Rules::UNCLOSED && found->getType() != Token::EOF) return;
  const ParserRuleContext* context = parser.getContext();
  while (context != nullptr && context->getRuleIndex() != Rules::RuleString)
    context = parent_of(context);
  if (context == nullptr) return;

  const std::uint32_t begin = span(context->start).begin;
  const source::File& file = files_[file_];
  const std::uint32_t line = file.place(begin).line;
  const auto end = static_cast<std::uint32_t>(file.line_begin(line) + file.line(line).size());
  source::Diagnostic& report =
      sink_.report(diag::unclosed_string(), {file_, begin, end}, "its closing `\"` is missing");
  if (open_text(context) != nullptr) report.help(std::string(brace_in_text));
  throw Broken{found->getTokenIndex()};
}

void Errors::missing_brace(Rules& parser, const Token* found) {
  const ParserRuleContext* context = parser.getContext();
  const bool began = context->start != found;
  // `on Pay in …` where a field could be called `on`, `state {` where a path could go on with `.`.
  const bool field =
      context->getRuleIndex() == Rules::RuleField && begins_declaration(context->start->getType());
  const bool path = context->getRuleIndex() == Rules::RulePath &&
                    found->getType() == Rules::LBRACE && context->start->getType() == Rules::STATE;
  const bool ends = begins_declaration(found->getType()) || found->getType() == Token::EOF;
  if (!began || !(field || path || (ends && expects(parser, Rules::RBRACE)))) return;
  const Token* word = field || path ? context->start : found;
  const Token* open = innermost_open(context);
  if (open == nullptr || inside(tokens_, word, open)) return;
  sink_.report(diag::unexpected_token("`}`", found_at(word)), span(word))
      .also(span(open), "this `{` is still open");
  throw Broken{word->getTokenIndex()};
}

void Errors::not_supported_yet(Rules& parser, const Token* found) {
  number_with_unit(found);
  const auto give_up = [&](const Token* token, std::string_view what) {
    sink_.report(diag::unsupported_yet(what), span(token));
    throw Broken{found->getTokenIndex()};
  };
  const Token* last = before(tokens_, found);
  const std::size_t rule = parser.getContext()->getRuleIndex();
  if (found->getType() == Rules::FOR && rule == Rules::RuleBlock) give_up(found, "a `for` loop");
  if (text(found) == "?" && rule == Rules::RuleFields) give_up(found, "an optional type");
  for (const Token* token : {static_cast<const Token*>(parser.getContext()->start), last, found}) {
    const bool near =
        token != nullptr && token->getType() == Rules::NAME && token->getLine() == found->getLine();
    if (!near || !is_planned_clause(text(token))) continue;
    // A field of that name; `matching` behind a type stands behind other words.
    const Token* left = before(tokens_, token);
    const bool first = first_on_line(tokens_, token) || left->getType() == Rules::LBRACE ||
                       left->getType() == Rules::COMMA;
    if (rule == Rules::RuleField && first) continue;
    give_up(token, "`" + std::string(text(token)) + "`");
  }
}

void Errors::number_with_unit(const Token* found) {
  const Token* last = before(tokens_, found);
  if (last == nullptr || !is_number(last->getType()) || !touches(last, found)) return;
  if (found->getType() != Rules::NAME) return;
  sink_.report(diag::unsupported_yet("a number with a unit"),
               source::join(span(last), span(found)));
  throw Broken{found->getTokenIndex()};
}

void Errors::add_hint(source::Diagnostic& report, const ParserRuleContext* context,
                      const Token* found, const std::vector<std::string>& expected) {
  const std::string written(text(found));
  const std::size_t type = found->getType();
  const bool new_line = first_on_line(tokens_, found);
  const Token* last = before(tokens_, found);
  if (is_reserved(type) && wants_name(expected) && !new_line) {
    report.help("`" + written + "` is a word of the language; choose another name");
  } else if ((type == Rules::LPAREN || type == Rules::LBRACKET) && new_line) {
    report.help("`" + written + "` goes on with an expression only on the same line");
  } else if (type == Rules::ASSIGN && last != nullptr && last->getType() == Rules::EQUAL) {
    report.help("`==` compares; there is no `===`");
    if (touches(last, found)) report.fix(span(found), "");
  } else if (type == Rules::GREATER && takes_no_types(tokens_, found)) {
    report.help("only `list`, `set` and `map` take types");
  } else if (compares(type) && compared_before(tokens_, found)) {
    report.help("comparisons do not chain: write `a <= b and b <= c`");
  } else if (type == Rules::EQUAL && expected.front() == "`=`") {
    report.help("`=` assigns, `==` compares");
  } else if (type == Rules::ASSIGN && ends_expression(expected)) {
    report.help("`==` compares, `=` assigns");
  } else if (const auto guess = guessed_word(expected, written); guess && type == Rules::NAME) {
    report.help("did you mean `" + *guess + "`?");
  } else if (const auto instead = habit(written)) {
    report.help(*instead);
    if (written == ";" && !may_go_on(tokens_.LA(2))) report.fix(span(found), "");
  } else if (open_text(context) != nullptr) {
    report.help(std::string(brace_in_text));
  }
}

void Errors::not_a_declaration(const ParserRuleContext* last) {
  const Token* found = tokens_.LT(1);
  const bool planned = is_planned_declaration(text(found)) || is_planned_clause(text(found));
  if (found->getType() == Rules::NAME && planned) {
    sink_.report(diag::unsupported_yet("`" + std::string(text(found)) + "`"), span(found));
    throw Broken{found->getTokenIndex() + 1};
  }
  number_with_unit(found);
  const std::vector<std::string> expected = expected_after(last);
  source::Diagnostic& report =
      sink_.report(diag::unexpected_token(listed(expected), found_at(found)), span(found));
  const std::vector<std::string_view> words{"contract", "import", "type",     "const",  "record",
                                            "enum",     "state",  "phases",   "intent", "fn",
                                            "guard",    "on",     "invariant"};
  const auto guess = source::closest(text(found), words);
  if (found->getType() == Rules::CONTRACT) {
    report.help("a file has one `contract` line, before everything else");
  } else if (guess && found->getType() == Rules::NAME && first_on_line(tokens_, found)) {
    report.help("did you mean `" + *guess + "`?");
  } else {
    add_hint(report, nullptr, found, expected);
  }
  throw Broken{found->getTokenIndex() + 1};
}

}  // namespace writ::syntax
