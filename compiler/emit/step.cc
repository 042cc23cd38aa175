// The frame of a transition, and what may refuse it before and after its effects.
#include <algorithm>
#include <utility>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;

namespace {

/// Variables of folds stand inside of a step: its own variables must be called otherwise.
void fold_variables(const Expr& expr, std::set<std::string>& names) {
  if (expr.kind == ExprKind::Local) names.insert(local(expr.text));
  for (const Expr& operand : expr.operands) fold_variables(operand, names);
}

std::set<std::string> taken(const model::Contract& contract, const model::Transition& transition) {
  // What a step calls, and the members of the machine; all else is kept free by `local`.
  std::set<std::string> names = {"append", "check",     "committed", "denied_if", "refuse",  "now_",
                                 "phase_", "standing_", "state_",    "ticket_",   "version_"};
  for (const model::Require& r : transition.requires_) fold_variables(r.condition, names);
  for (const model::Effect& effect : transition.effects) {
    fold_variables(effect.value, names);
    fold_variables(effect.place, names);
  }
  for (const std::size_t i : transition.invariants)
    fold_variables(contract.invariants[i].condition, names);
  return names;
}

}  // namespace

StepWriter::StepWriter(Unit& unit, const model::Transition& transition, std::string name,
                       bool in_place)
    : unit_(unit),
      contract_(unit.contract),
      transition_(transition),
      name_(std::move(name)),
      in_place_(in_place),
      lower_(unit.contract),
      scope_(taken(unit.contract, transition)) {
  lower_.state = "state_";
  lower_.phase = "phase_";
}

std::string StepWriter::text() {
  code_.line("// " + unit_.at(transition_.span) + "  " + comment(transition_.words));
  code_.open("Outcome Machine::" + name_ + "(const " + unit_.intent_name(transition_.intent) +
             "& intent, const Context& context, bool commit)");
  if (in_place_) explain_in_place();
  if (unit_.checked(contract_.intents[model::index(transition_.intent)].payload))
    code_.line("if (const Outcome checked = check(intent); !checked) return checked;");
  if (transition_.from.size() == 1) lower_.known_phase = transition_.from.front();
  guards();
  for (const model::Require& require : transition_.requires_) in_line(require);
  if (in_place_) save();
  for (const model::Effect& effect : transition_.effects) change(effect);
  ask_wholes();
  invariants();
  if (!in_place_) code_.line("if (!commit) return Outcome::accepted();");
  finish();
  return code_.close().block();
}

void StepWriter::explain_in_place() {
  const bool ruled = std::any_of(transition_.effects.begin(), transition_.effects.end(),
                                 [&](const model::Effect& e) { return !wholes_of(e).empty(); });
  code_.line(
      ruled ? "// A rule is asked of what the lines make together: written in place, and put back"
            : "// A later line reads what an earlier one writes: written in place, and put back");
  code_.line("// unless the step counts. Asking is done on a copy.");
  code_.open("if (!commit)");
  code_.line("Machine trial(*this);");
  code_.line("Context dry = context;");
  code_.line("dry.store = nullptr;");
  code_.line("return trial." + name_ + "(intent, dry, true);");
  code_.close();
}

/// Declares the fault when the text that was just made names it; says whether it does.
bool StepWriter::need_fault() {
  if (!lower_.take_fault()) return false;
  if (!std::exchange(has_fault_, true)) code_.line("writ::Fault fault;");
  return true;
}

/// Refuses when what was just evaluated has no value.
void StepWriter::test_fault(Rule rule) {
  rule.name += "Value";
  rule.text.clear();
  rule.require = nullptr;
  code_.when("fault",
             "return refuse(RefusalKind::OutOfRange, " + unit_.rule(std::move(rule)) + ", fault);");
}

void StepWriter::guards() {
  std::vector<std::string> asked;
  std::vector<std::pair<std::string, const model::Guard*>> partial;
  for (const model::Guard& guard : contract_.guards) {
    for (const model::GuardOn& on : guard.on) {
      const std::string when = asked_when(guard);
      if (on.intent != transition_.intent || when == "false") continue;
      std::string call = "guards::" + guard_function(contract_, guard) + "(state_, " +
                         (reads_phase(unit_, on) ? "phase_, " : "") + "intent";
      if (is_partial(on)) {
        const std::string fault = variable(guard.name + "Fault");
        code_.line("writ::Fault " + fault + ";");
        partial.emplace_back(fault, &guard);
        call += ", " + fault;
      }
      call = when.empty() ? call + ")" : "(" + when + " ? " + call + ") : 0)";
      asked.push_back("denied_if(" + call + ", Guard::" + identifier(guard.name) + ")");
    }
  }
  if (asked.empty()) return;
  code_.line("if (const Denials denied = " + join(asked, " |\n                             ") +
             ")");
  code_.line("  return Outcome::denied(denied);");
  for (const auto& [fault, guard] : partial) {
    Rule rule;
    rule.name = guard->name + "Value";
    rule.span = guard->span;
    rule.guard = guard->name;
    code_.when(fault, "return refuse(RefusalKind::OutOfRange, " + unit_.rule(std::move(rule)) +
                          ", " + fault + ");");
  }
}

/// The condition under which a guard with `in` is asked: empty for always, `false` for never.
std::string StepWriter::asked_when(const model::Guard& guard) const {
  if (guard.phases.empty()) return {};
  const auto has = [&](model::PhaseId id) {
    return std::find(guard.phases.begin(), guard.phases.end(), id) != guard.phases.end();
  };
  if (std::all_of(transition_.from.begin(), transition_.from.end(), has)) return {};
  if (std::none_of(transition_.from.begin(), transition_.from.end(), has)) return "false";
  return phase_set(contract_, guard.phases) + ".has(phase_)";
}

