// What the tests of this folder have in common: the contract Transfer, and a hook that writes down
// where it was called.
#pragma once

#include <writ/authority/watch.h>

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "transfer.writ.h"
#include "transfer.writ.log.h"

constexpr writ::Instant start{1'700'000'000'000'000};

inline transfer::Send send(std::int64_t cents, std::string to = "ann") {
  return {.price = {.amount = writ::Decimal<2>{cents}}, .to = std::move(to)};
}

inline writ::Context proposer(std::string_view subject = "model") {
  writ::Context context(start);
  context.origin = writ::Origin::Proposer;
  context.subject = subject;
  return context;
}

/// Writes `name.place` into a list, and says no or throws where it is told to.
class Trace final : public writ::Hook {
 public:
  using Place = writ::HookPlace;
  Trace(std::string name, std::vector<std::string>& lines)
      : name_(std::move(name)), lines_(lines) {}
  std::map<Place, std::string> vetoes;
  std::map<Place, bool> throws;
  std::function<void()> inside;  // run after a dispatch, and after a proposal

  [[nodiscard]] std::string_view name() const override { return name_; }
  std::optional<writ::Veto> before_dispatch(const writ::Asked&) override {
    return ask(Place::BeforeDispatch);
  }
  void after_dispatch(const writ::LogEntry&) override {
    tell(Place::AfterDispatch);
    if (inside) inside();
  }
  std::optional<writ::Veto> before_propose(const writ::Asked&) override {
    return ask(Place::BeforePropose);
  }
  void after_propose(const writ::LogEntry&) override {
    tell(Place::AfterPropose);
    if (inside) inside();
  }
  std::optional<writ::Veto> before_commit(const writ::Asked&) override {
    return ask(Place::BeforeCommit);
  }
  void after_commit(const writ::LogEntry&) override { tell(Place::AfterCommit); }
  void on_guard_deny(const writ::LogEntry&) override { tell(Place::OnGuardDeny); }
  void on_error(Place place, std::string_view hook, std::string_view what) override {
    lines_.push_back(name_ + ".on_error(" + std::string(writ::name(place)) + ", " +
                     std::string(hook) + ", " + std::string(what) + ")");
    if (throws[Place::OnError]) throw std::runtime_error("again");
  }

 private:
  void tell(Place place) {
    lines_.push_back(name_ + "." + std::string(writ::name(place)));
    if (throws[place]) throw std::runtime_error("oh");
  }
  std::optional<writ::Veto> ask(Place place) {
    tell(place);
    const auto no = vetoes.find(place);
    if (no == vetoes.end()) return std::nullopt;
    return writ::Veto{writ::RefusalKind::NotPermitted, no->second};
  }

  std::string name_;
  std::vector<std::string>& lines_;
};
