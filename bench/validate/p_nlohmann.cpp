// nlohmann::json DOM, then hand-written checks.
#include <nlohmann/json.hpp>
#include "order.h"
using json = nlohmann::json;
namespace {
struct X {
  Errs& e;
  const json* get(const json& o, const char* k, const std::string& at, bool req = true) {
    auto i = o.find(k);
    if (i != o.end()) return &*i;
    if (req) e.push_back({at + "/" + k, "required", "a value"});
    return nullptr;
  }
  bool str(const json* j, const std::string& at, const char* k, std::string& o) {
    if (!j) return false;
    if (!j->is_string()) {
      e.push_back({at + "/" + k, "type", "string"});
      return false;
    }
    o = j->get_ref<const std::string&>();
    return true;
  }
  void extra(const json& o, const std::string& at, std::initializer_list<std::string_view> ks) {
    for (auto i = o.begin(); i != o.end(); ++i) {
      bool f = false;
      for (auto k : ks) f |= i.key() == k;
      if (!f) e.push_back({at + "/" + i.key(), "unknown", "no such field"});
    }
  }
};
}  // namespace
static void nl_fill(const json& d, Order& o, Errs& e) {
  X x{e};
  const std::string root;
  if (!d.is_object()) {
    e.push_back({"", "type", "object"});
    return;
  }
  x.extra(d, root, {"id", "customer", "items", "currency", "note", "placedAt"});
  if (x.str(x.get(d, "id", root), root, "id", o.id) && !chk::uuid(o.id))
    e.push_back({"/id", "format", "uuid"});
  if (auto* c = x.get(d, "customer", root)) {
    if (!c->is_object())
      e.push_back({"/customer", "type", "object"});
    else {
      x.extra(*c, "/customer", {"email", "name"});
      if (x.str(x.get(*c, "email", "/customer"), "/customer", "email", o.customer.email) &&
          !chk::email(o.customer.email))
        e.push_back({"/customer/email", "format", "email"});
      if (x.str(x.get(*c, "name", "/customer"), "/customer", "name", o.customer.name)) {
        if (!chk::len_in(o.customer.name, 1, 100))
          e.push_back({"/customer/name", "length", "1..100"});
      }
    }
  }
  if (auto* a = x.get(d, "items", root)) {
    if (!a->is_array())
      e.push_back({"/items", "type", "array"});
    else {
      if (a->empty() || a->size() > 100) e.push_back({"/items", "count", "1..100"});
      o.items.reserve(a->size());
      size_t i = 0;
      for (auto& j : *a) {
        Item& it = o.items.emplace_back();
        auto at = [&] { return "/items/" + std::to_string(i); };
        if (!j.is_object())
          e.push_back({at(), "type", "object"});
        else {
          for (auto q = j.begin(); q != j.end(); ++q) {
            auto& k = q.key();
            auto& v = q.value();
            if (k == "sku") {
              if (!v.is_string())
                e.push_back({at() + "/sku", "type", "string"});
              else {
                it.sku = v.get_ref<const std::string&>();
                if (!chk::sku(it.sku))
                  e.push_back({at() + "/sku", "pattern", "^[A-Z]{3}-[0-9]{4}$"});
              }
            } else if (k == "quantity") {
              if (!v.is_number_integer())
                e.push_back({at() + "/quantity", "type", "integer"});
              else {
                auto n = v.get<std::int64_t>();
                if (n < 1 || n > 1000)
                  e.push_back({at() + "/quantity", "range", "1..1000"});
                else
                  it.quantity = int(n);
              }
            } else if (k == "price") {
              if (!v.is_number())
                e.push_back({at() + "/price", "type", "number"});
              else {
                it.price = v.get<double>();
                if (!(it.price >= 0)) e.push_back({at() + "/price", "minimum", ">= 0"});
              }
            } else
              e.push_back({at() + "/" + k, "unknown", "no such field"});
          }
          for (auto f : {"sku", "quantity", "price"})
            if (!j.contains(f)) e.push_back({at() + "/" + f, "required", "a value"});
        }
        ++i;
      }
    }
  }
  if (std::string c;
      x.str(x.get(d, "currency", root), root, "currency", c) && !chk::currency(c, o.currency))
    e.push_back({"/currency", "enum", "EUR, USD, GBP, JPY"});
  if (auto* nn = x.get(d, "note", root, false)) {
    std::string s;
    if (x.str(nn, root, "note", s)) {
      if (!chk::len_le(s, 200)) e.push_back({"/note", "length", "<= 200"});
      o.note = std::move(s);
    }
  }
  if (x.str(x.get(d, "placedAt", root), root, "placedAt", o.placedAt) && !chk::datetime(o.placedAt))
    e.push_back({"/placedAt", "format", "date-time"});
}
static bool run(const char* s, size_t n, Order& o, Errs& e) {
  json d = json::parse(s, s + n, nullptr, false);
  if (d.is_discarded()) {
    e.push_back({"", "syntax", "JSON"});
    return false;
  }
  nl_fill(d, o, e);
  return e.empty();
}
static Reg r1{{"10 nlohmann DOM + hand checks", run}};
