/// Folds over collections that a machine keeps up to date with each change, instead of going
/// through the collection whenever they are read.
#pragma once

#include "compiler/sema/workspace.h"

namespace writ::sema {

/// Finds the folds of a whole contract that can be kept and are read by an invariant, a guard, a
/// view or a transition, and marks all folds that follow from them; then says of each change what
/// it makes of them.
void keep_folds(Workspace& work);

/// The second half: what the changes of a body make of the folds that are kept.
void note_keepings(const model::Contract& contract, std::vector<model::Statement>& body);

}  // namespace writ::sema
