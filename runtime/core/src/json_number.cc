// Numbers in JSON that are not of the usual kind, exactly.
#include <writ/core/json_reader.h>

#include <charconv>

namespace writ {

namespace {

/// Behind the number (RFC 8259, 6) that stands at `p`; null when there is none.
const char* number_end(const char* p, const char* end) {
  const auto some_digits = [&p, end] {
    const char* first = p;
    while (p != end && static_cast<unsigned>(*p - '0') < 10) ++p;
    return p != first;
  };
  if (p != end && *p == '-') ++p;
  if (p != end && *p == '0') {
    ++p;
  } else if (!some_digits()) {
    return nullptr;
  }
  if (p != end && *p == '.' && (++p, !some_digits())) return nullptr;
  if (p == end || (*p != 'e' && *p != 'E')) return p;
  ++p;
  if (p != end && (*p == '+' || *p == '-')) ++p;
  return some_digits() ? p : nullptr;
}

/// A number that is `digits`, their point taken out, times 10^`exponent`.
struct Exact {
  bool negative = false;
  std::string_view digits;    // with the point, which counts for nothing any more
  std::int64_t exponent = 0;  // saturated far beyond the length of any text
};

Exact take_apart(std::string_view number) {
  Exact out;
  out.negative = number.starts_with('-');
  if (out.negative) number.remove_prefix(1);
  const std::size_t e = number.find_first_of("eE");
  if (e != std::string_view::npos) {
    std::string_view power = number.substr(e + 1);
    const bool down = power.starts_with('-');
    if (down || power.starts_with('+')) power.remove_prefix(1);
    for (const char c : power) {
      constexpr std::int64_t far = std::int64_t{1} << 48;
      out.exponent = out.exponent < far ? out.exponent * 10 + (c - '0') : far;
    }
    if (down) out.exponent = -out.exponent;
    number = number.substr(0, e);
  }
  if (const std::size_t point = number.find('.'); point != std::string_view::npos)
    out.exponent -= static_cast<std::int64_t>(number.size() - point - 1);
  out.digits = number;
  return out;
}

/// The number in units of 10^-`scale`; false when it does not fit, or not exactly.
bool to_units(Exact number, int scale, std::int64_t& units) {
  std::int64_t shift = number.exponent + scale;
  std::string_view digits = number.digits;
  while (shift < 0 && (digits.ends_with('0') || digits.ends_with('.'))) {
    shift += digits.ends_with('0');
    digits.remove_suffix(1);
  }
  bool lost = false;
  std::uint64_t value = 0;
  const auto push = [&](char digit) {
    lost |= __builtin_mul_overflow(value, std::uint64_t{10}, &value);
    lost |= __builtin_add_overflow(value, static_cast<std::uint64_t>(digit - '0'), &value);
  };
  for (const char c : digits) {
    if (c != '.') push(c);
  }
  for (; shift > 0 && value != 0 && !lost; --shift) push('0');
  const std::uint64_t most = std::uint64_t{INT64_MAX} + (number.negative ? 1 : 0);
  if (lost || value > most || (shift < 0 && value != 0)) return false;
  units = static_cast<std::int64_t>(number.negative ? 0 - value : value);
  return true;
}

/// Is it nearer to zero than 1? Of a number that is not 0.
bool is_below_one(Exact number) {
  std::int64_t digits = 0;  // before the point, from the first that is not 0 on
  bool begun = false;
  for (const char c : number.digits) {
    begun |= c != '0' && c != '.';
    digits += begun && c != '.';
  }
  return digits + number.exponent <= 0;
}

}  // namespace

bool JsonReader::real(const Where& at, double& out) {
  skip_space();
  PlainNumber plain;
  const char* const behind = plain_number(p_, end_, plain);
  // Both are doubles exactly, so that their quotient is the nearest one (Clinger 1990).
  if (behind && plain.digits <= std::uint64_t{1} << 53 && plain.fraction <= max_scale) {
    p_ = behind;
    const auto size = static_cast<double>(plain.digits);
    out = plain.fraction > 0 ? size / static_cast<double>(decimal_powers[plain.fraction]) : size;
    if (plain.negative && plain.digits != 0) out = -out;
    return true;
  }
  return slow_real(at, out);
}

bool JsonReader::slow_real(const Where& at, double& out) {
  std::string_view token;
  if (broken_ || !number(token)) return wrong_type(at, "number");
  const auto error = std::from_chars(token.data(), token.data() + token.size(), out).ec;
  if (error == std::errc::result_out_of_range) {
    if (!is_below_one(take_apart(token)))
      return problem(at, "range", "a number that a double can hold"), false;
    out = 0.0;
  }
  if (out == 0) out = 0.0;  // without a sign
  return true;
}

bool JsonReader::number(std::string_view& token) {
  const char* end = number_end(p_, end_);
  if (!end) return false;
  token = {p_, static_cast<std::size_t>(end - p_)};
  p_ = end;
  return true;
}

bool JsonReader::slow_integer(const Where& at, std::int64_t& out) {
  skip_space();
  std::string_view token;
  const char* start = p_;
  if (broken_ || !number(token)) return wrong_type(at, "integer");
  if (token.find_first_of(".eE") != std::string_view::npos) {
    p_ = start;
    return wrong_type(at, "integer");
  }
  if (std::from_chars(token.data(), token.data() + token.size(), out).ec == std::errc{})
    return true;
  problem(at, "range", "a 64-bit integer");
  return false;
}

bool JsonReader::slow_decimal(const Where& at, int scale, std::int64_t& units) {
  skip_space();
  std::string_view token;
  if (p_ != end_ && *p_ == '"') {
    if (!string(at, token)) return false;
    if (number_end(token.data(), token.data() + token.size()) != token.data() + token.size())
      return problem(at, "type", "decimal"), false;
  } else if (broken_ || !number(token)) {
    return wrong_type(at, "decimal");
  }
  if (to_units(take_apart(token), scale, units)) return true;
  problem(at, "range", "a decimal that fits, exactly");
  return false;
}

}  // namespace writ
