/// What a body does, as it was written: the middle of an `Ast`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/syntax/expr.h"

namespace writ::syntax {

/// `require condition else "message"`
struct Require {
  Expr condition;
  Expr message;  ///< a Text
  Spot span;
  friend bool operator==(const Require&, const Require&) = default;
};
/// `Open`, `Open.history`
struct Target {
  Name phase;
  bool history = false;
  Spot span;
  friend bool operator==(const Target&, const Target&) = default;
};

struct Handler;
struct Choice;

struct Statement {
  enum class Kind : std::uint8_t {
    Require,   ///< require
    Guard,     ///< name: of the guard that is required
    Let,       ///< name, value; or an Await with a name
    Await,     ///< value: a Call; name: of its result, empty for none; handlers
    If,        ///< value; name: the binder of `is`, empty for none; body, otherwise
    Match,     ///< value; choices
    For,       ///< value: what it runs over; name, second: its variables; condition; body
    Emit,      ///< name: the event; value: a Braces, also where none is written
    Ensure,    ///< value
    Reply,     ///< value
    Set,       ///< target = value
    Add,       ///< target += value
    Subtract,  ///< target -= value
    Multiply,  ///< target *= value
    Merge,     ///< target merge value, a Braces
    Change,    ///< target: a Method expression, as in `lines.push(e)`
  };
  Kind kind{};
  std::optional<Require> require;
  Name name;
  Name second;
  Expr target;  ///< a chain of Member and Index down to a Name or State; for a Change the Method
  Expr value;
  std::optional<Expr> condition;
  std::vector<Statement> body;
  std::vector<Statement> otherwise;
  std::vector<Choice> choices;
  std::vector<Handler> handlers;
  Spot span;
  friend bool operator==(const Statement& a, const Statement& b);
};
/// `Card c { … }` of a `match`
struct Choice {
  Pattern pattern;
  std::vector<Statement> body;
  friend bool operator==(const Choice&, const Choice&) = default;
};
/// `on Declined d -> PaymentFailed { … }`
struct Handler {
  Name failure;
  Name binder;  ///< empty for none
  std::vector<Target> targets;
  std::vector<Statement> body;
  Spot span;
  friend bool operator==(const Handler&, const Handler&) = default;
};

}  // namespace writ::syntax
