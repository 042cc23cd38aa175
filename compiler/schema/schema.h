/// What the dynamic door of a contract accepts, for those who are no C++: JSON Schema (draft
/// 2020-12), and the tools that a language model is offered.
///
/// In: a checked contract. Out: JSON text, the same for the same contract. docs/json-schema.md says
/// what it looks like, and where schema and door differ; what a schema cannot say stands in it as a
/// `$comment`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/model/contract.h"
#include "compiler/source/files.h"

namespace writ::schema {

/// The schema of a line of JSON with any intent, and of all that payloads are made of; with
/// `intent` that of its payload alone.
[[nodiscard]] std::string document(const model::Contract& contract, const source::Files& files,
                                   std::optional<model::IntentId> intent);

/// Whose form the tools have.
enum class Provider : std::uint8_t { Mcp, OpenAi, Anthropic };

struct Tools {
  std::string text;     ///< a JSON array; empty when there is a problem
  std::string problem;  ///< why an intent cannot be a tool; empty: it could
};

/// A tool for each intent that a proposer may send, each with all that it needs.
[[nodiscard]] Tools tools(const model::Contract& contract, const source::Files& files,
                          Provider provider);

}  // namespace writ::schema
