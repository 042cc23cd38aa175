#include "compiler/sema/bounds.h"

#include <algorithm>
#include <optional>

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

namespace {

Wide cut_off(Wide a, Wide b) { return a / b; }

Wide half_even(Wide a, Wide b) {
  const Wide whole = a / b;
  const Wide rest = a % b;
  const Wide twice = rest < 0 ? -2 * rest : 2 * rest;
  const Wide by = b < 0 ? -b : b;
  if (twice < by || (twice == by && whole % 2 == 0)) return whole;
  return (a < 0) == (b < 0) ? whole + 1 : whole - 1;
}

/// Where `b` has one sign, the ends are the greatest and the least.
template <class Divide>
Interval quotient_of(Interval a, Interval b, Divide divide) {
  std::optional<Interval> all;
  for (const Interval by : {Interval{b.least, std::min<Wide>(b.most, -1)},
                            Interval{std::max<Wide>(b.least, 1), b.most}}) {
    if (by.least > by.most) continue;
    const auto corners = {divide(a.least, by.least), divide(a.least, by.most),
                          divide(a.most, by.least), divide(a.most, by.most)};
    const Interval part = {std::min(corners), std::max(corners)};
    all = all ? hull(*all, part) : part;
  }
  return all.value_or(Interval{});
}

}  // namespace

Interval quotient(Interval a, Interval b) { return quotient_of(a, b, cut_off); }

Interval quotient_half_even(Interval a, Interval b) { return quotient_of(a, b, half_even); }

Interval magnitude(Interval a) {
  if (a.least >= 0) return a;
  if (a.most <= 0) return {-a.most, -a.least};
  return {0, std::max(-a.least, a.most)};
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

void conclude(model::Expr& expr, Interval a, Interval with_zeros) {
  conclude(expr, a);
  if (fits(with_zeros)) return;
  expr.overflows = true;
  expr.partial = true;
}

Interval or_zero(const model::Expr& value) {
  const Interval known = interval(value.bounds);
  return value.partial ? hull(known, {0, 0}) : known;
}

std::int64_t power_of_ten(int digits) {
  std::int64_t power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  return power;
}

}  // namespace writ::sema
