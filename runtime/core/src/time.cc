// Instants as text: RFC 3339, and ISO 8601 years with a sign where four digits are not enough.
#include <writ/core/time.h>

namespace writ {

namespace {

constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int64_t us_per_day = 86'400 * us_per_second;

/// Days since 1970-01-01 of a civil date (Howard Hinnant's algorithms).
std::int64_t days_from_civil(std::int64_t y, unsigned m, unsigned d) {
  y -= m <= 2;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const auto yoe = static_cast<unsigned>(y - era * 400);
  const unsigned doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + static_cast<std::int64_t>(doe) - 719468;
}

struct Civil {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};

/// And back.
Civil civil_from_days(std::int64_t days) {
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

/// Takes texts apart from the left; what does not fit fails for good.
class Scan {
 public:
  explicit Scan(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty() && !failed_; }
  bool eat(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(char c) { failed_ |= !eat(c); }
  /// Exactly `n` digits, of a number in `least..most`; `least` when it fails.
  unsigned digits(std::size_t n, unsigned least, unsigned most) {
    unsigned value = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (failed_ || !digit(i)) return failed_ = true, least;
      value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
    }
    rest_.remove_prefix(n);
    failed_ |= value < least || value > most;
    return failed_ ? least : value;
  }
  /// All digits that follow, at least one, as millionths; what is smaller is cut off.
  std::int64_t fraction() {
    std::int64_t us = 0;
    failed_ |= !digit(0);
    for (std::int64_t unit = us_per_second / 10; digit(0); unit /= 10, rest_.remove_prefix(1))
      us += (rest_[0] - '0') * unit;
    return us;
  }

 private:
  [[nodiscard]] bool digit(std::size_t i) const {
    return i < rest_.size() && static_cast<unsigned>(rest_[i] - '0') <= 9;
  }

  std::string_view rest_;
  bool failed_ = false;
};

/// `0000`..`9999`, or what four digits cannot say, with a sign and six digits.
std::int64_t read_year(Scan& in) {
  if (in.eat('-')) return -static_cast<std::int64_t>(in.digits(6, 1, 999'999));
  if (in.eat('+')) return in.digits(6, 10'000, 999'999);
  return in.digits(4, 0, 9'999);
}

/// `Z`, or the minutes by which local time is ahead.
std::int64_t read_offset(Scan& in) {
  if (in.eat('Z') || in.eat('z')) return 0;
  const bool behind = in.eat('-');
  if (!behind) in.need('+');
  std::int64_t minutes = std::int64_t{in.digits(2, 0, 23)} * 60;
  in.need(':');
  minutes += in.digits(2, 0, 59);
  return behind ? -minutes : minutes;
}

void append_number(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace

bool parse(std::string_view text, Instant& out) {
  Scan in(text);
  const std::int64_t year = read_year(in);
  in.need('-');
  const unsigned month = in.digits(2, 1, 12);
  in.need('-');
  constexpr unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const unsigned length = lengths[month - 1] + (month == 2 && leap);
  const unsigned day = in.digits(2, 1, length);
  if (!in.eat('t')) in.need('T');
  std::int64_t seconds = std::int64_t{in.digits(2, 0, 23)} * 3600;
  in.need(':');
  seconds += std::int64_t{in.digits(2, 0, 59)} * 60;
  in.need(':');
  seconds += in.digits(2, 0, 59);
  const std::int64_t fraction = in.eat('.') ? in.fraction() : 0;
  seconds -= read_offset(in) * 60;
  if (!in.done()) return false;

  // The sum may fit although the start of its day does not: let no step but the last be near the
  // edge. Years reach to 999999, so days and seconds always fit.
  std::int64_t whole = days_from_civil(year, month, day) * 86'400 + seconds;
  std::int64_t rest = fraction;
  if (whole < 0 && rest > 0) {
    ++whole;
    rest -= us_per_second;
  }
  std::int64_t us = 0;
  if (__builtin_mul_overflow(whole, us_per_second, &us) || __builtin_add_overflow(us, rest, &us))
    return false;
  out = {us};
  return true;
}

std::string to_string(Instant at) {
  const std::int64_t day = at.us / us_per_day - (at.us % us_per_day < 0);
  const std::int64_t in_day = at.us % us_per_day + (at.us % us_per_day < 0 ? us_per_day : 0);
  const std::int64_t seconds = in_day / us_per_second;
  const Civil date = civil_from_days(day);

  std::string out;
  if (date.year < 0 || date.year > 9'999) {
    out += date.year < 0 ? '-' : '+';
    append_number(out, date.year < 0 ? -date.year : date.year, 6);
  } else {
    append_number(out, date.year, 4);
  }
  append_number(out += '-', date.month, 2);
  append_number(out += '-', date.day, 2);
  append_number(out += 'T', seconds / 3600, 2);
  append_number(out += ':', seconds / 60 % 60, 2);
  append_number(out += ':', seconds % 60, 2);
  if (in_day % us_per_second != 0) append_number(out += '.', in_day % us_per_second, 6);
  out += 'Z';
  return out;
}

}  // namespace writ
