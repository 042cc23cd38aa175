// Input made to break a parser: it ends, quickly, with one clear word, on a small stack.
#include <catch2/catch.hpp>
#include <random>

#include "parsed.h"

using namespace parsed;

namespace {

std::string repeated(std::string_view piece, std::size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

std::size_t depth(const Expr& e) {
  std::size_t deepest = 0;
  for (const Expr& operand : e.operands) deepest = std::max(deepest, depth(operand));
  return deepest + 1;
}

/// Whether a text is refused for its depth, and for nothing else.
bool too_deep(const std::string& text) {
  const Parsed result(text);
  return !result.ast.complete && result.sink.errors() == 1 &&
         result.sink.sorted()[0].kind == &writ::diag::nested_too_deep.kind;
}

constexpr const char* sample = R"(/// An order.
contract Order version 1
import "money.writ"
const most = 10
enum Colour { Red, Green }
record Line { sku: Sku /// the shelf
  price: decimal(2) in 0.00..100.00 = 1.00 }
state { lines: list<Line>(..most) on: bool inner { total: decimal(2) >= 0.00 } }
phases { Draft Open { Paid, Sent } Done final }
intent Add { line: Line, note: string(..20) = "é \u{e9}" }
fn price(l: Line): decimal(2) = l.price * 2
guard Room on Add in Draft {
  require lines.size + 1 <= most and intent.line.sku in {1, 2} else "only {most - lines.size} left"
  suggest { line.price: sum(l.price for l in lines where l.sku == 3) }
}
on Add in Draft, Open -> Paid { lines.push(intent.line)
  inner.total += price(intent.line)
  state.on = not state.on }
invariant fits: phase in Open implies inner.total >= -1.00 ?? 0.00
)";

}  // namespace

TEST_CASE("syntax/hostile: the sample is sound") { CHECK(Parsed(sample).said().empty()); }

TEST_CASE("syntax/hostile: four megabytes of nesting end with one word") {
  constexpr std::size_t bytes = max_bytes - 100;
  for (const char* piece : {"(", "-", "not ", "f(", "a[", "\"{", "a + ", "a.", "a implies ",
                            "a ?? ", "a and ", "a * ", "a in {", "s(a for a in "}) {
    INFO(piece);
    CHECK(too_deep("invariant x: " + repeated(piece, bytes / std::string_view(piece).size())));
  }
  for (const char* piece :
       {"type T = list<", "state {a", "phases {A", "on A { a[", "type T = int in a+"}) {
    const std::string_view whole = piece;
    const std::string_view again = whole.substr(whole.find_last_of(" =") + 1);
    INFO(again);
    CHECK(too_deep(std::string(whole) + repeated(again, bytes / again.size())));
  }
}

TEST_CASE("syntax/hostile: 256 levels are read, 257 are not") {
  const auto brackets = [](std::size_t n) {
    return "invariant x: " + repeated("(", n) + "a" + repeated(")", n);
  };
  CHECK(Parsed(brackets(255)).said().empty());
  CHECK(too_deep(brackets(256)));
  const auto sum = [](std::size_t n) { return "invariant x: a" + repeated(" + a", n); };
  CHECK(Parsed(sum(256)).said().empty());
  CHECK(too_deep(sum(257)));
  const auto members = [](std::size_t n) { return "invariant x: a" + repeated(".a", n); };
  CHECK(Parsed(members(256)).said().empty());
  CHECK(too_deep(members(257)));
}

TEST_CASE("syntax/hostile: chains inside chains add up") {
  // 20 brackets around sums of 20: no bracket and no chain is long, the tree is.
  std::string text = "a";
  for (int i = 0; i < 20; ++i) text = "(" + text + ")" + repeated(" + a", 20);
  CHECK(too_deep("invariant x: " + text));
  text = "a";
  for (int i = 0; i < 10; ++i) text = "(" + text + ")" + repeated(" + a", 20);
  const Parsed result("invariant x: " + text);
  REQUIRE(result.said().empty());
  CHECK(depth(result.ast.invariants.at(0).condition) == 201);
}

TEST_CASE("syntax/hostile: a hundred errors are enough") {
  const Parsed result(repeated("type\n", 100'000));
  CHECK(result.sink.errors() == writ::source::Sink::most);
}

TEST_CASE("syntax/hostile: changed bytes never crash, and are refused with a word or read") {
  const unsigned seed = 20'240'607;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string_view pieces[] = {"{",      "}",   "(",  ")", "[",   "\"",    "\\", "on ",
                                     "state",  "->",  "..", "<", "///", "\n",    "é",  "\xff",
                                     "\u202e", "in ", ",",  ":", "=",   "final "};
  for (int round = 0; round < 3000; ++round) {
    std::string text = sample;
    for (unsigned changes = 1 + random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, random() % 20); break;
        case 2: text.insert(at, pieces[random() % std::size(pieces)]); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
      }
      if (text.empty()) text = " ";
    }
    const Parsed result(text);
    INFO(text);
    REQUIRE((result.ast.complete || result.sink.errors() > 0));
    const std::string all = writ::source::render(result.files, result.sink, {});
    REQUIRE(all.empty() == (result.sink.errors() == 0));
    REQUIRE(all.find("something else") == std::string::npos);
  }
}
