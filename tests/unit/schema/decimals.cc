// The patterns of decimals let exactly the texts of a range pass. They are searched by our own
// engine: what ECMA-262 and RE2 write alike means the same.
#include <catch2/catch.hpp>
#include <random>

#include <writ/core/decimal.h>
#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"
#include "compiler/schema/decimals.h"

using namespace writ;

namespace {

class Patterns {
 public:
  Patterns(model::Bounds units, int scale) {
    for (const std::string& one : schema::decimal_patterns(units, scale)) {
      programs_.push_back(pattern::compile(one).steps);
      REQUIRE_FALSE(programs_.back().empty());
    }
  }
  bool match(const std::string& text) const {
    for (const std::vector<PatternStep>& steps : programs_)
      if (!matches(steps, text)) return false;
    return true;
  }

 private:
  std::vector<std::vector<PatternStep>> programs_;
};

/// All ways to write a number without an exponent, but for more zeros at the end.
std::vector<std::string> forms(std::int64_t units, int scale) {
  std::string text = decimal_text(units, scale);
  std::vector<std::string> all{text, text + (scale == 0 ? ".00" : "00")};
  while (scale > 0 && text.ends_with('0')) {
    text.pop_back();
    if (!text.ends_with('.')) all.push_back(text);
  }
  if (text.ends_with('.')) all.push_back(text.substr(0, text.size() - 1));
  if (units == 0) all.push_back("-" + all.front());
  return all;
}

}  // namespace

TEST_CASE("schema/decimals: a pattern lets a range pass and nothing else") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 60; ++round) {
    const int scale = static_cast<int>(random() % 4);
    const std::int64_t size = round % 2 == 0 ? 120 : 25'000;
    std::uniform_int_distribution<std::int64_t> below(-size, size - 1);
    const auto some = [&] { return below(random); };
    model::Bounds units{some(), some()};
    if (units.least > units.most) std::swap(units.least, units.most);
    INFO(units.least << " to " << units.most << " units of scale " << scale);
    const Patterns patterns(units, scale);
    for (const std::int64_t near :
         {units.least, units.most, std::int64_t{0}, some(), some() * 10}) {
      for (std::int64_t n = near - 12; n <= near + 12; ++n) {
        for (const std::string& text : forms(n, scale)) {
          INFO(text);
          CHECK(patterns.match(text) == units.contains(n));
        }
      }
    }
  }
}

TEST_CASE("schema/decimals: what is no decimal of the scale") {
  const Patterns patterns({-1'000, 1'000}, 2);
  for (const char* text :
       {"", "-", ".5", "1.", "01", "+1", "1e1", "1.001", "1,5", " 1", "1\n", "--1"})
    CHECK_FALSE(patterns.match(text));
}

TEST_CASE("schema/decimals: the ends of 64 bits are known by their digits") {
  const Patterns patterns({INT64_MIN, INT64_MAX}, 2);
  CHECK(patterns.match("92233720368547758.07"));
  CHECK(patterns.match("-92233720368547758.08"));
  CHECK_FALSE(patterns.match("100000000000000000.00"));
}

TEST_CASE("schema/decimals: a bound as a number is never inside of what it bounds") {
  CHECK(schema::most_number(9'999, 2) == 99.99);
  CHECK(schema::most_number(INT64_MAX, 2) > 92233720368547758.0);
  CHECK(schema::least_number(INT64_MIN, 2) < -92233720368547758.0);
}
