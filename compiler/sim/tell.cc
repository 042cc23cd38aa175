#include "compiler/sim/tell.h"

#include <utility>
#include <vector>

#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>
#include <writ/core/time.h>

#include "compiler/interpret/words.h"
#include "compiler/interpret/written.h"
#include "compiler/source/printable.h"

namespace writ::sim {

using interpret::Play;
using interpret::Refusal;
using source::printable;
using source::Style;

namespace {

constexpr std::size_t width = 80;

/// A literal in braces or brackets over several lines, as far as it needs them.
std::string broken(std::string_view text, std::size_t indent, std::size_t before) {
  const std::size_t open = text.find_first_of("{[\"");
  if (before + text.size() <= width || open == std::string_view::npos || text[open] == '"')
    return std::string(text);
  const std::string margin(indent, ' ');
  std::string out(text.substr(0, open + 1));
  std::size_t begin = open + 1;
  int depth = 0;
  bool in_text = false;
  const auto part = [&](std::size_t end) {
    std::string_view one = text.substr(begin, end - begin);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.ends_with(' ')) one.remove_suffix(1);
    out += "\n" + margin + "  " + broken(one, indent + 2, indent + 2);
    begin = end + 1;
  };
  for (std::size_t i = open + 1; i + 1 < text.size(); ++i) {
    const char c = text[i];
    if (in_text && c == '\\') ++i;
    if (c == '"') in_text = !in_text;
    if (in_text) continue;
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    if (c == ',' && depth == 0) {
      part(i);
      out += ',';
    }
  }
  part(text.size() - 1);
  return out + "\n" + margin + text.back();
}

/// The path of a suggestion: `party.seats`.
std::pair<std::string, model::TypeId> suggested(const model::Contract& contract,
                                                model::IntentId intent, const model::Path& path) {
  std::pair<std::string, model::TypeId> out;
  model::RecordId record = contract.intents[model::index(intent)].payload;
  for (const std::uint32_t i : path) {
    const model::Field& field = contract.record(record).fields[i];
    out.first += (out.first.empty() ? "" : ".") + field.name;
    out.second = field.type;
    record = contract.type(field.type).record;
  }
  return out;
}

/// What was suggested last, as a contract or as JSON writes it; empty for nothing.
std::string suggestion(const Play& play, bool as_json) {
  const auto& refusal = play.outcome().refusal;
  if (!refusal || !refusal->suggestion) return "";
  const model::Contract& contract = play.machine().program().contract();
  std::string all;
  for (const auto& [path, value] : *refusal->suggestion) {
    const auto [name, type] = suggested(contract, play.intent(), path);
    all += all.empty() ? "" : as_json ? "," : ", ";
    all += as_json ? json_text(name) + ":" +
                         interpret::json(contract, type, value, interpret::Secrets::Hidden)
                   : name + ": " + printable(interpret::written(contract, type, value));
  }
  return as_json ? "{" + all + "}" : "{ " + all + " }";
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string lines;
  while (text.ends_with('\n')) text.remove_suffix(1);
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines += printable(text.substr(0, end)) + "\n";
    text.remove_prefix(end + 1);
  }
  std::string out;
  append_json(out, std::string_view(lines + printable(text)));
  return out;
}

std::string entry(std::string_view name, std::string_view value) {
  const std::string shown = printable(value);
  return std::string(name) + ": " + broken(shown, 0, name.size() + 2) + "\n";
}

std::string phase_names(const interpret::Machine& machine) {
  std::string out;
  for (const model::PhaseId phase : machine.phases())
    out +=
        (out.empty() ? "" : ", ") + machine.program().contract().phases[model::index(phase)].name;
  return out;
}

std::string permitted_names(const interpret::Machine& machine) {
  std::string out;
  for (const model::IntentId intent : machine.permitted())
    out +=
        (out.empty() ? "" : ", ") + machine.program().contract().intents[model::index(intent)].name;
  return out.empty() ? "nothing" : out;
}

std::string payload_words(const model::Contract& contract, model::IntentId intent) {
  std::string out;
  for (const model::Field& field : contract.payload(intent).fields) {
    const model::Type& type = contract.type(field.type);
    out += (out.empty() ? " " : ", ") + field.name + ": " + (field.secret ? "secret " : "") +
           (type.alias.empty() ? type.words : type.alias);
  }
  return out.empty() ? "" : "{" + out + " }";
}

bool needs_payload(const model::Contract& contract, model::IntentId intent) {
  for (const model::Field& field : contract.payload(intent).fields)
    if (!field.initial && contract.type(field.type).kind != model::Type::Kind::Optional)
      return true;
  return false;
}

namespace {

/// What there is to add to an intent that is not refused.
std::string taken(const Play& play) {
  if (play.proposes()) return "  (`accept proposal` sends it)\n";
  return play.outcome().repeated ? " before, and not again\n" : "\n";
}

}  // namespace

