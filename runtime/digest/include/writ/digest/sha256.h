/// SHA-256 (FIPS 180-4) of bytes, as text.
#pragma once

#include <string>
#include <string_view>

namespace writ {

/// 64 lower-case hexadecimal digits. Any thread may call it; throws `std::bad_alloc` only.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace writ
