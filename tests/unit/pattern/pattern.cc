#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"

namespace {

bool found(std::string_view pattern, std::string_view text) {
  const writ::pattern::Program program = writ::pattern::compile(pattern);
  INFO(pattern);
  REQUIRE_FALSE(program.mistake);
  return writ::matches(program.steps, text);
}

std::string mistake(std::string_view pattern) {
  const writ::pattern::Program program = writ::pattern::compile(pattern);
  INFO(pattern);
  REQUIRE(program.mistake);
  const auto& [begin, end, what, why] = *program.mistake;
  CHECK(program.steps.empty());
  CHECK(begin <= end);
  CHECK(end <= pattern.size());
  return std::string(pattern.substr(begin, end - begin)) + ": " + what;
}

}  // namespace

TEST_CASE("a pattern is searched for anywhere") {
  CHECK(found("b", "abc"));
  CHECK_FALSE(found("^b", "abc"));
  CHECK_FALSE(found("b$", "abc"));
  CHECK(found("^abc$", "abc"));
  CHECK_FALSE(found("^abc$", "abc\n"));
  CHECK(found("^[A-Z]{3}-[0-9]{4}$", "ABC-0001"));
  CHECK_FALSE(found("^[A-Z]{3}-[0-9]{4}$", "ABC-00012"));
  CHECK(found("", ""));
  CHECK(found("x*", "abc"));
}

TEST_CASE("flags last to the end of their group") {
  CHECK(found("(?i)abc", "xABCx"));
  CHECK(found("a(?i:b)c", "aBc"));
  CHECK_FALSE(found("a(?i:b)c", "aBC"));
  CHECK(found("(a(?i)b|c)d", "Cd"));
  CHECK_FALSE(found("(a(?i)b|c)d", "CD"));
  CHECK(found("(?m)^b$", "a\nb\nc"));
  CHECK(found("(?s)a.b", "a\nb"));
  CHECK_FALSE(found("a.b", "a\nb"));
  CHECK(found("(?i)k", "\xE2\x84\xAA"));
}

TEST_CASE("code points, not bytes") {
  CHECK(found("^.$", "\xF0\x9F\x98\x80"));
  CHECK(found("^[^a]$", "\xC3\xA4"));
  CHECK(found("^[\xC3\xA0-\xC3\xBF]+$", "\xC3\xA4\xC3\xB6"));
  CHECK(found("\\x{1F600}", "\xF0\x9F\x98\x80"));
  CHECK_FALSE(found(".", "\xFF"));
}

TEST_CASE("what ends at a million characters ends in linear time") {
  const std::string text(1'000'000, 'a');
  CHECK_FALSE(found("(a*)*b", text));
  CHECK_FALSE(found("(a|aa)+$x", text));
  CHECK(found("^(a|a|a)*$", text));
}

TEST_CASE("what is no pattern is told with its place") {
  CHECK(mistake("a(b") == "(: a `(` without its `)`");
  CHECK(mistake("ab)") == "): a `)` without its `(`");
  CHECK(mistake("[a-z") == "[: a `[` without its `]`");
  CHECK(mistake("x[z-a]") == "z-a: the range `z-a` from more to less");
  CHECK(mistake("*a") == "*: `*` repeats nothing");
  CHECK(mistake("a**") == "*: two repetitions in a row");
  CHECK(mistake("a{3,2}") == "{3,2}: `{3,2}`, from more to less");
  CHECK(mistake("a{1001}") == "{1001}: a repetition of more than 1000 times");
  CHECK(mistake("(a{100}){100}") == "{100}: a repetition of more than 1000 times");
  CHECK(mistake("(.{100}){10}b{999}") == "(.{100}){10}b{999}: a pattern of more than 2000 steps");
  CHECK(mistake("(a)\\1") == "\\1: a back-reference, `\\1`");
  CHECK(mistake("(?=a)") == "(?=: look-around, `(?=`");
  CHECK(mistake("(?<!a)") == "(?<!: look-around, `(?<!`");
  CHECK(mistake("(?>a)") == "(?>: an atomic group, `(?>`");
  CHECK(mistake("(?x)a") == "(?x: an unknown group `(?x`");
  CHECK(mistake("\\pL") == "\\p: a class of Unicode, `\\p`");
  CHECK(mistake("\\y") == "\\y: an unknown escape `\\y`");
  CHECK(mistake("[[:alfa:]]") == "[:alfa:]: an unknown class `[:alfa:]`");
  CHECK(mistake("\\x{110000}") == "\\x{110000}: no number of a character behind `\\x`");
  CHECK(mistake("(?i)\xC3\xA4") == "\xC3\xA4: a character beyond ASCII under `(?i)`");
  CHECK(mistake(std::string(200, '(')) == "(: groups nested deeper than 100 levels");
}
