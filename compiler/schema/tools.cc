// Intents as the tools of a language model.
//
// What each provider takes:
// - Model Context Protocol, 2025-11-25: names of 1 to 128 letters, digits, `_`, `-` and `.`;
//   `title` and hints for people.
//   https://modelcontextprotocol.io/specification/2025-11-25/server/tools
// - OpenAI, Responses API: names of at most 64 letters, digits, `_` and `-`; `strict` takes a part
//   of JSON Schema. https://platform.openai.com/docs/guides/function-calling
// - Anthropic, Messages API: the same names; `input_schema` is an object, without a choice at its
//   top. https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools
#include <algorithm>

#include "compiler/schema/json.h"
#include "compiler/schema/schema.h"
#include "compiler/schema/shapes.h"
#include "compiler/schema/strict.h"
#include "compiler/source/one_line.h"

namespace writ::schema {

using model::Contract;
using model::ExprKind;
using model::IntentId;

namespace {

/// `AddLine` as a person writes it: "Add line".
std::string title_of(const std::string& name) {
  std::string title;
  for (const char c : name) {
    const bool large = c >= 'A' && c <= 'Z';
    if (large && !title.empty()) title += ' ';
    title += large && !title.empty() ? static_cast<char>(c | 0x20) : c == '_' ? ' ' : c;
  }
  return title;
}

/// A message with its values as they are written: "only {free} seats left".
std::string message_words(const source::Files& files, const model::Expr& message) {
  if (message.kind == ExprKind::Text) return message.text;
  std::string words;
  for (const model::Expr& piece : message.operands)
    words += piece.kind == ExprKind::Text ? piece.text
                                          : "{" + source::one_line(files.text(piece.span)) + "}";
  return words;
}

/// What the intent does, and what its guards say when they refuse.
std::string description(const Contract& contract, const source::Files& files, IntentId id) {
  const model::Intent& intent = contract.intents[model::index(id)];
  std::string text = lines(intent.doc);
  if (text.empty()) text = title_of(intent.name) + ", an intent of " + contract.name + ".";
  std::string refusals;
  for (const model::Guard& guard : contract.guards) {
    for (const model::GuardOn& on : guard.on) {
      if (on.intent != id) continue;
      for (const model::Clause& clause : on.clauses) {
        const std::string words = message_words(files, clause.require.message);
        if (!words.empty()) refusals += "\n- " + words;
      }
    }
  }
  constexpr std::size_t most = 1024;  // what all of them take; the guards are a help, no more
  refusals = refusals.empty() ? "" : "\nRefused, with a reason, when for example:" + refusals;
  return text.size() + refusals.size() <= most ? text + refusals : text;
}

/// A payload that only a caller may give is no tool for a proposer.
bool may_be_proposed(const model::Record& payload, const Contract& contract) {
  return std::none_of(payload.fields.begin(), payload.fields.end(), [&](const model::Field& field) {
    const bool optional = contract.type(field.type).kind == model::Type::Kind::Optional;
    return field.authored && !field.initial && !optional;
  });
}

Json tool(Provider provider, const std::string& name, const std::string& words, Json input) {
  Json out;
  switch (provider) {
    case Provider::Mcp:
      out["name"] = name;
      out["title"] = title_of(name);
      out["description"] = words;
      out["inputSchema"] = std::move(input);
      out["annotations"]["readOnlyHint"] = false;
      out["annotations"]["openWorldHint"] = false;
      break;
    case Provider::OpenAi: {
      const bool strict = can_be_strict(input);
      out["type"] = "function";
      out["name"] = name;
      out["description"] = words;
      out["parameters"] = strict ? made_strict(std::move(input)) : std::move(input);
      out["strict"] = strict;
      break;
    }
    case Provider::Anthropic:
      out["name"] = name;
      out["description"] = words;
      out["input_schema"] = std::move(input);
      break;
  }
  return out;
}

/// What an intent is as a tool; its schema is still to be put into the provider's form.
struct Built {
  IntentId intent{};
  std::string words;
  Json input;
};

/// All that a proposer may send, up to the first that cannot be a tool.
std::vector<Built> built(const Contract& contract, const source::Files& files, std::size_t longest,
                         std::string& problem) {
  std::vector<Built> all;
  for (std::size_t i = 0; i < contract.intents.size(); ++i) {
    const auto id = static_cast<IntentId>(i);
    const std::string& name = contract.intents[i].name;
    const std::string cannot = "the intent `" + name + "` cannot be a tool: its ";
    if (!may_be_proposed(contract.payload(id), contract)) continue;
    if (name.size() > longest)
      problem = cannot + "name has more than " + std::to_string(longest) + " characters";
    Shapes shapes(contract, files, Style::Plain);
    Json input = shapes.payload(id);
    if (shapes.is_too_large()) problem = cannot + "schema would have more than 10000 parts";
    if (!problem.empty()) return {};
    input.erase("description");
    all.push_back({id, description(contract, files, id), std::move(input)});
  }
  return all;
}

std::size_t longest_name(Provider provider) { return provider == Provider::Mcp ? 128 : 64; }

}  // namespace

std::vector<Tool> each_tool(const Contract& contract, const source::Files& files,
                            std::string& problem) {
  std::vector<Tool> all;
  for (Built& one : built(contract, files, longest_name(Provider::Mcp), problem))
    all.push_back({one.intent, title_of(contract.intents[model::index(one.intent)].name),
                   std::move(one.words), line_of(one.input)});
  return all;
}

Tools tools(const Contract& contract, const source::Files& files, Provider provider) {
  Tools out;
  Json all = Json::array();
  for (Built& one : built(contract, files, longest_name(provider), out.problem))
    all.push_back(tool(provider, contract.intents[model::index(one.intent)].name, one.words,
                       std::move(one.input)));
  if (out.problem.empty()) out.text = text_of(all);
  return out;
}

}  // namespace writ::schema
