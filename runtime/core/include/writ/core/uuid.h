/// Identifiers of 128 bits (RFC 9562).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace writ {

/// A UUID of any version; the default is the nil one. Ordered as its text is.
struct Uuid {
  std::uint64_t high = 0;  ///< the first 8 of its 16 bytes, the first one on top
  std::uint64_t low = 0;   ///< the others
  /// As their texts compare.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// Reads `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`, in small or capital letters. False, and `out` as
/// it was, for anything else: braces, `urn:uuid:`, hyphens elsewhere.
[[nodiscard]] bool parse(std::string_view text, Uuid& out);

/// The 36 characters, in small letters.
[[nodiscard]] std::string to_string(const Uuid& uuid);

}  // namespace writ
