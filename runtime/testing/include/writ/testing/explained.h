/// Steps whose outcome has its words with it, and what a test asks of them:
///
///     CHECK(accepted(dispatch(machine, order::Pay{}, clock)));  // Catch2
///     EXPECT_TRUE(accepted(dispatch(machine, order::Pay{}, clock)));  // GoogleTest
///
/// When the answer is no, the test shows what was asked, what became of it and why.
#pragma once

#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <writ/core/context.h>
#include <writ/core/intent_ref.h>
#include <writ/core/outcome.h>
#include <writ/core/text.h>
#include <writ/testing/print.h>
#include <writ/testing/verdict.h>

namespace writ::testing {

/// An outcome and, as far as somebody has asked for them in time, its words.
struct Explained {
  /// An outcome alone, as code under test hands it out: it knows its kind and its guards.
  // NOLINTNEXTLINE(google-explicit-constructor): whatever asks for words takes an outcome, too
  Explained(Outcome alone) : outcome(alone) {}
  /// An outcome and its story.
  template <class OfContract>
  Explained(Outcome of, const OfContract& refusal) : outcome(of), why(refusal) {
    if constexpr (requires { refusal.suggestion; })
      if (refusal.suggestion)
        suggestion =
            std::visit([](const auto& patch) { return to_json(patch); }, *refusal.suggestion);
  }
  /// What the dynamic door or `restore` answers.
  template <class Answer>
  requires requires(const Answer& answer) {
    answer.outcome.status();
    answer.refusal.kind;
  }
  // NOLINTNEXTLINE(google-explicit-constructor): as above
  Explained(const Answer& answer) : Explained(answer.outcome, answer.refusal) {}

  Outcome outcome;         ///< what became of the intent
  std::string asked;       ///< `AddLine {"line":…} in Draft`; empty where it is not known
  Refusal why;             ///< of a refusal
  std::string suggestion;  ///< the patch as JSON; empty for none
};

/// As a test shows it: what was asked and what became of it; of a refusal each reason in a line,
/// with guard and line of the contract, the place, and what would have been accepted.
[[nodiscard]] inline std::string words(const Explained& step) {
  std::ostringstream out;
  if (!step.asked.empty()) out << step.asked << ": ";
  PrintTo(step.outcome, &out);
  const auto reason = [&](std::string_view message, std::string_view guard,
                          std::string_view source) {
    out << "\n  " << printable(message);
    if (!guard.empty()) out << ", says guard " << guard;
    if (!source.empty()) out << ", " << source;
  };
  const Refusal& why = step.why;
  for (const Denial& denial : why.denials) reason(denial.message, denial.guard, denial.source);
  if (why.problems.empty()) {
    if (why.denials.empty() && !why.message.empty()) reason(why.message, why.guard, why.source);
    if (!why.path.empty()) out << "\n  at " << printable(why.path);
  }
  for (const Problem& problem : why.problems) reason(message(problem), {}, problem.source);
  if (!step.suggestion.empty()) out << "\n  it would be accepted with " << step.suggestion;
  return std::move(out).str();
}
/// The same, for Catch2 and GoogleTest.
inline void PrintTo(const Explained& step, std::ostream* out) { *out << words(step); }

// --- steps ---------------------------------------------------------------------------------------

/// What a machine said to an intent, which it was asked in this phase, while it still knows why.
template <class Machine, class IntentRef, class Phase>
[[nodiscard]] Explained explained(const Machine& machine, IntentRef intent, Phase phase,
                                  Outcome outcome, const Context& context) {
  Explained step = outcome.status() == Status::Refused
                       ? Explained(outcome, machine.explain(intent, outcome, context))
                       : Explained(outcome);
  step.asked =
      std::string(name(intent.kind())) + ' ' + to_json(intent) + " in " + std::string(name(phase));
  return step;
}

/// `machine.dispatch(intent, context)`, with its words.
template <class Machine>
[[nodiscard]] Explained dispatch(Machine& machine,
                                 std::type_identity_t<IntentRefOf<Machine>> intent,
                                 const Context& context) {
  const auto phase = phase_of(machine);
  const Outcome outcome = machine.dispatch(intent, context);
  return explained(machine, intent, phase, outcome, context);
}

/// `machine.can(intent, context)`, with its words: nothing changes.
template <class Machine>
[[nodiscard]] Explained can(const Machine& machine,
                            std::type_identity_t<IntentRefOf<Machine>> intent,
                            const Context& context) {
  return explained(machine, intent, phase_of(machine), machine.can(intent, context), context);
}

// --- what a test asks of them --------------------------------------------------------------------

/// Yes or no, what was wanted, what there is.
[[nodiscard]] inline Verdict verdict(bool holds, const std::string& wanted, const Explained& step) {
  return {holds, "wanted: " + wanted + "\ngot: " + words(step)};
}

/// Was it accepted? A step that waits for its store is not, yet.
[[nodiscard]] inline Verdict accepted(const Explained& step) {
  return verdict(static_cast<bool>(step.outcome), "accepted", step);
}
/// Was it made, and waits for its store?
[[nodiscard]] inline Verdict pending(const Explained& step) {
  return verdict(step.outcome.status() == Status::Pending, "pending", step);
}
/// Was it refused, for whatever reason?
[[nodiscard]] inline Verdict refused(const Explained& step) {
  return verdict(step.outcome.status() == Status::Refused, "refused", step);
}
/// Was it refused in this way?
[[nodiscard]] inline Verdict refused(const Explained& step, RefusalKind kind) {
  return verdict(step.outcome.is(kind), "refused, " + std::string(name(kind)), step);
}
/// Was it refused by this guard, perhaps among others? `order::Guard::InStock`
template <class Guard>
[[nodiscard]] Verdict refused_by(const Explained& step, Guard guard) {
  std::ostringstream wanted;
  wanted << "refused by guard ";
  PrintTo(guard, &wanted);
  const bool denied = step.outcome.is(RefusalKind::Denied) && step.outcome.denied_by(guard);
  return verdict(denied, wanted.str(), step);
}
/// Was it refused with exactly this message, of a guard, of a `require`, or of what else refused?
[[nodiscard]] inline Verdict refused_saying(const Explained& step, std::string_view message) {
  bool said = step.why.message == message;
  for (const Denial& denial : step.why.denials) said = said || denial.message == message;
  said = said && step.outcome.status() == Status::Refused;
  return verdict(said, "refused, saying `" + printable(message) + '`', step);
}

}  // namespace writ::testing
