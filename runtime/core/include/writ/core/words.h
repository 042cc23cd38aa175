/// Texts with values in them: the messages of guards, the places in refusals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <writ/core/decimal.h>
#include <writ/core/fault.h>

namespace writ {

/// A value as a message shows it: text as it is, numbers with all their digits.
inline void append_text(std::string& out, std::string_view text) { out += text; }
inline void append_text(std::string& out, const char* text) { out += text; }
inline void append_text(std::string& out, std::int64_t value) { out += std::to_string(value); }
inline void append_text(std::string& out, bool value) { out += value ? "true" : "false"; }
template <int Scale>
void append_text(std::string& out, Decimal<Scale> value) {
  out += decimal_text(value.units, Scale);
}

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

/// A key or an index as a step of a JSON Pointer (RFC 6901): `~` and `/` escaped, what a terminal
/// would act on made printable, at most 64 bytes of it.
[[nodiscard]] std::string pointer_step(std::string_view key);
/// The same for an index.
[[nodiscard]] inline std::string pointer_step(std::int64_t index) { return std::to_string(index); }

}  // namespace writ
