// UTF-8, strictly (RFC 3629, table in section 4), and text made safe to print.
#include <writ/core/text.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace writ {

std::size_t utf8_length(std::string_view text) {
  std::size_t n = 0;  // of bytes that begin a code point
  const char* p = text.data();
  const char* const end = p + text.size();
#if defined(__SSE2__)
  if (text.size() >= 16) {
    const auto begins = [](const char* at) {  // -1 for each of sixteen bytes that begins one
      return _mm_cmpgt_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)),
                            _mm_set1_epi8(-65));
    };
    // Of the last sixteen those that the rounds below leave.
    const auto rest = static_cast<char>(text.size() % 16);
    const __m128i place = _mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    __m128i counts =
        _mm_sub_epi8(_mm_setzero_si128(),
                     _mm_and_si128(begins(end - 16), _mm_cmplt_epi8(place, _mm_set1_epi8(rest))));
    while (end - p >= 16) {
      // A count is a byte, and may be 1 already.
      for (int round = 0; round < 254 && end - p >= 16; ++round, p += 16)
        counts = _mm_sub_epi8(counts, begins(p));
      const __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());
      n += static_cast<unsigned>(_mm_cvtsi128_si32(sums)) +
           static_cast<unsigned>(_mm_extract_epi16(sums, 4));
      counts = _mm_setzero_si128();
    }
    return n;
  }
#endif
  for (; p != end; ++p) n += (static_cast<unsigned char>(*p) & 0xC0U) != 0x80U;
  return n;
}

std::size_t utf8_sequence(std::string_view text, std::uint32_t& code_point) {
  const auto at = [text](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(text[i])};
  };
  if (text.empty()) return 0;
  const std::uint32_t first = at(0);
  if (first < 0x80) return code_point = first, 1;
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  std::uint32_t c = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((at(i) & 0xC0U) != 0x80U) return 0;
    c = c << 6 | (at(i) & 0x3FU);
  }
  const bool overlong = (size == 3 && c < 0x800) || (size == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
  return code_point = c, size;
}

bool is_utf8(std::string_view text) {
  std::uint32_t ignored = 0;
  while (!text.empty()) {
    const std::size_t size = utf8_sequence(text, ignored);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string_view utf8_prefix(std::string_view text, std::size_t most) {
  std::uint32_t ignored = 0;
  std::size_t length = 0;
  while (length < text.size()) {
    const std::size_t size = utf8_sequence(text.substr(length), ignored);
    if (size == 0 || size > most - length) break;
    length += size;
  }
  return text.substr(0, length);
}

namespace {

bool is_control(std::uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// The characters of Unicode's Bidi_Control.
bool turns_direction(std::uint32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void append_hex(std::string& out, std::uint32_t value) {
  char digits[8];
  const auto end = std::to_chars(digits, digits + sizeof digits, value, 16).ptr;
  out.append(digits, end);
}

}  // namespace

bool is_plain_ascii(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::size_t word = sizeof(std::uint64_t);
  std::uint64_t odd = 0;  // top bits
  const auto look = [&](std::uint64_t w) { odd |= w | (w - ones * 0x20) | (w + ones); };
  const auto look_at = [&](const char* p) {
    std::uint64_t w = 0;
    std::memcpy(&w, p, word);
    look(w);
  };
  const char* p = text.data();
  const char* const end = p + text.size();
  if (text.size() >= word) {
    for (; end - p > static_cast<std::ptrdiff_t>(word); p += word) look_at(p);
    look_at(end - word);  // some of these again
  } else {
    for (; p != end; ++p) look(ones * static_cast<unsigned char>(*p));
  }
  return (odd & ones * 0x80) == 0;
}

std::string printable(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);  // as nearly all are
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::uint32_t c = 0;
    const std::size_t size = utf8_sequence(text, c);
    if (size == 0) {
      out += "\\x";
      append_hex(out, static_cast<unsigned char>(text[0]));  // 0x80 or more: two digits
      text.remove_prefix(1);
      continue;
    }
    if (is_control(c) || turns_direction(c)) {
      out += "\\u{";
      append_hex(out, c);
      out += '}';
    } else {
      out.append(text, 0, size);
    }
    text.remove_prefix(size);
  }
  return out;
}

std::string printable_json(std::string_view json) {
  if (is_plain_ascii(json)) return std::string(json);
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    std::uint32_t c = 0;
    const std::size_t size = std::max<std::size_t>(utf8_sequence(json, c), 1);
    if (is_control(c) || turns_direction(c)) {  // none of them is above U+FFFF
      constexpr std::string_view digits = "0123456789abcdef";
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += digits[c >> shift & 0xf];
    } else {
      out.append(json, 0, size);
    }
    json.remove_prefix(size);
  }
  return out;
}

}  // namespace writ
