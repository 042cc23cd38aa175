#include "compiler/syntax/errors.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/source/printable.h"
#include "compiler/source/suggest.h"
#include "compiler/syntax/kinds.h"
#include "compiler/syntax/tokens.h"
#include "compiler/syntax/words.h"

namespace writ::syntax {

namespace {

using Rules = antlr::WritParser;
using antlr4::ParserRuleContext;
using antlr4::Token;

/// A word that could stand here, when `found` is nearly that.
std::optional<std::string> guessed_word(const std::vector<std::string>& expected,
                                        std::string_view found) {
  std::vector<std::string_view> words;
  for (const std::string_view word : expected) {
    if (word.starts_with('`')) words.push_back(word.substr(1, word.size() - 2));
  }
  return source::closest(found, words);
}

/// Signs of other languages that stand for nothing here.
std::optional<std::string> advice(std::string_view text) {
  if (text == "&") return "write `and`";
  if (text == "|") return "write `or`";
  if (text == "@") return "there are no annotations";
  if (text == "#") return "a comment begins with `//`";
  if (text == "'") return "a text stands in double quotes";
  return std::nullopt;
}

}  // namespace

source::Span Errors::span(const Token* token) const {
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
  const ParserRuleContext* context = parser.getContext();
  unclosed(context, found);
  missing_brace(parser, found);
  bad_word(found);
  const std::vector<std::string> expected = expected_words(parser, found);
  habit(context, found, expected);
  reserved(found, expected);
  glued(context, found);

  source::Diagnostic& report =
      sink_.report(diag::unexpected_token(listed(expected), found_at(found)), span(found));
  const Token* open = innermost_open(context);
  const bool bracket = open != nullptr && text(open) != "{";
  if (bracket && open->getLine() < found->getLine()) {
    report.also(span(open), "this `" + std::string(text(open)) + "` is still open");
  }
  add_hint(report, context, found, expected);
  throw Broken{found->getTokenIndex()};
}

void Errors::add_hint(source::Diagnostic& report, const ParserRuleContext* context,
                      const Token* found, const std::vector<std::string>& expected) {
  const std::string written(text(found));
  const std::size_t type = found->getType();
  if ((type == Rules::LPAREN || type == Rules::LBRACKET) && first_on_line(tokens_, found)) {
    report.help("`" + written + "` goes on with an expression only on the same line");
  } else if (type == Rules::GREATER && takes_no_types(found)) {
    report.help("only `list`, `set` and `map` take types");
  } else if (type == Rules::EQUAL && expected.front() == "`=`") {
    report.help("`=` assigns, `==` compares");
  } else if (type == Rules::LBRACE && expected.front() == "an expression") {
    report.help("before a body, what stands in braces stands in parentheses: `({ ... })`");
  } else if (const auto guess = guessed_word(expected, written); guess && is_name(type)) {
    report.help("did you mean `" + *guess + "`?");
  } else if (context != nullptr && source::closest(text(context->start), {"else"})) {
    report.help("did you mean `else`?");
  } else if (const auto instead = advice(written)) {
    report.help(*instead);
  } else if (open_text(context) != nullptr) {
    report.help(std::string(brace_in_text));
  }
}

void Errors::not_a_declaration(Rules& parser, const ParserRuleContext* last) {
  const Token* found = tokens_.LT(1);
  if (found->getType() == Rules::RBRACE) {
    sink_.report(diag::extra_brace(), span(found), "every `{` before it has its own");
    throw Broken{found->getTokenIndex() + 1};
  }
  unclosed(nullptr, found);
  bad_word(found);
  const std::vector<std::string> expected = expected_after(last);
  habit(last, found, expected);

  source::Diagnostic& report =
      sink_.report(diag::unexpected_token(listed(expected), found_at(found)), span(found));
  const std::vector<std::string> words = declaration_words(parser.getVocabulary());
  const std::vector<std::string_view> views(words.begin(), words.end());
  const auto guess = source::closest(text(found), views);
  if (found->getType() == Rules::CONTRACT) {
    report.help("a file has one `contract` line, before everything else");
  } else if (guess && is_name(found->getType()) && first_on_line(tokens_, found)) {
    report.help("did you mean `" + *guess + "`?");
  } else {
    add_hint(report, nullptr, found, expected);
  }
  throw Broken{found->getTokenIndex() + 1};
}

}  // namespace writ::syntax
