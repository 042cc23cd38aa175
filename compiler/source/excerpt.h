/// The middle of a rendered diagnostic: lines of source with marks and labels under them.
///
/// Private to the renderer.
#pragma once

#include <string>
#include <string_view>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"

namespace writ::source {

enum class Style { Plain, Strong, Error, Warning, Frame };

/// Wraps text into the escape codes of a style, or leaves it alone.
struct Painter {
  bool colour = false;
  [[nodiscard]] std::string operator()(Style style, std::string_view text) const;
};

/// How many columns the line numbers of a diagnostic need.
[[nodiscard]] std::size_t gutter_width(const Files& files, const Diagnostic& diagnostic);

/// From `  --> path:line:column` to the last label: the primary's file, then the others.
[[nodiscard]] std::string excerpt(const Files& files, const Diagnostic& diagnostic, Painter paint);

}  // namespace writ::source
