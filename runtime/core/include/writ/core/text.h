/// Text as UTF-8 (RFC 3629): its length in code points, and a form that is safe to print.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace writ {

/// The number of code points of valid UTF-8.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// The same as contracts count: `text.size`.
[[nodiscard]] inline std::int64_t length(std::string_view text) {
  return static_cast<std::int64_t>(utf8_length(text));
}

/// Are there `least..most` code points in this valid UTF-8? They are counted only where the length
/// in bytes leaves a doubt.
[[nodiscard]] inline bool length_in(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least) return false;
  if (text.size() / 4 >= least && text.size() <= most) return true;
  const std::size_t n = utf8_length(text);
  return n >= least && n <= most;
}

/// The bytes of the code point that `text` begins with, 1..4, and which one it is; 0 when `text` is
/// empty or does not begin with a valid one (overlong forms and surrogates are not).
[[nodiscard]] std::size_t utf8_sequence(std::string_view text, std::uint32_t& code_point);

/// Is all of it valid UTF-8?
[[nodiscard]] bool is_utf8(std::string_view text);

/// Is it valid UTF-8 of `least..most` code points? What a typed caller hands in is asked this.
[[nodiscard]] inline bool is_text(std::string_view text, std::size_t least = 0,
                                  std::size_t most = SIZE_MAX) {
  return is_utf8(text) && length_in(text, least, most);
}

/// Is it nothing but ASCII, without controls?
[[nodiscard]] bool is_plain_ascii(std::string_view text);

/// The longest beginning of valid UTF-8 that has at most `most` bytes and splits no code point.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t most);

/// Foreign text made safe for a terminal or a log line: controls (C0, DEL, C1), and the characters
/// that turn the direction of writing, become `\u{1b}`; bytes that are not UTF-8 become `\xff`. All
/// else stays as it is, so that it can be applied twice. Whatever came from a file, a payload or
/// the environment goes through here before it is printed.
[[nodiscard]] std::string printable(std::string_view text);

/// The same of JSON without white space, valid UTF-8: such characters become escapes of JSON, and
/// it means what it meant.
[[nodiscard]] std::string printable_json(std::string_view json);

}  // namespace writ
