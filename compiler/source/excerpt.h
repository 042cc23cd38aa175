/// The middle of a rendered diagnostic: lines of source with marks and labels under them.
///
/// Private to the renderer.
#pragma once

#include <string>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/source/paint.h"

namespace writ::source {

/// How many columns the line numbers of a diagnostic need.
[[nodiscard]] std::size_t gutter_width(const Files& files, const Diagnostic& diagnostic);

/// From `  --> path:line:column` to the last label: the primary's file, then the others.
[[nodiscard]] std::string excerpt(const Files& files, const Diagnostic& diagnostic, Painter paint);

}  // namespace writ::source
