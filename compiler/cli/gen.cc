#include <algorithm>
#include <cstdio>
#include <utility>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/outputs.h"
#include "compiler/emit/emit.h"
#include "compiler/schema/schema.h"
#include "compiler/source/printable.h"

#ifndef WRIT_VERSION
#define WRIT_VERSION "unknown"
#endif

namespace writ::cli {

namespace {

std::string in_folder(const std::string& folder, const std::string& name) {
  return folder.empty() || folder == "." ? name
         : folder.ends_with('/')         ? folder + name
                                         : folder + "/" + name;
}

/// The first file whose name cannot stand in an `#include`; empty for none. What is generated is
/// called after them.
std::string not_to_be_included(const model::Contract& contract, const source::Files& files) {
  for (const model::Module& module : contract.modules) {
    const std::string& path = files[module.file].path();
    std::string name = path.substr(path.find_last_of('/') + 1);
    const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
      return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= ' ';
    });
    if (!fits) return name;
  }
  return {};
}

/// The intents as tools; or why one cannot be such.
std::string add_tools(emit::With& with, const model::Contract& contract,
                      const source::Files& files) {
  std::string problem;
  for (schema::Tool& one : schema::each_tool(contract, files, problem))
    with.tools.push_back({one.intent, std::move(one.title), std::move(one.description),
                          std::move(one.input_schema)});
  return problem;
}

}  // namespace

int gen(const GenOptions& options) {
  Pipeline pipeline(options.common);
  Pipeline::Result result = pipeline.run(options.contract, true);
  emit::With with;
  with.testing = options.testing;
  with.drafts = options.drafts;
  with.log = options.log || options.mcp;
  with.mcp = options.mcp;
  with.nlohmann = options.nlohmann;
  with.languages = pipeline.translations(options.messages, result);
  if (const int exit_code = pipeline.report(); exit_code != Clean) return exit_code;

  if (options.mcp)
    if (const std::string problem = add_tools(with, *result.contract, pipeline.files());
        !problem.empty())
      return complain(problem), ContractError;
  if (options.json_schema || !options.tools.empty()) return gen_schema(options, pipeline, result);
  if (const std::string name = not_to_be_included(*result.contract, pipeline.files());
      !name.empty()) {
    complain("C++ cannot include what would be called after `" + name +
             "`: give the file a name without quotes, backslashes and control characters");
    return CannotCreate;
  }
  if (options.list_outputs) {
    for (const std::string& name : emit::output_names(*result.contract, pipeline.files(), with))
      std::printf("%s\n", source::printable(in_folder(options.output_dir, name)).c_str());
    return Clean;
  }

  emit::Emitted emitted = emit::emit(*result.contract, pipeline.files(), WRIT_VERSION, with);
  if (!emitted.problem.empty()) {
    complain("this is a mistake of writ, please report it: " + emitted.problem);
    return OurBug;
  }
  std::vector<NewFile> files;
  for (emit::OutputFile& file : emitted.files)
    files.push_back({in_folder(options.output_dir, file.name), std::move(file.text)});
  return write_outputs(options, std::move(files), result.read);
}

}  // namespace writ::cli
