// Unified diffs: whole texts, and that each leads from the one side to the other.
#include "compiler/source/diff.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using namespace writ::source;

namespace {

std::string diff(std::string_view before, std::string_view after) {
  return "\n" + unified_diff("a.writ", before, after);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// What `patch` makes of a text, whose last line ends; fails where the diff does not fit.
std::string patched(std::string_view before, std::string_view diff) {
  const std::vector<std::string> old = split(before);
  std::string out;
  std::size_t at = 0;
  for (const std::string& line : split(diff)) {
    if (line.starts_with("---") || line.starts_with("+++")) continue;
    if (line.starts_with("@@")) {
      const std::size_t comma = line.find_first_of(", ", 4);
      const bool none = line.substr(comma, 3) == ",0 ";
      const std::size_t begin = std::stoul(line.substr(4)) - (none ? 0 : 1);
      REQUIRE(begin >= at);
      while (at < begin) out += old[at++];
    } else if (line[0] == '+') {
      out += line.substr(1);
    } else {
      REQUIRE(at < old.size());
      REQUIRE(old[at] == line.substr(1));
      if (line[0] == ' ') out += old[at];
      ++at;
    }
  }
  while (at < old.size()) out += old[at++];
  return out;
}

std::string random_lines(std::mt19937& random, std::size_t count, unsigned kinds) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "line " + std::to_string(random() % kinds) + "\n";
  return text;
}

}  // namespace

TEST_CASE("source/diff: equal texts have none") {
  CHECK(unified_diff("a.writ", "", "").empty());
  CHECK(unified_diff("a.writ", "x\n", "x\n").empty());
}

TEST_CASE("source/diff: three lines around a change, two changes close by in one hunk") {
  CHECK(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n") == R"(
--- a.writ
+++ a.writ
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
)");
  CHECK(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "one\n2\n3\n4\n5\n6\n7\neight\n9\n") == R"(
--- a.writ
+++ a.writ
@@ -1,9 +1,9 @@
-1
+one
 2
 3
 4
 5
 6
 7
-8
+eight
 9
)");
  CHECK(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n") == R"(
--- a.writ
+++ a.writ
@@ -1,4 +1,4 @@
-1
+one
 2
 3
 4
@@ -6,4 +6,4 @@
 6
 7
 8
-9
+nine
)");
}

TEST_CASE("source/diff: from nothing, to nothing, without a last line feed") {
  CHECK(diff("", "1\n2\n") == "\n--- a.writ\n+++ a.writ\n@@ -0,0 +1,2 @@\n+1\n+2\n");
  CHECK(diff("1\n", "") == "\n--- a.writ\n+++ a.writ\n@@ -1 +0,0 @@\n-1\n");
  CHECK(diff("1\n2", "1\n2\n") ==
        "\n--- a.writ\n+++ a.writ\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
}

TEST_CASE("source/diff: controls are made visible, tabs stay") {
  CHECK(unified_diff("\x1b.writ", "\x1b[31m\tx\n", "y\r\n") ==
        "--- \\u{1b}.writ\n+++ \\u{1b}.writ\n@@ -1 +1 @@\n-\\u{1b}[31m\tx\n+y\\u{d}\n");
}

TEST_CASE("source/diff: colours only add") {
  const std::string text = unified_diff("a.writ", "1\n", "2\n", {.colour = true});
  CHECK(text ==
        "\x1b[1m--- a.writ\x1b[0m\n\x1b[1m+++ a.writ\x1b[0m\n\x1b[1;34m@@ -1 +1 @@\x1b[0m\n"
        "\x1b[31m-1\x1b[0m\n\x1b[32m+2\x1b[0m\n");
}

TEST_CASE("source/diff: leads from the one side to the other") {
  std::mt19937 random(20260117);
  for (int round = 0; round < 300; ++round) {
    const unsigned kinds = 1 + static_cast<unsigned>(random() % 40);
    const std::string before = random_lines(random, random() % 60, kinds);
    const std::string after = random_lines(random, random() % 60, kinds);
    INFO("round " << round);
    REQUIRE(patched(before, unified_diff("a", before, after)) == after);
  }
}

TEST_CASE("source/diff: long texts, alike and not") {
  std::mt19937 random(20260118);
  const std::string before = random_lines(random, 5000, 1'000'000);
  std::string after = before;
  for (std::size_t at = 100; at < after.size(); at += 1000)
    after[at] = after[at] == '\n' ? '\n' : 'x';
  CHECK(patched(before, unified_diff("a", before, after)) == after);
  const std::string other = random_lines(random, 6000, 1'000'000);
  CHECK(patched(before, unified_diff("a", before, other)) == other);
  const std::string longer = random_lines(random, 20'000, 1'000'000);
  CHECK(patched(before, unified_diff("a", before, longer)) == longer);
}
