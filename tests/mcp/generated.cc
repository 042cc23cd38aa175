// Machines of generated code behind the same door: what `order::offer(machine)` makes of them.
#include <writ/mcp/server.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "boat.writ.mcp.h"

namespace {

using nlohmann::json;

constexpr writ::Instant start{1'700'000'000'000'000};

struct Offered {
  boat::Machine machine{start};
  std::unique_ptr<writ::mcp::Machine> door = boat::offer(machine);
  writ::mcp::Server server;

  explicit Offered(writ::mcp::Commit commit) : server(*door, options(commit), start) {
    (void)ask("initialize", {{"protocolVersion", "2025-11-25"}});
  }

  static writ::mcp::Options options(writ::mcp::Commit commit) {
    writ::mcp::Options options;
    options.commit = commit;
    return options;
  }
  json ask(const std::string& method, const json& params, writ::Instant now = start) {
    const json request = {{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}};
    const std::string text = server.answer(request.dump(), now);
    return json::parse(text.substr(0, text.find('\n')))["result"];
  }
  json call(const char* name, const json& arguments) {
    return ask("tools/call", {{"name", name}, {"arguments", arguments}})["structuredContent"];
  }
  json read(const std::string& path, writ::Instant now = start) {
    const json said = ask("resources/read", {{"uri", "writ://boat/" + path}}, now);
    return json::parse(said["contents"][0]["text"].get<std::string>());
  }
};

json party(int seats) { return {{"party", {{"name", "Ada"}, {"seats", seats}}}}; }

}  // namespace

TEST_CASE("generated: tools, what is permitted, what may be seen") {
  Offered boat(writ::mcp::Commit::Auto);
  const json tools = boat.ask("tools/list", json::object())["tools"];
  REQUIRE(tools.size() == 6);  // of seven that a proposer may send, those of the phase
  CHECK(tools[0]["name"] == "Board");
  CHECK(tools[0]["inputSchema"]["properties"].contains("party"));
  CHECK_FALSE(tools[0]["inputSchema"]["properties"].contains("by"));
  CHECK(boat.read("views/left") == 10);
  CHECK(boat.read("state") == json::parse(R"({"free":10,"harbour":{"name":"Brest","code":"***"},
                                              "crew":{"captain":"Grace","key":"***"}})"));
  CHECK(boat.read("phase")["phase"] == "Boarding");
}

TEST_CASE("generated: a refusal, its suggestion, a step, its answer") {
  Offered boat(writ::mcp::Commit::Auto);
  CHECK(boat.call("Board", party(7))["step"] == 1);
  const json refused = boat.call("Board", party(7));
  CHECK(refused["guard"] == "Room");
  CHECK(refused["next"] == "fixable");
  REQUIRE(refused["suggest"] == json::parse(R"({"party":{"seats":3}})"));
  json mended = party(7);
  mended.merge_patch(refused["suggest"]);
  CHECK(boat.call("Board", mended)["status"] == "accepted");
  CHECK(boat.call("Board", party(1))["next"] == "final");
  CHECK(boat.call("Board", {{"party", 7}})["kind"] == "invalid_payload");
  json authored = party(1);
  authored["by"] = "me";
  CHECK(boat.call("Board", authored)["kind"] == "not_permitted");
  const json sunk = boat.call("Sink", json::object());
  CHECK(sunk["kind"] == "invariant_violated");
  CHECK(boat.call("Cast", json::object())["answer"] == 0);
  CHECK(boat.machine.version() == 3);
  CHECK(boat.machine.take_events().size() == 2);  // they stay with the machine
  // The timer of the phase fires when the time has come.
  CHECK(boat.read("phase", start + writ::seconds(3))["phase"] == "Ashore");
}

TEST_CASE("generated: what is staged changes nothing before somebody accepts it") {
  Offered boat(writ::mcp::Commit::Staged);
  const json said = boat.call("Board", party(7));
  CHECK(said["status"] == "staged");
  CHECK(boat.machine == boat::Machine(start));
}
