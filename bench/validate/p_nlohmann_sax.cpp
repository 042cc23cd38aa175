// nlohmann's SAX interface driving a state machine straight into the struct (no DOM).
#include <nlohmann/json.hpp>
#include "order.h"
namespace {
enum St : std::uint8_t { Root, Ord, Cus, Items, It, Skip };
struct H {
  using json = nlohmann::json;
  Order& o;
  Errs& e;
  St st[8];
  int top = 0;
  int skipd = 0;
  unsigned seen = 0, sub = 0;
  int k = -1;
  H(Order& o, Errs& e) : o(o), e(e) { st[0] = Root; }
  static constexpr const char *of[] = {"id", "customer", "items", "currency", "note", "placedAt"},
                              *cf[] = {"email", "name"}, *itf[] = {"sku", "quantity", "price"};
  std::string path() {
    std::string s;
    for (int i = 1; i <= top; ++i) {
      if (st[i] == Cus) s = "/customer";
      if (st[i] == Items) s = "/items";
      if (st[i] == It) s += "/" + std::to_string(o.items.size() - 1);
    }
    if (k >= 0) {
      s += '/';
      s += st[top] == Ord ? of[k] : st[top] == Cus ? cf[k] : itf[k];
    }
    return s;
  }
  bool bad(const char* c, const char* x) {
    e.push_back({path(), c, x});
    return true;
  }
  bool tyerr() {
    if (st[top] == Skip || k == -2) return true;
    if (st[top] == Root) return bad("type", "object");
    if (st[top] == Items) {
      o.items.emplace_back();
      return bad("type", "object");
    }
    static constexpr const char* t[] = {"string", "object", "array", "string", "string", "string"};
    return bad("type", st[top] == Ord   ? t[k]
                       : st[top] == Cus ? "string"
                       : k == 0         ? "string"
                       : k == 1         ? "integer"
                                        : "number");
  }
  bool null() { return tyerr(); }
  bool boolean(bool) { return tyerr(); }
  bool binary(json::binary_t&) { return true; }
  bool number_integer(std::int64_t v) {
    return st[top] == It && k == 1
               ? ((v < 1 || v > 1000) ? bad("range", "1..1000")
                                      : (o.items.back().quantity = int(v), true))
               : number_float(double(v), {});
  }
  bool number_unsigned(std::uint64_t v) {
    return number_integer(v > INT64_MAX ? INT64_MAX : std::int64_t(v));
  }
  bool number_float(double v, const std::string&) {
    if (st[top] == It && k == 2) {
      o.items.back().price = v;
      return v >= 0 ? true : bad("minimum", ">= 0");
    }
    return tyerr();
  }
  bool string(std::string& v) {
    if (st[top] == Ord) switch (k) {
        case 0: o.id = std::move(v); return chk::uuid(o.id) || bad("format", "uuid");
        case 3: return chk::currency(v, o.currency) || bad("enum", "EUR, USD, GBP, JPY");
        case 4:
          if (!chk::len_le(v, 200)) bad("length", "<= 200");
          o.note = std::move(v);
          return true;
        case 5:
          o.placedAt = std::move(v);
          return chk::datetime(o.placedAt) || bad("format", "date-time");
      }
    if (st[top] == Cus) {
      if (k == 0) {
        o.customer.email = std::move(v);
        return chk::email(o.customer.email) || bad("format", "email");
      }
      if (k == 1) {
        o.customer.name = std::move(v);
        return chk::len_in(o.customer.name, 1, 100) || bad("length", "1..100");
      }
    }
    if (st[top] == It && k == 0) {
      o.items.back().sku = std::move(v);
      return chk::sku(o.items.back().sku) || bad("pattern", "^[A-Z]{3}-[0-9]{4}$");
    }
    return tyerr();
  }
  bool push(St s) {
    st[++top] = s;
    k = -1;
    return true;
  }
  bool start_object(std::size_t) {
    if (st[top] == Skip) {
      ++skipd;
      return true;
    }
    if (st[top] == Root) return push(Ord);
    if (st[top] == Ord && k == 1) {
      sub = 0;
      return push(Cus);
    }
    if (st[top] == Items) {
      o.items.emplace_back();
      sub = 0;
      return push(It);
    }
    tyerr();
    skipd = 0;
    return push(Skip);
  }
  bool key(std::string& s) {
    auto look = [&](auto& f, unsigned& m) {
      int i = 0;
      for (auto* n : f) {
        if (s == n) {
          if (m >> i & 1) {
            k = i;
            bad("duplicate", "one occurrence");
            k = -2;
            return;
          }
          m |= 1u << i;
          k = i;
          return;
        }
        ++i;
      }
      k = -1;
      e.push_back({path() + "/" + s, "unknown", "no such field"});
      k = -2;
    };
    if (st[top] == Ord)
      look(of, seen);
    else if (st[top] == Cus)
      look(cf, sub);
    else if (st[top] == It)
      look(itf, sub);
    return true;
  }
  template <class F>
  void miss(F& f, unsigned m, unsigned want) {
    if ((m & want) != want)
      for (unsigned i = 0; i < std::size(f); ++i)
        if (want >> i & 1 && !(m >> i & 1)) {
          k = int(i);
          bad("required", "a value");
        }
    k = -1;
  }
  bool end_object() {
    if (st[top] == Skip && skipd-- > 0) return true;
    if (st[top] == Ord)
      miss(of, seen, 47);
    else if (st[top] == Cus)
      miss(cf, sub, 3);
    else if (st[top] == It)
      miss(itf, sub, 7);
    --top;
    k = -1;
    return true;
  }
  bool start_array(std::size_t) {
    if (st[top] == Skip) {
      ++skipd;
      return true;
    }
    if (st[top] == Ord && k == 2) {
      o.items.reserve(8);
      return push(Items);
    }
    tyerr();
    skipd = 0;
    return push(Skip);
  }
  bool end_array() {
    if (st[top] == Skip && skipd-- > 0) return true;
    if (st[top] == Items && (o.items.empty() || o.items.size() > 100)) {
      k = -1;
      bad("count", "1..100");
    }
    --top;
    k = -1;
    return true;
  }
  bool parse_error(std::size_t p, const std::string&, const nlohmann::detail::exception&) {
    e.push_back({"", "syntax", "JSON at byte " + std::to_string(p)});
    return false;
  }
};
bool run(const char* s, size_t n, Order& o, Errs& e) {
  H h(o, e);
  return nlohmann::json::sax_parse(s, s + n, &h) && e.empty();
}
Reg r{{"08 nlohmann SAX -> struct + checks", run}};
}  // namespace
