/// Keys of intents (`idempotent by`) as C++: where they are remembered, how a repeat is answered,
/// and what of them a snapshot holds.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// The intents that have a key.
[[nodiscard]] std::vector<model::IntentId> intents_with_keys(const model::Contract& contract);
/// `seen_pay_`: the member of the machine for the keys of an intent.
[[nodiscard]] std::string seen_member(const model::Contract& contract, model::IntentId id);
/// `writ::SeenKey<std::string, Receipt>`: one of them.
[[nodiscard]] std::string seen_key_type(const Unit& unit, model::IntentId id);
/// `intent.head.id`: the key in a payload.
[[nodiscard]] std::string key_access(const model::Contract& contract, model::IntentId id,
                                     const std::string& payload);

/// The members of the machine.
void declare_seen(Facts& facts, const Unit& unit);
/// What is done with a key before a step; finds the rules of those that come with another payload.
void add_repeats(Facts& facts, Unit& unit);
/// The types of what is remembered: of keys and of answers.
[[nodiscard]] std::vector<model::TypeId> remembered_types(const model::Contract& contract);
/// Which intents have keys; what a snapshot is read into and from; what is written.
void add_seen_to_json(Facts& facts, const Unit& unit);
void add_seen_to_snapshot(Facts& facts, const Unit& unit);
void add_seen_to_json_out(Facts& facts, const Unit& unit);
/// Which members are hashed.
void add_seen_to_words(Facts& facts, const Unit& unit);

}  // namespace writ::emit
