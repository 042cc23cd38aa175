/// Folds over collections: `sum(e for x in xs where p)` and its family, one helper each.
///
/// `range` is a list, a `FlatMap` (whose elements are its entries), or `appended(list, element)`:
/// the list as it will be, before it is changed. Elements are visited in order; nothing is copied.
#pragma once

#include <cstddef>
#include <cstdint>

#include <writ/core/decimal.h>
#include <writ/core/fault.h>

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

/// The sum of `visit(element)` where every partial sum is known to fit; T as below.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr T sum(const Range& range, Visit visit) {
  T total{};
  for_each(range, [&](const auto& element) { total = total + visit(element); });
  return total;
}

/// The sum of `visit(element)`, from the first to the last; T is `std::int64_t` or a `Decimal`.
/// `Overflow` when a partial sum does not fit; the value is meaningless then.
template <class T, class Range, class Visit>
[[nodiscard]] constexpr T sum(const Range& range, Fault& fault, Visit visit) {
  T total{};
  for_each(range, [&](const auto& element) { total = add(total, visit(element), fault); });
  return total;
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

}  // namespace writ
