/// What contracts build and take apart: maps as written, cases of variants.
#pragma once

#include <cstddef>
#include <utility>
#include <variant>

namespace writ {

/// Enters keys with their values; of two that are equal the later one counts.
template <class Map>
void enter(Map&) {}
/// The same, for a key, a value, and more of them.
template <class Map, class Key, class Value, class... More>
void enter(Map& map, Key&& key, Value&& value, More&&... more) {
  typename Map::key_type own(std::forward<Key>(key));
  map.erase(own);
  map.insert({std::move(own), typename Map::mapped_type(std::forward<Value>(value))});
  enter(map, std::forward<More>(more)...);
}

/// `{ "a": 1, "b": 2 }`: a map of keys and values, in turn; of two equal keys the later one counts.
template <class Map, class... KeysAndValues>
[[nodiscard]] Map map_of(KeysAndValues&&... keys_and_values) {
  static_assert(sizeof...(KeysAndValues) % 2 == 0, "to each key its value");
  Map map;
  map.reserve(sizeof...(KeysAndValues) / 2);
  enter(map, std::forward<KeysAndValues>(keys_and_values)...);
  return map;
}

/// What a variant holds that is known to hold a `Case`. The variant must outlive it.
template <class Case, class... Cases>
[[nodiscard]] const Case& as(const std::variant<Cases...>& variant) {
  return *std::get_if<Case>(&variant);
}
/// The same, to be changed in place.
template <class Case, class... Cases>
[[nodiscard]] Case& as(std::variant<Cases...>& variant) {
  return *std::get_if<Case>(&variant);
}

}  // namespace writ
