#include "compiler/syntax/parse.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compiler/syntax/build.h"
#include "compiler/syntax/errors.h"
#include "compiler/syntax/kinds.h"
#include "compiler/syntax/lexeme_reader.h"
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
      : files_(files),
        ast_(ast),
        sink_(sink),
        text_(files[ast.file].text()),
        lexer_(&text_),
        tokens_(&lexer_),
        parser_(&tokens_, ast.file),
        errors_(std::make_shared<Errors>(files, ast.file, tokens_, sink)),
        builder_(files, tokens_, sink, ast),
        lexemes_(tokens_, ast.file) {
    parser_.setErrorHandler(errors_);
  }

  void read() {
    if (tokens_.LA(1) != Rules::CONTRACT) builder_.module_doc();
    const antlr4::ParserRuleContext* last = nullptr;
    bool first = true;  // of what could be read
    while (tokens_.LA(1) != Token::EOF) {
      if (sink_.errors() >= source::Sink::most) {  // nobody reads on
        ast_.complete = false;
        break;
      }
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

  [[nodiscard]] std::vector<Lexeme> lexemes() const { return lexemes_.lexemes(); }

 private:
  const antlr4::ParserRuleContext* contract() {
    parser_.forget();
    auto* context = parser_.contract();
    builder_.contract(context);
    lexemes_.note(context);
    return context;
  }

  const antlr4::ParserRuleContext* declaration(const antlr4::ParserRuleContext* last) {
    begin_ = tokens_.index();
    if (!at_declaration_word() || tokens_.LA(1) == Rules::CONTRACT)
      errors_->not_a_declaration(parser_, last);
    column_ = first_on_line(tokens_, tokens_.LT(1)) ? tokens_.LT(1)->getCharPositionInLine() : 0;
    parser_.forget();
    auto* context = parser_.declaration();
    builder_.declaration(context);
    lexemes_.note(context);
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
    int depth = 0;  // of braces
    for (std::size_t i = begin_; i < broken.resume; ++i) depth += step(tokens_.get(i)->getType());
    tokens_.seek(broken.resume);
    while (tokens_.LA(1) != Token::EOF && !at_declaration(depth <= 0)) {
      depth += step(tokens_.LA(1));
      tokens_.consume();
    }
  }

  static int step(std::size_t word) {
    return word == Rules::LBRACE || word == Rules::BODY ? 1 : word == Rules::RBRACE ? -1 : 0;
  }

  bool at_declaration(bool outside) {
    const Token* word = tokens_.LT(1);
    const Token* last = before(tokens_, word);
    const bool begins_line =
        first_on_line(tokens_, word) && word->getCharPositionInLine() <= column_;
    // `state.total` and `intent.line` are expressions, `on: bool` is a field.
    const std::size_t next = tokens_.LA(2);
    const bool behind_brace = last != nullptr && last->getType() == Rules::RBRACE;
    const bool free = begins_line || (outside && behind_brace);
    return at_declaration_word() && free && next != Rules::DOT && next != Rules::COLON;
  }

  /// What was read over: one report of each kind.
  void habits() {
    std::vector<const Token*> semicolons;
    std::vector<const Token*> comments;
    for (const Token* token : tokens_.getTokens()) {
      if (token->getType() == antlr::WritLexer::SEMICOLON) semicolons.push_back(token);
      if (token->getType() == antlr::WritLexer::BLOCK_COMMENT) comments.push_back(token);
    }
    if (!comments.empty()) report(diag::foreign_comment(), comments, "write `//` before each line");
    if (semicolons.empty()) return;
    std::vector<source::Edit> edits;
    for (const Token* one : semicolons) {
      const std::string_view rest = text().substr(one->getStopIndex() + 1);
      const bool apart = rest.empty() || rest.find_first_of(" \t\r\n}") == 0;
      edits.push_back({span_of(ast_.file, one), apart ? "" : " "});
    }
    report(diag::foreign_semicolon(), semicolons, "leave it out").fix(std::move(edits));
  }

  source::Diagnostic& report(const source::Message& what, const std::vector<const Token*>& all,
                             std::string label) {
    if (all.size() > 1) label += ", and " + std::to_string(all.size() - 1) + " more";
    return sink_.report(what, span_of(ast_.file, all.front()), label);
  }

  [[nodiscard]] std::string_view text() const { return files_[ast_.file].text(); }

  /// What tells of a contract and changes nothing that it does.
  [[nodiscard]] std::vector<source::Span> stories() const {
    std::vector<source::Span> all;
    for (const auto& one : ast_.scenarios) all.push_back(one.span);
    for (const auto& one : ast_.properties) all.push_back(one.span);
    for (const auto& one : ast_.reachables) all.push_back(one.span);
    for (const auto& one : ast_.verifications) all.push_back(one.span);
    std::sort(all.begin(), all.end(),
              [](source::Span a, source::Span b) { return a.begin < b.begin; });
    return all;
  }

  std::string words() {
    std::string all;
    const std::vector<source::Span> left_out = stories();
    auto story = left_out.begin();
    for (const Token* token : tokens_.getTokens()) {
      const std::uint32_t at = span_of(ast_.file, token).begin;
      while (story != left_out.end() && story->end <= at) ++story;
      if (story != left_out.end() && story->begin <= at) continue;
      if (token->getChannel() != Token::DEFAULT_CHANNEL || token->getType() == Token::EOF) continue;
      if (lexemes_.is_optional(token)) continue;  // whether it is there is a matter of layout
      if (!all.empty()) all.push_back(' ');
      all += token->getText();
    }
    return all;
  }

  const source::Files& files_;
  Ast& ast_;
  source::Sink& sink_;
  ByteStream text_;
  Lexer lexer_;
  Tokens tokens_;
  Parser parser_;
  std::shared_ptr<Errors> errors_;
  Builder builder_;
  LexemeReader lexemes_;
  std::size_t begin_ = 0;   // of the declaration that is being read
  std::size_t column_ = 0;  // of its first word
};

}  // namespace

Ast parse(const source::Files& files, source::FileId file, source::Sink& sink) {
  std::vector<Lexeme> ignored;
  return parse(files, file, sink, ignored);
}

Ast parse(const source::Files& files, source::FileId file, source::Sink& sink,
          std::vector<Lexeme>& lexemes) {
  const std::size_t errors = sink.errors();
  Ast ast;
  ast.file = file;
  if (!check_text(files, file, sink)) {
    ast.complete = false;
    return ast;
  }
  try {
    Reader reader(files, sink, ast);
    reader.read();
    if (ast.complete && sink.errors() == errors) lexemes = reader.lexemes();
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
