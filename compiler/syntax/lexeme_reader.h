/// From a parse tree to lexemes.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include <vector>

#include "WritParser.h"
#include "compiler/syntax/lexemes.h"

namespace writ::syntax {

class LexemeReader {
 public:
  LexemeReader(antlr4::BufferedTokenStream& tokens, source::FileId file)
      : tokens_(tokens), file_(file) {}

  /// Notes what begins where in a declaration, while its tree exists.
  void note(antlr4::ParserRuleContext* declaration);
  /// Whether a token is a comma that may be left out.
  [[nodiscard]] bool is_optional(const antlr4::Token* token) const;
  /// All lexemes, once everything is noted.
  [[nodiscard]] std::vector<Lexeme> lexemes() const;

 private:
  struct Note {
    Lexeme lexeme;
    bool seen = false;
  };
  /// What is known of a token, made when first asked for.
  Note& at(const antlr4::Token* token);

  void visit(antlr4::ParserRuleContext* context);
  void visit_token(antlr4::ParserRuleContext* context, std::size_t child,
                   const antlr4::Token* token);
  void columns(antlr4::ParserRuleContext* context);
  void text(antlr4::ParserRuleContext* context);

  antlr4::BufferedTokenStream& tokens_;
  source::FileId file_;
  std::vector<Note> noted_;  // by the index of the token
};

}  // namespace writ::syntax
