/// Bytes that are no text, and base64 (RFC 4648, 4) for where only text can go.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace writ {

/// Any bytes, in order.
using Bytes = std::vector<std::uint8_t>;

/// With padding, without line breaks.
[[nodiscard]] std::string base64(const Bytes& bytes);

/// Reads what `base64` writes, and nothing else: no white space, no other alphabet, padding in
/// full, the bits that mean nothing 0. So no two texts are the same bytes. False, and `out` as it
/// was, otherwise.
[[nodiscard]] bool parse_base64(std::string_view text, Bytes& out);

/// Byte by byte, and the shorter one first. Not inlined: g++ 12 takes the sizes of two vectors in a
/// sort for anything, and warns.
[[nodiscard]] bool comes_before(const Bytes& a, const Bytes& b);

}  // namespace writ
