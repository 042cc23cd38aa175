/// A map as a sorted vector: the iteration order is the key order, always, and a lookup touches
/// one block of memory. Slots keep their address until a key is inserted or removed.
///
/// Below the map: `find`, `at` and `value_or`, which read a map by key and a list by index alike.
/// A list is a `std::vector` of anything but `bool`, whose elements have no address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <writ/core/fault.h>
#include <writ/core/patch.h>

namespace writ {

/// Keys, each once, in ascending order, with their values. A value type: copied, compared, moved.
template <class Key, class Value>
class FlatMap {
 public:
  /// How keys are passed to be looked up: strings by view, so that no temporary key is made.
  using Lookup = std::conditional_t<std::is_convertible_v<const Key&, std::string_view>,
                                    std::string_view, const Key&>;
  /// A key and its value.
  struct Entry {
    Key key;      ///< never changed in a map
    Value value;  ///< may be changed in place
    /// Both parts.
    friend bool operator==(const Entry&, const Entry&) = default;
    /// By the key, and then by the value.
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  using value_type = Entry;   ///< what iteration gives
  using key_type = Key;       ///< of each entry
  using mapped_type = Value;  ///< of each entry

  /// Empty.
  FlatMap() = default;
  /// Of a few entries in any order; of two with equal keys the later one counts.
  FlatMap(std::initializer_list<Entry> entries) {
    reserve(entries.size());
    for (const Entry& entry : entries) {
      erase(entry.key);
      insert(entry);
    }
  }
  /// Of entries whose keys are in ascending order already, each once: nothing is compared.
  [[nodiscard]] static FlatMap from_sorted(std::vector<Entry> entries) {
    FlatMap map;
    map.entries_ = std::move(entries);
    return map;
  }

  /// The value of that key; null when there is none. Valid until a key is inserted or removed.
  [[nodiscard]] const Value* find(Lookup key) const {
    const std::size_t i = lower_bound(key);
    return i < entries_.size() && entries_[i].key == key ? &entries_[i].value : nullptr;
  }
  /// The same, to be changed in place.
  [[nodiscard]] Value* find(Lookup key) {
    return const_cast<Value*>(std::as_const(*this).find(key));
  }
  /// `m[k] ?? otherwise`
  [[nodiscard]] Value value_or(Lookup key, Value otherwise) const {
    const Value* found = find(key);
    return found ? *found : otherwise;
  }
  /// Inserts an entry whose key is not there; after `make_room()` this cannot fail. When the key is
  /// there already nothing changes, and the answer is false.
  bool insert(Entry entry) {
    const std::size_t i = lower_bound(entry.key);
    if (i < entries_.size() && entries_[i].key == entry.key) return false;
    entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(i), std::move(entry));
    return true;
  }
  /// Removes a key with its value; false when it was not there. Cannot fail.
  bool erase(Lookup key) {
    const std::size_t i = lower_bound(key);
    if (i == entries_.size() || !(entries_[i].key == key)) return false;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  /// Removes all entries. Cannot fail.
  void clear() noexcept { entries_.clear(); }
  /// Room for so many entries in all.
  void reserve(std::size_t entries) { entries_.reserve(entries); }
  /// Room for one more entry, so that inserting it cannot fail.
  void make_room() { writ::make_room(entries_); }
  /// Is this key there?
  [[nodiscard]] bool contains(Lookup key) const { return find(key) != nullptr; }
  /// The number of entries.
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  /// Are there none?
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  /// The entry with the least key; its value may be changed in place.
  [[nodiscard]] auto begin() noexcept { return entries_.begin(); }
  /// Behind the entry with the greatest key.
  [[nodiscard]] auto end() noexcept { return entries_.end(); }
  /// The entry with the least key.
  [[nodiscard]] auto begin() const noexcept { return entries_.begin(); }
  /// Behind the entry with the greatest key.
  [[nodiscard]] auto end() const noexcept { return entries_.end(); }

  /// The same keys with the same values.
  friend bool operator==(const FlatMap&, const FlatMap&) = default;
  /// Like words in a dictionary.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend auto operator<=>(const FlatMap&, const FlatMap&) = default;

 private:
  [[nodiscard]] std::size_t lower_bound(Lookup key) const {
    std::size_t low = 0;
    std::size_t high = entries_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (entries_[middle].key < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  std::vector<Entry> entries_;
};

/// The element at `index`; null when there is none. Valid as long as the list keeps its place.
template <class T>
[[nodiscard]] const T* find(const std::vector<T>& list, std::int64_t index) {
  static_assert(!std::is_same_v<T, bool>, "elements of a vector<bool> have no address");
  const auto i = static_cast<std::uint64_t>(index);  // a negative one becomes too large
  return i < list.size() ? &list[static_cast<std::size_t>(i)] : nullptr;
}
/// The same, to be changed in place.
template <class T>
[[nodiscard]] T* find(std::vector<T>& list, std::int64_t index) {
  return const_cast<T*>(find(std::as_const(list), index));
}
/// The value of `key`; null when there is none. Valid until a key is inserted or removed.
template <class Key, class Value>
[[nodiscard]] const Value* find(const FlatMap<Key, Value>& map,
                                typename FlatMap<Key, Value>::Lookup key) {
  return map.find(key);
}
/// The same, to be changed in place.
template <class Key, class Value>
[[nodiscard]] Value* find(FlatMap<Key, Value>& map, typename FlatMap<Key, Value>::Lookup key) {
  return map.find(key);
}

/// A zero of any type, alive as long as the program: what a reference refers to after a fault.
template <class T>
[[nodiscard]] const T& zero() {
  static const T value{};
  return value;
}

/// `list[index]`; a zero and `NoSuchIndex` when there is none.
template <class T>
[[nodiscard]] const T& at(const std::vector<T>& list, std::int64_t index, Fault& fault) {
  if (const T* found = find(list, index)) return *found;
  fault.note(FaultKind::NoSuchIndex);
  return zero<T>();
}
/// `map[key]`; a zero and `NoSuchKey` when there is none.
template <class Key, class Value>
[[nodiscard]] const Value& at(const FlatMap<Key, Value>& map,
                              typename FlatMap<Key, Value>::Lookup key, Fault& fault) {
  if (const Value* found = map.find(key)) return *found;
  fault.note(FaultKind::NoSuchKey);
  return zero<Value>();
}

/// `list[index] ?? otherwise`
template <class T>
[[nodiscard]] T value_or(const std::vector<T>& list, std::int64_t index,
                         std::type_identity_t<T> otherwise) {
  if (const T* found = find(list, index)) return *found;
  return otherwise;
}
/// `map[key] ?? otherwise`
template <class Key, class Value>
[[nodiscard]] Value value_or(const FlatMap<Key, Value>& map,
                             typename FlatMap<Key, Value>::Lookup key,
                             std::type_identity_t<Value> otherwise) {
  if (const Value* found = map.find(key)) return *found;
  return otherwise;
}

/// How many there are of a list's or a map's, as contracts count: `xs.size`.
template <class Collection>
[[nodiscard]] constexpr std::int64_t size(const Collection& collection) {
  return static_cast<std::int64_t>(collection.size());
}

/// Of so many elements, or none, one is taken away.
[[nodiscard]] constexpr std::int64_t one_less(std::int64_t size) { return size > 0 ? size - 1 : 0; }

}  // namespace writ
