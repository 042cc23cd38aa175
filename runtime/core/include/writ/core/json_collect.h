/// Sets and maps out of JSON: an array of elements, an object, an array of pairs. They are
/// collected as they come and sorted once at the end, so that no order of them takes long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <writ/core/bytes.h>
#include <writ/core/flat_map.h>
#include <writ/core/flat_set.h>
#include <writ/core/json_reader.h>

namespace writ {

/// The order of keys.
template <class T>
[[nodiscard]] bool comes_before(const T& a, const T& b) {
  return a < b;
}

/// Does the element with the first index come before that with the second one? `all` are these.
using ComesBefore = bool (*)(const void* all, std::size_t first, std::size_t second);

/// The indices of `count` elements in the order of these; equal ones stay as they were. Compiled
/// once, and not for each type: a contract has many of them.
[[nodiscard]] std::vector<std::size_t> ascending(const void* all, std::size_t count,
                                                 ComesBefore before);

/// Sorts by what `key` gives of each element, and calls `repeats` with the index, as it was, of
/// each whose key an earlier one has. `key` remembers nothing.
template <class T, class Key, class Repeats>
void sort_unique(std::vector<T>& all, Key key, Repeats repeats) {
  static_assert(std::is_empty_v<Key>);
  const auto falls = [&](const T& a, const T& b) { return !comes_before(key(a), key(b)); };
  std::size_t rising = 1;
  while (rising < all.size() && !falls(all[rising - 1], all[rising])) ++rising;
  if (rising >= all.size()) return;
  const auto order = ascending(&all, all.size(), [](const void* of, std::size_t a, std::size_t b) {
    const auto& elements = *static_cast<const std::vector<T>*>(of);
    return comes_before(Key{}(elements[a]), Key{}(elements[b]));
  });
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (falls(all[order[i - 1]], all[order[i]])) repeats(order[i]);
  }
  std::vector<T> sorted;
  sorted.reserve(all.size());
  for (const std::size_t i : order) sorted.push_back(std::move(all[i]));
  all = std::move(sorted);
}

/// The elements of a set: `while (set.next()) { … set.add(…); }` and then `finish`, where each
/// round reads one. `in` and `at` must outlive it.
template <class T>
class JsonSet {
 public:
  /// Begins the array; reports anything else, and more than `max` elements by the rule.
  JsonSet(JsonReader& in, const Where& at, std::size_t max, const ValueRule* rule = nullptr)
      : in_(in), at_(at), before_(in.problems()), array_(in, at, max, rule) {}
  /// Not with a `here()` that dies at once: name it first.
  JsonSet(JsonReader& in, const Where&& at, std::size_t max,
          const ValueRule* rule = nullptr) = delete;
  /// To the next element.
  bool next() { return array_.next(); }
  /// Where the element stands.
  [[nodiscard]] Where here() const { return array_.here(); }
  /// Keeps an element.
  void add(T element) { elements_.push_back(std::move(element)); }
  /// After the last one: were there so many? Yes where it was no array: that is said already.
  [[nodiscard]] bool has(std::size_t least) const { return array_.has(least); }
  /// Reports those that are there twice. The set is right unless there were problems.
  void finish(FlatSet<T>& out) {
    if (in_.problems() != before_) return;  // what could not be read is no duplicate
    sort_unique(
        elements_, [](const Element<T>& element) -> const Element<T>& { return element; },
        [&](std::size_t i) {
          in_.problem({&at_, nullptr, {}, i}, "duplicate", "each element once");
        });
    if (in_.problems() == before_) out = FlatSet<T>::from_sorted(std::move(elements_));
  }

 private:
  JsonReader& in_;
  const Where& at_;
  std::size_t before_;
  JsonArray array_;
  std::vector<Element<T>> elements_;
};

