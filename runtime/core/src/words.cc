#include <writ/core/words.h>

#include <writ/core/text.h>

namespace writ {

std::string pointer_step(std::string_view key) {
  std::string out;
  for (const char c : printable(utf8_prefix(key, 64))) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace writ
