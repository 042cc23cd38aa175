/// Which of the modules each generated header includes and names.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/emit/template.h"
#include "compiler/model/contract.h"

namespace writ::emit {

/// The modules whose names a file uses: those that a contract imports, directly or not, all of
/// them; those that a module says something of. So a module's header is the same whoever imports
/// it.
[[nodiscard]] std::set<model::ModuleId> modules_used(const model::Contract& contract,
                                                     model::ModuleId by);
/// `money.writ.h`: the headers of these modules, sorted.
[[nodiscard]] std::vector<Facts> module_headers(const model::Contract& contract,
                                                const std::set<model::ModuleId>& modules);
/// `money::Money`: the names of the types of these modules, sorted.
[[nodiscard]] std::vector<Facts> module_types(const model::Contract& contract,
                                              const std::set<model::ModuleId>& modules);

}  // namespace writ::emit
