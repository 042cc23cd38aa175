// One guess, the same on every run, and rather none than a silly one.
#include "compiler/source/suggest.h"

#include <catch2/catch.hpp>

using writ::source::closest;

TEST_CASE("source/suggest: case first, then the fewest slips") {
  CHECK(closest("paid", {"Said", "Paid"}) == "Paid");
  CHECK(closest("AddLine", {"addLone", "ADDLINE"}) == "ADDLINE");
  CHECK(closest("Pyed", {"Shipped", "Paid", "Payed"}) == "Payed");
  CHECK(closest("quantitiy", {"quantity", "quality"}) == "quantity");
}

TEST_CASE("source/suggest: two neighbours swapped are one slip") {
  CHECK(closest("lnie", {"line"}) == "line");
  CHECK(closest("ab", {"ba"}) == "ba");
}

TEST_CASE("source/suggest: at most a third of the word, never all of it") {
  CHECK(closest("Pick", {"Pack"}) == "Pack");
  CHECK_FALSE(closest("Pick", {"Puck_"}));
  CHECK(closest("quantity", {"quanitly"}) == "quanitly");
  CHECK_FALSE(closest("quantity", {"kwanitly"}));
  CHECK_FALSE(closest("x", {"y", "z"}));
  CHECK_FALSE(closest("ab", {"cd"}));
}

TEST_CASE("source/suggest: equal distances do not depend on the order") {
  CHECK(closest("bat", {"cat", "bad"}) == "bad");
  CHECK(closest("bat", {"bad", "cat"}) == "bad");
}

TEST_CASE("source/suggest: nothing, itself and very long words are not guessed") {
  CHECK_FALSE(closest("", {"", "a"}));
  CHECK_FALSE(closest("a", {}));
  CHECK_FALSE(closest("line", {"line"}));
  CHECK(closest("line", {"line", "lines"}) == "lines");
  const std::string huge(1'000'000, 'a');
  CHECK_FALSE(closest(huge, {huge, "a"}));
  CHECK_FALSE(closest("a", {huge}));
}
