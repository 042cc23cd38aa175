/// A small strict template engine: layout in `templates/`, facts from here, never logic.
///
///   {{name}}            the fact; further lines of it are indented like the first
///   {{#name}}…{{/name}} once for each item of a list; or once when a flag is true
///   {{^name}}…{{/name}} when a list is empty or a flag false
///
/// A tag of a section alone on its line takes the line with it. White space is otherwise kept to
/// the byte. A name that no fact has, and a fact that no tag names, are errors: neither side rots.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace writ::emit {

/// What a template is filled with.
struct Facts {
  using Value = std::variant<std::string, bool, std::vector<Facts>>;
  std::map<std::string, Value, std::less<>> values;

  Facts& text(std::string name, std::string value);
  Facts& flag(std::string name, bool value);
  Facts& list(std::string name, std::vector<Facts> items);
  /// The list, and a flag `has_<name>` that says whether anything is in it.
  Facts& section(const std::string& name, std::vector<Facts> items);
};

struct Rendered {
  std::string text;
  std::string problem;  ///< empty when all went well; else what is wrong with template or facts
};

[[nodiscard]] Rendered render(std::string_view text, const Facts& facts);

/// The text of `templates/<name>`, which is part of the program; empty when there is none.
[[nodiscard]] std::string_view template_text(std::string_view name);

}  // namespace writ::emit
