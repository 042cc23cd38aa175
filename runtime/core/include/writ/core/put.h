/// `map[key] = value` in three moves, so that a step can check and allocate before it writes.
#pragma once

#include <type_traits>
#include <utility>

#include <writ/core/flat_map.h>

namespace writ {

/// Where `map[key]` is, or would be inserted. The map, and a text used as key, must outlive it, and
/// nothing else may change the map meanwhile.
template <class Key, class Value>
class [[nodiscard]] Put {
  using Lookup = typename FlatMap<Key, Value>::Lookup;

 public:
  /// Finds the place; changes nothing.
  Put(FlatMap<Key, Value>& map, Lookup key) : map_(map), key_(key), slot_(map.find(key)) {}

  /// Is the key new to the map?
  [[nodiscard]] bool inserts() const { return slot_ == nullptr; }
  /// The value that will be replaced; not to be asked when the key is new.
  [[nodiscard]] const Value& before() const { return *slot_; }
  /// Asks for all the memory that `write` needs.
  void prepare(Value value) {
    value_ = std::move(value);
    if (slot_) return;
    entry_.key = Key(key_);
    map_.make_room();
  }
  /// Writes what was prepared; cannot fail.
  void write() noexcept {
    if (slot_) {
      *slot_ = std::move(value_);
    } else {
      entry_.value = std::move(value_);
      map_.insert(std::move(entry_));
    }
  }

 private:
  FlatMap<Key, Value>& map_;
  std::decay_t<Lookup> key_;
  Value* slot_;
  Value value_{};
  typename FlatMap<Key, Value>::Entry entry_{};
};

/// `Put slot(map, key)`: the map says of what kind it is.
template <class Key, class Value, class Lookup>
Put(FlatMap<Key, Value>&, const Lookup&) -> Put<Key, Value>;

}  // namespace writ
