/// Everything about a step that is not in the intent: when it happens, who asks and through which
/// door, what they expect, and the store that must take the step before it counts.
///
/// Nothing here reads a clock, a random device or the environment: the host says what time it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <writ/core/outcome.h>
#include <writ/core/time.h>

namespace writ {

/// A set of payload fields of one intent, by their numbers (`order::AddLine::Field`).
class FieldSet {
 public:
  constexpr FieldSet() = default;
  /// `FieldSet::of(Field::line_sku, Field::line_quantity)`
  template <class... Field>
  static constexpr FieldSet of(Field... fields) {
    return FieldSet((std::uint64_t{0} | ... | (std::uint64_t{1} << static_cast<unsigned>(fields))));
  }
  /// The first so many fields.
  static constexpr FieldSet first(std::size_t count) {
    return count >= 64 ? all() : FieldSet((std::uint64_t{1} << count) - 1);
  }
  /// All fields that a payload may have.
  static constexpr FieldSet all() { return FieldSet(~std::uint64_t{0}); }
  /// As a number: a bit each.
  [[nodiscard]] constexpr std::uint64_t bits() const { return bits_; }
  /// Of such a number.
  static constexpr FieldSet of_bits(std::uint64_t bits) { return FieldSet(bits); }
  /// Is this field in the set?
  template <class Field>
  [[nodiscard]] constexpr bool has(Field field) const {
    return (bits_ >> static_cast<unsigned>(field) & 1U) != 0;
  }
  /// Is one of these in the set?
  [[nodiscard]] constexpr bool has_any(FieldSet fields) const {
    return (bits_ & fields.bits_) != 0;
  }
  /// Is nothing in the set?
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  /// The fields in one or both.
  friend constexpr FieldSet operator|(FieldSet a, FieldSet b) {
    return FieldSet(a.bits_ | b.bits_);
  }
  /// The fields in both.
  friend constexpr FieldSet operator&(FieldSet a, FieldSet b) {
    return FieldSet(a.bits_ & b.bits_);
  }
  /// The fields of `a` that are not in `b`.
  friend constexpr FieldSet operator-(FieldSet a, FieldSet b) {
    return FieldSet(a.bits_ & ~b.bits_);
  }
  /// The same fields.
  friend constexpr bool operator==(FieldSet, FieldSet) = default;

 private:
  explicit constexpr FieldSet(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

/// Through which door an intent came. The door says so, never the payload.
enum class Origin : std::uint8_t {
  Caller,    ///< a person or a program that speaks for itself
  Proposer,  ///< somebody, often a language model, who may propose and not decide
};

struct Context;

/// A step that has passed every check and does not count yet. It and what it points to live during
/// `Store::append` only.
struct Step {
  int intent = 0;  ///< as in `order::IntentKind`; -1 when a timer makes the step
  /// The number of the timer that makes the step, as in `order::Timer`; -1 when an intent does. A
  /// step of a timer has no intent, no payload, and nobody who asks.
  int timer = -1;
  const void* payload = nullptr;  ///< the intent's own struct: `order::IntentRef(step)` reads it
  Instant now = {};               ///< when it happens: never before the step that came before it
  std::uint64_t version = 0;      ///< of the state that this step makes: the first step makes 1
  /// What came with the call: who asks, the seed with which the step can be repeated. Never null in
  /// `append`; that of a timer says nothing of who asks.
  const Context* context = nullptr;
};

/// What a store says to a step.
class [[nodiscard]] Appended {
 public:
  /// The step is durable, as durable as this store makes it: it counts.
  static constexpr Appended done() { return {Kind::Done, 0}; }
  /// The step is not stored and never will be: it is refused with `storage_failed`.
  static constexpr Appended refused() { return {Kind::Refused, 0}; }
  /// The store will know later, and the host tells the machine with `settle(ticket, durable)`.
  static constexpr Appended later(Ticket ticket) { return {Kind::Later, ticket}; }

  /// Does the step count?
  [[nodiscard]] constexpr bool is_done() const { return kind_ == Kind::Done; }
  /// Is the step refused?
  [[nodiscard]] constexpr bool is_refused() const { return kind_ == Kind::Refused; }
  /// 0 when there is nothing to wait for.
  [[nodiscard]] constexpr Ticket ticket() const { return ticket_; }

 private:
  enum class Kind : std::uint8_t { Done, Refused, Later };
  constexpr Appended(Kind kind, Ticket ticket) : ticket_(ticket), kind_(kind) {}
  Ticket ticket_;
  Kind kind_;
};

/// Where steps are kept. `append` is asked once a step, at the point of no return: all checks have
/// passed, all memory is there, nothing is written. A user's own database transaction is a store of
/// this one method. An exception thrown by it leaves the machine as it was and passes through.
/// A dispatch to the same machine from inside `append` is refused `busy`.
class Store {
 public:
  /// Takes the step, for good, or says no. `step` and what it points to live during the call only.
  virtual Appended append(const Step& step) = 0;

 protected:
  Store() = default;
  Store(const Store&) = default;             ///< machines hold no store: copying is its own matter
  Store& operator=(const Store&) = default;  ///< likewise
  ~Store() = default;                        // not virtual: nobody owns a store through this class
};

/// What comes with each call. The common case is just the time: `m.dispatch(order::Pay{}, now)`.
/// Views are read during the call only; `store` must outlive it.
struct Context {
  /// Nothing but the time; the rest is as below.
  // NOLINTNEXTLINE(google-explicit-constructor): `m.dispatch(intent, now)` is the common case
  constexpr Context(Instant at) : now(at) {}

  /// `expected_version` when any version will do.
  static constexpr std::uint64_t any_version = UINT64_MAX;

  Instant now;                     ///< what time it is; the machine never goes back in time
  Origin origin = Origin::Caller;  ///< through which door
  std::string_view subject = {};   ///< who asks; empty for nobody in particular
  std::uint64_t roles = 0;         ///< the subject's roles, one bit each, in the contract's order
  /// For `uuid()` and `random()`, and given to the store; without one they have no value.
  std::optional<std::uint64_t> seed = {};
  std::string_view correlation_id = {};          ///< carried to the store
  std::string_view idempotency_key = {};         ///< carried to the store
  std::uint64_t expected_version = any_version;  ///< another one is refused with `conflict`
  /// Payload fields that a proposer filled and somebody accepted: the contract asks for them with
  /// `proposed(intent.amount)`. Of what comes from a proposer itself, all of them.
  FieldSet proposed = {};
  FieldSet suggested = {};  ///< payload fields taken over from a suggestion
  Store* store = nullptr;   ///< asked at the point of no return; none: memory only
};

/// What a contract may read of a step besides the intent: made by the machine from a `Context`, for
/// `dispatch`, `can` and `explain` alike. The views are those of the context; one that is not valid
/// UTF-8 is empty here.
struct Moment {
  Instant now = {};                        ///< never before the last accepted step
  std::int64_t version = 0;                ///< how many steps were accepted before this one
  std::string_view subject = {};           ///< who asks
  std::string_view correlation_id = {};    ///< as in the context
  std::optional<std::uint64_t> seed = {};  ///< as in the context
  FieldSet proposed = {};                  ///< as in the context; of a proposer, all
};

}  // namespace writ
