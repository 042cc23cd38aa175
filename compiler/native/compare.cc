#include "compiler/native/compare.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include <writ/core/json_writer.h>

#include "compiler/interpret/words.h"

namespace writ::native {

namespace {

using Json = nlohmann::ordered_json;
using interpret::Refusal;

std::string text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Apart> differ(std::string what, std::string interpreted, std::string generated) {
  if (interpreted == generated) return std::nullopt;
  return Apart{std::move(what), std::move(interpreted), std::move(generated)};
}

/// Is `whole` the place, or something in it?
bool leads_to(const std::string& place, const std::string& whole) {
  return whole.starts_with(place) && (whole.size() == place.size() || whole[place.size()] == '/');
}

/// A message without the place with which it begins.
std::string without_place(const std::string& message, const std::string& place) {
  const bool begins = !place.empty() && message.starts_with(place + ": ");
  return begins ? message.substr(place.size() + 2) : message;
}

/// As JSON: the fields that it has, in the order of their declaration.
Json nested(const model::Contract& contract, model::IntentId intent,
            const interpret::Patch& patch) {
  Json out = Json::object();
  for (const auto& [path, value] : patch) {
    model::RecordId record = contract.intents[model::index(intent)].payload;
    Json* here = &out;
    model::TypeId type{};
    for (const std::uint32_t i : path) {
      const model::Field& field = contract.record(record).fields[i];
      here = &(*here)[field.wire_name];
      type = field.type;
      record = contract.type(type).record;
    }
    *here = Json::parse(interpret::json(contract, type, value), nullptr, false);
  }
  return out;
}

/// In the order of their names.
std::string sorted(const Json& json) { return nlohmann::json::parse(json.dump()).dump(); }

std::string denials_of(const Refusal& refusal) {
  Json out = Json::array();
  for (const interpret::Denial& one : refusal.denials)
    out.push_back({{"guard", one.guard}, {"message", one.message}, {"final", one.is_final}});
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string denials_of(const Json& refusal) {
  Json out = Json::array();
  if (const auto all = refusal.find("denials"); all != refusal.end())
    for (const Json& one : *all)
      out.push_back({{"guard", text_at(one, "guard")},
                     {"message", text_at(one, "message")},
                     {"final", one.contains("final")}});
  return out.dump();
}

std::optional<Apart> compare_problems(const Refusal& ours, const Json& theirs) {
  std::string places;
  if (const auto all = theirs.find("problems"); all != theirs.end()) {
    for (const Json& one : *all) {
      if (text_at(one, "path") == ours.path) return std::nullopt;
      places += (places.empty() ? "" : ", ") + text_at(one, "path");
    }
  }
  return Apart{"the places of the problems", ours.path, places};
}

std::optional<Apart> compare_refusals(const model::Contract& contract, model::IntentId intent,
                                      const Refusal& ours, const std::string& text) {
  const Json theirs = Json::parse(text, nullptr, false);
  if (!theirs.is_object()) return Apart{"the refusal", ours.message, text};
  if (auto apart =
          differ("the refusal", std::string(writ::name(ours.kind)), text_at(theirs, "refused")))
    return apart;
  if (ours.kind == RefusalKind::InvalidPayload) return compare_problems(ours, theirs);
  const std::string place = text_at(theirs, "path");
  if (!leads_to(place, ours.path)) return Apart{"the place", ours.path, place};
  if (auto apart = differ("the message", without_place(ours.message, ours.path),
                          without_place(text_at(theirs, "message"), place)))
    return apart;
  if (auto apart = differ("the guard", ours.guard, text_at(theirs, "guard"))) return apart;
  if (auto apart = differ("who denies", denials_of(ours), denials_of(theirs))) return apart;
  const auto suggested = theirs.find("suggestion");
  return differ(
      "the suggestion",
      ours.suggestion ? sorted(nested(contract, intent, *ours.suggestion)) : std::string(),
      suggested != theirs.end() ? sorted(*suggested) : std::string());
}

std::string events_of(const interpret::Machine& machine) {
  const model::Contract& contract = machine.program().contract();
  std::string out;
  {
    JsonElements all(out);
    for (const interpret::Told& one : machine.told()) {
      const model::Event& event = contract.events[model::index(one.event)];
      JsonMembers named(all.next());
      named[event.name] +=
          interpret::json(contract, event.record, one.value, interpret::Secrets::Hidden);
    }
  }
  return out;
}

/// What became of each timer that was due; nothing where the contract has none.
std::string fired_by(const interpret::Machine& machine) {
  const model::Contract& contract = machine.program().contract();
  std::string out;
  if (contract.timers.empty()) return out;
  {
    JsonElements all(out);
    for (const interpret::FiredTimer& one : machine.fired()) {
      JsonMembers named(all.next());
      append_json(
          named[contract.timers[model::index(one.timer)].name],
          one.outcome ? std::string_view("accepted") : writ::name(one.outcome.refusal->kind));
    }
  }
  return out;
}

std::string reply_of(const interpret::Machine& machine, model::IntentId intent) {
  const model::Contract& contract = machine.program().contract();
  const std::optional<model::TypeId>& type = contract.intents[model::index(intent)].reply;
  if (!type || !machine.reply()) return {};
  return interpret::json(contract, *type, *machine.reply());
}

std::string plain(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

std::string door_of(const Context& context) {
  if (context.origin == Origin::Proposer) return "proposer";
  if (context.proposed.empty()) return "caller";
  return "caller:" + std::to_string(context.proposed.bits());
}

}  // namespace

std::string line_of(std::string_view verb, const model::Contract& contract, model::IntentId intent,
                    const interpret::Value& payload, const Context& context) {
  const model::Intent& declared = contract.intents[model::index(intent)];
  std::string out(verb);
  for (const std::string& part :
       {declared.name, std::to_string(context.now.us),
        context.seed ? std::to_string(*context.seed) : std::string("-"), door_of(context),
        plain(context.subject), plain(context.correlation_id),
        interpret::json(contract, declared.payload, payload)})
    out += "\t" + part;
  return out;
}

std::optional<Apart> compare_outcome(const interpret::Machine& machine, model::IntentId intent,
                                     const interpret::Outcome& outcome, const Answer& answer) {
  if (!answer.problem.empty()) return Apart{"the program", "an answer", answer.problem};
  const std::string_view expected = outcome.repeated ? "repeated"
                                    : outcome        ? "accepted"
                                                     : "refused";
  if (auto apart = differ("the outcome", std::string(expected), answer.outcome)) {
    if (outcome.refusal)
      apart->interpreted +=
          " " + std::string(writ::name(outcome.refusal->kind)) + ", " + outcome.refusal->message;
    apart->generated += " " + answer.refusal;
    return apart;
  }
  if (outcome) return std::nullopt;
  return compare_refusals(machine.program().contract(), intent, *outcome.refusal, answer.refusal);
}

std::optional<Apart> compare_step(const interpret::Machine& machine, model::IntentId intent,
                                  const interpret::Outcome& outcome, const Answer& answer) {
  if (auto apart = compare_outcome(machine, intent, outcome, answer)) return apart;
  if (auto apart = compare_state(machine, answer)) return apart;
  if (auto apart = differ("the events", events_of(machine), answer.events)) return apart;
  return differ("the answer", reply_of(machine, intent), answer.answer);
}

std::optional<Apart> compare_advance(const interpret::Machine& machine, bool ends,
                                     const Answer& answer) {
  if (auto apart = compare_state(machine, answer)) return apart;
  if (auto apart = differ("the outcome", ends ? "accepted" : "refused", answer.outcome))
    return apart;
  if (auto apart = differ("the events", events_of(machine), answer.events)) return apart;
  return differ("the timers", fired_by(machine), answer.answer);
}

std::optional<Apart> compare_beginning(const interpret::Machine& machine, const Answer& answer) {
  if (auto apart = compare_state(machine, answer)) return apart;
  return differ("the events", events_of(machine), answer.events);
}

std::optional<Apart> compare_state(const interpret::Machine& machine, const Answer& answer) {
  if (!answer.problem.empty()) return Apart{"the program", "an answer", answer.problem};
  return differ("the state", machine.snapshot(), answer.snapshot);
}

}  // namespace writ::native
