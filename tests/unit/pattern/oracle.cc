// RE2 itself, where it is installed, says what patterns mean.
#include <catch2/catch.hpp>

#ifdef WRIT_HAVE_RE2
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t most) { return random() % most; }

template <std::size_t N>
std::string one_of(Random& random, const std::array<const char*, N>& all) {
  return all[below(random, N)];
}

std::string atom(Random& random, int depth);

std::string pattern(Random& random, int depth) {
  constexpr std::array<const char*, 14> repeats = {"*",     "+",      "?",    "*?",  "+?",
                                                   "??",    "{2}",    "{1,}", "{0}", "{0,2}",
                                                   "{2,3}", "{1,2}?", "{,2}", "{"};
  std::string out;
  for (std::size_t parts = below(random, 4); parts > 0; --parts) {
    out += atom(random, depth);
    if (below(random, 3) == 0) out += one_of(random, repeats);
    if (below(random, 8) == 0) out += "|";
  }
  return out;
}

std::string atom(Random& random, int depth) {
  constexpr std::array<const char*, 30> leaves = {
      "a",        "b",       "c",     "A",    "k",       "_",           " ",
      "\xC3\xA4", "^",       "$",     ".",    "\\b",     "\\B",         "\\d",
      "\\w",      "\\S",     "\\W",   "\\A",  "\\z",     "\\n",         "-",
      "]",        "}",       "\\x41", "[ab]", "[^a\\d]", "[[:alpha:]]", "[^[:^word:]]",
      "[a-c-]",   "\\Qa+\\E"};
  constexpr std::array<const char*, 8> groups = {
      "(", "(?:", "(?i:", "(?s:", "(?m:", "(?P<n>", "(?i-s:", "(?ms)(?:"};
  // A flag on its own, and groups that are named the same, are where syntaxes differ.
  constexpr std::array<const char*, 4> odd = {"(?i)", "(?m)", "(?-i)", "[^\\n]"};
  if (depth == 0 || below(random, 3) > 0) {
    return below(random, 12) == 0 ? one_of(random, odd) : one_of(random, leaves);
  }
  return one_of(random, groups) + pattern(random, depth - 1) + ")";
}

std::string text(Random& random) {
  constexpr std::array<const char*, 16> pieces = {
      "a", "b", "c", "A", "B", "k", "1", "_", " ", "-", "\n", "\xC3\xA4", "\xE2\x84\xAA",
      "+", "]", "{"};
  std::string out;
  for (std::size_t size = below(random, 8); size > 0; --size) out += one_of(random, pieces);
  return out;
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

TEST_CASE("patterns mean what they mean to RE2") {
  const char* const wanted = std::getenv("WRIT_PATTERNS");  // how many patterns, of ten texts each
  const std::size_t count = wanted ? std::strtoull(wanted, nullptr, 10) : 10'000;
  const std::uint64_t seed = wanted ? std::random_device()() : 4;
  CAPTURE(seed);
  Random random(seed);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string source = pattern(random, 3);
    CAPTURE(source);
    const RE2 oracle(source, RE2::Quiet);
    const writ::pattern::Program program = writ::pattern::compile(source);
    const bool beyond = program.mistake && program.mistake->what.find("(?i)") != std::string::npos;
    if (beyond) continue;  // what we refuse and RE2 does not
    const std::string mistake = program.mistake ? program.mistake->what : "none";
    CAPTURE(mistake);
    REQUIRE(oracle.ok() == !program.mistake);
    for (int n = 0; oracle.ok() && n < 10; ++n) {
      const std::string in = text(random);
      CAPTURE(in);
      // To RE2 there is a `\\B` between two bytes of one code point; to us there is nothing.
      if (source.find("\\B") != std::string::npos && !is_ascii(in)) continue;
      ++compared;
      if (RE2::PartialMatch(in, oracle) != writ::matches(program.steps, in)) FAIL("they differ");
    }
  }
  CHECK(compared > count);
}
#else
TEST_CASE("patterns mean what they mean to RE2") {
  WARN("not run: RE2 is not installed, patterns were not compared with it");
}
#endif
