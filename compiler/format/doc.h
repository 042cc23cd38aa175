/// A document that does not know yet where its lines break, and what becomes of it.
///
/// In: texts and places where a line may break, in nested groups. Out: lines. A group is on one
/// line if it fits there, else all of its own places break; outer groups break before inner ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace writ::format {

/// A column that no line should pass.
inline constexpr std::size_t width = 100;

/// A line of the result, before columns are aligned.
struct Line {
  std::string text;  ///< with its indentation; empty: a blank line, or a comment alone
  std::string_view comment;
  std::size_t indent = 0;
  std::string_view kind;            ///< what begins with it; empty for nothing
  bool whole = false;               ///< and ends with it
  std::size_t columns[2] = {0, 0};  ///< where its parts begin that stand in columns; 0 for none
};

/// How many columns a text takes.
[[nodiscard]] std::size_t columns_of(std::string_view text);

enum class DocId : std::uint32_t {};

/// All nodes of one document. The texts must outlive it.
class Docs {
 public:
  DocId text(std::string_view text);
  /// Text that stands before a comment at the end of the line, though it comes behind it.
  DocId comma(std::string_view text);
  /// A line may break here; if not, there is `flat`.
  DocId line(std::string_view flat = " ");
  /// A line breaks here, and one is left blank.
  DocId blank_line();
  /// Text for one case only: the group around it is on one line, or is not.
  DocId if_flat(std::string_view text);
  DocId if_broken(std::string_view text);
  /// A comment, behind what stands on the line or on a line of its own. A line breaks behind it.
  DocId comment(std::string_view text, bool own_line);
  /// A column of the line begins here.
  DocId column(std::size_t number);
  /// Something that is worth lines of its own.
  DocId member(std::string_view kind, DocId content);
  DocId indent(std::size_t by, DocId content);
  DocId group(DocId content, bool broken);
  /// A value behind `=`: on the same line, else whole on the next one, else broken on this one.
  DocId hang(std::size_t by, DocId value);
  DocId concat(const std::vector<DocId>& parts);

  /// Whether a line breaks in it, whatever the width.
  [[nodiscard]] bool breaks(DocId id) const { return node(id).breaks; }
  [[nodiscard]] std::vector<Line> lay_out(DocId id) const;

 private:
  friend class Printer;
  enum class Kind : std::uint8_t {
    Text,
    Comma,
    Break,
    IfFlat,
    IfBroken,
    Comment,
    OwnComment,
    Column,
    MemberBegin,
    MemberEnd,
    Indent,
    Group,
    Hang,
    Concat
  };
  struct Node {
    Kind kind;
    bool breaks = false;      // Break: leaves a line blank
    std::uint32_t count = 0;  // children, how far to indent, which column
    std::uint32_t first = 0;  // in `children_`
    std::string_view text;
  };

  DocId add(Node node);
  DocId add(Node node, const std::vector<DocId>& children);
  [[nodiscard]] const Node& node(DocId id) const { return nodes_[static_cast<std::size_t>(id)]; }

  std::vector<Node> nodes_;
  std::vector<DocId> children_;
};

}  // namespace writ::format
