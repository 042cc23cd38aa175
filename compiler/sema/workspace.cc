#include "compiler/sema/workspace.h"

namespace writ::sema {

std::string Workspace::title() const {
  if (own().contract) return own().contract->text;
  const std::string& path = input.files[own().file].path();
  return path.substr(path.find_last_of('/') + 1);
}

void help_with(source::Diagnostic& diagnostic, const std::optional<std::string>& guess) {
  if (guess) diagnostic.help("did you mean `" + *guess + "`?");
}

}  // namespace writ::sema
