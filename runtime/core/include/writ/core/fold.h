/// Folds over collections: `sum(e for x in xs where p)` and its family, one helper each.
///
/// `range` is a list, a `FlatMap` (whose elements are its entries), or `appended(list, element)`:
/// the list as it will be, before it is changed. Elements are visited in order; nothing is copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include <writ/core/decimal.h>
#include <writ/core/fault.h>
#include <writ/core/wide_sum.h>

namespace writ {

/// A list and one more element behind it; both must outlive it.
template <class List>
struct ListWith {
  using value_type = typename List::value_type;  ///< of the list
  const List& list;                              ///< what there is
  const value_type& last;                        ///< what comes behind
};
/// `appended(state.lines, line)`: what `lines` is after `lines.push(line)`. Both must outlive it.
template <class List>
[[nodiscard]] constexpr ListWith<List> appended(const List& list,
                                                const typename List::value_type& last) {
  return {list, last};
}

/// `least..most`, both ends included; empty when `most` is the lesser one.
struct Numbers {
  std::int64_t least = 0;  ///< the first
  std::int64_t most = 0;   ///< the last

  /// One number after the other; counts what is left, so that it may end at the greatest one.
  struct Iterator {
    std::int64_t value = 0;  ///< where it stands
    std::uint64_t left = 0;  ///< how many come behind, with this one
    /// Where it stands.
    constexpr std::int64_t operator*() const { return value; }
    /// To the next one.
    constexpr Iterator& operator++() {
      value += --left > 0 ? 1 : 0;
      return *this;
    }
    /// By what is left.
    friend constexpr bool operator==(const Iterator& a, const Iterator& b) {
      return a.left == b.left;
    }
  };
  /// How many there are; of more than 2^64 - 1 that many.
  [[nodiscard]] constexpr std::uint64_t size() const {
    if (most < least) return 0;
    const auto apart = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    return apart == UINT64_MAX ? apart : apart + 1;
  }
  /// The first one.
  [[nodiscard]] constexpr Iterator begin() const { return {least, size()}; }
  /// Behind the last one.
  [[nodiscard]] constexpr Iterator end() const { return {most, 0}; }
};
/// How many numbers are in a range.
[[nodiscard]] constexpr std::int64_t size(const Numbers& range) {
  return static_cast<std::int64_t>(range.size());
}

/// What visits keys with values, as something that visits the entries of a map.
template <class Visit>
[[nodiscard]] constexpr auto by_entry(Visit visit) {
  return [visit](const auto& entry) -> decltype(auto) { return visit(entry.key, entry.value); };
}

/// Visits elements in order until `stop(element)` is true; did it stop?
template <class Range, class Stop>
constexpr bool stops(const Range& range, Stop stop) {
  for (const auto& element : range) {
    if (stop(element)) return true;
  }
  return false;
}
/// The same for a list with one more element.
template <class List, class Stop>
constexpr bool stops(const ListWith<List>& range, Stop stop) {
  for (const auto& element : range.list) {
    if (stop(element)) return true;
  }
  return static_cast<bool>(stop(range.last));
}

/// Calls `visit` for each element, in order.
template <class Range, class Visit>
constexpr void for_each(const Range& range, Visit visit) {
  for (const auto& element : range) visit(element);
}
/// The same for a list with one more element.
template <class List, class Visit>
constexpr void for_each(const ListWith<List>& range, Visit visit) {
  for (const auto& element : range.list) visit(element);
  visit(range.last);
}

/// The sum of `visit(element)`, whether it fits or not; T is `std::int64_t` or a `Decimal`.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr WideSum<T> wide_sum(const Range& range, Visit visit) {
  WideSum<T> total;
  for_each(range, [&](const auto& element) { total = total + visit(element); });
  return total;
}
/// The sum of `visit(element)`, which is known to fit, from whichever element on; T as above.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr T sum(const Range& range, Visit visit) {
  T total{};
  for_each(range, [&](const auto& element) { total = total + visit(element); });
  return total;
}
/// The sum of `visit(element)`; T as above. 0 and `Overflow` when the whole of it does not fit.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr T sum(const Range& range, Fault& fault, Visit visit) {
  return wide_sum<T>(range, visit).value(fault);
}
/// Is `visit(element)` true for every element? Looks no further than the first for which it is not.
template <class Range, class Visit>
[[nodiscard]] constexpr bool all(const Range& range, Visit visit) {
  return !stops(range, [&](const auto& element) { return !visit(element); });
}
/// Is `visit(element)` true for some element? Looks no further than the first for which it is.
template <class Range, class Visit>
[[nodiscard]] constexpr bool any(const Range& range, Visit visit) {
  return stops(range, [&](const auto& element) { return static_cast<bool>(visit(element)); });
}
/// For how many elements is `visit(element)` true?
template <class Range, class Visit>
[[nodiscard]] constexpr std::int64_t count(const Range& range, Visit visit) {
  std::int64_t n = 0;
  for_each(range, [&](const auto& element) { n += visit(element) ? 1 : 0; });
  return n;
}

