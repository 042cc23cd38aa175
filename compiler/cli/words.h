/// What words of a command line mean that CLI11 has only divided.
#pragma once

#include <string>
#include <vector>

#include "compiler/cli/arguments.h"

namespace writ::cli {

/// Says what is wrong with the command line, and where help is: `command` is ` log`, with a space.
[[nodiscard]] Done usage(const std::string& command, const std::string& message);
/// `; did you mean …?`, if one of the names is near; else nothing.
[[nodiscard]] std::string guess(const std::string& word, const std::vector<std::string>& names);

/// `[TARGET] [list|show ID|accept ID|discard ID]`
[[nodiscard]] Command approval(ApproveOptions options, std::vector<std::string> words);
/// `--filter KEY=VALUE`, each
[[nodiscard]] Command shown_log(LogOptions options, const std::vector<std::string>& filters);

}  // namespace writ::cli
