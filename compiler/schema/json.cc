#include "compiler/schema/json.h"

#include <array>
#include <cstdio>

#include <writ/core/text.h>

namespace writ::schema {

namespace {

/// JSON that means the same, with escapes for what controls a terminal.
std::string escaped(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t c = 0;
    const std::size_t size = utf8_sequence(std::string_view(text).substr(at), c);
    const std::string_view character = std::string_view(text).substr(at, size);
    at += size;
    // Beyond ASCII there is nothing but inside of strings, so that an escape means the same.
    if (c < 0x7F || printable(character) == character) {
      out += character;
    } else {
      std::array<char, 8> escape{};
      (void)std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escape.data();
    }
  }
  return out;
}

}  // namespace

std::string text_of(const Json& json) { return escaped(json.dump(2) + "\n"); }

std::string line_of(const Json& json) { return escaped(json.dump()); }

}  // namespace writ::schema
