// What a step makes of the timers: which begin, which are moved, which stop.
#include <algorithm>

#include "compiler/emit/phases.h"
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

/// What becomes of a timer, by the phases of its group in which the step may have begun.
struct Fate {
  std::vector<PhaseId> begins;
  std::vector<PhaseId> into;  ///< … if a history leads to one of these
  std::vector<PhaseId> runs_on;
  std::vector<PhaseId> stops;
};

Fate fate_of(const model::Contract& contract, const model::Transition& transition, TimerId id) {
  const Timer& timer = contract.timers[model::index(id)];
  const model::GroupId group = contract.phases[model::index(timer.phases.front())].group;
  Fate fate;
  for (const model::Start& start : transition.starts) {
    if (start.timer != id) continue;
    fate.begins = start.from;
    fate.into = start.into;
  }
  const auto target = std::find_if(transition.targets.begin(), transition.targets.end(),
                                   [&](const model::Target& one) {
                                     return contract.phases[model::index(one.phase)].group == group;
                                   });
  for (const PhaseId from : contract.active_before(transition, group)) {
    const bool begins = has(fate.begins, from);
    if (!has(timer.phases, from) || (begins && fate.into.empty())) continue;
    const bool stays =
        !begins && (target == transition.targets.end() || has(timer.phases, target->phase));
    (stays ? fate.runs_on : fate.stops).push_back(from);
  }
  return fate;
}

}  // namespace

/// Behind all checks, on what the step would write: when is each timer due?
void StepWriter::deadlines() {
  for (std::size_t i = 0; i < contract_.timers.size(); ++i) {
    const auto id = static_cast<TimerId>(i);
    const Fate fate = fate_of(contract_, transition_, id);
    const std::string name = timer_name(contract_, id);
    // Where a history may lead elsewhere it stops, and perhaps begins again.
    if (!fate.stops.empty()) timers_.push_back("timers_.stop(" + name + ");");
    // What runs on comes first: it is nothing to one that begins here.
    if (transition_.timer == id) {
      in_these(timer_where(fate.runs_on, {}, id), fate.runs_on.empty(),
               "timers_.spend(" + name + ");");
    } else if (std::find(transition_.moves.begin(), transition_.moves.end(), id) !=
               transition_.moves.end()) {
      move_timer(id);
    }
    if (!fate.begins.empty()) begin_timer(id, timer_where(fate.begins, fate.into, id));
  }
}

/// When the step began in one of these phases of the timer's group, and leads into one of those;
/// empty for always.
std::string StepWriter::timer_where(const std::vector<PhaseId>& from,
                                    const std::vector<PhaseId>& into, TimerId id) const {
  const Timer& timer = contract_.timers[model::index(id)];
  const model::GroupId group = contract_.phases[model::index(timer.phases.front())].group;
  std::string when;
  if (from.size() != contract_.active_before(transition_, group).size())
    when = phase_in(contract_, from, phase_member(contract_));
  if (into.empty()) return when;
  for (const model::Target& target : transition_.targets)
    if (target.history && group_of(target) == group)
      when += (when.empty() ? "" : " && ") + leaf_in(contract_, into, resumed_.at(*target.history));
  return when;
}

void StepWriter::begin_timer(TimerId id, const std::string& when) {
  const std::string due = work_out_due(id, when);
  in_these(when, false, "timers_.begin(" + timer_name(contract_, id) + ", " + due + ");");
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
  std::string due = variable(timer.name + "_due");
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

/// A line that is run under a condition; `never`: it is not.
void StepWriter::in_these(const std::string& when, bool never, const std::string& line) {
  if (never) return;
  timers_.push_back(when.empty() ? line : "if (" + when + ") " + line);
}

/// What happens first when a timer fires: `when` may leave it at that.
void StepWriter::when_of_timer() {
  if (const std::vector<PhaseId> ended = contract_.ended_for(transition_); !ended.empty()) {
    Rule rule;
    rule.name = pascal(name_) + "Ended";
    rule.span = transition_.span;
    rule.text = "the group of phases that it leads into has ended";
    code_.when(phase_in(contract_, ended, phase_member(contract_)),
               "return refuse(RefusalKind::NoTransition, " + unit_.rule(std::move(rule)) + ");");
  }
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
