/// Patterns as C++: each is a table in the function that asks it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/emit/code.h"
#include "compiler/emit/template.h"
#include "compiler/model/contract.h"

namespace writ::emit {

/// Declares `pattern`, which `writ::matches` takes: an automaton, or steps where that is too large.
void declare_pattern(Code& code, const std::string& pattern);

/// `patterns::pattern_1`, of one of the contract's patterns; without its module.
[[nodiscard]] std::string pattern_name(const model::Contract& contract, std::size_t pattern);
/// A function for each of what `matches` searches for in the text of a module.
[[nodiscard]] std::vector<Facts> pattern_functions(const model::Contract& contract,
                                                   model::ModuleId module);

}  // namespace writ::emit
