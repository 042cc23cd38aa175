/// Truth values in lists. The elements of a `std::vector<bool>` have no address, which a list
/// needs: `writ::find`, an index in an effect.
#pragma once

#include <type_traits>

namespace writ {

/// A `bool` with an address. It converts to and from `bool`, and from nothing else.
struct Bool {
  bool value = false;  ///< what it is

  /// False.
  constexpr Bool() = default;
  /// What a `bool` is. (A pointer or a number does not fit here.)
  template <class T>
  // NOLINTNEXTLINE(google-explicit-constructor): made to convert
  requires(std::is_same_v<T, bool>) constexpr Bool(T v) : value(v) {}
  /// And back.
  // NOLINTNEXTLINE(google-explicit-constructor): made to convert
  constexpr operator bool() const { return value; }
};

/// How lists and sets of `T` keep each: a `bool` as a `Bool`, anything else as it is.
template <class T>
using Element = std::conditional_t<std::is_same_v<T, bool>, Bool, T>;

}  // namespace writ
