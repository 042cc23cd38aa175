// Dates, durations, identifiers, bytes, doubles: as text and back, and what is none of them.
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include <writ/core/bytes.h>
#include <writ/core/chrono.h>
#include <writ/core/date.h>
#include <writ/core/hash.h>
#include <writ/core/real.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>
#include <catch2/catch.hpp>

using writ::Bytes;
using writ::Date;
using writ::Duration;
using writ::Instant;
using writ::Uuid;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// 64 bits of all sizes.
std::int64_t any(std::mt19937_64& random) {
  return static_cast<std::int64_t>(random()) >> (random() % 64);
}

template <class T>
bool refuses(std::string_view text, T before) {
  T out = before;
  return !parse(text, out) && out == before;
}

std::string reread(std::string_view text) {
  Duration span;
  return parse(text, span) ? to_string(span) : "refused";
}

}  // namespace

TEST_CASE("core/scalars: every date has a text, and is read from it") {
  CHECK(to_string(Date{}) == "1970-01-01");
  CHECK(to_string(Date{20'778}) == "2026-11-21");
  CHECK(to_string(Date{-719'528}) == "0000-01-01");
  CHECK(to_string(Date{-719'529}) == "-000001-12-31");
  CHECK(to_string(Date{2'932'897}) == "+010000-01-01");
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const Date date{i == 0 ? least : i == 1 ? most : any(random)};
    Date back;
    INFO(date.days);
    REQUIRE(parse(to_string(date), back));
    REQUIRE(back == date);
    const writ::Civil civil = writ::civil(date);
    REQUIRE(writ::from_civil(civil, back));
    REQUIRE(back == date);
  }
  for (std::int64_t day = -800'000; day < 3'000'000; day += 13) {
    const auto known = std::chrono::year_month_day(writ::to_chrono(Date{day}));
    const writ::Civil civil = writ::civil(Date{day});
    REQUIRE(civil.year == int{known.year()});
    REQUIRE(civil.month == static_cast<std::int64_t>(unsigned{known.month()}));
    REQUIRE(civil.day == static_cast<std::int64_t>(unsigned{known.day()}));
    REQUIRE(writ::date(known) == Date{day});
  }
}

TEST_CASE("core/scalars: what is no date is refused, and nothing is written") {
  for (const std::string_view text : {"",
                                      "2026",
                                      "2026-11",
                                      "2026-11-21T00:00:00Z",
                                      "2026-11-21 ",
                                      " 2026-11-21",
                                      "2026-02-29",
                                      "1900-02-29",
                                      "2026-00-01",
                                      "2026-13-01",
                                      "2026-01-00",
                                      "2026-01-32",
                                      "2026-04-31",
                                      "26-01-01",
                                      "2026-1-01",
                                      "2026/01/01",
                                      "20260101",
                                      "+002026-01-01",
                                      "-000000-01-01",
                                      "+0010000-01-01",
                                      "+10000-01-01",
                                      "-1-01-01",
                                      "+25252734927768524-07-28",
                                      "-25252734927764585-06-06",
                                      "+999999999999999999-01-01",
                                      "2026-01-0\xc2\xb2"}) {
    INFO(text);
    CHECK(refuses(text, Date{77}));
  }
  Date date{5};
  CHECK_FALSE(writ::from_civil({.year = most, .month = 1, .day = 1}, date));
  CHECK_FALSE(writ::from_civil({.year = least, .month = 1, .day = 1}, date));
  CHECK_FALSE(writ::from_civil({.year = 2026, .month = 0, .day = 1}, date));
  CHECK_FALSE(writ::from_civil({.year = 2026, .month = 2, .day = 29}, date));
  CHECK(date == Date{5});
}

TEST_CASE("core/scalars: durations as in ISO 8601") {
  CHECK(reread("PT1H30M") == "PT1H30M");
  CHECK(reread("P7D") == "P7D");
  CHECK(reread("P2W") == "P14D");
  CHECK(reread("P1W1DT1H1M1.000001S") == "P8DT1H1M1.000001S");
  CHECK(reread("PT90M") == "PT1H30M");
  CHECK(reread("PT0.5000009S") == "PT0.5S");
  CHECK(reread("-PT0.25S") == "-PT0.25S");
  CHECK(reread("+PT1S") == "PT1S");
  CHECK(reread("-PT0S") == "PT0S");
  CHECK(reread("P0D") == "PT0S");
  CHECK(reread("PT9223372036854.775807S") == "P106751991DT4H54.775807S");
  for (const std::string_view text : {"",
                                      "P",
                                      "PT",
                                      "-P",
                                      "P1DT",
                                      "T1H",
                                      "1H",
                                      "PT1",
                                      "PT1H ",
                                      " PT1H",
                                      "pt1h",
                                      "P1H",
                                      "PT1D",
                                      "PT1M1H",
                                      "PT1H1H",
                                      "P1D1W",
                                      "P90T7H9S",
                                      "P1Y",
                                      "P1M",
                                      "PT1.5H",
                                      "PT.5S",
                                      "PT1.S",
                                      "PT1,5S",
                                      "PT-1S",
                                      "P--1D",
                                      "PT9223372036854.775808S",
                                      "PT99999999999999999999S",
                                      "PT2562047788015H",
                                      "P1DT1HT1M",
                                      "PT1HP1D"}) {
    INFO(text);
    CHECK(refuses(text, Duration{77}));
  }
  std::mt19937_64 random(9);
  for (int i = 0; i < 20'000; ++i) {
    const Duration span{i == 0 ? least : i == 1 ? most : any(random)};
    Duration back;
    INFO(span.us);
    REQUIRE(parse(to_string(span), back));
    REQUIRE(back == span);
  }
}

TEST_CASE("core/scalars: durations as a contract writes them") {
  CHECK(writ::duration_words(Duration{}) == "0s");
  CHECK(writ::duration_words(writ::minutes(90)) == "1h30m");
  CHECK(writ::duration_words(writ::days(-7)) == "-7d");
  CHECK(writ::duration_words(Duration{1'001'001}) == "1s1ms1us");
  CHECK(writ::duration_words(Duration{least}) == "-106751991d4h54s775ms808us");
}

TEST_CASE("core/scalars: identifiers") {
  Uuid uuid;
  REQUIRE(parse("F81D4FAE-7dec-11d0-A765-00a0c91e6bf6", uuid));
  CHECK(uuid == Uuid{0xF81D'4FAE'7DEC'11D0, 0xA765'00A0'C91E'6BF6});
  CHECK(to_string(uuid) == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  CHECK(to_string(Uuid{}) == "00000000-0000-0000-0000-000000000000");
  for (const std::string_view text :
       {"", "f81d4fae7dec11d0a76500a0c91e6bf6", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf", "f81d4fae-7dec-11d0-a765-00a0c91e6bf67",
        "g81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fa-e7dec-11d0-a765-00a0c91e6bf6",
        "f81d4fae-7dec-11d0-a765-00a0c91e6b-6", "f81d4fae 7dec 11d0 a765 00a0c91e6bf6"}) {
    INFO(text);
    CHECK(refuses(text, Uuid{1, 2}));
  }
  std::mt19937_64 random(3);
  for (int i = 0; i < 1'000; ++i) {
    const Uuid a{random(), random()};
    const Uuid b{random() % 4 == 0 ? a.high : random(), random()};
    REQUIRE(parse(to_string(a), uuid));
    REQUIRE(uuid == a);
    REQUIRE((a < b) == (to_string(a) < to_string(b)));
  }
}

TEST_CASE("core/scalars: base64 is strict") {
  const auto text_of = [](std::string_view text) {
    return writ::base64(Bytes(text.begin(), text.end()));
  };
  CHECK(text_of("") == "");
  CHECK(text_of("f") == "Zg==");
  CHECK(text_of("fo") == "Zm8=");
  CHECK(text_of("foo") == "Zm9v");
  CHECK(text_of("foobar") == "Zm9vYmFy");
  std::mt19937_64 random(5);
  for (std::size_t size = 0; size < 200; ++size) {
    Bytes bytes(size);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    Bytes back{1};
    REQUIRE(writ::parse_base64(writ::base64(bytes), back));
    REQUIRE(back == bytes);
  }
  for (const std::string_view text :
       {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zh==", "Zm9=", "Zg==Zg==", "Zm8 ", "Zm\n8",
        "Zm-v", "Zm_v", "Zm9v=", "Z=g="}) {
    INFO(text);
    Bytes out{7};
    CHECK_FALSE(writ::parse_base64(text, out));
    CHECK(out == Bytes{7});
  }
}

TEST_CASE("core/scalars: doubles with the least digits") {
  CHECK(writ::real_text(0.1) == "0.1");
  CHECK(writ::real_text(3) == "3.0");
  CHECK(writ::real_text(-0.0) == "0.0");
  CHECK(writ::real_text(123'456) == "123456.0");
  CHECK(writ::real_text(1e20) == "100000000000000000000.0");
  CHECK(writ::real_text(1123456789012345678.0) == "1123456789012345700.0");  // not what is behind
  CHECK(writ::real_text(-9007199254740992.0) == "-9007199254740992.0");
  CHECK(writ::real_text(36893488147419103232.0) == "36893488147419103000.0");
  CHECK(writ::real_text(1e21) == "1e+21");
  CHECK(writ::real_text(1e-7) == "1e-07");
  CHECK(writ::real_text(5e-324) == "5e-324");
  CHECK(writ::real_text(-1.7976931348623157e308) == "-1.7976931348623157e+308");
  std::mt19937_64 random(11);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    REQUIRE(writ::is_finite(value) == std::isfinite(value));
    const std::string text = writ::real_text(value);
    if (std::isfinite(value)) REQUIRE(std::strtod(text.c_str(), nullptr) == value);
  }
}

TEST_CASE("core/scalars: equal values have equal hashes") {
  const auto hash = [](auto value) {
    writ::Hash all;
    all.add(value);
    return all.value();
  };
  CHECK(hash(0.0) == hash(-0.0));
  CHECK(hash(1.0) != hash(2.0));
  CHECK(hash(Bytes{1, 2}) == hash(Bytes{1, 2}));
  CHECK(hash(Bytes{1}) != hash(Bytes{1, 0}));
  CHECK(hash(writ::Bool(true)) == hash(true));
  CHECK(hash(Date{1}) != hash(Date{2}));
  CHECK(hash(Uuid{1, 2}) != hash(Uuid{2, 1}));
}

TEST_CASE("core/scalars: from and to std::chrono") {
  using std::chrono::nanoseconds;
  using std::chrono::sys_time;
  CHECK(writ::instant(sys_time<nanoseconds>(nanoseconds(1'999))) == Instant{1});
  CHECK(writ::instant(sys_time<nanoseconds>(nanoseconds(-1))) == Instant{-1});
  CHECK(writ::duration(std::chrono::hours(2)) == writ::hours(2));
  CHECK(writ::duration(nanoseconds(-1'999)) == Duration{-1});
  CHECK(writ::instant(writ::to_chrono(Instant{least})) == Instant{least});
  CHECK(writ::duration(writ::to_chrono(Duration{most})) == Duration{most});
  CHECK(writ::date(writ::to_chrono(Date{-1})) == Date{-1});
}
