// What a payload is read as, and what is said of one that is wrong. That it is all that generated
// code says is the business of tests/fuzz/payloads.
#include "compiler/interpret/read.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "checked.h"
#include "compiler/interpret/words.h"

namespace {

using writ::Problem;
using writ::Problems;

/// The first intent of a contract is read.
class Door {
 public:
  explicit Door(const std::string& contract) : checked_("contract A version 1\n" + contract) {
    REQUIRE(checked_.said().empty());
    program_.emplace(*checked_);
    reader_.emplace(*program_, checked_.files());
  }

  /// As canonical JSON; of one that is refused `code path, code path`.
  std::string read(std::string_view json) {
    problems.clear();
    const auto payload = reader_->read(writ::model::IntentId{}, json, problems);
    if (payload)
      return writ::interpret::json(*checked_, checked_->intents.front().payload, *payload);
    std::string all;
    for (const Problem& one : problems)
      all += (all.empty() ? "" : ", ") + std::string(one.code) + " " + one.path;
    return all;
  }

  Problems problems;

 private:
  checked::Checked checked_;
  std::optional<writ::interpret::Program> program_;
  std::optional<writ::interpret::PayloadReader> reader_;
};

}  // namespace

TEST_CASE("a payload is read, and what is left out has its default") {
  Door door(R"(state {}
record Line { sku: string(1..9), quantity: int in 1..9 = 1, note: string? }
intent Add { line: Line as "Line", tags: set<string>(..3) = ["new"], by: map<int, bool>(..2) }
on Add
)");
  CHECK(door.read(R"({"Line":{"sku":"a","note":null},"by":[[2,true],[1,false]]})") ==
        R"({"Line":{"sku":"a","quantity":1},"tags":["new"],)"
        R"("by":[[1,false],[2,true]]})");
  CHECK(
      door.read(R"({"Line":{"sku":"","quantity":10},"tags":["b","b"],"by":[[1,true],[1,true]]})") ==
      "length /Line/sku, range /Line/quantity, duplicate /tags/1, duplicate /by/1");
  CHECK(door.read(R"({"line":{},"by":[]})") == "unknown /line, missing /Line");
  CHECK(door.problems[0].meant == "Line");
  CHECK(door.read(R"({"Line":)") == "syntax ");
  CHECK(door.read("") == "syntax ");
}

TEST_CASE("a problem says all that a generated door says") {
  Door door(R"(state {}
type Sku = string matching /^[A-Z]{3}$/ else "a SKU has three letters"
record Line {
  sku: Sku
  quantity: int in 1..9
}
intent Add { line: Line }
on Add
)");
  CHECK(door.read("{\"line\":\n {\"sku\":\"ab\",\"quantity\":12}}") ==
        "pattern /line/sku, range /line/quantity");
  const Problem& sku = door.problems[0];
  CHECK(sku.expected == "matching /^[A-Z]{3}$/");
  CHECK(sku.source == "a.writ:3");
  CHECK(sku.received == "\"ab\"");
  CHECK((sku.line == 2 && sku.column == 9 && sku.offset == 17));
  REQUIRE(sku.rule);
  CHECK(sku.rule->type == "Sku");
  CHECK(sku.rule->message == "a SKU has three letters");
  CHECK(sku.rule->key == "type.Sku");
  const Problem& quantity = door.problems[1];
  CHECK(quantity.source == "a.writ:6");
  REQUIRE(quantity.rule);
  CHECK((quantity.rule->least == "1" && quantity.rule->most == "9"));
}

TEST_CASE("what is secret is in no problem") {
  Door door(R"(state {}
intent Open { pin: secret string(4), pins: secret map<string(1..3), int>(..2) }
on Open
)");
  CHECK(door.read(R"({"pin":"hidden","pins":{"hidden":1}})") == "length /pin, key /pins/***");
  for (const Problem& one : door.problems) CHECK(one.received.empty());
}

TEST_CASE("problems are added behind those that are there, and capped") {
  Door door(R"(state {}
intent Add { all: list<int in 0..1> }
on Add
)");
  std::string many = R"({"all":[2)";
  for (int i = 0; i < 99; ++i) many += ",2";
  door.read(many + "]}");
  REQUIRE(door.problems.size() == 33);
  CHECK(door.problems.back().code == "more");
  CHECK(door.read(std::string((1 << 20) + 1, ' ')) == "size ");
}
