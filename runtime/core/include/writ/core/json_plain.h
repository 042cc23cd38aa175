/// JSON as it is usually written: what nearly every value is, found in few instructions.
///
/// Each function gets where it reads and where the text ends, and gives where it stopped: places
/// stay in registers then, which is what makes them fast. Null: it is not written as usual, and
/// nothing is said of whether it is right. They are inlined into generated code; `JsonReader` reads
/// whatever they leave.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
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
/// Is it a character that stands in a JSON string as it is, of ASCII?
[[nodiscard]] inline bool is_plain(char c) {
  return c != '"' && c != '\\' && static_cast<unsigned char>(c - 0x20) < 0x60;
}

#if defined(__SSE2__)
/// Of sixteen bytes a bit each for those that are none of plain text.
[[nodiscard]] inline unsigned not_plain_of_16(const char* p) {
  const __m128i w = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i marks =
      _mm_or_si128(_mm_cmpeq_epi8(w, _mm_set1_epi8('"')), _mm_cmpeq_epi8(w, _mm_set1_epi8('\\')));
  // a signed compare finds controls and what is not ASCII at once
  const __m128i stop = _mm_or_si128(marks, _mm_cmplt_epi8(w, _mm_set1_epi8(0x20)));
  return static_cast<unsigned>(_mm_movemask_epi8(stop));
}
#endif

/// The first byte that ends plain text: a quote, an escape, a control, a non-ASCII byte, the end.
[[nodiscard]] const char* far_plain_end(const char* p, const char* end);
/// The same. A short text ends here, without a call.
[[nodiscard, gnu::always_inline]] inline const char* plain_end(const char* p, const char* end) {
#if defined(__SSE2__)
  if (end - p >= 16) {
    if (const unsigned stop = not_plain_of_16(p); stop != 0) return p + std::countr_zero(stop);
    p += 16;
  }
#endif
  return far_plain_end(p, end);
}

/// Reads a string without escapes, of ASCII: a view of it.
[[nodiscard, gnu::always_inline]] inline const char* plain_view(const char* p, const char* end,
                                                                std::string_view& out) {
  if (p == end || *p++ != '"') return nullptr;
  const char* const stop = plain_end(p, end);
  if (stop == end || *stop != '"') return nullptr;
  out = {p, static_cast<std::size_t>(stop - p)};
  return stop + 1;
}

/// Makes `out` this text, which may be longer than what a string holds in itself.
void set_long_text(std::string& out, std::string_view text);

/// Reads a string without escapes, of `least..most` characters of ASCII.
[[nodiscard, gnu::always_inline]] inline const char* plain_text(const char* p, const char* end,
                                                                std::size_t least, std::size_t most,
                                                                std::string& out) {
  std::string_view text;
  const char* const behind = plain_view(p, end, text);
  if (!behind || text.size() < least || text.size() > most) return nullptr;
  // A short text is copied in a fixed number of bytes, for which nobody calls a function and any
  // string has room in itself: nothing is thrown between the end of the old text and the new one.
  constexpr std::size_t few = 15;
  if (text.size() <= few && static_cast<std::size_t>(end - text.data()) >= few) {
    out.~basic_string();
    new (&out) std::string(text.data(), few);
    out.resize(text.size());
  } else {
    set_long_text(out, text);
  }
  return behind;
}

/// A number without exponent, of at most 18 digits.
struct PlainNumber {
  bool negative = false;     ///< has it a sign?
  std::uint64_t digits = 0;  ///< as one number
  int whole = 0;             ///< how many stand before the point
  int fraction = -1;         ///< and behind it; -1 when there is no point

  /// So many units, with its sign.
  [[nodiscard]] std::int64_t with_sign(std::uint64_t size) const {
    return negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size);
  }
};

/// Reads one.
[[nodiscard, gnu::always_inline]] inline const char* plain_number(const char* p, const char* end,
                                                                  PlainNumber& out) {
  out.negative = p != end && *p == '-';
  if (out.negative) ++p;
  const char* const first = p;
  const auto run = [&] {
    const char* const from = p;
    while (p != end && static_cast<unsigned>(*p - '0') < 10)
      out.digits = out.digits * 10 + static_cast<std::uint64_t>(*p++ - '0');
    return static_cast<int>(p - from);
  };
  out.whole = run();
  if (out.whole == 0 || (out.whole > 1 && *first == '0')) return nullptr;
  if (p != end && *p == '.') {
    ++p;
    out.fraction = run();
    if (out.fraction == 0) return nullptr;
  }
  const bool fits = p - first <= 18 + (out.fraction > 0 ? 1 : 0);
  return fits && (p == end || (*p | 0x20) != 'e') ? p : nullptr;
}

/// 10 to the power of 0..12, for decimals.
inline constexpr std::uint64_t decimal_powers[] = {1,
                                                   10,
                                                   100,
                                                   1'000,
                                                   10'000,
                                                   100'000,
                                                   1'000'000,
                                                   10'000'000,
                                                   100'000'000,
                                                   1'000'000'000,
                                                   10'000'000'000,
                                                   100'000'000'000,
                                                   1'000'000'000'000};

/// Reads a number that loses nothing at `scale` fraction digits, in units of 10^-`scale`; an
/// integer when `scale` is -1.
[[nodiscard, gnu::always_inline]] inline const char* plain_decimal(const char* p, const char* end,
                                                                   int scale, std::int64_t& units) {
  PlainNumber plain;
  const char* const behind = plain_number(p, end, plain);
  if (!behind || plain.fraction > scale) return nullptr;
  const int zeros = scale - (plain.fraction > 0 ? plain.fraction : 0);
  if (zeros <= 0) {
    units = plain.with_sign(plain.digits);
  } else {
    if (plain.whole + scale > 18) return nullptr;
    units = plain.with_sign(plain.digits * decimal_powers[zeros]);
  }
  return behind;
}

}  // namespace writ
