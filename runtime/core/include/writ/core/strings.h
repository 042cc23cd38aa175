/// What contracts do with texts, all of them valid UTF-8: letters, parts, and what is in them.
///
/// What is a part of a text comes as a view of it, or, of a text that nobody else holds, as a text.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace writ {

/// A text that ends with the expression it stands in: a view of it must not be handed on.
template <class T>
concept PassingText = std::same_as<T, std::string>;

/// With the letters A to Z as small ones; all else, letters with accents too, stays as it is.
[[nodiscard]] std::string lower(std::string_view text);
/// With the letters a to z as capitals; all else, letters with accents too, stays as it is.
[[nodiscard]] std::string upper(std::string_view text);

/// Without white space of ASCII at both ends: space, tab, line feed, vertical tab, form feed,
/// carriage return.
[[nodiscard]] std::string_view trim(std::string_view text);
/// The same of a text that ends here.
template <PassingText Text>
[[nodiscard]] std::string trim(Text&& text) {
  return std::string(trim(std::string_view(text)));
}

/// The code points number `at` to `at + count - 1`, counted from 0, as far as there are such: what
/// lies before the beginning or behind the end is left out.
[[nodiscard]] std::string_view slice(std::string_view text, std::int64_t at, std::int64_t count);
/// The same of a text that ends here.
template <PassingText Text>
[[nodiscard]] std::string slice(Text&& text, std::int64_t at, std::int64_t count) {
  return std::string(slice(std::string_view(text), at, count));
}

/// Does it begin with this? Every text begins with the empty one.
[[nodiscard]] inline bool starts_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}
/// Is this somewhere in it? The empty text is.
[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// What stands between the separators: one more than there are of them, some perhaps empty. An
/// empty separator separates nothing: the whole text is the only element.
[[nodiscard]] std::vector<std::string> split(std::string_view text, std::string_view separator);

}  // namespace writ
