/// The command line: what `writ` was asked to do.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "compiler/cli/commands.h"

namespace writ::cli {

/// Nothing more to do: help was printed, or the command line made no sense.
struct Done {
  int exit_code = 0;
};

using Command = std::variant<Done, CheckOptions, GenOptions, FmtOptions, TestOptions, SimOptions,
                             ServeOptions, ApproveOptions, LogOptions, NewOptions, MessagesOptions,
                             ExplainOptions, CompletionOptions>;

/// Prints help or an error itself. The only file that knows CLI11.
[[nodiscard]] Command parse_arguments(int count, const char* const* arguments);

/// A subcommand and the long options that it takes, for the completion scripts.
struct Completable {
  std::string name;
  std::string description;
  std::vector<std::string> options;
};
[[nodiscard]] std::vector<Completable> completables();

}  // namespace writ::cli
