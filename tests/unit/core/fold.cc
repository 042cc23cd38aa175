// Folds over lists, maps, and lists that are one longer than they are.
#include <writ/core/fold.h>

#include <string>

#include <catch2/catch.hpp>

#include <writ/core/flat_map.h>

using writ::Decimal;
using writ::Fault;

namespace {

const auto itself = [](std::int64_t n) { return n; };
const auto positive = [](std::int64_t n) { return n > 0; };

}  // namespace

TEST_CASE("core/fold: sums") {
  const std::vector<std::int64_t> list = {1, 2, 3};
  Fault fault;
  CHECK(writ::sum<std::int64_t>(list, fault, itself) == 6);
  const std::int64_t four = 4;
  CHECK(writ::sum<std::int64_t>(writ::appended(list, four), fault, itself) == 10);
  using Cents = Decimal<2>;
  CHECK(writ::sum<Cents>(list, fault, [](std::int64_t n) { return Cents{n}; }) == Cents{6});
  writ::FlatMap<std::string, std::int64_t> map;
  map.insert({"a", 5});
  map.insert({"b", 6});
  CHECK(writ::sum<std::int64_t>(map, fault, [](const auto& e) { return e.value; }) == 11);
  CHECK(writ::sum<std::int64_t>(std::vector<std::int64_t>(), fault, itself) == 0);
  CHECK_FALSE(fault);

  const std::vector<std::int64_t> large = {INT64_MAX, 1};
  CHECK(writ::sum<std::int64_t>(large, fault, itself) == 0);
  CHECK(fault.kind() == writ::FaultKind::Overflow);
}

TEST_CASE("core/fold: only the whole of a sum must fit, whatever is added first") {
  Fault fault;
  const std::vector<std::int64_t> up = {INT64_MAX, 1, -1};
  const std::vector<std::int64_t> down = {INT64_MIN, INT64_MIN, INT64_MAX, INT64_MAX, 1};
  CHECK(writ::sum<std::int64_t>(up, fault, itself) == INT64_MAX);
  CHECK(writ::sum<std::int64_t>(down, fault, itself) == -1);
  CHECK_FALSE(fault);

  auto wide = writ::wide_sum<std::int64_t>(down, itself);
  wide = wide - INT64_MIN;
  CHECK(wide.value(fault) == INT64_MAX);
  wide = wide + std::int64_t{1};
  CHECK(wide != writ::WideSum<std::int64_t>());
  CHECK_FALSE(fault);
  CHECK(wide.value(fault) == 0);
  CHECK(fault.kind() == writ::FaultKind::Overflow);
  CHECK((writ::WideSum<Decimal<2>>() + Decimal<2>{5}).value() == Decimal<2>{5});
}

TEST_CASE("core/fold: all, any and count") {
  const std::vector<std::int64_t> none;
  const std::vector<std::int64_t> mixed = {1, 0, 2};
  CHECK(writ::all(none, positive));
  CHECK_FALSE(writ::any(none, positive));
  CHECK_FALSE(writ::all(mixed, positive));
  CHECK(writ::any(mixed, positive));
  CHECK(writ::count(mixed, positive) == 2);
  const std::int64_t zero = 0;
  const std::int64_t one = 1;
  CHECK_FALSE(writ::all(writ::appended(none, zero), positive));
  CHECK(writ::any(writ::appended(none, one), positive));
  CHECK(writ::count(writ::appended(mixed, one), positive) == 3);

  int visits = 0;
  const auto look = [&visits](std::int64_t n) { return ++visits, n > 0; };
  CHECK_FALSE(writ::all(mixed, look));
  CHECK(visits == 2);
  CHECK(writ::any(writ::appended(mixed, one), look));
  CHECK(visits == 3);
}
