#include "compiler/source/literals.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace writ::source {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;

struct Unit {
  std::string_view name;
  std::int64_t size;
};
constexpr std::array<Unit, 7> times = {{{"w", 7 * day},
                                        {"d", day},
                                        {"h", 3'600 * second},
                                        {"m", 60 * second},
                                        {"s", second},
                                        {"ms", 1'000},
                                        {"us", 1}}};
constexpr std::array<Unit, 4> sizes = {
    {{"B", 1}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number that `text` begins with, taken off it.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  if (error != std::errc{}) return std::nullopt;
  return value;
}

/// Numbers with units, added up.
template <std::size_t N>
std::optional<std::int64_t> added_up(std::string_view text, const std::array<Unit, N>& units) {
  std::int64_t sum = 0;
  while (!text.empty()) {
    const auto count = take_number(text);
    std::size_t length = 0;
    while (length < text.size() && !is_digit(text[length])) ++length;
    const std::string_view name = text.substr(0, length);
    text.remove_prefix(length);
    std::int64_t part = 0;
    for (const Unit& unit : units) {
      if (unit.name != name) continue;
      if (!count || __builtin_mul_overflow(*count, unit.size, &part)) return std::nullopt;
    }
    if (__builtin_add_overflow(sum, part, &sum)) return std::nullopt;
  }
  return sum;
}

/// Days since 1970-01-01 of a civil date (Howard Hinnant's algorithms).
std::int64_t days_from_civil(std::int64_t y, std::int64_t m, std::int64_t d) {
  y -= m <= 2;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  return era * 146'097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719'468;
}

/// Two digits, or four.
std::int64_t digits(std::string_view text, std::size_t at, std::size_t count) {
  std::int64_t value = 0;
  for (const char c : text.substr(at, count)) value = value * 10 + (c - '0');
  return value;
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace

std::optional<std::int64_t> duration_literal(std::string_view text) {
  return added_up(text, times);
}

std::optional<std::int64_t> size_literal(std::string_view text) { return added_up(text, sizes); }

std::optional<std::int64_t> date_literal(std::string_view text) {
  const std::int64_t year = digits(text, 0, 4);
  const std::int64_t month = digits(text, 5, 2);
  const std::int64_t of_month = digits(text, 8, 2);
  constexpr std::array<std::int64_t, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return std::nullopt;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const std::int64_t length =
      lengths.at(static_cast<std::size_t>(month - 1)) + (month == 2 && leap ? 1 : 0);
  if (of_month < 1 || of_month > length) return std::nullopt;
  return days_from_civil(year, month, of_month);
}

std::size_t fraction_digits(std::string_view instant) {
  const std::size_t point = instant.find('.');
  if (point == std::string_view::npos) return 0;
  std::size_t count = 0;
  while (point + 1 + count < instant.size() && is_digit(instant[point + 1 + count])) ++count;
  return count;
}

std::optional<std::int64_t> instant_literal(std::string_view text) {
  const auto date = date_literal(text);
  const std::int64_t hour = digits(text, 11, 2);
  const std::int64_t minute = digits(text, 14, 2);
  const std::int64_t seconds = text[16] == ':' ? digits(text, 17, 2) : 0;
  if (!date || hour > 23 || minute > 59 || seconds > 59) return std::nullopt;
  std::int64_t fraction = 0;
  const std::size_t precise = fraction_digits(text);
  for (std::size_t i = 0; i < 6; ++i)
    fraction = fraction * 10 + (i < precise ? text[text.find('.') + 1 + i] - '0' : 0);
  std::int64_t ahead = 0;
  if (!text.ends_with('Z')) {
    const std::string_view offset = text.substr(text.size() - 6);
    if (digits(offset, 1, 2) > 23 || digits(offset, 4, 2) > 59) return std::nullopt;
    ahead = digits(offset, 1, 2) * 60 + digits(offset, 4, 2);
    if (offset.front() == '-') ahead = -ahead;
  }
  return *date * day + ((hour * 60 + minute - ahead) * 60 + seconds) * second + fraction;
}

double float_value(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

namespace {

std::string words_of(double value) {
  if (value == 0) return "0.0";
  std::array<char, 64> text{};
  const bool plain = std::abs(value) >= 1e-6 && std::abs(value) < 1e21;
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  std::string out(text.data(),
                  std::to_chars(text.data(), text.data() + text.size(), value, format).ptr);
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

}  // namespace

std::optional<std::string> float_literal(std::string_view digits) {
  double value = 0;
  const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec;
  if (error == std::errc::result_out_of_range) {
    // A literal has no exponent: what is too small begins with a zero.
    const std::size_t first = digits.find_first_of("123456789");
    if (first < digits.find('.')) return std::nullopt;
    value = 0;
  }
  return words_of(value);
}

std::int64_t float_rank(double value) {
  // IEEE 754 orders them like integers with a sign of their own.
  const auto bits = std::bit_cast<std::int64_t>(value);
  return bits < 0 ? INT64_MIN - bits : bits;
}

std::string float_words(std::int64_t rank) {
  return words_of(std::bit_cast<double>(rank < 0 ? INT64_MIN - rank : rank));
}

std::optional<std::string> uuid_literal(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const char c =
        text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (hyphen ? c != '-' : !is_digit(c) && (c < 'a' || c > 'f')) return std::nullopt;
    out += c;
  }
  return out;
}

std::string duration_words(std::int64_t microseconds) {
  if (microseconds == 0) return "0s";
  // The least number has no opposite.
  const auto all = static_cast<std::uint64_t>(microseconds);
  std::uint64_t rest = microseconds < 0 ? 0 - all : all;
  std::string out = microseconds < 0 ? "-" : "";
  for (const Unit& unit : times) {
    if (unit.name == "w") continue;  // seven days are `7d`
    const auto size = static_cast<std::uint64_t>(unit.size);
    if (rest >= size) (out += std::to_string(rest / size)) += unit.name;
    rest %= size;
  }
  return out;
}

std::string date_words(std::int64_t days) {
  // Days since 0000-03-01, in eras of 400 years: taken apart before they are moved, so that none of
  // it overflows.
  constexpr std::int64_t per_era = 146'097;
  std::int64_t era = days / per_era + 719'468 / per_era;
  std::int64_t doe = days % per_era + 719'468 % per_era;
  if (doe < 0) --era, doe += per_era;
  if (doe >= per_era) ++era, doe -= per_era;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = yoe + era * 400 + (month <= 2);
  const std::string sign = year < 0 ? "-" : year > 9'999 ? "+" : "";
  return sign + padded(year < 0 ? -year : year, sign.empty() ? 4 : 6) + "-" + padded(month, 2) +
         "-" + padded(doy - (153 * mp + 2) / 5 + 1, 2);
}

std::string instant_words(std::int64_t microseconds) {
  const std::int64_t days = microseconds / day - (microseconds % day < 0 ? 1 : 0);
  const std::int64_t rest = microseconds % day + (microseconds % day < 0 ? day : 0);
  const std::int64_t seconds = rest / second;
  std::string out = date_words(days) + "T" + padded(seconds / 3600, 2) + ":" +
                    padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
  if (rest % second != 0) out += "." + padded(rest % second, 6);
  return out + "Z";
}

}  // namespace writ::source
