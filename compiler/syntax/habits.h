/// What people write who come from other languages, and how Writ has it.
///
/// The lexer reads these as what they stand for, so that the rest of a sentence is understood; the
/// builder reports them.
#pragma once

#include <array>
#include <string_view>

namespace writ::syntax {

struct Habit {
  std::string_view written;
  std::string_view meant;
};

inline constexpr std::array foreign_operators = {
    Habit{"&&", "and"}, Habit{"||", "or"},  Habit{"!", "not"},
    Habit{"===", "=="}, Habit{"!==", "!="}, Habit{"<>", "!="},
};

/// How Writ spells an operator; the spelling itself where that is right.
[[nodiscard]] constexpr std::string_view meant(std::string_view written) {
  for (const Habit& habit : foreign_operators)
    if (habit.written == written) return habit.meant;
  return written;
}

}  // namespace writ::syntax
