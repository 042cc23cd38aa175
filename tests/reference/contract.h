/// A contract from its file, checked, for tests that read the model.
#pragma once

#include <string>

#include "compiler/model/contract.h"
#include "compiler/source/files.h"

namespace reference {

/// A contract, and what it was read from.
struct Checked {
  writ::source::Files files;
  writ::model::Contract contract;
};

/// Reads the file and what it imports, beside it. Ends the program, with the findings, where the
/// contract is not right.
[[nodiscard]] Checked checked(const std::string& path);
/// The contract alone.
[[nodiscard]] writ::model::Contract contract(const std::string& path);

}  // namespace reference
