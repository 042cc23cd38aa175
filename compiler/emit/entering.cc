// Where a step leads: the phases that are left and entered, and what is remembered of them.
#include <algorithm>

#include "compiler/emit/phases.h"
#include "compiler/emit/step_writer.h"

namespace writ::emit {

namespace {

using model::PhaseId;

bool is_in(const std::vector<PhaseId>& phases, PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

}  // namespace

/// What is known before the first statement; and names for what the step leads to.
void StepWriter::know_phases() {
  for (std::size_t i = 0; i < contract_.groups.size(); ++i) {
    const auto active = contract_.active_before(transition_, static_cast<model::GroupId>(i));
    const bool known = active.size() == 1 && !is_in(lower_.known_phases, active.front());
    if (known) lower_.known_phases.push_back(active.front());
  }
  for (const model::Target& target : transition_.targets)
    if (target.history) resumed_[*target.history] = variable("resumed");
  if (contract_.is_grouped() && !transition_.targets.empty()) next_ = variable("next");
}

/// The condition under which a hook runs; empty where it always does.
std::string StepWriter::runs_when(const Statement& block) const {
  std::string when;
  if (!block.from.empty()) when = phase_in(contract_, block.from, phase_member(contract_));
  if (block.into.empty()) return when;
  for (const model::Target& target : transition_.targets) {
    if (!target.history || !is_in(target.named, block.into.front())) continue;
    when +=
        (when.empty() ? "" : " && ") + leaf_in(contract_, block.into, resumed_.at(*target.history));
  }
  return when;
}

/// From here on the phase is another one, as far as anybody reads it; it is written at the end.
void StepWriter::enter(const Statement& one) {
  if (!one.history) {
    lower_.know(one.phase);
    if (contract_.is_grouped()) lower_.phase = next_;
    return;
  }
  lower_.forget(contract_.phases[model::index(one.phase)].group);
  lower_.phase = contract_.is_grouped() ? next_ : resumed_.at(*one.history);
}

/// The leaf that is entered: `Phase::Paid`, or what a history says.
std::string StepWriter::entered(const model::Target& target) const {
  return target.history ? resumed_.at(*target.history) : phase_text(contract_, target.phase);
}

/// The leaf to which a history leads: from inside of the phase it is left now, and where it was
/// does not change.
std::string StepWriter::resumed(const model::Target& target) const {
  const std::vector<PhaseId> before = contract_.active_before(transition_, group_of(target));
  const auto inside = [&](PhaseId phase) { return is_in(target.named, phase); };
  std::string here = active_leaf(contract_, group_of(target));
  std::string last = last_in(contract_, *target.history);
  if (std::all_of(before.begin(), before.end(), inside)) return here;
  if (std::none_of(before.begin(), before.end(), inside)) return last;
  return phase_in(contract_, target.named, phase_member(contract_)) + " ? " + here + " : " + last;
}

/// With several groups: the phases that the step leads to.
std::string StepWriter::next_phases() const {
  std::string all;
  std::string groups;
  std::string phases;
  for (const model::Target& target : transition_.targets) {
    const model::PhaseGroup& group = contract_.groups[model::index(group_of(target))];
    all += (all.empty() ? "" : ", ") + entered(target);
    groups += " - " + phase_set(contract_, group.phases);
    phases += " | " + entered(target);
  }
  if (transition_.targets.size() == contract_.groups.size()) return "Phases{" + all + "}";
  return "(phases_" + groups + ")" + phases;
}

/// Declarations at the beginning of the step, of what its other lines name.
std::vector<std::string> StepWriter::where_it_leads() const {
  std::vector<std::string> lines;
  for (const model::Target& target : transition_.targets)
    if (target.history)
      lines.push_back("const Phase " + resumed_.at(*target.history) + " = " + resumed(target) +
                      ";");
  if (!next_.empty() && lower_.named(next_))
    lines.push_back("const Phases " + next_ + " = " + next_phases() + ";");
  return lines;
}

/// What is left, where somebody asks for it later.
void StepWriter::remember() {
  for (const Remembered& one : remembered(contract_)) {
    const model::CompositePhase& composite = contract_.composites[model::index(one.id)];
    for (const model::Target& target : transition_.targets) {
      if (group_of(target) != composite.group) continue;
      const std::vector<PhaseId> before = contract_.active_before(transition_, composite.group);
      std::vector<PhaseId> left;
      for (const PhaseId phase : before)
        if (model::is_left(composite.leaves, target, phase)) left.push_back(phase);
      if (left.empty()) continue;
      const std::string here = left.size() == 1 ? phase_text(contract_, left.front())
                                                : active_leaf(contract_, composite.group);
      const std::string keep = "history_." + one.member + " = " + here + ";";
      if (left.size() == before.size()) {
        code_.line(keep);
      } else {
        code_.when(phase_in(contract_, left, phase_member(contract_)), keep);
      }
    }
  }
}

void StepWriter::change_phases() {
  if (transition_.targets.empty()) return;
  remember();
  if (!contract_.is_grouped()) {
    code_.line("phase_ = " + entered(transition_.targets.front()) + ";");
  } else {
    code_.line("phases_ = " + (lower_.named(next_) ? next_ : next_phases()) + ";");
  }
}

}  // namespace writ::emit
