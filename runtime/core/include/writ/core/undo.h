/// Undo for the few bodies that can fail after their first write.
///
/// A body declares what it is about to overwrite; leaving the scope puts everything back, unless
/// `keep()` was called at the point of no return. The copy is made before anything is written, so
/// putting back allocates nothing and cannot fail. Only values at addresses that stay put are
/// saved: the compiler never saves a slot of a container that the same body inserts into.
#pragma once

#include <type_traits>
#include <utility>

namespace writ {

/// One place, saved now: `writ::Saved name(state.customer.name);`. The place must outlive it.
/// Several of them put back in the reverse order of their making.
template <class T>
class [[nodiscard]] Saved {
  static_assert(std::is_nothrow_move_assignable_v<T>, "putting back must not fail");

 public:
  /// Copies what is there; an exception of the copy leaves everything as it was.
  explicit Saved(T& place) : place_(&place), before_(place) {}
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;
  /// Puts it back, unless `keep()` was called.
  ~Saved() {
    if (place_) *place_ = std::move(before_);
  }
  /// The new value stays.
  void keep() noexcept { place_ = nullptr; }
  /// The value as it was when it was saved: `old.path`.
  [[nodiscard]] const T& before() const { return before_; }

 private:
  T* place_;
  T before_;
};

}  // namespace writ
