// simdjson On-Demand + hand checks (fields in any order, unknown fields rejected, all errors).
#include <simdjson.h>
#include "order.h"
using namespace simdjson;
static bool run(const char* s, size_t n, Order& o, Errs& e) {
  static thread_local ondemand::parser ps;
  ondemand::document doc;
  ondemand::object root;
  if (ps.iterate(padded_string_view(s, n, n + SIMDJSON_PADDING)).get(doc) ||
      doc.get_object().get(root)) {
    e.push_back({"", "syntax", "JSON object"});
    return false;
  }
  auto str = [&](ondemand::value v, const std::string& at, auto&& chkf) {
    std::string_view x;
    if (v.get_string().get(x)) {
      e.push_back({at, "type", "string"});
      return;
    }
    chkf(x, at);
  };
  unsigned seen = 0;
  for (auto f : root) {
    std::string_view k;
    if (f.unescaped_key().get(k)) {
      e.push_back({"", "syntax", "JSON"});
      return false;
    }
    ondemand::value v;
    if (f.value().get(v)) {
      e.push_back({"", "syntax", "JSON"});
      return false;
    }
    auto bad = [&](const char* at, const char* c, const char* x) { e.push_back({at, c, x}); };
    std::string_view x;
    if (k == "id") {
      seen |= 1;
      if (v.get_string().get(x))
        bad("/id", "type", "string");
      else {
        o.id = x;
        if (!chk::uuid(x)) bad("/id", "format", "uuid");
      }
    } else if (k == "customer") {
      seen |= 2;
      ondemand::object c;
      if (v.get_object().get(c))
        bad("/customer", "type", "object");
      else {
        unsigned cs = 0;
        for (auto g : c) {
          std::string_view ck;
          if (g.unescaped_key().get(ck)) {
            bad("", "syntax", "JSON");
            return false;
          }
          ondemand::value cv;
          if (g.value().get(cv)) {
            bad("", "syntax", "JSON");
            return false;
          }
          if (ck == "email") {
            cs |= 1;
            if (cv.get_string().get(x))
              bad("/customer/email", "type", "string");
            else {
              o.customer.email = x;
              if (!chk::email(x)) bad("/customer/email", "format", "email");
            }
          } else if (ck == "name") {
            cs |= 2;
            if (cv.get_string().get(x))
              bad("/customer/name", "type", "string");
            else {
              o.customer.name = x;
              if (!chk::len_in(x, 1, 100)) bad("/customer/name", "length", "1..100");
            }
          } else
            e.push_back({"/customer/" + std::string(ck), "unknown", ""});
        }
        if (cs != 3) bad("/customer", "required", "email, name");
      }
    } else if (k == "items") {
      seen |= 4;
      ondemand::array a;
      if (v.get_array().get(a))
        bad("/items", "type", "array");
      else {
        size_t i = 0;
        o.items.reserve(8);
        for (auto el : a) {
          Item& it = o.items.emplace_back();
          auto at = [&](const char* q) { return "/items/" + std::to_string(i) + "/" + q; };
          ondemand::object io;
          unsigned is = 0;
          if (el.get_object().get(io))
            e.push_back({at(""), "type", "object"});
          else {
            for (auto g : io) {
              std::string_view ik;
              if (g.unescaped_key().get(ik)) {
                bad("", "syntax", "JSON");
                return false;
              }
              ondemand::value iv;
              if (g.value().get(iv)) {
                bad("", "syntax", "JSON");
                return false;
              }
              if (ik == "sku") {
                is |= 1;
                if (iv.get_string().get(x))
                  e.push_back({at("sku"), "type", "string"});
                else {
                  it.sku = x;
                  if (!chk::sku(x)) e.push_back({at("sku"), "pattern", "^[A-Z]{3}-[0-9]{4}$"});
                }
              } else if (ik == "quantity") {
                is |= 2;
                int64_t q;
                if (iv.get_int64().get(q))
                  e.push_back({at("quantity"), "type", "integer"});
                else if (q < 1 || q > 1000)
                  e.push_back({at("quantity"), "range", "1..1000"});
                else
                  it.quantity = int(q);
              } else if (ik == "price") {
                is |= 4;
                double d;
                if (iv.get_double().get(d))
                  e.push_back({at("price"), "type", "number"});
                else {
                  it.price = d;
                  if (!(d >= 0)) e.push_back({at("price"), "minimum", ">= 0"});
                }
              } else
                e.push_back({at(std::string(ik).c_str()), "unknown", ""});
            }
            if (is != 7) e.push_back({at(""), "required", "sku, quantity, price"});
          }
          ++i;
        }
        if (i == 0 || i > 100) bad("/items", "count", "1..100");
      }
    } else if (k == "currency") {
      seen |= 8;
      if (v.get_string().get(x))
        bad("/currency", "type", "string");
      else if (!chk::currency(x, o.currency))
        bad("/currency", "enum", "EUR, USD, GBP, JPY");
    } else if (k == "note") {
      if (v.get_string().get(x))
        bad("/note", "type", "string");
      else {
        o.note.emplace(x);
        if (!chk::len_le(x, 200)) bad("/note", "length", "<= 200");
      }
    } else if (k == "placedAt") {
      seen |= 32;
      if (v.get_string().get(x))
        bad("/placedAt", "type", "string");
      else {
        o.placedAt = x;
        if (!chk::datetime(x)) bad("/placedAt", "format", "date-time");
      }
    } else
      e.push_back({"/" + std::string(k), "unknown", ""});
  }
  if (seen != 47) e.push_back({"", "required", "id, customer, items, currency, placedAt"});
  return e.empty();
}
static Reg r{{"05 simdjson On-Demand + hand checks", run}};
