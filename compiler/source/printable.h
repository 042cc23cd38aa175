/// The one door through which text of files, payloads and the environment reaches a terminal.
///
/// In: any bytes. Out: valid UTF-8 on one line that shows what is there and cannot move the cursor,
/// recolour or reorder what stands around it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace writ::source {

/// The code point at the front of `text`, and how many bytes it has. Not valid UTF-8 (overlong and
/// surrogates too): `valid` is false, `bytes` is 1. Empty text has no bytes.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 0;
  bool valid = false;
};
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// Controls that change the order of the text around them: U+202A…U+202E, U+2066…U+2069.
[[nodiscard]] bool is_bidi_control(std::uint32_t code_point);

/// Controls (C0, DEL, C1), line separators, marks and controls of direction become `\u{…}`, bytes
/// that are not UTF-8 become `\x{..}`; everything else stays. A tab is a control here.
[[nodiscard]] std::string printable(std::string_view text);

/// UTF-8 of a valid code point.
[[nodiscard]] std::string utf8(std::uint32_t code_point);

}  // namespace writ::source
