#include "compiler/syntax/lexer.h"

#include <algorithm>

namespace writ::syntax {

ByteStream::ByteStream(std::string_view text) : text_(text) {
  if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

void ByteStream::consume() { at_ = std::min(at_ + 1, text_.size()); }

std::size_t ByteStream::LA(ssize_t i) {
  // 1 is the byte to come, -1 the one before it.
  const ssize_t place = static_cast<ssize_t>(at_) + (i > 0 ? i - 1 : i);
  if (i == 0 || place < 0 || place >= static_cast<ssize_t>(text_.size())) return EOF;
  // The grammar tells no two of them apart, and ANTLR caches what it does up to 127.
  constexpr std::size_t strange = 0x7F;
  return std::min<std::size_t>(static_cast<unsigned char>(text_[static_cast<std::size_t>(place)]),
                               strange);
}

void ByteStream::seek(std::size_t index) { at_ = std::min(index, text_.size()); }

std::string ByteStream::getText(const antlr4::misc::Interval& interval) {
  const auto begin = static_cast<std::size_t>(std::max<ssize_t>(interval.a, 0));
  const auto end = static_cast<std::size_t>(std::max<ssize_t>(interval.b + 1, 0));
  if (begin >= std::min(end, text_.size())) return {};
  return std::string(text_.substr(begin, end - begin));
}

namespace {

/// Does a word that is a name stand for a value behind it?
bool begins_operand(std::size_t word) {
  switch (word) {
    case Lexer::AND:
    case Lexer::ASSIGN:
    case Lexer::AT_LEAST:
    case Lexer::AT_MOST:
    case Lexer::BY:
    case Lexer::COALESCE:
    case Lexer::COLON:
    case Lexer::COMMA:
    case Lexer::ELSE:
    case Lexer::ENSURE:
    case Lexer::EQUAL:
    case Lexer::GREATER:
    case Lexer::IF:
    case Lexer::IMPLIES:
    case Lexer::IN:
    case Lexer::LBRACE:
    case Lexer::LBRACKET:
    case Lexer::LESS:
    case Lexer::LPAREN:
    case Lexer::MATCH:
    case Lexer::MINUS:
    case Lexer::MINUS_SET:
    case Lexer::NOT:
    case Lexer::OR:
    case Lexer::PERCENT:
    case Lexer::PLUS:
    case Lexer::PLUS_SET:
    case Lexer::RANGE:
    case Lexer::REPLY:
    case Lexer::REQUIRE:
    case Lexer::SLASH:
    case Lexer::THEN:
    case Lexer::TIMES:
    case Lexer::TIMES_SET:
    case Lexer::UNEQUAL:
    case Lexer::WHEN:
    case Lexer::WHERE: return true;
    default: return false;
  }
}

}  // namespace

Lexer::Lexer(ByteStream* text) : WritLexer(text) { removeErrorListeners(); }

std::unique_ptr<antlr4::Token> Lexer::nextToken() {
  const bool comment = _input->LA(2) == '/' || _input->LA(2) == '*';
  if (pattern_follows_ && _input->LA(1) == '/' && !comment) pushMode(EXPRESSION);
  std::unique_ptr<antlr4::Token> read = next();
  if (read->getChannel() != antlr4::Token::DEFAULT_CHANNEL) return read;
  const std::size_t word = read->getType();
  pattern_follows_ = before_ != DOT && (word == MATCHES || word == MATCHING);
  // `matching` is a name, too: an operand and not what narrows a type.
  if (word == MATCHING && begins_operand(before_)) pattern_follows_ = false;
  before_ = word;
  return read;
}

std::unique_ptr<antlr4::Token> Lexer::next() {
  const std::size_t depth = modeStack.size();
  std::unique_ptr<antlr4::Token> read = WritLexer::nextToken();
  if (modeStack.size() > depth && modeStack.back() == STRING) ++open_strings_;
  if (modeStack.size() < depth && mode == STRING) --open_strings_;
  if (open_strings_ == 0) return read;

  const bool space =
      read->getType() == SPACE && read->getText().find_first_of("\r\n") != std::string::npos;
  if (!space && read->getType() != UNCLOSED) return read;
  while (open_strings_ > 0) {
    popMode();
    if (mode == STRING) --open_strings_;
  }
  popMode();
  auto* unclosed = static_cast<antlr4::CommonToken*>(read.get());
  unclosed->setType(UNCLOSED);
  unclosed->setChannel(antlr4::Token::DEFAULT_CHANNEL);
  return read;
}

}  // namespace writ::syntax
