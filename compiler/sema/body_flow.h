/// What is true at a place of a body, whichever way led to it.
#pragma once

#include <optional>

#include "compiler/source/files.h"

namespace writ::sema {

/// What is true of every path that leads here.
struct Flow {
  std::optional<source::Span> effect;  ///< some path has had an effect: its first one
  bool replied = false;                ///< every path has replied
  std::optional<source::Span> reply;   ///< some path has: its first one
};

/// Where two ways meet.
[[nodiscard]] Flow joined(const Flow& a, const Flow& b);

}  // namespace writ::sema
