/// The pages of docs/errors, which are part of the program.
#pragma once

#include <string_view>

namespace writ::cli {

/// The Markdown of a diagnostic's page; empty when there is none of that name.
[[nodiscard]] std::string_view error_page(std::string_view name);

}  // namespace writ::cli
