/// What must hold of any bytes whatever that are taken for a contract.
#pragma once

#include <string_view>

namespace fuzz {

/// Reads the bytes as a source file, shows what was found in every format, checks what could be
/// read and makes C++ of what is right. Where something does not hold, says what and aborts.
void judge(std::string_view bytes);

}  // namespace fuzz
