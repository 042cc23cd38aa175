// What a step makes of the timers: which begin, which are moved, which stop.
#include <algorithm>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/timers.h"

namespace writ::emit {

using model::PhaseId;
using model::Timer;
using model::TimerId;

namespace {

bool has(const std::vector<PhaseId>& phases, PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

/// What becomes of a timer, by the phases in which the step may have begun.
struct Fate {
  std::vector<PhaseId> begins;
  std::vector<PhaseId> runs_on;
  std::vector<PhaseId> stops;
};

Fate fate_of(const model::Transition& transition, TimerId id, const Timer& timer) {
  Fate fate;
  for (const model::Start& start : transition.starts)
    if (start.timer == id) fate.begins = start.from;
  for (const PhaseId from : transition.from) {
    if (has(fate.begins, from) || !has(timer.phases, from)) continue;
    const bool stays = has(timer.phases, transition.target.value_or(from));
    (stays ? fate.runs_on : fate.stops).push_back(from);
  }
  return fate;
}

}  // namespace

/// Behind all checks, on what the step would write: when is each timer due?
void StepWriter::deadlines() {
  if (transition_.target) lower_.known_phase = transition_.target;
  for (std::size_t i = 0; i < contract_.timers.size(); ++i) {
    const Timer& timer = contract_.timers[i];
    const auto id = static_cast<TimerId>(i);
    const Fate fate = fate_of(transition_, id, timer);
    const std::string name = timer_name(contract_, id);
    if (!fate.begins.empty()) begin_timer(id, fate.begins);
    if (transition_.timer == id) {
      in_these(fate.runs_on, "timers_.spend(" + name + ");");
    } else if (std::find(transition_.moves.begin(), transition_.moves.end(), id) !=
               transition_.moves.end()) {
      move_timer(id);
    }
    if (!fate.stops.empty()) timers_.push_back("timers_.stop(" + name + ");");
  }
}

void StepWriter::begin_timer(TimerId id, const std::vector<PhaseId>& from) {
  const std::string due =
      work_out_due(id, is_everywhere(from) ? "" : phase_in(contract_, from, "phase_"));
  in_these(from, "timers_.begin(" + timer_name(contract_, id) + ", " + due + ");");
}

/// One that is spent, or does not run here, stays as it is.
void StepWriter::move_timer(TimerId id) {
  const std::string name = timer_name(contract_, id);
  const bool may_refuse = contract_.timers[model::index(id)].due.partial;
  const std::string due = work_out_due(id, may_refuse ? "timers_.runs(" + name + ")" : "");
  timers_.push_back("timers_.move(" + name + ", " + due + ");");
}

/// A variable that holds when the timer is due; with a condition, where that holds.
std::string StepWriter::work_out_due(TimerId id, const std::string& only_if) {
  const Timer& timer = contract_.timers[model::index(id)];
  code_.line("// " + unit_.at(timer.span) + "  " + comment(timer.words));
  reads_moment_ |= !timer.at;
  const std::string text = due_text(timer, lower_, "moment.now");
  const std::string due = variable(timer.name + "_due");
  Rule rule;
  rule.name = pascal(name_) + pascal(timer.name) + "Due";
  rule.span = timer.due.span;
  if (only_if.empty()) {
    const bool partial = need_fault();
    code_.line("const writ::Instant " + due + " = " + text + ";");
    if (partial) test_fault(rule);
    return due;
  }
  code_.line("writ::Instant " + due + " = writ::Instant::never();");
  code_.open("if (" + only_if + ")");
  const bool had_fault = has_fault_;
  const bool partial = need_fault();
  code_.line(due + " = " + text + ";");
  if (partial) test_fault(rule);
  has_fault_ = had_fault;
  code_.close();
  return due;
}

bool StepWriter::is_everywhere(const std::vector<PhaseId>& from) const {
  return from.size() == transition_.from.size();
}

/// A line that is run when the step began in one of these phases.
void StepWriter::in_these(const std::vector<PhaseId>& from, const std::string& line) {
  if (from.empty()) return;
  if (is_everywhere(from)) return timers_.push_back(line);
  timers_.push_back("if (" + phase_in(contract_, from, "phase_") + ") " + line);
}

/// What happens first when a timer fires: `when` may leave it at that.
void StepWriter::when_of_timer() {
  if (!transition_.condition) return;
  std::string passes = lower_.negated(*transition_.condition);
  Rule rule;
  rule.name = pascal(name_) + "When";
  rule.span = transition_.condition->span;
  if (need_fault()) {
    const std::string left_out = variable("left_out");
    code_.line("const bool " + left_out + " = " + passes + ";");
    test_fault(rule);
    passes = left_out;
  }
  rule.text = "what stands behind the `when` of the timer was false";
  code_.when(passes, "return refuse(RefusalKind::NoTransition, " + unit_.rule(rule) + ");");
}

/// The timers of a machine that enters its first phase.
void StepWriter::begin_first_timers() {
  for (const TimerId id : first_timers(contract_)) {
    const Timer& timer = contract_.timers[model::index(id)];
    code_.line("// " + unit_.at(timer.span) + "  " + comment(timer.words));
    code_.line("timers_.begin(" + timer_name(contract_, id) + ", " +
               due_text(timer, lower_, "now") + ");");
  }
}

}  // namespace writ::emit
