// The protocol: sessions, tools, refusals, resources, and lines that nobody should send.
#include <writ/mcp/server.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <writ/core/text.h>
#include <writ/mcp/decide.h>

#include "fake.h"

namespace {

using mcp_test::Shelf;
using mcp_test::start;
using nlohmann::json;
using writ::Instant;
using writ::mcp::Commit;
using writ::mcp::Options;
using writ::mcp::Server;

struct Session {
  explicit Session(Options options = {}, bool greets = true) : server(shelf, options, start) {
    if (!greets) return;
    greeting = ask("initialize", {{"protocolVersion", "2025-11-25"}});
    REQUIRE(
        server.answer(R"({"jsonrpc":"2.0","method":"notifications/initialized"})", now).empty());
  }

  /// The answer to a request; notices that came behind it are counted.
  json ask(const std::string& method, const json& params = json::object()) {
    const json request = {{"jsonrpc", "2.0"}, {"id", ++id}, {"method", method}, {"params", params}};
    const json answer = line(server.answer(request.dump(), now));
    CHECK(answer["id"] == id);
    return answer;
  }
  json call(const std::string& name, const json& arguments = json::object()) {
    return ask("tools/call", {{"name", name}, {"arguments", arguments}})["result"];
  }
  json proposals() {
    const json read = ask("resources/read", {{"uri", "writ://book_shelf/proposals"}});
    return json::parse(read["result"]["contents"][0]["text"].get<std::string>());
  }
  json decide(const json& wish) { return json::parse(writ::mcp::decide(server, wish.dump(), now)); }

  json line(const std::string& text) {
    REQUIRE(text.ends_with('\n'));
    const std::size_t end = text.find('\n');
    for (std::size_t at = end + 1; at < text.size(); at = text.find('\n', at) + 1) ++notices;
    CHECK(writ::printable(text.substr(0, end)) == text.substr(0, end));
    return json::parse(text.substr(0, end));
  }
  std::vector<std::string> names() {
    std::vector<std::string> out;
    const json answer = ask("tools/list");
    for (const json& tool : answer["result"]["tools"]) out.push_back(tool["name"]);
    return out;
  }

