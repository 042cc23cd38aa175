// The frame of a transition, and what may refuse it before and after its effects.
#include <algorithm>
#include <array>
#include <utility>

#include "compiler/emit/facts_parts.h"
#include "compiler/emit/seen.h"
#include "compiler/emit/step_writer.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/timers.h"
#include "compiler/emit/types.h"
#include "compiler/model/phrases.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::IntentId;

namespace {

/// Variables of folds, loops and `let` stand inside of a step: its own must be called otherwise.
void variables(const Expr& expr, std::set<std::string>& names) {
  if (expr.kind == ExprKind::Local || expr.kind == ExprKind::Fold || expr.kind == ExprKind::With) {
    names.insert(local(expr.text));
    if (!expr.second.empty()) names.insert(local(expr.second));
  }
  for (const Expr& operand : expr.operands) variables(operand, names);
}

std::set<std::string> taken(const model::Contract& contract, const model::Transition& transition) {
  // What a step calls, and the members of the machine; all else is kept free by `local`.
  std::set<std::string> names = {"check",   "denied_if",  "finish",    "refuse",  "now_",
                                 "phase_",  "standing_",  "state_",    "ticket_", "version_",
                                 "events_", "reply_",     "moment_of", "now",     "seen",
                                 "kept_",   "saved_kept", "phases_",   "history_"};
  model::each_statement(transition.body, [&](const model::Statement& one) {
    variables(one.value, names);
    variables(one.place, names);
    if (one.where) variables(*one.where, names);
    if (one.require) variables(one.require->condition, names);
    for (const model::Keeping& keeping : one.keeps)
      variables(contract.kept[model::index(keeping.kept)].fold, names);
    for (const Expr& argument : one.arguments) variables(argument, names);
    if (!one.name.empty()) names.insert(local(one.name));
    if (!one.second.empty()) names.insert(local(one.second));
  });
  if (!contract.timers.empty()) names.insert("timers_");
  for (const IntentId id : intents_with_keys(contract)) names.insert(seen_member(contract, id));
  for (const model::Timer& timer : contract.timers) variables(timer.due, names);
  for (const model::Ensure& ensure : transition.ensures) variables(ensure.condition, names);
  for (const std::size_t i : transition.invariants)
    variables(contract.invariants[i].condition, names);
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
  lower_.phase = phase_member(unit.contract);
  lower_.sums = "kept_";
}

std::string StepWriter::text() {
  if (transition_.refuses) return refusal();
  know_phases();
  if (transition_.timer) {
    when_of_timer();
  } else {
    // What has a key was asked before that was looked for.
    if (!intent().idempotent) ask_payload(unit_, transition_.intent, "intent", name_, code_);
    guards();
  }
  const std::span<const Statement> body(transition_.body);
  statements(body.first(transition_.asks));
  if (in_place_) begin_changes();
  statements(body.subspan(transition_.asks));
  ask_wholes();
  ensures();
  invariants();
  deadlines();
  if (!in_place_ && !transition_.timer) code_.line("if (!commit) return Outcome::accepted();");
  finish();
  Code whole;
  whole.line("// " + unit_.at(transition_.span) + "  " + comment(transition_.words));
  whole.open(head());
  if (reads_moment_ || lower_.named("moment"))
    whole.line("const writ::Moment moment = moment_of(context);");
  for (const std::string& line : where_it_leads()) whole.line(line);
  return whole.line(code_.block()).close().block();
}

/// A timer has no payload, and nobody asks what it would do: that is done on a copy.
std::string StepWriter::head() const {
  const std::string name = "Outcome Machine::" + name_ + "(";
  if (transition_.timer) return name + "const Context& context)";
  return name + "const " + unit_.intent_name(transition_.intent) +
         "& intent, const Context& context, bool commit)";
}

/// A transition that only refuses.
std::string StepWriter::refusal() {
  code_.line("// " + unit_.at(transition_.span) + "  " + comment(transition_.words));
  const std::string type = "const " + unit_.intent_name(transition_.intent) + "&";
  const bool checks = !intent().idempotent && unit_.checked(intent().payload);
  code_.open("Outcome Machine::" + name_ + "(" + type + (checks ? " intent" : "") +
             ", const Context&, bool)");
  if (checks) code_.line("if (const Outcome checked = check(intent); !checked) return checked;");
  const model::Require& require = *transition_.body.front().require;
  Rule rule;
  rule.name = pascal(name_) + "Refused";
  rule.span = require.span;
  rule.require = &require;
  rule.intent = transition_.intent;
  code_.line("return refuse(RefusalKind::Denied, " + unit_.rule(std::move(rule)) + ");");
  return code_.close().block();
}

std::string StepWriter::birth() {
  statements(contract_.birth);
  begin_first_timers();
  Code whole;
  whole.line("// What entering the first phase does.");
  whole.open("Machine::Machine(writ::Instant now) : now_(now)");
  if (lower_.named("moment")) whole.line("const writ::Moment moment{.now = now};");
  return whole.line(code_.block()).close().block();
}

void StepWriter::ask_on_a_copy() {
  if (transition_.timer) {
    code_.line("// What follows is written in place, and put back unless the step counts.");
    return;
  }
  code_.line(
      "// What follows is written in place, and put back unless the step counts. Asking is done");
  code_.line("// on a copy.");
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
  rule.key.clear();
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
                         (reads_kept(unit_, on) ? "kept_, " : "") +
                         (reads_phase(unit_, on) ? phase_member(contract_) + ", " : "");
      if (reads_context(unit_, on)) {
        reads_moment_ = true;
        call += "moment, ";
      }
      call += "intent";
      if (is_partial(on)) {
        const std::string fault = variable(guard.name + "Fault");
        code_.line("writ::Fault " + fault + ";");
        partial.emplace_back(fault, &guard);
        call += ", " + fault;
      }
      call = when.empty() ? call + ")" : "(" + when + " ? " + call + ") : 0)";
      asked.push_back("denied_if(" + call + ", Guard::" + guard_name(guard) + ")");
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
  bool never = true;
  for (std::size_t i = 0; i < contract_.groups.size(); ++i) {
    const auto active = contract_.active_before(transition_, static_cast<model::GroupId>(i));
    if (std::all_of(active.begin(), active.end(), has)) return {};
    never &= std::none_of(active.begin(), active.end(), has);
  }
  if (never) return "false";
  if (contract_.is_grouped()) return phase_in(contract_, guard.phases, "phases_");
  return phase_set(contract_, guard.phases) + ".has(phase_)";
}

void StepWriter::in_line(const model::Require& require) {
  code_.line("// require " + comment(require.words));
  std::string broken = lower_.negated(require.condition);
  Rule rule;
  rule.name = pascal(name_) + (require.guard.empty() ? "Require" : require.guard);
  rule.span = require.span;
  rule.guard = require.guard;
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
    rule.text = model::broken_words(invariant);
    rule.key = "invariant." + invariant.name;
    code_.when(broken, "return refuse(RefusalKind::InvariantViolated, " + unit_.rule(rule) + ");");
  }
}

