/// A contract from its file, checked, for tests that read the model.
#pragma once

#include <string>

#include "compiler/model/contract.h"

namespace reference {

/// Reads the file and what it imports, beside it. Ends the program, with the findings, where the
/// contract is not right.
[[nodiscard]] writ::model::Contract contract(const std::string& path);

}  // namespace reference
