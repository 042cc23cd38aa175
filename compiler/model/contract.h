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

#include "compiler/model/expr.h"
#include "compiler/model/ids.h"
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
  std::vector<Expr> members;             ///< `in {a, b}`: constants; empty for none
  std::string pattern;                   ///< `matching`: RE2 syntax; empty for none
  std::string format;                    ///< `format`: its name; empty for none
  std::vector<std::uint32_t> unique_by;  ///< of a list of records: field indexes; empty for none
  std::optional<Expr> where;             ///< a bool, of the Local `it`
  std::string members_words;             ///< `in {a, b}`; empty for none
  std::string words;                     ///< the others as written: `matching /x/ format email`
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
  bool partial = false;  ///< a call may have no value
  std::string words;     ///< the declaration as written, on one line
  Doc doc;
  Span span;
};

struct Phase {
  std::string name;
  bool final = false;
  Doc doc;
  Span span;
};
/// A phase with phases in it.
struct CompositePhase {
  std::string name;
  std::vector<PhaseId> leaves;  ///< in the order written; the first is entered by `-> name`
  Doc doc;
  Span span;
};

struct Intent {
  std::string name;
  RecordId payload{};
  Doc doc;
  Span span;
};

/// `require condition else message`
struct Require {
  Expr condition;
  Expr message;       ///< a Text or a Message
  std::string words;  ///< the condition as written, on one line
  Span span;
};
/// One line of a `suggest`.
struct Suggestion {
  std::vector<std::uint32_t> path;  ///< field indexes, from the payload inwards; ends at a scalar
  Expr value;                       ///< of the type of that field, refinements aside
  std::string words;                ///< `line.quantity: stock[intent.line.sku]`
  Span span;
};
struct Clause {
  Require require;
  std::vector<Suggestion> suggestions;
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

/// One change of the state.
struct Effect {
  enum class Kind : std::uint8_t {
    Set,   ///< place = value; `place += e` has the sum as its value
    Push,  ///< place is a list, value its new last element
  };
  Kind kind{};
  Expr place;            ///< Fields and Ats down to State. An At along it must find its element …
  bool inserts = false;  ///< … but for the last one of `map[k] = e`, which may insert
  Expr value;            ///< of the base type of the place
  bool in_range = false;  ///< the value is known to be inside the type of the place
  std::string words;      ///< as written, on one line
  Span span;
};

struct Invariant {
  std::string name;
  Expr condition;
  std::string words;
  Doc doc;
  Span span;
};

/// What an accepted intent does. `on I, J …` makes one of these for each intent.
struct Transition {
  IntentId intent{};
  std::vector<PhaseId> from;       ///< the leaf phases in which it is chosen; never empty
  bool everywhere = false;         ///< written without `in`
  std::vector<std::string> in;     ///< the phases as written
  std::optional<PhaseId> target;   ///< the leaf that is entered; none: the phase stays
  std::vector<Require> requires_;  ///< before the first effect
  std::vector<Effect> effects;
  std::vector<std::size_t> invariants;  ///< those it could break: they read what it writes
  std::string words;                    ///< the header as written: `on Pay in Draft -> Paid`
  Doc doc;
  Span span;
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
  std::vector<CompositePhase> composites;
  std::vector<Intent> intents;
  std::vector<Guard> guards;  ///< at most 64
  std::vector<Transition> transitions;
  std::vector<Invariant> invariants;

  [[nodiscard]] const Type& type(TypeId id) const { return types[index(id)]; }
  [[nodiscard]] const Record& record(RecordId id) const { return records[index(id)]; }
  [[nodiscard]] const Variant& variant(VariantId id) const { return variants[index(id)]; }
  [[nodiscard]] const Record& payload(IntentId id) const {
    return record(intents[index(id)].payload);
  }
  /// The transition that an intent takes in a phase, if there is one.
  [[nodiscard]] std::optional<TransitionId> chosen(PhaseId phase, IntentId intent) const;
};

}  // namespace writ::model
