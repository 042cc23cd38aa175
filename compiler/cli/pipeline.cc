#include "compiler/cli/pipeline.h"

#include <cstdio>

#include "compiler/cli/exit_code.h"
#include "compiler/sema/check.h"
#include "compiler/source/printable.h"
#include "compiler/syntax/ast.h"

namespace writ::cli {

Pipeline::Result Pipeline::run(const std::string& path, bool only_contracts) {
  Result result;

  // source and syntax: the file and its imports
  Sources::Loaded loaded = sources_.load(path);
  if (!loaded.problem.empty()) {
    problems_.push_back("cannot read `" + path + "`: " + loaded.problem);
    exit_code_ = worse(exit_code_, InputMissing);
    return result;
  }
  result.read = loaded.paths;
  if (!loaded.complete) return result;

  // sema: names, types, facts
  const sema::Input input{files_, loaded.modules, loaded.imports};
  result.is_module = !loaded.modules.front()->contract;
  if (result.is_module && !only_contracts) {
    sema::check_module(input, sink_);
  } else {
    result.contract = sema::check(input, sink_);
  }
  return result;
}

int Pipeline::report() {
  for (const std::string& problem : problems_) complain(problem);
  const std::string text = source::render(files_, sink_, {options_.format, options_.colour});
  std::fputs(text.c_str(), options_.format == source::Format::Json ? stdout : stderr);
  if (sink_.errors() > 0) return worse(exit_code_, ContractError);
  if (sink_.warnings() > 0 && options_.warnings_are_errors) return worse(exit_code_, Findings);
  return exit_code_;
}

void complain(const std::string& message) {
  std::fprintf(stderr, "writ: error: %s\n", source::printable(message).c_str());
}

}  // namespace writ::cli
