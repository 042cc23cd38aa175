/// The checked contract: the one thing that every reader reads, emit today, interpret and verify
/// later.
///
/// Plain data. No tokens, nothing to parse again; everything carries the span it came from. Made by
/// `sema::check`, which guarantees all that is said here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/claims.h"
#include "compiler/model/expr.h"
#include "compiler/model/ids.h"
#include "compiler/model/scenario.h"
#include "compiler/model/statement.h"
#include "compiler/model/type.h"
#include "compiler/source/files.h"

namespace writ::model {

/// `///` lines without the slashes and the space behind them; empty for none.
using Doc = std::vector<std::string>;

/// A file: the contract's own, or one it imports, directly or not.
struct Module {
  source::FileId file{};
  std::string
      name;  ///< its file name without `.writ`: `money`. Of the contract: its own name, `Order`
  Doc doc;
};

struct Field {
  std::string name;
  TypeId type{};
  std::optional<Expr> initial;  ///< the default as written: a constant, inside the type
  std::string wire_name;        ///< as JSON spells it: the name, or what `as` says
  bool secret = false;          ///< never shown, never logged
  bool authored = false;        ///< of a payload: only a caller may give it
  bool visible = false;         ///< a proposer may see it
  bool ephemeral = false;       ///< of the state: not stored, not hashed, not compared
  Doc doc;
  Span span;
};

/// A product of fields: a `record`, an inline one, the state, the payload of an intent, a case of a
/// variant, or an event.
struct Record {
  enum class Kind : std::uint8_t { Named, Inline, State, Payload, Case, Event };
  Kind kind{};
  bool open = false;  ///< members that it does not know pass, and are dropped
  ModuleId module{};
  std::string name;               ///< `Line`; of an inline one, from its field: `Profile`
  std::optional<RecordId> owner;  ///< of an inline one: the record in which it stands
  VariantId variant{};            ///< of a Case
  std::vector<Field> fields;
  Doc doc;
  Span span;
};

/// A tagged sum.
struct Variant {
  struct Case {
    std::string name;
    RecordId record{};
  };
  ModuleId module{};
  std::string name;
  std::vector<Case> cases;  ///< at least one, at most 64
  Doc doc;
  Span span;
};

/// What narrows a type besides bounds and sizes.
struct Rules {
  std::vector<Expr> members;    ///< `in {a, b}`: constants; empty for none
  std::string pattern;          ///< `matching`: RE2 syntax; empty for none
  std::string format;           ///< `format`: its name; empty for none
  std::vector<Path> unique_by;  ///< of a list of records: its keys; empty for none
  std::optional<Expr> where;    ///< a bool, of the Local `it`
  std::string members_words;    ///< `in {a, b}`; empty for none
  std::string words;            ///< the others as written: `matching /x/ format email`
};

/// What `matches` searches for, once for each module in which it stands.
struct SearchedPattern {
  ModuleId module{};
  std::string text;
  Span span;  ///< where it stands first
};

struct Enumeration {
  ModuleId module{};
  std::string name;
  std::vector<std::string> members;
  Doc doc;
  Span span;
};

struct Constant {
  ModuleId module{};
  std::string name;
  TypeId type{};
  Expr value;  ///< a constant
  Doc doc;
  Span span;
};

struct Parameter {
  std::string name;
  TypeId type{};
  bool secret = false;  ///< secrets may be given for it
};
/// Functions stand before those that call them.
struct Function {
  ModuleId module{};
  std::string name;
  std::vector<Parameter> parameters;
  TypeId result{};
  Expr value;                ///< inside `result`
  bool reads_state = false;  ///< it, or a function it calls, reads the state
  bool reads_phase = false;
  bool reads_context = false;  ///< likewise what comes with a step: `now` …
  bool reads_kept = false;     ///< likewise a fold that is kept
  bool partial = false;        ///< a call may have no value
  std::string words;           ///< the declaration as written, on one line
  Doc doc;
  Span span;
};

/// `phases Door { … }`: the machine is in one phase of each group.
struct PhaseGroup {
  std::string name;             ///< empty where the contract gives it none
  std::vector<PhaseId> phases;  ///< the leaves; the first is the initial one
  Doc doc;
  Span span;
};
struct Phase {
  std::string name;
  bool final = false;
  Doc doc;
  Span span;
  GroupId group{};
};
/// A phase with phases in it.
struct CompositePhase {
  std::string name;
  std::vector<PhaseId> leaves;  ///< in the order written; the first is entered by `-> name`
  Doc doc;
  Span span;
  GroupId group{};
  bool remembered = false;  ///< some transition leads to its history
};

/// `idempotent by key for 1d`: who sends the same key again is answered as before.
struct Idempotent {
  Path key;                            ///< in the payload; what leads to it is always there
  TypeId type{};                       ///< of the key: one that a map may have
  std::optional<std::int64_t> period;  ///< how long it is remembered, in microseconds; else no end
  Span span;
};
struct Intent {
  std::string name;
  RecordId payload{};
  std::optional<TypeId> reply;
  std::optional<Idempotent> idempotent;
  Doc doc;
  Span span;
};

/// What an intent is asked before a step: who denies has no later clause.
struct Clause {
  Require require;
};
/// A guard as it stands before one intent; a guard on several has one of these for each.
struct GuardOn {
  IntentId intent{};
  std::vector<Clause> clauses;
};
struct Guard {
  std::string name;
  std::vector<GuardOn> on;
  std::vector<PhaseId> phases;  ///< asked only in these; all phases when the contract names none
  Doc doc;
  Span span;
};

struct Invariant {
  std::string name;
  Expr condition;
  std::string words;
  Doc doc;
  Span span;
};

/// Where a transition leads in one group.
struct Target {
  PhaseId phase{};             ///< the leaf that is entered; of a history the first one
  std::vector<PhaseId> named;  ///< the leaves of the phase as written
  /// The phase whose leaf is entered that was active when it was last left, or the first.
  std::optional<CompositeId> history;
};

/// Does a target lead out of the phase of these leaves and into it again, from a leaf of it? `-> P`
/// from inside of P does, of P and of all phases in it.
[[nodiscard]] bool again(const std::vector<PhaseId>& leaves, const Target& target, PhaseId from);
/// Does it lead out of the phase of these leaves, from this leaf of its group?
[[nodiscard]] bool is_left(const std::vector<PhaseId>& leaves, const Target& target, PhaseId from);

/// A timer that begins anew because its phase is entered: what it had fired before is forgotten.
struct Start {
  TimerId timer{};
  std::vector<PhaseId> from;  ///< when the step began in one of these; never empty
  std::vector<PhaseId> into;  ///< and, where a history decides that, when one of these is entered
};

/// What an accepted intent does, or a timer. `on I, J …` makes one of these for each intent.
struct Transition {
  IntentId intent{};             ///< of one without a timer
  std::optional<TimerId> timer;  ///< it is fired by this; `intent` has no meaning then
  std::vector<PhaseId> from;     ///< the leaf phases in any of which it may be chosen; never empty
  std::vector<std::uint16_t> depth;  ///< by `from`: how far inside the phase stands that it names
  bool everywhere = false;           ///< written without `in`
  std::vector<std::string> in;       ///< the phases as written
  std::optional<Expr> condition;     ///< of `when`: else the next one is asked
  bool refuses = false;              ///< it only refuses: its body is one Require that never holds
  bool creates = false;              ///< before it the instance does not exist
  /// At most one a group, in the order of the groups; a group that has none stays where it is.
  std::vector<Target> targets;
  /// All that is done, in order: what it requires, what leaving does, its own, one Enter for each
  /// target, what entering does. Between groups the order is that of the groups.
  std::vector<Statement> body;
  std::size_t asks = 0;  ///< the first ones, which only ask: `require` and `let`
  std::vector<Ensure> ensures;
  std::vector<std::size_t> invariants;  ///< those it could break: they read what it writes
  std::vector<Start> starts;            ///< in the order of the timers
  std::vector<TimerId> moves;           ///< `at` timers that may run on, and read what it writes
  std::string words;                    ///< the header as written: `on Pay in Draft -> Paid`
  Doc doc;
  Span span;
};

/// `after d in P`, `at t in P`: fires its transition once for each time that its phase is entered.
/// One that belongs to two phases is two of these.
struct Timer {
  std::string name;  ///< after its phase: `Draft`, a second one `Draft_2`
  bool at = false;
  /// Of the state at the end of a step. `after`: a duration, worked out when the phase is entered.
  /// `at`: an instant or an optional one, worked out again behind every step.
  Expr due;
  std::vector<PhaseId> phases;  ///< the leaves of its phase, but for final ones: it runs in these
  std::string phase;            ///< as written
  TransitionId transition{};
  std::string words;  ///< as written, without what it does: `after 30d in Draft -> Cancelled`
  Doc doc;
  Span span;
};

struct Event {
  std::string name;
  RecordId record{};
  Doc doc;
  Span span;
};

/// A value for whoever looks.
struct View {
  std::string name;
  TypeId type{};
  Expr value;                ///< inside `type`
  bool needs_birth = false;  ///< it reads what has no value before the creation
  std::string words;
  Doc doc;
  Span span;
};

/// A sum over a collection of the state that goes from step to step: a change of one element takes
/// the old term away and adds the new one, so that no step goes through the whole collection. Of
/// `all` the elements are counted for which it is false, of `any` those for which it is true.
struct Kept {
  std::string name;   ///< `sum_of_lines`; no two of a contract are the same
  Path collection;    ///< where the list, set or map stands
  Expr fold;          ///< a Sum, or a Count with a condition: its terms always have a value, and
                      ///< read nothing but their element
  bool wide = false;  ///< more than 64 bits may be needed on the way
  std::string words;  ///< as written where it stands first: `all(l.quantity > 0 for l in lines)`
};

/// A transition that an intent may take, somewhere.
struct Candidate {
  TransitionId transition{};
  std::vector<PhaseId> phases;  ///< it fits where one of these is active …
  std::vector<PhaseId> ended;   ///< … and none of these, the final ones of a group it leads into
  std::uint16_t depth = 0;      ///< how far inside these phases it is written
};

struct Contract {
  std::string name;
  std::int64_t version = 1;
  Doc doc;
  Span span;
  std::string hash;  ///< SHA-256, in hex, of the words of all modules: what a snapshot is bound to

