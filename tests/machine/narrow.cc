// Types with rules, by both doors: what keeps them goes in, the rest is refused where it stands.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "narrow.writ.h"
#include "walk.h"

using narrow::Currency;
using test::start;
using writ::RefusalKind;

namespace {

narrow::Line line(std::string sku, std::int64_t quantity) {
  return {.sku = std::move(sku), .quantity = quantity};
}

template <class Intent>
narrow::Refusal why(narrow::Machine& machine, const Intent& intent) {
  const narrow::Machine before = machine;
  const writ::Outcome asked = machine.can(intent, start);
  const writ::Outcome outcome = machine.dispatch(intent, start);
  CHECK_FALSE(outcome);
  CHECK(asked == outcome);
  CHECK(machine == before);
  CHECK(machine.hash() == before.hash());
  return machine.explain(intent, outcome, start);
}

/// The problem of a payload as text: its place, code and what was expected.
std::string problem(std::string_view intent, const std::string& json) {
  narrow::Machine machine(start);
  const auto answer = machine.dispatch(intent, json, start);
  if (answer.outcome) return "accepted";
  std::string all;
  for (const writ::Problem& one : answer.refusal.problems)
    all += (all.empty() ? "" : "; ") + one.path + " " + std::string(one.code) + " " +
           std::string(one.expected);
  return all.empty() ? answer.refusal.path + " " + answer.refusal.message : all;
}

narrow::Paint paint() {
  return {.colour = "red",
          .currency = Currency::EUR,
          .step = 1,
          .price = writ::Decimal<2>{50},
          .tidy = "abc",
          .span = {.from = 1, .to = 2}};
}

narrow::Write note(std::string text) {
  return {.mail = "a@b.c", .even = 2, .note = std::move(text), .address = "::1"};
}

}  // namespace

TEST_CASE("narrow: keys of a list stay different, whatever a body does") {
  narrow::Machine machine(start);
  CHECK(machine.dispatch(narrow::Add{.line = line("ABC-1", 9)}, start));
  CHECK(machine.dispatch(narrow::Add{.line = line("ABC-2", 9)}, start));
  const narrow::Refusal twice = why(machine, narrow::Add{.line = line("ABC-1", 1)});
  CHECK(twice.kind == RefusalKind::OutOfRange);
  CHECK(twice.path == "/lines");
  CHECK(twice.message.find("unique by sku") != std::string::npos);
  // another key, and its own again
  CHECK(machine.dispatch(narrow::Change{.at = 0, .quantity = 1, .sku = "ABC-3"}, start));
  CHECK(machine.dispatch(narrow::Change{.at = 0, .quantity = 1, .sku = "ABC-3"}, start));
  CHECK(why(machine, narrow::Change{.at = 0, .quantity = 1, .sku = "ABC-2"}).path == "/lines");
  // a predicate on the whole: at most 100 in all
  for (int i = 10; machine.state().lines.size() < 12; ++i)
    CHECK(machine.dispatch(narrow::Add{.line = line("XYZ-" + std::to_string(i), 9)}, start));
  CHECK(why(machine, narrow::Add{.line = line("ABC-9", 2)}).path == "/lines");
}

TEST_CASE("narrow: a list of many is compared by sorting") {
  narrow::Machine machine(start);
  narrow::Replace all;
  for (int i = 0; i < 40; ++i) all.lines.push_back(line("ABC-" + std::to_string(i), 1));
  CHECK(machine.dispatch(all, start));
  all.lines[7].sku = "ABC-39";
  CHECK(why(machine, all).kind == RefusalKind::InvalidPayload);
  CHECK(why(machine, all).path == "/lines");
  all.lines[7].sku = "abc";
  CHECK(why(machine, all).path == "/lines/7/sku");
}

TEST_CASE("narrow: a record is asked when all of its fields are written") {
  narrow::Machine machine(start);
  CHECK(machine.dispatch(narrow::Move{.from = 5, .to = 9}, start));
  CHECK(machine.dispatch(narrow::Move{.from = 1, .to = 2}, start));
  const narrow::Refusal back = why(machine, narrow::Move{.from = 3, .to = 2});
  CHECK(back.path == "/span");
  CHECK(back.message.find("where (it.from <= it.to)") != std::string::npos);
  // behind a key
  CHECK(machine.dispatch(narrow::Serve{.host = "a.example", .span = {.from = 1, .to = 4}}, start));
  CHECK(machine.state().hosts.find("a.example")->from == 4);
  CHECK(why(machine, narrow::Serve{.host = "-", .span = {}}).kind == RefusalKind::InvalidPayload);
  CHECK(why(machine, narrow::Serve{.host = "b", .span = {.from = 2, .to = 1}}).path == "/span");
  CHECK(why(machine, narrow::Pull{.host = "a.example", .to = 3}).path == "/hosts");
  CHECK(machine.dispatch(narrow::Pull{.host = "a.example", .to = 7}, start));
}

