/// What differs between two texts, as `diff -u` shows it.
#pragma once

#include <string>
#include <string_view>

namespace writ::source {

struct DiffOptions {
  bool colour = false;
};

/// Empty when the texts are equal. `path` names both sides; three lines of context around each
/// change. `patch -p0` takes it, unless a text has control characters: those are made visible.
/// Texts of many thousand lines that have little in common are shown as one change.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after, DiffOptions options = {});

}  // namespace writ::source