  std::vector<Module> modules;
  std::vector<Type> types;
  std::vector<Record>
      records;  ///< an inline record stands before its owner; others before their users
  std::vector<Enumeration> enumerations;
  std::vector<Variant> variants;
  std::vector<Rules> rules;
  std::vector<SearchedPattern> patterns;
  std::vector<Constant> constants;
  std::vector<Function> functions;
  RecordId state{};
  std::vector<Phase>
      phases;  ///< the first is the initial one; one named `Always` when none is written
  bool has_phases = false;
  /// At least one; without `phases`, or with those of one block without a name, one without a name.
  std::vector<PhaseGroup> groups;
  std::vector<CompositePhase> composites;  ///< outer ones before those in them
  /// It does not exist before a step creates it: phases[0] is that, and in none of the groups.
  bool created = false;
  std::vector<Statement> birth;  ///< what entering the first phase does
  std::vector<Intent> intents;
  std::vector<Event> events;
  std::vector<View> views;
  std::vector<Guard> guards;  ///< at most 64
  std::vector<Transition> transitions;
  std::vector<Timer> timers;  ///< in the order written; at most 64
  std::vector<Invariant> invariants;
  std::vector<Kept> kept;
  std::vector<Property> properties;
  std::vector<Reachable> reachables;
  std::optional<Verification> verification;  ///< how far a proof looks
  std::vector<Scenario> scenarios;

