/// Days of the calendar, without a time of day: 64 bits, proleptic Gregorian.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace writ {

/// A day. The default is 1970-01-01.
struct Date {
  std::int64_t days = 0;  ///< since 1970-01-01
  /// The earlier is the lesser.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// A day as the calendar calls it. The year 0 is the one before the year 1.
struct Civil {
  std::int64_t year = 1970;  ///< of any size
  std::int64_t month = 1;    ///< 1..12
  std::int64_t day = 1;      ///< 1..31
};

/// What the calendar calls a day; there is an answer for every one.
[[nodiscard]] Civil civil(Date date);
/// The day that the calendar calls so. False, and `out` as it was, when it has no such day or the
/// day does not fit.
[[nodiscard]] bool from_civil(const Civil& civil, Date& out);

/// Reads a date as in RFC 3339: `2026-11-21`. Years outside 0000..9999, which RFC 3339 does not
/// have, are read as `to_string` writes them. False, and `out` as it was, when `text` is no date.
[[nodiscard]] bool parse(std::string_view text, Date& out);

/// `2026-11-21`. Years outside 0000..9999 have a sign and at least six digits, as in ISO 8601.
/// `parse` reads all of them.
[[nodiscard]] std::string to_string(Date date);
/// The same behind what `out` holds.
void append_text(std::string& out, Date date);

}  // namespace writ
