#include <cstdio>
#include <utility>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/outputs.h"
#include "compiler/emit/emit.h"
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

}  // namespace

int gen(const GenOptions& options) {
  Pipeline pipeline(options.common);
  const Pipeline::Result result = pipeline.run(options.contract, true);
  if (const int exit_code = pipeline.report(); exit_code != Clean) return exit_code;

  if (options.json_schema || !options.tools.empty()) return gen_schema(options, pipeline, result);
  const emit::With with = options.testing ? emit::With::Testing : emit::With::Program;
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
