// Values of contracts as trees of nlohmann_json, and back: the JSON is that of our own encoder.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "dice.writ.nlohmann.h"
#include "modifiers.writ.nlohmann.h"
#include "narrow.writ.nlohmann.h"
#include "order.writ.nlohmann.h"
#include "recount.writ.nlohmann.h"  // shares a module with `order`
#include "scalars.writ.nlohmann.h"
#include "variant_names.writ.nlohmann.h"
#include "variants.writ.nlohmann.h"

using nlohmann::json;

namespace {

/// What is read of a text and written as a tree is the text; what is read of the tree, the value.
template <class T>
void goes_there_and_back(const std::string& text) {
  CAPTURE(text);
  const auto value = json::parse(text).get<T>();
  CHECK(nlohmann::ordered_json(value).dump() == text);  // members in the order of the contract
  CHECK(json(value).template get<T>() == value);
}

}  // namespace

TEST_CASE("payloads, records, variants and enums become trees and come back") {
  goes_there_and_back<order::AddLine>(
      R"({"line":{"sku":"MUG-0001","quantity":2,"price":{"amount":12.5,"currency":"EUR"}}})");
  goes_there_and_back<order::Line>(
      R"({"sku":"MUG-0001","quantity":2,"price":{"amount":12.5,"currency":"EUR"}})");
  goes_there_and_back<money::Money>(R"({"amount":12.5,"currency":"GBP"})");
  goes_there_and_back<money::Currency>(R"("JPY")");
  goes_there_and_back<variants::Payment>(
      R"({"kind":"Transfer","iban":"12345","notes":[{"text":"x"}],"fees":{"a":1}})");
  goes_there_and_back<scalars::Colour>(R"("Green")");
  goes_there_and_back<scalars::Ask>(
      R"({"at":"2026-01-31T08:00:00Z","took":"PT1H30M","day":"2026-01-31",)"
      R"("id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","x":0.1,"raw":"AAEC"})");
  goes_there_and_back<modifiers::Unlock>(R"({"pin":"1234"})");  // secrets, as our encoder has them
}

TEST_CASE("an intent of any kind is a line with its name") {
  const order::Intent intent = order::Restock{.sku = "MUG-0001", .quantity = 3};
  const json tree = intent;
  CHECK(tree ==
        json::parse(R"({"intent": "Restock", "payload": {"sku": "MUG-0001", "quantity": 3}})"));
  CHECK(tree.get<order::Intent>() == intent);
  CHECK(json::parse(R"({"intent": "Ship"})").get<order::Intent>() == order::Intent(order::Ship{}));
}

TEST_CASE("states, events, refusals and phases become trees") {
  const writ::Instant now{0};
  order::Machine machine(now);
  const json state = machine.state();
  CHECK(state.dump() == json::parse(to_json(machine.state())).dump());
  CHECK(state["lines"].empty());
  CHECK(json(machine.phase()) == "Draft");
  const order::Refusal why =
      machine.explain(order::Ship{}, machine.dispatch(order::Ship{}, now), now);
  CHECK(json(why)["refused"] == "no_transition");
}

TEST_CASE("an event is told without its secrets, an intent is stored with them") {
  const dice::Player ada{.name = "Ada", .card = "1234"};
  const dice::Event event =
      dice::Rolled{.by = "Ada", .eyes = 6, .card = "1234", .player = ada, .bets = {}};
  CHECK(json(event)["card"] == "***");
  CHECK(json(event)["player"]["card"] == "***");
  CHECK(json(dice::Roll{.player = ada, .bets = {}})["player"]["card"] == "1234");
}

TEST_CASE("collections of a contract's types convert as nlohmann_json does it") {
  const std::vector<money::Money> all = {{.amount = {1}, .currency = money::Currency::USD}};
  const json tree = all;
  CHECK(tree.dump() == R"([{"amount":0.01,"currency":"USD"}])");
  CHECK(tree.get<std::vector<money::Money>>() == all);
}

TEST_CASE("single values convert by themselves") {
  CHECK(json(writ::Instant{0}) == "1970-01-01T00:00:00Z");
  CHECK(json(writ::Duration{1'500'000}) == "PT1.5S");
  CHECK(json(writ::Date{0}) == "1970-01-01");
  CHECK(json(writ::Uuid{}) == "00000000-0000-0000-0000-000000000000");
  CHECK(json("P1D").get<writ::Duration>() == writ::Duration{86'400'000'000});
  CHECK(json("1970-01-01T00:00:01Z").get<writ::Instant>() == writ::Instant{1'000'000});
  CHECK(json("1970-01-02").get<writ::Date>() == writ::Date{1});
  CHECK(json("00000000-0000-0000-0000-000000000000").get<writ::Uuid>() == writ::Uuid{});
  CHECK(json(12.5).get<writ::Decimal<2>>() == writ::Decimal<2>{1250});
  CHECK_THROWS_AS(json(12.505).get<writ::Decimal<2>>(), writ::InvalidJson);
  CHECK_THROWS_AS(json("soon").get<writ::Instant>(), writ::InvalidJson);
}

TEST_CASE("no decimal loses a digit on its way through a tree") {
  for (const std::int64_t units :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{999'999'999'999'999},
        std::int64_t{-999'999'999'999'999}, std::int64_t{1'000'000'000'000'000},
        std::int64_t{9'007'199'254'740'991}, std::int64_t{9'007'199'254'740'993}, INT64_MAX,
        INT64_MIN}) {
    CAPTURE(units);
    const writ::Decimal<3> value{units};
    CHECK(json::parse(json(value).dump()).get<writ::Decimal<3>>() == value);
  }
  std::uint64_t random = 1;  // Knuth's linear congruences, which wrap around
  for (int i = 0; i < 200'000; ++i) {
    random = random * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    const auto units = static_cast<std::int64_t>(random % 9'007'199'254'740'991U);
    const writ::Decimal<3> value{units};
    if (json(value).get<writ::Decimal<3>>() != value) FAIL_CHECK(units);
  }
}
