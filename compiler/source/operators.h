/// The operators that stand between two operands, in one table: spelling, and what they have to do
/// with each other. The parser turns spellings into them, the model keeps them, every reader of the
/// model switches over them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace writ::source {

enum class Op : std::uint8_t {
  Implies,
  Or,
  And,
  Equal,
  Unequal,
  Less,
  AtMost,
  Greater,
  AtLeast,
  Coalesce,
  Plus,
  Minus,
  Times,
  Divide,
  Remainder,
};

enum class OpGroup : std::uint8_t {
  Logic,        ///< of two bools
  Comparison,   ///< of two of one type; gives a bool
  Coalescence,  ///< of a path and what stands for it when it leads nowhere
  Arithmetic,   ///< of two numbers
};

struct Operator {
  Op op;
  std::string_view spelling;
  OpGroup group;
};

/// In the order of `Op`.
inline constexpr std::array operators = {
    Operator{Op::Implies, "implies", OpGroup::Logic},
    Operator{Op::Or, "or", OpGroup::Logic},
    Operator{Op::And, "and", OpGroup::Logic},
    Operator{Op::Equal, "==", OpGroup::Comparison},
    Operator{Op::Unequal, "!=", OpGroup::Comparison},
    Operator{Op::Less, "<", OpGroup::Comparison},
    Operator{Op::AtMost, "<=", OpGroup::Comparison},
    Operator{Op::Greater, ">", OpGroup::Comparison},
    Operator{Op::AtLeast, ">=", OpGroup::Comparison},
    Operator{Op::Coalesce, "??", OpGroup::Coalescence},
    Operator{Op::Plus, "+", OpGroup::Arithmetic},
    Operator{Op::Minus, "-", OpGroup::Arithmetic},
    Operator{Op::Times, "*", OpGroup::Arithmetic},
    Operator{Op::Divide, "/", OpGroup::Arithmetic},
    Operator{Op::Remainder, "%", OpGroup::Arithmetic},
};

[[nodiscard]] constexpr const Operator& describe(Op op) {
  return operators[static_cast<std::size_t>(op)];
}

/// The operator of that spelling, which must be one.
[[nodiscard]] constexpr Op spelled(std::string_view spelling) {
  for (const Operator& one : operators)
    if (one.spelling == spelling) return one.op;
  return Op::Implies;
}

}  // namespace writ::source
