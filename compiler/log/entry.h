/// A line of an audit file, taken apart. The file may be anybody's: nothing of it is believed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace writ::log {

/// The members of an object in their order: names, and values as they stand in the text.
using Members = std::vector<std::pair<std::string, std::string_view>>;

/// Of an object; nothing for anything else. The views are into the text.
[[nodiscard]] std::optional<Members> members_of(std::string_view json);
/// The elements of an array; none of anything else.
[[nodiscard]] std::vector<std::string_view> elements_of(std::string_view json);
/// The value of that name; empty where there is none.
[[nodiscard]] std::string_view value_of(const Members& members, std::string_view name);
/// A text without its quotes and escapes; anything else as it is written.
[[nodiscard]] std::string text_of(std::string_view json);

/// What somebody looks for: `outcome=refused`.
struct Filter {
  std::string key;
  std::string value;
};
/// The keys that there are: `action`, `guard`, `instance` …
[[nodiscard]] const std::vector<std::string_view>& filter_keys();
/// Does the entry have all that is looked for? Of `guard` one that denied, of `path` a place that
/// changed, or one in it.
[[nodiscard]] bool passes(const Members& entry, const std::vector<Filter>& filters);

}  // namespace writ::log
