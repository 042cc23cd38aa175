// The log: what an entry says, and what it never says.
#include <writ/authority/log.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "parts.writ.log.h"
#include "steps.h"

namespace {

using nlohmann::json;

struct Logged {
  std::shared_ptr<writ::Log> log = std::make_shared<writ::Log>(100);
  std::int64_t ticks = 0;
  writ::Watch watch{{.log = log, .ticks = [this] { return ticks += 3'000'000; }}};
  transfer::Machine machine{start};

  [[nodiscard]] json last() const { return json::parse(to_json(*log->last(1).at(0))); }
};

}  // namespace

TEST_CASE("log: a step that counts") {
  Logged logged;
  writ::Context context(start);
  context.subject = "ann";
  context.correlation_id = "r-1";
  context.proposed = writ::FieldSet::of(transfer::Send::Field::price_amount);
  context.suggested = writ::FieldSet::of(transfer::Send::Field::to);
  transfer::Send intent = send(5'00);
  intent.pin = "1234";
  CHECK(logged.watch.dispatch(logged.machine, intent, context, "t 1"));
  const json entry = logged.last();
  const json expected = json::parse(R"({
    "entry": 1, "at": "2023-11-14T22:13:20Z", "instance": "t 1", "action": "dispatch",
    "contract": {"name": "Transfer", "version": 1, "hash": ""},
    "intent": "Send", "origin": "caller", "subject": "ann", "correlation": "r-1",
    "payload": {"price": {"amount": 5.00, "currency": "EUR"}, "to": "ann", "urgent": false,
                "approved": false, "PIN": "***"},
    "proposed": ["/price/amount"], "suggested": ["/to"],
    "guards": {"Affordable": "passed", "Approved": "passed"},
    "outcome": "accepted", "from": "Open", "step": 1,
    "changes": [{"path": "/sent", "before": 0.00, "after": 5.00},
                {"path": "/last/to", "before": "", "after": "ann"}],
    "took_us": 3000})");
  json without_hash = entry;
  CHECK(entry["contract"]["hash"] == transfer::contract_hash);
  without_hash["contract"]["hash"] = "";
  CHECK(without_hash == expected);
}

TEST_CASE("log: a refusal says who denied, and nothing has changed") {
  Logged logged;
  CHECK(logged.watch.dispatch(logged.machine, send(600'00), start).is(writ::RefusalKind::Denied));
  const json entry = logged.last();
  CHECK(entry["outcome"] == "refused");
  CHECK(entry["guards"] == json::parse(R"({"Affordable": "denied", "Approved": "denied"})"));
  CHECK(entry["refusal"]["refused"] == "denied");
  CHECK(entry["refusal"]["denials"].size() == 2);
  CHECK_FALSE(entry.contains("changes"));
  CHECK_FALSE(entry.contains("to"));
  CHECK(entry["step"] == 0);
}

TEST_CASE("log: the dynamic door, with payloads that can be read and that cannot") {
  Logged logged;
  CHECK(logged.watch.dispatch(logged.machine, "Note", R"({"about":"x","text":"y"})", start));
  CHECK(logged.last()["payload"] == json::parse(R"({"about":"x","text":"y"})"));
  CHECK(logged.last()["changes"] == json::parse(R"([{"path":"/notes/x","after":"y"}])"));
  const std::string secret = R"({"PIN":"12345","to":7})";
  CHECK(logged.watch.dispatch(logged.machine, "Send", secret, start)
            .outcome.is(writ::RefusalKind::InvalidPayload));
  CHECK(logged.last()["intent"] == "Send");
  CHECK_FALSE(logged.last().contains("payload"));
  CHECK_FALSE(logged.last().contains("guards"));
  CHECK(logged.last().dump().find("12345") == std::string::npos);
  CHECK_FALSE(logged.watch.dispatch(logged.machine, "No\x1b[31m", "{}", start));
  CHECK(logged.last()["intent"] == "");
}

TEST_CASE("log: what is gone is a change without an after") {
  Logged logged;
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"a/b", "1"}, start));
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"a/b", "2"}, start));
  CHECK(logged.last()["changes"] ==
        json::parse(R"([{"path":"/notes/a~1b","before":"1","after":"2"}])"));
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"a/b", {}}, start));
  CHECK(logged.last()["changes"] == json::parse(R"([{"path":"/notes/a~1b","before":"2"}])"));
}

