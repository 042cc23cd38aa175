// RapidJSON DOM (stack pool) + hand checks.
#include <rapidjson/document.h>
#include "order.h"
namespace rj = rapidjson;
static void fill(const rj::Value& d, Order& o, Errs& e) {  // DOM + hand checks
  auto str = [&](const rj::Value& p, const char* k, const char* at, std::string& out) {
    auto i = p.FindMember(k);
    if (i == p.MemberEnd()) {
      e.push_back({std::string(at) + "/" + k, "required", "a value"});
      return false;
    }
    if (!i->value.IsString()) {
      e.push_back({std::string(at) + "/" + k, "type", "string"});
      return false;
    }
    out.assign(i->value.GetString(), i->value.GetStringLength());
    return true;
  };
  if (!d.IsObject()) {
    e.push_back({"", "type", "object"});
    return;
  }
  for (auto& m : d.GetObject()) {
    std::string_view k(m.name.GetString(), m.name.GetStringLength());
    if (k != "id" && k != "customer" && k != "items" && k != "currency" && k != "note" &&
        k != "placedAt")
      e.push_back({"/" + std::string(k), "unknown", ""});
  }
  if (str(d, "id", "", o.id) && !chk::uuid(o.id)) e.push_back({"/id", "format", "uuid"});
  if (auto i = d.FindMember("customer"); i == d.MemberEnd() || !i->value.IsObject())
    e.push_back({"/customer", "type", "object"});
  else {
    auto& c = i->value;
    for (auto& m : c.GetObject()) {
      std::string_view k(m.name.GetString(), m.name.GetStringLength());
      if (k != "email" && k != "name") e.push_back({"/customer/" + std::string(k), "unknown", ""});
    }
    if (str(c, "email", "/customer", o.customer.email) && !chk::email(o.customer.email))
      e.push_back({"/customer/email", "format", "email"});
    if (str(c, "name", "/customer", o.customer.name)) {
      if (!chk::len_in(o.customer.name, 1, 100))
        e.push_back({"/customer/name", "length", "1..100"});
    }
  }
  if (auto i = d.FindMember("items"); i == d.MemberEnd() || !i->value.IsArray())
    e.push_back({"/items", "type", "array"});
  else {
    auto& a = i->value;
    size_t n = 0;
    if (a.Empty() || a.Size() > 100) e.push_back({"/items", "count", "1..100"});
    o.items.reserve(a.Size());
    for (auto& j : a.GetArray()) {
      Item& it = o.items.emplace_back();
      unsigned seen = 0;
      auto at = [&](const char* f) { return "/items/" + std::to_string(n) + "/" + f; };
      if (!j.IsObject())
        e.push_back({at(""), "type", "object"});
      else {
        for (auto& m : j.GetObject()) {
          std::string_view k(m.name.GetString(), m.name.GetStringLength());
          auto& v = m.value;
          if (k == "sku") {
            seen |= 1;
            if (!v.IsString())
              e.push_back({at("sku"), "type", "string"});
            else {
              it.sku.assign(v.GetString(), v.GetStringLength());
              if (!chk::sku(it.sku)) e.push_back({at("sku"), "pattern", "^[A-Z]{3}-[0-9]{4}$"});
            }
          } else if (k == "quantity") {
            seen |= 2;
            if (!v.IsInt64())
              e.push_back({at("quantity"), "type", "integer"});
            else {
              auto q = v.GetInt64();
              if (q < 1 || q > 1000)
                e.push_back({at("quantity"), "range", "1..1000"});
              else
                it.quantity = int(q);
            }
          } else if (k == "price") {
            seen |= 4;
            if (!v.IsNumber())
              e.push_back({at("price"), "type", "number"});
            else {
              it.price = v.GetDouble();
              if (!(it.price >= 0)) e.push_back({at("price"), "minimum", ">= 0"});
            }
          } else
            e.push_back({at(m.name.GetString()), "unknown", ""});
        }
        if (seen != 7) e.push_back({at(""), "required", ""});
      }
      ++n;
    }
  }
  if (std::string c; str(d, "currency", "", c) && !chk::currency(c, o.currency))
    e.push_back({"/currency", "enum", "EUR, USD, GBP, JPY"});
  if (d.HasMember("note")) {
    std::string s;
    if (str(d, "note", "", s)) {
      if (!chk::len_le(s, 200)) e.push_back({"/note", "length", "<= 200"});
      o.note = std::move(s);
    }
  }
  if (str(d, "placedAt", "", o.placedAt) && !chk::datetime(o.placedAt))
    e.push_back({"/placedAt", "format", "date-time"});
}
static bool dom(const char* s, size_t n, Order& o, Errs& e) {
  char buf[4096];
  rj::MemoryPoolAllocator<> al(buf, sizeof buf);
  rj::GenericDocument<rj::UTF8<>> d(&al, 0);
  d.Parse<rj::kParseValidateEncodingFlag>(s, n);
  if (d.HasParseError()) {
    e.push_back({"", "syntax", "JSON"});
    return false;
  }
  fill(d, o, e);
  return e.empty();
}
static Reg a{{"20 RapidJSON DOM (stack pool) + hand checks", dom}};
