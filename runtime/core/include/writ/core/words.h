/// Texts with values in them: the messages of guards, the places in refusals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <writ/core/bytes.h>
#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/fault.h>
#include <writ/core/real.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// A value as a message shows it: a text as it is.
inline void append_text(std::string& out, std::string_view text) { out += text; }
/// A literal, which would else be taken for a bool.
inline void append_text(std::string& out, const char* text) { out += text; }
/// A number.
void append_text(std::string& out, std::int64_t value);
/// A number that is a literal, which would else be taken for a bool.
inline void append_text(std::string& out, int value) { append_text(out, std::int64_t{value}); }
/// `true` or `false`.
inline void append_text(std::string& out, bool value) { out += value ? "true" : "false"; }
/// A double with the least digits that say which.
void append_text(std::string& out, double value);
/// As a contract writes it: `1h30m`.
void append_text(std::string& out, Duration value);
/// 36 characters.
void append_text(std::string& out, const Uuid& value);
/// Base64.
void append_text(std::string& out, const Bytes& value);
/// A decimal with all its digits.
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

/// A part of a message, or of a place, that may have no value: `otherwise` stands for it then.
/// `value` is called with a `Fault&` and returns the value.
template <class Value>
[[nodiscard]] std::string part(Value value, std::string_view otherwise = "?") {
  Fault fault;
  const auto result = value(fault);
  return fault ? std::string(otherwise) : concat(result);
}

/// A key as a step of a JSON Pointer (RFC 6901): `/a~1b`; what a terminal would act on is made
/// printable, at most 64 bytes of it.
[[nodiscard]] std::string pointer_step(std::string_view key);
/// The same for an index: `/3`.
[[nodiscard]] std::string pointer_step(std::int64_t index);
/// The same for a key that is a day: `/2026-11-21`.
[[nodiscard]] std::string pointer_step(Date key);
/// The same for a point in time.
[[nodiscard]] std::string pointer_step(Instant key);
/// The same for an identifier.
[[nodiscard]] std::string pointer_step(const Uuid& key);

}  // namespace writ
