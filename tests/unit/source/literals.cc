// Literals of times, sizes, doubles and identifiers; and their words.
#include "compiler/source/literals.h"

#include <limits>

#include <catch2/catch.hpp>

using namespace writ::source;

TEST_CASE("source/literals: durations") {
  CHECK(duration_literal("30m") == 1'800'000'000);
  CHECK(duration_literal("1h30m") == 5'400'000'000);
  CHECK(duration_literal("2w1d1h1m1s1ms1us") == 1'299'661'001'001);
  CHECK(duration_literal("9223372036854775807us") == std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(duration_literal("9223372036854775808us"));
  CHECK_FALSE(duration_literal("99999999999999999999999w"));
  CHECK_FALSE(duration_literal("106751991d5h"));
  for (const char* words : {"1h30m", "7d", "250ms", "1d1us", "0s"})
    CHECK(duration_words(*duration_literal(words)) == words);
  CHECK(duration_words(-60'000'000) == "-1m");
  CHECK(duration_words(std::numeric_limits<std::int64_t>::min()) == "-106751991d4h54s775ms808us");
}

TEST_CASE("source/literals: sizes") {
  CHECK(size_literal("7B") == 7);
  CHECK(size_literal("64KiB") == 65'536);
  CHECK(size_literal("1GiB") == 1'073'741'824);
  CHECK_FALSE(size_literal("9999999999GiB"));
}

TEST_CASE("source/literals: dates") {
  CHECK(date_literal("1970-01-01") == 0);
  CHECK(date_literal("2026-01-31") == 20'484);
  CHECK(date_literal("0000-01-01") == -719'528);
  CHECK(date_literal("2024-02-29") == 19'782);
  for (const char* none : {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00",
                           "2026-04-31", "2026-12-32"})
    CHECK_FALSE(date_literal(none));
  for (const char* words : {"0000-02-29", "9999-12-31", "2026-11-21"})
    CHECK(date_words(*date_literal(words)) == words);
  CHECK(date_words(2'932'897) == "+010000-01-01");
  CHECK(date_words(std::numeric_limits<std::int64_t>::max()) == "+25252734927768524-07-27");
  CHECK(date_words(std::numeric_limits<std::int64_t>::min()) == "-25252734927764585-06-07");
}

TEST_CASE("source/literals: instants") {
  CHECK(instant_literal("1970-01-01T00:00Z") == 0);
  CHECK(instant_literal("2026-01-31T09:00:00Z") == 1'769'850'000'000'000);
  CHECK(instant_literal("2026-01-31T10:30:00.25+01:30") == 1'769'850'000'250'000);
  CHECK(instant_literal("1969-12-31T23:59:59.000001Z") == -999'999);
  CHECK(fraction_digits("1969-12-31T23:59:59.0000010Z") == 7);
  CHECK(fraction_digits("1969-12-31T23:59Z") == 0);
  for (const char* none : {"2026-02-29T00:00Z", "2026-01-01T24:00Z", "2026-01-01T23:60Z",
                           "2026-01-01T23:59:60Z", "2026-01-01T00:00+24:00"})
    CHECK_FALSE(instant_literal(none));
  for (const char* words : {"2026-01-31T09:00:00Z", "1969-12-31T23:59:59.000001Z"})
    CHECK(instant_words(*instant_literal(words)) == words);
  CHECK(instant_words(std::numeric_limits<std::int64_t>::min()) ==
        "-290308-12-21T19:59:05.224192Z");
}

TEST_CASE("source/literals: doubles") {
  CHECK(float_literal("12.50") == "12.5");
  CHECK(float_literal("3") == "3.0");
  CHECK(float_literal("-0.0") == "0.0");
  CHECK(float_literal(std::string("1") + std::string(30, '0')) == "1e+30");
  CHECK_FALSE(float_literal(std::string(400, '9')));
  CHECK_FALSE(float_literal("-" + std::string(400, '9') + ".0"));
  CHECK(float_literal("0." + std::string(400, '0') + "1") == "0.0");
  CHECK(float_value("-12.5") == -12.5);
}

TEST_CASE("source/literals: identifiers") {
  CHECK(uuid_literal("F81D4FAE-7dec-11d0-a765-00a0c91e6bf6") ==
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  CHECK_FALSE(uuid_literal(""));
  CHECK_FALSE(uuid_literal("f81d4fae-7dec-11d0-a765-00a0c91e6bfg"));
  CHECK_FALSE(uuid_literal("f81d4fae7-dec-11d0-a765-00a0c91e6bf6"));
}
