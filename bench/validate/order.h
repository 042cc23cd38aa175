// What the peers share: the struct, the errors, the checks by hand. Written with them, as the
// baseline that generated decoders are measured against.
#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
struct Customer {
  std::string email, name;
};
struct Item {
  std::string sku;
  std::int32_t quantity = 0;
  double price = 0;
};
enum class Currency : std::uint8_t { EUR, USD, GBP, JPY };
struct Order {
  std::string id;
  Customer customer;
  std::vector<Item> items;
  Currency currency = Currency::EUR;
  std::optional<std::string> note;
  std::string placedAt;
};
struct Err {
  std::string path;
  const char* code;
  std::string expected;
};
using Errs = std::vector<Err>;

namespace chk {
inline bool up(char c) { return c >= 'A' && c <= 'Z'; }
inline bool dg(char c) { return c >= '0' && c <= '9'; }
inline bool hx(char c) { return dg(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
inline bool sku(std::string_view s) {  // ^[A-Z]{3}-[0-9]{4}$
  return s.size() == 8 && up(s[0]) && up(s[1]) && up(s[2]) && s[3] == '-' && dg(s[4]) && dg(s[5]) &&
         dg(s[6]) && dg(s[7]);
}
inline bool uuid(std::string_view s) {
  if (s.size() != 36) return false;
  for (size_t i = 0; i < 36; ++i)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? s[i] != '-' : !hx(s[i])) return false;
  return true;
}
inline constexpr auto email_local = [] {
  struct T {
    bool b[256]{};
  } t;
  for (int c = 0; c < 256; ++c)
    t.b[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
  return t;
}();
inline bool email(std::string_view s) {  // ^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$
  auto an = [](char c) { return dg(c) || up(c) || (c >= 'a' && c <= 'z'); };
  size_t i = 0;
  while (i < s.size() && email_local.b[(unsigned char)s[i]]) ++i;
  if (i == 0 || i >= s.size() || s[i] != '@') return false;
  size_t labels = 0;
  for (++i;;) {
    size_t b = i;
    while (i < s.size() && (an(s[i]) || s[i] == '-')) ++i;
    if (i == b) return false;
    ++labels;
    if (i == s.size()) return labels >= 2;
    if (s[i++] != '.') return false;
  }
}
inline bool datetime(std::string_view s) {  // RFC 3339 with ranges
  auto n2 = [&](size_t i) { return (s[i] - '0') * 10 + (s[i + 1] - '0'); };
  if (s.size() < 20) return false;
  for (size_t i : {0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18})
    if (!dg(s[i])) return false;
  if (s[4] != '-' || s[7] != '-' || (s[10] != 'T' && s[10] != 't') || s[13] != ':' || s[16] != ':')
    return false;
  int mo = n2(5), d = n2(8);
  static const int dm[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (mo < 1 || mo > 12 || d < 1 || d > dm[mo - 1] || n2(11) > 23 || n2(14) > 59 || n2(17) > 60)
    return false;
  size_t i = 19;
  if (s[i] == '.') {
    size_t b = ++i;
    while (i < s.size() && dg(s[i])) ++i;
    if (i == b) return false;
  }
  if (i == s.size()) return false;
  if (s[i] == 'Z' || s[i] == 'z') return i + 1 == s.size();
  return (s[i] == '+' || s[i] == '-') && s.size() == i + 6 && dg(s[i + 1]) && dg(s[i + 2]) &&
         s[i + 3] == ':' && dg(s[i + 4]) && dg(s[i + 5]);
}
// code points <= max, counted only when the byte length leaves a doubt
inline size_t u8len(std::string_view s);
inline bool len_le(std::string_view s, size_t max) {
  return s.size() <= max || (s.size() <= 4 * max && u8len(s) <= max);
}
inline bool len_in(std::string_view s, size_t min, size_t max) {
  return len_le(s, max) && (s.size() >= 4 * min || u8len(s) >= min);
}
inline size_t u8len(std::string_view s) {
  size_t n = 0;
  for (char c : s) n += (c & 0xC0) != 0x80;
  return n;
}
inline bool currency(std::string_view s, Currency& c) {
  if (s == "EUR") return c = Currency::EUR, true;
  if (s == "USD") return c = Currency::USD, true;
  if (s == "GBP") return c = Currency::GBP, true;
  if (s == "JPY") return c = Currency::JPY, true;
  return false;
}
}  // namespace chk

// Checks on a filled struct: used by peers that fill first and check after.
inline void check_item(const Item& it, size_t i, Errs& e) {
  auto p = [&](const char* f) { return "/items/" + std::to_string(i) + "/" + f; };
  if (!chk::sku(it.sku)) e.push_back({p("sku"), "pattern", "^[A-Z]{3}-[0-9]{4}$"});
  if (it.quantity < 1 || it.quantity > 1000) e.push_back({p("quantity"), "range", "1..1000"});
  if (!(it.price >= 0)) e.push_back({p("price"), "minimum", ">= 0"});
}

/// One way from bytes to a checked order. The text has 64 bytes of padding behind it.
struct Peer {
  const char* name;
  bool (*run)(const char* text, size_t size, Order& out, Errs& errors);
  /// Instead: into a struct of its own; how many errors there were, and whether it is right.
  struct Answer {
    size_t errors;
    bool right;
  };
  Answer (*whole)(const char* text, size_t size) = nullptr;
};
std::vector<Peer>& peers();
struct Reg {
  Reg(Peer p) { peers().push_back(p); }
};
