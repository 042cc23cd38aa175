#include <catch2/catch.hpp>

#include <writ/core/times.h>

TEST_CASE("times: days of the calendar, counted one by one") {
  // From 0001-01-01, a Monday, to 9999-12-31: the calendar by its rules.
  writ::Date date;
  REQUIRE(writ::parse("0001-01-01", date));
  std::int64_t weekday = 1;
  std::size_t wrong = 0;
  for (std::int64_t year = 1; year <= 9'999; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int lengths[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= lengths[month - 1]; ++day) {
        const writ::Civil civil = writ::civil(date);
        wrong += civil.year != year || civil.month != month || civil.day != day;
        wrong += writ::weekday(date) != weekday;
        weekday = weekday % 7 + 1;
        ++date.days;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(to_string(date) == "+010000-01-01");
  CHECK(writ::weekday({0}) == 4);
  CHECK(writ::weekday({INT64_MIN}) == 3);
  CHECK(writ::weekday({INT64_MAX}) == 4);
  CHECK(writ::civil({INT64_MAX}).year == 25'252'734'927'768'524);
  CHECK(writ::civil({INT64_MIN}).year == -25'252'734'927'764'585);
}

TEST_CASE("times: the day of an instant") {
  CHECK(writ::date_of({0}).days == 0);
  CHECK(writ::date_of({-1}).days == -1);
  CHECK(writ::date_of({86'399'999'999}).days == 0);
  CHECK(writ::date_of({86'400'000'000}).days == 1);
  CHECK(writ::date_of({-86'400'000'000}).days == -1);
  CHECK(writ::date_of({-86'400'000'001}).days == -2);
  CHECK(to_string(writ::date_of({INT64_MIN})) == "-290308-12-21");
  CHECK(to_string(writ::date_of({INT64_MAX})) == "+294247-01-10");
}

TEST_CASE("times: spans") {
  using writ::hours;
  using writ::minutes;
  CHECK(hours(2) - minutes(30) == minutes(90));
  CHECK(hours(2) + -minutes(30) == minutes(90));
  CHECK(hours(-7) / hours(2) == -3);
  CHECK(hours(1) / -4 == minutes(-15));
  CHECK(2 * minutes(3) * 5 == minutes(30));
  CHECK(writ::Instant{7} - writ::Instant{9} == writ::Duration{-2});
  CHECK(writ::Instant{7} - writ::Duration{9} == writ::Instant{-2});
  writ::Fault fault;
  CHECK(div(hours(1), 4, fault) == minutes(15));
  CHECK(div(hours(1), minutes(7), fault) == 8);
  CHECK(mul(-3, minutes(1), fault) == minutes(-3));
  CHECK(neg(minutes(1), fault) == minutes(-1));
  CHECK(!fault);
  CHECK(div(hours(1), writ::Duration{}, fault) == 0);
  CHECK(fault.kind() == writ::FaultKind::DivisionByZero);
  writ::Fault overflow;
  CHECK(div(writ::Duration{INT64_MIN}, -1, overflow) == writ::Duration{});
  CHECK(overflow.kind() == writ::FaultKind::Overflow);
}