TEST_CASE("log: what is foreign is made printable and cut, and the line stays JSON") {
  Logged logged;
  writ::Context context(start);
  const std::string subject = "eve\x1b[2J\xff" + std::string(1'000, 'x');
  context.subject = subject;
  CHECK(logged.watch.dispatch(logged.machine, transfer::Freeze{}, context));
  const std::string line = to_json(*logged.log->last(1).at(0));
  CHECK(line.find('\x1b') == std::string::npos);
  CHECK(line.size() < 1'000);
  CHECK(json::parse(line)["from"] == "Open");
  CHECK(json::parse(line)["to"] == "Frozen");
}

TEST_CASE("log: what turns the direction of writing is escaped in payloads and changes, too") {
  Logged logged;
  const std::string text = "a\u202eb\u009b2J\u00e9";
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"x\u202e", text}, start));
  const std::string line = to_json(*logged.log->last(1).at(0));
  CHECK(line.find("\u202e") == std::string::npos);
  CHECK(line.find("\u009b") == std::string::npos);
  CHECK(line.find("\u00e9") != std::string::npos);
  CHECK(line.find("a\\u202eb\\u009b2J") != std::string::npos);
  CHECK(logged.last()["payload"]["text"] == text);
  CHECK(logged.last()["changes"][0]["path"] == "/notes/x\u202e");
}

TEST_CASE("log: a ring keeps the last ones and counts all") {
  writ::Log log(3);
  for (int i = 0; i < 5; ++i) log.add({});
  CHECK(log.count() == 5);
  REQUIRE(log.last().size() == 3);
  CHECK(log.last()[0]->number == 3);
  CHECK(log.last(1)[0]->number == 5);
  CHECK(log.last(0).empty());
}

