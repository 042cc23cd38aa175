// Paths that are known at run time only, taken apart step by step.
#include <writ/core/path.h>

#include <charconv>

#include <writ/core/real.h>

namespace writ {

std::string_view Path::malformed() {
  malformed_ = true;
  rest_ = {};
  return {};
}

std::string_view Path::next() {
  if (malformed_ || rest_.empty()) return malformed();
  const bool first = first_;
  first_ = false;
  if (pointer_) return next_of_pointer();
  if (rest_.starts_with("[\"")) return next_key();
  std::string_view step;
  if (rest_.starts_with('[')) {
    const std::size_t close = rest_.find(']');
    if (close == std::string_view::npos) return malformed();
    step = rest_.substr(1, close - 1);
    rest_.remove_prefix(close + 1);
  } else {
    if (!first) {
      if (!rest_.starts_with('.')) return malformed();
      rest_.remove_prefix(1);
    }
    step = rest_.substr(0, rest_.find_first_of(".["));
    rest_.remove_prefix(step.size());
  }
  return step.empty() ? malformed() : step;
}

/// `["a \"quoted\" key"]`
std::string_view Path::next_key() {
  std::size_t close = 2;
  std::size_t escapes = 0;
  for (; close < rest_.size() && rest_[close] != '"'; ++close) {
    if (rest_[close] != '\\') continue;
    ++escapes;
    if (++close == rest_.size() || (rest_[close] != '"' && rest_[close] != '\\'))
      return malformed();
  }
  if (!rest_.substr(close < rest_.size() ? close : rest_.size()).starts_with("\"]"))
    return malformed();
  const std::string_view step = rest_.substr(2, close - 2);
  rest_.remove_prefix(close + 2);
  if (escapes == 0) return step;
  unescaped_.clear();
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '\\') ++i;
    unescaped_ += step[i];
  }
  return unescaped_;
}

/// RFC 6901, 3 and 4.
std::string_view Path::next_of_pointer() {
  if (!rest_.starts_with('/')) return malformed();
  rest_.remove_prefix(1);
  const std::string_view step = rest_.substr(0, rest_.find('/'));
  rest_.remove_prefix(step.size());
  if (step.find('~') == std::string_view::npos) return step;
  unescaped_.clear();
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] != '~') {
      unescaped_ += step[i];
    } else if (++i == step.size() || (step[i] != '0' && step[i] != '1')) {
      return malformed();
    } else {
      unescaped_ += step[i] == '0' ? '~' : '/';
    }
  }
  return unescaped_;
}

std::optional<std::size_t> Path::next_index() {
  const std::string_view step = next();
  std::size_t index = 0;
  const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc{} || stop != step.data() + step.size()) return std::nullopt;
  if (step.size() > 1 && step[0] == '0') return std::nullopt;
  return index;
}

bool parse_key(std::string_view step, std::int64_t& key) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), value);
  if (error != std::errc{} || stop != step.data() + step.size()) return false;
  if (std::to_string(value) != step) return false;  // one key has one text
  key = value;
  return true;
}

std::string to_string(const Value& value) {
  switch (value.kind) {
    case Value::Kind::None: return "none";
    case Value::Kind::Bool: return value.number != 0 ? "true" : "false";
    case Value::Kind::Int: return std::to_string(value.number);
    case Value::Kind::Decimal: return decimal_text(value.number, value.scale);
    case Value::Kind::Text: return std::string(value.text);
    case Value::Kind::Instant: return to_string(Instant{value.number});
    case Value::Kind::Duration: return duration_words(Duration{value.number});
    case Value::Kind::Date: return to_string(Date{value.number});
    case Value::Kind::Float: return real_text(value.real);
    case Value::Kind::Uuid: return to_string(value.uuid);
    case Value::Kind::Binary: return base64({value.text.begin(), value.text.end()});
    case Value::Kind::Group: return "(" + std::to_string(value.number) + ")";
  }
  return {};
}

void append_step(std::string& pointer, std::string_view name) {
  pointer += '/';
  std::size_t from = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '~' && name[i] != '/') continue;
    pointer.append(name, from, i - from);
    pointer += name[i] == '~' ? "~0" : "~1";
    from = i + 1;
  }
  pointer.append(name, from);
}

void append_step(std::string& pointer, std::size_t index) {
  char digits[24];
  digits[0] = '/';
  pointer.append(digits, std::to_chars(digits + 1, digits + sizeof digits, index).ptr);
}

}  // namespace writ
