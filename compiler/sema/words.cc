#include "compiler/sema/words.h"

#include <algorithm>
#include <vector>

#include "compiler/source/literals.h"

namespace writ::sema {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Copies code outside of strings on one line, and what is inside of them as it is.
class OneLine {
 public:
  explicit OneLine(std::string_view text) : text_(text) {}

  std::string all() {
    while (at_ < text_.size()) {
      if (in_string()) {
        string_part();
      } else {
        code_part();
      }
    }
    return std::move(out_);
  }

 private:
  enum class Inside { String, Braces };

  [[nodiscard]] bool in_string() const {
    return !inside_.empty() && inside_.back() == Inside::String;
  }

  void copy() { out_ += text_[at_++]; }

  void string_part() {
    const char c = text_[at_];
    if (c == '"') inside_.pop_back();
    if (c == '{') inside_.push_back(Inside::Braces);
    copy();
    if (c == '\\' && at_ < text_.size()) copy();
  }

  void code_part() {
    const char c = text_[at_];
    if (is_space(c) || text_.substr(at_, 2) == "//") {
      skip_space();
      return;
    }
    if (c == '"') inside_.push_back(Inside::String);
    if (c == '{') inside_.push_back(Inside::Braces);
    if (c == '}' && !inside_.empty()) inside_.pop_back();
    copy();
  }

  void skip_space() {
    while (at_ < text_.size()) {
      if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (is_space(text_[at_])) {
        ++at_;
      } else {
        break;
      }
    }
    if (!out_.empty() && at_ < text_.size()) out_ += ' ';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Inside> inside_;
};

}  // namespace

std::string one_line(std::string_view text) { return OneLine(text).all(); }

std::string one_line(const source::Files& files, source::Span span) {
  return one_line(files.text(span));
}

std::string grouped(std::string digits) {
  if (digits.size() < 5) return digits;
  for (std::size_t i = digits.size() - 3; i > 0 && i < digits.size();
       i -= std::min<std::size_t>(i, 3)) {
    digits.insert(i, 1, '_');
  }
  return digits;
}

std::string number_words(std::int64_t units, int scale) {
  const bool negative = units < 0;
  // The magnitude of the least int64 is no int64.
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  std::string digits = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(scale);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  const std::string whole = grouped(digits.substr(0, digits.size() - places));
  return (negative ? "-" : "") + whole +
         (places == 0 ? "" : "." + digits.substr(digits.size() - places));
}

std::string value_words(const model::Type& type, std::int64_t value) {
  switch (type.kind) {
    case model::Type::Kind::Instant: return source::instant_words(value);
    case model::Type::Kind::Duration: return source::duration_words(value);
    case model::Type::Kind::Date: return source::date_words(value);
    case model::Type::Kind::Float: return source::float_words(value);
    default: return number_words(value, type.scale);
  }
}

std::string counted(std::size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace writ::sema
