/// What became of an intent: two machine words now, the full story on request.
///
/// An `Outcome` owns nothing, allocates nothing and stays valid for ever. It names the rule that
/// refused; the words (messages with values in them, places, a suggestion) are made afterwards by
/// `Machine::explain`, from the same intent and context. A refusal leaves the state as it was, so
/// the words can be asked for any time before the next accepted intent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace writ {

/// Why an intent was refused. The names in JSON, logs and scenarios are `name(kind)`.
enum class RefusalKind : std::uint8_t {
  InvalidPayload,     ///< the payload is not of the type that the contract declares
  NotPermitted,       ///< the policy does not let this subject do this
  RateLimited,        ///< a `limit` is used up
  NoTransition,       ///< nothing accepts this intent in this phase
  Denied,             ///< a guard or an in-line `require` said no
  NeedsApproval,      ///< parked until somebody with the role approves
  OutOfRange,         ///< a refinement, an index, a key or arithmetic failed
  InvariantViolated,  ///< the state that would result breaks an invariant
  ActivityFailed,     ///< the world outside failed
  Busy,               ///< another step of this instance is under way
  Conflict,           ///< another version, contract or payload than the caller expects
  StorageFailed,      ///< the store did not take the step
  Cancelled,          ///< the caller gave up
  TimedOut,           ///< it took too long
};

/// The name used in JSON, logs and scenarios: `no_transition`.
[[nodiscard]] std::string_view name(RefusalKind kind);

/// A set of guards of one contract, by their numbers (at most 64 a contract).
using Denials = std::uint64_t;

/// A store's promise to say later whether a step is durable. Unique within one store; never 0.
using Ticket = std::uint64_t;

/// The four things that can become of an intent.
enum class Status : std::uint8_t {
  Accepted,  ///< the state has changed, and the store, if any, has taken the step: now or before
  Refused,   ///< nothing has changed
  Pending,   ///< the state has changed; the store will say whether it lasts: `Machine::settle`
  Unknown,   ///< a pending step was lost: only `Machine::restore` revives the machine
};

/// What became of an intent. Trivially copyable; any thread may read it.
class [[nodiscard]] Outcome {
 public:
  /// The step counts.
  static constexpr Outcome accepted() { return {Status::Accepted, {}, 0, 0, 0}; }
  /// The key of the intent was seen before (`idempotent by`): nothing changed now, what counted
  /// then counts, and the answer is the one that was given then.
  static constexpr Outcome repeated() { return {Status::Accepted, {}, 0, 1, 0}; }
  /// Nothing changed: `rule` is a number of the contract's own, `at` the element it stumbled over.
  static constexpr Outcome refused(RefusalKind kind, std::uint16_t rule = 0, std::uint32_t at = 0) {
    return {Status::Refused, kind, rule, at, 0};
  }
  /// Nothing changed: these guards said no.
  static constexpr Outcome denied(Denials by) {
    return {Status::Refused, RefusalKind::Denied, 0, 0, by};
  }
  /// The step is made and waits for the store.
  static constexpr Outcome pending(Ticket ticket) { return {Status::Pending, {}, 0, 0, ticket}; }
  /// What the machine holds may not be what the store holds.
  static constexpr Outcome unknown() { return {Status::Unknown, {}, 0, 0, 0}; }

  /// Which of the four cases this is.
  [[nodiscard]] constexpr Status status() const { return static_cast<Status>(head_ & 0xff); }
  /// True when the intent was accepted, and for nothing else.
  explicit constexpr operator bool() const { return status() == Status::Accepted; }
  /// Was it accepted before, and not again? Nothing has changed then, and no store was asked.
  [[nodiscard]] constexpr bool is_repeated() const {
    return status() == Status::Accepted && at() == 1;
  }
  /// Is this a refusal of that kind?
  [[nodiscard]] constexpr bool is(RefusalKind kind) const {
    return status() == Status::Refused && this->kind() == kind;
  }
  /// Of a refusal; meaningless otherwise.
  [[nodiscard]] constexpr RefusalKind kind() const {
    return static_cast<RefusalKind>(head_ >> 8 & 0xff);
  }
  /// Of a pending step; 0 otherwise.
  [[nodiscard]] constexpr Ticket ticket() const { return status() == Status::Pending ? bits_ : 0; }

  /// `outcome.denied_by(order::Guard::InStock)`: is this guard among the denials?
  template <class Guard>
  [[nodiscard]] constexpr bool denied_by(Guard guard) const {
    return (denials() >> static_cast<unsigned>(guard) & 1U) != 0;
  }
  /// The guards that said no, by number.
  [[nodiscard]] constexpr Denials denials() const {
    return status() == Status::Refused ? bits_ : 0;
  }
  /// For `explain`: the rule that refused, a number of the contract's own; 0 for none.
  [[nodiscard]] constexpr std::uint16_t rule() const {
    return static_cast<std::uint16_t>(head_ >> 16);
  }
  /// For `explain`: the element, or the kind of fault, the rule stumbled over.
  [[nodiscard]] constexpr std::uint32_t at() const {
    return static_cast<std::uint32_t>(head_ >> 32);
  }

