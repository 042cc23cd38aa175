/// Formats a text, and says what it says.
#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "compiler/format/format.h"
#include "compiler/syntax/parse.h"

namespace writ::format {

/// A text that was parsed. `sound`: without mistakes.
struct Parsed {
  source::Files files;
  source::Sink sink;
  std::vector<syntax::Lexeme> lexemes;
  syntax::Ast ast;

  explicit Parsed(const std::string& text) {
    const source::FileId id = files.add("test.writ", text);
    ast = syntax::parse(files, id, sink, lexemes);
  }
  [[nodiscard]] bool sound() const { return ast.complete && sink.errors() == 0; }
  [[nodiscard]] std::optional<std::string> formatted() const {
    return format(files[source::FileId{}].text(), lexemes);
  }
};

/// The layout of a text without mistakes.
inline std::string formatted(const std::string& text) {
  const Parsed parsed(text);
  INFO(text);
  REQUIRE(parsed.sound());
  const std::optional<std::string> out = parsed.formatted();
  REQUIRE(out);
  return *out;
}

/// A text is laid out like this, and stays so.
inline void check_layout(const std::string& text, const std::string& expected) {
  CHECK(formatted(text) == expected);
  CHECK(formatted(expected) == expected);
}

}  // namespace writ::format
