#include "compiler/source/paint.h"

namespace writ::source {

std::string Painter::operator()(Style style, std::string_view text) const {
  if (!colour || text.empty() || style == Style::Plain) return std::string(text);
  const auto code = [&] {
    switch (style) {
      case Style::Plain: return "0";
      case Style::Strong: return "1";
      case Style::Error: return "1;31";
      case Style::Warning: return "1;33";
      case Style::Frame: return "1;34";
      case Style::Removed: return "31";
      case Style::Added: return "32";
    }
    return "0";
  }();
  return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace writ::source
