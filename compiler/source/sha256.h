/// SHA-256 of bytes, as text. Used for the hash that a contract is known by.
#pragma once

#include <string>
#include <string_view>

namespace writ::source {

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace writ::source
