/// What happens when a sentence breaks: one report in our words, and the declaration is given up.
///
/// Private to this folder: it includes ANTLR. ANTLR's own recovery (inserting and deleting words)
/// is switched off: it guesses, and a wrong guess is a second error that the user did not make.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "WritParser.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"

namespace writ::syntax {

/// Thrown inside this folder after the report, caught by `parse`. Reading goes on at the first word
/// from token `resume` on that begins a declaration.
struct Broken {
  std::size_t resume = 0;
};

inline constexpr std::string_view brace_in_text =
    "`{` begins a value inside a text; the character itself is `\\{`";

class Errors final : public antlr4::ANTLRErrorStrategy {
 public:
  Errors(const source::Files& files, source::FileId file, antlr4::TokenStream& tokens,
         source::Sink& sink)
      : files_(files), file_(file), tokens_(tokens), sink_(sink) {}

  /// A token that can begin no declaration stands where one is expected; `last` is the declaration
  /// before it, null for none.
  [[noreturn]] void not_a_declaration(antlr::WritParser& parser,
                                      const antlr4::ParserRuleContext* last);

  // What ANTLR calls. Each failure ends in a Broken.
  void reset(antlr4::Parser*) override {}
  void sync(antlr4::Parser*) override {}
  void reportMatch(antlr4::Parser*) override {}
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;

 private:
  [[noreturn]] void fail(antlr::WritParser& parser, antlr4::Token* found);

  // errors_stories.cc. Each reports and throws if it is the story, else returns. `context` is null
  // between declarations.
  void unclosed(const antlr4::ParserRuleContext* context, const antlr4::Token* found);
  void missing_brace(antlr::WritParser& parser, const antlr4::Token* found);
  void bad_word(const antlr4::Token* found);
  void habit(const antlr4::ParserRuleContext* context, const antlr4::Token* found,
             const std::vector<std::string>& expected);
  void chained(const antlr4::Token* found);
  [[noreturn]] void twice_compared(const antlr4::Token* first, const antlr4::Token* second);
  [[nodiscard]] bool is_range(const antlr4::Token* first, const antlr4::Token* second,
                              std::string_view operand) const;
  [[nodiscard]] bool takes_no_types(const antlr4::Token* found) const;
  void joined_lines(const antlr4::Token* found);
  void glued(const antlr4::ParserRuleContext* context, const antlr4::Token* found);
  [[nodiscard]] bool reads_field(const antlr4::Token* found,
                                 const std::vector<std::string>& expected) const;
  void reserved(const antlr4::Token* found, const std::vector<std::string>& expected);

  /// At most one help.
  void add_hint(source::Diagnostic& report, const antlr4::ParserRuleContext* context,
                const antlr4::Token* found, const std::vector<std::string>& expected);

  [[nodiscard]] source::Span span(const antlr4::Token* token) const;
  [[nodiscard]] std::string_view text(const antlr4::Token* token) const;
  [[nodiscard]] std::string found_at(const antlr4::Token* token) const;

  const source::Files& files_;
  source::FileId file_;
  antlr4::TokenStream& tokens_;
  source::Sink& sink_;
};

}  // namespace writ::syntax
