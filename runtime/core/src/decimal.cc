// Decimals as text.
#include <writ/core/decimal.h>

namespace writ {

void append_decimal(std::string& out, std::int64_t units, int scale) {
  const bool negative = units < 0;
  std::uint64_t size =
      negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  char text[24];
  char* const end = text + sizeof text;
  char* p = end;
  for (int digit = 0; digit <= scale || size != 0; ++digit) {  // from the last one on
    if (digit == scale && digit != 0) *--p = '.';
    *--p = static_cast<char>('0' + size % 10);
    size /= 10;
  }
  if (negative) *--p = '-';
  out.append(p, end);
}

std::string decimal_text(std::int64_t units, int scale) {
  std::string out;
  append_decimal(out, units, scale);
  return out;
}

}  // namespace writ
