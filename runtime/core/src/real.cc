#include <writ/core/real.h>

#include <charconv>

namespace writ {

namespace {

/// Digits, and where the point is, of a number that is whole and beyond what a double counts one by
/// one: `std::to_chars` would go on behind the digits that matter, and write 2^60 in full.
std::string rounded(const std::string& scientific) {
  const std::size_t e = scientific.find('e');
  std::size_t zeros = 0;
  std::from_chars(scientific.data() + e + 2, scientific.data() + scientific.size(), zeros);
  std::string out = scientific.substr(0, e);
  if (const std::size_t point = out.find('.'); point != std::string::npos) {
    zeros -= out.size() - point - 1;
    out.erase(point, 1);
  }
  return out.append(zeros, '0') + ".0";
}

}  // namespace

std::string real_text(double value) {
  if (!is_finite(value)) return "?";
  if (value == 0) return "0.0";
  // As other writers of JSON do it: an exponent only where there would be many zeros.
  const double size = value < 0 ? -value : value;
  const bool plain = size >= 1e-6 && size < 1e21;
  char digits[64];
  char* const end = digits + sizeof digits;
  const bool large = size >= 9007199254740992;  // 2^53
  const auto format = plain && !large ? std::chars_format::fixed : std::chars_format::scientific;
  std::string out(digits, std::to_chars(digits, end, value, format).ptr);
  if (plain && large) return rounded(out);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

}  // namespace writ
