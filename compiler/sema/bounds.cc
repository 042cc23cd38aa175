#include "compiler/sema/bounds.h"

#include <algorithm>

namespace writ::sema {

Interval interval(model::Bounds bounds) { return {bounds.least, bounds.most}; }

Interval sum_of(Interval a, Interval b) { return {a.least + b.least, a.most + b.most}; }

Interval difference(Interval a, Interval b) { return {a.least - b.most, a.most - b.least}; }

Interval product(Interval a, Interval b) {
  const auto corners = {a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most};
  return {std::min(corners), std::max(corners)};
}

Interval shifted(Interval a, int digits) {
  const Wide factor = power_of_ten(digits);
  return {a.least * factor, a.most * factor};
}

Interval repeated(Interval a, model::Size size, bool partial) {
  const Wide fewest = partial ? 0 : static_cast<Wide>(size.least);
  const auto most = static_cast<Wide>(size.most);
  // Below 2^63 times 2^64: within 128 bits.
  return {std::min(fewest * a.least, most * a.least), std::max(fewest * a.most, most * a.most)};
}

Interval hull(Interval a, Interval b) {
  return {std::min(a.least, b.least), std::max(a.most, b.most)};
}

model::Bounds narrowed(model::Bounds a, model::Bounds b) {
  return {std::max(a.least, b.least), std::min(a.most, b.most)};
}

bool fits(Interval a) { return a.least >= INT64_MIN && a.most <= INT64_MAX; }

void conclude(model::Expr& expr, Interval a) {
  if (fits(a)) {
    expr.bounds = {static_cast<std::int64_t>(a.least), static_cast<std::int64_t>(a.most)};
    return;
  }
  expr.bounds = {};
  expr.overflows = true;
  expr.partial = true;
}

std::int64_t power_of_ten(int digits) {
  std::int64_t power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  return power;
}

}  // namespace writ::sema
