/// Changes to a text, as data: what a fix is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/files.h"

namespace writ::source {

/// What to write in the place of a span; an empty span inserts.
struct Edit {
  Span span;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// The edits that can be made together, in the order of the text: of two that overlap, or insert at
/// one place, the first stays. Whatever ends before it begins is left out.
[[nodiscard]] std::vector<Edit> applicable(std::vector<Edit> edits);

/// The text with these edits made, all of one file; those beyond its end are left out.
[[nodiscard]] std::string apply(std::string_view text, const std::vector<Edit>& edits);

}  // namespace writ::source
