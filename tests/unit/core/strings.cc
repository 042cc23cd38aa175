#include <catch2/catch.hpp>

#include <writ/core/strings.h>

using writ::slice;
using writ::split;
using writ::trim;
using Parts = std::vector<std::string>;

TEST_CASE("strings: letters of ASCII only") {
  CHECK(writ::lower("AbZ@[`az{ \u00c9\u0130") == "abz@[`az{ \u00c9\u0130");
  CHECK(writ::upper("AbZ@[`az{ \u00e9\u00df") == "ABZ@[`AZ{ \u00e9\u00df");
}

TEST_CASE("strings: white space at the ends") {
  CHECK(trim(" \t\n\v\f\ra b \r") == "a b");
  CHECK(trim("") == "");
  CHECK(trim(" \t ") == "");
  CHECK(trim("\u00a0a") == "\u00a0a");  // a space that does not break is a letter here
  CHECK(trim(std::string("  of nobody's ")) == "of nobody's");
}

TEST_CASE("strings: slices count code points") {
  const std::string_view text = "a\u00e9\u65e5\U0001f600z";
  CHECK(slice(text, 0, 5) == text);
  CHECK(slice(text, 1, 2) == "\u00e9\u65e5");
  CHECK(slice(text, 3, 1) == "\U0001f600");
  CHECK(slice(text, 4, 9) == "z");
  CHECK(slice(text, 5, 1) == "");
  CHECK(slice(text, -1, 3) == "a\u00e9");
  CHECK(slice(text, -3, 3) == "");
  CHECK(slice(text, 0, 0) == "");
  CHECK(slice(text, 2, -1) == "");
  CHECK(slice(text, INT64_MIN, INT64_MAX) == "");
  CHECK(slice(text, -1, INT64_MAX) == text);
  CHECK(slice(text, INT64_MAX, INT64_MAX) == "");
  CHECK(slice("", 0, 1) == "");
  CHECK(slice(std::string("nobody's"), 2, 3) == "bod");
}

TEST_CASE("strings: what is in them") {
  CHECK(writ::starts_with("abc", "ab"));
  CHECK(writ::starts_with("abc", ""));
  CHECK_FALSE(writ::starts_with("abc", "abcd"));
  CHECK(writ::contains("abc", "bc"));
  CHECK(writ::contains("", ""));
  CHECK_FALSE(writ::contains("abc", "ac"));
}

TEST_CASE("strings: what stands between separators") {
  CHECK(split("a,b,,c", ",") == Parts{"a", "b", "", "c"});
  CHECK(split(",", ",") == Parts{"", ""});
  CHECK(split("", ",") == Parts{""});
  CHECK(split("abc", "") == Parts{"abc"});
  CHECK(split("a--b---c", "--") == Parts{"a", "b", "-c"});
}
