// Edits: of two that meet the first stays, whatever order they come in.
#include "compiler/source/edits.h"

#include <catch2/catch.hpp>

using namespace writ::source;

namespace {

Edit edit(std::uint32_t begin, std::uint32_t end, std::string text) {
  return {{FileId{0}, begin, end}, std::move(text)};
}

}  // namespace

TEST_CASE("source/edits: made in the order of the text") {
  CHECK(apply("a && b || c", {edit(7, 9, "or"), edit(2, 4, "and")}) == "a and b or c");
  CHECK(apply("x", {edit(0, 0, "not "), edit(1, 1, " and y")}) == "not x and y");
  CHECK(apply("a;b;", {edit(1, 2, ""), edit(3, 4, "")}) == "ab");
  CHECK(apply("", {}).empty());
}

TEST_CASE("source/edits: of two that meet the first stays") {
  CHECK(apply("abcdef", {edit(2, 4, "X"), edit(1, 3, "Y")}) == "abXef");
  CHECK(apply("abcdef", {edit(1, 3, "Y"), edit(2, 4, "X")}) == "aYdef");
  CHECK(apply("abcdef", {edit(2, 2, "X"), edit(2, 2, "Y")}) == "abXcdef");
  CHECK(apply("abcdef", {edit(2, 4, "X"), edit(2, 2, "Y")}) == "abXef");
  CHECK(apply("abcdef", {edit(2, 4, "X"), edit(4, 4, "Y")}) == "abXYef");
  CHECK(apply("abcdef", {edit(0, 6, ""), edit(3, 4, "Y"), edit(1, 2, "Z")}).empty());
  CHECK(applicable({edit(2, 4, "X"), edit(1, 3, "Y"), edit(5, 5, "Z")}).size() == 2);
}

TEST_CASE("source/edits: odd spans change nothing") {
  CHECK(apply("abc", {edit(2, 1, "X")}) == "abc");
  CHECK(apply("abc", {edit(2, 4, "X")}) == "abc");
  CHECK(apply("abc", {edit(9, 9, "X")}) == "abc");
}
