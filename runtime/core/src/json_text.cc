// Strings in JSON: sixteen bytes at a time while they are plain, checked as UTF-8, unescaped.
#include <writ/core/json_reader.h>

#include <writ/core/json_plain.h>

namespace writ {

const char* far_plain_end(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; end - p >= 16; p += 16)
    if (const unsigned stop = not_plain_of_16(p); stop != 0) return p + std::countr_zero(stop);
#endif
  if constexpr (std::endian::native == std::endian::little) {
    for (; end - p >= 8; p += 8) {  // eight at a time
      std::uint64_t w = 0;
      std::memcpy(&w, p, 8);
      if (const std::uint64_t stop = not_plain(w); stop != 0) return p + std::countr_zero(stop) / 8;
    }
  }
  while (p != end && is_plain(*p)) ++p;
  return p;
}

void set_long_text(std::string& out, std::string_view text) { out = std::string(text); }

namespace {

/// One escape: what it stands for, and where it ends; `wrong` says what should stand there instead.
struct Escape {
  const char* end = nullptr;
  std::uint32_t code_point = 0;
  std::string_view wrong{};
};

/// Four digits at `p`, which moves behind the last one that is read; false when they are none.
bool hex4(const char*& p, const char* end, std::uint32_t& out) {
  if (end - p < 4) return false;
  out = 0;
  for (int i = 0; i < 4; ++i) {
    const auto c = static_cast<unsigned char>(*p++);
    const unsigned letter = c | 0x20U;
    if (c >= '0' && c <= '9') {
      out = out << 4 | static_cast<unsigned>(c - '0');
    } else if (letter >= 'a' && letter <= 'f') {
      out = out << 4 | (letter - 'a' + 10);
    } else {
      return false;
    }
  }
  return true;
}

/// Of the escape whose backslash is at `p`.
Escape take_escape(const char* p, const char* end) {
  const char c = ++p == end ? '\0' : *p++;
  switch (c) {
    case '"':
    case '\\':
    case '/': return {p, static_cast<std::uint32_t>(c)};
    case 'b': return {p, '\b'};
    case 'f': return {p, '\f'};
    case 'n': return {p, '\n'};
    case 'r': return {p, '\r'};
    case 't': return {p, '\t'};
    default: break;
  }
  std::uint32_t code = 0;
  if (c != 'u' || !hex4(p, end, code)) return {p, 0, "an escape"};
  if (code >= 0xDC00 && code <= 0xDFFF) return {p, 0, "no lone surrogate"};
  if (code < 0xD800 || code > 0xDFFF) return {p, code};
  std::uint32_t low = 0;
  if (end - p < 6 || p[0] != '\\' || p[1] != 'u') return {p, 0, "a low surrogate"};
  p += 2;
  if (!hex4(p, end, low) || low < 0xDC00 || low > 0xDFFF) return {p, 0, "a low surrogate"};
  return {p, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)};
}

/// Writes it as UTF-8; behind it.
char* put(char* to, std::uint32_t code) {
  const auto byte = [&to](std::uint32_t b) { *to++ = static_cast<char>(b); };
  const auto tail = [&](unsigned shift) { byte(0x80 | (code >> shift & 63)); };
  if (code < 0x80) return byte(code), to;
  if (code < 0x800) return byte(0xC0 | code >> 6), tail(0), to;
  if (code < 0x10000) return byte(0xE0 | code >> 12), tail(6), tail(0), to;
  return byte(0xF0 | code >> 18), tail(12), tail(6), tail(0), to;
}

/// Makes of a string as it is written what it says; its escapes are right, and the first of them is
/// at `first`. Each is longer than what it stands for.
void unescape(std::string& text, std::size_t first) {
  char* to = text.data() + first;
  const char* from = to;
  for (const char* const end = text.data() + text.size(); from != end;) {
    const Escape escape = take_escape(from, end);
    to = put(to, escape.code_point);
    const auto left = static_cast<std::size_t>(end - escape.end);
    const void* const next = left == 0 ? nullptr : std::memchr(escape.end, '\\', left);
    from = next ? static_cast<const char*>(next) : end;
    const auto size = static_cast<std::size_t>(from - escape.end);
    std::memmove(to, escape.end, size);
    to += size;
  }
  text.resize(static_cast<std::size_t>(to - text.data()));
}

}  // namespace

/// Inlined, so that where it reads stays in registers.
[[gnu::always_inline]] inline bool JsonReader::raw_string(std::string_view& out) {
  const char* const begin = p_ + 1;
  const char* const stop = plain_end(begin, end_);
  if (stop == end_ || *stop != '"') return odd_string(stop, out);
  escape_ = nullptr;
  out = {begin, static_cast<std::size_t>(stop - begin)};
  p_ = stop + 1;
  return true;
}

/// One with escapes, or with characters beyond ASCII, or that is none.
bool JsonReader::odd_string(const char* plain, std::string_view& out) {
  const char* const begin = p_ + 1;
  escape_ = nullptr;
  for (p_ = plain;; p_ = plain_end(p_, end_)) {
    if (p_ == end_) return fail("a closing quote"), false;
    if (*p_ == '"') break;
    if (*p_ == '\\') {
      if (!escape_) escape_ = p_;
      const Escape escape = take_escape(p_, end_);
      p_ = escape.end;
      if (!escape.wrong.empty()) return fail(escape.wrong), false;
      continue;
    }
    std::uint32_t c = 0;
    const std::size_t size = utf8_sequence({p_, static_cast<std::size_t>(end_ - p_)}, c);
    if (size == 0) return fail("valid UTF-8"), false;
    if (c < 0x20) return fail("no control character in a string"), false;
    p_ += size;
  }
  out = {begin, static_cast<std::size_t>(p_ - begin)};
  ++p_;
  return true;
}

[[gnu::always_inline]] inline bool JsonReader::unescaped(std::string_view& out) {
  if (!raw_string(out)) return false;
  if (escape_) {
    scratch_.assign(out);
    unescape(scratch_, static_cast<std::size_t>(escape_ - out.data()));
    out = scratch_;
  }
  return true;
}

bool JsonReader::slow_string(const Where& at, std::string_view& out) {
  skip_space();
  if (p_ == end_ || *p_ != '"') return wrong_type(at, "string");
  return unescaped(out);
}

bool JsonReader::slow_text(const Where& at, std::string& out) {
  skip_space();
  if (p_ == end_ || *p_ != '"') return wrong_type(at, "string");
  std::string_view raw;
  if (!raw_string(raw)) return false;
  out.assign(raw.data(), raw.size());
  if (escape_) unescape(out, static_cast<std::size_t>(escape_ - raw.data()));
  return true;
}

bool JsonReader::slow_text(const Where& at, std::size_t least, std::size_t most,
                           const ValueRule& rule, std::string& out) {
  if (!slow_text(at, out)) return false;
  if (length_in(out, least, most)) return true;
  problem(at, rule);
  return false;
}

void JsonReader::skip_string() {
  std::string_view ignored;
  raw_string(ignored);
}

bool JsonReader::key(std::string_view& out) {
  skip_space();
  if (p_ == end_ || *p_ != '"') return fail("a member's name"), false;
  return unescaped(out);
}

}  // namespace writ
