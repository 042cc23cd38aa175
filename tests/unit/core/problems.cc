// What a problem tells: where, what was expected, what stands there instead, and whose rule it is.
#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>
#include <writ/core/refusal_json.h>

using writ::JsonArray;
using writ::JsonObject;
using writ::JsonReader;
using writ::Problem;
using writ::Problems;
using writ::Where;

namespace {

constexpr writ::ValueRule small = {.code = "range",
                                   .expected = "1 to 9",
                                   .source = "shop.writ:3",
                                   .type = "Small",
                                   .least = "1",
                                   .most = "9"};

/// Reads `{"quantity": int in 1..9, "pins": [secret text], "note": text}`.
Problems read(std::string_view text) {
  static constexpr writ::JsonKey keys[] = {
      {"quantity", "shop.writ:7"}, {"pins", "shop.writ:8", true}, {"note", "shop.writ:9"}};
  Problems problems;
  JsonReader in(text, problems);
  const Where root;
  JsonObject object(in, root, keys);
  std::string_view ignored;
  while (object.next()) {
    switch (object.field()) {
      case 0: {
        std::int64_t value = 0;
        if (in.integer(object.here(), value) && (value < 1 || value > 9))
          in.problem(object.here(), small);
        break;
      }
      case 1: {
        const Where pins = object.here();
        JsonArray all(in, pins, 9);
        while (all.next()) in.string(all.here(), ignored);
        break;
      }
      default: in.string(object.here(), ignored);
    }
  }
  object.finish(0b001);
  in.end();
  return problems;
}

Problem only(std::string_view text) {
  Problems problems = read(text);
  REQUIRE(problems.size() == 1);
  return problems.front();
}

}  // namespace

TEST_CASE("core/problems: the place in the text, to the byte and to the column") {
  const Problem problem = only("{\n  \"note\": \"å\", \"quantity\" : \t 12 }");
  CHECK(problem.path == "/quantity");
  CHECK(problem.offset == 33);
  CHECK(problem.line == 2);
  CHECK(problem.column == 31);  // å is two bytes and one column
  CHECK(problem.received == "12");
  CHECK(problem.source == "shop.writ:3");
  CHECK(problem.rule == &small);
  CHECK(message(problem) == "/quantity: expected 1 to 9, received 12");
  CHECK(only("7").offset == 0);
}

TEST_CASE("core/problems: forwards and backwards, on one line and across lines") {
  const auto places = [](std::string_view text) {
    std::string out;
    for (const Problem& problem : read(text)) {
      out += problem.path + " " + std::to_string(problem.line) + ":" +
             std::to_string(problem.column) + "; ";
    }
    return out;
  };
  // What is missing stands where its object begins, in front of all others.
  CHECK(places("\n {\n\"note\":1,\"pins\":\"å\",\n  \"x\":2}") ==
        "/note 3:8; /pins 3:17; /x 4:3; /quantity 2:2; ");
  CHECK(places(R"( {"note":1,"pins":"å","x":2})") ==
        "/note 1:10; /pins 1:19; /x 1:23; /quantity 1:2; ");
  CHECK(places("{\"x\":1,\n\"quantity\":0,\n}") == "/x 1:2; /quantity 2:12;  3:1; ");
}

TEST_CASE("core/problems: what stands there is shown as it stands, cut and printable") {
  CHECK(only(R"({"quantity":"3"})").received == R"("3")");
  CHECK(only(R"({"quantity":[1,2]})").received == "array");
  CHECK(only(R"({"quantity": {"a":1}})").received == "object");
  CHECK(only(R"({"quantity":true})").received == "true");
  CHECK(only("{\"quantity\":\"a\\\"b\\\\\"}").received == "\"a\\\"b\\\\\"");
  CHECK(only("{\"quantity\":\"\x7F\"}").received == "\"\\u{7f}\"");
  CHECK(only("{\"quantity\":\"\u202e\"}").received == "\"\\u{202e}\"");
  const std::string cut = only("{\"quantity\":\"" + std::string(1000, 'x') + "\"}").received;
  CHECK(cut == "\"" + std::string(63, 'x') + "…");
  const std::string wide = only("{\"quantity\":\"" + std::string(62, 'x') + "ååå\"}").received;
  CHECK(wide == "\"" + std::string(62, 'x') + "…");
}

