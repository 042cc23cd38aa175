#include <unistd.h>

#include <cstdio>
#include <utility>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/fix.h"
#include "compiler/cost/cost.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

std::string shown(const std::optional<std::uint64_t>& most) {
  return most ? std::to_string(*most) : "no bound";
}

std::string summary(const cost::Step& step) {
  if (step.walks.empty()) return "the same, however much there is";
  if (!step.most) return "no bound is known";
  return "at most " + shown(step.most) + " elements";
}

/// A line for each transition, and below it one for each walk through a collection.
void print_cost(const model::Contract& contract, const source::Files& files) {
  for (const cost::Step& step : cost::steps(contract, files)) {
    std::printf("%s: %s\n", source::printable(step.words).c_str(), summary(step).c_str());
    for (const cost::Walk& walk : step.walks)
      std::printf("  %10s  %s%s%s\n", shown(walk.most).c_str(), walk.where.c_str(),
                  walk.where.empty() ? "" : ": ", source::printable(walk.what).c_str());
  }
}

}  // namespace

int check(const CheckOptions& options) {
  Drafts drafts;
  if (options.fix)
    if (const int exit_code = fix(options, drafts); exit_code != Clean) return exit_code;
  Pipeline pipeline(options.common, std::move(drafts));
  std::vector<model::Contract> contracts;
  for (const std::string& file : options.files) {
    Pipeline::Result result = pipeline.run(file, false);
    (void)pipeline.translations(options.messages, result);
    if (options.cost && result.contract) contracts.push_back(*std::move(result.contract));
  }
  const int exit_code = pipeline.report();
  for (const model::Contract& contract : contracts) print_cost(contract, pipeline.files());
  if (exit_code == Clean && options.common.format == source::Format::Text &&
      isatty(STDERR_FILENO)) {
    const std::string what = options.files.size() == 1
                                 ? source::printable(options.files.front())
                                 : std::to_string(options.files.size()) + " files";
    std::fprintf(stderr, "%s: no errors\n", what.c_str());
  }
  return exit_code;
}

}  // namespace writ::cli
