/// What a step does: checked statements, the middle of a `Contract`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/expr.h"
#include "compiler/model/ids.h"

namespace writ::model {

/// One line of a `suggest`.
struct Suggestion {
  std::vector<std::uint32_t> path;  ///< field indexes, from the payload inwards; ends at a scalar
  Expr value;                       ///< of the type of that field, refinements aside
  std::string words;                ///< `line.quantity: stock[intent.line.sku]`
  Span span;
};

/// What stands around a `require`, so that its message can be made when the body is over: a name,
/// a loop, a condition. From the innermost outwards.
struct Around {
  enum class Kind : std::uint8_t { Let, For, If };
  Kind kind{};
  std::string name;           ///< of a Let, For
  std::string second;         ///< of a For over a map
  Expr value;                 ///< of a Let; what a For runs over; the condition of an If
  std::optional<Expr> where;  ///< of a For
  std::shared_ptr<Around> outer;
};

/// `require condition else message`
struct Require {
  Expr condition;
  Expr message;       ///< a Text or a Message
  std::string words;  ///< the condition as written, on one line
  std::string guard;  ///< of a guard that a body requires by name; else empty
  std::vector<Suggestion> suggestions;
  bool final = false;              ///< to try again does not help
  std::shared_ptr<Around> around;  ///< of one in a body; none where it stands alone
  Span span;
  std::string key = {};  ///< of the message, in catalogues: `guard.InStock.1`
};

/// Of what stands around a `require`, what its message rests on, from the outermost inwards: the
/// names that it reads, and in a loop all that says of which element it speaks.
[[nodiscard]] std::vector<const Around*> said_with(const Require& require);

/// What must hold when a step is over.
struct Ensure {
  Expr condition;
  bool reached = false;  ///< asked only where a step has passed the statement of this number
  std::string words;
  Span span;
  std::string key = {};  ///< of what is said when it does not, in catalogues: `ensure.Pay.1`
};

/// What a change makes of a fold that is kept.
struct Keeping {
  enum class How : std::uint8_t {
    Added,     ///< there is one more element, unless a set had it already
    Removed,   ///< there is one element fewer, if there was one
    Replaced,  ///< one element is another one, or there is an entry with a new key
    Part,      ///< a field of one element is another one, and nothing around it is read
    Inside,    ///< something in one element is another one
    Emptied,   ///< there is no element
    Anew,      ///< it has to be worked out anew
  };
  KeptId kept{};
  How how{};
};

/// One statement. Changes go to a `place`: a chain of Field, At, Value and Case down to the State
/// or to the variable of a loop. An At along it must find its element.
struct Statement {
  enum class Kind : std::uint8_t {
    Set,       ///< place = value; `place += e` has the sum as its value
    Push,      ///< list: value becomes the last element
    Pop,       ///< list: the last element goes, if there is one
    Insert,    ///< list: value stands at arguments[0], 0 to the size
    RemoveAt,  ///< list: the element at arguments[0] goes
    Splice,    ///< list: value, a list, replaces arguments[1] elements from arguments[0] on
    Keep,      ///< list: the elements stay for which value, a bool of `name`, is true
    Sort,      ///< list: by value, a key of `name`; equal ones stay as they are
    Clear,     ///< list, set or map: nothing stays
    Remove,    ///< set or map: the element or entry arguments[0] goes, if there is one
    Add,       ///< set: value is in it
    Let,       ///< name is value from here to the end of the block
    If,        ///< value, then body, or otherwise
    For,       ///< body for each element of value, a collection or a Range, that `where` lets pass
    Block,     ///< body; with `from`, when the step began in one of these phases; with `into`,
               ///< when one of these leaves is entered, which a history may or may not do
    Require,   ///< require: refuses unless it holds
    Emit,      ///< value, the record of an event, is told to the world
    Reply,     ///< value is the answer to the intent
    Enter,     ///< of its group `phase` is active from here on; with `history`, what was active
               ///< when that was last left, `phase` if it never was
    Ensure,    ///< what the step must `ensure` in the end, by its number
  };
  Kind kind{};
  Expr place;
  bool inserts = false;   ///< of a Set: the last At, of a map, need not find its entry
  bool in_range = false;  ///< value is known to be inside the type of the place, or of its elements
  Expr value;
  std::vector<Expr> arguments;
  std::string name;         ///< of a Let, For, Keep, Sort: its variable
  std::string second;       ///< of a For over a map: the variable of the values
  bool descending = false;  ///< of a Sort
  std::optional<Expr> where;
  std::vector<Statement> body;
  std::vector<Statement> otherwise;
  std::optional<model::Require> require;
  std::vector<PhaseId> from;
  std::vector<PhaseId> into;
  PhaseId phase{};
  std::optional<CompositeId> history;
  std::size_t ensure = 0;
  Path path;  ///< of a change: the path of the state that it writes, up to its first key
  std::vector<Keeping> keeps;  ///< of a change: the kept folds that it touches
  std::string words;           ///< as written, on one line
  Span span;
};

[[nodiscard]] constexpr bool is_change(Statement::Kind kind) {
  return kind <= Statement::Kind::Add;
}

/// Is it a `let` or a `require`, or made of nothing else?
[[nodiscard]] bool only_asks(const Statement& statement);

/// Calls `visit` for each statement, outer ones before those in them.
template <class Visit>
void each_statement(const std::vector<Statement>& body, const Visit& visit) {
  for (const Statement& one : body) {
    visit(one);
    each_statement(one.body, visit);
    each_statement(one.otherwise, visit);
  }
}

}  // namespace writ::model
