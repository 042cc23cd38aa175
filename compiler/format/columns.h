/// Lines to text: what belongs together is put into columns.
#pragma once

#include <string>
#include <vector>

#include "compiler/format/doc.h"

namespace writ::format {

/// Neighbouring lines of one kind begin their parts in the same columns, and comments behind
/// neighbouring lines stand in one column, unless a line would become too long.
[[nodiscard]] std::string aligned(std::vector<Line> lines);

}  // namespace writ::format
