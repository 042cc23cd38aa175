#include "compiler/syntax/parse.h"

#include <memory>
#include <string>

#include "compiler/syntax/build.h"
#include "compiler/syntax/errors.h"
#include "compiler/syntax/kinds.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/parser.h"
#include "compiler/syntax/text_check.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using antlr4::Token;
using Rules = antlr::WritParser;

/// One file, a declaration at a time: what is broken is reported once and skipped.
class Reader {
 public:
  Reader(const source::Files& files, source::Sink& sink, Ast& ast)
      : ast_(ast),
        sink_(sink),
        text_(files[ast.file].text()),
        lexer_(&text_),
        tokens_(&lexer_),
        parser_(&tokens_, ast.file),
        errors_(std::make_shared<Errors>(files, ast.file, tokens_, sink)),
        builder_(files, tokens_, sink, ast) {
    parser_.setErrorHandler(errors_);
  }

  void read() {
    if (tokens_.LA(1) != Rules::CONTRACT) builder_.module_doc();
    const antlr4::ParserRuleContext* last = nullptr;
    bool first = true;  // of what could be read
    while (tokens_.LA(1) != Token::EOF) {
      if (sink_.errors() >= source::Sink::most) break;  // nobody reads on
      try {
        last = first && tokens_.LA(1) == Rules::CONTRACT ? contract() : declaration(last);
        first = false;
      } catch (const Broken& broken) {
        ast_.complete = false;
        last = nullptr;
        skip(broken);
      }
    }
    habits();
    if (ast_.complete) ast_.words = words();
  }

 private:
  const antlr4::ParserRuleContext* contract() {
    parser_.forget();
    auto* context = parser_.contract();
    builder_.contract(context);
    return context;
  }

  const antlr4::ParserRuleContext* declaration(const antlr4::ParserRuleContext* last) {
    if (!at_declaration_word() || tokens_.LA(1) == Rules::CONTRACT)
      errors_->not_a_declaration(parser_, last);
    column_ = first_on_line(tokens_, tokens_.LT(1)) ? tokens_.LT(1)->getCharPositionInLine() : 0;
    parser_.forget();
    auto* context = parser_.declaration();
    builder_.declaration(context);
    return context;
  }

  /// `record`, and `open record`.
  bool at_declaration_word() {
    return begins_declaration(tokens_.LA(1)) ||
           (tokens_.LA(1) == Rules::OPEN && tokens_.LA(2) == Rules::RECORD);
  }

  /// To the next word that begins a declaration: the first on its line, no further in than the
  /// broken one, or behind a `}`.
  void skip(const Broken& broken) {
    tokens_.seek(broken.resume);
    while (tokens_.LA(1) != Token::EOF && !at_declaration()) tokens_.consume();
  }

  bool at_declaration() {
    const Token* word = tokens_.LT(1);
    const Token* last = before(tokens_, word);
    const bool begins_line =
        first_on_line(tokens_, word) && word->getCharPositionInLine() <= column_;
    // `state.total` and `intent.line` are expressions, `on: bool` is a field.
    const std::size_t next = tokens_.LA(2);
    const bool free = begins_line || (last != nullptr && last->getType() == Rules::RBRACE);
    return at_declaration_word() && free && next != Rules::DOT && next != Rules::COLON;
  }

  /// What was read over: one report of each kind.
  void habits() {
    const source::Message kinds[] = {diag::foreign_semicolon(), diag::foreign_comment()};
    const std::size_t types[] = {antlr::WritLexer::SEMICOLON, antlr::WritLexer::BLOCK_COMMENT};
    const std::string_view labels[] = {"leave it out", "write `//` before each line"};
    for (std::size_t i = 0; i < 2; ++i) {
      std::size_t count = 0;
      const Token* first = nullptr;
      for (const Token* token : tokens_.getTokens()) {
        if (token->getType() != types[i]) continue;
        if (count++ == 0) first = token;
      }
      if (first == nullptr) continue;
      std::string label(labels[i]);
      if (count > 1) label += ", and " + std::to_string(count - 1) + " more";
      sink_.report(kinds[i],
                   {ast_.file, static_cast<std::uint32_t>(first->getStartIndex()),
                    static_cast<std::uint32_t>(first->getStopIndex() + 1)},
                   label);
    }
  }

  std::string words() {
    std::string all;
    for (const Token* token : tokens_.getTokens()) {
      if (token->getChannel() != Token::DEFAULT_CHANNEL || token->getType() == Token::EOF) continue;
      if (!all.empty()) all.push_back(' ');
      all += token->getText();
    }
    return all;
  }

  Ast& ast_;
  source::Sink& sink_;
  ByteStream text_;
  Lexer lexer_;
  Tokens tokens_;
  Parser parser_;
  std::shared_ptr<Errors> errors_;
  Builder builder_;
  std::size_t column_ = 0;  // of the declaration that is being read
};

}  // namespace

Ast parse(const source::Files& files, source::FileId file, source::Sink& sink) {
  Ast ast;
  ast.file = file;
  if (!check_text(files, file, sink)) {
    ast.complete = false;
    return ast;
  }
  try {
    Reader(files, sink, ast).read();
  } catch (const TooDeep& place) {
    sink.report(diag::nested_too_deep(), place.span, "level 257 begins here")
        .help("give an inner part a name of its own, with `const` or `fn`");
    ast.complete = false;
  } catch (const TooLong& declaration) {
    sink.report(diag::declaration_too_long(), declaration.span, "it begins here")
        .help("divide it into several");
    ast.complete = false;
  }
  return ast;
}

}  // namespace writ::syntax
