/// Checked expressions: names resolved, every node typed, with what is known of its value.
#pragma once

#include <cstdint>
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
  Number,    ///< number: an int, units of a decimal, 0/1 of a bool, index of an enum member
  Text,      ///< text
  Message,   ///< operands: the pieces of a text with values in it; of any scalar type
  State,     ///< the whole state
  Payload,   ///< the whole payload of the intent
  Local,     ///< text: the name of a parameter of the function, or of the variable of a fold
  Constant,  ///< number: the ConstantId
  Field,     ///< operands: a record; number: the index of its field
  At,        ///< operands: a list or map, the index or key. Partial: the element may be absent
  Size,      ///< operands: a list, map or string
  Call,      ///< operands: the arguments; number: the FunctionId
  Fold,      ///< operands: collection, element[, condition]; fold; text: the variable
  Negate,    ///< operands: an int or decimal
  Not,       ///< operands: a bool
  Binary,    ///< operands: two of one type (but for Times of decimals and ints); op
  Coalesce,  ///< operands: a path with an At in it, the value when an element of the path is absent
  InBounds,  ///< operands: value, least, most; all of one type
  OneOf,     ///< operands: value, then the members; all of one type
  InPhases,  ///< phases: the leaf phases of which the machine is in one; never empty
  Widen,     ///< operands: an int or a decimal of fewer digits; `type` has the scale that is wanted
};

enum class FoldKind : std::uint8_t { Sum, Count, All, Any };

struct Expr {
  ExprKind kind{};
  Op op{};
  FoldKind fold{};
  TypeId type{};
  Bounds bounds;           ///< of an Int or Decimal: no value of the node lies outside
  bool overflows = false;  ///< of arithmetic and sums: the result may not fit in 64 bits
  bool partial = false;    ///< it, or something in it that is not caught by `??`, may have no value
  std::int64_t number = 0;
  std::string text;
  std::vector<PhaseId> phases;
  std::vector<Expr> operands;
  Span span;
};

/// Do the two read the same thing in the same way? Spans and facts aside.
[[nodiscard]] bool same(const Expr& a, const Expr& b);

}  // namespace writ::model
