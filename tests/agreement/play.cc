#include "play.h"

#include <utility>

#include "steps.h"

namespace agreement {

namespace {

using writ::native::Answer;
using writ::native::Apart;

class Player {
 public:
  Player(const model::Contract& contract, writ::native::Process& process)
      : contract_(contract), program_(contract), machine_(program_, beginning), process_(process) {
    for (const model::Field& field : contract.record(contract.state).fields)
      is_restored_ = is_restored_ && !field.ephemeral;
  }

  Run run;

  bool begin() {
    const Answer answer = process_.ask("use\t" + contract_.name);
    if (answer.problem.empty() && answer.outcome != "accepted")
      run.apart = Apart{"the program", "its contract", answer.refusal};
    return !run.apart && begin(beginning);
  }

  /// False where they disagree.
  bool step(const Step& step) {
    run.trace.push_back(line_of(contract_, step));
    switch (step.verb) {
      case Verb::New: return begin(step.now);
      case Verb::Advance: return advance(step.now);
      case Verb::Restore: return restore();
      case Verb::Dispatch: break;
    }
    last_ = step;
    return can(step) && dispatch(step);
  }

  Step random(Chance& chance, writ::Instant& now) {
    return random_step(machine_, is_restored_, last_, chance, now);
  }
  std::optional<Step> read(std::string_view line) const { return step_of(program_, line); }

 private:
  bool begin(writ::Instant now) {
    machine_ = interpret::Machine(program_, now);
    const Answer answer = process_.ask("new\t" + std::to_string(now.us));
    run.apart = writ::native::compare_beginning(machine_, answer);
    return !run.apart;
  }

  bool advance(writ::Instant now) {
    const bool ends = machine_.advance(now);
    const Answer answer = process_.ask("advance\t" + std::to_string(now.us));
    run.apart = writ::native::compare_advance(machine_, ends, answer);
    return !run.apart;
  }

  /// What it was stays what it is.
  bool restore() {
    if (!is_restored_) return true;
    const Answer answer = process_.ask("restore\t" + machine_.snapshot());
    run.apart = writ::native::compare_state(machine_, answer);
    if (!run.apart && answer.outcome != "accepted")
      run.apart = Apart{"its own snapshot", "accepted", answer.refusal};
    return !run.apart;
  }

  bool can(const Step& step) {
    const interpret::Outcome may = machine_.can(step.intent, step.payload, step.context());
    const bool readable = !may.refusal || may.refusal->kind != writ::RefusalKind::InvalidPayload;
    if (!readable) return true;
    const Answer said = process_.ask(line_of(contract_, step, "can"));
    if (said.outcome != "mistake")
      run.apart =
          writ::native::compare_outcome(machine_, step.intent, without_offer(step, may), said);
    if (run.apart) run.apart->what += " of `can`";
    return !run.apart;
  }

  bool dispatch(const Step& step) {
    const interpret::Outcome outcome = machine_.dispatch(step.intent, step.payload, step.context());
    ++(outcome.repeated ? run.repeated : outcome ? run.accepted : run.refused);
    if (outcome.refusal) ++run.kinds[std::string(writ::name(outcome.refusal->kind))];
    run.apart = writ::native::compare_step(machine_, step.intent, outcome,
                                           process_.ask(line_of(contract_, step)));
    return !run.apart;
  }

  /// `can` says no more than why not: what is suggested is asked for by `explain`, as after a step.
  interpret::Outcome without_offer(const Step& step, const interpret::Outcome& may) const {
    if (!may.refusal || !may.refusal->suggestion) return may;
    interpret::Machine trial(machine_);
    return trial.dispatch(step.intent, step.payload, step.context());
  }

  const model::Contract& contract_;
  interpret::Program program_;
  interpret::Machine machine_;
  std::optional<Step> last_;  // that was sent
  writ::native::Process& process_;
  bool is_restored_ = true;  // what is ephemeral would begin anew
};

}  // namespace

Run play(const model::Contract& contract, writ::native::Process& process, std::uint64_t seed,
         std::size_t steps) {
  Player player(contract, process);
  Chance chance(seed);
  writ::Instant now = beginning;
  if (player.begin())
    for (; steps > 0 && player.step(player.random(chance, now)); --steps) continue;
  return std::move(player.run);
}

Run play(const model::Contract& contract, writ::native::Process& process, const Trace& trace) {
  Player player(contract, process);
  if (!player.begin()) return std::move(player.run);
  for (const std::string& line : trace) {
    const std::optional<Step> step = player.read(line);
    if (step && !player.step(*step)) break;
  }
  return std::move(player.run);
}

}  // namespace agreement
