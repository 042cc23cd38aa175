#include "compiler/native/lockstep.h"

#include <utility>

namespace writ::native {

namespace {

using interpret::Failure;

std::optional<Failure> failure(std::optional<Apart> apart) {
  if (!apart) return std::nullopt;
  Failure out;
  out.witnessed = true;
  const auto said = [&](const std::string& what) {
    return apart->what + ": " + (what.empty() ? "nothing" : what);
  };
  out.expected = said(apart->interpreted);
  out.actual = said(apart->generated);
  return out;
}

std::optional<Failure> unless_accepted(const Answer& answer, std::optional<Apart> apart) {
  if (answer.problem.empty() && answer.outcome != "accepted")
    return failure(Apart{"the outcome", "accepted", answer.outcome + " " + answer.refusal});
  return failure(std::move(apart));
}

}  // namespace

std::optional<Failure> Lockstep::begins(const interpret::Machine& machine) {
  Answer answer = process_.ask("use\t" + machine.program().contract().name);
  if (answer.problem.empty() && answer.outcome == "accepted")
    answer = process_.ask("new\t" + std::to_string(machine.now().us));
  return unless_accepted(answer, compare_beginning(machine, answer));
}

std::optional<Failure> Lockstep::is_put(const interpret::Machine& machine) {
  const Answer answer = process_.ask("restore\t" + machine.snapshot());
  return unless_accepted(answer, compare_state(machine, answer));
}

std::optional<Failure> Lockstep::is_asked(const interpret::Sent& sent,
                                          const interpret::Machine& machine) {
  const Answer answer = process_.ask(
      line_of("can", machine.program().contract(), sent.intent, sent.payload, sent.context));
  return failure(compare_outcome(machine, sent.intent, sent.outcome, answer));
}

std::optional<Failure> Lockstep::takes(const interpret::Sent& sent,
                                       const interpret::Machine& machine) {
  const Answer answer = process_.ask(
      line_of("dispatch", machine.program().contract(), sent.intent, sent.payload, sent.context));
  return failure(compare_step(machine, sent.intent, sent.outcome, answer));
}

std::optional<Failure> Lockstep::waits(Instant now, bool ends, const interpret::Machine& machine) {
  const Answer answer = process_.ask("advance\t" + std::to_string(now.us));
  return failure(compare_advance(machine, ends, answer));
}

}  // namespace writ::native
