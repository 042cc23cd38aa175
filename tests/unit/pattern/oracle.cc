// What a pattern means is said three times: by its automaton, by its steps, and by RE2 itself,
// where it is installed.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>

#include <writ/core/text.h>

#include "asked.h"
#include "random_pattern.h"

#ifdef WRIT_HAVE_RE2
#include <re2/re2.h>
#endif

namespace {

#ifdef NDEBUG
constexpr std::size_t usual_pairs = 1'000'000;
#else
constexpr std::size_t usual_pairs = 100'000;
#endif
constexpr std::size_t texts_each = 20;

#ifdef WRIT_HAVE_RE2
class Oracle {
 public:
  explicit Oracle(const std::string& source)
      : re2_(source, RE2::Quiet), borders_(source.find("\\B") != std::string::npos) {}
  /// Does it take the pattern as one?
  [[nodiscard]] std::optional<bool> accepts() const { return re2_.ok(); }
  /// Nothing where it means something else: to RE2 there is a `\B` between two bytes of one
  /// character, to us there is nothing. Of what is no UTF-8 it is not asked.
  [[nodiscard]] std::optional<bool> finds(const std::string& text) const {
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
    if ((borders_ && !ascii) || !writ::is_utf8(text)) return std::nullopt;
    return RE2::PartialMatch(text, re2_);
  }

 private:
  RE2 re2_;
  bool borders_;
};
#else
struct Oracle {
  explicit Oracle(const std::string&) {}
  static std::optional<bool> accepts() { return std::nullopt; }
  static std::optional<bool> finds(const std::string&) { return std::nullopt; }
};
#endif

std::string said(bool found) { return found ? "found, " : "not found, "; }

/// What they say, if it is not the same.
std::string difference(const test::Asked& ours, const Oracle& oracle, const std::string& text) {
  const bool steps = ours.by_steps(text);
  const bool automaton = ours.automaton ? ours.by_automaton(text) : steps;
  const bool truth = oracle.finds(text).value_or(steps);
  if (steps == automaton && steps == truth) return {};
  return "steps: " + said(steps) + "automaton: " + said(automaton) + "RE2: " + said(truth);
}

std::string difference(const std::string& source, const std::string& text) {
  const test::Asked ours(source);
  const Oracle oracle(source);
  if (ours.program.mistake || oracle.accepts() == false) return {};
  return difference(ours, oracle, text);
}

/// Takes bytes away from either as long as the two still differ, until nothing can be taken away.
void shrink(std::string& source, std::string& text) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::string* part : {&source, &text}) {
      for (std::size_t size = part->size(); size > 0; --size) {
        for (std::size_t at = 0; at + size <= part->size(); ++at) {
          const std::string whole = *part;
          part->erase(at, size);
          if (!difference(source, text).empty()) {
            smaller = true;
          } else {
            *part = whole;
          }
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("patterns mean what they mean to RE2") {
#ifndef WRIT_HAVE_RE2
  WARN("RE2 is not installed: patterns were compared with themselves only");
#endif
  const char* const wanted = std::getenv("WRIT_PATTERNS");  // how many pairs, of a random seed
  const std::size_t pairs = wanted ? std::strtoull(wanted, nullptr, 10) : usual_pairs;
  const std::uint64_t seed = wanted ? std::random_device()() : 4;
  CAPTURE(seed);
  test::Random random(seed);
  std::size_t compared = 0;
  std::size_t found = 0;
  std::size_t automata = 0;
  std::size_t patterns = 0;
  while (compared < pairs) {
    const test::Pattern pattern = test::random_pattern(random);
    const std::string source = test::written(pattern);
    const Oracle oracle(source);
    const test::Asked ours(source);
    const std::string mistake = ours.program.mistake ? ours.program.mistake->what : "none";
    if (mistake.find("(?i)") != std::string::npos) continue;  // what we refuse and RE2 does not
    if (oracle.accepts().value_or(!ours.program.mistake) == ours.program.mistake.has_value()) {
      CAPTURE(source, mistake);
      FAIL("one of the two takes no such pattern");
    }
    if (ours.program.mistake) continue;
    ++patterns;
    automata += ours.automaton ? 1 : 0;
    for (std::size_t n = 0; n < texts_each; ++n, ++compared) {
      std::string text = test::random_text(pattern, random);
      if (n == 0) text.insert(random() % (text.size() + 1), 1, static_cast<char>(random() & 0xFFU));
      found += ours.by_steps(text) ? 1 : 0;
      if (difference(ours, oracle, text).empty()) continue;
      std::string shrunk = source;
      shrink(shrunk, text);
      CAPTURE(source, shrunk, text);
      FAIL(difference(shrunk, text));
    }
  }
  CHECK(automata * 100 > patterns * 99);
  CHECK(found * 10 > compared * 4);
  CHECK(found * 10 < compared * 7);
}
