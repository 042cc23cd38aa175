/// A set as a sorted vector: the iteration order is the order of the elements, always, and a lookup
/// touches one block of memory.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <writ/core/bool.h>
#include <writ/core/patch.h>

namespace writ {

/// Elements, each once, in ascending order. A value type: copied, compared, moved.
template <class T>
class FlatSet {
 public:
  using value_type = Element<T>;  ///< what iteration gives
  /// How elements are passed to be looked up: strings by view, so that no temporary one is made.
  using Lookup = std::conditional_t<std::is_convertible_v<const value_type&, std::string_view>,
                                    std::string_view, const value_type&>;

  /// Empty.
  FlatSet() = default;
  /// Of a few elements in any order; those that are equal are one.
  FlatSet(std::initializer_list<value_type> elements) {
    reserve(elements.size());
    for (const value_type& element : elements) insert(element);
  }
  /// Of elements that are in ascending order already, each once: nothing is compared.
  [[nodiscard]] static FlatSet from_sorted(std::vector<value_type> elements) {
    FlatSet set;
    set.elements_ = std::move(elements);
    return set;
  }

  /// Is this one in it?
  [[nodiscard]] bool contains(Lookup element) const {
    const std::size_t i = lower_bound(element);
    return i < elements_.size() && elements_[i] == element;
  }
  /// Inserts an element that is not there; after `make_room()` this cannot fail. When it is there
  /// already nothing changes, and the answer is false.
  bool insert(value_type element) {
    const std::size_t i = lower_bound(element);
    if (i < elements_.size() && elements_[i] == element) return false;
    elements_.insert(elements_.begin() + static_cast<std::ptrdiff_t>(i), std::move(element));
    return true;
  }
  /// Removes an element; false when it was not there. Cannot fail.
  bool erase(Lookup element) {
    const std::size_t i = lower_bound(element);
    if (i == elements_.size() || !(elements_[i] == element)) return false;
    elements_.erase(elements_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  /// Removes all elements. Cannot fail.
  void clear() noexcept { elements_.clear(); }
  /// Room for so many elements in all.
  void reserve(std::size_t elements) { elements_.reserve(elements); }
  /// Room for one more element, so that inserting it cannot fail.
  void make_room() { writ::make_room(elements_); }
  /// The number of elements.
  [[nodiscard]] std::size_t size() const noexcept { return elements_.size(); }
  /// Are there none?
  [[nodiscard]] bool empty() const noexcept { return elements_.empty(); }
  /// The element at `index`, which is less than `size()`, counted from the least.
  [[nodiscard]] const value_type& operator[](std::size_t index) const { return elements_[index]; }
  /// The least element.
  [[nodiscard]] auto begin() const noexcept { return elements_.begin(); }
  /// Behind the greatest element.
  [[nodiscard]] auto end() const noexcept { return elements_.end(); }

  /// The same elements.
  friend bool operator==(const FlatSet&, const FlatSet&) = default;
  /// Like words in a dictionary.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of `<=>` for a pointer
  friend auto operator<=>(const FlatSet&, const FlatSet&) = default;

 private:
  [[nodiscard]] std::size_t lower_bound(Lookup element) const {
    std::size_t low = 0;
    std::size_t high = elements_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (elements_[middle] < element) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  std::vector<value_type> elements_;
};

}  // namespace writ
