#include "shuffled.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

namespace {

using Json = nlohmann::ordered_json;

/// With the blanks of the document; only the order differs.
void write(std::string& out, const Json& value, std::mt19937& random) {
  if (!value.is_structured()) {
    out += value.dump(-1, ' ', true);
    return;
  }
  std::vector<std::string> parts;
  for (const auto& [key, part] : value.items()) {
    std::string& text = parts.emplace_back();
    if (value.is_object()) text = '"' + key + "\": ";
    write(text, part, random);
  }
  if (value.is_object()) {  // std::shuffle is another one with each standard library
    for (std::size_t i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[random() % i]);
  }
  out += value.is_object() ? '{' : '[';
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : ", ") + parts[i];
  out += value.is_object() ? '}' : ']';
}

}  // namespace

std::vector<std::string> shuffled(const std::string& document, std::size_t count) {
  const Json json = Json::parse(document);
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same ones each time
  std::vector<std::string> all(count);
  for (std::string& text : all) write(text, json, random);
  return all;
}
