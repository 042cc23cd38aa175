// JSON out.
#include <writ/core/json_writer.h>

#include <charconv>
#include <cstring>
#include <exception>

#include <writ/core/json_plain.h>
#include <writ/core/real.h>
#include <writ/core/text.h>

namespace writ {

namespace {

/// Copies a text that stands in a JSON string as it is; null when it does not.
char* put_plain(char* to, std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t w = 0;
    std::memcpy(&w, text.data() + i, 8);
    if (not_plain(w) != 0) return nullptr;
    std::memcpy(to + i, &w, 8);
  }
  for (; i < text.size(); ++i) {
    if (!is_plain(text[i])) return nullptr;
    to[i] = text[i];
  }
  return to + text.size();
}

/// A short text is put together here, with what stands around it, and appended at once.
constexpr std::size_t is_short = 60;
using Short = char[is_short + 4];

/// A quote, a backslash or a control.
void append_escape(std::string& out, char c) {
  constexpr std::string_view short_ones = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  out += '\\';
  if (const std::size_t i = short_ones.find(c); i != std::string_view::npos) {
    out += letters[i];
    return;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out += "u00";
  out += digits[static_cast<unsigned char>(c) / 16];
  out += digits[static_cast<unsigned char>(c) % 16];
}

template <class Int>
void append_digits(std::string& out, Int value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  if (text.size() <= is_short) {
    Short all;
    all[0] = '"';
    if (char* const end = put_plain(all + 1, text)) {
      *end = '"';
      out.append(all, end + 1);
      return;
    }
  }
  out += '"';
  while (!text.empty()) {
    const char* const begin = text.data();
    const auto plain = static_cast<std::size_t>(plain_end(begin, begin + text.size()) - begin);
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t size = 1;
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      append_escape(out, text[0]);
    } else {
      std::uint32_t ignored = 0;
      size = utf8_sequence(text, ignored);
      out += size == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, size);  // U+FFFD
      if (size == 0) size = 1;
    }
    text.remove_prefix(size);
  }
  out += '"';
}

void append_json(std::string& out, std::int64_t value) { append_digits(out, value); }
void append_json(std::string& out, std::uint64_t value) { append_digits(out, value); }

void append_json(std::string& out, Instant value) {
  out += '"';
  append_text(out, value);
  out += '"';
}
void append_json(std::string& out, Duration value) {
  append_json(out, std::string_view(to_string(value)));
}
void append_json(std::string& out, Date value) {
  out += '"';
  append_text(out, value);
  out += '"';
}
void append_json(std::string& out, const Uuid& value) {
  append_json(out, std::string_view(to_string(value)));
}
void append_json(std::string& out, const Bytes& value) {
  append_json(out, std::string_view(base64(value)));
}
void append_json(std::string& out, double value) {
  out += is_finite(value) ? real_text(value) : "null";
}

void append_json_decimal(std::string& out, std::int64_t units, int scale) {
  const bool quoted = units > max_number_units || units < -max_number_units;
  if (quoted) out += '"';
  append_decimal(out, units, scale);
  if (quoted) out += '"';
}

JsonMembers::JsonMembers(std::string& out) : out_(out), exceptions_(std::uncaught_exceptions()) {
  out_ += '{';
}
JsonMembers::~JsonMembers() noexcept(false) {
  if (std::uncaught_exceptions() == exceptions_) out_ += '}';
}
std::string& JsonMembers::operator[](std::string_view name) {
  const bool first = first_;
  first_ = false;
  if (name.size() <= is_short) {
    Short all;
    all[0] = ',';
    all[1] = '"';
    if (char* end = put_plain(all + 2, name)) {
      *end++ = '"';
      *end++ = ':';
      return out_.append(first ? all + 1 : all, end);
    }
  }
  if (!first) out_ += ',';
  append_json(out_, name);
  return out_ += ':';
}

JsonElements::JsonElements(std::string& out) : out_(out), exceptions_(std::uncaught_exceptions()) {
  out_ += '[';
}
JsonElements::~JsonElements() noexcept(false) {
  if (std::uncaught_exceptions() == exceptions_) out_ += ']';
}
std::string& JsonElements::next() {
  if (!first_) out_ += ',';
  first_ = false;
  return out_;
}

}  // namespace writ