void StepWriter::ensures() {
  for (std::size_t i = 0; i < transition_.ensures.size(); ++i) {
    const model::Ensure& ensure = transition_.ensures[i];
    if (ensure.reached && !in_place_) return;  // in a block, which is in conflict
    code_.line("// ensure " + comment(ensure.words));
    std::string broken = lower_.negated(ensure.condition);
    if (need_fault()) broken += " || fault";
    if (broken == "false") continue;
    if (ensure.reached) broken = reached_.at(i) + " && (" + broken + ")";
    Rule rule;
    rule.name = pascal(name_) + "Ensure";
    rule.span = ensure.span;
    rule.text = model::broken_words(ensure);
    rule.key = ensure.key;
    code_.when(broken, "return refuse(RefusalKind::InvariantViolated, " + unit_.rule(rule) + ");");
  }
}

/// Says what will be remembered of an intent with a key, if it has one.
bool StepWriter::remember_key() {
  const IntentId id = transition_.intent;
  if (transition_.timer || !intent().idempotent) return false;
  reads_moment_ = true;
  code_.open(seen_key_type(unit_, id) + " seen =");
  code_.line(".at = moment.now,");
  code_.line(".subject = std::string(moment.subject),");
  code_.line(".key = " + key_access(contract_, id, "intent") + ",");
  code_.line(".payload = writ::fingerprint(to_json(intent)),");
  if (intent().reply)
    code_.line(".answer = std::get<" + std::to_string(model::index(id) + 1) + ">(" + reply_ + "),");
  code_.close(";");
  code_.line(seen_member(contract_, id) + ".make_room();");
  return true;
}

/// What was computed is captured as a value, which can stay in a register until it is written. A
/// constant is none that has to be captured.
void StepWriter::capture(const std::string& name, const std::string& text) {
  const auto in_text = [&](const std::string& one) { return names_variable(text, one); };
  const std::array<std::string, 5> known = {"state_", "intent", "kept_", "moment", "fault"};
  if (std::any_of(known.begin(), known.end(), in_text) ||
      std::any_of(computed_.begin(), computed_.end(), in_text))
    computed_.push_back(name);
}

