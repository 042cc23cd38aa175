/// What contracts ask of lists, sets and maps: `x in xs`, `.first`, `.last`, `.keys`, `.values`.
#pragma once

#include <optional>
#include <vector>

#include <writ/core/flat_map.h>
#include <writ/core/fold.h>

namespace writ {

/// Is there such an element? `list` may be one with an element behind it (`appended`).
template <class List, class Element>
[[nodiscard]] constexpr bool has(const List& list, const Element& wanted) {
  return stops(list, [&](const auto& element) { return element == wanted; });
}
/// Is there such a key?
template <class Key, class Value, class Wanted>
[[nodiscard]] bool has(const FlatMap<Key, Value>& map, const Wanted& key) {
  return map.contains(key);
}

/// The first element, if there is one; a copy.
template <class List>
[[nodiscard]] constexpr auto first(const List& list) -> std::optional<typename List::value_type> {
  if (list.empty()) return std::nullopt;
  return list.front();
}
/// The last element, if there is one; a copy.
template <class List>
[[nodiscard]] constexpr auto last(const List& list) -> std::optional<typename List::value_type> {
  if (list.empty()) return std::nullopt;
  return list.back();
}

/// All keys, in ascending order; copies.
template <class Key, class Value>
[[nodiscard]] std::vector<Key> keys(const FlatMap<Key, Value>& map) {
  std::vector<Key> all;
  all.reserve(map.size());
  for (const auto& entry : map) all.push_back(entry.key);
  return all;
}
/// The value of each key, in the order of the keys; copies.
template <class Key, class Value>
[[nodiscard]] std::vector<Value> values(const FlatMap<Key, Value>& map) {
  std::vector<Value> all;
  all.reserve(map.size());
  for (const auto& entry : map) all.push_back(entry.value);
  return all;
}

}  // namespace writ
