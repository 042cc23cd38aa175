// Decimals as text.
#include <writ/core/decimal.h>

namespace writ {

std::string decimal_text(std::int64_t units, int scale) {
  const bool negative = units < 0;
  const std::uint64_t size =
      negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  std::string digits = std::to_string(size);
  const auto places = static_cast<std::size_t>(scale);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  if (negative) digits.insert(0, 1, '-');
  return digits;
}

}  // namespace writ
