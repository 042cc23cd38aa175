// What the attacks of this folder have in common: a machine with secrets in it, everything that it
// tells anybody, and a count of the attacks.
#pragma once

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <writ/authority/metrics.h>
#include <writ/authority/watch.h>

#include "transfer.writ.h"
#include "transfer.writ.log.h"

namespace redteam {

using transfer::Machine;
using transfer::Send;
using writ::Proposal;
using writ::RefusalKind;

inline constexpr writ::Instant start{1'700'000'000'000'000};
inline constexpr writ::Duration minute = writ::minutes(1);

/// How many attacks were made in this run; the program prints it at its end.
inline std::atomic<int> count = 0;

/// Nobody may ever be told these: one is in the state, one in payloads, one in payloads that are
/// wrong.
inline constexpr std::string_view in_state = "Zq#7";
inline constexpr std::string_view in_payload = "9x!K";
inline constexpr std::string_view in_wrong = "canary";

inline Send send(std::int64_t cents, std::string to = "ann") {
  return {.price = {.amount = writ::Decimal<2>{cents}}, .to = std::move(to)};
}

inline Send::Patch price(std::int64_t cents) {
  return {.price = {.amount = writ::Decimal<2>{cents}}};
}

inline writ::Context proposer(std::string_view subject = "model") {
  writ::Context context(start);
  context.origin = writ::Origin::Proposer;
  context.subject = subject;
  return context;
}

/// A machine with a secret PIN, two notes and 420.00 sent.
inline Machine machine() {
  Machine out(start);
  std::string text = out.snapshot();
  const auto put = [&](std::string_view old, const std::string& now) {
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), now);
  };
  put(R"("sent":0.00)", R"("sent":420.00,"pin":")" + std::string(in_state) + '"');
  put(R"("notes":{})", R"("notes":{"hidden":"31337","x":"y"})");
  const auto answer = out.restore(text);
  CAPTURE(to_json(answer.refusal), text);
  REQUIRE(answer);
  REQUIRE(out.state().pin);
  return out;
}

/// A machine behind hooks and a log. All that it says is kept, and looked through at the end.
class Target {
 public:
  std::shared_ptr<writ::Log> log = std::make_shared<writ::Log>(16);
  std::shared_ptr<writ::Metrics> metrics = std::make_shared<writ::Metrics>();
  writ::Watch watch{{.log = log}};
  Machine machine = redteam::machine();

  Target() { watch.hooks().add(metrics); }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  ~Target() { look(); }

  /// Makes an attack, whatever that is: afterwards the machine is what it was.
  template <class Act>
  void attack(std::string_view what, Act act) {
    CAPTURE(what);
    ++count;
    const std::uint64_t hash = machine.hash();
    const std::string before = machine.snapshot();
    act();
    CHECK(machine.hash() == hash);
    CHECK(machine.snapshot() == before);
    look();
  }

  /// An intent in JSON as a proposer sends it; it must be refused, for one of these reasons.
  void refused(std::string_view what, std::string_view intent, std::string_view json,
               std::initializer_list<RefusalKind> kinds = {RefusalKind::InvalidPayload}) {
    attack(what, [&] {
      const auto answer = watch.dispatch(machine, intent, json, proposer());
      CAPTURE(json.substr(0, 200), to_json(answer.refusal));
      bool is_one = false;
      for (const RefusalKind kind : kinds) is_one = is_one || answer.outcome.is(kind);
      CHECK(is_one);
      hear(answer.refusal);
    });
  }

  /// Keeps what a refusal says.
  void hear(const transfer::Refusal& refusal) {
    said += to_json(refusal) + '\n' + to_problem_json(refusal) + '\n' + refusal.message + '\n';
    for (const writ::Problem& problem : refusal.problems) tell(problem);
  }

  /// Keeps what a problem says.
  void tell(const writ::Problem& problem) {
    said += message(problem) + '\n';
    shown += problem.received + '\n';
  }

  /// No secret is in anything that was said, and nothing odd in what is shown to people.
  void look() {
    for (const auto& entry : log->last()) shown += to_json(*entry) + '\n';
    said += shown += metrics->text();
    for (const std::string_view secret : {in_state, in_payload, in_wrong}) {
      CAPTURE(secret, said.substr(0, 3000));
      CHECK(said.find(secret) == std::string::npos);
    }
    for (const std::string_view odd : {"\x1b", "\u202e", "\u009b", "\a", "\xff"}) {
      CAPTURE(shown);
      CHECK(shown.find(odd) == std::string::npos);
    }
    shown.clear();
    said.clear();
  }

  std::string said;   ///< since it was looked through
  std::string shown;  ///< the same, of what must be safe to print
};

}  // namespace redteam
