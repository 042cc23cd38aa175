/// Diagnostics for programs. Private to the renderer, so that one file only needs nlohmann_json.
#pragma once

#include <string>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"

namespace writ::source {

/// An array of {name, severity, message, file, line, column, end_line, end_column, label,
/// secondary: [{file, line, column, end_line, end_column, label}], helps: […]}, and where there is
/// one, fix: [{file, line, column, end_line, end_column, begin, end, text}]. Lines and columns
/// count from 1, columns in code points; `begin` and `end` count bytes from 0; the end is the place
/// behind the last one.
[[nodiscard]] std::string render_json(const Files& files, const Sink& sink);

}  // namespace writ::source
