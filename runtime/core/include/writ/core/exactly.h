/// A value as an argument to which nothing else converts.
#pragma once

namespace writ {

/// Overloads that take it are chosen for a `T` and for nothing that a `T` could be made of: what a
/// `std::variant` of aggregates can be made of is surprising.
template <class T>
struct Exactly {
  const T& value;  ///< must outlive it
};

}  // namespace writ
