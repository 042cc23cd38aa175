/// `list<Line> unique by sku`: no two elements of a list have the same key.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace writ {

/// Up to this many elements are compared each with each, without memory.
inline constexpr std::size_t unique_by_pairs = 32;

/// Are the keys of all elements different? `key(element)` gives a reference into the element; keys
/// are compared by `==` and `<`. A list of more than `unique_by_pairs` elements costs one of
/// pointers.
template <class List, class Key>
[[nodiscard]] bool is_unique_by(const List& list, Key key) {
  const std::size_t count = list.size();
  if (count <= unique_by_pairs) {
    for (std::size_t i = 1; i < count; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (key(list[i]) == key(list[j])) return false;
      }
    }
    return true;
  }
  std::vector<const typename List::value_type*> sorted;
  sorted.reserve(count);
  for (const auto& element : list) sorted.push_back(&element);
  std::sort(sorted.begin(), sorted.end(),
            [&](const auto* a, const auto* b) { return key(*a) < key(*b); });
  return std::adjacent_find(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
           return key(*a) == key(*b);
         }) == sorted.end();
}

}  // namespace writ
