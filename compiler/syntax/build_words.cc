// Names, numbers, texts and documentation.
#include <algorithm>
#include <charconv>
#include <optional>

#include "WritLexer.h"
#include "compiler/source/printable.h"
#include "compiler/syntax/build.h"
#include "compiler/syntax/errors.h"
#include "compiler/syntax/parser.h"
#include "compiler/syntax/tokens.h"

namespace writ::syntax {

namespace {

using antlr4::Token;

/// The value of `\u{…}`; none if it is no code point.
std::optional<std::uint32_t> code_point(std::string_view escape) {
  constexpr std::string_view opening = "\\u{";
  if (!escape.starts_with(opening) || !escape.ends_with('}')) return std::nullopt;
  const std::string_view hex = escape.substr(opening.size(), escape.size() - opening.size() - 1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  const bool whole = error == std::errc() && end == hex.data() + hex.size();
  if (!whole || hex.size() > 6 || surrogate || value > 0x10FFFF) return std::nullopt;
  return value;
}

/// `\n`, `\u{…}`: how many bytes of `text` the escape at its front has.
std::size_t escape_size(std::string_view text) {
  if (text.starts_with("\\u{")) {
    const std::size_t end = text.find('}');
    if (end != std::string_view::npos) return end + 1;
  }
  return text.size() < 2 ? text.size() : 1 + source::first_code_point(text.substr(1)).bytes;
}

std::optional<std::string> meaning(std::string_view escape) {
  if (escape == "\\\"" || escape == "\\\\" || escape == "\\{") return std::string(escape.substr(1));
  if (escape == "\\n") return "\n";
  if (escape == "\\t") return "\t";
  if (const auto value = code_point(escape)) return source::utf8(*value);
  return std::nullopt;
}

std::string doc_line(std::string_view written) {
  written.remove_prefix(3);
  if (written.starts_with(' ')) written.remove_prefix(1);
  const std::size_t last = written.find_last_not_of(" \t");
  return std::string(written.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

}  // namespace

source::Span Builder::span(const Token* token) const { return span_of(ast_.file, token); }

source::Span Builder::span(const antlr4::ParserRuleContext* context) const {
  return source::join(span(context->start), span(context->stop));
}

Name Builder::name(const antlr4::ParserRuleContext* context) const {
  const source::Span at = span(context);
  return {std::string(text(at)), at};
}

Name Builder::name_if(const antlr4::ParserRuleContext* context) const {
  return context == nullptr ? Name{} : name(context);
}

std::vector<Name> Builder::path_names(Rules::FieldPathContext* context) const {
  std::vector<Name> all;
  for (const auto* one : context->fieldName()) all.push_back(name(one));
  return all;
}

std::string Builder::pattern_text(const Token* token) const {
  const std::string_view written = text(span(token));
  return std::string(written.substr(1, written.size() - 2));
}

std::vector<Name> Builder::names(Rules::NamesContext* context) const {
  std::vector<Name> all;
  if (context == nullptr) return all;
  for (const auto* one : context->name()) all.push_back(name(one));
  return all;
}

std::string Builder::digits(source::Span at) const {
  std::string number(text(at));
  std::erase(number, '_');
  return number;
}

/// How many bytes of layout begin here.
std::size_t Builder::cut_at(std::size_t place) const {
  const auto cut = std::lower_bound(cuts_.begin(), cuts_.end(), place,
                                    [](const Cut& one, std::size_t at) { return one.first < at; });
  return cut != cuts_.end() && cut->first == place ? cut->second - place : 0;
}

std::string Builder::unescaped(source::Span at) {
  const std::string_view whole = text(at);
  std::string value;
  for (std::size_t i = 0; i < whole.size();) {
    if (const std::size_t size = cut_at(at.begin + i); size > 0) {
      i += size;
      continue;
    }
    if (whole[i] != '\\') {
      value.push_back(whole[i++]);
      continue;
    }
    const std::string_view escape = whole.substr(i, escape_size(whole.substr(i)));
    if (const auto meant = meaning(escape)) {
      value += *meant;
    } else {
      const auto begin = static_cast<std::uint32_t>(at.begin + i);
      sink_.report(diag::bad_escape(escape),
                   {at.file, begin, begin + static_cast<std::uint32_t>(escape.size())},
                   escape.starts_with("\\u")
                       ? R"(`\u{...}` holds up to six hexadecimal digits of a character)"
                       : R"(known are `\"`, `\\`, `\n`, `\t`, `\{` and `\u{...}`)");
      ast_.complete = false;
    }
    i += escape.size();
  }
  return value;
}

Doc Builder::doc_above(const Token* token) const {
  const Token* last = before(tokens_, token);
  const std::size_t above = last == nullptr ? 0 : last->getLine();  // whose own doc is on its line
  Doc doc;
  std::size_t line = token->getLine();
  for (std::size_t i = token->getTokenIndex(); i-- > 0 && tokens_.get(i) != last;) {
    const Token* comment = tokens_.get(i);
    if (comment->getChannel() != antlr::WritLexer::DOCUMENTATION) continue;
    if (comment->getLine() == above || comment->getLine() + 1 != line) break;
    line = comment->getLine();
    doc.push_back(doc_line(text(span(comment))));
  }
  std::reverse(doc.begin(), doc.end());
  return doc;
}

Doc Builder::doc_of_member(const antlr4::ParserRuleContext* context) const {
  Doc doc = doc_above(context->start);
  const std::size_t line = context->stop->getLine();
  bool comma = false;
  for (std::size_t i = context->stop->getTokenIndex() + 1; i < tokens_.size(); ++i) {
    const Token* token = tokens_.get(i);
    if (token->getLine() != line) break;
    if (token->getChannel() == antlr::WritLexer::DOCUMENTATION) {
      doc.push_back(doc_line(text(span(token))));
    } else if (token->getChannel() == Token::DEFAULT_CHANNEL) {
      if (comma || token->getType() != Rules::COMMA) break;
      comma = true;
    }
  }
  return doc;
}

Doc Builder::doc_at_top() const {
  Doc doc;
  std::size_t line = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const Token* token = tokens_.get(i);
    if (token->getChannel() == Token::DEFAULT_CHANNEL) break;
    if (token->getChannel() != antlr::WritLexer::DOCUMENTATION) continue;
    if (line != 0 && token->getLine() != line + 1) break;
    line = token->getLine();
    doc.push_back(doc_line(text(span(token))));
  }
  return doc;
}

void Builder::refuse(std::string_view expected, std::string_view found, source::Span at) {
  sink_.report(diag::unexpected_token(expected, found), at);
  throw Broken{tokens_.index()};  // all of the declaration was read
}

Builder::Levels::Levels(Builder& builder, std::size_t count, antlr4::ParserRuleContext* at)
    : builder_(builder), count_(count) {
  if (builder.depth_ + count > max_depth) throw TooDeep{builder.span(at->start)};
  builder_.depth_ += count;
}

}  // namespace writ::syntax
