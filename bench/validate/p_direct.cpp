// The bar: written by hand before there was a generated decoder, and not touched since. One pass,
// bytes -> struct, all errors, JSON Pointer paths materialised only when an error happens, strict
// RFC 8259 (UTF-8 checked, depth-limited skip of unknown values, duplicate keys are errors).
#include <emmintrin.h>
#include <charconv>
#include "order.h"
namespace {
struct Seg {
  const Seg* up;
  std::string_view key;
  size_t idx;
  bool is_idx;
};
struct P {
  const char *p, *end;
  Errs& errs;
  bool syntax = false;
  static void put(const Seg* s, std::string& o) {
    if (!s) return;
    put(s->up, o);
    o += '/';
    if (s->is_idx)
      o += std::to_string(s->idx);
    else
      for (char c : s->key) {
        if (c == '~')
          o += "~0";
        else if (c == '/')
          o += "~1";
        else
          o += c;
      }
  }
  [[gnu::cold, gnu::noinline]] void err(const Seg* s, const char* code, std::string_view exp) {
    Err e;
    put(s, e.path);
    e.code = code;
    e.expected = exp;
    errs.push_back(std::move(e));
  }
  [[gnu::cold, gnu::noinline]] bool bad(const char* what) {
    if (!syntax) {
      syntax = true;
      errs.push_back({"", "syntax", what});
    }
    return false;
  }
  void ws() {
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
  }
  bool eat(char c) {
    ws();
    if (p < end && *p == c) {
      ++p;
      return true;
    }
    return false;
  }
  bool need(char c, const char* what) { return eat(c) || bad(what); }
  static unsigned char cls(unsigned char c) {
    return c == '"' || c == '\\' || c < 0x20 || c >= 0x80;
  }
  bool hex4(unsigned& v) {
    if (end - p < 4) return false;
    v = 0;
    for (int i = 0; i < 4; ++i) {
      char c = *p++;
      if (!chk::hx(c)) return false;
      v = v * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return true;
  }
  static void utf8(std::string& o, unsigned c) {
    if (c < 0x80)
      o += char(c);
    else if (c < 0x800) {
      o += char(0xC0 | c >> 6);
      o += char(0x80 | (c & 63));
    } else if (c < 0x10000) {
      o += char(0xE0 | c >> 12);
      o += char(0x80 | (c >> 6 & 63));
      o += char(0x80 | (c & 63));
    } else {
      o += char(0xF0 | c >> 18);
      o += char(0x80 | (c >> 12 & 63));
      o += char(0x80 | (c >> 6 & 63));
      o += char(0x80 | (c & 63));
    }
  }
  bool seq(const char*& q) {  // one non-ASCII UTF-8 sequence
    auto u = [&](int i) { return (unsigned char)q[i]; };
    auto t = [&](int i) { return (u(i) & 0xC0) == 0x80; };
    long left = end - q;
    if (u(0) >= 0xC2 && u(0) <= 0xDF && left >= 2 && t(1)) return q += 2, true;
    if ((u(0) & 0xF0) == 0xE0 && left >= 3 && t(1) && t(2)) {
      unsigned c = (u(0) & 15) << 12 | (u(1) & 63) << 6 | (u(2) & 63);
      if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return q += 3, true;
    }
    if ((u(0) & 0xF8) == 0xF0 && left >= 4 && t(1) && t(2) && t(3)) {
      unsigned c = (u(0) & 7) << 18 | (u(1) & 63) << 12 | (u(2) & 63) << 6 | (u(3) & 63);
      if (c >= 0x10000 && c <= 0x10FFFF) return q += 4, true;
    }
    return false;
  }
  // a string; the view points into the input, or into `tmp` when there were escapes
  bool str(std::string_view& out, std::string& tmp) {
    ws();
    if (p >= end || *p != '"') return false;
    const char* b = ++p;
    for (;;) {  // 16 bytes at a time while plain ASCII
      while (end - p >= 16) {
        __m128i w = _mm_loadu_si128((const __m128i*)p);
        // signed compare: below 0x20 and above 0x7F in one
        int m = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(w, _mm_set1_epi8('"')),
                                                            _mm_cmpeq_epi8(w, _mm_set1_epi8('\\'))),
                                               _mm_cmplt_epi8(w, _mm_set1_epi8(0x20))));
        if (m) {
          p += __builtin_ctz(m);
          break;
        }
        p += 16;
      }
      while (p < end && !cls((unsigned char)*p)) ++p;
      if (p >= end) return bad("closing quote");
      if (*p == '"') {
        out = {b, size_t(p - b)};
        ++p;
        return true;
      }
      if (*p == '\\') break;
      if ((unsigned char)*p < 0x20) return bad("no control character in a string");
      if (!seq(p)) return bad("valid UTF-8");
    }
    tmp.reserve(256);
    tmp.assign(b, p - b);
    while (p < end) {
      if (*p == '"') {
        out = tmp;
        ++p;
        return true;
      }
      if (*p == '\\') {
        if (++p >= end) break;
        char c = *p++;
        unsigned v, w;
        switch (c) {
          case '"':
          case '\\':
          case '/': tmp += c; break;
          case 'b': tmp += '\b'; break;
          case 'f': tmp += '\f'; break;
          case 'n': tmp += '\n'; break;
          case 'r': tmp += '\r'; break;
          case 't': tmp += '\t'; break;
          case 'u':
            if (!hex4(v)) return bad("four hex digits");
            if (v >= 0xD800 && v < 0xDC00) {
              if (end - p < 6 || p[0] != '\\' || p[1] != 'u') return bad("a low surrogate");
              p += 2;
              if (!hex4(w) || w < 0xDC00 || w > 0xDFFF) return bad("a low surrogate");
              v = 0x10000 + ((v - 0xD800) << 10) + (w - 0xDC00);
            } else if (v >= 0xDC00 && v <= 0xDFFF)
              return bad("no lone surrogate");
            utf8(tmp, v);
            break;
          default: return bad("an escape");
        }
      } else if ((unsigned char)*p < 0x20)
        return bad("no control character in a string");
      else if ((unsigned char)*p >= 0x80) {
        const char* q = p;
        if (!seq(p)) return bad("valid UTF-8");
        tmp.append(q, p - q);
      } else {
        const char* q = p;
        while (p < end && !cls((unsigned char)*p)) ++p;
        tmp.append(q, p - q);
      }
    }
    return bad("closing quote");
  }
  // number token by the RFC grammar; integral says there was no fraction or exponent
  bool num(const char*& b, bool& integral) {
    ws();
    b = p;
    const char* q = p;
    integral = true;
    if (q < end && *q == '-') ++q;
    if (q >= end || !chk::dg(*q)) return false;
    if (*q == '0')
      ++q;
    else
      while (q < end && chk::dg(*q)) ++q;
    if (q < end && *q == '.') {
      integral = false;
      if (++q >= end || !chk::dg(*q)) return bad("a digit");
      while (q < end && chk::dg(*q)) ++q;
    }
    if (q < end && (*q | 32) == 'e') {
      integral = false;
      ++q;
      if (q < end && (*q == '+' || *q == '-')) ++q;
      if (q >= end || !chk::dg(*q)) return bad("a digit");
      while (q < end && chk::dg(*q)) ++q;
    }
    p = q;
    return true;
  }
  // digits -> double: exact for <= 15 significant digits and a small exponent (Clinger), from_chars otherwise
  bool real(double& out) {
    static constexpr double p10[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    ws();
    const char* q = p;
    bool neg = q < end && *q == '-';
    q += neg;
    const char* d = q;
    std::uint64_t m = 0;
    while (q < end && chk::dg(*q)) m = m * 10 + (*q++ - '0');
    long n = q - d, f = 0;
    if (n >= 1 && n <= 15 && (n == 1 || *d != '0')) {
      if (q < end && *q == '.') {
        const char* e = ++q;
        while (q < end && chk::dg(*q)) m = m * 10 + (*q++ - '0');
        f = q - e;
        if (!f) {
          p = q;
          return bad("a digit");
        }
      }
      if (n + f <= 15 && (q >= end || (*q | 32) != 'e')) {
        double v = double(m) / p10[f];
        out = neg ? -v : v;
        p = q;
        return true;
      }
    }
    const char* b;
    bool in;
    if (!num(b, in)) return false;
    return std::from_chars(b, p, out).ec == std::errc{} || (out = -1, true);
  }
  bool integer(std::int64_t& v, bool& fits) {
    ws();
    const char* q = p;
    bool neg = q < end && *q == '-';
    q += neg;
    const char* d = q;
    std::uint64_t m = 0;
    while (q < end && chk::dg(*q)) m = m * 10 + (*q++ - '0');
    if (q - d >= 1 && q - d <= 18 && (q - d == 1 || *d != '0') &&
        !(q < end && (*q == '.' || (*q | 32) == 'e'))) {
      v = neg ? -std::int64_t(m) : std::int64_t(m);
      fits = true;
      p = q;
      return true;
    }
    const char *b, *save = p;
    bool in;
    if (!num(b, in)) return false;
    if (!in) {
      p = save;
      return false;
    }
    fits = std::from_chars(b, p, v).ec == std::errc{};
    return true;
  }
  bool skip(int depth = 0) {
    if (depth > 64) return bad("at most 64 levels");
    ws();
    if (p >= end) return bad("a value");
    std::string_view v;
    std::string t;
    const char* b;
    bool in;
    switch (*p) {
      case '"': return str(v, t);
      case '{':
        ++p;
        if (eat('}')) return true;
        do {
          if (!str(v, t)) return bad("a key");
          if (!need(':', "':'") || !skip(depth + 1)) return false;
        } while (eat(','));
        return need('}', "'}'");
      case '[':
        ++p;
        if (eat(']')) return true;
        do
          if (!skip(depth + 1)) return false;
        while (eat(','));
        return need(']', "']'");
      case 't':
        if (end - p >= 4 && !memcmp(p, "true", 4)) return p += 4, true;
        return bad("a value");
      case 'f':
        if (end - p >= 5 && !memcmp(p, "false", 5)) return p += 5, true;
        return bad("a value");
      case 'n':
        if (end - p >= 4 && !memcmp(p, "null", 4)) return p += 4, true;
        return bad("a value");
      default: return num(b, in) || bad("a value");
    }
  }
  bool type(const Seg* s, const char* exp) {
    if (syntax) return false;
    err(s, "type", exp);
    return skip();
  }
  template <size_t N>
  bool lit(const char (&x)[N]) {
    if (size_t(end - p) >= N - 1 && !memcmp(p, x, N - 1)) {
      p += N - 1;
      return true;
    }
    return false;
  }
  // guess(next) -> consumed the quoted key expected at this position?  id(key) -> field number or -1.  field(id, key) parses the value.
  template <class G, class I, class F>
  bool object(const Seg* up, G&& guess, I&& id, F&& field) {
    if (!eat('{')) return type(up, "object");
    if (eat('}')) return true;
    std::string t;
    int next = 0;
    do {
      std::string_view k;
      int n;
      ws();
      if (guess(next))
        n = next;
      else {
        if (!str(k, t)) return bad("a key");
        n = id(k);
      }
      if (!need(':', "':'") || !field(n, k)) return false;
      next = n + 1;
    } while (eat(','));
    return need('}', "'}'");
  }
  bool unknown(const Seg* s) {
    err(s, "unknown", "no such field");
    return skip();
  }
  bool dup(const Seg* s) {
    err(s, "duplicate", "one occurrence");
    return skip();
  }
  template <class C>
  bool string(const Seg* s, C&& check) {
    std::string_view v;
    std::string t;
    if (!str(v, t)) return type(s, "string");
    check(v);
    return true;
  }
  static constexpr std::string_view IF[] = {"sku", "quantity", "price"}, CF[] = {"email", "name"},
                                    OF[] = {"id",       "customer", "items",
                                            "currency", "note",     "placedAt"};
  void missing(const Seg* up, const std::string_view* f, unsigned absent) {
    for (int i = 0; absent >> i; ++i)
      if (absent >> i & 1) {
        Seg s{up, f[i], 0, false};
        err(&s, "required", "a value");
      }
  }
  template <size_t N>
  static int find(const std::string_view (&f)[N], std::string_view k) {
    for (size_t i = 0; i < N; ++i)
      if (f[i] == k) return int(i);
    return -1;
  }
  bool item(const Seg* up, Item& it) {
    unsigned seen = 0;
    bool ok = object(
        up,
        [&](int n) {
          switch (n) {
            case 0: return lit("\"sku\"");
            case 1: return lit("\"quantity\"");
            case 2: return lit("\"price\"");
          }
          return false;
        },
        [](std::string_view k) { return find(IF, k); },
        [&](int n, std::string_view k) {
          if (n < 0) {
            Seg s{up, k, 0, false};
            return unknown(&s);
          }
          Seg s{up, IF[n], 0, false};
          if (seen >> n & 1) return dup(&s);
          seen |= 1u << n;
          switch (n) {
            case 0:
              return string(&s, [&](std::string_view v) {
                it.sku = v;
                if (!chk::sku(v)) err(&s, "pattern", "^[A-Z]{3}-[0-9]{4}$");
              });
            case 1: {
              std::int64_t v = 0;
              bool fits = false;
              if (!integer(v, fits)) return type(&s, "integer");
              if (!fits || v < 1 || v > 1000)
                err(&s, "range", "1..1000");
              else
                it.quantity = int(v);
              return true;
            }
            default:
              if (!real(it.price)) return type(&s, "number");
              if (!(it.price >= 0)) err(&s, "minimum", ">= 0");
              return true;
          }
        });
    if (ok && seen != 7) missing(up, IF, 7 & ~seen);
    return ok;
  }
  bool customer(const Seg* up, Customer& c) {
    unsigned seen = 0;
    bool ok = object(
        up,
        [&](int n) {
          switch (n) {
            case 0: return lit("\"email\"");
            case 1: return lit("\"name\"");
          }
          return false;
        },
        [](std::string_view k) { return find(CF, k); },
        [&](int n, std::string_view k) {
          if (n < 0) {
            Seg s{up, k, 0, false};
            return unknown(&s);
          }
          Seg s{up, CF[n], 0, false};
          if (seen >> n & 1) return dup(&s);
          seen |= 1u << n;
          if (n == 0)
            return string(&s, [&](std::string_view v) {
              c.email = v;
              if (!chk::email(v)) err(&s, "format", "email");
            });
          return string(&s, [&](std::string_view v) {
            c.name = v;
            if (!chk::len_in(v, 1, 100)) err(&s, "length", "1..100");
          });
        });
    if (ok && seen != 3) missing(up, CF, 3 & ~seen);
    return ok;
  }
  bool items(const Seg* s, std::vector<Item>& o) {
    if (!eat('[')) return type(s, "array");
    if (!eat(']')) {
      o.reserve(8);
      size_t i = 0;
      do {
        if (i == 100) {
          err(s, "count", "1..100");
          do
            if (!skip()) return false;
          while (eat(','));
          break;
        }
        Seg e{s, {}, i++, true};
        if (!item(&e, o.emplace_back())) return false;
      } while (eat(','));
      if (!need(']', "']'")) return false;
    } else
      err(s, "count", "1..100");
    return true;
  }
  bool order(Order& o) {
    unsigned seen = 0;
    bool ok = object(
        nullptr,
        [&](int n) {
          switch (n) {
            case 0: return lit("\"id\"");
            case 1: return lit("\"customer\"");
            case 2: return lit("\"items\"");
            case 3: return lit("\"currency\"");
            case 4: return lit("\"note\"");
            case 5: return lit("\"placedAt\"");
          }
          return false;
        },
        [](std::string_view k) { return find(OF, k); },
        [&](int n, std::string_view k) {
          if (n < 0) {
            Seg s{nullptr, k, 0, false};
            return unknown(&s);
          }
          Seg s{nullptr, OF[n], 0, false};
          if (seen >> n & 1) return dup(&s);
          seen |= 1u << n;
          switch (n) {
            case 0:
              return string(&s, [&](std::string_view v) {
                o.id = v;
                if (!chk::uuid(v)) err(&s, "format", "uuid");
              });
            case 1: return customer(&s, o.customer);
            case 2: return items(&s, o.items);
            case 3:
              return string(&s, [&](std::string_view v) {
                if (!chk::currency(v, o.currency)) err(&s, "enum", "EUR, USD, GBP, JPY");
              });
            case 4:
              return string(&s, [&](std::string_view v) {
                o.note.emplace(v);
                if (!chk::len_le(v, 200)) err(&s, "length", "<= 200");
              });
            default:
              return string(&s, [&](std::string_view v) {
                o.placedAt = v;
                if (!chk::datetime(v)) err(&s, "format", "date-time");
              });
          }
        });
    if (!ok) return false;
    ws();
    if (p != end) return bad("end of input");
    if ((seen | 16) != 63) missing(nullptr, OF, 63 & ~(seen | 16));
    return errs.empty();
  }
};
bool run(const char* s, size_t n, Order& o, Errs& e) {
  P p{s, s + n, e};
  return p.order(o) && e.empty();
}
Reg r{{"00 by hand, one pass (p_direct.cpp)", run}};
}  // namespace
// Acceptance by the same lexer for any JSON text.
bool direct_accepts(const char* s, size_t n) {
  Errs e;
  P p{s, s + n, e};
  if (!p.skip()) return false;
  p.ws();
  return p.p == p.end;
}
