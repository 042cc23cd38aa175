#include <unistd.h>

#include <cstdio>
#include <utility>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/fix.h"
#include "compiler/source/printable.h"

namespace writ::cli {

int check(const CheckOptions& options) {
  Drafts drafts;
  if (options.fix)
    if (const int exit_code = fix(options, drafts); exit_code != Clean) return exit_code;
  Pipeline pipeline(options.common, std::move(drafts));
  for (const std::string& file : options.files) pipeline.run(file, false);
  const int exit_code = pipeline.report();
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
