/// Expressions and types, as they were written: the leaves of an `Ast`.
///
/// Plain values; every node carries its span. Two are equal when they say the same, wherever it
/// stands.
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

/// Where something stands, which is no part of what it says.
struct Spot : source::Span {
  Spot() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): it is one
  Spot(source::Span span) : source::Span(span) {}
  friend bool operator==(const Spot&, const Spot&) { return true; }
};

struct Name {
  std::string text;
  Spot span;
  friend bool operator==(const Name&, const Name&) = default;
};

// --- expressions ---------------------------------------------------------------------------------

/// What kind of expression a node is; its comment says what `operands`, `name` and `text` hold.
enum class ExprKind : std::uint8_t {
  Integer,   ///< text: the digits, without `_`
  Decimal,   ///< text: digits, a point, digits
  Duration,  ///< text: `1h30m`
  Size,      ///< text: `64KiB`
  Date,      ///< text: `2026-01-31`
  Instant,   ///< text: `2026-01-31T09:00:00Z`
  Boolean,   ///< text: `true` or `false`
  None,      ///< `none`; text: empty, or `null` where that was written and reported
  Text,      ///< operands: the pieces, each a Literal or any expression, in order; long: `"""`
  Literal,   ///< text: a piece of a Text, escapes resolved
  Name,      ///< name: looked up by what is expected
  State,     ///< the state itself, in `state.f`
  Intent,    ///< the payload itself
  Member,    ///< operands: the whole; name: the member
  Index,     ///< operands: the collection, the index or key
  Call,      ///< operands: the arguments; name: the function
  Method,    ///< operands: the whole, the arguments; name: the method, as in `xs.push(e)`
  Keep,      ///< operands: a condition; variable: of an element; as in `xs.keep(x where p)`
  Sort,      ///< operands: a key; variable: of an element; descending: `desc`
  Fold,     ///< operands: element, collection[, condition]; name: the fold, empty in `[e for …]`;
            ///< variable, second: its variables, `second` empty for one
  Braces,   ///< operands: the name before it, if any; entries
  List,     ///< operands: the elements
  Negate,   ///< operands: one
  Not,      ///< operands: one
  Binary,   ///< operands: two; op
  In,       ///< operands: value, then a Range, a Set, or any other; negated: `not in`
  Is,       ///< operands: value, case (a Name or Members of one)
  Matches,  ///< operands: one; text: the pattern, without its slashes
  Range,    ///< operands: least, most
  Set,      ///< operands: the members
  If,       ///< operands: condition, value, other value
  Match,    ///< operands: one; arms
};

struct Entry;
struct Arm;

struct Expr {
  ExprKind kind{};
  Op op{};                  ///< of a Binary
  bool negated = false;     ///< of an In
  bool descending = false;  ///< of a Sort
  bool long_text = false;   ///< of a Text: written in three quotes
  Spot span;                ///< of the whole
  Spot op_span;             ///< of the operator of a Binary
  std::string text;
  Name name;
  Name variable;
  Name second;
  std::vector<Expr> operands;
  std::vector<Entry> entries;
  std::vector<Arm> arms;
  friend bool operator==(const Expr& a, const Expr& b);
};

/// `f: e`, `"k": e`, `[e]: e`, `..e` in braces.
struct Entry {
  enum class Kind : std::uint8_t { Member, Key, Spread };
  Kind kind{};
  Name name;              ///< of a Member
  std::vector<Expr> key;  ///< of a Key: one
  Expr value;
  Spot span;
  friend bool operator==(const Entry&, const Entry&) = default;
};

/// What a `match` compares with.
struct Pattern {
  enum class Kind : std::uint8_t { Case, Value, Anything };
  Kind kind{};
  Expr value;   ///< of a Case its name, of a Value the value
  Name binder;  ///< of a Case, empty for none
  Spot span;
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// `Card c: e`
struct Arm {
  Pattern pattern;
  Expr value;
  friend bool operator==(const Arm&, const Arm&) = default;
};

// --- types ---------------------------------------------------------------------------------------

/// `(80)`, `(..80)`, `in 1..9`, `>= 0`. A single size has equal `least` and `most`.
struct Refinement {
  enum class Kind : std::uint8_t {
    Size,
    In,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Members,   ///< `in {a, b}`: members
    Matching,  ///< `matching /…/`: name, the pattern without its slashes
    Format,    ///< `format email`: name
    Unique,    ///< `unique by a.b`: path
    Where,     ///< `where (p)`: members, of one
  };
  Kind kind{};
  std::optional<Expr> least;
  std::optional<Expr> most;  ///< the bound of the comparisons stands here or in `least` as it fits:
                             ///< Less, AtMost in `most`; Greater, AtLeast in `least`
  bool single = false;       ///< a size of one number, which for `decimal` is its scale
  std::vector<Expr> members;
  Name name;
  std::vector<Name> path;
  Spot span;
  friend bool operator==(const Refinement&, const Refinement&) = default;
};

struct Type {
  Name name;
  std::vector<Type> arguments;
  std::vector<Refinement> refinements;
  bool optional = false;  ///< `?`
  Spot span;
  friend bool operator==(const Type&, const Type&) = default;
};

}  // namespace writ::syntax
