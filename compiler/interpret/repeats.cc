// Intents with a key: a repeat is known, and answered as before (K-1 … of docs/rules.md).
#include <algorithm>
#include <utility>

#include <writ/core/seen.h>
#include <writ/core/words.h>

#include "compiler/interpret/machine.h"
#include "compiler/interpret/words.h"

namespace writ::interpret {

using model::IntentId;

namespace {

const Value& key_in(const model::Idempotent& idempotent, const Value& payload) {
  const Value* here = &payload;
  for (const std::uint32_t field : idempotent.key) here = &(*here)[field];
  return *here;
}

std::string pointer_of_key(const model::Contract& contract, const model::Intent& intent) {
  std::string out;
  model::RecordId record = intent.payload;
  for (const std::uint32_t i : intent.idempotent->key) {
    const model::Field& field = contract.record(record).fields[i];
    out += writ::pointer_step(std::string_view(field.wire_name));
    record = contract.type(field.type).record;
  }
  return out;
}

/// Is its time over (K-8)?
bool is_over(const model::Idempotent& idempotent, Instant at, Instant now) {
  return idempotent.period && has_passed({*idempotent.period}, at, now);
}

}  // namespace

/// In any phase, whatever version is expected, and asked before a transition is looked for (K-7).
bool Machine::repeats(IntentId id, const Value& payload, const Context& context) {
  const model::Contract& contract = program_->contract();
  const model::Intent& intent = contract.intents[model::index(id)];
  if (!intent.idempotent) return false;
  ask_payload(id, payload);
  const Moment moment = moment_of(context);
  const Value& key = key_in(*intent.idempotent, payload);
  for (const Remembered& one : seen_[model::index(id)]) {
    if (one.key != key || one.subject != moment.subject) continue;
    if (is_over(*intent.idempotent, one.at, moment.now)) continue;
    if (one.payload != fingerprint(json(contract, intent.payload, payload)))
      refuse(RefusalKind::Conflict, "this key was seen with another payload",
             intent.idempotent->span, pointer_of_key(contract, intent));
    reply_ = one.answer;
    return true;
  }
  return false;
}

/// Only what was accepted (K-3); the oldest makes room (K-8).
void Machine::remember(IntentId id, const Value& payload, const Moment& moment) {
  const model::Contract& contract = program_->contract();
  const model::Intent& intent = contract.intents[model::index(id)];
  if (!intent.idempotent) return;
  std::vector<Remembered>& all = seen_[model::index(id)];
  std::erase_if(
      all, [&](const Remembered& one) { return is_over(*intent.idempotent, one.at, moment.now); });
  if (all.size() == most_seen) all.erase(all.begin());
  all.push_back({moment.now, std::string(moment.subject), key_in(*intent.idempotent, payload),
                 fingerprint(json(contract, intent.payload, payload)), reply_});
}

}  // namespace writ::interpret
