#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <vector>

#include <writ/core/number.h>

namespace {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` cannot be an extension

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// Of the three that are near, the one nearest to `a / b`, and of two the even one: by definition.
Wide nearest(Wide a, Wide b) {
  const auto off = [&](Wide q) { return a - q * b < 0 ? q * b - a : a - q * b; };
  const Wide middle = a / b;
  Wide best = middle;
  for (const Wide q : {middle - 1, middle + 1}) {
    if (off(q) < off(best) || (off(q) == off(best) && q % 2 == 0)) best = q;
  }
  return best;
}

void is_nearest(std::int64_t a, std::int64_t b, int shift) {
  writ::Fault fault;
  const std::int64_t found = writ::divide_half_even(a, b, shift, fault);
  if (b == 0) {
    CHECK(fault.kind() == writ::FaultKind::DivisionByZero);
    return;
  }
  const Wide wanted = nearest(Wide{a} * writ::power_of_ten(shift), b);
  const bool fits = wanted >= least && wanted <= most;
  if (fits == !fault && (!fits || found == static_cast<std::int64_t>(wanted))) return;
  FAIL_CHECK(a << " / " << b << " shifted by " << shift << ": " << found);
}

}  // namespace

TEST_CASE("number: quotients of decimals are the nearest, half-even") {
  const std::vector<std::int64_t> edges = {
      least, least + 1, -1'000'001, -7, -3, -2, -1, 0, 1, 2, 3, 5, 10, 999'999, most - 1, most};
  for (const std::int64_t a : edges)
    for (const std::int64_t b : edges)
      for (int shift = 0; shift <= writ::max_scale; ++shift) is_nearest(a, b, shift);
  std::mt19937_64 random(4);
  for (int i = 0; i < 200'000; ++i) {
    // Of any length, so that small ones meet large ones, and halves are met.
    const auto any = [&] { return static_cast<std::int64_t>(random()) >> (random() % 63); };
    is_nearest(any(), any(), static_cast<int>(random() % 13));
  }
  writ::Fault fault;
  CHECK(div(writ::Decimal<2>{1000}, writ::Decimal<4>{30'000}, fault).units == 333);
  CHECK(div(writ::Decimal<2>{5}, 2).units == 2);
  CHECK(div(writ::Decimal<2>{15}, writ::Decimal<1>{-20}).units == -8);
  CHECK(div(writ::Decimal<2>{25}, 10).units == 2);
  CHECK(!fault);
}

TEST_CASE("number: rounding and cutting off") {
  CHECK(writ::round<1>(writ::Decimal<2>{225}).units == 22);
  CHECK(writ::round<1>(writ::Decimal<2>{235}).units == 24);
  CHECK(writ::round<1>(writ::Decimal<2>{-225}).units == -22);
  CHECK(writ::round<0>(writ::Decimal<2>{251}).units == 3);
  CHECK(writ::round<0>(writ::Decimal<12>{most}).units == 9'223'372);
  CHECK(writ::round<3>(writ::Decimal<3>{least}).units == least);
  CHECK(writ::truncated(writ::Decimal<2>{-275}) == -2);
  CHECK(writ::truncated(writ::Decimal<2>{299}) == 2);
  writ::Fault fault;
  CHECK(writ::truncated(-2.75, fault) == -2);
  CHECK(writ::truncated(-9'223'372'036'854'775'808.0, fault) == least);
  CHECK(!fault);
  CHECK(writ::truncated(9'223'372'036'854'775'808.0, fault) == 0);
  CHECK(fault.kind() == writ::FaultKind::Overflow);
}

TEST_CASE("number: the lesser, the greater, and how far from zero") {
  CHECK(writ::least(3, -4) == -4);
  CHECK(writ::greatest(writ::Decimal<2>{3}, writ::Decimal<2>{4}).units == 4);
  CHECK(writ::least(2.5, -0.5) == -0.5);
  CHECK(writ::abs(-7) == 7);
  CHECK(writ::abs(-7.5) == 7.5);
  CHECK(writ::abs(writ::Decimal<1>{-5}).units == 5);
  CHECK(writ::abs(writ::Duration{-5}).us == 5);
  writ::Fault fault;
  CHECK(writ::abs(least + 1, fault) == most);
  CHECK(!fault);
  CHECK(writ::abs(writ::Decimal<2>{least}, fault).units == 0);
  CHECK(fault.kind() == writ::FaultKind::Overflow);
}

TEST_CASE("number: doubles stay finite") {
  const double huge = std::numeric_limits<double>::max();
  const double zero = 0;
  writ::Fault fault;
  CHECK(writ::finite(huge - 1, fault) == huge);
  CHECK(!fault);
  for (const double value : {huge * 2, -huge * 2, huge * 2 - huge * 2}) {
    writ::Fault noted;
    CHECK(writ::finite(value, noted) == zero);
    CHECK(noted.kind() == writ::FaultKind::NotFinite);
  }
}
