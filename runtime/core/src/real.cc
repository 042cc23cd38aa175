#include <writ/core/real.h>

#include <charconv>

namespace writ {

std::string real_text(double value) {
  if (!is_finite(value)) return "?";
  if (value == 0) return "0.0";
  // As other writers of JSON do it: an exponent only where there would be many zeros.
  const double size = value < 0 ? -value : value;
  const bool plain = size >= 1e-6 && size < 1e21;
  char digits[64];
  char* const end = digits + sizeof digits;
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  std::string out(digits, std::to_chars(digits, end, value, format).ptr);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

}  // namespace writ
