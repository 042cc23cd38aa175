// What a contract says to whoever breaks a rule of a type, by both doors.
#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "sayings.writ.h"
#include "sayings.writ.messages.h"
#include "walk.h"

using test::start;

namespace {

/// The problems of a payload as text, as sentences.
std::string said(std::string_view json) {
  sayings::Machine machine(start);
  const auto answer = machine.dispatch("Try", json, start);
  std::string all;
  for (const writ::Problem& one : answer.refusal.problems)
    all += (all.empty() ? "" : "; ") + message(one);
  return answer.outcome ? "accepted" : all;
}

/// The same of a payload that a typed caller hands in.
std::string said(const sayings::Try& intent) {
  sayings::Machine machine(start);
  const writ::Outcome outcome = machine.dispatch(intent, start);
  return outcome ? "accepted" : machine.explain(intent, outcome, start).message;
}

const std::string hostile = "\\ */ \" \n ?\?/ ?\\?= // \x7f \u202e é {x}";

}  // namespace

TEST_CASE("sayings: a problem of a text speaks the contract's words") {
  CHECK(said(R"({"tags":[],"prices":{}})") == "accepted");
  CHECK(said(R"({"tags":["a","b","c","d"],"prices":{"x":1}})") ==
        "/tags: three tags are enough; /prices/x: a SKU looks like ABC-1234");
  CHECK(said(R"({"tags":[],"prices":{},"line":{"sku":"x","quantity":0}})") ==
        "/line/sku: a SKU looks like ABC-1234; /line/quantity: between one and a thousand");
  CHECK(said(R"({"tags":[],"prices":{},"reach":{"from":2,"to":1}})") ==
        "/reach: it ends before it begins");
  CHECK(said(R"({"tags":[],"prices":{},"way":{"kind":"Post","weight":31}})") ==
        "/way/weight: thirty at most");
  CHECK(said(R"({"tags":[],"prices":{},"level":10})") == "/level: " + hostile);
}

TEST_CASE("sayings: the nearest message counts") {
  CHECK(said(R"({"tags":[],"prices":{},"short":"x"})") == "/short: a SKU looks like ABC-1234");
  CHECK(said(R"({"tags":[],"prices":{},"short":"ABC-12345"})") ==
        "/short: a SKU looks like ABC-1234");
  CHECK(said(R"({"tags":[],"prices":{},"part":"x"})") == "/part: a part has the number of a SKU");
  CHECK(said(R"({"tags":[],"prices":{},"other":"x"})") == "/other: another part");
}

TEST_CASE("sayings: what is missing or of another type keeps its own words") {
  CHECK(said(R"({"tags":["a",""],"prices":{"ABC-1234":100}})") ==
        "/tags/1: expected 1 to 8 characters, received \"\"; "
        "/prices/ABC-1234: expected 0 to 99, received 100");
  CHECK(said(R"({"tags":7,"prices":{},"line":{"sku":"ABC-1234"}})") ==
        "/tags: expected array, received 7; /line/quantity: is missing");
}

TEST_CASE("sayings: a message beside a secret shows no value") {
  sayings::Machine machine(start);
  const auto answer =
      machine.dispatch("Try", R"({"tags":[],"prices":{},"pin":"123456789"})", start);
  const writ::Problem& problem = answer.refusal.problems.at(0);
  CHECK(message(problem) == "/pin: a PIN has 4 to 8 characters");
  CHECK(problem.rule->message == "a PIN has 4 to 8 characters");
  const std::string json = to_problem_json(answer.refusal);
  CHECK(json.find(R"("message":"a PIN has 4 to 8 characters")") != std::string::npos);
  CHECK(json.find("123456789") == std::string::npos);
}

TEST_CASE("sayings: typed callers are told the same") {
  CHECK(said(sayings::Try{}) == "accepted");
  const auto changed = [](auto change) {
    sayings::Try intent;
    change(intent);
    return said(intent);
  };
  CHECK(changed([](auto& it) { it.line.sku = "x"; }) == "/line/sku: a SKU looks like ABC-1234");
  CHECK(changed([](auto& it) { it.other = "x"; }) == "/other: another part");
  CHECK(changed([](auto& it) { it.tags.assign(4, "a"); }) == "/tags: three tags are enough");
  CHECK(changed([](auto& it) { it.tags = {""}; }) == "/tags/0: expected 1 to 8 characters");
  CHECK(changed([](auto& it) { it.level = 10; }) == "/level: " + hostile);
  CHECK(changed([](auto& it) {
          it.prices = {{"x", 1}};
        }) == "/prices/x: a SKU looks like ABC-1234");
}