  Shelf shelf;
  Server server;
  Instant now = start;
  json greeting;
  int id = 0;
  int notices = 0;
};

Options automatic() {
  Options options;
  options.commit = Commit::Auto;
  return options;
}

TEST_CASE("a session begins with the version that both know") {
  Session session({}, false);
  CHECK(session.ask("tools/list")["error"]["code"] == -32600);
  CHECK(session.ask("ping")["result"] == json::object());
  CHECK(session.ask("initialize")["error"]["code"] == -32602);
  const auto version = GENERATE(as<std::string>{}, "2025-11-25", "2025-06-18", "2025-03-26",
                                "2024-11-05", "1999-01-01");
  const json answer = session.ask("initialize", {{"protocolVersion", version}})["result"];
  CHECK(answer["protocolVersion"] == (version == "1999-01-01" ? "2025-11-25" : version));
  CHECK(answer["capabilities"]["tools"]["listChanged"] == true);
  CHECK(answer["serverInfo"]["name"] == "book_shelf");
  CHECK(session.ask("initialize", {{"protocolVersion", version}})["error"]["code"] == -32600);
}

TEST_CASE("tools are those that are permitted, and a change is told once") {
  Session session(automatic());
  CHECK(session.names() == std::vector<std::string>{"Take", "Close", "Leak"});
  CHECK(session.ask("tools/list", {{"cursor", "x"}})["error"]["code"] == -32602);
  CHECK(session.call("Take")["structuredContent"]["status"] == "accepted");
  CHECK(session.notices == 0);
  const json closed = session.call("Close");
  CHECK(closed["structuredContent"] ==
        json::parse(R"({"status":"accepted","step":2,"answer":"thanks",
                        "events":[{"event":"Taken","value":{}}]})"));
  CHECK(session.notices == 1);
  CHECK(session.names() == std::vector<std::string>{"Leak"});
  const json late = session.call("Take");
  CHECK(session.notices == 1);
  CHECK(late["isError"] == true);
  CHECK(late["structuredContent"]["kind"] == "no_transition");
  CHECK(late["structuredContent"]["next"] == "final");
  CHECK(session.ask("tools/call", {{"name", "Take\u202e"}})["error"]["code"] == -32602);
}

TEST_CASE("time may change what is permitted, and that is told, too") {
  Session session;
  session.shelf.closes = start + writ::seconds(5);
  CHECK(session.server.next_notice() == session.shelf.closes);
  CHECK(session.server.notices(start + writ::seconds(4)).empty());
  CHECK(session.server.notices(start + writ::seconds(5)) ==
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n");
  CHECK(session.server.notices(start + writ::seconds(6)).empty());
}

TEST_CASE("a refusal says what helps") {
  Session session(automatic());
  const json some = session.call("Take", {{"count", 9}});
  CHECK(some["isError"] == true);
  CHECK(some["structuredContent"] == json::parse(R"({
    "status":"refused","kind":"denied","guard":"Enough","message":"only \\u{202e}3 left",
    "denials":[{"guard":"Enough","message":"only \\u{202e}3 left"}],
    "suggest":{"count":3},"next":"fixable"})"));
  CHECK(some["content"][0]["text"].get<std::string>().find("{\"count\":3}") != std::string::npos);
  session.shelf.left = 0;
  CHECK(session.call("Take")["structuredContent"]["next"] == "final");

  const json wrong = session.call("Take", {{"count", "many\u202e"}, {"countt", 1}});
  const json& problems = wrong["structuredContent"]["problems"];
  REQUIRE(problems.size() == 2);
  CHECK(problems[0]["code"] == "type");
  CHECK(problems[1]["meant"] == "count");
  CHECK(wrong["structuredContent"]["next"] == "fixable");
}

TEST_CASE("a refusal shows no place of the state") {
  Session session;
  const std::string text = session.call("Leak").dump();
  CHECK(text.find("ann@") == std::string::npos);
  CHECK(text.find("expected 0 to 9") != std::string::npos);
}

TEST_CASE("what is proposed has the origin of a proposer, whatever a message says") {
  Session session(automatic());
  session.ask("tools/call",
              {{"name", "Take"}, {"origin", "caller"}, {"subject", "root"}, {"_meta", {{"a", 1}}}});
  CHECK(session.shelf.last.origin == writ::Origin::Proposer);
  CHECK(session.shelf.subject == "model");
}

TEST_CASE("staged, a proposal waits for a person") {
  Session session;
  session.shelf.left = 3;
  const json staged = session.call("Take", {{"count", 2}});
  CHECK_FALSE(staged["isError"]);
  CHECK(staged["structuredContent"]["status"] == "staged");
  CHECK(staged["structuredContent"]["proposal"] == "p1");
  CHECK(session.shelf.step == 0);
  CHECK(session.call("Take", {{"count", 2}})["structuredContent"]["proposal"] == "p1");
  CHECK(session.call("Take", {{"count", 3}})["structuredContent"]["proposal"] == "p2");

  CHECK(session.decide({{"do", "list"}})["proposals"].size() == 2);
  CHECK(session.decide({{"do", "show"}, {"id", "p1"}})["would"]["accepted"] == true);
  const json taken = session.decide({{"do", "accept"}, {"id", "p1"}, {"as", "Ann"}});
  CHECK(taken["step"] == 1);
  CHECK(session.shelf.last.origin == writ::Origin::Caller);
  CHECK(session.shelf.last.proposed == writ::FieldSet::all());
  CHECK(session.shelf.subject == "Ann");
  CHECK_FALSE(session.decide({{"do", "accept"}, {"id", "p1"}, {"as", "Ann"}})["ok"]);

  // What is refused by now stays.
  const json refused = session.decide({{"do", "accept"}, {"id", "p2"}, {"as", "Ann"}});
  CHECK_FALSE(refused["ok"]);
  CHECK(refused["refusal"]["refused"] == "denied");
  CHECK(session.proposals()[0]["status"] == "accepted");
  CHECK(session.proposals()[0]["events"][0]["event"] == "Taken");
  CHECK(session.proposals()[1]["refused"] == "only \\u{202e}2 left");
  CHECK(session.decide({{"do", "discard"}, {"id", "p2"}})["ok"] == true);
  CHECK(session.proposals()[1]["status"] == "discarded");
}

TEST_CASE("what only a caller may give is asked again when a person accepts") {
  Session session;
  session.call("Take");
  session.shelf.forbidden = true;
  const json refused = session.decide({{"do", "accept"}, {"id", "p1"}, {"as", "Ann"}});
  CHECK(refused["refusal"]["refused"] == "not_permitted");
  CHECK(session.shelf.step == 0);
}

TEST_CASE("who decides without sense is told so") {
  Session session;
  for (const char* line :
       {"", "{}", "[]", "nonsense", R"({"do":"rm"})", R"({"do":1})", R"({"do":"accept","id":"p9"})",
        R"({"do":"list","as":"a","as":"b"})", "{\"do\":\"\xff\"}"})
    CHECK_FALSE(json::parse(writ::mcp::decide(session.server, line, start))["ok"]);
  const std::string id(5'000, 'p');
  CHECK_FALSE(session.decide({{"do", "accept"}, {"id", id}})["ok"]);
}

TEST_CASE("who is refused too often has to wait") {
  Options options;
  options.denials = 3;
  Session session(options);
  for (int i = 0; i < 3; ++i) CHECK(session.call("Take", {{"count", 9}})["isError"] == true);
  const int asked = session.shelf.asked;
  session.now = start + writ::seconds(20);
  const json wait = session.call("Take");
  CHECK(wait["isError"] == true);
  CHECK(wait["structuredContent"]["kind"] == "rate_limited");
  CHECK(wait["structuredContent"]["wait_seconds"] == 40);
  CHECK(session.shelf.asked == asked);
  session.now = start + writ::seconds(60);
  CHECK(session.call("Take")["structuredContent"]["status"] == "staged");
}

TEST_CASE("resources are what may be seen") {
  Session session;
  const json all = session.ask("resources/list")["result"]["resources"];
  REQUIRE(all.size() == 2);
  CHECK(all[0]["uri"] == "writ://book_shelf/state");
  CHECK(session.ask("resources/templates/list")["result"]["resourceTemplates"].empty());
  const json state = session.ask("resources/read", {{"uri", "writ://book_shelf/state"}});
  // The characters that nobody sees are escapes in the text.
  const std::string text = state["result"]["contents"][0]["text"];
  CHECK(text.find("a\\u200b") != std::string::npos);
  for (const char* uri : {"writ://book_shelf/", "writ://book_shelf/secret", "file:///etc/passwd",
                          "writ://book_shelf/../state", "writ://other/state", ""})
    CHECK(session.ask("resources/read", {{"uri", uri}})["error"]["code"] == -32002);
  CHECK(session.ask("resources/read")["error"]["code"] == -32602);
  CHECK(session.ask("resources/read", {{"uri", 7}})["error"]["code"] == -32602);
  CHECK(session.ask("logging/setLevel", {{"level", "info"}})["error"]["code"] == -32601);
}

TEST_CASE("any line is answered with lines of JSON, or with none") {
  Session session;
  struct Case {
    std::string line;
    int code;  // 0: no answer
  };
  const std::string deep(100'000, '[');
  std::string nested = R"({"jsonrpc":"2.0","id":1,"method":"ping","params":)";
  for (int i = 0; i < 70; ++i) nested += "{\"a\":";
  nested += "1" + std::string(71, '}');
  const Case cases[] = {
      {"", 0},
      {" \r", 0},
      {"x", -32700},
      {"{", -32700},
      {"null", -32600},
      {"7", -32600},
      {"[]", -32600},
      {R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])", -32600},
      {deep, -32600},
      {nested, -32700},
      {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}", -32700},
      {R"({"jsonrpc":"2.0","id":1,"id":2,"method":"ping"})", -32600},
      {R"({"jsonrpc":"2.0","method":"ping","id":null})", -32600},
      {R"({"jsonrpc":"2.0","method":"ping","id":{}})", -32600},
      {R"({"jsonrpc":"2.0","method":"ping","id":true})", -32600},
      {R"({"jsonrpc":"1.0","method":"ping","id":1})", -32600},
      {R"({"jsonrpc":"2.0","id":1})", -32600},
      {R"({"jsonrpc":"2.0","method":"","id":1})", -32600},
      {R"({"jsonrpc":"2.0","method":7,"id":1})", -32600},
      {R"({"method":"ping","id":1})", -32600},
      {R"({"jsonrpc":"2.0","id":"a","method":"tools/call","params":[]})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":1}})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"Take","arguments":7}})",
       -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"Take","name":"Take"}})",
       -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"toString"})", -32601},
      {R"({"jsonrpc":"2.0","method":"notifications/nothing","params":7})", 0},
      {R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})", 0},
      {R"({"jsonrpc":"2.0","id":1,"result":{}})", 0},
      {R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"a"}})", 0},
      {R"({"jsonrpc":"2.0","id":")" + std::string(200, 'i') + R"(","method":"ping"})", -32600},
      {std::string(Server::max_line + 1, ' '), -32600},
  };
  for (const Case& one : cases) {
    INFO(one.line.substr(0, 100));
    const std::string out = session.server.answer(one.line, start);
    if (one.code == 0) {
      CHECK(out.empty());
    } else {
      CHECK(session.line(out)["error"]["code"] == one.code);
    }
  }
  CHECK(session.line(Server::too_long())["id"] == nullptr);
  CHECK(session.ask("ping").contains("result"));
}

TEST_CASE("an id comes back as it was sent") {
  Session session;
  for (const char* id : {"1", "-7", "12345678901234567890123", "\"a\"", "\"\\u202e\"", "\"\""}) {
    const std::string out = session.server.answer(
        std::string(R"({"jsonrpc":"2.0","method":"ping","id":)") + id + "}", start);
    CHECK(out == std::string(R"({"jsonrpc":"2.0","id":)") + id + ",\"result\":{}}\n");
  }
  const std::string hidden = session.server.answer(
      "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"\u202e\U000E0041\"}", start);
  CHECK(hidden == "{\"jsonrpc\":\"2.0\",\"id\":\"\\u202e\\udb40\\udc41\",\"result\":{}}\n");
}

}  // namespace
