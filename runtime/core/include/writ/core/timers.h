/// The timers of a machine: when they are due, and what became of those that were.
///
/// Nothing here reads a clock. A host asks a machine for its `next_deadline()` and calls `advance`
/// with what time it is; a dispatch fires what is due by then, before it looks at its intent.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <writ/core/enum_set.h>
#include <writ/core/hash.h>
#include <writ/core/outcome.h>
#include <writ/core/put.h>
#include <writ/core/time.h>

namespace writ {

/// How many timers one call of `advance` fires at most: two that begin each other without a pause
/// would never come to an end.
inline constexpr std::size_t most_fired = 1'000;

/// `after d`: when a timer is due that begins now. At once, when there is no time to wait.
[[nodiscard]] constexpr Instant due_after(Instant now, Duration wait) {
  return wait.us <= 0 ? now : now + wait;
}
/// `at t`: when a timer is due. One in the past is due at once.
[[nodiscard]] constexpr Instant due_at(Instant at) { return at; }
/// The same of a time that there may not be: never.
[[nodiscard]] constexpr Instant due_at(const std::optional<Instant>& at) {
  return at ? *at : Instant::never();
}

/// The timers of one machine, by an enum of `N` members numbered from 0, at most 64. Each has begun
/// while the machine is in its phase; it fires once in this time, and is spent then. A plain value:
/// equal when the same timers have begun, are due at the same times, and are spent.
template <class Timer, std::size_t N>
class Timers {
  static_assert(N <= 64, "a set of timers has 64 bits");

 public:
  /// None has begun.
  constexpr Timers() { due_.fill(Instant::never()); }

  /// Its phase is entered: it will fire, and has not.
  constexpr void begin(Timer timer, Instant due) noexcept {
    begun_ |= bit(timer);
    spent_ &= ~bit(timer);
    set(timer, due);
  }
  /// It is due at another time, unless it is spent or has not begun.
  constexpr void move(Timer timer, Instant due) noexcept {
    if (runs(timer)) set(timer, due);
  }
  /// It has begun, and has fired or was refused.
  constexpr void spend(Timer timer) noexcept {
    spent_ |= bit(timer);
    set(timer, Instant::never());
  }
  /// Its phase is left.
  constexpr void stop(Timer timer) noexcept {
    if (!has_begun(timer)) return;
    begun_ &= ~bit(timer);
    spent_ &= ~bit(timer);
    set(timer, Instant::never());
  }

  /// Is the machine in its phase?
  [[nodiscard]] constexpr bool has_begun(Timer timer) const { return (begun_ & bit(timer)) != 0; }
  /// Has it fired since its phase was entered, or was it refused?
  [[nodiscard]] constexpr bool is_spent(Timer timer) const { return (spent_ & bit(timer)) != 0; }
  /// May it still fire?
  [[nodiscard]] constexpr bool runs(Timer timer) const {
    return (begun_ & ~spent_ & bit(timer)) != 0;
  }
  /// When it will fire; `never()` when it will not.
  [[nodiscard]] constexpr Instant deadline(Timer timer) const { return due_[index(timer)]; }
  /// When the next one is due; `never()` when none is.
  [[nodiscard]] constexpr Instant next() const { return next_; }
  /// Is one due by then?
  [[nodiscard]] constexpr bool is_due(Instant now) const {
    return next_ <= now && next_ != Instant::never();
  }
  /// Which one is due next: of several with one deadline, the first of the contract. There is one.
  [[nodiscard]] constexpr Timer first() const {
    std::size_t i = 0;
    while (due_[i] != next_) ++i;
    return static_cast<Timer>(i);
  }

  /// All that counts for equality.
  void add_to(Hash& hash) const {
    for (const Instant due : due_) hash.add(due);
    hash.add(begun_);
    hash.add(spent_);
  }
  /// The same timers, in the same state.
  friend constexpr bool operator==(const Timers&, const Timers&) = default;

 private:
  static constexpr std::size_t index(Timer timer) { return static_cast<std::size_t>(timer); }
  static constexpr std::uint64_t bit(Timer timer) { return std::uint64_t{1} << index(timer); }
  constexpr void set(Timer timer, Instant due) {
    due_[index(timer)] = due;
    next_ = Instant::never();
    for (const Instant one : due_)
      if (one < next_) next_ = one;
  }

  std::array<Instant, N> due_;
  std::uint64_t begun_ = 0;
  std::uint64_t spent_ = 0;
  Instant next_ = Instant::never();  // the least of `due_`
};

/// What is known of a timer when the contract is compiled.
template <class Phases>
struct TimerPlace {
  std::string_view name;  ///< as the contract spells it
  Phases phases;          ///< it runs in these
  bool follows = false;   ///< when it is due follows from the state (`at`), and is not stored
};

/// One timer that was due, and what became of it.
template <class Timer>
struct Fired {
  Timer timer{};                          ///< which one
  Instant deadline = {};                  ///< when it was due
  Outcome outcome = Outcome::accepted();  ///< what became of it; a refused one changed nothing
  /// All parts.
  friend bool operator==(const Fired&, const Fired&) = default;
};

/// Makes room for one more, so that to note it cannot fail. Of more than twice `most_fired` that
/// nobody takes the older half goes.
template <class Timer>
void make_room_for_one(std::vector<Fired<Timer>>& fired) {
  constexpr auto half = static_cast<std::ptrdiff_t>(most_fired);
  if (fired.size() >= 2 * most_fired) fired.erase(fired.begin(), std::next(fired.begin(), half));
  make_room(fired);
}

/// What `advance` has done.
struct Advanced {
  std::size_t fired = 0;    ///< so many timers made a step
  std::size_t refused = 0;  ///< so many were refused, and are spent
  /// Accepted when nothing more is due. Else why it stopped: `busy` when more timers are due than
  /// fire in one call, or a step is under way; `storage_failed`, and the timer fires the next time;
  /// `Pending`, with the ticket of the last step; `Unknown`.
  Outcome outcome = Outcome::accepted();
  /// Is nothing more due?
  explicit operator bool() const { return static_cast<bool>(outcome); }
};

}  // namespace writ
