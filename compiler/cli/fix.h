/// `writ check --fix`: what a diagnostic knows how to mend is mended.
#pragma once

#include "compiler/cli/commands.h"
#include "compiler/cli/sources.h"

namespace writ::cli {

/// Makes the fixes of all findings in the named files, again and again until nothing changes, never
/// in a file that is only imported; writes the files, all or none, and prints what changed as a
/// diff. `drafts` gets the new texts. Returns the exit code: not Clean when nothing was written.
int fix(const CheckOptions& options, Drafts& drafts);

}  // namespace writ::cli
