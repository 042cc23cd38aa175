/// An entry of a log as a person reads it.
#pragma once

#include <string>

#include "compiler/log/entry.h"
#include "compiler/source/paint.h"

namespace writ::log {

/// A head line, and below it what refused it, who denied, what changed; whole lines, safe to print.
[[nodiscard]] std::string shown(const Members& entry, source::Painter paint);

}  // namespace writ::log
