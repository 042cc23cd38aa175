#include "scalars.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "wide.h"

namespace reference {

namespace {

constexpr Wide far = Wide{1} << 76;  // beyond all that could fit: larger ones stay there

std::optional<std::int64_t> narrow(Wide value) {
  if (value < INT64_MIN || value > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

Wide number_of(std::string_view digits) {
  Wide value = 0;
  for (const char c : digits) value = std::min(far, value * 10 + (c - '0'));
  return value;
}

}  // namespace

// --- numbers -------------------------------------------------------------------------------------

std::optional<std::int64_t> decimal_units(std::string_view number, int scale) {
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  Wide power = 0;
  if (e < number.size()) {
    std::string_view digits = number.substr(e + 1);
    const bool down = digits.starts_with('-');
    if (down || digits.starts_with('+')) digits.remove_prefix(1);
    power = down ? -number_of(digits) : number_of(digits);
  }
  std::string digits(number.substr(0, e));
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    power -= static_cast<Wide>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  while (digits.size() > 1 && digits.ends_with('0')) digits.pop_back(), ++power;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return 0;
  power += scale;
  if (power < 0 || power > 20 || digits.size() > 20) return std::nullopt;
  digits.append(static_cast<std::size_t>(power), '0');
  return narrow(negative ? -number_of(digits) : number_of(digits));
}

std::string decimal_text(std::int64_t units, int scale) {
  const Wide size = units < 0 ? -Wide{units} : Wide{units};
  std::string digits = std::to_string(static_cast<std::uint64_t>(size));
  const auto fraction = static_cast<std::size_t>(scale);
  if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - fraction, 1, '.');
  if (units < 0) digits.insert(0, 1, '-');
  return size < Wide{1'000'000'000'000'000} ? digits : '"' + digits + '"';
}

std::string real_text(double value) {
  if (value == 0) return "0.0";
  char text[64];
  for (int precision = 0; precision < 18; ++precision) {
    std::snprintf(text, sizeof text, "%.*e", precision, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  const std::string_view all = text;
  const std::size_t e = all.find('e');
  const int power = std::atoi(text + e + 1);
  const bool negative = all.starts_with('-');
  std::string digits;
  for (const char c : all.substr(0, e))
    if (c >= '0' && c <= '9') digits += c;
  std::string out;
  if (power >= 21 || power < -6) {
    out = digits.substr(0, 1) + (digits.size() > 1 ? "." + digits.substr(1) : "");
    std::snprintf(text, sizeof text, "e%+03d", power);
    out += text;
  } else if (power < 0) {
    out = "0." + std::string(static_cast<std::size_t>(-power - 1), '0') + digits;
  } else {
    const auto whole = static_cast<std::size_t>(power) + 1;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
    out = digits.substr(0, whole) + '.' + (digits.size() > whole ? digits.substr(whole) : "0");
  }
  return (negative ? "-" : "") + out;
}

// --- times ---------------------------------------------------------------------------------------

namespace {

constexpr Wide second = 1'000'000;
constexpr Wide day = 86'400 * second;

bool is_leap(Wide year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int length_of(Wide year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

Wide floor_div(Wide a, Wide b) { return a / b - (a % b < 0); }

/// Of the first day of a year, from that of the year 0 on.
Wide days_before(Wide year) {
  const Wide last = year - 1;
  return 365 * year + floor_div(last, 4) - floor_div(last, 100) + floor_div(last, 400) + 1;
}

/// Takes a text apart from the left. What is not as it should be makes all of it wrong.
struct Cursor {
  std::string_view rest;
  bool right = true;

  bool at(std::string_view any) const {
    return !rest.empty() && any.find(rest[0]) != std::string_view::npos;
  }
  bool take(std::string_view any) {
    const bool is = at(any);
    if (is) rest.remove_prefix(1);
    return is;
  }
  void need(std::string_view any) { right &= take(any); }
  std::string_view digits() {
    const std::size_t size = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }
  int two(int least, int most) {
    const std::string_view both = rest.substr(0, 2);
    const bool is = both.size() == 2 && both.find_first_not_of("0123456789") == both.npos;
    const int value = is ? static_cast<int>(number_of(both)) : least;
    right &= is && least <= value && value <= most;
    rest.remove_prefix(is ? 2 : 0);
    return value;
  }
};

/// Millionths of a second; further digits count for nothing.
Wide fraction(std::string_view digits) {
  std::string six(digits.substr(0, 6));
  six.append(6 - six.size(), '0');
  return number_of(six);
}

/// Days since 1970-01-01 of `2026-11-21`.
Wide day_number(Cursor& in) {
  const bool negative = in.at("-");
  const bool is_signed = in.take("+-");
  const std::string_view digits = in.digits();
  const Wide year = negative ? -number_of(digits) : number_of(digits);
  // A sign only where it is needed, six digits at least, and none in front that says nothing.
  const bool fits = is_signed ? digits.size() >= 6 && (digits.size() == 6 || digits[0] != '0') &&
                                    (year < 0 || year > 9999)
                              : digits.size() == 4;
  in.right &= fits && number_of(digits) < far;
  if (!in.right) return 0;
  in.need("-");
  const int month = in.two(1, 12);
  in.need("-");
  const int of_month = in.two(1, 31);
  if (!in.right || of_month > length_of(year, month)) return in.right = false, 0;
  Wide days = days_before(year) - days_before(1970) + of_month - 1;
  for (int m = 1; m < month; ++m) days += length_of(year, m);
  return days;
}

}  // namespace

std::optional<std::int64_t> date(std::string_view text) {
  Cursor in{text};
  const Wide days = day_number(in);
  return in.right && in.rest.empty() ? narrow(days) : std::nullopt;
}

std::string date_text(std::int64_t days) {
  const Wide at = Wide{days} + days_before(1970);
  Wide year = floor_div(at * 400, 146'097);  // near it
  while (days_before(year) > at) --year;
  while (days_before(year + 1) <= at) ++year;
  Wide left = at - days_before(year);
  int month = 1;
  for (; left >= length_of(year, month); ++month) left -= length_of(year, month);
  const bool is_signed = year < 0 || year > 9999;
  char text[64];
  std::snprintf(text, sizeof text, is_signed ? "%c%06lld-%02d-%02d" : "%c%04lld-%02d-%02d",
                year < 0 ? '-' : '+', static_cast<long long>(year < 0 ? -year : year), month,
                static_cast<int>(left) + 1);
  return text + (is_signed ? 0 : 1);
}

std::optional<std::int64_t> instant(std::string_view text) {
  Cursor in{text};
  Wide us = day_number(in) * day;
  in.need("Tt");
  us += in.two(0, 23) * 3600 * second;
  in.need(":");
  us += in.two(0, 59) * 60 * second;
  in.need(":");
  us += in.two(0, 59) * second;
  if (in.take(".")) {
    const std::string_view digits = in.digits();
    in.right &= !digits.empty();
    us += fraction(digits);
  }
  if (!in.take("Zz")) {
    const bool ahead = in.at("+");
    in.need("+-");
    const int hours = in.two(0, 23);
    in.need(":");
    const Wide offset = (hours * 60 + in.two(0, 59)) * 60 * second;
    us += ahead ? -offset : offset;
  }
  return in.right && in.rest.empty() ? narrow(us) : std::nullopt;
}

std::string instant_text(std::int64_t us) {
  const Wide of_day = us - floor_div(us, day) * day;
  const auto seconds = static_cast<int>(of_day / second);
  char text[64];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  std::string out = date_text(static_cast<std::int64_t>(floor_div(us, day))) + text;
  if (of_day % second != 0) {
    std::snprintf(text, sizeof text, ".%06d", static_cast<int>(of_day % second));
    out += text;
  }
  return out + 'Z';
}

std::optional<std::int64_t> duration(std::string_view text) {
  Cursor in{text};
  const bool negative = in.at("-");
  in.take("+-");
  in.need("P");
  constexpr std::string_view units = "WDTHMS";  // in this order, each once
  constexpr Wide sizes[] = {7 * day, day, 0, 3600 * second, 60 * second, second};
  Wide us = 0;
  bool any = false;  // since the `P`, or the `T`
  for (std::size_t next = 0; in.right && !in.rest.empty(); any = true) {
    if (next <= 2 && in.take("T")) {
      next = 3;
      in.right &= in.at("0123456789");
      continue;
    }
    const std::string_view count = in.digits();
    const bool point = in.take(".");
    const std::string_view behind = point ? in.digits() : "";
    in.right &= !count.empty() && point == !behind.empty();
    const std::size_t unit = in.rest.empty() ? units.size() : units.find(in.rest[0], next);
    // Those of a day or more stand before the `T`, the others behind it.
    in.right &= unit < units.size() && unit != 2 && (unit < 2) == (next <= 2);
    if (!in.right) break;
    in.right &= !point || units[unit] == 'S';
    us += std::min(far, number_of(count)) * sizes[unit] + fraction(behind);
    us = std::min(us, far);
    in.rest.remove_prefix(1);
    next = unit + 1;
  }
  return in.right && any ? narrow(negative ? -us : us) : std::nullopt;
}

std::string duration_text(std::int64_t us) {
  if (us == 0) return "PT0S";
  Wide left = us < 0 ? -Wide{us} : Wide{us};
  std::string out = us < 0 ? "-P" : "P";
  const auto part = [&](Wide size, char unit) {
    if (left >= size) (out += std::to_string(static_cast<long long>(left / size))) += unit;
    left %= size;
  };
  part(day, 'D');
  if (left == 0) return out;
  out += 'T';
  part(3600 * second, 'H');
  part(60 * second, 'M');
  if (left == 0) return out;
  char text[32];
  std::snprintf(text, sizeof text, "%d.%06d", static_cast<int>(left / second),
                static_cast<int>(left % second));
  out += text;
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out + 'S';
}

// --- bytes and identifiers -----------------------------------------------------------------------

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string bytes_text(std::string_view bytes) {
  std::string bits;
  for (const char c : bytes)
    for (int i = 7; i >= 0; --i) bits += (static_cast<unsigned char>(c) >> i & 1) != 0 ? '1' : '0';
  while (bits.size() % 6 != 0) bits += '0';
  std::string out;
  for (std::size_t i = 0; i < bits.size(); i += 6)
    out += alphabet[std::strtoul(bits.substr(i, 6).c_str(), nullptr, 2)];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::optional<std::string> bytes(std::string_view base64) {
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (const char c : base64.substr(0, std::min(base64.find('='), base64.size()))) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6 | static_cast<unsigned>(value)) & 0xFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xFF);
  }
  if (bytes_text(out) != base64) return std::nullopt;  // padding, and bits that say nothing
  return out;
}

std::optional<std::string> uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] + 32) : text[i];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (hyphen ? c != '-' : !digit) return std::nullopt;
    out += c;
  }
  return out;
}

}  // namespace reference
