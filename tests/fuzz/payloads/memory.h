/// Memory that is counted: see memory.cc, which replaces `new` in the whole program.
#pragma once

#include <cstddef>

namespace fuzz {

/// Bytes that have been asked for so far, whatever became of them.
[[nodiscard]] std::size_t asked();

}  // namespace fuzz
