/// What the program's exit code says; several at once: the one that matters most.
#pragma once

#include <initializer_list>

namespace writ::cli {

enum ExitCode : int {
  Clean = 0,          ///< nothing wrong; warnings too
  Findings = 1,       ///< warnings under `--werror`, and later failed scenarios, violations …
  ContractError = 2,  ///< errors in the contract
  Usage = 64,         ///< the command line makes no sense
  InputMissing = 66,  ///< an input file is missing or unreadable
  OurBug = 70,        ///< a mistake of ours
  CannotCreate = 73,  ///< an output cannot be created
  InputOutput = 74,   ///< an I/O error, or a full disk
  Interrupted = 130,
};

/// The one to exit with when both happened.
[[nodiscard]] constexpr int worse(int a, int b) {
  for (const int code : {OurBug, InputOutput, CannotCreate, InputMissing, ContractError, Findings})
    if (a == code || b == code) return code;
  return a > b ? a : b;
}

}  // namespace writ::cli