  [[nodiscard]] const Type& type(TypeId id) const { return types[index(id)]; }
  [[nodiscard]] const Record& record(RecordId id) const { return records[index(id)]; }
  [[nodiscard]] const Variant& variant(VariantId id) const { return variants[index(id)]; }
  [[nodiscard]] const Record& payload(IntentId id) const {
    return record(intents[index(id)].payload);
  }
  /// Is the machine in several phases at once, one of each group?
  [[nodiscard]] bool is_grouped() const { return groups.size() > 1; }
  /// Is the history of some phase asked for?
  [[nodiscard]] bool remembers() const;
  /// Has any intent a key?
  [[nodiscard]] bool has_keys() const;

  /// With one group: the transitions that an intent may take in a phase, in the order in which they
  /// are asked: all but the last have a condition. None of them is fired by a timer.
  [[nodiscard]] std::vector<TransitionId> choices(PhaseId phase, IntentId intent) const;
  /// With any number of groups: the transitions of an intent in the order in which they are asked,
  /// the innermost first, then as written. The first one that fits and whose condition holds is
  /// taken. One that is written in phases of several depths stands there once for each.
  [[nodiscard]] std::vector<Candidate> candidates(IntentId intent) const;
  /// The final phases of other groups that a transition leads into: where one of these is active it
  /// does not fit, and a timer is refused.
  [[nodiscard]] std::vector<PhaseId> ended_for(const Transition& transition) const;
  /// The leaves of a group of which one is active where a transition is taken; of one that creates
  /// only that which stands for nothing.
  [[nodiscard]] std::vector<PhaseId> active_before(const Transition& transition,
                                                   GroupId group) const;
};

}  // namespace writ::model