std::string StepWriter::captures() const {
  std::string out = "&";
  for (const std::string& name : computed_) {
    const bool written = std::any_of(writes_.begin(), writes_.end(),
                                     [&](const auto& line) { return names_variable(line, name); });
    if (written) out += ", " + name;
  }
  return out;
}

void StepWriter::finish() {
  code_.blank();
  if (!in_place_ && events_ > 0)
    allocations_.push_back("writ::make_room(events_" +
                           (events_ > 1 ? ", " + std::to_string(events_) : std::string()) + ");");
  for (const std::string& line : allocations_) code_.line(line);
  const bool has_key = remember_key();
  const std::string by = transition_.timer
                             ? timer_name(contract_, *transition_.timer) + ", nullptr"
                             : "IntentKind::" + unit_.intent_name(transition_.intent) + ", &intent";
  code_.open("return finish(" + by + ", context, [" + captures() + "]");
  for (const Undo& undo : undo_) code_.line(undo.variable + ".keep();");
  if (in_place_ && events_ > 0) code_.line("saved_events.keep();");
  if (keeps_) code_.line("saved_kept.keep();");
  for (const std::string& line : writes_) code_.line(line);
  if (in_place_ && !reply_.empty()) {
    code_.line("reply_ = std::move(reply);");
  } else if (reply_.empty() && answers(contract_)) {
    code_.line("reply_ = {};");
  }
  if (has_key) code_.line(seen_member(contract_, transition_.intent) + ".write(std::move(seen));");
  for (const std::string& line : timers_) code_.line(line);
  change_phases();
  code_.close(");");
}

// --- what a payload is asked ---------------------------------------------------------------------

namespace {

/// What only a caller may give is refused from a proposer.
void ask_authored(Unit& unit, IntentId intent, const model::Record& record,
                  const std::string& access, const std::string& path, const std::string& name,
                  Code& code) {
  for (const model::Field& field : record.fields) {
    const model::Type& type = unit.type(field.type);
    const std::string value = access + "." + member(field.name);
    const std::string pointer = path + pointer_step(field.wire_name);
    if (!field.authored) {
      if (type.kind != model::Type::Kind::Record) continue;
      const model::Record& inner = unit.contract.record(type.record);
      if (inner.kind == model::Record::Kind::Inline)
        ask_authored(unit, intent, inner, value, pointer, name, code);
      continue;
    }
    std::string given = "context.origin == writ::Origin::Proposer";
    if (field.initial) {
      given += " && " + value + " != " + literal(unit.contract, *field.initial);
    } else if (type.kind == model::Type::Kind::Optional) {
      given += " && " + value + ".has_value()";
    }
    Rule rule;
    rule.name = pascal(name) + pascal(field.name) + "Authored";
    rule.span = field.span;
    rule.path = pointer;
    rule.text = "only a caller may give this, and no proposer";
    rule.intent = intent;
    code.when(given, "return refuse(RefusalKind::NotPermitted, " + unit.rule(rule) + ");");
  }
}

}  // namespace

void ask_payload(Unit& unit, IntentId intent, const std::string& access, const std::string& name,
                 Code& code) {
  if (unit.checked(unit.contract.intents[model::index(intent)].payload))
    code.line("if (const Outcome checked = check(" + access + "); !checked) return checked;");
  ask_authored(unit, intent, unit.contract.payload(intent), access, "", name, code);
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
  std::vector<std::string> taken = machine_members(unit.contract);
  for (const std::string& name : group_accessors(unit.contract)) taken.push_back(name);
  Scope scope(std::set<std::string>(taken.begin(), taken.end()));
  std::vector<std::string> names;
  for (const model::Transition& t : unit.contract.transitions) {
    std::string name = snake(unit.contract.intents[model::index(t.intent)].name);
    if (t.timer) {
      const model::Timer& timer = unit.contract.timers[model::index(*t.timer)];
      name = (timer.at ? "at_" : "after_") + snake(timer.name);
    } else if (t.in.size() == 1) {
      name += "_in_" + snake(t.in.front());
    }
    if (name.starts_with("explain_")) name += "_";  // a guard is explained by such a function
    names.push_back(scope.fresh(identifier(name)));
  }
  return names;
}

std::string birth(Unit& unit) {
  model::Transition none;
  none.body = unit.contract.birth;
  return StepWriter(unit, none, "Machine", true).birth();
}

}  // namespace writ::emit
