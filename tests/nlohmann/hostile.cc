// Trees that are not what a contract wants, and trees that are hardly any.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "modifiers.writ.nlohmann.h"
#include "order.writ.nlohmann.h"
#include "scalars.writ.nlohmann.h"
#include "variants.writ.nlohmann.h"

using nlohmann::json;

namespace {

/// `code path` of each problem.
template <class T>
std::vector<std::string> problems(const json& tree) {
  std::vector<std::string> all;
  try {
    (void)tree.get<T>();
  } catch (const writ::InvalidJson& wrong) {
    for (const writ::Problem& problem : wrong.problems())
      all.push_back(std::string(problem.code) + ' ' + problem.path);
  }
  return all;
}

using Problems = std::vector<std::string>;

json ask() {
  return json::parse(R"({"at": "2026-01-31T08:00:00Z", "took": "PT1H", "day": "2026-01-31",
                         "id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "x": 0.1, "raw": ""})");
}

}  // namespace

TEST_CASE("all that is wrong with a tree is said at once, and is an exception of nlohmann_json") {
  const json tree = {{"sku", "?"}, {"quantity", 0}, {"color", 1}};
  CHECK(problems<order::Restock>(tree) ==
        Problems{"unknown /color", "range /quantity", "length /sku"});
  try {
    (void)tree.get<order::Restock>();
    FAIL("it is not as it should be");
  } catch (const nlohmann::json::exception& wrong) {
    CHECK(wrong.id == writ::InvalidJson::code);
    CHECK(std::string(wrong.what()) ==
          "/color: there is no such member\n"
          "/quantity: expected 1 to 1000, received 0\n"
          "/sku: expected 4 to 12 characters, received \"?\"");
  }
}

TEST_CASE("what a failed conversion was to fill stays as it was") {
  order::Restock restock{.sku = "MUG-0001", .quantity = 3};
  CHECK_THROWS_AS(json({{"sku", "MUG-0002"}, {"quantity", 0}}).get_to(restock), writ::InvalidJson);
  CHECK(restock == order::Restock{.sku = "MUG-0001", .quantity = 3});
}

TEST_CASE("problems of a tree have no place in a text") {
  try {
    (void)json(7).get<order::Restock>();
    FAIL("it is no object");
  } catch (const writ::InvalidJson& wrong) {
    const writ::Problem& problem = wrong.problems().at(0);
    CHECK(problem.line == 0);
    CHECK(problem.column == 0);
    CHECK(problem.offset == 0);
    const writ::InvalidJson copy = wrong;
    CHECK(copy.problems() == wrong.problems());
  }
}

TEST_CASE("what is no number of JSON is refused where it stands") {
  for (const double value : {std::nan(""), std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity()}) {
    json tree = ask();
    tree["x"] = value;
    CHECK(problems<scalars::Ask>(tree) == Problems{"range /x"});
    CHECK(problems<variants::Maybe>(json{{"price", value}}) == Problems{"range /price"});
    CHECK(problems<variants::Maybe>(json{{"level", value}}) == Problems{"type /level"});
    CHECK(problems<variants::Maybe>(json{{"email", value}}) == Problems{"type /email"});
  }
}

TEST_CASE("what is no JSON at all is refused where it stands") {
  CHECK(problems<variants::Maybe>(json(json::value_t::discarded)) == Problems{"type "});
  CHECK(problems<variants::Maybe>(json::parse("{", nullptr, false)) == Problems{"type "});
  const json binary = json::binary({1, 2, 3});
  CHECK(problems<variants::Maybe>(json{{"email", binary}}) == Problems{"type /email"});
  CHECK(problems<variants::Maybe>(json{{"note", binary}}) == Problems{"type /note"});
}

TEST_CASE("strings of a tree that are no UTF-8 are refused, as values and as names") {
  CHECK(problems<variants::Maybe>(json{{"email", "a\xFF@b.c"}}) == Problems{"syntax "});
  CHECK(problems<variants::Maybe>(json{{"em\xC3", "abc"}}) == Problems{"syntax "});
  CHECK(problems<variants::Maybe>(json{{"email", "\xED\xA0\x80 half a pair"}}) ==
        Problems{"syntax "});
  CHECK(problems<variants::Maybe>(json{{"email", std::string("a\0b", 3)}}).empty());
  CHECK(json{{"email", std::string("\x01\x1F\"\\/\n", 6)}}.get<variants::Maybe>().email ==
        "\x01\x1F\"\\/\n");
}

TEST_CASE("a tree that is too deep is refused, however deep it is") {
  json tree;
  for (int i = 0; i < 100'000; ++i) {
    json outer = json::array();
    outer.push_back(std::move(tree));
    tree = std::move(outer);
  }
  CHECK(problems<modifiers::Put>(json{{"nothing", {{"x", 1}}}, {"route", json::object()}}).empty());
  json put = {{"nothing", json::object()}, {"route", json::object()}};
  put["nothing"]["x"] = std::move(tree);
  CHECK(problems<modifiers::Put>(put) == Problems{"syntax "});
}

TEST_CASE("a tree that would be too long a text is refused") {
  CHECK(problems<variants::Maybe>(json{{"email", std::string(2'000'000, 'x')}}) ==
        Problems{"size "});
}

TEST_CASE("whole numbers are what they are, doubles are none of them") {
  CHECK(json{{"level", 5}}.get<variants::Maybe>().level == 5);
  CHECK(json{{"level", 5U}}.get<variants::Maybe>().level == 5);
  CHECK(problems<variants::Maybe>(json{{"level", 5.0}}) == Problems{"type /level"});
  CHECK(problems<variants::Maybe>(json{{"level", UINT64_MAX}}) == Problems{"range /level"});
}

TEST_CASE("a double is a decimal with the digits that it has for sure") {
  CHECK(json(0.1).get<writ::Decimal<1>>() == writ::Decimal<1>{1});
  CHECK(json(-1234567890123.45).get<writ::Decimal<2>>() == writ::Decimal<2>{-123'456'789'012'345});
  // Sixteen digits: which of the two decimals near it was meant, nobody knows any more.
  CHECK_THROWS_AS(json(12345678901234.67).get<writ::Decimal<2>>(), writ::InvalidJson);
  CHECK(json("12345678901234.67").get<writ::Decimal<2>>() ==
        writ::Decimal<2>{1'234'567'890'123'467});
  CHECK(json(2251799813685249.5).get<writ::Decimal<1>>() ==
        writ::Decimal<1>{22'517'998'136'852'495});
  CHECK(json(1e300).get<double>() == 1e300);
}

TEST_CASE("an intent of any kind is refused with places in its line") {
  CHECK(problems<order::Intent>(json{{"intent", "Fly"}}) == Problems{"intent /intent"});
  CHECK(problems<order::Intent>(json{{"intent", "Restock"}, {"payload", {{"sku", "MUG-0001"}}}}) ==
        Problems{"missing /payload/quantity"});
  CHECK(problems<order::Intent>(json{{"payload", json::object()}}) == Problems{"missing /intent"});
  CHECK(problems<order::Intent>(json::array()) == Problems{"type "});
}
