/// Diagnostics as a person or a program reads them.
///
/// In: the files and what was found in them. Out: text to write to stderr, or JSON; empty text for
/// no findings. Spans may be odd (empty, reversed, beyond the end, over many lines): they are
/// clamped. Everything that came from a file passes `printable`. Never writes anywhere itself.
#pragma once

#include <string>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"

namespace writ::source {

enum class Format {
  Text,   ///< with the lines of source, carets, labels, helps, and a count at the end
  Short,  ///< one line a finding: `order.writ:31:19: error[unknown-phase]: …`
  Json,   ///< one array of objects, `[]` for none
};

struct RenderOptions {
  Format format = Format::Text;
  bool colour = false;  ///< adds escape codes to Text, and changes nothing else
};

[[nodiscard]] std::string render(const Files& files, const Sink& sink, RenderOptions options);

/// "2 errors, 1 warning", "1 error, 100 warnings; 3 not shown"; behind it how many findings have a
/// fix; empty for no findings.
[[nodiscard]] std::string summary(const Sink& sink);

}  // namespace writ::source
