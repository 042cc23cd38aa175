// A machine of generated code behind the same door.
#include <writ/mcp/server.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "order.writ.h"

namespace {

using nlohmann::json;

constexpr writ::Instant start{1'700'000'000'000'000};

/// What a program writes for the contract `order.writ`; a tool's schema is what `writ gen --tools
/// mcp` prints.
class Orders final : public writ::mcp::Machine {
 public:
  explicit Orders(writ::Instant now) : machine_(now) {
    for (const order::IntentKind kind :
         {order::IntentKind::Restock, order::IntentKind::AddLine, order::IntentKind::Cancel}) {
      kinds_.push_back(kind);
      tools_.push_back({std::string(name(kind)), "", "Of an order.", R"({"type":"object"})"});
    }
  }

  const writ::mcp::About& about() const override { return about_; }
  const std::vector<writ::mcp::Tool>& tools() const override { return tools_; }
  const std::vector<writ::mcp::Resource>& resources() const override { return resources_; }
  std::vector<bool> permitted() const override {
    std::vector<bool> out(kinds_.size());
    for (const order::IntentKind kind : machine_.permitted())
      for (std::size_t i = 0; i < kinds_.size(); ++i)
        if (kinds_[i] == kind) out[i] = true;
    return out;
  }
  std::optional<std::string> read(std::string_view path, writ::Instant) const override {
    if (path != "lines") return std::nullopt;
    return std::to_string(machine_.state().lines.size());
  }
  void advance(writ::Instant) override {}
  writ::Instant next_deadline() const override { return writ::Instant::never(); }

  writ::mcp::Answer can(std::size_t tool, std::string_view text,
                        const writ::Context& context) const override {
    order::Machine trial(machine_);
    return ask(trial, tool, text, context);
  }
  writ::mcp::Answer dispatch(std::size_t tool, std::string_view text,
                             const writ::Context& context) override {
    return ask(machine_, tool, text, context);
  }

 private:
  static writ::mcp::Answer ask(order::Machine& machine, std::size_t tool, std::string_view text,
                               const writ::Context& context);

  order::Machine machine_;
  std::vector<order::IntentKind> kinds_;
  writ::mcp::About about_{"Order", 1, ""};
  std::vector<writ::mcp::Tool> tools_;
  std::vector<writ::mcp::Resource> resources_{{"lines", "lines", "How many there are"}};
};

writ::mcp::Answer Orders::ask(order::Machine& machine, std::size_t tool, std::string_view text,
                              const writ::Context& context) {
  const std::string_view intent = tool == 0 ? "Restock" : tool == 1 ? "AddLine" : "Cancel";
  writ::mcp::Answer answer;
  writ::Problems problems;
  if (const auto payload = order::decode(intent, text, problems))
    answer.payload = answer.shown =
        std::visit([](const auto& one) { return order::to_json(one); }, *payload);
  order::Machine::Answer outcome = machine.dispatch(intent, text, context);
  answer.outcome = outcome.outcome;
  if (const auto* patch = outcome.refusal.suggested<order::AddLine>())
    answer.suggestion = to_json(*patch);
  answer.refusal = std::move(outcome.refusal);
  answer.step = machine.version();
  return answer;
}

json ask(writ::mcp::Server& server, const std::string& method, const json& params) {
  const json request = {{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}};
  const std::string text = server.answer(request.dump(), start);
  return json::parse(text.substr(0, text.find('\n')))["result"];
}

TEST_CASE("a generated machine behind the door refuses, suggests and accepts") {
  Orders orders(start);
  writ::mcp::Options options;
  options.commit = writ::mcp::Commit::Auto;
  writ::mcp::Server server(orders, options, start);
  (void)ask(server, "initialize", {{"protocolVersion", "2025-11-25"}});
  const auto call = [&](const char* name, const json& arguments) {
    return ask(server, "tools/call",
               {{"name", name}, {"arguments", arguments}})["structuredContent"];
  };
  CHECK(call("Restock", {{"sku", "MUG-0001"}, {"quantity", 3}})["step"] == 1);
  json line = {{"line",
                {{"sku", "MUG-0001"},
                 {"quantity", 5},
                 {"price", {{"amount", "2.50"}, {"currency", "EUR"}}}}}};
  const json refused = call("AddLine", line);
  CHECK(refused["guard"] == "InStock");
  CHECK(refused["next"] == "fixable");
  REQUIRE(refused["suggest"] == json::parse(R"({"line":{"quantity":3}})"));
  line.merge_patch(refused["suggest"]);
  CHECK(call("AddLine", line)["status"] == "accepted");
  CHECK(call("AddLine", {{"line", 7}})["kind"] == "invalid_payload");
  CHECK(ask(server, "resources/read", {{"uri", "writ://order/lines"}})["contents"][0]["text"] ==
        "1");
  CHECK(call("Cancel", json::object())["status"] == "accepted");
  CHECK(call("Cancel", json::object())["next"] == "final");
}

}  // namespace
