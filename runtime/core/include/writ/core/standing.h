/// Whether a machine can take a step now, and how its store is asked, which makes it busy.
#pragma once

#include <cstdint>

#include <writ/core/context.h>

namespace writ {

/// A machine is ready but while a store is at work, and after a step was lost.
enum class Standing : std::uint8_t {
  Ready,      ///< the next step can come
  Appending,  ///< inside `Store::append`: a dispatch from there is refused `busy`
  Pending,    ///< a ticket is open: `busy` until `settle` says what became of it
  Unknown,    ///< the store lost a step that the machine has made: only `restore` helps
};

/// Where a machine keeps its standing. A copy that is made while the store is at work is of the
/// machine before the step: it is ready.
class Stand {
 public:
  Stand() = default;
  /// As above.
  Stand(const Stand& other) : standing_(of_a_copy(other)) {}
  /// As above.
  Stand& operator=(const Stand& other) {
    if (this != &other) standing_ = of_a_copy(other);
    return *this;
  }
  /// From now on.
  Stand& operator=(Standing standing) {
    standing_ = standing;
    return *this;
  }
  ~Stand() = default;
  /// What it is.
  // NOLINTNEXTLINE(google-explicit-constructor): it is a standing
  operator Standing() const { return standing_; }

 private:
  static Standing of_a_copy(Standing standing) {
    return standing == Standing::Appending ? Standing::Ready : standing;
  }
  Standing standing_ = Standing::Ready;
};

/// Marks the machine as `Appending` while it lives, also when the store throws.
class [[nodiscard]] Busy {
 public:
  /// From here on the machine, which must outlive this, is at its store.
  explicit Busy(Stand& standing) : standing_(standing) { standing_ = Standing::Appending; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  /// It is ready again; whoever has a ticket marks it after this.
  ~Busy() { standing_ = Standing::Ready; }

 private:
  Stand& standing_;
};

/// What writes a step: it refers to a function object, which must outlive it, as `std::string_view`
/// refers to a text. So what follows the store is compiled once, and not for each transition.
class Writing {
 public:
  /// `write` is called without arguments, and must not throw.
  template <class Write>
  // NOLINTNEXTLINE(google-explicit-constructor): made to convert
  Writing(const Write& write)
      : call_([](const void* object) { (*static_cast<const Write*>(object))(); }),
        object_(&write) {}
  /// Writes.
  void operator()() const { call_(object_); }

 private:
  void (*call_)(const void*);
  const void* object_;
};

/// What the context's store, which there must be, says to a step. It is made by the intent of that
/// number, from 0, or by a timer: -1 less its number; timers have no payload. `now` is the time of
/// the machine, `version` that of the state that the step makes; the machine is busy meanwhile.
[[nodiscard]] Appended ask_store(int by, const void* payload, const Context& context,
                                 Stand& standing, Instant now, std::uint64_t version);

}  // namespace writ
