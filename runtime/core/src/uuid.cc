#include <writ/core/uuid.h>

namespace writ {

namespace {

constexpr std::size_t length = 36;

bool is_hyphen(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

/// 0..15, or 16 for what is no digit.
std::uint64_t digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint64_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint64_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<std::uint64_t>(c - 'A') + 10;
  return 16;
}

}  // namespace

bool parse(std::string_view text, Uuid& out) {
  if (text.size() != length) return false;
  Uuid uuid;
  for (std::size_t i = 0; i < length; ++i) {
    if (is_hyphen(i)) {
      if (text[i] != '-') return false;
      continue;
    }
    const std::uint64_t value = digit(text[i]);
    if (value > 15) return false;
    std::uint64_t& half = i < 18 ? uuid.high : uuid.low;
    half = half << 4 | value;
  }
  out = uuid;
  return true;
}

std::string to_string(const Uuid& uuid) {
  std::string out;
  out.reserve(length);
  unsigned shift = 64;
  for (std::size_t i = 0; i < length; ++i) {
    if (is_hyphen(i)) {
      out += '-';
      continue;
    }
    shift = shift == 0 ? 60 : shift - 4;
    out += "0123456789abcdef"[(i < 18 ? uuid.high : uuid.low) >> shift & 15];
  }
  return out;
}

}  // namespace writ
