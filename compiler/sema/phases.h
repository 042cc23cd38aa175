/// The tree of phases.
///
/// Out: the phases of the model, and what each name of a phase, leaf or composite, stands for.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/source/files.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

struct Workspace;

struct NamedPhase {
  std::vector<model::PhaseId> leaves;  ///< in the order written; of a leaf itself
  std::size_t depth = 1;               ///< 1 at the top
  model::GroupId group{};
  std::optional<model::CompositeId> composite;  ///< of one with phases in it
  source::Span span;                            ///< of the name
};

using PhaseTable = std::map<std::string, NamedPhase, std::less<>>;

void build_phases(Workspace& work);

/// What a name of a phase stands for; unknown-phase when it is none.
[[nodiscard]] const NamedPhase* find_phase(Workspace& work, const syntax::Name& name);

/// Is one of these leaves the first one of its group?
[[nodiscard]] bool has_initial(const model::Contract& contract,
                               const std::vector<model::PhaseId>& leaves);

}  // namespace writ::sema
