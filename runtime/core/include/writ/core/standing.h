/// Whether a machine can take a step now.
#pragma once

#include <cstdint>

namespace writ {

/// A machine is ready but while a store is at work, and after a step was lost.
enum class Standing : std::uint8_t {
  Ready,      ///< the next step can come
  Appending,  ///< inside `Store::append`: a dispatch from there is refused `busy`
  Pending,    ///< a ticket is open: `busy` until `settle` says what became of it
  Unknown,    ///< the store lost a step that the machine has made: only `restore` helps
};

/// Marks the machine as `Appending` while it lives, also when the store throws.
class [[nodiscard]] Busy {
 public:
  /// From here on the machine, which must outlive this, is at its store.
  explicit Busy(Standing& standing) : standing_(standing) { standing_ = Standing::Appending; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  /// It is ready again; whoever has a ticket marks it after this.
  ~Busy() { standing_ = Standing::Ready; }

 private:
  Standing& standing_;
};

}  // namespace writ
