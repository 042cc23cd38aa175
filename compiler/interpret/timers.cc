#include "compiler/interpret/timers.h"

#include <algorithm>

namespace writ::interpret {

using model::PhaseId;
using model::Timer;

namespace {

bool has(std::span<const PhaseId> phases, PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

/// The leaves of its phase, final ones too.
const std::vector<PhaseId>& leaves_of(const model::Contract& contract, const Timer& timer) {
  for (const model::CompositePhase& composite : contract.composites)
    if (composite.name == timer.phase) return composite.leaves;
  return timer.phases;
}

/// What a step makes of one timer.
class Run {
 public:
  Run(const model::Contract& contract, std::size_t number, const Instance& instance,
      const Passed& passed)
      : contract_(contract),
        timer_(contract.timers[number]),
        group_(contract.phases[model::index(timer_.phases.front())].group),
        instance_(instance),
        passed_(passed) {}

  [[nodiscard]] bool is_here() const { return is_in(instance_, timer_.phases); }

  /// Is its phase entered by this step?
  [[nodiscard]] bool begins() const {
    if (!is_here()) return false;
    if (passed_.targets == nullptr || passed_.before.size() != contract_.groups.size()) return true;
    const auto target = std::find_if(
        passed_.targets->begin(), passed_.targets->end(), [this](const model::Target& one) {
          return contract_.phases[model::index(one.phase)].group == group_;
        });
    if (target == passed_.targets->end()) return false;
    const PhaseId from = passed_.before[model::index(group_)];
    const std::vector<PhaseId>& leaves = leaves_of(contract_, timer_);
    return !has(leaves, from) || model::again(leaves, *target, from);
  }

 private:
  const model::Contract& contract_;
  const Timer& timer_;
  model::GroupId group_;
  const Instance& instance_;
  const Passed& passed_;
};

Instant due(const Timer& timer, const Value& when, Instant now) {
  if (timer.at) return when.is_none() ? Instant::never() : Instant{when.number()};
  const Duration wait{when.number()};
  return wait.us <= 0 ? now : now + wait;
}

}  // namespace

void run_timers(Evaluator& evaluator, Instance& instance, const Passed& passed, source::Span& at) {
  const model::Contract& contract = evaluator.program().contract();
  const bool is_new =
      passed.before.size() == 1 && contract.created && passed.before.front() == PhaseId{};
  Passed step = passed;
  if (is_new) step.targets = nullptr;
  for (std::size_t i = 0; i < contract.timers.size(); ++i) {
    const Timer& timer = contract.timers[i];
    TimerRun& run = instance.timers[i];
    const Run what(contract, i, instance, step);
    if (!what.is_here()) {
      run = {};
      continue;
    }
    const bool begins = what.begins();
    if (begins) run = {.begun = true, .spent = false, .due = Instant::never()};
    if (!begins && passed.fired == static_cast<model::TimerId>(i)) run.spent = true;
    if (run.spent) run.due = Instant::never();
    if (!run.runs() || !(begins || timer.at)) continue;
    at = timer.due.span;
    run.due = due(timer, evaluator.value(timer.due), passed.now);
  }
}

std::optional<model::TimerId> next_timer(const Instance& instance) {
  std::optional<model::TimerId> next;
  Instant earliest = Instant::never();
  for (std::size_t i = 0; i < instance.timers.size(); ++i) {
    if (!instance.timers[i].runs() || !(instance.timers[i].due < earliest)) continue;
    earliest = instance.timers[i].due;
    next = static_cast<model::TimerId>(i);
  }
  return next;
}

}  // namespace writ::interpret
