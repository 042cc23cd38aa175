// Problems and refusals in other languages, and which language somebody would like.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include <writ/core/catalogue.h>
#include <writ/core/fault.h>
#include <writ/core/json_reader.h>
#include <writ/core/refusal_json.h>

using writ::Catalogue;
using writ::Phrase;
using writ::Problem;

namespace {

/// What the library says, as a catalogue of English.
const Catalogue& english() {
  static const std::vector<Phrase> phrases = [] {
    std::vector<Phrase> all;
    for (const writ::Sentence& sentence : writ::sentences())
      all.push_back({sentence.key, sentence.text});
    return all;
  }();
  static const Catalogue catalogue("en", phrases);
  return catalogue;
}

constexpr Phrase in_german[] = {
    {"expected.characters.between", "{0} bis {1} Zeichen"},
    {"expected.string", "ein Text"},
    {"guard.Room.1", "noch {1} {{frei}, nicht {0}"},
    {"invariant.seats", "zu viele Plätze"},
    {"problem.missing", "fehlt"},
    {"problem.range", "{2} bis {3} erwartet"},
    {"problem.received", "{0}, nicht {1}"},
    {"problem.type", "erwartet: {0}"},
    {"refusal.no_transition", "{0} geht in {1}, nicht in {2}"},
    {"title.denied", "Das geht nicht"},
    {"type.Sku", "eine SKU sieht aus wie ABC-1234"},
};
constexpr Catalogue german("de", in_german);

constexpr writ::ValueRule quantity = {
    .code = "range", .expected = "1 to 1000", .least = "1", .most = "1000"};
constexpr writ::ValueRule sku = {
    .code = "pattern", .expected = "matching /x/", .message = "a SKU", .key = "type.Sku"};

std::string chosen(std::string_view accept) {
  static constexpr Catalogue all[] = {{"de", {}}, {"en-GB", {}}, {"fr", {}}, {"zh-Hant", {}}};
  const Catalogue* found = writ::lookup(all, accept);
  return found ? std::string(found->language()) : "none";
}

}  // namespace

TEST_CASE("core/catalogue: the library's sentences are in order, and there is one for each code") {
  const auto all = writ::sentences();
  CHECK(std::is_sorted(all.begin(), all.end(),
                       [](const auto& a, const auto& b) { return a.key < b.key; }));
  CHECK(std::adjacent_find(all.begin(), all.end(), [](const auto& a, const auto& b) {
          return a.key == b.key;
        }) == all.end());
  for (int i = 0; i <= static_cast<int>(writ::RefusalKind::TimedOut); ++i)
    CHECK_FALSE(
        english().find("title." + std::string(name(static_cast<writ::RefusalKind>(i)))).empty());
  for (int i = 1; i <= static_cast<int>(writ::FaultKind::NoSeed); ++i) {
    const std::string_view said = text(static_cast<writ::FaultKind>(i));
    CHECK(std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.text == said; }));
  }
}

TEST_CASE("core/catalogue: English in English is what is said without a catalogue") {
  const std::vector<Problem> problems = {
      {.path = "/a", .code = "missing", .expected = "a value"},
      {.path = "/a", .code = "unknown", .expected = "no such member", .meant = "b"},
      {.path = "/a", .code = "unknown", .expected = "no such member", .received = "1"},
      {.path = "", .code = "syntax", .expected = "a value", .line = 2, .column = 3},
      {.path = "/a", .code = "range", .expected = "1 to 1000", .rule = &quantity, .received = "0"},
      {.path = "/a", .code = "length", .expected = "exactly 3 bytes"},
      {.path = "/a", .code = "size", .expected = "at most 3 elements", .received = "array"},
      {.path = "/a", .code = "range", .expected = "at least 2026-01-01", .received = "x"},
      {.path = "/a", .code = "where", .expected = "where (it > 3), of a to b", .received = "x"},
      {.path = "", .code = "intent", .expected = "Pay, Ship"},
      {.path = "/a", .code = "pattern", .expected = "matching /x/", .rule = &sku, .received = "y"},
  };
  for (const Problem& problem : problems) CHECK(message(problem, english()) == message(problem));
}

TEST_CASE("core/catalogue: everything that a reader expects can be said in other words") {
  for (const std::string_view text :
       {R"(7)", R"({"a":)", R"("a)", "\"\x01\"", "\"\xFF\"", R"("\x")", R"("\ud800")",
        R"("\ud800\u0061")", R"({"a":1,"a":2})", R"({a})", R"({"s":1}x)"}) {
    writ::Problems problems;
    writ::JsonReader in(text, problems);
    std::string_view out;
    const writ::Where root;
    in.string(root, out);
    in.end();
    for (const Problem& problem : problems) {
      const auto all = writ::sentences();
      INFO(problem.expected);
      CHECK((problem.expected == "',' or '}'" || problem.expected == "':'" ||
             std::any_of(all.begin(), all.end(),
                         [&](const auto& one) { return one.text == problem.expected; })));
    }
  }
}

