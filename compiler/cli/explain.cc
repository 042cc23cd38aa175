#include <cstdio>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/pages.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/suggest.h"

namespace writ::cli {

int explain(const ExplainOptions& options) {
  std::vector<std::string_view> names;
  for (const source::Kind* kind : source::catalogue()) names.push_back(kind->name);
  if (options.name.empty()) {
    for (const std::string_view name : names)
      std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
    return Clean;
  }
  const std::string_view page = error_page(options.name);
  if (!page.empty()) {
    std::fwrite(page.data(), 1, page.size(), stdout);
    return Clean;
  }
  std::string message = "no diagnostic is called `" + options.name + "`";
  if (const auto guess = source::closest(options.name, names))
    message += "; did you mean `" + *guess + "`?";
  complain(message);
  return Usage;
}

}  // namespace writ::cli
