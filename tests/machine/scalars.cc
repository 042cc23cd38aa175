// Times, identifiers, bytes, doubles and sets: through both doors, snapshots, paths and messages.
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "nested.writ.h"
#include "payloads.writ.h"
#include "scalars.writ.h"
#include "walk.h"

using test::start;
using writ::Date;
using writ::Duration;
using writ::Instant;
using writ::RefusalKind;
using writ::Uuid;

namespace {

constexpr std::string_view id = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
constexpr Uuid other{0x1111'1111'1111'1111, 0x2222'2222'2222'2222};
constexpr Instant in_2026{1'769'850'000'000'000};

scalars::Fill full() {
  scalars::Fill fill;
  fill.flags = {true, false};
  fill.tags = {"b", "a", "b"};
  fill.numbers = {3, -1, 2};
  fill.colours = {scalars::Colour::Blue, scalars::Colour::Red};
  fill.days = {Date{20'484}, Date{-1}};
  fill.switches = {true, false};
  fill.by_number.insert({7, "seven"});
  fill.by_number.insert({-7, "less"});
  fill.by_id.insert({other, 1});
  fill.by_day.insert({Date{20'484}, {1, 2}});
  fill.by_time.insert({in_2026, 0.5});
  return fill;
}

constexpr std::string_view full_text =
    R"({"flags":[true,false],"tags":["a","b"],"numbers":[-1,2,3],"colours":["Red","Blue"],)"
    R"("days":["1969-12-31","2026-01-31"],"switches":[false,true],)"
    R"("by_number":[[-7,"less"],[7,"seven"]],"by_id":{"11111111-1111-1111-2222-222222222222":1},)"
    R"("by_day":[["2026-01-31",[1,2]]],"by_time":[["2026-01-31T09:00:00Z",0.5]]})";

scalars::Ask good() {
  scalars::Ask ask;
  ask.day = scalars::constants::first_day;
  ask.id = other;
  ask.x = 1.0;
  ask.raw = {1};
  return ask;
}

/// The first problem of a payload in short; "accepted" if there is none.
template <class Answer>
std::string first_problem(const Answer& answer) {
  if (answer) return "accepted";
  if (answer.refusal.problems.empty()) return answer.refusal.message;
  const writ::Problem& first = answer.refusal.problems.front();
  CHECK(answer.refusal.message == message(first));
  return first.path + ": " + std::string(first.code) + ", expected " + std::string(first.expected);
}

/// What the dynamic door has against a payload.
std::string said(std::string_view intent, std::string_view json) {
  scalars::Machine machine(start);
  const auto answer = machine.dispatch(intent, json, start);
  CHECK(machine == scalars::Machine(start));
  return first_problem(answer);
}

std::string ask_with(std::string_view member, std::string_view value) {
  std::string json = R"({"at":"2026-01-01T00:00:00Z","took":"PT1H","day":"2026-01-02",)"
                     R"("id":"11111111-1111-1111-2222-222222222222","x":1,"raw":"AQ=="})";
  const std::size_t at = json.find("\"" + std::string(member) + "\":") + member.size() + 3;
  std::size_t end = json.find(',', at);
  if (end == std::string::npos) end = json.size() - 1;
  json.replace(at, end - at, value);
  scalars::Machine machine(start);
  const auto answer = machine.dispatch("Ask", json, start);
  return first_problem(answer);
}

}  // namespace

TEST_CASE("what is no list at all is not also said to be too short") {
  const auto problems = [](std::string_view intent, std::string_view json) {
    writ::Problems all;
    CHECK(!payloads::decode(intent, json, all));
    std::vector<std::string> codes;
    for (const writ::Problem& problem : all)
      codes.push_back(std::string(problem.code) + ' ' + problem.path);
    return codes;
  };
  CHECK(problems("Maps", R"({"pins": 1, "ids": [], "levels": "", "days": {}, "wide": null})") ==
        std::vector<std::string>{"type /pins", "type /ids", "type /levels", "type /days",
                                 "type /wide"});
  CHECK(problems("Maps", R"({"pins": {}, "ids": {}, "levels": {}, "days": [], "wide": []})") ==
        std::vector<std::string>{"size /pins", "size /ids", "size /levels", "size /days",
                                 "size /wide"});
}

TEST_CASE("scalars: first values and constants are what the contract says") {
  const scalars::State state;
  CHECK(state.ratio == 0.25);
  CHECK(state.since == Instant{1'767'225'600'000'000});
  CHECK(state.wait == writ::hours(1));
  CHECK(to_string(state.day) == "2026-01-31");
  CHECK(to_string(state.owner) == id);
  CHECK(state.id == Uuid{});
  CHECK(state.size == 4096);
  CHECK(scalars::constants::patience == Duration{5'400'000'000});
  CHECK(scalars::constants::opening == in_2026);
  CHECK(scalars::constants::room == 65'536);
  CHECK(scalars::constants::whole == 3.0);
  CHECK(to_string(scalars::constants::someone) == id);
  CHECK(scalars::Reading{}.took == writ::minutes(30));
}

TEST_CASE("scalars: sets, maps and lists through both doors, and back from a snapshot") {
  scalars::Machine typed(start);
  REQUIRE(typed.dispatch(full(), start));
  CHECK(to_json(full()) == full_text);
  scalars::Machine read(start);
  REQUIRE(read.dispatch("Fill", full_text, start));
  CHECK(read == typed);
  CHECK(read.hash() == typed.hash());
  // In another order it is the same.
  scalars::Machine shuffled(start);
  REQUIRE(shuffled.dispatch(
      "Fill",
      R"({"flags":[true,false],"tags":["b","a"],"numbers":[3,-1,2],"colours":["Blue","Red"],
          "days":["2026-01-31","1969-12-31"],"switches":[true,false],
          "by_number":[[7,"seven"],[-7,"less"]],"by_id":{"11111111-1111-1111-2222-222222222222":1},
          "by_day":[["2026-01-31",[1,2]]],"by_time":[["2026-01-31T10:00:00+01:00",5e-1]]})",
      start));
  CHECK(shuffled == typed);
  CHECK(shuffled.snapshot() == typed.snapshot());

  scalars::Machine back(start);
  REQUIRE(back.restore(typed.snapshot()));
  CHECK(back == typed);
  CHECK(back.hash() == typed.hash());
  CHECK(back.snapshot() == typed.snapshot());
  back = typed;
  REQUIRE(back.dispatch(scalars::Flip{.index = 1}, start));
  CHECK(back.state().flags == decltype(back.state().flags){true, true, true});
  CHECK(back.hash() != typed.hash());
  CHECK(back.dispatch(scalars::Flip{.index = 3}, start).is(RefusalKind::OutOfRange));
}

TEST_CASE("scalars: keys of all kinds in effects and in paths") {
  scalars::Machine machine(start);
  const scalars::Put put{
      .number = -7, .text = "x", .id = other, .day = Date{20'484}, .at = in_2026, .x = 2.5};
  REQUIRE(machine.dispatch(put, start));
  REQUIRE(machine.dispatch(put, start));
  CHECK(machine.state().by_id.find(other) != nullptr);
  CHECK(machine.get("by_id[\"11111111-1111-1111-2222-222222222222\"]")->number == 2);
  CHECK(machine.get("/by_id/11111111-1111-1111-2222-222222222222")->number == 2);
  CHECK_FALSE(machine.get("/by_id/1111"));
  CHECK(machine.get("by_number[-7]")->text == "x");
  CHECK_FALSE(machine.get("by_number[-07]"));
  CHECK_FALSE(machine.get("by_number[7]"));
  CHECK(machine.get("/by_time/2026-01-31T09:00:00Z")->real == 2.5);
  REQUIRE(machine.dispatch(full(), start));
  CHECK(machine.get("by_day[2026-01-31][1]")->number == 2);
  CHECK(machine.get("numbers[0]")->number == -1);
  CHECK_FALSE(machine.get("numbers[3]"));
  CHECK(to_string(*machine.get("days[0]")) == "1969-12-31");
  CHECK(to_string(*machine.get("tags")) == "(2)");
  CHECK(to_string(*machine.get("switches[1]")) == "true");
  CHECK(to_string(*machine.get("flags[1]")) == "false");
  CHECK(to_string(*machine.get("wait")) == "1h");
  CHECK(to_string(*machine.get("ratio")) == "0.25");
  CHECK(to_string(*machine.get("owner")) == id);
  CHECK(to_string(*machine.get("since")) == "2026-01-01T00:00:00Z");
  CHECK(to_string(*machine.get("raw")) == "");
}

TEST_CASE("scalars: refinements of typed callers") {
  scalars::Machine machine(start);
  scalars::Measure measure{
      .reading = {.at = in_2026, .day = Date{20'484}, .id = other, .raw = {9}}};
  const auto why = [&] {
    const writ::Outcome outcome = machine.dispatch(measure, start);
    return outcome ? "accepted" : machine.explain(measure, outcome, start).message;
  };
  measure.reading.value = std::numeric_limits<double>::quiet_NaN();
  CHECK(why() == "/reading/value: expected a number");
  measure.reading.value = -std::numeric_limits<double>::infinity();
  CHECK(why() == "/reading/value: expected a number");
  measure.reading.value = 1e300;
  measure.reading.took = Duration{59'999'999};
  CHECK(why() == "/reading/took: expected 1m to 7d");
  measure.reading.took = writ::minutes(1);
  measure.reading.at = Instant{INT64_MIN};
  CHECK(why() == "/reading/at: expected at least 2026-01-01T00:00:00Z");
  measure.reading.at = in_2026;
  measure.reading.day = Date{INT64_MAX};
  CHECK(why() == "/reading/day: expected 2000-01-01 to 2099-12-31");
  measure.reading.day = Date{20'485};
  measure.reading.raw.assign(9, 0);
  CHECK(why() == "/reading/raw: expected 1 to 8 bytes");
  measure.reading.raw.assign(8, 0xFF);
  CHECK(why() == "accepted");
  CHECK(to_string(*machine.get("raw")) == "//////////8=");
  CHECK(machine.get("raw")->kind == writ::Value::Kind::Binary);

  scalars::Fill fill = full();
  fill.tags = {"123456789"};
  CHECK(machine.explain(fill, machine.dispatch(fill, start), start).message ==
        "/tags/0: expected 1 to 8 characters");
  fill = full();
  fill.by_time.insert({Instant{}, std::numeric_limits<double>::infinity()});
  CHECK(machine.explain(fill, machine.dispatch(fill, start), start).message ==
        "/by_time/1970-01-01T00:00:00Z: expected a number");
  fill = full();
  fill.by_day.insert({Date{0}, {}});
  CHECK(machine.explain(fill, machine.dispatch(fill, start), start).message ==
        "/by_day/1970-01-01: expected 2000-01-01 to 2099-12-31");
}

TEST_CASE("scalars: values out of range are refused where they are written") {
  scalars::Machine machine(start);
  const auto why = [&](Duration span) {
    const scalars::Wait wait{.for_ = span};
    return machine.explain(wait, machine.dispatch(wait, start), start).message;
  };
  CHECK(why(Duration{0}) == "/wait: expected 1m to 7d");
  CHECK(why(Duration{INT64_MAX}) == "/wait: expected 1m to 7d");
  CHECK(why(writ::days(7)) == "");
  CHECK(machine.state().wait == scalars::constants::longest);
  CHECK(machine.state().none_of == 1.5);
}

TEST_CASE("scalars: comparisons, and messages with values of all types") {
  const scalars::Machine machine(start);
  const auto why = [&](const scalars::Ask& ask) {
    return machine.explain(ask, machine.can(ask, start), start).message;
  };
  CHECK(why(good()) == "");
  scalars::Ask ask = good();
  ask.at = in_2026;
  CHECK(why(ask) == "2026-01-31T09:00:00Z is not before 2026-01-31T09:00:00Z");
  ask = good();
  ask.took = Duration{5'400'000'001};
  CHECK(why(ask) == "1h30m1us is longer than 1h30m");
  ask = good();
  ask.day = Date{20'485};
  CHECK(why(ask) == "2026-02-01 is no day of January");
  ask.day = Date{20'453};
  CHECK(why(ask) == "2025-12-31 is no day of January");
  ask = good();
  ask.id = scalars::constants::someone;
  CHECK(why(ask) == "not f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  ask.id = Uuid{};
  CHECK(why(ask) == "not 00000000-0000-0000-0000-000000000000");
  ask = good();
  ask.x = 0.5;
  CHECK(why(ask) == "0.5 is small");
  ask.x = 1e21;
  CHECK(why(ask) == "1e+21 is far");
  ask.x = -10;
  CHECK(why(ask) == "");
  ask = good();
  ask.raw = {1, 2, 3, 255};
  CHECK(why(ask) == "4 bytes: AQID/w==");
  ask.raw = {};
  CHECK(why(ask) == "the same bytes");
}

TEST_CASE("scalars: a suggestion holds values of all types") {
  const scalars::Machine machine(start);
  scalars::Ask ask = good();
  ask.at = in_2026;
  const scalars::Refusal refusal = machine.explain(ask, machine.can(ask, start), start);
  const auto* patch = refusal.suggested<scalars::Ask>();
  REQUIRE(patch);
  CHECK(to_json(*patch) == R"({"at":"2026-01-31T08:00:00.500000Z","took":"PT1H30M",)"
                           R"("day":"2026-01-31","id":"22222222-2222-2222-2222-222222222222",)"
                           R"("x":1.0})");
  CHECK(fields(*patch).has(scalars::Ask::Field::id));
  apply(*patch, ask);
  CHECK(machine.can(ask, start));
  CHECK(to_json(ask).find(R"("x":1.0,"raw":"AQ==")") != std::string::npos);
}

TEST_CASE("scalars: JSON that is not what it should be") {
  CHECK(ask_with("x", "1") == "accepted");
  CHECK(ask_with("at", "\"2026-02-29T00:00:00Z\"").starts_with("/at: format"));
  CHECK(ask_with("at", "\"2026-01-01T23:59:60Z\"").starts_with("/at: format"));
  CHECK(ask_with("at", "\"+999999-01-01T00:00:00Z\"").starts_with("/at: format"));
  CHECK(ask_with("at", "5") == "/at: type, expected string");
  CHECK(ask_with("took", "\"PT2562047788015H\"").starts_with("/took: format"));
  CHECK(ask_with("took", "\"P1M\"").starts_with("/took: format"));
  CHECK(ask_with("took", "\"-PT1S\"") == "accepted");
  CHECK(ask_with("day", "\"2026-01-32\"").starts_with("/day: format"));
  CHECK(ask_with("day", "\"2026-1-1\"").starts_with("/day: format"));
  CHECK(ask_with("day", "\"+99999999999999999-01-01\"").starts_with("/day: format"));
  CHECK(ask_with("day", "\"+999999999-01-01\"") == "+999999999-01-01 is no day of January");
  CHECK(ask_with("id", "\"{11111111-1111-1111-2222-222222222222}\"").starts_with("/id: format"));
  CHECK(ask_with("id", "\"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"") ==
        "not f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  CHECK(ask_with("x", "1e400") == "/x: range, expected a number that a double can hold");
  CHECK(ask_with("x", "-1e999999999999999999").starts_with("/x: range"));
  CHECK(ask_with("x", "1e-999999999999999999") == "0.0 is small");
  CHECK(ask_with("x", "-0.0") == "0.0 is small");
  CHECK(ask_with("x", "NaN").find("syntax") != std::string::npos);
  CHECK(ask_with("x", "\"1\"") == "/x: type, expected number");
  CHECK(ask_with("raw", "\"AR==\"").starts_with("/raw: format"));
  CHECK(ask_with("raw", "\"AQ\"").starts_with("/raw: format"));
  CHECK(ask_with("raw", "\"A Q=\"").starts_with("/raw: format"));
  CHECK(ask_with("raw", "\"AAAAAAAAAAAAAAA=\"") == "/raw: length, expected at most 9 bytes");

  const auto fill_with = [](std::string_view from, std::string_view to) {
    std::string json(full_text);
    json.replace(json.find(from), from.size(), to);
    return said("Fill", json);
  };
  CHECK(fill_with("[-1,2,3]", "[3,1,3]") == "/numbers/2: duplicate, expected each element once");
  CHECK(fill_with("[-1,2,3]", "[\"x\",\"x\"]") == "/numbers/0: type, expected integer");
  CHECK(fill_with("[-1,2,3]", "[0,1,2,3,4,5,6,7,8,9]") ==
        "/numbers: size, expected at most 9 elements");
  CHECK(fill_with("[\"a\",\"b\"]", "[]") == "/tags: size, expected 1 to 4 elements");
  CHECK(fill_with("[\"a\",\"b\"]", "[\"a\",\"\\u0061\"]") ==
        "/tags/1: duplicate, expected each element once");
  CHECK(fill_with("[\"Red\",\"Blue\"]", "[\"Red\",\"Red\"]").starts_with("/colours/1: duplicate"));
  CHECK(fill_with("[7,\"seven\"]", "[-7,\"seven\"]") ==
        "/by_number/1: duplicate, expected one entry a key");
  CHECK(fill_with("[7,\"seven\"]", "[7]") == "/by_number/1: size, expected a key and a value");
  CHECK(fill_with("[7,\"seven\"]", "[7,\"a\",1]") == "/by_number/1: size, expected fewer elements");
  CHECK(fill_with("[7,\"seven\"]", "[\"7\",\"a\"]") == "/by_number/1/0: type, expected integer");
  CHECK(fill_with("[7,\"seven\"]", "[7,\"123456789\"]").starts_with("/by_number/1/1: length"));
  CHECK(fill_with("[7,\"seven\"]", "{}") == "/by_number/1: type, expected array");
  CHECK(fill_with("\"2026-01-31\",[1", "\"1999-12-31\",[1") ==
        "/by_day/0/0: range, expected 2000-01-01 to 2099-12-31");
  CHECK(fill_with("{\"1111", "{\"111").find(": key, expected a UUID") != std::string::npos);
  CHECK(fill_with("\"by_day\":[", "\"by_day\":" + std::string(70, '[')).find("syntax") !=
        std::string::npos);
}

TEST_CASE("scalars: a huge set in the worst order takes no long time") {
  std::string json(full_text);
  std::string colours = "[";
  for (int i = 0; i < 90'000; ++i) colours += i % 2 == 0 ? "\"Red\"," : "\"Blue\",";
  colours += "\"Green\"]";
  const std::string_view from = "[\"Red\",\"Blue\"]";
  json.replace(json.find(from), from.size(), colours);
  scalars::Machine machine(start);
  const auto answer = machine.dispatch("Fill", json, start);
  CHECK(answer.refusal.kind == RefusalKind::InvalidPayload);
  CHECK(answer.refusal.problems.size() == 33);
}

TEST_CASE("scalars: collections of collections, in and out again") {
  nested::Machine machine(start);
  constexpr std::string_view key = "00000000-0000-0000-0000-00000000000a";
  std::string json =
      R"({"m":{"at":"2026-01-01T00:00:00Z","id":"00000000-0000-0000-0000-00000000000A",)"
      R"("raw":"AQ==","on_off":[true],"ids":[],"by":[["2026-01-02",[3,1]],["2026-01-01",[]]]},)"
      R"("e":"B","grid":[[true,false],[]],"floats":[2,1.5],"by_id":{},"i":0,"raw":"AQ==",)"
      R"("nested":[[5,{"00000000-0000-0000-0000-00000000000a":[["2026-01-01"],[]]}],[-5,{}]]})";
  REQUIRE(machine.dispatch("Go", json, start));
  REQUIRE(machine.dispatch("Literal", "{}", start));
  nested::Machine back(start);
  REQUIRE(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
  const auto says = [&](const std::string& path) {
    const auto value = machine.get(path);
    return value ? to_string(*value) : "nothing";
  };
  CHECK(says("nested[5][\"" + std::string(key) + "\"][0][0]") == "2026-01-01");
  CHECK(says("nested[6]") == "nothing");
  CHECK(says("grid[0][1]") == "false");
  CHECK(says("moments[0].by[2026-01-02][0]") == "1");
  CHECK(says("moments[0].took") == "250ms");
  CHECK(says("by_instant[2026-01-31T00:00:00Z]") == "true");
  CHECK(says("by_instant[2026-01-31T01:00:00+01:00]") == "true");
  CHECK(says("by_id[\"" + std::string(key) + "\"]") == "-1h30m");
  CHECK(says("by_int[-3]") == "2020-02-29");
  CHECK(says("deep.inner.rate") == "-0.125");
  // The same key twice, in small and in capital letters.
  const std::size_t at = json.find(R"("by_id":{})");
  json.replace(at, 10,
               R"("by_id":{"00000000-0000-0000-0000-00000000000a":[1],)"
               R"("00000000-0000-0000-0000-00000000000A":[2]})");
  CHECK(first_problem(machine.dispatch("Go", json, start)) ==
        "/by_id/00000000-0000-0000-0000-00000000000a: duplicate, expected one entry a key");
}
