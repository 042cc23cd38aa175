// JSON from somebody who means harm: caps on length, depth and problems, and bytes of any kind.
#include <writ/core/json_reader.h>

#include <random>

#include <catch2/catch.hpp>

#include "json_sample.h"

using namespace sample;
using writ::JsonReader;
using writ::Where;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

/// A typed value that nests without end, as no contract can have it.
void read_nest(JsonReader& in, const Where& at) {
  writ::JsonArray array(in, at, 10);
  while (array.next()) {
    const Where element = array.here();
    writ::JsonEntries entries(in, element, 10);
    while (entries.next()) read_nest(in, entries.here());
  }
}

std::string nest(std::string_view text) {
  return summary(problems_of(text, [](JsonReader& in) { read_nest(in, {}); }));
}
std::string any(std::string_view text) {
  return summary(problems_of(text, [](JsonReader& in) { in.skip(); }));
}

}  // namespace

TEST_CASE("core/json: nesting is capped, typed or not") {
  CHECK(any(repeated("[", 64) + repeated("]", 64)).empty());
  CHECK(any(repeated("[", 65) + repeated("]", 65)) == " syntax");
  CHECK(any(repeated("{\"a\":", 64) + "1" + repeated("}", 64)).empty());
  CHECK(any(repeated("{\"a\":", 65) + "1" + repeated("}", 65)) == " syntax");
  CHECK(nest(repeated("[{\"a\":", 31) + "[{}]" + repeated("}]", 31)).empty());
  CHECK(nest(repeated("[{\"a\":", 32) + "[]" + repeated("}]", 32)) == " syntax");
  // an unknown member begins as deep as it stands
  CHECK(nest("[{\"a\":1}]") == "/0/a type");
  CHECK(nest(repeated("[{\"a\":", 31) + "{\"b\":" + repeated("[", 2)).ends_with(" syntax"));
  for (const std::string_view piece : {"[", "{\"a\":", "[{\"a\":", "[[],"}) {
    CHECK(any(repeated(piece, 100'000)) == " syntax");
    CHECK(nest(repeated(piece, 100'000)).ends_with(" syntax"));
  }
  // closing takes back what opening gave: many beside each other are no depth
  CHECK(any("[" + repeated("[],{},", 1000) + "[]]").empty());
  CHECK(nest(repeated("[{\"a\":", 31) + "[{},{},{}]" + repeated("}]", 31)).empty());
  Order order;
  const std::string lines =
      R"({"customer":"","lines":[)" + repeated("{},", 99) + R"({}],"stock":{})";
  CHECK(read_order(lines, order).back().code == "more");
}

TEST_CASE("core/json: a text that is too long is not read") {
  std::string text = "[]" + std::string(JsonReader::max_bytes - 2, ' ');
  CHECK(any(text).empty());
  text += ' ';
  CHECK(any(text) == " size");
  text[0] = 'x';
  CHECK(any(text) == " size");
  Problems problems;
  JsonReader in(text, problems, 10);
  CHECK(in.broken());
  std::int64_t n = 0;
  CHECK_FALSE(in.integer({}, n));
  CHECK(summary(problems) == " size");
  Problems none;
  JsonReader snapshot("[]" + std::string(), none, SIZE_MAX);
  CHECK_FALSE(snapshot.broken());
}

TEST_CASE("core/json: problems are capped, and then nothing more is read") {
  Order order;
  Problems problems = read_order("{" + repeated("\"x\":1,", 1000) + "\"y\":", order);
  REQUIRE(problems.size() == 33);
  CHECK(problems[31].code == "unknown");
  CHECK(problems[32].code == "more");
  problems =
      problems_of("[" + repeated("0,", 32) + "0]", [](JsonReader& in) { read_nest(in, {}); });
  CHECK(problems.size() == 11);  // ten elements of a wrong type, and one too many
  CHECK(problems.back().code == "size");
  problems = read_order("{" + repeated("\"x\":1,", 32) + "\"y\"", order);
  CHECK(problems.size() == 33);
  CHECK(problems.back().code == "more");

  const auto many = [](JsonReader& in) {
    for (int i = 0; i < 100; ++i) in.problem({}, "range", "");
    CHECK(in.broken());
  };
  CHECK(problems_of("1", many).size() == 33);
}

TEST_CASE("core/json: long lists and maps are refused, and what follows is read") {
  std::string lines = repeated(R"({"sku":"","quantity":1,"price":1},)", 100);
  const auto with = [](const std::string& some_lines, const std::string& stock) {
    Order order;
    const Problems problems =
        read_order(R"({"customer":"","lines":[)" + some_lines + R"(],"stock":{)" + stock +
                       R"(},"open":true,"paid_at":7})",
                   order);
    CHECK(order.lines.size() <= 100);
    CHECK(order.stock.size() <= 500);
    return summary(problems);
  };
  lines.pop_back();
  CHECK(with(lines, "") == "/paid_at type");
  CHECK(with(lines + ",{\"x\":[]},2", "") == "/lines size; /paid_at type");
  std::string stock;
  for (int i = 0; i < 500; ++i) stock += "\"" + std::to_string(i) + "\":1" + (i < 499 ? "," : "");
  CHECK(with("", stock) == "/paid_at type");
  CHECK(with("", stock + ",\"x\":[1],\"y\":{}") == "/stock size; /paid_at type");
  CHECK(with("", stock + ",\"x\":[1],\"y\":{}x") == "/stock size;  syntax");
  const auto none = [](JsonReader& in) {
    const Where root;
    writ::JsonArray array(in, root, 0);
    while (array.next()) FAIL("an element");
  };
  CHECK(summary(problems_of("[1]", none)) == " size");
  CHECK(summary(problems_of("[]", none)).empty());
}

TEST_CASE("core/json: little of a foreign name is echoed") {
  Order order;
  std::string name(64, 'a');
  CHECK(read_order("{\"" + name + "\":1,", order)[0].path == "/" + name);
  CHECK(read_order("{\"" + name + "a\":1,", order)[0].path == "/" + name + "…");
  name = std::string(63, 'a') + "ä" + std::string(100'000, 'b');  // no half of an umlaut
  CHECK(read_order("{\"" + name + "\":1,", order)[0].path == "/" + std::string(63, 'a') + "…");
  name = repeated("\\u001b", 100);
  CHECK(read_order("{\"" + name + "\":1,", order)[0].path == "/" + repeated("\\u{1b}", 64) + "…");
  const Problems problems = read_order("{\"stock\":{\"" + name + "\":true}", order);
  CHECK(problems[0].path == "/stock/" + repeated("\\u{1b}", 64) + "…");
}

TEST_CASE("core/json: a text cut anywhere is refused") {
  for (std::size_t n = 0; n < document.size(); ++n) {
    Order order;
    const Problems problems = read_order(std::string_view(document).substr(0, n), order);
    CAPTURE(n);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == "syntax");
    CHECK(any(std::string_view(document).substr(0, n)) == " syntax");
  }
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    Order order;
    CHECK_FALSE(read_order({&byte, 1}, order).empty());
    CHECK(any({&byte, 1}).empty() == (c >= '0' && c <= '9'));
  }
  Problems problems;
  JsonReader in(std::string_view(), problems);  // no memory at all
  in.skip();
  CHECK(summary(problems) == " syntax");
}

TEST_CASE("core/json: random changes: refused, or read and written back the same") {
  constexpr std::uint64_t seed = 8259;
  std::mt19937_64 random(seed);
  constexpr std::string_view pieces[] = {"\"",   "\\",   "{", "}",  "[",   "]",   ",",
                                         ":",    "0",    "-", "e",  ".",   "\\u", "null",
                                         "\xC3", "\xFF", " ", "\n", "1e5", "{}"};
  int accepted = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string text = document;
    for (std::uint64_t n = random() % 4 + 1; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, random() % 4 + 1); break;
        case 2: text.insert(at, pieces[random() % std::size(pieces)]); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 30)); break;
      }
    }
    Order order;
    const Problems problems = read_order(text, order);
    bool good = problems.size() <= 33;
    if (problems.empty()) {
      ++accepted;
      Order again;
      good = good && any(text).empty() && writ::is_utf8(text);
      good = good && read_order(to_json(order), again).empty() && again == order;
    }
    if (!good) FAIL("seed " << seed << ", round " << i << ": " << writ::printable(text));
  }
  CHECK(accepted > 100);
  CHECK(accepted < 20'000);
}
