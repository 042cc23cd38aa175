#include <cstdio>
#include <utility>

#include "compiler/cli/exit_code.h"
#include "compiler/cli/outputs.h"
#include "compiler/schema/schema.h"
#include "compiler/source/suggest.h"

namespace writ::cli {

namespace {

std::optional<model::IntentId> intent_named(const model::Contract& contract,
                                            const std::string& name) {
  for (std::size_t i = 0; i < contract.intents.size(); ++i)
    if (contract.intents[i].name == name) return static_cast<model::IntentId>(i);
  return std::nullopt;
}

int no_intent(const model::Contract& contract, const std::string& name) {
  std::vector<std::string_view> names;
  for (const model::Intent& intent : contract.intents) names.emplace_back(intent.name);
  const std::optional<std::string> near = source::closest(name, names);
  complain("`" + contract.name + "` has no intent `" + name + "`" +
           (near ? "; did you mean `" + *near + "`?" : ""));
  return Usage;
}

schema::Provider provider_named(const std::string& name) {
  if (name == "mcp") return schema::Provider::Mcp;
  return name == "openai" ? schema::Provider::OpenAi : schema::Provider::Anthropic;
}

}  // namespace

int gen_schema(const GenOptions& options, const Pipeline& pipeline,
               const Pipeline::Result& result) {
  const model::Contract& contract = *result.contract;
  std::string text;
  if (options.json_schema) {
    const std::optional<model::IntentId> intent = intent_named(contract, options.intent);
    if (!intent && !options.intent.empty()) return no_intent(contract, options.intent);
    text = schema::document(contract, pipeline.files(), intent);
  } else {
    schema::Tools tools = schema::tools(contract, pipeline.files(), provider_named(options.tools));
    if (!tools.problem.empty()) return complain(tools.problem), ContractError;
    text = std::move(tools.text);
  }
  std::vector<NewFile> files;
  if (!options.output_dir.empty()) {
    files.push_back({options.output_dir, std::move(text)});
  } else {
    std::fputs(text.c_str(), stdout);
  }
  return write_outputs(options, std::move(files), result.read);
}

}  // namespace writ::cli