TEST_CASE("narrow: what typed callers hand in is asked for its rules") {
  narrow::Machine machine(start);
  CHECK(machine.dispatch(paint(), start));
  const auto refused_at = [&](auto change) {
    narrow::Paint intent = paint();
    change(intent);
    const narrow::Refusal refusal = why(machine, intent);
    CHECK(refusal.kind == RefusalKind::InvalidPayload);
    return refusal.path;
  };
  CHECK(refused_at([](auto& i) { i.colour = "green"; }) == "/colour");
  CHECK(refused_at([](auto& i) { i.currency = Currency::GBP; }) == "/currency");
  CHECK(refused_at([](auto& i) { i.step = 3; }) == "/step");
  CHECK(refused_at([](auto& i) { i.price = writ::Decimal<2>{75}; }) == "/price");
  CHECK(refused_at([](auto& i) { i.tidy = "abcde"; }) == "/tidy");
  CHECK(refused_at([](auto& i) { i.tidy = "axe"; }) == "/tidy");
  CHECK(refused_at([](auto& i) { i.tidy = "A"; }) == "/tidy");
  CHECK(refused_at([](auto& i) { i.tidy = "\xFF"; }) == "/tidy");
  CHECK(refused_at([](auto& i) { i.span = {.from = 2, .to = 1}; }) == "/span");
  narrow::Paint dark = paint();
  dark.colour = "dark \"blue\"";
  CHECK(machine.dispatch(dark, start));
}

TEST_CASE("narrow: what a body computes is asked for its rules") {
  narrow::Machine machine(start);
  narrow::Write write = note("");
  CHECK(machine.dispatch(write, start));
  CHECK(machine.get("mail")->text == "a@b.c");
  write.even = 3;
  CHECK(why(machine, write).path == "/even");
  CHECK(why(machine, write).message == "/even: expected 0 to 100, where (it % 2 == 0)");
  write.even = 102;
  CHECK(why(machine, write).path == "/even");
  write.even = 4;
  write.mail = "nobody";
  CHECK(why(machine, write).message == "/mail: expected at most 40 characters, format email");
  write.mail = "a@b.c";
  write.address = "1";
  CHECK(why(machine, write).kind == RefusalKind::InvalidPayload);
}

TEST_CASE("narrow: `matches` in guards and functions") {
  narrow::Machine machine(start);
  CHECK(machine.dispatch(note("word"), start));
  CHECK(why(machine, note("Damn it")).denials.front().message == "no such words");
  CHECK(why(machine, note("two words")).denials.front().message == "one word");
  CHECK(machine.dispatch(note("damned"), start));
}

TEST_CASE("narrow: payloads as text") {
  const std::string rest =
      R"(,"currency":"EUR","step":1,"price":0.5,"tidy":"a","span":{"from":1,"to":1}})";
  CHECK(problem("Paint", R"({"colour":"red")" + rest) == "accepted");
  CHECK(problem("Paint", R"({"colour":"green")" + rest) ==
        R"(/colour enum one of red, dark "blue")");
  CHECK(problem("Paint", R"({"colour":1)" + rest) == "/colour type string");
  CHECK(problem("Paint", R"({"colour":"red","currency":"GBP","step":4,"price":0.75,"tidy":"ax",)"
                         R"("span":{"from":2,"to":1}})") ==
        "/currency enum one of EUR, USD; /step enum one of 1, 2, 5; "
        "/price enum one of 0.50, 1.00; "
        "/tidy pattern 1 to 12 characters, where (is_word(it)) matching /^[^x]*$/ where (it.size < "
        "5); "
        "/span where where (it.from <= it.to)");
  // a whole is not asked when a part of it could not be read
  CHECK(problem("Replace", R"({"lines":[{"sku":1,"quantity":1},{"sku":2,"quantity":1}]})") ==
        "/lines/0/sku type string; /lines/1/sku type string");
  CHECK(
      problem("Replace", R"({"lines":[{"sku":"ABC-1","quantity":1},{"sku":"ABC-1","quantity":1}]})")
          .starts_with("/lines unique at most 40 elements, unique by sku"));
  CHECK(problem("Add", R"({"line":{"sku":"ABC-1\n","quantity":1}})")
            .starts_with("/line/sku pattern at most 8 characters, matching"));
  CHECK(problem("Write", R"({"mail":"a@b.c","even":2,"note":"","address":"1.2.3.4"})") ==
        "/address format format ipv6");
}

