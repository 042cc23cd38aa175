#include "compiler/interpret/value.h"

#include <algorithm>

namespace writ::interpret {

namespace {

std::weak_ordering order(double a, double b) {
  if (a < b) return std::weak_ordering::less;
  return a > b ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

std::weak_ordering order(const std::string& a, const std::string& b) {
  const int by = a.compare(b);
  if (by < 0) return std::weak_ordering::less;
  return by > 0 ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

std::weak_ordering order(const Value::Items& a, const Value::Items& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    if (const std::weak_ordering by = a[i] <=> b[i]; std::is_neq(by)) return by;
  return a.size() <=> b.size();
}

/// The first item that is not less, of every `width`th one.
std::size_t lower_bound(const Value::Items& items, const Value& wanted, std::size_t width) {
  std::size_t least = 0;
  std::size_t most = items.size() / width;
  while (least < most) {
    const std::size_t middle = least + (most - least) / 2;
    if (items[middle * width] < wanted) {
      least = middle + 1;
    } else {
      most = middle;
    }
  }
  return least * width;
}

}  // namespace

Value Value::of(std::string text) { return {Kind::Text, Held{std::move(text), {}}}; }
Value Value::of(Items items) { return {Kind::Items, Held{{}, std::move(items)}}; }

Value::Items& Value::change() {
  if (held_.use_count() > 1) held_ = std::make_shared<Held>(*held_);
  return held_->items;
}

std::weak_ordering operator<=>(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_) return a.kind_ <=> b.kind_;
  switch (a.kind_) {
    case Value::Kind::None: return std::weak_ordering::equivalent;
    case Value::Kind::Number: return a.number() <=> b.number();
    case Value::Kind::Real: return order(a.real(), b.real());
    case Value::Kind::Text: return order(a.text(), b.text());
    case Value::Kind::Items: return order(a.items(), b.items());
  }
  return std::weak_ordering::equivalent;
}

std::size_t place_in_set(const Value::Items& set, const Value& element) {
  return lower_bound(set, element, 1);
}

bool is_in_set(const Value::Items& set, const Value& element) {
  const std::size_t at = place_in_set(set, element);
  return at < set.size() && set[at] == element;
}

std::size_t place_in_map(const Value::Items& map, const Value& key) {
  return lower_bound(map, key, 2);
}

const Value* find_in_map(const Value::Items& map, const Value& key) {
  const std::size_t at = place_in_map(map, key);
  return at < map.size() && map[at] == key ? &map[at + 1] : nullptr;
}

void add_to_set(Value::Items& set, Value element) {
  const std::size_t at = place_in_set(set, element);
  if (at < set.size() && set[at] == element) return;
  set.insert(set.begin() + static_cast<std::ptrdiff_t>(at), std::move(element));
}

void put_into_map(Value::Items& map, Value key, Value value) {
  const std::size_t at = place_in_map(map, key);
  if (at < map.size() && map[at] == key) {
    map[at + 1] = std::move(value);
    return;
  }
  const auto place = map.insert(map.begin() + static_cast<std::ptrdiff_t>(at), std::move(value));
  map.insert(place, std::move(key));
}

void erase_from_map(Value::Items& map, const Value& key) {
  const std::size_t at = place_in_map(map, key);
  if (at >= map.size() || map[at] != key) return;
  const auto place = map.begin() + static_cast<std::ptrdiff_t>(at);
  map.erase(place, place + 2);
}

}  // namespace writ::interpret
