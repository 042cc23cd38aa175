/// A refusal as JSON: what the dynamic door answers, and what logs keep.
#pragma once

#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>

namespace writ {

/// Writes the members of a refusal into an open object: `refused`, `message`, and those of `path`,
/// `guard`, `source`, `denials` and `problems` that there are. A contract's own code adds the
/// suggestion.
void append_refusal(JsonMembers& members, const Refusal& refusal);

}  // namespace writ
