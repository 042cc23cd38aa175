/// The steps of a trace: an intent, time that goes by, a machine that is put away and fetched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <writ/core/context.h>

#include "chance.h"
#include "compiler/interpret/machine.h"
#include "payload.h"

namespace agreement {

inline constexpr writ::Instant beginning{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

enum class Verb : std::uint8_t {
  Dispatch,
  Advance,
  Restore,  ///< from its own snapshot
  New,
};

/// A step and all that comes with it, owning its texts.
struct Step {
  Verb verb = Verb::Dispatch;
  writ::Instant now;
  model::IntentId intent{};  ///< this and the rest of `Dispatch`
  interpret::Value payload;
  std::optional<std::uint64_t> seed;
  bool proposer = false;
  std::string subject;
  std::string correlation;

  [[nodiscard]] writ::Context context() const;
};

/// One that says something to this machine; `now` goes on, mostly. `restores`: it may be fetched.
/// `last`: an intent that was sent, and may be sent again.
[[nodiscard]] Step random_step(const interpret::Machine& machine, bool restores,
                               const std::optional<Step>& last, Chance& chance, writ::Instant& now);

/// As a line of a trace, which for intents is that of <writ/testing/drive.h>; `can` in place of
/// `dispatch` asks.
[[nodiscard]] std::string line_of(const model::Contract& contract, const Step& step,
                                  std::string_view verb = "dispatch");
/// Nothing where the contract does not understand the line.
[[nodiscard]] std::optional<Step> step_of(const interpret::Program& program, std::string_view line);

}  // namespace agreement