void StepWriter::in_line(const model::Require& require) {
  code_.line("// require " + comment(require.words));
  std::string broken = lower_.negated(require.condition);
  Rule rule;
  rule.name = pascal(name_) + "Require";
  rule.span = require.span;
  rule.require = &require;
  rule.intent = transition_.intent;
  if (need_fault()) {
    const std::string denied = variable("denied");
    code_.line("const bool " + denied + " = " + broken + ";");
    test_fault(rule);
    broken = denied;
  }
  code_.when(broken, "return refuse(RefusalKind::Denied, " + unit_.rule(rule) + ");");
}

void StepWriter::invariants() {
  if (transition_.target) lower_.known_phase = transition_.target;
  for (const std::size_t i : transition_.invariants) {
    const model::Invariant& invariant = contract_.invariants[i];
    std::string broken = lower_.negated(invariant.condition);
    const bool plain = broken == "false";
    if (need_fault()) broken += " || fault";
    code_.line("// " + unit_.at(invariant.span) + "  invariant " + comment(invariant.name) + ": " +
               comment(invariant.words) + (plain ? "  (plainly true here)" : ""));
    if (plain) continue;
    Rule rule;
    rule.name = pascal(invariant.name);
    rule.span = invariant.span;
    rule.text = "the invariant " + invariant.name + " would be broken: " + invariant.words;
    code_.when(broken, "return refuse(RefusalKind::InvariantViolated, " + unit_.rule(rule) + ");");
  }
}

/// A copy of each place that the body writes, up to its first key or index.
void StepWriter::save() {
  std::vector<model::Path> paths;
  for (const model::Effect& effect : transition_.effects) {
    const model::Path path = model::written(effect.place);
    const auto inside = [&](const model::Path& outer) {
      return outer.size() <= path.size() && std::equal(outer.begin(), outer.end(), path.begin());
    };
    if (std::any_of(paths.begin(), paths.end(), inside)) continue;
    std::erase_if(paths, [&](const model::Path& inner) {
      return path.size() < inner.size() && std::equal(path.begin(), path.end(), inner.begin());
    });
    paths.push_back(path);
  }
  for (const model::Path& path : paths) {
    std::string place = "state_";
    std::string last;
    model::RecordId record = contract_.state;
    for (const std::uint32_t i : path) {
      const model::Field& field = contract_.record(record).fields[i];
      place += "." + member(field.name);
      last = field.name;
      record = contract_.type(field.type).record;
    }
    saved_.push_back(variable("saved_" + last));
    code_.line("writ::Saved " + saved_.back() + "(" + place + ");");
  }
}

void StepWriter::finish() {
  code_.blank();
  for (const std::string& line : allocations_) code_.line(line);
  code_.line("const writ::Appended stored = append(IntentKind::" +
             unit_.intent_name(transition_.intent) + ", &intent, context);");
  code_.line("if (stored.is_refused()) return refuse(RefusalKind::StorageFailed, Rule::Stored);");
  for (const std::string& saved : saved_) code_.line(saved + ".keep();");
  for (const std::string& line : writes_) code_.line(line);
  if (transition_.target)
    code_.line("phase_ = Phase::" + unit_.phase_name(*transition_.target) + ";");
  code_.line("return committed(context, stored);");
}

// --- the face ------------------------------------------------------------------------------------

std::string step(Unit& unit, const model::Transition& transition, const std::string& name) {
  Unit::Mark before = unit.mark();
  StepWriter direct(unit, transition, name, false);
  std::string text = direct.text();
  if (!direct.conflict()) return text;
  unit.go_back(std::move(before));  // the rules of the try that is thrown away go with it
  return StepWriter(unit, transition, name, true).text();
}

std::vector<std::string> step_names(const Unit& unit) {
  // The machine's own members, and the functions that they call by their bare names.
  std::set<std::string> taken = {"accepting",     "add",     "append",      "apply",
                                 "can",           "check",   "committed",   "decode",
                                 "dispatch",      "explain", "fields",      "get",
                                 "hash",          "in",      "invalid",     "is_ready",
                                 "intent_kind",   "merge",   "name",        "now",
                                 "permitted",     "phase",   "phase_named", "place",
                                 "read_snapshot", "rules",   "refuse",      "require_message",
                                 "restore",       "settle",  "snapshot",    "standing",
                                 "state",         "step",    "to_json",     "denied_if",
                                 "unready",       "version", "view",        "write"};
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i)
    taken.insert(unit.intent_name(static_cast<model::IntentId>(i)));
  Scope scope(std::move(taken));
  std::vector<std::string> names;
  for (const model::Transition& t : unit.contract.transitions) {
    std::string name = snake(unit.contract.intents[model::index(t.intent)].name);
    if (t.in.size() == 1) name += "_in_" + snake(t.in.front());
    if (name.starts_with("explain_")) name += "_";  // a guard is explained by such a function
    names.push_back(scope.fresh(identifier(name)));
  }
  return names;
}

std::string phase_case(const Unit& unit, model::PhaseId phase,
                       const std::vector<std::string>& names) {
  Code code;
  std::vector<std::string> others;
  code.open("switch (intent.kind())");
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const auto id = static_cast<model::IntentId>(i);
    const std::string intent = unit.intent_name(id);
    if (const auto chosen = unit.contract.chosen(phase, id)) {
      code.line("case IntentKind::" + intent + ": return " + names[model::index(*chosen)] +
                "(intent.as<" + intent + ">(), context, commit);");
    } else {
      others.push_back("case IntentKind::" + intent + ":");
    }
  }
  if (others.size() == unit.contract.intents.size()) return {};
  if (!others.empty()) code.line(join(others, "\n") + " break;");
  return code.close().block();
}

}  // namespace writ::emit
