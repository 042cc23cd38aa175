// A small machine that is no contract's: a shelf from which books are taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>
#include <writ/mcp/machine.h>

namespace mcp_test {

inline constexpr writ::Instant start{1'700'000'000'000'000};

/// Tools: `Take { count }`, of which at most three are there, `Close`, after which nothing is
/// permitted, and `Leak`, which is refused with a place in the state.
class Shelf final : public writ::mcp::Machine {
 public:
  Shelf() {
    about_ = {"BookShelf", 2, "Some books."};
    tools_ = {{"Take", "Take", "Takes books.\nAs many.", R"({"type":"object"})"},
              {"Close", "", "Closes.", R"({"type":"object"})"},
              {"Leak", "", "Is \u202erefused.", R"({"type":"object"})"}};
    resources_ = {{"state", "state", "What is visible"}};
  }

  const writ::mcp::About& about() const override { return about_; }
  const std::vector<writ::mcp::Tool>& tools() const override { return tools_; }
  std::vector<bool> permitted() const override { return {!closed, !closed, true}; }
  const std::vector<writ::mcp::Resource>& resources() const override { return resources_; }
  std::optional<std::string> read(std::string_view path, writ::Instant) const override {
    if (path != "state") return std::nullopt;
    return "{\"left\":" + std::to_string(left) + ",\"note\":\"a\u200b\u001b[31m\"}";
  }
  void advance(writ::Instant now) override {
    if (now >= closes) closed = true;
  }
  writ::Instant next_deadline() const override { return closes; }

  writ::mcp::Answer can(std::size_t tool, std::string_view json,
                        const writ::Context& context) const override {
    last = context;
    subject = context.subject;
    ++asked;
    writ::mcp::Answer answer;
    answer.step = step;
    std::int64_t count = 1;
    {
      static constexpr writ::JsonKey keys[] = {"count"};
      writ::JsonReader in(json, answer.refusal.problems);
      const writ::Where top;
      writ::JsonObject object(in, top, keys);
      while (object.next()) in.integer(object.here(), count);
      in.end();
    }
    if (closed && tool != 2)
      return refused(std::move(answer), writ::RefusalKind::NoTransition, "the shelf is closed");
    if (!answer.refusal.problems.empty()) {
      const std::string words = message(answer.refusal.problems.front());
      return refused(std::move(answer), writ::RefusalKind::InvalidPayload, words);
    }
    answer.payload = answer.shown = "{\"count\":" + std::to_string(count) + "}";
    if (tool == 2) {
      answer.refusal.path = "/readers/ann@example.org";
      return refused(std::move(answer), writ::RefusalKind::OutOfRange,
                     "/readers/ann@example.org: expected 0 to 9");
    }
    if (forbidden && context.origin == writ::Origin::Proposer)
      return refused(std::move(answer), writ::RefusalKind::NotPermitted, "only a caller");
    if (count > left) {
      answer.refusal.denials = {{"Enough", "only \u202e" + std::to_string(left) + " left", "a:1"}};
      answer.refusal.denials.front().is_final = left == 0;
      if (left > 0) answer.suggestion = "{\"count\":" + std::to_string(left) + "}";
      const std::string words = answer.refusal.denials.front().message;
      return refused(std::move(answer), writ::RefusalKind::Denied, words);
    }
    return answer;
  }

  writ::mcp::Answer dispatch(std::size_t tool, std::string_view json,
                             const writ::Context& context) override {
    writ::mcp::Answer answer = can(tool, json, context);
    if (!answer.outcome) return answer;
    if (tool == 0) --left;
    if (tool == 1) closed = true;
    answer.step = ++step;
    answer.reply = "\"thanks\"";
    answer.events = R"([{"event":"Taken","value":{}}])";
    return answer;
  }

  mutable writ::Context last{start};  // of the last call; its views are dead
  mutable std::string subject;
  mutable int asked = 0;
  int left = 3;
  bool closed = false;
  bool forbidden = false;
  std::uint64_t step = 0;
  writ::Instant closes = writ::Instant::never();

 private:
  static writ::mcp::Answer refused(writ::mcp::Answer answer, writ::RefusalKind kind,
                                   std::string message) {
    answer.outcome = writ::Outcome::refused(kind);
    answer.refusal.kind = kind;
    answer.refusal.message = std::move(message);
    return answer;
  }

  writ::mcp::About about_;
  std::vector<writ::mcp::Tool> tools_;
  std::vector<writ::mcp::Resource> resources_;
};

}  // namespace mcp_test
