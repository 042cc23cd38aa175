/// A machine of generated code behind the door for language models: what `order::offer(machine)` of
/// `order.writ.mcp.h` is made of.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <writ/core/json_writer.h>
#include <writ/mcp/machine.h>

namespace writ::mcp {

/// What generated code says of its contract is in `Facts`. Of several steps the events stay with
/// the machine, for whoever takes them. For one thread at a time.
template <class Facts>
class Generated final : public Machine {
 public:
  /// The machine must outlive it, and nobody else may use it meanwhile.
  explicit Generated(typename Facts::Machine& machine) : machine_(machine) {}

  [[nodiscard]] const About& about() const override { return Facts::about(); }
  [[nodiscard]] const std::vector<Tool>& tools() const override { return Facts::tools(); }
  [[nodiscard]] const std::vector<Resource>& resources() const override {
    return Facts::resources();
  }
  [[nodiscard]] std::vector<bool> permitted() const override {
    const auto all = machine_.permitted();
    std::vector<bool> out;
    for (const auto kind : Facts::kinds) out.push_back(all.has(kind));
    return out;
  }
  [[nodiscard]] std::optional<std::string> read(std::string_view path, Instant) const override {
    constexpr std::string_view views = "views/";
    if (path == "state") return Facts::visible(machine_.state());
    if (path == "phase") return phase();
    if (!path.starts_with(views)) return std::nullopt;
    return Facts::view(machine_, path.substr(views.size()));
  }
  void advance([[maybe_unused]] Instant now) override {
    if constexpr (has_timers) static_cast<void>(machine_.advance(now));
  }
  [[nodiscard]] Instant next_deadline() const override {
    if constexpr (has_timers) return machine_.next_deadline().value_or(Instant::never());
    return Instant::never();
  }
  [[nodiscard]] Answer can(std::size_t tool, std::string_view json,
                           const Context& context) const override {
    typename Facts::Machine trial(machine_);
    Context without_store = context;
    without_store.store = nullptr;
    return asked(trial, tool, json, without_store);
  }
  Answer dispatch(std::size_t tool, std::string_view json, const Context& context) override {
    return asked(machine_, tool, json, context);
  }

 private:
  static constexpr bool has_timers = requires(const typename Facts::Machine& one) {
    one.next_deadline();
  };

  static Answer asked(typename Facts::Machine& machine, std::size_t tool, std::string_view json,
                      const Context& context) {
    const std::string_view intent = name(Facts::kinds[tool]);
    Answer out;
    std::tie(out.payload, out.shown) = Facts::payload(intent, json);
    auto answer = machine.dispatch(intent, json, context);
    out.outcome = answer.outcome;
    if constexpr (requires { answer.refusal.suggestion; }) {
      if (answer.refusal.suggestion)
        out.suggestion = std::visit([](const auto& patch) { return to_json(patch); },
                                    *answer.refusal.suggestion);
    }
    out.refusal = std::move(answer.refusal);
    if constexpr (requires { machine.answer_json(); }) {
      if (out.outcome) out.reply = machine.answer_json();
    }
    out.step = machine.version();
    return out;
  }

  [[nodiscard]] std::string phase() const {
    std::string out;
    {
      JsonMembers members(out);
      members["phase"] += phase_json(machine_);
      {
        JsonElements intents(members["permitted"]);
        const auto now = machine_.permitted();
        for (const auto kind : Facts::kinds)
          if (now.has(kind)) append_json(intents.next(), name(kind));
      }
      append_json(members["step"], machine_.version());
    }
    return out;
  }

  typename Facts::Machine& machine_;
};

}  // namespace writ::mcp
