// Lines of intents.jsonl.
#include <writ/core/intent_line.h>

#include <catch2/catch.hpp>

using writ::parse_intent_line;
using writ::Problems;

namespace {

std::string wrong(std::string_view line) {
  Problems problems;
  const bool read = parse_intent_line(line, problems).has_value();
  CHECK(read == problems.empty());
  std::string out;
  for (const writ::Problem& p : problems)
    out += (out.empty() ? "" : "; ") + p.path + " " + std::string(p.code);
  return out;
}

}  // namespace

TEST_CASE("core/intent_line: all of it") {
  Problems problems;
  const std::string line =
      R"({"at": "2026-11-21T09:00:00Z", "intent": "AddLine", "payload": {"line": [1, {}]} , )"
      R"("subject":"Ann \"A\""})"
      "\r\n";
  const auto read = parse_intent_line(line, problems);
  REQUIRE(read);
  CHECK(problems.empty());
  CHECK(read->intent == "AddLine");
  CHECK(read->payload == R"({"line": [1, {}]})");
  CHECK(read->payload.data() == line.data() + line.find(R"({"line")"));
  CHECK(read->at == writ::Instant{1'795'251'600'000'000});
  CHECK(read->subject == "Ann \"A\"");
}

TEST_CASE("core/intent_line: what may be left out") {
  Problems problems = {{"", "other", ""}};
  for (const char* line :
       {R"({"intent":"Pick"})", R"({"subject":null,"payload":null,"at":null,"intent":"Pick"})"}) {
    const auto read = parse_intent_line(line, problems);
    REQUIRE(read);
    CHECK(read->intent == "Pick");
    CHECK(read->payload == "{}");
    CHECK_FALSE(read->at);
    CHECK(read->subject.empty());
  }
  CHECK(problems.size() == 1);
}

TEST_CASE("core/intent_line: what is refused") {
  CHECK(wrong("") == " syntax");
  CHECK(wrong("\n") == " syntax");
  CHECK(wrong("AddLine {}") == " syntax");
  CHECK(wrong("[]") == " type");
  CHECK(wrong("{}") == "/intent missing");
  CHECK(wrong(R"({"intent":null})") == "/intent type");
  CHECK(wrong(R"({"intent":7,"subject":8,"at":9})") == "/intent type; /subject type; /at type");
  CHECK(wrong(R"({"intent":"A","at":"noon"})") == "/at format");
  CHECK(wrong(R"({"intent":"A","Payload":{}})") == "/Payload unknown");
  CHECK(wrong(R"({"intent":"A","intent":"B"})") == "/intent duplicate");
  CHECK(wrong(R"({"intent":"A","payload":{"a":}})") == " syntax");
  CHECK(wrong(R"({"intent":"A","payload":"\ud800"})") == " syntax");
  CHECK(wrong(R"({"intent":"A"} {"intent":"B"})") == " syntax");
  CHECK(wrong(R"({"intent":"A","payload":)" + std::string(100'000, '[')) == " syntax");
  CHECK(wrong(R"({"intent":"A"})" + std::string(1 << 20, ' ')) == " size");
  const std::string_view whole =
      R"({"at":"2026-11-21T09:00:00Z","intent":"A","payload":{"a":"b"}})";
  for (std::size_t n = 0; n < whole.size(); ++n) {
    CAPTURE(n);
    CHECK(wrong(whole.substr(0, n)) == " syntax");
  }
}
