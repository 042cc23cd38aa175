/// Bytes to tokens: ANTLR's lexer, with byte offsets, and with strings that end on their line.
///
/// Private to this folder: it includes ANTLR.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "WritLexer.h"

namespace writ::syntax {

/// Gives ANTLR one character for each byte, so that its positions are byte offsets. A byte order
/// mark is skipped, and counted. All bytes outside ASCII look alike, so that their transitions are
/// cached; texts are taken from the source by span. `text` must outlive it.
class ByteStream final : public antlr4::CharStream {
 public:
  explicit ByteStream(std::string_view text);

  void consume() override;
  std::size_t LA(ssize_t i) override;
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  std::size_t index() override { return at_; }
  void seek(std::size_t index) override;
  std::size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return "contract"; }
  std::string getText(const antlr4::misc::Interval& interval) override;
  std::string toString() const override { return std::string(text_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// A line that ends inside `"… {` ends the string: an `UNCLOSED` token, and the next line is read
/// as if nothing had happened. A `/` behind `matches` and `matching` begins a pattern. Prints
/// nothing.
class Lexer final : public antlr::WritLexer {
 public:
  explicit Lexer(ByteStream* text);
  std::unique_ptr<antlr4::Token> nextToken() override;

 private:
  std::unique_ptr<antlr4::Token> next();

  std::size_t open_strings_ = 0;  // strings around the expression that is being read
  bool pattern_follows_ = false;
  std::size_t before_ = 0;  // the word that was read last
};

/// The tokens of a file, read when they are asked for.
class Tokens final : public antlr4::CommonTokenStream {
 public:
  using antlr4::CommonTokenStream::CommonTokenStream;
  /// The one at an index, on any channel; null behind the end of the file.
  [[nodiscard]] antlr4::Token* at(std::size_t index) { return sync(index) ? get(index) : nullptr; }
};

}  // namespace writ::syntax
