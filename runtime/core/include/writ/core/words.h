/// Texts with values in them: the messages of guards, the places in refusals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <writ/core/decimal.h>
#include <writ/core/fault.h>
#include <writ/core/time.h>

namespace writ {

/// A value as a message shows it: a text as it is.
inline void append_text(std::string& out, std::string_view text) { out += text; }
/// A literal, which would else be taken for a bool.
inline void append_text(std::string& out, const char* text) { out += text; }
/// A number.
inline void append_text(std::string& out, std::int64_t value) { out += std::to_string(value); }
/// A number that is a literal, which would else be taken for a bool.
inline void append_text(std::string& out, int value) { out += std::to_string(value); }
/// `true` or `false`.
inline void append_text(std::string& out, bool value) { out += value ? "true" : "false"; }
/// A decimal with all its digits.
template <int Scale>
void append_text(std::string& out, Decimal<Scale> value) {
  out += decimal_text(value.units, Scale);
}

/// An instant as in RFC 3339.
inline void append_text(std::string& out, Instant value) { out += to_string(value); }

/// `concat("only ", left, " of ", sku, " left")`
template <class... Parts>
[[nodiscard]] std::string concat(const Parts&... parts) {
  std::string out;
  (append_text(out, parts), ...);
  return out;
}

/// A part of a message that may have no value: `?` stands for it then. `value` is called with a
/// `Fault&` and returns the value.
template <class Value>
[[nodiscard]] std::string part(Value value) {
  Fault fault;
  const auto result = value(fault);
  return fault ? "?" : concat(result);
}

/// A key as a step of a JSON Pointer (RFC 6901): `/a~1b`; what a terminal would act on is made
/// printable, at most 64 bytes of it.
[[nodiscard]] std::string pointer_step(std::string_view key);
/// The same for an index: `/3`.
[[nodiscard]] std::string pointer_step(std::int64_t index);

}  // namespace writ
