/// From lexemes to a document: which places may break, and what goes in by how much.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/format/doc.h"
#include "compiler/syntax/lexemes.h"

namespace writ::format {

/// Lays out the lexemes of one file. The text and the lexemes must outlive it.
class Layout {
 public:
  Layout(std::string_view text, const std::vector<syntax::Lexeme>& lexemes);

  [[nodiscard]] std::vector<Line> lines();

  /// A lexeme as it is written out.
  [[nodiscard]] std::string_view text(std::size_t i) const;

 private:
  /// Lexemes by their number: from `begin` up to but not with `end`.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] bool empty() const { return begin >= end; }
  };

  // layout.cc: lists, members, clauses
  void match_brackets();
  DocId list(Range range);
  DocId list_entry(Range range);
  DocId member(Range range);
  DocId clause(Range range, bool aligned);
  struct Braces {
    DocId content{};
    bool broken = false;  ///< whatever the width
  };
  Braces braces(std::size_t open);
  [[nodiscard]] std::vector<Range> members(Range range) const;
  [[nodiscard]] std::string_view separator(std::size_t next) const;

  // layout_line.cc: what is on one line if it fits
  DocId run(Range range, std::size_t continuation);
  DocId line_of(Range range, std::size_t continuation);
  DocId assignment(Range range, std::size_t assign, std::size_t continuation);
  DocId choice(Range range);
  DocId chain(Range range, std::size_t continuation);
  DocId words(Range range);
  DocId bracket(std::size_t open);
  DocId elements(std::size_t open, const std::vector<Range>& all);
  void put(std::vector<DocId>& parts, std::size_t at);
  void put_space(std::vector<DocId>& parts, std::size_t before);

  // questions about lexemes
  [[nodiscard]] const syntax::Lexeme& at(std::size_t i) const { return lexemes_[i]; }
  [[nodiscard]] bool is(std::size_t i, syntax::LexemeKind kind) const { return at(i).kind == kind; }
  [[nodiscard]] bool has_needed_comma(Range range, std::size_t following) const;
  /// A comma that is not written where it stands: whoever lists members writes it, or nobody.
  [[nodiscard]] bool is_dropped(std::size_t i) const;
  /// A comment or a comma that is not written.
  [[nodiscard]] bool is_between(std::size_t i) const {
    return is(i, syntax::LexemeKind::Comment) || is_dropped(i);
  }
  /// The lexeme behind this one, or behind its brackets.
  [[nodiscard]] std::size_t next(std::size_t i) const;
  [[nodiscard]] bool begins_member(std::size_t i) const;
  [[nodiscard]] std::size_t line_feeds_before(std::size_t i) const;
  [[nodiscard]] bool on_own_line(std::size_t i) const { return line_feeds_before(i) > 0; }
  [[nodiscard]] bool has_operator(Range range) const;
  [[nodiscard]] bool has_comment(Range range) const;
  [[nodiscard]] std::size_t last_item(Range range) const;
  [[nodiscard]] std::size_t first_of_kind(Range range, syntax::LexemeKind kind) const;

  std::string_view text_;
  const std::vector<syntax::Lexeme>& lexemes_;
  std::vector<std::size_t> close_;  // of each opening bracket
  Docs docs_;
};

}  // namespace writ::format
