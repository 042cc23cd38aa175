// Text of a contract on one line, and numbers as a contract writes them.
#include "compiler/sema/words.h"

#include <catch2/catch.hpp>

using namespace writ::sema;

TEST_CASE("sema/words: on one line, without comments") {
  CHECK(one_line("a  +\n\t b") == "a + b");
  CHECK(one_line("a // why\n  // really\n + b") == "a + b");
  CHECK(one_line("  a ") == "a");
  CHECK(one_line("a // end") == "a");
  CHECK(one_line("").empty());
}

TEST_CASE("sema/words: strings stay as they are") {
  CHECK(one_line("\"two  spaces // no comment\"") == "\"two  spaces // no comment\"");
  CHECK(one_line(R"("a \" b  c"  +  d)") == R"("a \" b  c" + d)");
  CHECK(one_line("\"in {a  +  b} out  \"") == "\"in {a + b} out  \"");
  CHECK(one_line("\"{m[\"k  k\"]  }  \"") == "\"{m[\"k  k\"] }  \"");
  CHECK(one_line(R"("\{  not code")") == R"("\{  not code")");
}

TEST_CASE("sema/words: numbers") {
  CHECK(number_words(0, 0) == "0");
  CHECK(number_words(1234, 0) == "1234");
  CHECK(number_words(12345, 0) == "12_345");
  CHECK(number_words(-1234567, 0) == "-1_234_567");
  CHECK(number_words(0, 2) == "0.00");
  CHECK(number_words(5, 2) == "0.05");
  CHECK(number_words(-5, 2) == "-0.05");
  CHECK(number_words(10'000'000, 2) == "100_000.00");
  CHECK(number_words(1, 12) == "0.000000000001");
  CHECK(number_words(INT64_MIN, 0) == "-9_223_372_036_854_775_808");
  CHECK(number_words(INT64_MAX, 2) == "92_233_720_368_547_758.07");
}

TEST_CASE("sema/words: counts and sizes") {
  CHECK(counted(1, "argument") == "1 argument");
  CHECK(counted(0, "argument") == "0 arguments");
  CHECK(code_points("") == 0);
  CHECK(code_points("grün €") == 6);
  CHECK(code_points("🦀") == 1);
}
