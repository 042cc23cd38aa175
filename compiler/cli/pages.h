/// The pages of docs/errors and the files of templates/new, which are part of the program.
#pragma once

#include <string_view>

namespace writ::cli {

/// The Markdown of a diagnostic's page; empty when there is none of that name.
[[nodiscard]] std::string_view error_page(std::string_view name);

/// A file of the project that `writ new` makes, with marks for its names; empty when there is none.
[[nodiscard]] std::string_view project_file(std::string_view name);

}  // namespace writ::cli
