/// What a file must be before anyone reads it: of a bearable size, UTF-8, and what it seems to be.
#pragma once

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"

namespace writ::syntax {

/// False, with one diagnostic, when the file has more than `max_bytes`, or holds bytes that are not
/// UTF-8, a NUL, or a control that reorders the text around it.
[[nodiscard]] bool check_text(const source::Files& files, source::FileId id, source::Sink& sink);

}  // namespace writ::syntax
