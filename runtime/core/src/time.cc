// Instants, dates and durations as text: RFC 3339 and ISO 8601, and years with a sign where four
// digits are not enough.
#include <writ/core/date.h>
#include <writ/core/time.h>

#include <algorithm>
#include <charconv>

namespace writ {

namespace {

constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int64_t us_per_day = 86'400 * us_per_second;

constexpr std::int64_t days_per_era = 146'097;  // 400 years

bool is_leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int64_t month_length(std::int64_t year, std::int64_t month) {
  constexpr std::int64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/// Days since 1970-01-01 of a civil date (Howard Hinnant's algorithms); false when they do not fit.
bool days_from_civil(std::int64_t y, std::int64_t m, std::int64_t d, std::int64_t& days) {
  y -= m <= 2;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy - 719'468;
  // `doe` is below zero: five eras are moved to where no step but the last is near the edge.
  const std::int64_t moved = era > 0 ? 5 : 0;
  return !__builtin_mul_overflow(era - moved, days_per_era, &days) &&
         !__builtin_add_overflow(days, doe + moved * days_per_era, &days);
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
  /// All digits that follow, `least..most` of them, at most 18.
  std::int64_t digits_between(std::size_t least, std::size_t most) {
    std::int64_t value = 0;
    std::size_t n = 0;
    for (; n < most && digit(n); ++n) value = value * 10 + (rest_[n] - '0');
    failed_ |= n < least;
    rest_.remove_prefix(n);
    return value;
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

/// `2026-11-21`; with longer years than instants have where `wide`.
Civil read_civil(Scan& in, bool wide) {
  Civil date{};
  if (!wide) {
    date.year = read_year(in);
  } else if (in.eat('-')) {
    date.year = -in.digits_between(6, 17);
  } else {
    date.year = in.eat('+') ? in.digits_between(6, 17) : in.digits(4, 0, 9'999);
  }
  in.need('-');
  date.month = in.digits(2, 1, 12);
  in.need('-');
  date.day = in.digits(2, 1, static_cast<unsigned>(month_length(date.year, date.month)));
  return date;
}

void append_number(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

/// Of 0..99.
void append_two(std::string& out, std::int64_t value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

/// As `read_civil` reads it.
std::string year_text(std::int64_t year) {
  std::string out;
  const bool is_signed = year < 0 || year > 9'999;
  if (is_signed) out += year < 0 ? '-' : '+';
  append_number(out, year < 0 ? -year : year, is_signed ? 6 : 4);
  return out;
}

}  // namespace

// --- dates ---------------------------------------------------------------------------------------

Civil civil(Date date) {
  // Days since 0000-03-01, in eras of 400 years: taken apart before they are moved, so that none of
  // it overflows.
  std::int64_t era = date.days / days_per_era;
  std::int64_t doe = date.days % days_per_era + 719'468 % days_per_era;
  era += 719'468 / days_per_era;
  if (doe < 0) --era, doe += days_per_era;
  if (doe >= days_per_era) ++era, doe -= days_per_era;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

bool from_civil(const Civil& civil, Date& out) {
  constexpr std::int64_t far = 100'000'000'000'000'000;  // no day of such a year fits
  if (civil.year < -far || civil.year > far || civil.month < 1 || civil.month > 12) return false;
  if (civil.day < 1 || civil.day > month_length(civil.year, civil.month)) return false;
  std::int64_t days = 0;
  if (!days_from_civil(civil.year, civil.month, civil.day, days)) return false;
  out = {days};
  return true;
}

bool parse(std::string_view text, Date& out) {
  Scan in(text);
  const bool negative = text.starts_with('-');
  const Civil date = read_civil(in, true);
  // One day has one text: no sign where four digits are enough, no more than six with a zero first.
  const bool is_signed = negative || text.starts_with('+');
  if (!in.done() || (is_signed && year_text(date.year) != text.substr(0, text.find('-', 1))))
    return false;
  return from_civil(date, out);
}

void append_text(std::string& out, Date date) {
  const Civil at = civil(date);
  if (at.year < 0 || at.year > 9'999) {
    out += year_text(at.year);
  } else {
    append_two(out, at.year / 100);
    append_two(out, at.year % 100);
  }
  append_two(out += '-', at.month);
  append_two(out += '-', at.day);
}

std::string to_string(Date date) {
  std::string out;
  append_text(out, date);
  return out;
}

// --- instants ------------------------------------------------------------------------------------

namespace {

/// `2026-11-21T09:00:00Z`, at once: as nearly all of them are written. False for any other form.
bool parse_plain(std::string_view text, Instant& out) {
  if (text.size() != 20) return false;
  bool right = text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
               text[16] == ':' && text[19] == 'Z';
  const auto two = [&](std::size_t at) {
    const auto tens = static_cast<unsigned>(text[at] - '0');
    const auto ones = static_cast<unsigned>(text[at + 1] - '0');
    right &= tens <= 9 && ones <= 9;
    return std::int64_t{tens * 10 + ones};
  };
  const Civil date{two(0) * 100 + two(2), two(5), two(8)};
  const std::int64_t hours = two(11);
  const std::int64_t minutes = two(14);
  const std::int64_t seconds = two(17);
  right &= hours <= 23 && minutes <= 59 && seconds <= 59 && date.month >= 1 && date.month <= 12;
  if (!right || date.day < 1 || date.day > month_length(date.year, date.month)) return false;
  std::int64_t days = 0;
  (void)days_from_civil(date.year, date.month, date.day, days);  // such years always fit
  out = {(days * 86'400 + hours * 3600 + minutes * 60 + seconds) * us_per_second};
  return true;
}

}  // namespace

bool parse(std::string_view text, Instant& out) {
  if (parse_plain(text, out)) return true;
  Scan in(text);
  const Civil date = read_civil(in, false);
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
  std::int64_t days = 0;
  (void)days_from_civil(date.year, date.month, date.day, days);
  std::int64_t whole = days * 86'400 + seconds;
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

void append_text(std::string& out, Instant at) {
  const std::int64_t day = at.us / us_per_day - (at.us % us_per_day < 0);
  const std::int64_t in_day = at.us % us_per_day + (at.us % us_per_day < 0 ? us_per_day : 0);
  const std::int64_t seconds = in_day / us_per_second;

  append_text(out, Date{day});
  append_two(out += 'T', seconds / 3600);
  append_two(out += ':', seconds / 60 % 60);
  append_two(out += ':', seconds % 60);
  if (in_day % us_per_second != 0) append_number(out += '.', in_day % us_per_second, 6);
  out += 'Z';
}

std::string to_string(Instant at) {
  std::string out;
  append_text(out, at);
  return out;
}

// --- durations -----------------------------------------------------------------------------------

namespace {

/// Adds `count` units, below zero: there is one more number there than above.
bool subtract(std::int64_t& us, std::int64_t count, std::int64_t unit) {
  std::int64_t part = 0;
  return !__builtin_mul_overflow(count, unit, &part) && !__builtin_sub_overflow(us, part, &us);
}

struct Unit {
  char name;
  std::int64_t us;
};
constexpr Unit date_units[] = {{'W', 7 * us_per_day}, {'D', us_per_day}};
constexpr Unit time_units[] = {
    {'H', 3'600 * us_per_second}, {'M', 60 * us_per_second}, {'S', us_per_second}};

/// The digits that `text` begins with, taken off it, as a number; false for none or too many.
bool take_number(std::string_view& text, std::int64_t& value) {
  const char* const end = text.data() + text.size();
  if (text.empty() || static_cast<unsigned>(text[0] - '0') > 9) return false;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return error == std::errc{};
}

/// Components from the longest unit to the shortest, at least one, up to a `T` or the end.
template <std::size_t N>
bool take_components(std::string_view& text, const Unit (&units)[N], std::int64_t& us) {
  bool any = false;
  for (std::size_t next = 0; !text.empty() && !text.starts_with('T'); any = true) {
    std::int64_t count = 0;
    std::int64_t millionths = 0;
    if (!take_number(text, count)) return false;
    const bool fraction = text.starts_with('.');
    if (fraction) {
      text.remove_prefix(1);
      const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
      Scan scan(text.substr(0, digits));
      millionths = scan.fraction();
      if (!scan.done()) return false;
      text.remove_prefix(digits);
    }
    while (next < N && !text.starts_with(units[next].name)) ++next;
    if (next == N || (fraction && units[next].name != 'S')) return false;
    if (!subtract(us, count, units[next++].us) || !subtract(us, millionths, 1)) return false;
    text.remove_prefix(1);
  }
  return any;
}

/// A duration taken apart: its sign, days, and what is less than a day.
struct Parts {
  bool negative;
  std::uint64_t days;
  std::uint64_t us;

  explicit Parts(Duration span) : negative(span.us < 0) {
    constexpr auto day = static_cast<std::uint64_t>(us_per_day);
    const auto all = static_cast<std::uint64_t>(span.us);
    us = negative ? 0 - all : all;
    days = us / day;
    us %= day;
  }
};

void append_part(std::string& out, std::uint64_t count, std::string_view unit) {
  if (count != 0) (out += std::to_string(count)) += unit;
}

constexpr std::uint64_t second = 1'000'000;

}  // namespace

bool parse(std::string_view text, Duration& out) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P')) return false;
  text.remove_prefix(1);
  std::int64_t us = 0;
  if (!text.starts_with('T') && !take_components(text, date_units, us)) return false;
  if (text.starts_with('T')) {
    text.remove_prefix(1);
    if (!take_components(text, time_units, us)) return false;
  }
  if (!text.empty() || (!negative && us == INT64_MIN)) return false;
  out = {negative ? us : -us};
  return true;
}

std::string to_string(Duration span) {
  const Parts parts(span);
  std::string out = parts.negative ? "-P" : "P";
  append_part(out, parts.days, "D");
  if (parts.us == 0) return parts.days == 0 ? "PT0S" : out;
  out += 'T';
  append_part(out, parts.us / second / 3600, "H");
  append_part(out, parts.us / second / 60 % 60, "M");
  const std::uint64_t seconds = parts.us / second % 60;
  std::uint64_t fraction = parts.us % second;
  if (seconds == 0 && fraction == 0) return out;
  out += std::to_string(seconds);
  if (fraction != 0) {
    append_number(out += '.', static_cast<std::int64_t>(fraction), 6);
    while (out.ends_with('0')) out.pop_back();
  }
  return out += 'S';
}

std::string duration_words(Duration span) {
  const Parts parts(span);
  if (span.us == 0) return "0s";
  std::string out = parts.negative ? "-" : "";
  append_part(out, parts.days, "d");
  append_part(out, parts.us / second / 3600, "h");
  append_part(out, parts.us / second / 60 % 60, "m");
  append_part(out, parts.us / second % 60, "s");
  append_part(out, parts.us % second / 1000, "ms");
  append_part(out, parts.us % 1000, "us");
  return out;
}

}  // namespace writ
