#include <writ/core/number.h>

namespace writ {

namespace {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` cannot be an extension

}  // namespace

std::int64_t divide_half_even(std::int64_t a, std::int64_t b, int shift, Fault& fault) {
  if (b == 0) {
    fault.note(FaultKind::DivisionByZero);
    return 0;
  }
  const Wide of = Wide{a} * power_of_ten(shift);  // below 2^103
  Wide quotient = of / b;
  const Wide rest = of % b;
  const Wide twice = rest < 0 ? -2 * rest : 2 * rest;
  const Wide by = b < 0 ? -Wide{b} : Wide{b};
  if (twice > by || (twice == by && quotient % 2 != 0)) quotient += (a < 0) == (b < 0) ? 1 : -1;
  if (quotient >= INT64_MIN && quotient <= INT64_MAX) return static_cast<std::int64_t>(quotient);
  fault.note(FaultKind::Overflow);
  return 0;
}

}  // namespace writ
