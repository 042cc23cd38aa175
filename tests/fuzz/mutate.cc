#include "mutate.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace fuzz {

namespace {

using Words = std::vector<std::string_view>;

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::size_t length_while(std::string_view text, bool (*holds)(char)) {
  const auto end = std::find_if_not(text.begin(), text.end(), holds);
  return static_cast<std::size_t>(end - text.begin());
}

/// How long the word at the front is: a name, a number, a text, a comment, space, or a sign.
std::size_t word_length(std::string_view text) {
  if (is_letter(text[0])) return length_while(text, is_letter);
  if (is_space(text[0])) return length_while(text, is_space);
  if (text.starts_with("//")) return std::min(text.find('\n'), text.size());
  if (text[0] == '"') {
    const std::size_t end = text.find_first_of("\"\n", 1);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  constexpr std::array<std::string_view, 12> signs{"->", "==", "!=", "<=", ">=", "..",
                                                   "??", "+=", "-=", "*=", "&&", "||"};
  const bool two = std::find(signs.begin(), signs.end(), text.substr(0, 2)) != signs.end();
  return two ? 2 : 1;
}

Words split(std::string_view text) {
  Words all;
  while (!text.empty()) {
    const std::size_t length = word_length(text);
    all.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return all;
}

/// Where declarations begin: a word at the front of its line.
std::vector<std::size_t> declarations(std::string_view text) {
  std::vector<std::size_t> begins{0};
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i - 1] == '\n' && text[i] >= 'a' && text[i] <= 'z') begins.push_back(i);
  begins.push_back(text.size());
  return begins;
}

class Mutation {
 public:
  Mutation(std::string_view text, std::mt19937& random) : words_(split(text)), random_(random) {}

  std::string run(std::size_t most) {
    for (std::size_t times = 1 + below(3); times > 0 && !words_.empty(); --times) change();
    std::string text;
    for (const std::string_view word : words_) {
      if (text.size() + word.size() > most) break;
      text += word;
    }
    return text;
  }

 private:
  using Place = Words::difference_type;

  std::size_t below(std::size_t limit) { return random_() % std::max<std::size_t>(limit, 1); }
  Place any() { return static_cast<Place>(below(words_.size())); }
  Words::iterator at(Place place) { return words_.begin() + place; }

  /// A word that is not space.
  Place any_word() {
    Place place = any();
    for (int tries = 0; tries < 4 && is_space(at(place)->front()); ++tries) place = any();
    return place;
  }

  std::string_view new_word() { return below(2) == 0 ? words[below(word_count)] : *at(any_word()); }

  void insert(Place place, const Words& piece) {
    words_.insert(at(place), piece.begin(), piece.end());
  }

  /// From an opening bracket to the one that closes it, or a single word.
  std::pair<Place, Place> group() {
    const Place first = any_word();
    std::size_t depth = 0;
    for (auto place = first; place < static_cast<Place>(words_.size()); ++place) {
      const char c = at(place)->size() == 1 ? at(place)->front() : ' ';
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') depth -= depth > 0;
      if (depth == 0) return {first, place + 1};
    }
    return {first, first + 1};
  }

  Words copy(std::pair<Place, Place> range) { return Words(at(range.first), at(range.second)); }

  /// One more pair of brackets, or one more sign, around a group or in front of it.
  void nest() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> pairs{
        {{"(", ")"},
         {"[", "]"},
         {"{", "}"},
         {"\"{", "}\""},
         {"list<", ">"},
         {"not ", ""},
         {"-", ""},
         {"if a then ", " else b"},
         {"f(", ")"}}};
    const auto [opening, closing] = pairs[below(pairs.size())];
    const auto range = group();
    const std::size_t times = below(8) == 0 ? 300 : 1 + below(3);
    insert(range.second, Words(times, closing));
    insert(range.first, Words(times, opening));
  }

  void repeat() {
    const auto range = group();
    const Words piece = copy(range);
    const std::size_t times = below(8) == 0 ? 300 : 1 + below(3);
    if (piece.size() * times > 20'000) return;
    for (std::size_t i = 0; i < times; ++i) insert(range.second, piece);
  }

  void move() {
    const auto range = group();
    const Words piece = copy(range);
    words_.erase(at(range.first), at(range.second));
    insert(static_cast<Place>(below(words_.size() + 1)), piece);
  }

  void change() {
    switch (below(9)) {
      case 0: std::swap(*at(any_word()), *at(any_word())); break;
      case 1: words_.erase(at(any_word())); break;
      case 2: insert(any(), {" ", new_word(), " "}); break;
      case 3: *at(any_word()) = new_word(); break;
      case 4: nest(); break;
      case 5: repeat(); break;
      case 6: move(); break;
      case 7: insert(any(), {"\n"}); break;
      default: {
        const auto range = group();
        words_.erase(at(range.first), at(range.second));
      }
    }
  }

  Words words_;
  std::mt19937& random_;
};

}  // namespace

std::string mutated(std::string_view text, std::size_t most, std::mt19937& random) {
  if (text.empty()) text = "contract C version 1\n";
  return Mutation(text, random).run(most);
}

std::string spliced(std::string_view text, std::string_view other, std::size_t most,
                    std::mt19937& random) {
  const auto own = declarations(text);
  const auto others = declarations(other);
  std::string result;
  const auto add = [&](std::string_view from, const std::vector<std::size_t>& begins,
                       std::size_t which) {
    const std::string_view one = from.substr(begins[which], begins[which + 1] - begins[which]);
    if (result.size() + one.size() <= most) result += one;
  };
  for (std::size_t i = 0; i + 1 < own.size(); ++i) {
    if (random() % 8 != 0) add(text, own, i);
    if (random() % 8 == 0) add(other, others, random() % (others.size() - 1));
  }
  return result;
}

}  // namespace fuzz
