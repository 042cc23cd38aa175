/// What a file says, as it was written: the output of `parse`.
///
/// A tree of plain values; every node carries its span. Names are not looked up, types not checked.
/// Nothing in it comes from ANTLR. Two trees are equal when they say the same, wherever it stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/syntax/expr.h"
#include "compiler/syntax/statement.h"

namespace writ::syntax {

// --- declarations: what there is -----------------------------------------------------------------

/// `///` lines before a declaration, or behind a field, without the slashes; empty for none.
using Doc = std::vector<std::string>;

/// What a field may say besides its type.
struct Modifiers {
  std::optional<Expr> initial;    ///< `= expr`
  std::optional<Expr> wire_name;  ///< `as "text"`
  bool authored = false;
  bool visible = false;
  bool ephemeral = false;
  Spot span;  ///< of the last one; empty for none
  friend bool operator==(const Modifiers&, const Modifiers&) = default;
};
struct Field {
  Name name;
  std::optional<Type> type;  ///< none: a record of its own, in `fields`
  std::vector<Field> fields;
  bool secret = false;
  std::optional<Expr> saying;  ///< `else "text"`
  Modifiers modifiers;
  Doc doc;
  Spot span;
  friend bool operator==(const Field&, const Field&) = default;
};

struct Import {
  Name path;  ///< its text, without quotes
  Spot span;
  friend bool operator==(const Import&, const Import&) = default;
};
struct Alias {
  Name name;
  Type type;
  std::optional<Expr> saying;  ///< `else "text"`
  Doc doc;
  Spot span;
  friend bool operator==(const Alias&, const Alias&) = default;
};
struct Constant {
  Name name;
  std::optional<Type> type;
  Expr value;
  Doc doc;
  Spot span;
  friend bool operator==(const Constant&, const Constant&) = default;
};
struct Record {
  Name name;
  bool open = false;
  std::vector<Field> fields;
  Doc doc;
  Spot span;
  friend bool operator==(const Record&, const Record&) = default;
};
struct VariantCase {
  Name name;
  std::vector<Field> fields;
  Doc doc;
  Spot span;
  friend bool operator==(const VariantCase&, const VariantCase&) = default;
};
struct Variant {
  Name name;
  std::vector<VariantCase> cases;
  Doc doc;
  Spot span;
  friend bool operator==(const Variant&, const Variant&) = default;
};
struct Enumeration {
  Name name;
  std::vector<Name> members;
  Doc doc;
  Spot span;
  friend bool operator==(const Enumeration&, const Enumeration&) = default;
};
struct State {
  std::vector<Field> fields;
  Doc doc;
  Spot span;
  friend bool operator==(const State&, const State&) = default;
};
struct Phase {
  Name name;
  bool final = false;
  std::vector<Phase> inner;
  Doc doc;
  Spot span;
  friend bool operator==(const Phase&, const Phase&) = default;
};
struct Phases {
  Name name;  ///< of a named group; empty for none
  std::vector<Phase> phases;
  Doc doc;
  Spot span;
  friend bool operator==(const Phases&, const Phases&) = default;
};

// --- declarations: what may happen ---------------------------------------------------------------

/// `idempotent by path for 1d`
struct Idempotent {
  std::vector<Name> path;
  std::optional<Expr> period;
  Spot span;
  friend bool operator==(const Idempotent&, const Idempotent&) = default;
};
struct Intent {
  Name name;
  std::vector<Field> fields;
  std::optional<Type> reply;
  std::optional<Idempotent> idempotent;
  Doc doc;
  Spot span;
  friend bool operator==(const Intent&, const Intent&) = default;
};
struct Event {
  Name name;
  std::vector<Field> fields;
  Doc doc;
  Spot span;
  friend bool operator==(const Event&, const Event&) = default;
};

/// `line.quantity: expr` of a `suggest`
struct Suggestion {
  std::vector<Name> path;
  Expr value;
  Spot span;
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};
/// `approval by Role within 2d`
struct Approval {
  Name role;
  Expr period;
  Spot span;
  friend bool operator==(const Approval&, const Approval&) = default;
};
struct Clause {
  Require require;
  std::vector<Suggestion> suggestions;
  bool final = false;
  Spot final_span;
  std::optional<Approval> approval;
  friend bool operator==(const Clause&, const Clause&) = default;
};
struct Guard {
  Name name;
  std::vector<Name> intents;  ///< empty: used by name
  std::vector<Name> phases;   ///< empty: every phase
  std::vector<Clause> clauses;
  Doc doc;
  Spot span;
  friend bool operator==(const Guard&, const Guard&) = default;
};

struct Transition {
  std::vector<Name> intents;
  std::vector<Name> phases;       ///< empty: every phase that is not final
  std::optional<Expr> condition;  ///< of `when`
  std::vector<Target> targets;
  bool creates = false;
  Spot creates_span;
  std::vector<Statement> body;
  Doc doc;
  Spot span;         ///< of the whole
  Spot header_span;  ///< without the body
  friend bool operator==(const Transition&, const Transition&) = default;
};
struct Refusal {
  std::vector<Name> intents;
  std::vector<Name> phases;
  std::optional<Expr> condition;
  Expr message;
  std::vector<Suggestion> suggestions;
  Doc doc;
  Spot span;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};
/// `enter P { … }`, `leave P { … }`
struct PhaseHook {
  bool enters = false;
  std::vector<Name> phases;
  std::vector<Statement> body;
  Doc doc;
  Spot span;
  friend bool operator==(const PhaseHook&, const PhaseHook&) = default;
};
/// `after d in P -> Q { … }`, `at t in P …`
struct Timer {
  bool at = false;
  Expr when;
  std::vector<Name> phases;
  std::optional<Expr> condition;
  std::vector<Target> targets;
  std::vector<Statement> body;
  Doc doc;
  Spot span;
  friend bool operator==(const Timer&, const Timer&) = default;
};

// --- declarations: what always holds, and what is computed ---------------------------------------

struct Parameter {
  Name name;
  Type type;
  bool secret = false;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};
struct Function {
  Name name;
  std::vector<Parameter> parameters;
  Type result;
  Expr value;
  Doc doc;
  Spot span;
  friend bool operator==(const Function&, const Function&) = default;
};
struct View {
  Name name;
  Type type;
  Expr value;
  Doc doc;
  Spot span;
  friend bool operator==(const View&, const View&) = default;
};
struct Invariant {
  Name name;
  Expr condition;
  bool never = false;
  Doc doc;
  Spot span;
  friend bool operator==(const Invariant&, const Invariant&) = default;
};
struct Property {
  Name name;
  std::optional<Expr> from;  ///< of `p leads to q`; none: `eventually q`
  Expr to;
  std::vector<Name> fair;  ///< of `assuming fair`
  Doc doc;
  Spot span;
  friend bool operator==(const Property&, const Property&) = default;
};
struct Reachable {
  Name name;  ///< of the phase, where there is no condition
  std::optional<Expr> condition;
  Doc doc;
  Spot span;
  friend bool operator==(const Reachable&, const Reachable&) = default;
};
/// `depth 20`, `lines.size <= 2`, `AddLine.line.quantity in {1, 3}`
struct Domain {
  std::vector<Name> path;  ///< empty: the depth
  bool in = false;
  Op op{};
  Expr bound;
  Spot span;
  friend bool operator==(const Domain&, const Domain&) = default;
};
struct Verification {
  std::vector<Domain> domains;
  Doc doc;
  Spot span;
  friend bool operator==(const Verification&, const Verification&) = default;
};

// --- declarations: the boundary ------------------------------------------------------------------

struct Failure {
  Name name;
  std::vector<Field> fields;
  friend bool operator==(const Failure&, const Failure&) = default;
};
struct Use {
  Name capability;
  std::vector<Expr> what;  ///< Texts
  friend bool operator==(const Use&, const Use&) = default;
};
struct Retry {
  Expr count;
  std::optional<Expr> backoff;
  friend bool operator==(const Retry&, const Retry&) = default;
};
struct Activity {
  Name name;
  std::vector<Parameter> parameters;
  std::optional<Type> result;
  std::vector<Failure> failures;
  std::vector<Use> uses;
  std::vector<Expr> timeouts;  ///< more than one is a mistake
  std::vector<Retry> retries;  ///< more than one is a mistake
  Doc doc;
  Spot span;
  friend bool operator==(const Activity&, const Activity&) = default;
};
struct SagaStep {
  Name result;  ///< empty for none
  Expr call;
  std::optional<Expr> undo;
  bool irreversible = false;
  Spot span;
  friend bool operator==(const SagaStep&, const SagaStep&) = default;
};
struct Saga {
  Name name;
  std::vector<Name> intents;
  std::vector<Name> phases;
  std::optional<Expr> condition;
  std::vector<Target> targets;
  std::vector<SagaStep> steps;
  std::vector<Statement> then;
  std::optional<Handler> handler;
  Doc doc;
  Spot span;
  friend bool operator==(const Saga&, const Saga&) = default;
};
struct Roles {
  std::vector<Name> names;
  Doc doc;
  Spot span;
  friend bool operator==(const Roles&, const Roles&) = default;
};
struct Permission {
  bool forbids = false;
  std::vector<Name> roles;
  std::vector<Name> intents;  ///< empty: any
  std::optional<Expr> condition;
  std::optional<Expr> because;
  Spot span;
  friend bool operator==(const Permission&, const Permission&) = default;
};
struct Policy {
  std::vector<Permission> permissions;
  Doc doc;
  Spot span;
  friend bool operator==(const Policy&, const Policy&) = default;
};
struct Limit {
  std::vector<Name> intents;
  Expr most;
  Expr period;
  std::optional<Expr> per;
  Doc doc;
  Spot span;
  friend bool operator==(const Limit&, const Limit&) = default;
};
struct Migration {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::vector<Statement> body;
  Doc doc;
  Spot span;
  friend bool operator==(const Migration&, const Migration&) = default;
};

// --- declarations: scenarios ---------------------------------------------------------------------

struct Actor {
  Name role;
  Expr id;  ///< a Text
  friend bool operator==(const Actor&, const Actor&) = default;
};
struct ExpectedOutcome {
  bool refused = false;
  Name kind;                   ///< of the refusal; empty: any
  Name guard;                  ///< empty: any
  std::optional<Expr> saying;  ///< a Text
  std::optional<std::vector<Suggestion>> suggestion;
  friend bool operator==(const ExpectedOutcome&, const ExpectedOutcome&) = default;
};
struct Step {
  enum class Kind : std::uint8_t {
    Given,             ///< instant, phases, body
    Send,              ///< name: of the intent; value: Braces; actor, outcome
    Propose,           ///< name, value; who: a Text; outcome
    AcceptSuggestion,  ///< actor, outcome
    AcceptProposal,    ///< actor, outcome
    Approve,           ///< actor, outcome
    Advance,           ///< value
    Mock,              ///< name: of the activity; value: its result, if any
    MockFailure,       ///< name: of the activity; failure; value: Braces
    ExpectPhase,       ///< name
    ExpectEmitted,     ///< name: of the event; value: Braces; negated
    ExpectReplied,     ///< value
    Expect,            ///< value
  };
  Kind kind{};
  Name name;
  Name failure;
  bool negated = false;
  std::optional<Expr> instant;
  std::vector<Name> phases;
  std::vector<Statement> body;
  std::optional<Expr> value;
  std::optional<Expr> who;
  std::optional<Actor> actor;
  std::optional<ExpectedOutcome> outcome;
  Spot span;
  friend bool operator==(const Step&, const Step&) = default;
};
struct Scenario {
  Expr title;  ///< a Text
  std::vector<Step> steps;
  Doc doc;
  Spot span;
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

// --- a file --------------------------------------------------------------------------------------

/// One file. Declarations of a kind stand in the order written.
struct Ast {
  source::FileId file{};
  std::optional<Name> contract;  ///< none: a module
  std::int64_t version = 0;
  Doc doc;  ///< of the contract, or at the top of a module
  std::vector<Import> imports;
  std::vector<Alias> aliases;
  std::vector<Constant> constants;
  std::vector<Record> records;
  std::vector<Variant> variants;
  std::vector<Enumeration> enumerations;
  std::vector<State> states;
  std::vector<Phases> phases;
  std::vector<Intent> intents;
  std::vector<Event> events;
  std::vector<Guard> guards;
  std::vector<Transition> transitions;
  std::vector<Refusal> refusals;
  std::vector<PhaseHook> hooks;
  std::vector<Timer> timers;
  std::vector<Function> functions;
  std::vector<View> views;
  std::vector<Invariant> invariants;
  std::vector<Property> properties;
  std::vector<Reachable> reachables;
  std::vector<Verification> verifications;
  std::vector<Activity> activities;
  std::vector<Saga> sagas;
  std::vector<Roles> roles;
  std::vector<Policy> policies;
  std::vector<Limit> limits;
  std::vector<Migration> migrations;
  std::vector<Scenario> scenarios;

  /// The words of the file, one space between them, no comments: what a contract's hash is made of.
  /// Without scenarios and claims: with one more of them the contract does what it did.
  std::string words;
  /// False when a syntax error left something out: the rest is not worth checking.
  bool complete = true;
  friend bool operator==(const Ast&, const Ast&) = default;
};

}  // namespace writ::syntax
