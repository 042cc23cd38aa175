/// Checked expressions: names resolved, every node typed, with what is known of its value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/ids.h"
#include "compiler/model/type.h"
#include "compiler/source/files.h"
#include "compiler/source/operators.h"

namespace writ::model {

using source::Op;
using source::Span;

/// What a node is; the comment says what it holds besides `type`.
enum class ExprKind : std::uint8_t {
  Number,    ///< number: an int, units of a decimal, 0/1 of a bool, index of an enum member,
             ///< microseconds of an instant or a duration, days of a date
  Text,      ///< text: of a string; of a float its digits, of a uuid its 36 characters
  Message,   ///< operands: the pieces of a text with values in it; of any scalar type
  None,      ///< of an optional: nothing
  State,     ///< the whole state
  Old,       ///< the whole state as it was before the intent
  Payload,   ///< the whole payload of the intent
  Context,   ///< number: which fact of it, a `ContextFact`
  Local,     ///< text: the name of a parameter, of a `let`, of the variable of a loop or a fold
  Constant,  ///< number: the ConstantId
  Field,     ///< operands: a record; number: the index of its field
  At,        ///< operands: a list or map, the index or key. Partial: the element may be absent
  Value,     ///< operands: an optional; what it holds. Partial where it is not known to be there
  Case,      ///< operands: a variant; number: the case it is known to be; its fields, as a record
  Size,      ///< operands: a list, set, map, string or bytes
  Call,      ///< operands: the arguments; number: the FunctionId
  Builtin,   ///< operands: the arguments; number: a `BuiltinKind`
  Fold,      ///< operands: collection, element[, condition]; fold; text, second: the variables
  Range,     ///< operands: least, most; only as what a fold or a loop runs over
  Negate,    ///< operands: a number
  Not,       ///< operands: a bool
  Binary,    ///< operands: two; op
  Coalesce,  ///< operands: a path, the value when something along it is absent
  InBounds,  ///< operands: value, least, most; all of one type
  OneOf,     ///< operands: value, then the members; all of one type
  InPhases,  ///< phases: the leaf phases of which the machine is in one; never empty
  Widen,     ///< operands: an int or a decimal of fewer digits; `type` has the scale that is wanted
  Some,      ///< operands: a value, as the optional that holds it
  IsThere,   ///< operands: an optional: does it hold something?
  Is,        ///< operands: a variant; number: the case that it is asked for
  Matches,   ///< operands: a string; text: the pattern that is searched in it; number: its index
             ///< in the `patterns` of the contract
  Make,      ///< operands: the fields of a record, in its order
  MakeCase,  ///< operands: the record of the case; number: the case of the variant
  Elements,  ///< operands: the elements of a list or set as written
  Entries,   ///< operands: key, value, key, value … of a map as written
  If,        ///< operands: condition, value, other value
  With,      ///< operands: a value, what is computed with it; text: its name in there
  Checked,   ///< operands: a value that may be outside of `type`, of which it then is none; partial
};

enum class FoldKind : std::uint8_t {
  Sum,
  Count,
  All,
  Any,
  Min,      ///< an optional
  Max,      ///< an optional
  First,    ///< an optional
  Unique,   ///< a bool: no two elements are equal
  Collect,  ///< the list or set of all elements
};

/// What comes with a step.
enum class ContextFact : std::uint8_t {
  Now,            ///< instant
  Version,        ///< int: how many steps were accepted before this one
  Subject,        ///< string
  CorrelationId,  ///< string
  Whole,          ///< all of it: what a draw is made from
};

/// What is called like a function or a method and is the language's own.
enum class BuiltinKind : std::uint8_t {
  Abs,
  Round,
  Truncate,
  Least,
  Greatest,  // numbers
  Lower,
  Upper,
  Trim,
  StartsWith,
  Contains,
  Slice,
  Split,  // texts
  First,
  Last,
  Keys,
  Values,
  Has,  // collections; Has: collection, element
  DateOf,
  Year,
  Month,
  Day,
  Weekday,  // times
  Uuid,
  Random,  // drawn from the seed of the step: the whole moment, a number for the place[, two ends]
  Proposed,  // the whole moment, a path into the payload, which is not read
};

/// Field indexes from the state inwards. Empty is the whole state.
using Path = std::vector<std::uint32_t>;

struct Expr {
  ExprKind kind{};
  Op op{};
  FoldKind fold{};
  TypeId type{};
  Bounds bounds;           ///< of an Int or Decimal: no value of the node lies outside
  bool overflows = false;  ///< of arithmetic and sums: the result may not fit in 64 bits
  bool secret = false;     ///< of a comparison: of secrets, in a time that does not tell them
  bool partial = false;    ///< it, or something in it that is not caught by `??`, may have no value
  std::optional<KeptId> kept;  ///< of a fold: it need not be worked out, it follows from this
  std::int64_t number = 0;
  std::string text;
  std::string second;
  std::vector<PhaseId> phases;
  std::vector<Expr> operands;
  Span span;
};

/// Does it lead from the whole, its first operand, to a part of it?
[[nodiscard]] constexpr bool is_step(ExprKind kind) {
  return kind == ExprKind::Field || kind == ExprKind::At || kind == ExprKind::Value ||
         kind == ExprKind::Case;
}

[[nodiscard]] inline bool is_step(const Expr& expr) { return is_step(expr.kind); }

/// Do the two read the same thing in the same way? Spans and facts aside.
[[nodiscard]] bool same(const Expr& a, const Expr& b);

}  // namespace writ::model
