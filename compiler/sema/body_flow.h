/// What is true at a place of a body, whichever way led to it.
#pragma once

#include <optional>
#include <set>

#include "compiler/model/expr.h"
#include "compiler/source/files.h"

namespace writ::sema {

struct Workspace;

/// What is true of every path that leads here.
struct Flow {
  std::optional<source::Span> effect;  ///< some path has had an effect: its first one
  bool replied = false;                ///< every path has replied
  std::optional<source::Span> reply;   ///< some path has: its first one
  std::set<model::Path> assigned;      ///< every path has set these fields
};

/// Where two ways meet.
[[nodiscard]] Flow joined(const Flow& a, const Flow& b);

/// Reports the fields that a creation leaves without a value: not-assigned, at its header.
void require_all_assigned(Workspace& work, const Flow& flow, source::Span header);

}  // namespace writ::sema
