/// Colours on a terminal. They only add: without them the text is the same.
#pragma once

#include <string>
#include <string_view>

namespace writ::source {

enum class Style { Plain, Strong, Error, Warning, Frame, Removed, Added };

/// Wraps text into the escape codes of a style, or leaves it alone.
struct Painter {
  bool colour = false;
  [[nodiscard]] std::string operator()(Style style, std::string_view text) const;
};

}  // namespace writ::source
