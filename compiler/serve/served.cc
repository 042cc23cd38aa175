#include "compiler/serve/served.h"

#include <algorithm>
#include <utility>

#include <writ/core/explain.h>
#include <writ/core/json_writer.h>

#include "compiler/interpret/words.h"
#include "compiler/serve/visible.h"

namespace writ::serve {

using interpret::Secrets;
using interpret::Value;
using model::IntentId;

namespace {

constexpr std::string_view views = "views/";

std::string lines(const model::Doc& doc) {
  std::string out;
  for (const std::string& line : doc) out += (out.empty() ? "" : "\n") + line;
  return out;
}

std::vector<mcp::Resource> resources_of(const model::Contract& contract) {
  std::vector<mcp::Resource> out = {
      {"phase", "phase", "Where the contract is, and which intents something accepts now"},
      {"state", "state", "What may be seen of the state"}};
  for (const model::View& one : contract.views)
    out.push_back({std::string(views) + one.name, one.name, lines(one.doc)});
  return out;
}

}  // namespace

Served::Served(const interpret::Machine& machine, const source::Files& files,
               const std::vector<schema::Tool>& tools)
    : machine_(machine),
      files_(files),
      reader_(machine.program(), files),
      about_{contract().name, contract().version, lines(contract().doc)},
      resources_(resources_of(contract())) {
  machine_.watch(nullptr);
  for (const schema::Tool& one : tools) {
    intents_.push_back(one.intent);
    tools_.push_back({contract().intents[model::index(one.intent)].name, one.title, one.description,
                      one.input_schema});
  }
}

std::vector<bool> Served::permitted() const {
  const std::vector<IntentId> all = machine_.permitted();
  std::vector<bool> out;
  for (const IntentId one : intents_)
    out.push_back(std::find(all.begin(), all.end(), one) != all.end());
  return out;
}

Instant Served::next_deadline() const {
  return machine_.next_deadline().value_or(Instant::never());
}

// --- intents -------------------------------------------------------------------------------------

/// An intent that nothing accepts in this phase is refused unread.
bool Served::is_read(IntentId intent) const {
  const auto& all = machine_.program().candidates(intent);
  return std::any_of(all.begin(), all.end(), [&](const model::Candidate& one) {
    return machine_.in(one.phases) && !machine_.in(one.ended);
  });
}

/// Reads a payload and asks what becomes of it.
template <class Ask>
mcp::Answer Served::asked(std::size_t tool, std::string_view json, const Ask& ask) const {
  const IntentId intent = intents_[tool];
  mcp::Answer answer;
  Problems problems;
  std::optional<Value> payload = reader_.read(intent, json, problems);
  if (!payload && !is_read(intent)) {
    refuse(answer, intent, machine_.no_transition(intent));
  } else if (!payload) {
    answer.outcome = Outcome::refused(RefusalKind::InvalidPayload);
    explain_problems(answer.refusal, RefusalKind::InvalidPayload, std::move(problems));
  } else {
    const model::RecordId record = contract().intents[model::index(intent)].payload;
    answer.payload = interpret::json(contract(), record, *payload);
    answer.shown = interpret::json(contract(), record, *payload, Secrets::Hidden);
    const interpret::Outcome outcome = ask(intent, *payload);
    if (outcome.refusal) refuse(answer, intent, *outcome.refusal);
    if (outcome.repeated) answer.outcome = Outcome::repeated();
  }
  answer.step = machine_.version();
  return answer;
}

mcp::Answer Served::can(std::size_t tool, std::string_view json, const Context& context) const {
  return asked(tool, json, [&](IntentId intent, const Value& payload) {
    interpret::Machine trial(machine_);  // of which `dispatch` also makes the suggestion
    return trial.dispatch(intent, payload, context);
  });
}

mcp::Answer Served::dispatch(std::size_t tool, std::string_view json, const Context& context) {
  mcp::Answer answer = asked(tool, json, [&](IntentId intent, const Value& payload) {
    return machine_.dispatch(intent, payload, context);
  });
  if (!answer.outcome) return answer;
  answer.events = events_json();
  const auto& reply = contract().intents[model::index(intents_[tool])].reply;
  if (reply && machine_.reply())
    answer.reply = interpret::json(contract(), *reply, *machine_.reply(), Secrets::Hidden);
  return answer;
}

std::string Served::events_json() const {
  std::string out;
  {
    JsonElements all(out);
    for (const interpret::Told& one : machine_.told()) {
      const model::Event& event = contract().events[model::index(one.event)];
      JsonMembers members(all.next());
      append_json(members["event"], std::string_view(event.name));
      members["value"] += interpret::json(contract(), event.record, one.value, Secrets::Hidden);
    }
  }
  return out;
}

// --- refusals ------------------------------------------------------------------------------------

/// The same name where it stays.
std::string_view Served::guard_named(const std::string& name) const {
  for (const model::Guard& guard : contract().guards)
    if (guard.name == name) return guard.name;
  return {};
}

std::string_view Served::place(source::Span span) const {
  if (span.end == 0) return {};
  const source::File& file = files_[span.file];
  const std::string_view path = file.path();
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  return *places_.insert(std::string(name) + ":" + std::to_string(file.line_of(span.begin))).first;
}

void Served::refuse(mcp::Answer& answer, IntentId intent, const interpret::Refusal& refusal) const {
  answer.outcome = Outcome::refused(refusal.kind);
  answer.refusal.kind = refusal.kind;
  answer.refusal.message = refusal.message;
  answer.refusal.path = refusal.path;
  answer.refusal.guard = guard_named(refusal.guard);
  answer.refusal.source = place(refusal.span);
  for (const interpret::Denial& one : refusal.denials)
    answer.refusal.denials.push_back(
        {guard_named(one.guard), one.message, place(one.span), one.is_final});
  if (refusal.suggestion) answer.suggestion = merge_patch(contract(), intent, *refusal.suggestion);
}

// --- what may be seen ----------------------------------------------------------------------------

std::optional<std::string> Served::read(std::string_view path, Instant now) const {
  if (path == "phase") return phase_json();
  if (path == "state") return visible_json(contract(), machine_.state());
  if (!path.starts_with(views)) return std::nullopt;
  const std::string_view name = path.substr(views.size());
  for (const model::View& one : contract().views) {
    if (one.name != name) continue;
    const bool unborn = one.needs_birth && is_unborn();
    const auto value = unborn ? std::nullopt : machine_.look(one.value, now);
    return value ? interpret::json(contract(), one.type, *value, Secrets::Hidden) : "null";
  }
  return std::nullopt;
}

/// A contract whose instances are created has a phase for those that are not yet.
bool Served::is_unborn() const {
  return contract().created && machine_.phases().front() == model::PhaseId{0};
}

/// A text; with several groups of phases an object; before the creation, and without phases, null.
std::string Served::phase_json() const {
  const model::Contract& of = contract();
  const auto name = [&](model::PhaseId id) {
    return std::string_view(of.phases[model::index(id)].name);
  };
  const std::vector<model::PhaseId>& phases = machine_.phases();
  const bool none = !of.has_phases || is_unborn();
  std::string out;
  {
    JsonMembers members(out);
    std::string& phase = members["phase"];
    if (none) {
      phase += "null";
    } else if (!of.is_grouped()) {
      append_json(phase, name(phases.front()));
    } else {
      JsonMembers groups(phase);
      for (std::size_t i = 0; i < phases.size(); ++i)
        append_json(groups[of.groups[i].name], name(phases[i]));
    }
    {
      JsonElements intents(members["permitted"]);
      const std::vector<bool> now = permitted();
      for (std::size_t k = 0; k < tools_.size(); ++k)
        if (now[k]) append_json(intents.next(), std::string_view(tools_[k].name));
    }
    append_json(members["step"], machine_.version());
  }
  return out;
}

}  // namespace writ::serve
