#include "steps.h"

#include <charconv>
#include <vector>

#include "compiler/native/compare.h"

namespace agreement {

namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc();
}

std::optional<model::IntentId> intent_of(const model::Contract& contract, std::string_view name) {
  for (std::size_t i = 0; i < contract.intents.size(); ++i)
    if (contract.intents[i].name == name) return static_cast<model::IntentId>(i);
  return std::nullopt;
}

/// What is behind the verb of an intent, and its payload behind that.
bool read_intent(const interpret::Program& program, std::string_view line, Step& step) {
  std::vector<std::string_view> parts;
  for (int i = 0; i < 7; ++i) {
    const std::size_t end = line.find('\t');
    parts.push_back(line.substr(0, end));
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  const auto intent = intent_of(program.contract(), parts[1]);
  if (!intent || !read_number(parts[2], step.now.us)) return false;
  step.intent = *intent;
  std::uint64_t seed = 0;
  if (parts[3] != "-" && read_number(parts[3], seed)) step.seed = seed;
  step.proposer = parts[4] == "proposer";
  step.subject = parts[5];
  step.correlation = parts[6];
  auto payload = payload_of(program, step.intent, line);
  if (payload) step.payload = *std::move(payload);
  return payload.has_value();
}

bool has_key(const model::Contract& contract, model::IntentId intent) {
  return contract.intents[model::index(intent)].idempotent.has_value();
}

/// What was sent comes again; with the same key perhaps something else, or from somebody else.
void send_again(const interpret::Machine& machine, const Step& last, Chance& chance, Step& out) {
  const writ::Instant now = out.now;
  out = last;
  out.now = now;
  if (chance.once_in(8)) out.subject = "b";
  const model::Contract& contract = machine.program().contract();
  if (!has_key(contract, last.intent) || !chance.once_in(4)) return;
  out.payload = Payloads(machine, chance).payload(out.intent);
  const interpret::Value* key = &last.payload;
  interpret::Value* here = &out.payload;
  for (const std::uint32_t i : contract.intents[model::index(last.intent)].idempotent->key) {
    key = &(*key)[i];
    here = &here->change()[i];
  }
  *here = *key;
}

}  // namespace

writ::Context Step::context() const {
  writ::Context out(now);
  out.seed = seed;
  if (proposer) out.origin = writ::Origin::Proposer;
  out.subject = subject;
  out.correlation_id = correlation;
  return out;
}

Step random_step(const interpret::Machine& machine, bool restores, const std::optional<Step>& last,
                 Chance& chance, writ::Instant& now) {
  const model::Contract& contract = machine.program().contract();
  const std::vector<model::IntentId> permitted = machine.permitted();
  Step out;
  now = now + writ::Duration{chance.between(chance.once_in(12) ? -9 : 0, 50) * 777'000'000};
  if (contract.timers.empty() ? chance.once_in(60) : chance.once_in(7)) out.verb = Verb::Advance;
  if (restores && chance.once_in(40)) out.verb = Verb::Restore;
  const auto deadline = machine.next_deadline();
  const bool stuck = permitted.empty() || (deadline && *deadline <= machine.now());
  if (chance.once_in(stuck ? 2 : 30)) out.verb = Verb::New;
  // Now and then it is just when a timer is due.
  if (deadline && chance.once_in(6)) now = *deadline;
  if (out.verb == Verb::Advance && chance.once_in(4)) now = now + writ::Duration{86'400'000'000};
  out.now = now;
  if (out.verb != Verb::Dispatch) return out;
  if (last && chance.once_in(has_key(contract, last->intent) ? 3 : 20)) {
    send_again(machine, *last, chance, out);
    return out;
  }
  out.intent = !permitted.empty() && chance.percent(95)
                   ? chance.of(permitted)
                   : static_cast<model::IntentId>(chance.below(contract.intents.size()));
  out.payload = Payloads(machine, chance).payload(out.intent);
  if (!chance.once_in(8)) out.seed = chance.below(1'000);
  out.proposer = chance.once_in(5);
  if (chance.percent(60)) out.subject = chance.percent(50) ? "a" : "ab";
  if (chance.percent(30)) out.correlation = "b";
  return out;
}

std::string line_of(const model::Contract& contract, const Step& step, std::string_view verb) {
  switch (step.verb) {
    case Verb::Advance: return "advance\t" + std::to_string(step.now.us);
    case Verb::New: return "new\t" + std::to_string(step.now.us);
    case Verb::Restore: return "restore";
    case Verb::Dispatch: break;
  }
  return writ::native::line_of(verb, contract, step.intent, step.payload, step.context());
}

std::optional<Step> step_of(const interpret::Program& program, std::string_view line) {
  Step out;
  const std::size_t tab = line.find('\t');
  const std::string_view verb = line.substr(0, tab);
  if (verb == "dispatch") {
    if (!read_intent(program, line, out)) return std::nullopt;
    return out;
  }
  out.verb = verb == "advance" ? Verb::Advance : verb == "new" ? Verb::New : Verb::Restore;
  if (out.verb == Verb::Restore) return verb == "restore" ? std::optional(out) : std::nullopt;
  if (tab == std::string_view::npos || !read_number(line.substr(tab + 1), out.now.us))
    return std::nullopt;
  return out;
}

}  // namespace agreement