void Teller::tell(const Play& before, const Play& after, Stepped how, Answer& answer) {
  const interpret::Outcome& outcome = after.outcome();
  if (how.sent) {
    answer.members.emplace_back("accepted", outcome ? "true" : "false");
    if (outcome.repeated) answer.members.emplace_back("repeated", "true");
    answer.text +=
        outcome ? paint_(Style::Added, after.proposes() ? "proposed" : "accepted") + taken(after)
                : refusal(after, *outcome.refusal);
    if (outcome.refusal) {
      answer.members.emplace_back("kind", json_text(writ::name(outcome.refusal->kind)));
      std::string denials;
      for (const interpret::Denial& one : outcome.refusal->denials)
        denials += (denials.empty() ? "" : ",") + ("{\"guard\":" + json_text(one.guard)) +
                   ",\"message\":" + json_text(one.message) + "}";
      answer.members.emplace_back("message", json_text(outcome.refusal->message));
      answer.members.emplace_back("denials", "[" + denials + "]");
      const std::string patch = suggestion(after, true);
      if (!patch.empty()) answer.members.emplace_back("suggestion", patch);
    }
  }
  if (how.fires) fired(after, answer);
  changed(before, after, answer);
  if (how.fires) told(after, answer);
}

/// The timers that were due, and what became of them.
void Teller::fired(const Play& after, Answer& answer) {
  const model::Contract& contract = after.machine().program().contract();
  std::string all;
  for (const interpret::FiredTimer& one : after.machine().fired()) {
    const model::Timer& timer = contract.timers[model::index(one.timer)];
    const std::string when = to_string(Instant{one.deadline});
    answer.text += "  fired " + printable(timer.words) + " at " + when + "\n";
    if (one.outcome.refusal) answer.text += "    refused: " + reason(*one.outcome.refusal) + "\n";
    all += (all.empty() ? "" : ",") + ("{\"timer\":" + json_text(timer.words)) +
           ",\"at\":" + json_text(when) + ",\"accepted\":" + (one.outcome ? "true" : "false") + "}";
  }
  if (!all.empty()) answer.members.emplace_back("fired", "[" + all + "]");
}

/// Where it is, and what is possible there, when that is another place than before.
void Teller::changed(const Play& before, const Play& after, Answer& answer) {
  const model::Contract& contract = after.machine().program().contract();
  std::string all;
  for (const interpret::Change& one : interpret::changes(
           contract, contract.state, before.machine().state(), after.machine().state())) {
    answer.text += "  " + printable(one.path) + ": " +
                   paint_(Style::Removed, printable(one.before)) + " -> " +
                   paint_(Style::Added, printable(one.after)) + "\n";
    all += (all.empty() ? "" : ",") + ("{\"path\":" + json_text(one.path)) +
           ",\"before\":" + json_text(one.before) + ",\"after\":" + json_text(one.after) + "}";
  }
  answer.members.emplace_back("changed", "[" + all + "]");
  if (contract.has_phases)
    answer.members.emplace_back("phase", json_text(phase_names(after.machine())));
  if (before.machine().phases() == after.machine().phases()) return;
  answer.text += "  phase: " + paint_(Style::Removed, phase_names(before.machine())) + " -> " +
                 paint_(Style::Added, phase_names(after.machine())) + "\n" +
                 "  possible now: " + permitted_names(after.machine()) + "\n";
}

void Teller::told(const Play& after, Answer& answer) {
  const interpret::Machine& machine = after.machine();
  const model::Contract& contract = machine.program().contract();
  std::string all;
  for (const interpret::Told& one : machine.told()) {
    const model::Event& event = contract.events[model::index(one.event)];
    answer.text += "  emitted " + event.name + " " +
                   printable(interpret::written(contract, event.record, one.value)) + "\n";
    all += (all.empty() ? "" : ",") + ("{\"event\":" + json_text(event.name)) + ",\"value\":" +
           interpret::json(contract, event.record, one.value, interpret::Secrets::Hidden) + "}";
  }
  answer.members.emplace_back("emitted", "[" + all + "]");
  if (!machine.reply() || contract.intents.empty()) return;
  const auto& reply = contract.intents[model::index(after.intent())].reply;
  if (!reply) return;
  answer.text +=
      "  replied " + printable(interpret::written(contract, *reply, *machine.reply())) + "\n";
  answer.members.emplace_back(
      "replied", interpret::json(contract, *reply, *machine.reply(), interpret::Secrets::Hidden));
}

std::string Teller::place(source::Span span) const {
  if (span.end == 0) return "";
  const source::File& file = files_[span.file];
  return "  (" + printable(file.path()) + ":" + std::to_string(file.line_of(span.begin)) + ")";
}

std::string Teller::reason(const Refusal& refusal) {
  const std::string kind =
      refusal.kind == RefusalKind::Denied ? "" : std::string(writ::name(refusal.kind)) + ": ";
  return kind + printable(refusal.message) + place(refusal.span);
}

std::string Teller::refusal(const Play& play, const Refusal& refusal) {
  std::string out =
      paint_(Style::Error, "refused") + " " + std::string(writ::name(refusal.kind)) + "\n";
  if (refusal.denials.empty())
    out += "  " + (refusal.guard.empty() ? "" : refusal.guard + ": ") + printable(refusal.message) +
           place(refusal.span) + "\n";
  for (const interpret::Denial& one : refusal.denials)
    out += "  " + (one.guard.empty() ? "" : one.guard + ": ") + printable(one.message) +
           (one.is_final ? " (for good)" : "") + place(one.span) + "\n";
  const std::string patch = suggestion(play, false);
  if (patch.empty()) return out;
  return out + "  would do: " + patch + "  (`accept` takes it over)\n";
}

}  // namespace writ::sim