TEST_CASE("log: who listens to a path hears of what is at it, in it and around it") {
  Logged logged;
  std::vector<std::string> heard;
  const auto listener = [&](const writ::LogEntry& entry, const writ::Change& change) {
    heard.push_back(entry.instance + change.path);
  };
  {
    const auto one = logged.watch.subscribe("", "last.to", listener);
    const auto other = logged.watch.subscribe("b", "/notes", listener);
    CHECK(logged.watch.dispatch(logged.machine, send(1'00), start, "a"));
    CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"x", "1"}, start, "a"));
    CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"x", "2"}, start, "b"));
    CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"x", "2"}, start, "b"));
  }
  CHECK(heard == std::vector<std::string>{"a/last/to", "b/notes/x"});
  CHECK(logged.watch.dispatch(logged.machine, send(1'00, "bob"), start, "a"));
  CHECK(heard.size() == 2);
  CHECK_THROWS_AS(logged.watch.subscribe("", "a..b", listener), std::invalid_argument);
  writ::Subscription moved;
  moved = logged.watch.subscribe("", "", listener);
  CHECK(logged.watch.dispatch(logged.machine, send(1'00, "cy"), start, "a"));
  CHECK(heard.size() == 4);
}

TEST_CASE("log: a listener that throws is told of, and the step counts") {
  Logged logged;
  std::vector<std::string> lines;
  logged.watch.hooks().add(std::make_shared<Trace>("a", lines));
  const auto deaf = logged.watch.subscribe(
      "", "", [](const writ::LogEntry&, const writ::Change&) { throw std::runtime_error("no"); });
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"x", "1"}, start));
  CHECK(lines.back() == "a.on_error(after_commit, , no)");
  CHECK(logged.machine.version() == 1);
}

TEST_CASE("log: timers that fire before a step have an entry of their own") {
  const auto log = std::make_shared<writ::Log>();
  writ::Watch watch({.log = log});
  parts::Machine machine(start);
  CHECK(watch.dispatch(machine, parts::Ring{}, start));
  CHECK_FALSE(watch.advance(machine, start));
  CHECK(watch.dispatch(machine, parts::Ring{}, start + writ::hours(1)));
  CHECK_FALSE(watch.dispatch(machine, parts::Ring{}, start + writ::hours(1)));
  REQUIRE(log->count() == 4);
  const json timers = json::parse(to_json(*log->last()[1]));
  CHECK(timers["action"] == "advance");
  CHECK(timers["from"] == "Day");
  CHECK(timers["to"] == "Night");
  CHECK(timers["changes"] == json::parse(R"([{"path":"/rings","before":1,"after":0}])"));
  const json step = json::parse(to_json(*log->last()[2]));
  CHECK(step["guards"] == json::parse(R"({"ByNight":"passed"})"));
  CHECK(step["from"] == "Night");
  CHECK(step["changes"] == json::parse(R"([{"path":"/rings","before":0,"after":1}])"));
  parts::Machine other(start);
  CHECK(watch.advance(other, start + writ::hours(2)));
  CHECK(other.phase() == parts::Phase::Night);
}

TEST_CASE("log: who gave what is told of the dynamic door, too") {
  Logged logged;
  writ::Context context(start);
  context.proposed = writ::FieldSet::of(transfer::Send::Field::to);
  CHECK(logged.watch.dispatch(logged.machine, "Send", R"({"price":{"amount":1},"to":"ann"})",
                              context));
  CHECK(logged.last()["proposed"] == json::parse(R"(["/to"])"));
}

TEST_CASE("log: a long key, a long refusal and a text that is none do not make it longer") {
  writ::Changes changes;
  writ::FlatMap<std::string, int> after;
  for (int i = 0; i < 300; ++i) after.insert({std::string(100'000, 'k') + std::to_string(i), i});
  changes.member<int>("map", writ::FlatMap<std::string, int>(), after);
  CHECK(changes.found().size() == writ::Changes::most);
  CHECK(changes.left_out() == 44);
  CHECK(changes.found()[0].path.size() < 600);
  writ::LogEntry entry;
  entry.outcome = writ::Outcome::refused(writ::RefusalKind::Denied);
  entry.refusal = "{\"message\":\"" + std::string(100'000, 'x') + "\"}";
  entry.subject = "\xff\xfe evil";
  const json said = json::parse(to_json(entry));
  CHECK(said["refusal"]["message"] == "(100014 bytes)");
  CHECK(said["subject"] == "\\xff\\xfe evil");
}

TEST_CASE("log: who stops to listen, or begins to, inside of a listener") {
  Logged logged;
  std::vector<std::string> heard;
  auto second = std::make_unique<writ::Subscription>();
  writ::Subscription later;
  const auto first = logged.watch.subscribe("", "", [&](const auto&, const auto&) {
    heard.emplace_back("first");
    second.reset();
    later = logged.watch.subscribe("", "",
                                   [&](const auto&, const auto&) { heard.emplace_back("later"); });
  });
  // It owns what listens itself: both end together.
  const auto third = std::make_shared<writ::Subscription>();
  *third = logged.watch.subscribe("", "/no", [](const auto&, const auto&) {});
  second = std::make_unique<writ::Subscription>(logged.watch.subscribe(
      "", "", [&, third](const auto&, const auto&) { heard.emplace_back("second"); }));
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"a", "b"}, start));
  CHECK(heard == std::vector<std::string>{"first"});
  CHECK(logged.watch.dispatch(logged.machine, transfer::Note{"a", "c"}, start));
  CHECK(heard == std::vector<std::string>{"first", "first"});
}
