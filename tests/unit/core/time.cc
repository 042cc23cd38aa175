// Instants: read and printed without a clock, a locale or a misprint.
#include <writ/core/time.h>

#include <random>

#include <catch2/catch.hpp>

using writ::Duration;
using writ::Fault;
using writ::Instant;

namespace {

constexpr Instant earliest{INT64_MIN};

/// Seconds; nothing stands for "no instant" but a value that no test expects.
std::int64_t seconds(std::string_view text) {
  Instant at{-77};
  if (!parse(text, at)) return at.us == -77 ? -77 : -78;
  REQUIRE(at.us % 1'000'000 == 0);
  return at.us / 1'000'000;
}

bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

}  // namespace

TEST_CASE("core/time: RFC 3339 is read") {
  CHECK(seconds("1970-01-01T00:00:00Z") == 0);
  CHECK(seconds("1970-01-01t00:00:01z") == 1);
  CHECK(seconds("1969-12-31T23:59:59Z") == -1);
  CHECK(seconds("2026-11-21T09:00:00Z") == 1'795'251'600);
  CHECK(seconds("2026-11-21T10:30:00+01:30") == 1'795'251'600);
  CHECK(seconds("2026-11-21T00:00:00-09:00") == 1'795'251'600);
  CHECK(seconds("2026-11-21T09:00:00-00:00") == 1'795'251'600);
  CHECK(seconds("2024-02-29T00:00:00Z") == 1'709'164'800);
  CHECK(seconds("2000-02-29T00:00:00Z") == 951'782'400);
  CHECK(seconds("0000-01-01T00:00:00Z") == -62'167'219'200);
  CHECK(seconds("9999-12-31T23:59:59Z") == 253'402'300'799);
  Instant at;
  REQUIRE(parse("1970-01-01T00:00:00.1234567899Z", at));
  CHECK(at.us == 123'456);
  REQUIRE(parse("1969-12-31T23:59:59.5Z", at));
  CHECK(at.us == -500'000);
}

TEST_CASE("core/time: what is no instant is refused, and nothing is written") {
  for (const std::string_view text : {"",
                                      "Z",
                                      "2026",
                                      "2026-11-21",
                                      "2026-11-21T09:00Z",
                                      "2026-11-21T09:00:00",
                                      "2026-11-21 09:00:00Z",
                                      "2026-11-21T09:00:00.Z",
                                      "2026-11-21T09:00:00,5Z",
                                      "2026-11-21T09:00:00Zz",
                                      "2026-11-21T09:00:00ZZ",
                                      " 2026-11-21T09:00:00Z",
                                      "2026-11-21T09:00:00Z ",
                                      "2026-11-21T09:00:00+1:00",
                                      "2026-11-21T09:00:00+0100",
                                      "2026-11-21T09:00:00+24:00",
                                      "2026-11-21T09:00:00+00:60",
                                      "2026-11-21T24:00:00Z",
                                      "2026-11-21T09:60:00Z",
                                      "2026-11-21T09:00:60Z",
                                      "2026-00-21T09:00:00Z",
                                      "2026-13-21T09:00:00Z",
                                      "2026-11-00T09:00:00Z",
                                      "2026-11-31T09:00:00Z",
                                      "2023-02-29T00:00:00Z",
                                      "1900-02-29T00:00:00Z",
                                      "2026-1a-21T09:00:00Z",
                                      "+002026-11-21T09:00:00Z",
                                      "-000000-11-21T09:00:00Z",
                                      "12026-11-21T09:00:00Z",
                                      "+294247-01-10T04:00:54.775808Z",
                                      "-290308-12-21T19:59:05.224191Z",
                                      "+999999-01-01T00:00:00Z",
                                      "-999999-01-01T00:00:00Z",
                                      "2026-11-21T09:00:00\xEF"}) {
    CAPTURE(text);
    CHECK(seconds(text) == -77);
  }
  const std::string whole = "2026-11-21T09:00:00.123456+01:30";
  for (std::size_t n = 0; n < whole.size(); ++n) {
    CAPTURE(n);
    CHECK(seconds(std::string_view(whole).substr(0, n)) == -77);
  }
}

TEST_CASE("core/time: printed in UTC, years that four digits cannot say with a sign") {
  CHECK(to_string(Instant{0}) == "1970-01-01T00:00:00Z");
  CHECK(to_string(Instant{-1}) == "1969-12-31T23:59:59.999999Z");
  CHECK(to_string(Instant{1'500'000}) == "1970-01-01T00:00:01.500000Z");
  CHECK(to_string(Instant{253'402'300'799'999'999}) == "9999-12-31T23:59:59.999999Z");
  CHECK(to_string(Instant{253'402'300'800'000'000}) == "+010000-01-01T00:00:00Z");
  CHECK(to_string(Instant{-62'167'219'200'000'000}) == "0000-01-01T00:00:00Z");
  CHECK(to_string(Instant{-62'167'219'200'000'001}) == "-000001-12-31T23:59:59.999999Z");
  CHECK(to_string(Instant::never()) == "+294247-01-10T04:00:54.775807Z");
  CHECK(to_string(earliest) == "-290308-12-21T19:59:05.224192Z");
}

TEST_CASE("core/time: every day of eight centuries is where the calendar has it") {
  Instant expected;
  REQUIRE(parse("1600-01-01T12:34:56Z", expected));
  bool right = true;
  for (int year = 1600; year < 2400; ++year) {
    for (int month = 1; month <= 12; ++month) {
      constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
      const int length = lengths[month - 1] + (month == 2 && leap(year));
      for (int day = 1; day <= length; ++day) {
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02d-%02dT12:34:56Z", year, month, day);
        Instant at;
        right = right && parse(text, at) && at == expected && to_string(at) == text;
        expected = expected + writ::days(1);
      }
    }
  }
  CHECK(right);
}

TEST_CASE("core/time: whatever is printed is read back") {
  constexpr std::uint64_t seed = 20'261'121;
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const Instant at{static_cast<std::int64_t>(random()) >> random() % 40};
    Instant again;
    const bool same = parse(to_string(at), again) && again == at;
    if (!same) FAIL_CHECK("seed " << seed << ", round " << i << ": " << at.us);
  }
  for (const Instant at : {earliest, Instant::never(), Instant{INT64_MIN + 1}, Instant{}}) {
    Instant again;
    CHECK(parse(to_string(at), again));
    CHECK(again == at);
  }
}

TEST_CASE("core/time: sums saturate, or tell") {
  CHECK(Instant{5} + writ::seconds(1) == Instant{1'000'005});
  CHECK(Instant::never() + Duration{1} == Instant::never());
  CHECK(earliest + Duration{-1} == earliest);
  CHECK(writ::days(1) == writ::hours(24));
  CHECK(writ::minutes(1) == writ::milliseconds(60'000));
  Fault fault;
  CHECK(add(Instant{5}, Duration{2}, fault) == Instant{7});
  CHECK(sub(Instant{5}, Duration{2}, fault) == Instant{3});
  CHECK(sub(Instant{5}, Instant{2}, fault) == Duration{3});
  CHECK(mul(sub(add(Duration{5}, Duration{2}, fault), Duration{1}, fault), 2, fault) ==
        Duration{12});
  CHECK_FALSE(fault);
  CHECK(sub(Instant::never(), earliest, fault) == Duration{});
  CHECK(fault.kind() == writ::FaultKind::Overflow);
}