TEST_CASE("narrow: a snapshot is asked for every rule") {
  narrow::Machine machine(start);
  CHECK(machine.dispatch(narrow::Add{.line = line("ABC-1", 9)}, start));
  CHECK(machine.dispatch(narrow::Serve{.host = "a.b", .span = {}}, start));
  const std::string text = machine.snapshot();
  narrow::Machine back(start);
  REQUIRE(back.restore(text));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string other = text;
    const std::size_t at = other.find(from);
    REQUIRE(at != std::string::npos);
    other.replace(at, from.size(), to);
    const auto answer = back.restore(other);
    CHECK_FALSE(answer.outcome);
    CHECK(back == machine);
    return answer.refusal.path;
  };
  CHECK(refused(R"("ABC-1")", R"("abc")") == "/state/lines/0/sku");
  CHECK(refused(R"("colour":"red")", R"("colour":"tan")") == "/state/colour");
  CHECK(refused(R"("even":0)", R"("even":1)") == "/state/even");
  CHECK(refused(R"("a.b":)", R"("a..b":)") == "/state/hosts/a..b");
  CHECK(refused(R"("span":{"from":0)", R"("span":{"from":1)") == "/state/span");
  CHECK(refused(R"([{"sku":"ABC-1","quantity":9}])",
                R"([{"sku":"ABC-1","quantity":9},{"sku":"ABC-1","quantity":9}])") ==
        "/state/lines");
}

TEST_CASE("narrow: floats have bounds, and some ends are open") {
  const auto weigh = [](double share, double ratio, double any) {
    return narrow::Weigh{.share = share, .ratio = ratio, .any = any, .shares = {share}};
  };
  narrow::Machine machine(start);
  CHECK(machine.dispatch(weigh(1.0, 5e-324, 0.25), start));
  CHECK(machine.state().share == 0.25);
  CHECK(machine.state().ratio == 0.5);
  CHECK(machine.state().pole == -1.0);
  CHECK(machine.dispatch(weigh(-0.0, 0.1, 1.0), start));
  for (const auto& [intent, path] :
       {std::pair(weigh(1.0000000000000002, 1.0, 0.5), "/share"),
        std::pair(weigh(0.5, 0.0, 0.5), "/ratio"), std::pair(weigh(0.5, -0.0, 0.5), "/ratio"),
        std::pair(weigh(std::nan(""), 1.0, 0.5), "/share"),
        std::pair(weigh(0.5, std::numeric_limits<double>::infinity(), 0.5), "/ratio")}) {
    const narrow::Refusal refusal = why(machine, intent);
    CHECK(refusal.kind == RefusalKind::InvalidPayload);
    CHECK(refusal.path == path);
  }
  const narrow::Refusal late = why(machine, weigh(0.5, 1.0, 1.5));
  CHECK(late.kind == RefusalKind::OutOfRange);
  CHECK(late.path == "/share");
  CHECK(late.message.find("0.0 to 1.0") != std::string::npos);
  // a rule of the type, though its bounds are kept
  CHECK(why(machine, weigh(0.5, 1.0, 1.5)).path == "/share");
  CHECK(
      problem("Weigh", R"({"share":1.5,"ratio":0,"pole":0.5,"any":2,"shares":[0,-1],"half":1})") ==
      "/share range 0.0 to 1.0; /ratio range more than 0.0; "
      "/pole where -90.0 to 90.0, where (it != 0.5); /shares/1 range 0.0 to 1.0; "
      "/half enum one of 0.5, 1.5");
}

TEST_CASE("narrow: a list has as many keys as it says") {
  narrow::Machine machine(start);
  const auto seat = [](std::int64_t row, std::string guest) {
    return narrow::Sit{.seat = {.row = row, .letter = "a", .guest = std::move(guest)}};
  };
  CHECK(machine.dispatch(seat(1, "ann"), start));
  CHECK(machine.dispatch(seat(2, "bob"), start));
  CHECK(why(machine, seat(3, "bob")).path == "/seats");
  CHECK(why(machine, seat(2, "eve")).path == "/seats");
  CHECK(machine.dispatch(narrow::Swap{.at = 1, .letter = "c", .row = 3}, start));
  CHECK(why(machine, narrow::Swap{.at = 1, .letter = "d", .row = 1}).path == "/seats");
}
