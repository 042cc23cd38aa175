/// JSON out (RFC 8259), in one canonical form: members in the order they are written, no spaces,
/// nothing escaped that need not be, numbers as digits. The same value gives the same bytes.
///
/// Text goes behind what `out` holds. The bytes are valid UTF-8 whatever a string holds: bytes that
/// are not become U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <writ/core/bool.h>
#include <writ/core/bytes.h>
#include <writ/core/date.h>
#include <writ/core/decimal.h>
#include <writ/core/time.h>
#include <writ/core/uuid.h>

namespace writ {

/// A string in quotes. Quotes, backslashes and controls are escaped as in RFC 8785, 3.2.2.2.
void append_json(std::string& out, std::string_view text);
/// A number as digits.
void append_json(std::string& out, std::int64_t value);
/// A number as digits.
void append_json(std::string& out, std::uint64_t value);
/// An instant as a string (RFC 3339).
void append_json(std::string& out, Instant value);
/// A duration as a string (ISO 8601).
void append_json(std::string& out, Duration value);
/// A date as a string (RFC 3339).
void append_json(std::string& out, Date value);
/// A UUID as a string.
void append_json(std::string& out, const Uuid& value);
/// Bytes as a string (base64).
void append_json(std::string& out, const Bytes& value);
/// A double with the least digits that are read as the same; `null` for what is no number.
void append_json(std::string& out, double value);
/// `true` or `false`.
inline void append_json(std::string& out, Bool value) { out += value ? "true" : "false"; }
/// `true` or `false`, or another whole number as digits. (A pointer does not fit here.)
template <class T>
requires(std::is_integral_v<T>) void append_json(std::string& out, T value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_signed_v<T>) {
    append_json(out, static_cast<std::int64_t>(value));
  } else {
    append_json(out, static_cast<std::uint64_t>(value));
  }
}
/// All fraction digits; a number, or a string where a reader that takes numbers for doubles could
/// lose digits: of more than 15.
void append_json_decimal(std::string& out, std::int64_t units, int scale);
/// The same, of a `Decimal`.
template <int Scale>
void append_json(std::string& out, Decimal<Scale> value) {
  append_json_decimal(out, value.units, Scale);
}

/// `{"a":1,"b":2}`: opens with the object, closes with the scope: give it one of its own, so that
/// it has closed before the text is returned. When the scope is left by an exception, the text
/// stays unfinished.
class JsonMembers {
 public:
  /// Opens an object at the end of `out`, which must outlive it.
  explicit JsonMembers(std::string& out);
  JsonMembers(const JsonMembers&) = delete;
  JsonMembers& operator=(const JsonMembers&) = delete;
  /// Closes the object; may throw `std::bad_alloc`.
  ~JsonMembers() noexcept(false);
  /// Writes the name; the member's value goes to the text returned, which is `out`.
  std::string& operator[](std::string_view name);

 private:
  std::string& out_;
  int exceptions_;
  bool first_ = true;
};

/// `[1,2]`, in the same way: `append_json(elements.next(), 1)`.
class JsonElements {
 public:
  /// Opens an array at the end of `out`, which must outlive it.
  explicit JsonElements(std::string& out);
  JsonElements(const JsonElements&) = delete;
  JsonElements& operator=(const JsonElements&) = delete;
  /// Closes the array; may throw `std::bad_alloc`.
  ~JsonElements() noexcept(false);
  /// The next element goes to the text returned, which is `out`.
  std::string& next();

 private:
  std::string& out_;
  int exceptions_;
  bool first_ = true;
};

}  // namespace writ