  /// The same answer for the same reason.
  friend constexpr bool operator==(const Outcome&, const Outcome&) = default;

 private:
  constexpr Outcome(Status status, RefusalKind kind, std::uint16_t rule, std::uint32_t at,
                    std::uint64_t bits)
      : head_(static_cast<std::uint64_t>(status) |
              std::uint64_t{static_cast<std::uint8_t>(kind)} << 8 | std::uint64_t{rule} << 16 |
              std::uint64_t{at} << 32),
        bits_(bits) {}

  // From the lowest bit: the status, 8; the kind, 8; the rule, 16; the element, 32. One word and
  // not four members: what a step returns then stays in its register up to the caller.
  std::uint64_t head_;
  std::uint64_t bits_;  // the denials of a refusal, the ticket of a pending step
};
static_assert(sizeof(Outcome) == 16, "an outcome travels in two registers");

/// One guard's answer, in words.
struct Denial {
  std::string_view guard;             ///< as the contract names it; empty for an in-line `require`
  std::string message;                ///< the `else` text, its values filled in
  std::string_view source;            ///< the line of the contract that says no: `order.writ:32`
  bool is_final = false;              ///< to try again does not help
  std::string_view key{};             ///< stable, for catalogues: `guard.InStock.1`
  std::vector<std::string> values{};  ///< the values in the message, as written from the left
  /// All parts.
  friend bool operator==(const Denial&, const Denial&) = default;
};

/// A text in which `{0}`, `{1}` … are values, and `{{` is a brace.
[[nodiscard]] std::string fill(std::string_view text, const std::vector<std::string>& values);

/// What a clause of the contract says: its text, the values filled in.
[[nodiscard]] Denial denial(std::string_view key, std::string_view guard, std::string_view source,
                            std::string_view text, std::vector<std::string> values,
                            bool is_final = false);

/// A rule that a contract has for values. A constant of generated code, which lives for ever; what
/// a rule does not have is empty.
struct ValueRule {
  std::string_view code;  ///< stable: `range`, `length`, `size`, `enum`, `pattern`, `format` …
  std::string_view expected;   ///< the refinement as the contract writes it: `1 to 1000`
  std::string_view source{};   ///< the line of the contract: `order.writ:18`
  std::string_view type{};     ///< the name of the type that it is a rule of: `Quantity`
  std::string_view least{};    ///< of a range, a length or a size: the least, as JSON writes it
  std::string_view most{};     ///< of a range, a length or a size: the most, as JSON writes it
  std::string_view pattern{};  ///< of `matching`: in RE2's syntax
  std::string_view format{};   ///< of `format`: its name
  std::string_view message{};  ///< what the contract says to who breaks it
  std::string_view key{};      ///< of the message, stable, for catalogues: `type.Sku`
};

/// One thing wrong with a payload or a snapshot.
struct Problem {
  std::string path;           ///< JSON Pointer (RFC 6901) into the text; empty for the whole of it
  std::string_view code;      ///< stable: `type`, `missing`, `unknown`, `duplicate`, `range` …
  std::string_view expected;  ///< the refinement as the contract writes it
  std::string_view source{};  ///< the line of the contract that says so; empty for JSON's own rules
  const ValueRule* rule = nullptr;  ///< the rule that is broken; null for other problems
  std::string_view meant{};  ///< of an unknown member: the one that was probably meant, if any
  /// What is there instead, as it stands in the text: at most 64 bytes and safe to print. Empty for
  /// what is missing or secret; `object` or `array` for what is made of others.
  std::string received{};
  std::size_t offset = 0;  ///< where it begins: the number of bytes before it
  std::size_t line = 0;    ///< the same as a line, from 1 on; 0 where there is no text
  std::size_t column = 0;  ///< and a column, in code points, from 1 on
  std::string said{};      ///< what is wrong, if `translate` has said it in another language
  /// All parts; rules by their address.
  friend bool operator==(const Problem&, const Problem&) = default;
};
/// A problem as a sentence for a person: `/quantity: expected 1 to 1000, received 0`.
[[nodiscard]] std::string message(const Problem& problem);

/// In the order of the text.
using Problems = std::vector<Problem>;

/// A refusal in full: what `Machine::explain` returns. Owns all its text, but for words of the
/// contract, which live as long as the program.
struct Refusal {
  RefusalKind kind{};           ///< as in the outcome
  std::string message;          ///< of the first denial, or of the rule that refused
  std::string path;             ///< JSON Pointer into the state or the payload, where there is one
  std::string_view guard;       ///< whose evaluation failed; empty for none
  std::string_view source;      ///< the line of the contract: `order.writ:32`; empty for none
  std::vector<Denial> denials;  ///< every guard that said no, in the order written
  Problems problems;            ///< of an invalid payload or snapshot
  std::string_view key{};       ///< of the message, for catalogues; empty where it is a denial's,
                                ///< a problem's, or says what `translate` knows by its words
  std::vector<std::string> values{};  ///< the values in the message
  std::string_view title{};           ///< of the kind, if `translate` has said it
  /// Does one of those who said no say that to try again does not help? Nothing is suggested then.
  [[nodiscard]] bool is_final() const;
  /// All parts.
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace writ
