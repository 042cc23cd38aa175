/// Types with rules (`in {a, b}`, `matching`, `format`, `unique by`, `where`) and patterns as C++:
/// each such type has one function that says whether a value is one, each pattern one table.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// `refined::is_sku(value)`; the whole of what the type asks, bounds and size too.
[[nodiscard]] std::string refined_call(const model::Contract& contract, model::TypeId id,
                                       const std::string& value);
/// The rules in words: "one of EUR, USD", "matching /^[A-Z]+$/".
[[nodiscard]] std::string rule_words(const model::Contract& contract, const model::Rules& rules);
/// The code of a problem in JSON: "pattern", "format", "enum", "unique", "where".
[[nodiscard]] std::string problem_code(const model::Rules& rules);

/// The functions of all types with rules that a value in the state or a payload may have.
[[nodiscard]] std::vector<Facts> refined_functions(const Unit& unit, bool bodies);

/// `patterns::pattern_1`, of one of the contract's patterns; without its module.
[[nodiscard]] std::string pattern_name(const model::Contract& contract, std::size_t pattern);
/// The tables of what `matches` searches for in the text of a module.
[[nodiscard]] std::vector<Facts> pattern_tables(const model::Contract& contract,
                                                model::ModuleId module);

}  // namespace writ::emit