/// The least `visit(element)`, the first of several; nothing when there are no elements.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr std::optional<T> min_of(const Range& range, Visit visit) {
  return min_of<T>(
      range, [](const auto&) { return true; }, visit);
}
/// The same of the elements for which `keep(element)` is true.
template <class T, class Range, class Keep, class Visit>
[[nodiscard]] constexpr std::optional<T> min_of(const Range& range, Keep keep, Visit visit) {
  std::optional<T> least;
  for_each(range, [&](const auto& element) {
    if (!keep(element)) return;
    T value = visit(element);
    if (!least || value < *least) least = std::move(value);
  });
  return least;
}
/// The greatest `visit(element)`, the first of several; nothing when there are no elements.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr std::optional<T> max_of(const Range& range, Visit visit) {
  return max_of<T>(
      range, [](const auto&) { return true; }, visit);
}
/// The same of the elements for which `keep(element)` is true.
template <class T, class Range, class Keep, class Visit>
[[nodiscard]] constexpr std::optional<T> max_of(const Range& range, Keep keep, Visit visit) {
  std::optional<T> most;
  for_each(range, [&](const auto& element) {
    if (!keep(element)) return;
    T value = visit(element);
    if (!most || *most < value) most = std::move(value);
  });
  return most;
}
/// `visit(element)` of the first element; nothing when there is none.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr std::optional<T> first_of(const Range& range, Visit visit) {
  return first_of<T>(
      range, [](const auto&) { return true; }, visit);
}
/// The same of the first element for which `keep(element)` is true. Looks no further.
template <class T, class Range, class Keep, class Visit>
[[nodiscard]] constexpr std::optional<T> first_of(const Range& range, Keep keep, Visit visit) {
  std::optional<T> first;
  (void)stops(range, [&](const auto& element) {
    if (keep(element)) first.emplace(visit(element));
    return first.has_value();
  });
  return first;
}
/// Is `visit(element)` different for any two elements? Compares each with those before it: nothing
/// is stored.
template <class Range, class Visit>
[[nodiscard]] constexpr bool unique(const Range& range, Visit visit) {
  return unique(
      range, [](const auto&) { return true; }, visit);
}
/// The same of the elements for which `keep(element)` is true.
template <class Range, class Keep, class Visit>
[[nodiscard]] constexpr bool unique(const Range& range, Keep keep, Visit visit) {
  std::size_t count = 0;
  return !stops(range, [&](const auto& element) {
    std::size_t before = count++;
    if (!keep(element)) return false;
    const auto& value = visit(element);
    bool again = false;
    (void)stops(range, [&](const auto& earlier) {
      if (before == 0) return true;
      --before;
      again = keep(earlier) && visit(earlier) == value;
      return again;
    });
    return again;
  });
}

/// Enters an element into a list, or into a set, which keeps each once.
template <class Collection, class T>
constexpr void put_into(Collection& collection, T&& element) {
  if constexpr (requires { collection.push_back(std::forward<T>(element)); }) {
    collection.push_back(std::forward<T>(element));
  } else {
    collection.insert(std::forward<T>(element));
  }
}
/// `[e for x in xs]`: the list or the set of `visit(element)`, in order. Asks for memory.
template <class Collection, class Range, class Visit>
[[nodiscard]] constexpr Collection collect(const Range& range, Visit visit) {
  Collection all;
  for_each(range, [&](const auto& element) { put_into(all, visit(element)); });
  return all;
}
/// The same of the elements for which `keep(element)` is true.
template <class Collection, class Range, class Keep, class Visit>
[[nodiscard]] constexpr Collection collect(const Range& range, Keep keep, Visit visit) {
  Collection all;
  for_each(range, [&](const auto& element) {
    if (keep(element)) put_into(all, visit(element));
  });
  return all;
}

}  // namespace writ
