#include "compiler/emit/timers.h"

#include <algorithm>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/names.h"
#include "compiler/emit/phases.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

using model::Contract;
using model::Timer;
using model::TimerId;

namespace {

bool runs_in(const Timer& timer, model::PhaseId phase) {
  return std::find(timer.phases.begin(), timer.phases.end(), phase) != timer.phases.end();
}

/// `due_of_draft`: no two timers have the same.
std::string due_function(const Contract& contract, TimerId id) {
  const auto snake_of = [&](std::size_t i) { return snake(contract.timers[i].name); };
  const std::size_t number = model::index(id);
  for (std::size_t i = 0; i < number; ++i)  // HTTPs and HttpS
    if (snake_of(i) == snake_of(number)) return "due_of_" + contract.timers[number].name;
  return "due_of_" + snake_of(number);
}

std::string timer_count(const Contract& contract) { return std::to_string(contract.timers.size()); }

bool reads_kept(const Contract& contract, const Timer& timer) {
  return model::reads(contract, timer.due).kept;
}

/// `due_of_draft(state, seal.phase, seal.now, fault)`
std::string due_call(const Contract& contract, TimerId id, const std::string& phase,
                     const std::string& now) {
  const bool kept = reads_kept(contract, contract.timers[model::index(id)]);
  return due_function(contract, id) + "(state, " + (kept ? "sums, " : "") + phase + ", " + now +
         ", fault)";
}

/// With the lowering of its value: what the text does not name has no name.
std::string head(const Contract& contract, TimerId id, const Lower* value) {
  const Timer& timer = contract.timers[model::index(id)];
  const auto parameter = [&](const std::string& type, const std::string& name, bool named) {
    return type + (!value || named ? " " + name : "");
  };
  const auto is_named = [&](const std::string& name) { return value && value->named(name); };
  std::string text = "writ::Instant " + due_function(contract, id) + "(" +
                     parameter("const State&", "state", is_named("state"));
  if (reads_kept(contract, timer))
    text += ", " + parameter("const Kept&", "sums", is_named("sums"));
  return text + ", " +
         parameter(phase_type(contract), phase_parameter(contract),
                   is_named(phase_parameter(contract))) +
         ", " + parameter("writ::Instant", "at", !timer.at) + ", " +
         parameter("writ::Fault&", "fault", is_named("fault")) + ")";
}

std::string due_body(const Contract& contract, TimerId id) {
  Lower lower(contract);
  lower.phase = phase_parameter(contract);
  const std::string text = due_text(contract.timers[model::index(id)], lower, "at");
  return Code().open(head(contract, id, &lower)).line("return " + text + ";").close().block();
}

/// What a phase that is entered does to a timer.
std::string begin_line(const Contract& contract, TimerId id) {
  const Timer& timer = contract.timers[model::index(id)];
  const std::string phase = phase_parameter(contract);
  return Code()
      .when(phase_in(contract, timer.phases, phase), "timers.begin(" + timer_name(contract, id) +
                                                         ", " +
                                                         due_call(contract, id, phase, "at") + ");")
      .block();
}

}  // namespace

std::string timer_name(const Contract& contract, TimerId id) {
  return "Timer::" + identifier(contract.timers[model::index(id)].name);
}

std::string due_text(const Timer& timer, Lower& lower, const std::string& now) {
  const std::string due = lower(timer.due);
  return timer.at ? "writ::due_at(" + due + ")" : "writ::due_after(" + now + ", " + due + ")";
}

std::vector<TimerId> first_timers(const Contract& contract) {
  std::vector<TimerId> first;
  if (contract.created) return first;
  for (std::size_t i = 0; i < contract.timers.size(); ++i)
    for (const model::PhaseGroup& group : contract.groups)
      if (runs_in(contract.timers[i], group.phases.front()))
        first.push_back(static_cast<TimerId>(i));
  return first;
}

Facts& say_timers(Facts& facts, const Contract& contract) {
  return facts.flag("has_timers", !contract.timers.empty());
}

