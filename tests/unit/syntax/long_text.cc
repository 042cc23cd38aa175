#include "compiler/syntax/long_text.h"

#include <catch2/catch.hpp>
#include <string>

namespace {

std::string stripped(std::string text) {
  const auto cuts = writ::syntax::layout_of(text);
  for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut)
    text.erase(cut->first, cut->second - cut->first);
  return text;
}

}  // namespace

TEST_CASE("long_text: the indentation is layout") {
  CHECK(stripped("\n    one\n      two\n\n    three\n  ") == "one\n  two\n\nthree");
  CHECK(stripped("\r\n\tone\r\n\ttwo\r\n") == "one\ntwo");
  CHECK(stripped(" \n  one\n      \n  two") == "one\n    \ntwo");
  CHECK(stripped("\none") == "one");
  CHECK(stripped("\n  \n") == "");
  CHECK(stripped("\n\n\n") == "\n");
  CHECK(stripped("\n") == "");
  CHECK(stripped("") == "");
}

TEST_CASE("long_text: one that begins behind its quotes stays as it is") {
  CHECK(stripped("one\n    two\n  three") == "one\n    two\n  three");
  CHECK(stripped("one\n    two\n  ") == "one\n    two");
  CHECK(stripped("  one  ") == "  one  ");
}
