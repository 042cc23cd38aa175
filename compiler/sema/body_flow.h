/// What is true at a place of a body, whichever way led to it.
#pragma once

#include <optional>
#include <set>

#include "compiler/model/expr.h"
#include "compiler/source/files.h"

namespace writ::sema {

/// What is true of every path that leads here.
struct Flow {
  std::optional<source::Span> effect;  ///< some path has had an effect: its first one
  bool replied = false;                ///< every path has replied
  std::optional<source::Span> reply;   ///< some path has: its first one
  std::set<model::Path> assigned;      ///< every path has set these fields
};

/// Where two ways meet.
[[nodiscard]] Flow joined(const Flow& a, const Flow& b);

}  // namespace writ::sema
