/// What contracts ask of lists, sets and maps: `x in xs`, `.first`, `.last`, `.keys`, `.values`.
#pragma once

#include <optional>
#include <type_traits>
#include <vector>

#include <writ/core/bool.h>
#include <writ/core/flat_map.h>
#include <writ/core/flat_set.h>
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

/// Is there such an element?
template <class T, class Wanted>
[[nodiscard]] bool has(const FlatSet<T>& set, const Wanted& element) {
  return set.contains(element);
}

/// What a list has `T` for: a `bool` for a `Bool`.
template <class T>
using Plain = std::conditional_t<std::is_same_v<T, Bool>, bool, T>;

/// The first element, if there is one; a copy.
template <class List>
[[nodiscard]] constexpr std::optional<Plain<typename List::value_type>> first(const List& list) {
  if (list.empty()) return std::nullopt;
  return list.front();
}
/// The last element, if there is one; a copy.
template <class List>
[[nodiscard]] constexpr std::optional<Plain<typename List::value_type>> last(const List& list) {
  if (list.empty()) return std::nullopt;
  return list.back();
}

/// All keys, in ascending order; copies.
template <class Key, class Value>
[[nodiscard]] std::vector<Element<Key>> keys(const FlatMap<Key, Value>& map) {
  std::vector<Element<Key>> all;
  all.reserve(map.size());
  for (const auto& entry : map) all.push_back(entry.key);
  return all;
}
/// The value of each key, in the order of the keys; copies.
template <class Key, class Value>
[[nodiscard]] std::vector<Element<Value>> values(const FlatMap<Key, Value>& map) {
  std::vector<Element<Value>> all;
  all.reserve(map.size());
  for (const auto& entry : map) all.push_back(entry.value);
  return all;
}

}  // namespace writ
