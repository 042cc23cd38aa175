/// What JSON says of a number, a time, bytes: worked out the long way, in 128 bits and without
/// tricks, to say what the quick way must say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reference {

/// The number in units of 10^-scale; nothing where a digit would be lost, or it has no 64 bits.
[[nodiscard]] std::optional<std::int64_t> decimal_units(std::string_view number, int scale);
/// As `42.50`; in quotes from 10^15 units on.
[[nodiscard]] std::string decimal_text(std::int64_t units, int scale);

/// With the least digits that are read as the same; with an exponent below 10^-6 and from 10^21 on.
[[nodiscard]] std::string real_text(double value);

/// Days since 1970-01-01. RFC 3339, and years of more digits with a sign.
[[nodiscard]] std::optional<std::int64_t> date(std::string_view text);
[[nodiscard]] std::string date_text(std::int64_t days);
/// Microseconds since 1970-01-01T00:00:00Z.
[[nodiscard]] std::optional<std::int64_t> instant(std::string_view text);
[[nodiscard]] std::string instant_text(std::int64_t us);
/// Microseconds. ISO 8601, without years and months.
[[nodiscard]] std::optional<std::int64_t> duration(std::string_view text);
[[nodiscard]] std::string duration_text(std::int64_t us);

/// The bytes of base64 with padding.
[[nodiscard]] std::optional<std::string> bytes(std::string_view base64);
[[nodiscard]] std::string bytes_text(std::string_view bytes);

/// The 36 characters of a UUID, in small letters.
[[nodiscard]] std::optional<std::string> uuid(std::string_view text);

}  // namespace reference