TEST_CASE("core/catalogue: a problem in another language") {
  const Problem range = {.path = "/quantity",
                         .code = "range",
                         .expected = "1 to 1000",
                         .rule = &quantity,
                         .received = "0"};
  CHECK(message(range, german) == "/quantity: 1 bis 1000 erwartet, nicht 0");
  CHECK(message(Problem{.path = "/s", .code = "type", .expected = "string", .received = "7"},
                german) == "/s: erwartet: ein Text, nicht 7");
  CHECK(message(Problem{.path = "/s", .code = "pattern", .expected = "x", .rule = &sku}, german) ==
        "/s: eine SKU sieht aus wie ABC-1234");
  CHECK(message(Problem{.path = "/s", .code = "missing", .expected = "a value"}, german) ==
        "/s: fehlt");
}

TEST_CASE("core/catalogue: a refusal in another language, its data as before") {
  writ::Refusal refusal;
  refusal.kind = writ::RefusalKind::Denied;
  refusal.denials.push_back(
      writ::denial("guard.Room.1", "Room", "a.writ:1", "{0} of {{{1}", {"<{1}>", "3"}));
  refusal.message = refusal.denials.front().message;
  CHECK(refusal.message == "<{1}> of {3");
  translate(refusal, german);
  CHECK(refusal.message == "noch 3 {frei}, nicht <{1}>");
  CHECK(refusal.denials.front().message == refusal.message);
  CHECK(refusal.denials.front().values == std::vector<std::string>{"<{1}>", "3"});
  std::string json;
  {
    writ::JsonMembers members(json);
    append_problem_details(members, refusal);
  }
  CHECK(json.find(R"("title":"Das geht nicht")") != std::string::npos);

  writ::Refusal nowhere;
  nowhere.kind = writ::RefusalKind::NoTransition;
  nowhere.message = "Pay is accepted in Open, not in Paid";
  nowhere.key = "refusal.no_transition";
  nowhere.values = {"Pay", "Open", "Paid"};
  translate(nowhere, german);
  CHECK(nowhere.message == "Pay geht in Open, nicht in Paid");
  CHECK(nowhere.title.empty());

  writ::Refusal placed;
  placed.kind = writ::RefusalKind::OutOfRange;
  placed.path = "/sku";
  placed.message = "/sku: a SKU";
  placed.key = "type.Sku";
  translate(placed, german);
  CHECK(placed.message == "/sku: eine SKU sieht aus wie ABC-1234");
}

TEST_CASE("core/catalogue: what is not in a catalogue stays as it is") {
  constexpr Catalogue empty("xx", {});
  const Problem problem = {.path = "/s", .code = "type", .expected = "string"};
  CHECK(message(problem, empty) == "/s: string");
  writ::Refusal refusal;
  refusal.kind = writ::RefusalKind::Busy;
  refusal.message = "another step of this machine is under way";
  const writ::Refusal before = refusal;
  translate(refusal, empty);
  CHECK(refusal == before);
}

TEST_CASE("core/catalogue: texts with values") {
  CHECK(writ::fill("", {}).empty());
  CHECK(writ::fill("{0}{0}{1}{9}", {"a", "b"}) == "aab");
  CHECK(writ::fill("{{0} {", {"a"}) == "{0} {");
}

TEST_CASE("core/catalogue: the language that somebody would like") {
  CHECK(chosen("de") == "de");
  CHECK(chosen("DE-ch") == "de");
  CHECK(chosen("es, fr;q=0.3, de;q=0.7") == "de");
  CHECK(chosen("fr;q=0, de;q=0.1") == "de");
  CHECK(chosen("en") == "none");
  CHECK(chosen("en-gb-oed") == "en-GB");
  CHECK(chosen("zh-Hant-TW") == "zh-Hant");
  CHECK(chosen("fr-x-private") == "fr");
  CHECK(chosen("es, *;q=0.1") == "de");
  CHECK(chosen("") == "none");
  CHECK(chosen(",;q=,;;q=2,-,--,*-*;q=x") == "none");
  CHECK(chosen(std::string(100000, ',') + "de") == "de");
  CHECK(chosen("fr ; q=0.5 , de\t;q=0.4") == "fr");
}
