#include "compiler/schema/decimals.h"

#include <charconv>
#include <cmath>
#include <limits>

#include <writ/core/decimal.h>

namespace writ::schema {

namespace {

std::uint64_t magnitude(std::int64_t units) {
  const auto bits = static_cast<std::uint64_t>(units);
  return units < 0 ? 0 - bits : bits;
}

/// The digits before and behind the point.
struct Digits {
  std::string whole;
  std::string fraction;

  Digits(std::uint64_t units, int scale) : whole(std::to_string(units)) {
    const auto places = static_cast<std::size_t>(scale);
    if (whole.size() <= places) whole.insert(0, places + 1 - whole.size(), '0');
    fraction = whole.substr(whole.size() - places);
    whole.resize(whole.size() - places);
  }
};

std::string repeated(std::size_t least, std::size_t most) {
  if (most == 0) return "";
  std::string digit = "[0-9]";
  if (least == 1 && most == 1) return digit;
  if (least == most) return digit + "{" + std::to_string(most) + "}";
  return digit + "{" + std::to_string(least) + "," + std::to_string(most) + "}";
}

/// `[3-7]`; empty when there is no such digit.
std::string between(char least, char most) {
  if (least > most) return "";
  if (least == most) return {least};
  return std::string("[") + least + "-" + most + "]";
}

bool is_zero(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

/// Numbers from 0 up to, or from, the one of these digits, without a sign. Built digit by digit:
/// what begins as the bound does goes on as the bound does; what differs at a digit may go on as it
/// likes.
class Compared {
 public:
  Compared(std::uint64_t units, int scale) : scale_(static_cast<std::size_t>(scale)) {
    Digits digits(units, scale);
    whole_ = std::move(digits.whole);
    fraction_ = std::move(digits.fraction);
  }

  std::string at_most() const {
    std::string text;
    if (whole_.size() == 2) text = "[0-9]" + any() + "|";
    if (whole_.size() > 2) text = "(?:0|[1-9]" + repeated(0, whole_.size() - 2) + ")" + any() + "|";
    for (std::size_t i = 0; i < whole_.size(); ++i) {
      const bool first = i == 0 && whole_.size() > 1;
      text += differs(i, between(first ? '1' : '0', static_cast<char>(whole_[i] - 1)));
    }
    return text + whole_ + (is_zero(fraction_) ? zeros() : "(?:\\." + fraction_at_most(0) + ")?");
  }

  std::string at_least() const {
    if (is_zero(whole_) && is_zero(fraction_)) return "(?:0|[1-9][0-9]*)" + any();
    std::string text = "[1-9][0-9]{" + std::to_string(whole_.size()) + ",}" + any() + "|";
    for (std::size_t i = 0; i < whole_.size(); ++i)
      text += differs(i, between(static_cast<char>(whole_[i] + 1), '9'));
    return text + whole_ + (is_zero(fraction_) ? any() : "\\." + fraction_at_least(0));
  }

  /// As many digits before the point as the bound has.
  std::string as_long() const {
    const std::size_t more = whole_.size() - 1;
    return (more == 0 ? "[0-9]" : "(?:0|[1-9]" + repeated(0, more) + ")") + any();
  }

  std::string exactly() const {
    if (is_zero(fraction_)) return whole_ + zeros();
    const std::string digits = fraction_.substr(0, fraction_.find_last_not_of('0') + 1);
    return whole_ + "\\." + digits + "0*";
  }

 private:
  static std::string zeros() { return "(?:\\.0+)?"; }
  std::string any() const {
    return scale_ == 0 ? zeros() : "(?:\\." + repeated(1, scale_) + "0*)?";
  }
  /// All that begin as the bound does and then have one of these digits.
  std::string differs(std::size_t i, const std::string& digit) const {
    if (digit.empty()) return "";
    const std::size_t rest = whole_.size() - i - 1;
    return whole_.substr(0, i) + digit + repeated(rest, rest) + any() + "|";
  }

  /// From the digit `i` behind the point on; only the first one must be there.
  std::string fraction_at_most(std::size_t i) const {
    const std::string_view rest = std::string_view(fraction_).substr(i);
    if (is_zero(rest)) return "0*";
    const std::string smaller = between('0', static_cast<char>(rest[0] - 1));
    const std::string same = std::string(1, rest[0]) + fraction_at_most(i + 1);
    const std::string text =
        smaller.empty() ? same : smaller + repeated(0, rest.size() - 1) + "0*|" + same;
    if (i == 0) return smaller.empty() ? text : "(?:" + text + ")";
    return "(?:" + text + ")?";
  }
  std::string fraction_at_least(std::size_t i) const {
    const std::string_view rest = std::string_view(fraction_).substr(i);
    if (is_zero(rest)) return repeated(0, rest.size()) + "0*";
    const std::string larger = between(static_cast<char>(rest[0] + 1), '9');
    std::string same = std::string(1, rest[0]) + fraction_at_least(i + 1);
    if (larger.empty()) return same;
    return "(?:" + larger + repeated(0, rest.size() - 1) + "0*|" + same + ")";
  }

  std::string whole_;
  std::string fraction_;
  std::size_t scale_;
};

/// Up to this many units a double is exact.
constexpr std::uint64_t exact_units = std::uint64_t{1} << 53;

}  // namespace

double decimal_number(std::int64_t units, int scale) {
  const std::string text = decimal_text(units, scale);
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

double least_number(std::int64_t units, int scale) {
  const double number = decimal_number(units, scale);
  if (magnitude(units) <= exact_units) return number;
  return std::nextafter(number, -std::numeric_limits<double>::infinity());
}

double most_number(std::int64_t units, int scale) {
  const double number = decimal_number(units, scale);
  if (magnitude(units) <= exact_units) return number;
  return std::nextafter(number, std::numeric_limits<double>::infinity());
}

std::vector<std::string> decimal_patterns(model::Bounds units, int scale) {
  const auto upto = [scale](std::int64_t bound) {
    const Compared compared(magnitude(bound), scale);
    const bool end = bound == INT64_MAX || bound == INT64_MIN;
    return end ? compared.as_long() : compared.at_most();
  };
  const auto from = [scale](std::int64_t bound) {
    return Compared(magnitude(bound), scale).at_least();
  };
  if (units.least > 0) return {"^(?:" + upto(units.most) + ")$", "^(?:" + from(units.least) + ")$"};
  if (units.most < 0)
    return {"^-(?:" + upto(units.least) + ")$", "^-(?:" + from(units.most) + ")$"};
  return {"^(?:-(?:" + upto(units.least) + ")|" + upto(units.most) + ")$"};
}

std::string decimal_exactly(std::int64_t units, int scale) {
  return (units < 0 ? "-" : units == 0 ? "-?" : "") + Compared(magnitude(units), scale).exactly();
}

}  // namespace writ::schema
