// Automata of patterns: as small as can be, and never too large.
#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <ctime>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <writ/core/text.h>

#include "asked.h"

namespace {

using test::Asked;
using writ::pattern::Automaton;

std::size_t states(std::string_view source) {
  const Asked asked(source);
  INFO(source);
  REQUIRE(asked.automaton);
  return asked.automaton->states;
}

/// How many states differ, after Moore: two are the same until a byte leads to what differs.
std::size_t different(const Automaton& automaton) {
  std::vector<std::size_t> starts = {0, 1};  // the states: 0, 1, and one a row
  for (std::size_t row = 0; row < automaton.next.size(); row += automaton.width)
    starts.push_back(2 + row);
  std::map<std::size_t, std::size_t> kinds;
  for (const std::size_t state : starts) kinds[state] = state == 1 || state >= automaton.accepting;
  for (std::size_t count = 0;;) {
    std::map<std::vector<std::size_t>, std::size_t> known;
    std::map<std::size_t, std::size_t> finer;
    for (const std::size_t state : starts) {
      std::vector<std::size_t> all = {kinds[state]};
      for (std::size_t i = 0; i < automaton.width; ++i)
        all.push_back(kinds[state < 2 ? state : automaton.next[state - 2 + i]]);
      finer[state] = known.try_emplace(all, known.size()).first->second;
    }
    kinds = finer;
    if (std::exchange(count, known.size()) == known.size()) return count;
  }
}

std::string spelled(std::uint32_t c) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000)
    return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
          byte(0x80 | (c & 0x3F))};
}

std::string times(std::size_t count, const std::string& part) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += part;
  return all;
}

}  // namespace

TEST_CASE("an automaton has as few states as can be") {
  CHECK(states("b") == 2);
  CHECK(states("x*") == 1);
  CHECK(states("[^\\s\\S]") == 1);
  CHECK(states("^[A-Z]{3}-[0-9]{4}$") == 10);  // eight characters, nothing more, nothing left
  CHECK(states("^(abc|xbc|b?yc)$") == states("^(abc|xbc|(|b)yc)$"));
  CHECK(states("^(a|b)*a(a|b){9}$") == 1025);
  CHECK(states("^(?:a|b|c|d)+$") == states("^[a-d][a-d]*$"));
  for (const char* source :
       {"^[A-Z]{3}-[0-9]{4}$", "(?i)\\bdrat\\b", "^(abc|xbc|b?yc)$", "(?m)^a$|b\\B", "^[^ä]{1,5}€$",
        "^.{2,7}$", "a.?b|c", "\\w+@\\w+\\.\\w{2,}$", "[\\x{7FF}-\\x{10001}]{2}",
        "^(0|1(01*0)*1)+$"}) {
    INFO(source);
    const Asked asked(source);
    REQUIRE(asked.automaton);
    // The states 0 and 1 are there in any table, whether the pattern leads to them or not.
    CHECK(different(*asked.automaton) == asked.automaton->next.size() / asked.automaton->width + 2);
  }
}

TEST_CASE("an automaton knows every character, and what is none") {
  const std::uint32_t ends[] = {0,       0x7F,    0x80,    0x7FF,    0x800,   0xFFF,
                                0x1000,  0xCFFF,  0xD7FF,  0xE000,   0xFFFF,  0x10000,
                                0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF};
  for (const char* source :
       {"^.$", "^[^a]$", "^[\\x{80}-\\x{10FFFF}]$", "^[\\x{7FF}-\\x{FFF}]$", "^\\x{10FFFF}$",
        "^[\\x{D7FF}\\x{E000}]$", "[\\x{10000}-\\x{3FFFF}]", "^[^\\x{800}-\\x{FFFF}]$"}) {
    const Asked asked(source);
    INFO(source);
    REQUIRE(asked.automaton);
    for (const std::uint32_t end : ends)
      for (const std::uint32_t c : {end, end + 1, end - 1}) {
        if (c > 0x10FFFF) continue;
        const std::string whole = spelled(c);
        CAPTURE(c);
        for (std::size_t size = 0; size <= whole.size(); ++size) {
          const std::string text = whole.substr(0, size);
          CHECK(asked.by_automaton(text) == asked.by_steps(text));
          CHECK(asked.by_automaton(text + "b") == asked.by_steps(text + "b"));
        }
      }
    for (int first = 0; first < 256; ++first)
      for (int second = 0; second < 256; ++second) {
        const std::string text = {static_cast<char>(first), static_cast<char>(second)};
        if (asked.by_automaton(text) != asked.by_steps(text)) FAIL(first << " " << second);
      }
  }
}

TEST_CASE("an automaton that would be too large is none") {
  CHECK_FALSE(Asked("^(a|b)*a(a|b){10}$").automaton);
  CHECK_FALSE(Asked("^.{0,300}$").automaton);
  CHECK(Asked("^.{0,200}$").automaton);
  CHECK(Asked("^[a-z]{1,999}$").automaton);
}

TEST_CASE("a hostile pattern is given up in bounded time and memory") {
  std::string letters;
  std::string others;
  for (std::uint32_t i = 0; i < 600; ++i) {
    letters += "[^" + spelled(0x4E00 + 2 * i) + "]?";
    if (i % 2 == 0) others += (i == 0 ? "" : "|") + times(3, spelled(0x4E00 + 7 * i));
  }
  const std::string hostile[] = {
      "(a|b)*a(a|b){30}$",
      "^(a|b)*a(a|b){400}$",
      "(.*a){1,100}.{100}$",
      "^(([a-z]+)*)*([a-z]*){50}$",
      "(x+x+)+y",
      "(a?){100}a{100}$",
      "(.{1,10}){1,30}$",
      "(a|aa|aaa|aaaa){1,60}$",
      "(" + times(100, "[ab]?c?") + "){1,3}$",
      "(?i)(" + times(20, "(\\b.\\B|\\w)+") + ")$",
      letters,
      others,
  };
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  for (const std::string& source : hostile) {
    INFO(source.substr(0, 60));
    const std::clock_t begin = std::clock();
    const Asked asked(source);
    REQUIRE_FALSE(asked.program.mistake);
    if (asked.automaton) CHECK(asked.automaton->states <= writ::pattern::max_automaton_states);
    CHECK((std::clock() - begin) / CLOCKS_PER_SEC < 5);  // tens of milliseconds in Release
  }
  rusage behind{};
  getrusage(RUSAGE_SELF, &behind);
  CHECK(behind.ru_maxrss - before.ru_maxrss < 512 * 1024);  // KiB; a sanitizer keeps some
}

TEST_CASE("an automaton can be asked when a program is compiled") {
  static constexpr std::uint8_t rows[] = {0, 1};
  static constexpr writ::Dfa<std::uint8_t> pattern{
      .classes = writ::byte_classes({{'a', 'a', 1}}), .next = rows, .start = 2, .accepting = 4};
  static_assert(writ::matches(pattern, "abc"));
  static_assert(!writ::matches(pattern, "ba"));
  static_assert(!writ::matches(pattern, ""));
  CHECK(writ::matches(pattern, "a"));
}
