/// What the interpreter says to an intent, next to what a generated machine says.
///
/// All must be the same: the outcome, the kind of a refusal, its message, who denies and why, the
/// suggestion, the state with phase, version and time, events and answer. But for two things:
///
///   - of an invalid payload the interpreter finds the first problem only: it must be among those
///     that the decoder finds;
///   - a place in the state may be less exact in generated code, which does not always know which
///     element of a loop it was: it then is the beginning of the interpreter's place.
#pragma once

#include <optional>
#include <string>

#include "compiler/interpret/machine.h"
#include "compiler/native/process.h"

namespace writ::native {

/// Something about which they do not say the same.
struct Apart {
  std::string what;  ///< `the message`
  std::string interpreted;
  std::string generated;
};

/// An intent and what comes with it, as the line that a driver reads: `dispatch` or `can`.
[[nodiscard]] std::string line_of(std::string_view verb, const model::Contract& contract,
                                  model::IntentId intent, const interpret::Value& payload,
                                  const Context& context);

/// Of an outcome alone, what `can` tells; and of a step with all that it made of the machine.
[[nodiscard]] std::optional<Apart> compare_outcome(const interpret::Machine& machine,
                                                   model::IntentId intent,
                                                   const interpret::Outcome& outcome,
                                                   const Answer& answer);
[[nodiscard]] std::optional<Apart> compare_step(const interpret::Machine& machine,
                                                model::IntentId intent,
                                                const interpret::Outcome& outcome,
                                                const Answer& answer);
/// Of the timers that fired by a time; `ends`: nothing more is due.
[[nodiscard]] std::optional<Apart> compare_advance(const interpret::Machine& machine, bool ends,
                                                   const Answer& answer);
/// Of a new machine: its state, and what its beginning told.
[[nodiscard]] std::optional<Apart> compare_beginning(const interpret::Machine& machine,
                                                     const Answer& answer);
/// Is the machine in the same state, if nothing else is asked?
[[nodiscard]] std::optional<Apart> compare_state(const interpret::Machine& machine,
                                                 const Answer& answer);

}  // namespace writ::native
