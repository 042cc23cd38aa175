/// What became of a step, and what there is, in words and as JSON.
#pragma once

#include <string>
#include <string_view>

#include "compiler/interpret/scenario.h"
#include "compiler/sim/session.h"
#include "compiler/source/files.h"
#include "compiler/source/paint.h"

namespace writ::sim {

/// A text as JSON, without the line break at its end.
[[nodiscard]] std::string json_text(std::string_view text);

/// `name: value`, a value that is too long for a line on several, its parts below it.
[[nodiscard]] std::string entry(std::string_view name, std::string_view value);

/// The names of the phases in which a machine is.
[[nodiscard]] std::string phase_names(const interpret::Machine& machine);
/// The intents that something accepts here: `Pay, Cancel`.
[[nodiscard]] std::string permitted_names(const interpret::Machine& machine);
/// The members of a payload and their types: `{ quantity: int in 1..9 }`; empty for none.
[[nodiscard]] std::string payload_words(const model::Contract& contract, model::IntentId intent);
/// Can an intent be sent as `Name {}`?
[[nodiscard]] bool needs_payload(const model::Contract& contract, model::IntentId intent);

/// What kind of step it was.
struct Stepped {
  bool sent = false;   ///< an intent
  bool fires = false;  ///< timers may have fired
};

class Teller {
 public:
  Teller(const source::Files& files, source::Painter paint) : files_(files), paint_(paint) {}

  /// What a step changed, and for an intent what became of it.
  void tell(const interpret::Play& before, const interpret::Play& after, Stepped how,
            Answer& answer);
  /// A refusal: its kind, all denials, what is suggested.
  [[nodiscard]] std::string refusal(const interpret::Play& play, const interpret::Refusal& refusal);
  /// In one line: the first thing that it says.
  [[nodiscard]] std::string reason(const interpret::Refusal& refusal);

 private:
  void fired(const interpret::Play& after, Answer& answer);
  void changed(const interpret::Play& before, const interpret::Play& after, Answer& answer);
  void told(const interpret::Play& after, Answer& answer);
  std::string place(source::Span span) const;

  const source::Files& files_;
  source::Painter paint_;
};

}  // namespace writ::sim
