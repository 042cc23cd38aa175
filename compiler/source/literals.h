/// What literals of times, sizes, doubles and identifiers come to, and how a contract writes them.
/// What goes in has the form that the lexer asks for, unless something else is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace writ::source {

/// Microseconds of `1h30m`; nothing when they do not fit.
[[nodiscard]] std::optional<std::int64_t> duration_literal(std::string_view text);
/// Days since 1970-01-01 of `2026-01-31`; nothing when the calendar has no such day.
[[nodiscard]] std::optional<std::int64_t> date_literal(std::string_view text);
/// Microseconds since 1970-01-01T00:00:00Z of `2026-01-31T09:00:00Z`; nothing when there is no such
/// time. Digits behind the microseconds count for nothing.
[[nodiscard]] std::optional<std::int64_t> instant_literal(std::string_view text);
/// How many digits of a second such an instant has.
[[nodiscard]] std::size_t fraction_digits(std::string_view instant);
/// Bytes of `64KiB`; nothing when they do not fit.
[[nodiscard]] std::optional<std::int64_t> size_literal(std::string_view text);
/// The double nearest to `-12.50`, in the least digits that say which: `-12.5`, `3.0`, `1e+300`.
/// Nothing when it would be infinite. Two are equal when their texts are.
[[nodiscard]] std::optional<std::string> float_literal(std::string_view digits);
/// Of any text: a UUID in small letters; nothing when it is none.
[[nodiscard]] std::optional<std::string> uuid_literal(std::string_view text);

/// `1h30m`, `-7d`, `0s`
[[nodiscard]] std::string duration_words(std::int64_t microseconds);
/// `2026-01-31`; years that no literal has get a sign.
[[nodiscard]] std::string date_words(std::int64_t days);
/// `2026-01-31T09:00:00Z`, with six digits of a second where they are not all zero.
[[nodiscard]] std::string instant_words(std::int64_t microseconds);

/// What a text in the form of `float_literal` stands for.
[[nodiscard]] double float_value(std::string_view text);
/// The place of a double in the order of all of them, 0 for 0.0: the next one has the next number.
[[nodiscard]] std::int64_t float_rank(double value);
/// The double of a place, in the form of `float_literal`.
[[nodiscard]] std::string float_words(std::int64_t rank);

}  // namespace writ::source
