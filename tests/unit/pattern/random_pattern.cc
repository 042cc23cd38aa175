#include "random_pattern.h"

#include <array>
#include <utility>

namespace test {

namespace {

std::size_t below(Random& random, std::size_t most) { return random() % most; }
bool one_in(Random& random, std::size_t many) { return below(random, many) == 0; }
template <class All>
const auto& one_of(Random& random, const All& all) {
  return all[below(random, all.size())];
}

const std::vector<Pattern>& leaves() {
  static const std::vector<Pattern> all = [] {
    const std::pair<const char*, std::vector<std::string>> sources[] = {
        {"a", {"a"}},
        {"b", {"b"}},
        {"c", {"c"}},
        {"A", {"A"}},
        {"k", {"k"}},
        {"_", {"_"}},
        {" ", {" "}},
        {"ä", {"ä"}},
        {"€", {"€"}},
        {"😀", {"😀"}},
        {"^", {""}},
        {"$", {""}},
        {".", {"a", "ä", "1", "😀"}},
        {"\\b", {""}},
        {"\\B", {""}},
        {"\\d", {"0", "7"}},
        {"\\w", {"a", "Z", "_", "1"}},
        {"\\s", {" ", "\n"}},
        {"\\S", {"a", "€"}},
        {"\\W", {" ", "ä", "-"}},
        {"\\D", {"a", "-"}},
        {"\\A", {""}},
        {"\\z", {""}},
        {"\\n", {"\n"}},
        {"-", {"-"}},
        {"]", {"]"}},
        {"}", {"}"}},
        {"\\x41", {"A"}},
        {"\\x{20AC}", {"€"}},
        {"[ab]", {"a", "b"}},
        {"[^a\\d]", {"b", "ä", "\n"}},
        {"[[:alpha:]]", {"a", "B"}},
        {"[^[:^word:]]", {"a", "_"}},
        {"[a-c-]", {"b", "-"}},
        {"[ß-ö]", {"ä", "ö"}},
        {"[^ß-ö]", {"a", "€"}},
        {"[\\x{7F}-\\x{801}]", {"ä", "\u07FF", "\u0800"}},
        {"[\\x{FFF}-\\x{10001}]", {"€", "\uFFFD", "\U00010000"}},
        {"[^\\n]", {"a", "😀"}},
        {"\\Qa+\\E", {"a+"}},
        {"(?i)", {""}},
        {"(?m)", {""}},
        {"(?s)", {""}},
        {"(?-i)", {""}},
    };
    std::vector<Pattern> made;
    for (const auto& [source, inside] : sources) {
      Pattern& leaf = made.emplace_back();
      leaf.source = source;
      leaf.inside = inside;
    }
    return made;
  }();
  return all;
}

struct Repetition {
  const char* written;
  std::size_t least;
  std::size_t most;
};
constexpr std::array<Repetition, 13> repetitions = {{{"*", 0, 3},
                                                     {"+", 1, 3},
                                                     {"?", 0, 1},
                                                     {"*?", 0, 2},
                                                     {"+?", 1, 2},
                                                     {"??", 0, 1},
                                                     {"{2}", 2, 2},
                                                     {"{1,}", 1, 3},
                                                     {"{0}", 0, 0},
                                                     {"{0,2}", 0, 2},
                                                     {"{2,3}", 2, 3},
                                                     {"{1,2}?", 1, 2},
                                                     {"{4,7}", 4, 7}}};

Pattern any(Random& random, std::size_t depth);

Pattern sequence(Random& random, std::size_t depth) {
  Pattern all;
  for (std::size_t parts = below(random, 4); parts > 0; --parts) {
    Pattern part = any(random, depth);
    if (one_in(random, 3)) {
      const Repetition& how = one_of(random, repetitions);
      Pattern whole;
      whole.parts.push_back(std::move(part));
      whole.behind = how.written;
      whole.least = how.least;
      whole.most = how.most;
      part = std::move(whole);
    } else if (one_in(random, 40)) {  // what looks like a repetition and is none
      part.behind += "{,2}";
    }
    all.parts.push_back(std::move(part));
  }
  return all;
}

Pattern choice(Random& random, std::size_t depth) {
  Pattern all;
  all.choice = true;
  for (std::size_t parts = one_in(random, 3) ? 2 + below(random, 2) : 1; parts > 0; --parts)
    all.parts.push_back(sequence(random, depth));
  return all;
}

Pattern any(Random& random, std::size_t depth) {
  constexpr std::array<const char*, 8> groups = {
      "(", "(?:", "(?i:", "(?s:", "(?m:", "(?P<n>", "(?i-s:", "(?ms)(?:"};
  if (depth == 0 || !one_in(random, 3)) return one_of(random, leaves());
  Pattern group;
  group.source = one_of(random, groups);
  group.parts.push_back(choice(random, depth - 1));
  group.behind = ")";
  return group;
}

void sample(const Pattern& pattern, Random& random, std::string& out) {
  const std::size_t times = pattern.least + below(random, pattern.most - pattern.least + 1);
  for (std::size_t i = 0; i < times; ++i) {
    if (!pattern.inside.empty()) out += one_of(random, pattern.inside);
    if (pattern.choice) {
      sample(one_of(random, pattern.parts), random, out);
    } else {
      for (const Pattern& part : pattern.parts) sample(part, random, out);
    }
  }
}

const std::string& piece(Random& random) {
  static const std::vector<std::string> all = {"a", "b", "c", "A", "B", "k",      "1",     "_",
                                               " ", "-", "+", "]", "{", "\n",     "ä",     "€",
                                               "K", "😀", "ß", "x", "7", "\u07FF", "\uFFFD"};
  return one_of(random, all);
}

/// Where a character begins, or the end.
std::size_t border(const std::string& text, Random& random) {
  std::size_t at = below(random, text.size() + 1);
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

}  // namespace

Pattern random_pattern(Random& random) {
  const bool anchored = one_in(random, 4);
  Pattern whole = choice(random, 3);
  if (anchored) whole.source = "^(?:", whole.behind = ")$";
  return whole;
}

std::string written(const Pattern& pattern) {
  std::string out = pattern.source;
  for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
    if (i > 0 && pattern.choice) out += "|";
    out += written(pattern.parts[i]);
  }
  return out + pattern.behind;
}

std::string random_text(const Pattern& pattern, Random& random) {
  std::string out;
  if (one_in(random, 2)) {
    sample(pattern, random, out);
    if (one_in(random, 4)) out.insert(border(out, random), piece(random));
    if (one_in(random, 6)) out.insert(0, piece(random));
    if (one_in(random, 6)) out += piece(random);
    if (one_in(random, 6)) out.erase(border(out, random));
    return out;
  }
  for (std::size_t size = below(random, 8); size > 0; --size) out += piece(random);
  return out;
}

}  // namespace test
