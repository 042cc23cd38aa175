/// Values in words: in messages, as keys of a place, as canonical JSON.
#pragma once

#include <string>

#include "compiler/interpret/value.h"
#include "compiler/model/contract.h"

namespace writ::interpret {

/// A value of a scalar type as a message shows it.
[[nodiscard]] std::string words(const model::Contract& contract, model::TypeId type,
                                const Value& value);
/// A value as a contract writes it, or nearly: texts in quotes, what is made of others as JSON.
[[nodiscard]] std::string literal(const model::Contract& contract, model::TypeId type,
                                  const Value& value);
/// The same as a step of a JSON Pointer: `/a~1b`.
[[nodiscard]] std::string pointer_step(const model::Contract& contract, model::TypeId key,
                                       const Value& value);

/// A part of the state as a JSON Pointer; keys in what is secret are `***`.
[[nodiscard]] std::string pointer(const model::Contract& contract, const Value& state,
                                  const std::vector<std::size_t>& place);

/// What is secret in JSON.
enum class Secrets : std::uint8_t {
  Shown,   ///< as it is: what is stored
  Hidden,  ///< `***`: what is told to the world
};
/// Canonical JSON, the same bytes as generated code writes.
[[nodiscard]] std::string json(const model::Contract& contract, model::TypeId type,
                               const Value& value, Secrets secrets = Secrets::Shown);
/// Of a record: the state, a payload, an event.
[[nodiscard]] std::string json(const model::Contract& contract, model::RecordId record,
                               const Value& value, Secrets secrets = Secrets::Shown);

}  // namespace writ::interpret