/// The entries of a map as members of an object: `while (map.next()) { … map.add(…); }` and then
/// `finish`, where each round reads one value. `in` and `at` must outlive it.
template <class Key, class Value>
class JsonMap {
 public:
  /// Begins the object; reports anything else, and more than `max` members by the rule.
  JsonMap(JsonReader& in, const Where& at, std::size_t max, const ValueRule* rule = nullptr)
      : in_(in), at_(at), before_(in.problems()), members_(in, at, max, rule) {}
  /// Not with a `here()` that dies at once: name it first.
  JsonMap(JsonReader& in, const Where&& at, std::size_t max,
          const ValueRule* rule = nullptr) = delete;
  /// To the value of the next member.
  bool next() { return members_.next(); }
  /// Its key, valid until the next round.
  [[nodiscard]] const std::string& key() const { return members_.key(); }
  /// Where its value stands, valid until the next round.
  [[nodiscard]] Where here() const { return members_.here(); }
  /// After the last one: were there so many? Yes where it was no object: that is said already.
  [[nodiscard]] bool has(std::size_t least) const { return members_.has(least); }
  /// Keeps an entry.
  void add(Key key, Value value) {
    if (in_.problems() == before_) entries_.push_back({std::move(key), std::move(value)});
  }
  /// Reports keys that are there twice. The map is right unless there were problems.
  void finish(FlatMap<Key, Value>& out) {
    if (in_.problems() != before_) return;
    sort_unique(
        entries_, [](const auto& entry) -> const Key& { return entry.key; },
        [&](std::size_t i) { repeats(entries_[i].key); });
    if (in_.problems() == before_) out = FlatMap<Key, Value>::from_sorted(std::move(entries_));
  }

 private:
  void repeats(const Key& key) {
    if constexpr (std::is_convertible_v<const Key&, std::string_view>) {
      in_.problem({&at_, nullptr, key}, "duplicate", "one entry a key");
    } else if constexpr (std::is_enum_v<Key>) {
      in_.problem({&at_, nullptr, name(key)}, "duplicate", "one entry a key");
    } else {
      const std::string text = to_string(key);
      in_.problem({&at_, nullptr, text}, "duplicate", "one entry a key");
    }
  }

  JsonReader& in_;
  const Where& at_;
  std::size_t before_;
  JsonEntries members_;
  std::vector<typename FlatMap<Key, Value>::Entry> entries_;
};

/// The entries of a map as pairs: `while (pairs.next())`, where each round reads the key if
/// `pairs.key()`, the value if `pairs.value()`, and adds both; and then `finish`. `in` and `at`
/// must outlive it.
template <class Key, class Value>
class JsonPairs {
 public:
  /// Begins the array; reports anything else, and more than `max` pairs by the rule.
  JsonPairs(JsonReader& in, const Where& at, std::size_t max, const ValueRule* rule = nullptr)
      : in_(in), at_(at), before_(in.problems()), array_(in, at, max, rule) {}
  /// Not with a `here()` that dies at once: name it first.
  JsonPairs(JsonReader& in, const Where&& at, std::size_t max,
            const ValueRule* rule = nullptr) = delete;
  /// To the next pair.
  bool next() {
    if (!array_.next()) return false;
    at_pair_ = array_.here();
    before_pair_ = in_.problems();
    parts_ = 0;
    pair_.emplace(in_, at_pair_, std::size_t{2});
    return true;
  }
  /// To its key; false when it has none.
  bool key() { return part(); }
  /// To its value; false when it has none.
  bool value() { return part(); }
  /// Where the key or the value stands, valid until the next round.
  [[nodiscard]] Where here() const { return pair_->here(); }
  /// After the last one: were there so many? Yes where it was no array: that is said already.
  [[nodiscard]] bool has(std::size_t least) const { return array_.has(least); }
  /// The end of the pair, with what was read of it. Reports a pair that is none.
  void add(Key key, Value value) {
    if (parts_ == 2) pair_->next();
    if (parts_ < 2 && in_.problems() == before_pair_)
      in_.problem(at_pair_, "size", "a key and a value");
    if (in_.problems() == before_) entries_.push_back({std::move(key), std::move(value)});
  }
  /// Reports keys that are there twice. The map is right unless there were problems.
  void finish(FlatMap<Key, Value>& out) {
    if (in_.problems() != before_) return;
    sort_unique(
        entries_, [](const auto& entry) -> const Key& { return entry.key; },
        [&](std::size_t i) {
          in_.problem({&at_, nullptr, {}, i}, "duplicate", "one entry a key");
        });
    if (in_.problems() == before_) out = FlatMap<Key, Value>::from_sorted(std::move(entries_));
  }

 private:
  bool part() { return pair_->next() && ++parts_ > 0; }

  JsonReader& in_;
  const Where& at_;
  std::size_t before_;
  std::size_t before_pair_ = 0;
  JsonArray array_;
  Where at_pair_;
  std::optional<JsonArray> pair_;
  int parts_ = 0;
  std::vector<typename FlatMap<Key, Value>::Entry> entries_;
};

}  // namespace writ
