// One element comes to a list, a set or a map, or goes; or all of them go.
#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Type;

void StepWriter::refuse_size(const Statement& change, const std::string& broken) {
  Rule rule = rule_of(change, "Size");
  refuse_values_outside(contract_, change.place.type, rule);
  refuse_if(broken, std::move(rule));
}

/// Refuses one element more; `comes`: the condition under which it would be one, empty for always.
void StepWriter::leave_room(const Statement& change, const std::string& place,
                            const std::string& comes) {
  const Type& type = contract_.type(change.place.type);
  if (type.size.most == model::Size::unlimited) return;
  const std::string full =
      type.size.most > 0 ? dereferenced(place) + ".size() >= " + std::to_string(type.size.most)
                         : "true";
  refuse_size(change, comes.empty() ? full : comes + " && " + full);
}

/// Refuses one element fewer.
void StepWriter::leave_enough(const Statement& change, const std::string& place,
                              const std::string& goes) {
  const Type& type = contract_.type(change.place.type);
  if (type.size.least == 0) return;
  const std::string few = dereferenced(place) + ".size() <= " + std::to_string(type.size.least);
  refuse_size(change, goes.empty() ? few : goes + " && " + few);
}

/// A key or an element that is looked for, when the step is checked and again when it is written.
std::string StepWriter::key(const Statement& change) {
  const model::Expr& key = change.arguments[0];
  std::string text = lower_(key);
  const bool partial = need_fault();
  if (!partial && can_wait(key)) return text;
  std::string out = variable("key");
  code_.line("const " + type_name(contract_, key.type) + " " + out + "(" + text + ");");
  if (partial) test_fault(rule_of(change, "Key"));
  return out;
}

void StepWriter::clear(const Statement& change, const std::string& place) {
  if (contract_.type(change.place.type).size.least > 0) refuse_size(change, "true");
  writes_.push_back(written(change, place, "{}"));
}

void StepWriter::pop(const Statement& change, const std::string& place) {
  const std::string here = dereferenced(place);
  leave_enough(change, place, "");
  touch(change);
  keep_one(change, {{}, here + ".back()", {}, {}}, "!" + here + ".empty()");
  writes_.push_back("if (!" + here + ".empty()) " + here + ".pop_back();");
}

void StepWriter::remove_at(const Statement& change, const std::string& place) {
  const std::string here = dereferenced(place);
  const std::string at = index(change, 0, "index");
  refuse_if(at + " < 0 || " + at + " >= writ::size(" + place + ")", absent(change));
  leave_enough(change, place, "");
  touch(change);
  if (!change.keeps.empty()) {
    const std::string gone = variable("gone");
    code_.line("const auto& " + gone + " = " + here + "[static_cast<std::size_t>(" + at + ")];");
    keep_one(change, {{}, gone, {}, {}}, "");
  }
  writes_.push_back(here + ".erase(" + here + ".begin() + " + at + ");");
}

void StepWriter::insert(const Statement& change, const std::string& place) {
  const std::string here = dereferenced(place);
  const std::string at = index(change, 0, "index");
  refuse_if(at + " < 0 || " + at + " > writ::size(" + place + ")", absent(change));
  leave_room(change, place, "");
  const Value inserted =
      value(change, contract_.type(change.place.type).element, variable("element"));
  touch(change);
  keep_one(change, {{}, inserted.reads, {}, {}}, "");
  allocations_.push_back("writ::make_room(" + here + ");");
  writes_.push_back(here + ".insert(" + here + ".begin() + " + at + ", " + inserted.writes + ");");
}

void StepWriter::remove(const Statement& change, const std::string& place) {
  const std::string here = dereferenced(place);
  const std::string which = key(change);
  const std::string is_there = here + ".contains(" + which + ")";
  leave_enough(change, place, is_there);
  touch(change);
  if (!change.keeps.empty() && contract_.type(change.place.type).kind == Type::Kind::Map) {
    const std::string gone = variable("gone");
    code_.line("const auto* const " + gone + " = writ::find(" + place + ", " + which + ");");
    keep_one(change, {which, "*" + gone, {}, {}}, gone);
  } else {
    keep_one(change, {{}, which, {}, {}}, is_there);
  }
  writes_.push_back(here + ".erase(" + which + ");");
}

void StepWriter::add(const Statement& change, const std::string& place) {
  const std::string here = dereferenced(place);
  const Value added = value(change, contract_.type(change.place.type).element, variable("element"));
  const std::string is_new = "!" + here + ".contains(" + added.reads + ")";
  leave_room(change, place, is_new);
  touch(change);
  keep_one(change, {{}, added.reads, {}, {}}, is_new);
  allocations_.push_back(here + ".make_room();");
  writes_.push_back(here + ".insert(" + added.writes + ");");
}

}  // namespace writ::emit
