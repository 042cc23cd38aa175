/// What a file says, as it was written: the output of `parse`.
///
/// A tree of plain values; every node carries its span. Names are not looked up, types not checked.
/// Nothing in it comes from ANTLR.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/source/files.h"
#include "compiler/source/operators.h"

namespace writ::syntax {

using source::Op;
using source::Span;

struct Name {
  std::string text;
  Span span;
};

// --- expressions ---------------------------------------------------------------------------------

/// What kind of expression a node is; its comment says what `operands`, `name` and `text` hold.
enum class ExprKind : std::uint8_t {
  Integer,  ///< text: the digits, without `_`
  Decimal,  ///< text: digits, a point, digits
  Boolean,  ///< text: `true` or `false`
  Text,     ///< operands: the pieces, each a Literal or any expression, in order
  Literal,  ///< text: a piece of a Text, escapes resolved
  Name,     ///< name: looked up by what is expected
  State,    ///< the state itself, in `state.f`
  Intent,   ///< the payload itself
  Member,   ///< operands: the whole; name: the member
  Index,    ///< operands: the collection, the index or key
  Call,     ///< operands: the arguments; name: the function
  Method,   ///< operands: the whole, the arguments; name: the method, as in `xs.push(e)`
  Fold,     ///< operands: element, collection[, condition]; name: the fold; variable: its variable
  Negate,   ///< operands: one
  Not,      ///< operands: one
  Binary,   ///< operands: two; op
  In,       ///< operands: value, then a Range, a Set, or a name; negated: `not in`
  Range,    ///< operands: least, most
  Set,      ///< operands: the members
};

struct Expr {
  ExprKind kind{};
  Op op{};               ///< of a Binary
  bool negated = false;  ///< of an In
  Span span;             ///< of the whole
  Span op_span;          ///< of the operator of a Binary
  std::string text;
  Name name;
  Name variable;
  std::vector<Expr> operands;
};

// --- types ---------------------------------------------------------------------------------------

/// `(80)`, `(..80)`, `in 1..9`, `>= 0`. A single size has equal `least` and `most`.
struct Refinement {
  enum class Kind : std::uint8_t { Size, In, Less, AtMost, Greater, AtLeast };
  Kind kind{};
  std::optional<Expr> least;
  std::optional<Expr> most;  ///< the bound of the comparisons stands here or in `least` as it fits:
                             ///< Less, AtMost in `most`; Greater, AtLeast in `least`
  bool single = false;       ///< a size of one number, which for `decimal` is its scale
  Span span;
};

struct Type {
  Name name;
  std::vector<Type> arguments;
  std::vector<Refinement> refinements;
  Span span;
};

// --- declarations --------------------------------------------------------------------------------

/// `///` lines before a declaration, or behind a field, without the slashes; empty for none.
using Doc = std::vector<std::string>;

struct Field {
  Name name;
  std::optional<Type> type;  ///< none: a record of its own, in `fields`
  std::vector<Field> fields;
  std::optional<Expr> initial;  ///< `= expr`
  Doc doc;
  Span span;
};

struct Import {
  Name path;  ///< its text, without quotes
  Span span;
};
struct Alias {
  Name name;
  Type type;
  Doc doc;
  Span span;
};
struct Constant {
  Name name;
  std::optional<Type> type;
  Expr value;
  Doc doc;
  Span span;
};
struct Record {
  Name name;
  std::vector<Field> fields;
  Doc doc;
  Span span;
};
struct Enumeration {
  Name name;
  std::vector<Name> members;
  Doc doc;
  Span span;
};
struct State {
  std::vector<Field> fields;
  Doc doc;
  Span span;
};
struct Phase {
  Name name;
  bool final = false;
  std::vector<Phase> inner;
  Doc doc;
  Span span;
};
struct Phases {
  std::vector<Phase> phases;
  Doc doc;
  Span span;
};
struct Intent {
  Name name;
  std::vector<Field> fields;
  Doc doc;
  Span span;
};
struct Parameter {
  Name name;
  Type type;
};
struct Function {
  Name name;
  std::vector<Parameter> parameters;
  Type result;
  Expr value;
  Doc doc;
  Span span;
};

/// `require condition else "message"`
struct Require {
  Expr condition;
  Expr message;  ///< a Text
  Span span;
};
/// `line.quantity: expr` of a `suggest`
struct Suggestion {
  std::vector<Name> path;
  Expr value;
  Span span;
};
struct Clause {
  Require require;
  std::vector<Suggestion> suggestions;
};
struct Guard {
  Name name;
  std::vector<Name> intents;
  std::vector<Name> phases;  ///< empty: every phase
  std::vector<Clause> clauses;
  Doc doc;
  Span span;
};

struct Statement {
  enum class Kind : std::uint8_t {
    Require,   ///< require
    Set,       ///< target = value
    Add,       ///< target += value
    Subtract,  ///< target -= value
    Multiply,  ///< target *= value
    Change,    ///< target: a Method expression, as in `lines.push(e)`
  };
  Kind kind{};
  std::optional<Require> require;
  Expr target;  ///< a chain of Member and Index down to a Name or State; for a Change the Method
  Expr value;
  Span span;
};
struct Transition {
  std::vector<Name> intents;
  std::vector<Name> phases;  ///< empty: every phase that is not final
  std::optional<Name> target;
  std::vector<Statement> body;
  Doc doc;
  Span span;         ///< of the whole
  Span header_span;  ///< without the body
};
struct Invariant {
  Name name;
  Expr condition;
  Doc doc;
  Span span;
};

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
  std::vector<Enumeration> enumerations;
  std::vector<State> states;
  std::vector<Phases> phases;
  std::vector<Intent> intents;
  std::vector<Function> functions;
  std::vector<Guard> guards;
  std::vector<Transition> transitions;
  std::vector<Invariant> invariants;

  /// The words of the file, one space between them, no comments: what a contract's hash is made of.
  std::string words;
  /// False when a syntax error left something out: the rest is not worth checking.
  bool complete = true;
};

}  // namespace writ::syntax
