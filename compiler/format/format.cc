#include "compiler/format/format.h"

#include <algorithm>

#include "compiler/format/columns.h"
#include "compiler/format/layout.h"

namespace writ::format {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Takes white space and commas off the front; whether there was white space.
bool skip_space(std::string_view& text) {
  bool space = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    const bool here = text.front() == ' ' || text.front() == '\n';
    if (!here && text.front() != ',') break;
    space |= here;
  }
  return space;
}

/// Whether a text has exactly these lexemes: none lost, none moved, no two run together. Commas may
/// come, go, and change places with comments.
bool says_the_same(const Layout& layout, std::size_t count, std::string_view text) {
  char last = ' ';
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view expected = layout.text(i);
    if (expected == ",") continue;
    const bool space = skip_space(text);
    if (!text.starts_with(expected)) return false;
    if (expected.empty()) continue;
    if (!space && is_word(last) && is_word(expected.front())) return false;
    text.remove_prefix(expected.size());
    last = expected.back();
  }
  skip_space(text);
  return text.empty();
}

}  // namespace

std::optional<std::string> format(std::string_view text,
                                  const std::vector<syntax::Lexeme>& lexemes) {
  Layout layout(text, lexemes);
  std::string out = aligned(layout.lines());
  if (!says_the_same(layout, lexemes.size(), out)) return std::nullopt;
  return out;
}

}  // namespace writ::format
