// Boost.JSON DOM (stack monotonic resource) + hand checks.
#include <boost/json.hpp>
#include "order.h"
namespace bj = boost::json;
static bool run(const char* s, size_t n, Order& o, Errs& e) {
  unsigned char buf[8192];
  bj::monotonic_resource mr(buf, sizeof buf);
  boost::system::error_code ec;
  bj::value d = bj::parse({s, n}, ec, &mr);
  if (ec || !d.is_object()) {
    e.push_back({"", "syntax", "JSON object"});
    return false;
  }
  auto str = [&](const bj::object& p, const char* k, const char* at, std::string& out) {
    auto* v = p.if_contains(k);
    if (!v) {
      e.push_back({std::string(at) + "/" + k, "required", "a value"});
      return false;
    }
    auto* t = v->if_string();
    if (!t) {
      e.push_back({std::string(at) + "/" + k, "type", "string"});
      return false;
    }
    out.assign(t->data(), t->size());
    return true;
  };
  auto& r = d.get_object();
  for (auto& m : r) {
    std::string_view k(m.key().data(), m.key().size());
    if (k != "id" && k != "customer" && k != "items" && k != "currency" && k != "note" &&
        k != "placedAt")
      e.push_back({"/" + std::string(k), "unknown", ""});
  }
  if (str(r, "id", "", o.id) && !chk::uuid(o.id)) e.push_back({"/id", "format", "uuid"});
  if (auto* v = r.if_contains("customer"); !v || !v->is_object())
    e.push_back({"/customer", "type", "object"});
  else {
    auto& c = v->get_object();
    for (auto& m : c)
      if (m.key() != "email" && m.key() != "name")
        e.push_back({"/customer/" + std::string(m.key()), "unknown", ""});
    if (str(c, "email", "/customer", o.customer.email) && !chk::email(o.customer.email))
      e.push_back({"/customer/email", "format", "email"});
    if (str(c, "name", "/customer", o.customer.name)) {
      if (!chk::len_in(o.customer.name, 1, 100))
        e.push_back({"/customer/name", "length", "1..100"});
    }
  }
  if (auto* v = r.if_contains("items"); !v || !v->is_array())
    e.push_back({"/items", "type", "array"});
  else {
    auto& a = v->get_array();
    size_t i = 0;
    if (a.empty() || a.size() > 100) e.push_back({"/items", "count", "1..100"});
    o.items.reserve(a.size());
    for (auto& j : a) {
      Item& it = o.items.emplace_back();
      unsigned is = 0;
      auto at = [&](const char* q) { return "/items/" + std::to_string(i) + "/" + q; };
      if (!j.is_object())
        e.push_back({at(""), "type", "object"});
      else {
        for (auto& m : j.get_object()) {
          auto& x = m.value();
          if (m.key() == "sku") {
            is |= 1;
            if (auto* t = x.if_string()) {
              it.sku.assign(t->data(), t->size());
              if (!chk::sku(it.sku)) e.push_back({at("sku"), "pattern", "^[A-Z]{3}-[0-9]{4}$"});
            } else
              e.push_back({at("sku"), "type", "string"});
          } else if (m.key() == "quantity") {
            is |= 2;
            if (auto* q = x.if_int64()) {
              if (*q < 1 || *q > 1000)
                e.push_back({at("quantity"), "range", "1..1000"});
              else
                it.quantity = int(*q);
            } else
              e.push_back({at("quantity"), "type", "integer"});
          } else if (m.key() == "price") {
            is |= 4;
            if (!x.is_number())
              e.push_back({at("price"), "type", "number"});
            else {
              it.price = x.to_number<double>();
              if (!(it.price >= 0)) e.push_back({at("price"), "minimum", ">= 0"});
            }
          } else
            e.push_back({at(std::string(m.key()).c_str()), "unknown", ""});
        }
        if (is != 7) e.push_back({at(""), "required", ""});
      }
      ++i;
    }
  }
  if (std::string c; str(r, "currency", "", c) && !chk::currency(c, o.currency))
    e.push_back({"/currency", "enum", "EUR, USD, GBP, JPY"});
  if (r.contains("note")) {
    std::string t;
    if (str(r, "note", "", t)) {
      if (!chk::len_le(t, 200)) e.push_back({"/note", "length", "<= 200"});
      o.note = std::move(t);
    }
  }
  if (str(r, "placedAt", "", o.placedAt) && !chk::datetime(o.placedAt))
    e.push_back({"/placedAt", "format", "date-time"});
  return e.empty();
}
static Reg reg{{"15 Boost.JSON DOM (stack pool) + hand checks", run}};