TEST_CASE("core/problems: a path is as long as it must be, and its steps are escaped") {
  static constexpr writ::JsonKey usual("a_name_of_some_length");
  static constexpr writ::JsonKey odd("a/b~c");
  constexpr std::size_t most = SIZE_MAX;
  const Where root;
  std::vector<Where> chain(JsonReader::max_depth);
  std::string expected;
  const auto path = [](const Where& at) {
    Problems problems;
    JsonReader("", problems).problem(at, "code", "expected");
    return problems.at(0).path;
  };
  const Where* up = &root;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    chain[i] = i % 2 == 0 ? Where{up, &usual, {}} : Where{up, nullptr, {}, i == 1 ? 0 : most - i};
    up = &chain[i];
    expected += i % 2 == 0 ? "/a_name_of_some_length" : "/" + std::to_string(chain[i].element);
    CHECK(path(*up) == expected);
    CHECK(path({up, &odd, {}}) == expected + "/a~1b~0c");
    CHECK(path({up, nullptr, "~"}) == expected + "/~0");
    CHECK(path({up, nullptr, std::string_view("")}) == expected + "/");
  }
  CHECK(path(root).empty());
}

TEST_CASE("core/problems: a type that is wrong has the line that declares the member") {
  const Problem problem = only(R"({"quantity":1,"note":7})");
  CHECK(problem.source == "shop.writ:9");
  CHECK(problem.rule == nullptr);
  CHECK(message(problem) == "/note: expected string, received 7");
}

TEST_CASE("core/problems: secrets are not shown") {
  const Problem problem = only(R"({"quantity":1,"pins":["a",7]})");
  CHECK(problem.path == "/pins/1");
  CHECK(problem.received.empty());
  CHECK(message(problem) == "/pins/1: expected string");
  CHECK(only(R"({"quantity":1,"pins":"1234"})").received.empty());
}

TEST_CASE("core/problems: members that are missing, unknown, there twice") {
  const Problem missing = only("  {\"note\":\"\"}");
  CHECK(missing.path == "/quantity");
  CHECK(missing.offset == 2);
  CHECK(missing.source == "shop.writ:7");
  CHECK(missing.received.empty());
  CHECK(message(missing) == "/quantity: is missing");

  const Problem unknown = only(R"({"quantity":1,"notes":"x"})");
  CHECK(unknown.path == "/notes");
  CHECK(unknown.meant == "note");
  CHECK(unknown.offset == 14);
  CHECK(unknown.received.empty());
  CHECK(message(unknown) == "/notes: there is no such member; did you mean `note`?");
  CHECK(message(only(R"({"quantity":1,"zzz":"x"})")) == "/zzz: there is no such member");

  const Problem twice = only(R"({"quantity":1,"quantity":2})");
  CHECK(twice.code == "duplicate");
  CHECK(twice.offset == 25);
  CHECK(twice.received == "2");
}

TEST_CASE("core/problems: broken syntax has the place where it broke") {
  const Problem problem = only("{\"quantity\":1,\n \"note\" 1}");
  CHECK(problem.code == "syntax");
  CHECK(problem.line == 2);
  CHECK(problem.column == 9);
  CHECK(message(problem) == "line 2, column 9: expected ':'");
}

TEST_CASE("core/problems: as JSON, and as problem details of RFC 9457") {
  writ::Refusal refusal;
  refusal.kind = writ::RefusalKind::InvalidPayload;
  refusal.problems = read(R"({"quantity":0})");
  refusal.message = message(refusal.problems.front());
  std::string text;
  {
    writ::JsonMembers members(text);
    append_problem_details(members, refusal);
  }
  CHECK(text ==
        R"({"type":"urn:writ:refusal:invalid_payload",)"
        R"("title":"The payload is not what the contract declares","status":422,)"
        R"("detail":"/quantity: expected 1 to 9, received 0","refused":"invalid_payload",)"
        R"("message":"/quantity: expected 1 to 9, received 0","problems":[{"path":"/quantity",)"
        R"("code":"range","expected":"1 to 9","received":"0","source":"shop.writ:3",)"
        R"("type":"Small","least":"1","most":"9","offset":12,"line":1,"column":13}]})");
  CHECK(http_status(writ::RefusalKind::NoTransition) == 409);
  CHECK(http_status(writ::RefusalKind::StorageFailed) == 503);
}
