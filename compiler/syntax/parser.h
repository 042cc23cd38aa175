/// ANTLR's parser, which gives up where nesting goes too deep for the walks that come after.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include <utility>
#include <vector>

#include "WritParser.h"
#include "compiler/source/files.h"
#include "compiler/syntax/lexer.h"

namespace writ::syntax {

/// The most levels that expressions, types, fields and phases may nest, and the longest chain of
/// operators or steps: what every recursive walk over an `Ast` may rely on.
inline constexpr std::size_t max_depth = 256;

/// The most words, without comments, that one declaration may have: ANTLR's tree takes 2 kB a word.
inline constexpr std::size_t max_words = 100'000;

/// Thrown inside this folder, caught by `parse`: the whole file is given up.
struct TooDeep {
  source::Span span;
};
struct TooLong {
  source::Span span;  ///< the first word of the declaration
};

class Parser final : public antlr::WritParser {
 public:
  Parser(Tokens* tokens, source::FileId file);

  /// Counts levels; throws TooDeep. Where a condition begins, makes the `{` of its body a BODY.
  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) override;

  /// Counts words; throws TooLong.
  antlr4::Token* consume() override;

  /// Forgets the trees that were built so far.
  void forget();

 private:
  void find_body(std::size_t skipped);

  // The rules that are being parsed, each with its level. (exitRule cannot be overridden: those
  // that were left are found out when the next one is entered.)
  std::vector<std::pair<const antlr4::tree::ParseTree*, std::size_t>> open_;
  Tokens& tokens_;
  source::FileId file_;
  std::size_t looked_at_ = 0;             // by find_body, in this declaration
  std::size_t words_ = 0;                 // of the declaration that is being read
  const antlr4::Token* first_ = nullptr;  // of them
};

}  // namespace writ::syntax
