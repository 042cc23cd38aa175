// Random groups of phases, and what happens in them without an intent.
#include "maker.h"

namespace agreement {

/// A phase with what is in it.
std::string Maker::phase(GroupText& group, int depth) {
  std::string out = fresh("P");
  phases_.push_back(out);
  group.targets.push_back(out);
  if (depth == 0 || !chance_.percent(35)) return out;
  group.outer.push_back(out);
  std::string inner;
  for (std::size_t n = 2 + chance_.below(2); n > 0; --n)
    inner += (inner.empty() ? "" : ", ") + phase(group, depth - 1);
  return out + " { " + inner + " }";
}

void Maker::write_phases() {
  const std::size_t roll = chance_.below(100);
  const std::size_t groups = roll < 12 ? 0 : roll < 60 ? 1 : roll < 90 ? 2 : 3;
  for (std::size_t i = 0; i < groups; ++i) {
    GroupText group;
    if (groups > 1 || chance_.once_in(8)) group.name = fresh("Group");
    std::string out;
    for (std::size_t n = 2 + chance_.below(2); n > 0; --n)
      out += (out.empty() ? "" : ", ") + phase(group, 2);
    if (chance_.once_in(5)) {
      group.targets.push_back(fresh("P"));
      out += ", " + group.targets.back() + " final";
    }
    line("phases " + group.name + (group.name.empty() ? "" : " ") + "{ " + out + " }");
    groups_.push_back(group);
  }
}

std::string Maker::some_phase() { return chance_.of(chance_.of(groups_).targets); }

std::string Maker::phase_set() {
  const std::string one = some_phase();
  if (chance_.percent(60)) return one;
  return "{" + one + ", " + some_phase() + "}";
}

/// ` in P`, mostly one.
std::string Maker::inside() {
  std::string out = " in " + chance_.of(phases_);
  if (chance_.once_in(4)) out += ", " + chance_.of(phases_);
  return out;
}

/// ` -> P`, of one group or of two.
std::string Maker::target(bool history) {
  const auto one = [&](const GroupText& group) {
    if (history && !group.outer.empty() && chance_.percent(45))
      return chance_.of(group.outer) + ".history";
    return chance_.of(group.targets);
  };
  const std::size_t first = chance_.below(groups_.size());
  std::string out = one(groups_[first]);
  if (groups_.size() > 1 && chance_.percent(35)) {
    const std::size_t second = (first + 1 + chance_.below(groups_.size() - 1)) % groups_.size();
    out += ", " + one(groups_[second]);
  }
  return out;
}

void Maker::write_hooks() {
  const std::vector<Name> outside = scope_;
  has_step_ = may_draw_ = true;
  for (std::size_t n = groups_.empty() ? 0 : chance_.below(4); n > 0; --n) {
    std::string head = chance_.percent(60) ? "enter " : "leave ";
    head += chance_.of(phases_);
    if (chance_.once_in(4)) head += ", " + chance_.of(phases_);
    open(head);
    body(1 + chance_.below(2), 1);
    close();
    scope_ = outside;
  }
  has_step_ = may_draw_ = false;
}

/// When a timer is due, of what is stored; mostly by a number that is not far away.
std::string Maker::due() {
  if (chance_.percent(60))
    return "after " + (chance_.percent(50) ? literal(plain(Sort::Duration), 0)
                                           : value(plain(Sort::Duration), 2));
  Place place;
  for (int tries = 0; tries < 6; ++tries)
    if (find_sort(Sort::Optional, place) &&
        types_[types_[place.type].element].sort == Sort::Instant)
      return "at " + place.text;
  return "at " + value(plain(Sort::Instant), 1);
}

void Maker::write_timers() {
  const std::vector<Name> outside = scope_;
  for (std::size_t n = groups_.empty() ? 0 : chance_.below(4); n > 0; --n) {
    std::string head = due() + inside();
    has_step_ = true;
    if (chance_.percent(35)) head += " when " + condition(2);
    if (chance_.percent(60)) head += " -> " + target(true);
    open(head);
    in_body_ = true;
    require_lines(chance_.percent(30) ? 1 : 0);
    see_old();
    body(1 + chance_.below(3), 2);
    in_body_ = false;
    close();
    has_step_ = false;
    scope_ = outside;
  }
}

}  // namespace agreement
