// JSON out: the generated `to_json`, RapidJSON's Writer and nlohmann's dump, of the same order.
#include "encode.h"

#include <nlohmann/json.hpp>
#if defined(WITH_RAPIDJSON)
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#endif

#include "order.writ.h"

namespace {

order::Intent intent;
Order plain;
nlohmann::ordered_json dom;

constexpr const char* currencies[] = {"EUR", "USD", "GBP", "JPY"};

std::size_t by_writ() {
  const std::string text = to_json(intent);
  asm volatile("" ::"g"(&text) : "memory");
  return text.size();
}

#if defined(WITH_RAPIDJSON)
template <class Writer>
void write(Writer& writer, const Order& of) {
  const auto text = [&](const char* key, const std::string& value) {
    writer.Key(key);
    writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  writer.StartObject();
  text("id", of.id);
  writer.Key("customer");
  writer.StartObject();
  text("email", of.customer.email);
  text("name", of.customer.name);
  writer.EndObject();
  writer.Key("items");
  writer.StartArray();
  for (const Item& item : of.items) {
    writer.StartObject();
    text("sku", item.sku);
    writer.Key("quantity");
    writer.Int(item.quantity);
    writer.Key("price");
    writer.Double(item.price);
    writer.EndObject();
  }
  writer.EndArray();
  writer.Key("currency");
  writer.String(currencies[static_cast<std::size_t>(of.currency)]);
  if (of.note) text("note", *of.note);
  text("placedAt", of.placedAt);
  writer.EndObject();
}

std::size_t by_rapidjson_again() {
  static rapidjson::StringBuffer buffer;
  buffer.Clear();
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  write(writer, plain);
  asm volatile("" ::"g"(buffer.GetString()) : "memory");
  return buffer.GetSize();
}

std::size_t by_rapidjson() {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  write(writer, plain);
  const std::string text(buffer.GetString(), buffer.GetSize());
  asm volatile("" ::"g"(&text) : "memory");
  return text.size();
}
#endif

std::size_t by_nlohmann() {
  const std::string text = dom.dump();
  asm volatile("" ::"g"(&text) : "memory");
  return text.size();
}

std::size_t by_nlohmann_dom() {
  nlohmann::ordered_json items = nlohmann::ordered_json::array();
  for (const Item& item : plain.items)
    items.push_back({{"sku", item.sku}, {"quantity", item.quantity}, {"price", item.price}});
  nlohmann::ordered_json out = {
      {"id", plain.id},
      {"customer", {{"email", plain.customer.email}, {"name", plain.customer.name}}},
      {"items", std::move(items)},
      {"currency", currencies[static_cast<std::size_t>(plain.currency)]}};
  if (plain.note) out["note"] = *plain.note;
  out["placedAt"] = plain.placedAt;
  const std::string text = out.dump();
  asm volatile("" ::"g"(&text) : "memory");
  return text.size();
}

}  // namespace

std::vector<Encoder> encoders(const std::string& order_text, const Order& order) {
  writ::Problems problems;
  intent = order::decode("Place", order_text, problems).value();
  plain = order;
  dom = nlohmann::ordered_json::parse(order_text);
  return {
    {"writ: to_json", by_writ},
#if defined(WITH_RAPIDJSON)
        {"RapidJSON Writer, into a string", by_rapidjson},
        {"RapidJSON Writer, its buffer kept", by_rapidjson_again},
#endif
        {"nlohmann dump, the DOM ready", by_nlohmann}, {"nlohmann DOM and dump", by_nlohmann_dom},
  };
}
