// Decimals: exact at the edges of 64 bits, and never silently wrong.
#include <writ/core/decimal.h>

#include <catch2/catch.hpp>

using writ::add;
using writ::Decimal;
using writ::Fault;
using writ::FaultKind;

namespace {

constexpr std::int64_t most = INT64_MAX;
constexpr std::int64_t least = INT64_MIN;

/// What `compute(fault)` gives, with the kind of its fault.
template <class Compute>
auto checked(Compute compute) {
  Fault fault;
  const auto value = compute(fault);
  return std::pair(value, fault.kind());
}

}  // namespace

TEST_CASE("core/decimal: plain arithmetic") {
  constexpr Decimal<2> price{250};
  STATIC_REQUIRE(price + Decimal<2>{1} == Decimal<2>{251});
  STATIC_REQUIRE(price - Decimal<2>{251} == Decimal<2>{-1});
  STATIC_REQUIRE(-price == Decimal<2>{-250});
  STATIC_REQUIRE(price * 3 == Decimal<2>{750});
  STATIC_REQUIRE(3 * price == Decimal<2>{750});
  STATIC_REQUIRE(std::is_same_v<decltype(price * Decimal<3>{}), Decimal<5>>);
  STATIC_REQUIRE(price * Decimal<3>{1500} == Decimal<5>{375'000});
  STATIC_REQUIRE(Decimal<2>::of(7) == Decimal<2>{700});
  STATIC_REQUIRE(Decimal<0>::of(7) == Decimal<0>{7});
  STATIC_REQUIRE(writ::rescale<4>(price) == Decimal<4>{25'000});
  STATIC_REQUIRE(writ::rescale<2>(price) == price);
  STATIC_REQUIRE(Decimal<2>{-1} < Decimal<2>{});
}

TEST_CASE("core/decimal: checked arithmetic of integers at the edges") {
  using Pair = std::pair<std::int64_t, FaultKind>;
  constexpr Pair overflow{0, FaultKind::Overflow};
  const auto of = [](std::int64_t (*f)(std::int64_t, std::int64_t, Fault&), std::int64_t a,
                     std::int64_t b) {
    return checked([&](Fault& fault) { return f(a, b, fault); });
  };
  CHECK(of(writ::add, most, 0) == Pair{most, FaultKind::None});
  CHECK(of(writ::add, most, 1) == overflow);
  CHECK(of(writ::add, least, -1) == overflow);
  CHECK(of(writ::sub, least, 1) == overflow);
  CHECK(of(writ::sub, -1, most) == Pair{least, FaultKind::None});
  CHECK(of(writ::sub, 0, least) == overflow);
  CHECK(of(writ::mul, least, -1) == overflow);
  CHECK(of(writ::mul, 1LL << 32, 1LL << 31) == overflow);
  CHECK(of(writ::mul, 1LL << 32, -(1LL << 31)) == Pair{least, FaultKind::None});
  CHECK(of(writ::div, -7, 2) == Pair{-3, FaultKind::None});
  CHECK(of(writ::div, least, -1) == overflow);
  CHECK(of(writ::div, least, 1) == Pair{least, FaultKind::None});
  CHECK(of(writ::div, 1, 0) == Pair{0, FaultKind::DivisionByZero});
  CHECK(of(writ::rem, -7, 2) == Pair{-1, FaultKind::None});
  CHECK(of(writ::rem, 7, -2) == Pair{1, FaultKind::None});
  CHECK(of(writ::rem, least, -1) == Pair{0, FaultKind::None});
  CHECK(of(writ::rem, 1, 0) == Pair{0, FaultKind::DivisionByZero});
  CHECK(checked([](Fault& f) { return writ::neg(least, f); }) == overflow);
  CHECK(checked([](Fault& f) { return writ::neg(most, f); }) == Pair{-most, FaultKind::None});
}

TEST_CASE("core/decimal: checked arithmetic of decimals") {
  Fault fault;
  CHECK(add(Decimal<2>{most}, Decimal<2>{0}, fault) == Decimal<2>{most});
  CHECK(sub(Decimal<2>{5}, Decimal<2>{6}, fault) == Decimal<2>{-1});
  CHECK(neg(Decimal<2>{5}, fault) == Decimal<2>{-5});
  CHECK(mul(Decimal<2>{250}, std::int64_t{3}, fault) == Decimal<2>{750});
  CHECK(mul(std::int64_t{3}, Decimal<2>{250}, fault) == Decimal<2>{750});
  CHECK(mul(Decimal<2>{250}, Decimal<1>{15}, fault) == Decimal<3>{3750});
  CHECK(writ::rescale<12>(Decimal<0>{9'223'372}, fault).units == 9'223'372'000'000'000'000);
  CHECK(writ::to_decimal<2>(-7, fault) == Decimal<2>{-700});
  REQUIRE_FALSE(fault);

  const auto overflows = [](auto compute) {
    const auto [value, kind] = checked(compute);
    return value.units == 0 && kind == FaultKind::Overflow;
  };
  CHECK(overflows([](Fault& f) { return add(Decimal<2>{most}, Decimal<2>{1}, f); }));
  CHECK(overflows([](Fault& f) { return sub(Decimal<2>{least}, Decimal<2>{1}, f); }));
  CHECK(overflows([](Fault& f) { return neg(Decimal<2>{least}, f); }));
  CHECK(overflows([](Fault& f) { return mul(Decimal<6>{most}, Decimal<6>{2}, f); }));
  CHECK(overflows([](Fault& f) { return mul(Decimal<6>{least}, std::int64_t{-1}, f); }));
  CHECK(overflows([](Fault& f) { return writ::rescale<12>(Decimal<0>{9'223'373}, f); }));
  CHECK(overflows([](Fault& f) { return writ::to_decimal<2>(most, f); }));
}

TEST_CASE("core/decimal: the first fault is kept") {
  Fault fault;
  CHECK_FALSE(fault);
  fault.note(FaultKind::NoSuchKey);
  static_cast<void>(add(most, 1, fault));
  CHECK(fault);
  CHECK(fault.kind() == FaultKind::NoSuchKey);
}

TEST_CASE("core/decimal: as text") {
  CHECK(to_string(Decimal<2>{750}) == "7.50");
  CHECK(to_string(Decimal<2>{-5}) == "-0.05");
  CHECK(to_string(Decimal<2>{}) == "0.00");
  CHECK(to_string(Decimal<0>{-5}) == "-5");
  CHECK(to_string(Decimal<12>{1}) == "0.000000000001");
  CHECK(to_string(Decimal<2>{most}) == "92233720368547758.07");
  CHECK(to_string(Decimal<2>{least}) == "-92233720368547758.08");
  CHECK(to_string(Decimal<0>{least}) == "-9223372036854775808");
}
