/// What `writ gen` leaves behind: its files, and what a build wants to know of them.
#pragma once

#include <string>
#include <vector>

#include "compiler/cli/commands.h"
#include "compiler/cli/disk.h"

namespace writ::cli {

/// Writes the files, all or none, with the depfile and the stamp if the options name them; `read`
/// is what they were made of. Says what went wrong; returns the exit code.
[[nodiscard]] int write_outputs(const GenOptions& options, std::vector<NewFile> files,
                                const std::vector<std::string>& read);

/// The JSON Schema or the tools of a contract, into their file or to standard output.
[[nodiscard]] int gen_schema(const GenOptions& options, const Pipeline& pipeline,
                             const Pipeline::Result& result);

}  // namespace writ::cli
