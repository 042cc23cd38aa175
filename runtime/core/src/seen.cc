#include <writ/core/seen.h>

namespace writ {

namespace {

// draft-eastlake-fnv, of 128 bits.
__extension__ using Wide = unsigned __int128;
constexpr Wide offset_basis = Wide{0x6C62272E07BB0142} << 64 | 0x62B821756295C58D;
constexpr Wide prime = Wide{1} << 88 | 0x13B;

}  // namespace

Uuid fingerprint(std::string_view json) {
  Wide hash = offset_basis;
  for (const char byte : json) hash = (hash ^ static_cast<unsigned char>(byte)) * prime;
  const auto high = static_cast<std::uint64_t>(hash >> 64);
  const auto low = static_cast<std::uint64_t>(hash);
  // Version 8, and the variant of RFC 9562.
  return {(high & ~std::uint64_t{0xF000}) | 0x8000, low >> 2 | std::uint64_t{1} << 63};
}

}  // namespace writ
