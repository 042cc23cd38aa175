/// What can be read and means nothing yet.
///
/// In: an `Ast`. Out: one `unsupported-yet` for each construct of it that the model cannot hold, at
/// the first place where it stands. The list of them in docs/status.md is checked by a test.
#pragma once

#include "compiler/source/diagnostic.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

/// False where something was reported: the rest of the checks rely on its absence.
[[nodiscard]] bool has_meaning(const syntax::Ast& ast, source::Sink& sink);

}  // namespace writ::sema
