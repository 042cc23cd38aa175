/// A file as a row of words, comments among them: what a reader needs who cares how it is written.
///
/// In: one file that `parse` finds nothing wrong with. Out: every lexeme in order, with what begins
/// there. The rules of the language are in here; who lays a file out knows none of them.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/source/files.h"

namespace writ::syntax {

enum class LexemeKind : std::uint8_t {
  Word,         ///< a name, a number, a word of the language
  Text,         ///< from quote to quote, verbatim; may have line feeds in it
  Operator,     ///< between two operands, or a word that continues a long line
  Prefix,       ///< `-` before its operand
  Assign,       ///< `=`, `+=` …, and `:` before the expression of an invariant
  OpenMembers,  ///< `{` before members that stand on lines of their own
  Open,         ///< `(`, `[`, `<` of a type, `{` of a set
  Close,
  Comma,
  Colon,
  Dot,       ///< `.` and `..`
  Question,  ///< `?` behind a type
  Comment,   ///< `//` and `///`, without the line feed
  End,       ///< of the file; the last one
};

/// What begins with a lexeme. The inner one: a declaration is not a member of anything.
enum class Part : std::uint8_t {
  Nothing,
  Declaration,
  Member,     ///< of a list whose commas are optional
  Field,      ///< a member with a type
  Group,      ///< a member with members
  Statement,  ///< and whatever else has no commas around it
  Clause,     ///< of a statement or a declaration: `else`, `suggest`, `timeout` …
};

struct Lexeme {
  source::Span span;
  LexemeKind kind = LexemeKind::Word;
  Part begins = Part::Nothing;
  /// Of an operator: the weakest, 0, is the first place to break a long line.
  std::uint8_t strength = 0;
  /// 1 or 2: neighbouring lines of one kind begin this in the same column.
  std::uint8_t column = 0;
  bool tight = false;            ///< no space before it: the `(` of a call
  bool optional = false;         ///< a comma that may be there or not
  bool between_members = false;  ///< a comma between members
};

}  // namespace writ::syntax
