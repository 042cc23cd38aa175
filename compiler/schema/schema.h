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
#include <vector>

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

/// An intent as a tool, whoever takes it.
struct Tool {
  model::IntentId intent{};
  std::string title;         ///< for people: `Add line`
  std::string description;   ///< what it does, and when it is refused; may have several lines
  std::string input_schema;  ///< JSON without line breaks: an object with all that it needs
};
/// One for each intent that a proposer may send, in the order of the contract; nothing, and the
/// `problem`, where one cannot be a tool of the Model Context Protocol.
[[nodiscard]] std::vector<Tool> each_tool(const model::Contract& contract,
                                          const source::Files& files, std::string& problem);

/// A tool for each intent that a proposer may send, each with all that it needs.
[[nodiscard]] Tools tools(const model::Contract& contract, const source::Files& files,
                          Provider provider);

}  // namespace writ::schema