void declare_timers(Facts& facts, const Unit& unit) {
  const Contract& contract = unit.contract;
  std::vector<std::string> names;
  for (const Timer& timer : contract.timers) names.push_back(identifier(timer.name));
  say_timers(facts, contract).text("timer_names", join(names, ", "));
  facts.text("timer_count", timer_count(contract));
}

void add_timer_steps(Facts& facts, const Unit& unit, const std::vector<std::string>& steps) {
  const Contract& contract = unit.contract;
  std::vector<Facts> all;
  for (std::size_t i = 0; i < contract.timers.size(); ++i)
    all.push_back(item("timer", timer_name(contract, static_cast<TimerId>(i)))
                      .text("step", steps[model::index(contract.timers[i].transition)]));
  say_timers(facts, contract).list("timer_steps", std::move(all));
}

void add_due_functions(Facts& facts, const Unit& unit, bool bodies) {
  const Contract& contract = unit.contract;
  std::vector<Facts> all;
  for (std::size_t i = 0; i < contract.timers.size(); ++i) {
    const auto id = static_cast<TimerId>(i);
    const Timer& timer = contract.timers[i];
    Facts one = bodies
                    ? item("body", due_body(contract, id)).text("begin", begin_line(contract, id))
                    : item("head", head(contract, id, nullptr));
    one.text("at", unit.at(timer.span)).text("words", comment(timer.words));
    all.push_back(std::move(one));
  }
  say_timers(facts, contract).list("due_functions", std::move(all));
  facts.text("timer_count", timer_count(contract));
  facts.text("sums_of_timers", contract.kept.empty() ? "" : "[[maybe_unused]] const Kept& sums, ");
  facts.text("phase_type", phase_type(contract)).text("phase_parameter", phase_parameter(contract));
}

void add_timer_places(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  for (const Timer& timer : unit.contract.timers)
    all.push_back(item("place", "{" + quote(timer.name) + ", " +
                                    phase_set(unit.contract, timer.phases) +
                                    (timer.at ? ", true}" : "}")));
  facts.list("timer_places", std::move(all));
}

void name_timers(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  for (const Timer& timer : unit.contract.timers)
    all.push_back(item("timer", identifier(timer.name)).text("text", quote(timer.name)));
  say_timers(facts, unit.contract).list("timer_texts", std::move(all));
}

void add_following_timers(Facts& facts, const Unit& unit) {
  const Contract& contract = unit.contract;
  const std::string seal_phase = "seal." + phase_parameter(contract);
  std::vector<Facts> all;
  for (std::size_t i = 0; i < contract.timers.size(); ++i) {
    const Timer& timer = contract.timers[i];
    const auto id = static_cast<TimerId>(i);
    if (!timer.at) continue;
    all.push_back(item("timer", timer_name(contract, id))
                      .text("here", phase_in(contract, timer.phases, seal_phase))
                      .text("call", due_call(contract, id, seal_phase, "seal.now"))
                      .text("text", quote(timer.words))
                      .text("source", quote(unit.at(timer.span))));
  }
  facts.section("following_timers", std::move(all));
  std::vector<std::string> keys;
  for (const Timer& timer : contract.timers) keys.push_back(quote(timer.name));
  say_timers(facts, contract).text("timer_keys", join(keys, ", "));
  facts.text("seal_phases", contract.is_grouped() ? seal_phase : "Phases{" + seal_phase + "}");
  facts.text("timer_count", timer_count(contract));
}

std::string timers_of_diagram(const Contract& contract, model::PhaseId phase,
                              const std::string& indent) {
  std::string out;
  for (const Timer& timer : contract.timers) {
    if (!runs_in(timer, phase)) continue;
    const model::Transition& t = contract.transitions[model::index(timer.transition)];
    out += indent + "timer " + timer.name + (t.condition ? " (when)" : "") + leads_to(contract, t) +
           "\n";
  }
  return out;
}

}  // namespace writ::emit
