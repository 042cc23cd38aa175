/// What bodies do to lists.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace writ {

/// Those elements stay, in their order, for which `stays` is true. Asks for no memory.
template <class T, class Stays>
void keep(std::vector<T>& list, Stays stays) {
  const auto gone = std::remove_if(list.begin(), list.end(), [&](const T& e) { return !stays(e); });
  list.erase(gone, list.end());
}

/// From the least key to the greatest, or the other way round.
enum class Order : std::uint8_t { Ascending, Descending };

/// By `key` of each element; those of equal keys stay in their order. May throw `std::bad_alloc`.
template <class T, class Key>
void sort(std::vector<T>& list, Key key, Order order = Order::Ascending) {
  if (list.size() == 1) (void)key(list.front());  // compared with nothing, it may have no value
  std::stable_sort(list.begin(), list.end(), [&](const T& a, const T& b) {
    return order == Order::Ascending ? key(a) < key(b) : key(b) < key(a);
  });
}

/// Puts `with` in place of `count` elements from `at` on, which must be there. May throw
/// `std::bad_alloc`, and then the list is as it was.
template <class T>
void splice(std::vector<T>& list, std::int64_t at, std::int64_t count, std::vector<T> with) {
  const auto first = list.begin() + at;
  std::vector<T> spliced;
  spliced.reserve(list.size() - static_cast<std::size_t>(count) + with.size());
  std::move(list.begin(), first, std::back_inserter(spliced));
  std::move(with.begin(), with.end(), std::back_inserter(spliced));
  std::move(first + count, list.end(), std::back_inserter(spliced));
  list = std::move(spliced);
}

}  // namespace writ