TEST_CASE("sayings: a step that would leave a type is refused in the type's words") {
  sayings::Machine machine(start);
  const auto refused = [&](const auto& intent) {
    const writ::Outcome outcome = machine.dispatch(intent, start);
    return outcome ? "accepted" : machine.explain(intent, outcome, start).message;
  };
  CHECK(refused(sayings::Seat{.many = 11}) == "/free: ten seats, and no more");
  CHECK(refused(sayings::Raise{.by = 10}) == "/safe/level: " + hostile);
  const sayings::Keep keep{.line = {.sku = "ABC-1234", .quantity = 1}};
  CHECK(refused(keep) == "accepted");
  CHECK(refused(keep) == "accepted");
  CHECK(refused(keep) == "/lines: two lines are enough");
}

// --- other languages -----------------------------------------------------------------------------

TEST_CASE("sayings: a language is chosen by what somebody would like") {
  REQUIRE(sayings::catalogues().size() == 2);
  CHECK(sayings::catalogue("de-AT")->language() == "de");
  CHECK(sayings::catalogue("es, fr;q=0.5")->language() == "fr");
  CHECK(sayings::catalogue("es") == nullptr);
}

TEST_CASE("sayings: guards, requires and invariants in German and French") {
  const auto said_in = [](std::string_view language, std::int64_t many) {
    sayings::Machine machine(start);
    const sayings::Seat seat{.many = many};
    const writ::Outcome outcome = machine.dispatch(seat, start);
    sayings::Refusal refusal = machine.explain(seat, outcome, start);
    translate(refusal, *sayings::catalogue(language));
    return refusal.message;
  };
  CHECK(said_in("de", 13) == "noch 10 {frei}, 13 am Tisch");
  CHECK(said_in("fr", 13) == "13 à table, et 10 de {libres}");
  CHECK(said_in("de", 14) == "10 von 10");
  CHECK(said_in("fr", 77) == "pas 77");
  CHECK(said_in("de", 11) == "/free: zehn Plätze, mehr nicht");
  CHECK(said_in("fr", 11) == "/free: dix places, pas plus");
}

TEST_CASE("sayings: problems of a payload in German and French, by both doors") {
  const auto said_in = [](std::string_view language, std::string_view json) {
    sayings::Machine machine(start);
    auto answer = machine.dispatch("Try", json, start);
    const writ::Problems before = answer.refusal.problems;
    translate(answer.refusal, *sayings::catalogue(language));
    std::string all;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::string text = message(before[i], *sayings::catalogue(language));
      CHECK(message(answer.refusal.problems[i]) == text);
      all += (all.empty() ? "" : "; ") + text;
    }
    CHECK(answer.refusal.message == message(before.front(), *sayings::catalogue(language)));
    return all;
  };
  CHECK(said_in("de", R"({"tags":["a",""],"line":{"sku":"x"}, "oter":1})") ==
        "/tags/1: erwartet: 1 bis 8 Zeichen; da steht \"\"; "
        "/line/sku: eine SKU sieht aus wie ABC-1234; /line/quantity: fehlt; "
        "/oter: dieses Feld gibt es nicht; ist `other` gemeint?");
  CHECK(said_in("fr", R"({"tags":7,"prices":{"ABC-1234":100}})") ==
        "/tags: attendu : une liste ; reçu : 7; "
        "/prices/ABC-1234: attendu : de 0 à 99 ; reçu : 100");
  CHECK(said_in("de", "{") == "Zeile 1, Spalte 2: erwartet: der Name eines Feldes");

  sayings::Machine machine(start);
  sayings::Try typed;
  typed.line.sku = "x";
  const writ::Outcome outcome = machine.dispatch(typed, start);
  sayings::Refusal refusal = machine.explain(typed, outcome, start);
  translate(refusal, *sayings::catalogue("de"));
  CHECK(refusal.message == "/line/sku: eine SKU sieht aus wie ABC-1234");
  const std::string json = to_problem_json(refusal);
  CHECK(json.find(R"("title":"Die Angaben sind nicht so, wie der Vertrag sie verlangt")") !=
        std::string::npos);
  CHECK(json.find(R"("message":"eine SKU sieht aus wie ABC-1234")") != std::string::npos);
}
