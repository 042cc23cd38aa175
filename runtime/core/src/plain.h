/// What stands in a JSON string as it is: for those who read and those who write it.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace writ {

/// Of eight bytes the top bit of some that are none of plain text: of the first such byte, and
/// perhaps of some behind it. (In a big-endian word it may be one before: 0 is right for both.)
[[nodiscard]] inline std::uint64_t not_plain(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  const std::uint64_t quote = bytes ^ ones * '"';
  const std::uint64_t slash = bytes ^ ones * '\\';
  return ((quote - ones) | (slash - ones) | (bytes - ones * 0x20) | bytes) & ones * 0x80;
}
/// The same of one.
[[nodiscard]] inline bool is_plain(char c) {
  return c != '"' && c != '\\' && static_cast<unsigned char>(c - 0x20) < 0x60;
}

/// The first byte that ends plain text: a quote, an escape, a control, a non-ASCII byte, the end.
[[gnu::always_inline]] inline const char* plain_end(const char* q, const char* end) {
#if defined(__SSE2__)
  for (; end - q >= 16; q += 16) {  // a signed compare finds controls and non-ASCII at once
    const __m128i w = _mm_loadu_si128(reinterpret_cast<const __m128i*>(q));
    const __m128i stop = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(w, _mm_set1_epi8('"')), _mm_cmpeq_epi8(w, _mm_set1_epi8('\\'))),
        _mm_cmplt_epi8(w, _mm_set1_epi8(0x20)));
    if (const int at = _mm_movemask_epi8(stop); at != 0)
      return q + std::countr_zero(static_cast<unsigned>(at));
  }
#endif
  if constexpr (std::endian::native == std::endian::little) {
    for (; end - q >= 8; q += 8) {  // eight at a time
      std::uint64_t w = 0;
      std::memcpy(&w, q, 8);
      if (const std::uint64_t stop = not_plain(w); stop != 0) return q + std::countr_zero(stop) / 8;
    }
  }
  while (q != end && is_plain(*q)) ++q;
  return q;
}

}  // namespace writ
