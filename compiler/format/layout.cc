// Lists of members, members, and their clauses: what stands on lines of its own.
#include "compiler/format/layout.h"

#include <algorithm>

namespace writ::format {

using syntax::LexemeKind;
using syntax::Part;

Layout::Layout(std::string_view text, const std::vector<syntax::Lexeme>& lexemes)
    : text_(text), lexemes_(lexemes), close_(lexemes.size(), 0) {
  match_brackets();
}

void Layout::match_brackets() {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < lexemes_.size(); ++i) {
    if (is(i, LexemeKind::Open) || is(i, LexemeKind::OpenMembers)) open.push_back(i);
    if (!is(i, LexemeKind::Close) || open.empty()) continue;
    close_[open.back()] = i;
    open.pop_back();
  }
}

std::vector<Line> Layout::lines() {
  const std::size_t end = lexemes_.size() - 1;  // the end of the file is the last one
  if (end == 0) return {};
  return docs_.lay_out(list({0, end}));
}

/// The members of a list, and the comments on lines of their own between them.
std::vector<Layout::Range> Layout::members(Range range) const {
  std::vector<Range> all;
  const auto end_last = [&](std::size_t end) {
    if (!all.empty() && all.back().end == 0) all.back().end = end;
  };
  std::size_t behind = range.begin;  // the first from `i` on that is neither comment nor comma
  for (std::size_t i = range.begin; i < range.end; i = next(i)) {
    // A comment on a line of its own is between members if one comes next, or none.
    behind = std::max(behind, i);
    while (behind < range.end && is_between(behind)) ++behind;
    const bool between = behind == range.end || begins_member(behind);
    if (between && is(i, LexemeKind::Comment) && (on_own_line(i) || i == 0)) {
      end_last(i);
      all.push_back({i, i + 1});
    } else if (begins_member(i)) {
      end_last(i);
      all.push_back({i, 0});
    }
  }
  end_last(range.end);
  return all;
}

/// What stands between two members on one line.
std::string_view Layout::separator(std::size_t next_member) const {
  return at(next_member).begins == Part::Statement ? " " : ",";
}

DocId Layout::list(Range range) {
  std::vector<DocId> parts;
  const std::vector<Range> all = members(range);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) {
      if (line_feeds_before(all[i].begin) > 1) parts.push_back(docs_.blank_line());
      parts.push_back(docs_.line());
    }
    parts.push_back(list_entry(all[i]));
  }
  return docs_.concat(parts);
}

DocId Layout::list_entry(Range range) {
  if (is(range.begin, LexemeKind::Comment)) return docs_.comment(text(range.begin), true);
  return member(range);
}

DocId Layout::member(Range range) {
  std::vector<std::size_t> clauses;
  bool broken = false;
  for (std::size_t i = next(range.begin); i < range.end; i = next(i)) {
    if (at(i).begins != Part::Clause) continue;
    clauses.push_back(i);
    broken |= on_own_line(i);
  }
  std::string_view kind = text(range.begin);
  if (kind == "after" || kind == "at") kind = "on";  // transitions all
  if (at(range.begin).begins == Part::Field) kind = "a field";
  if (at(range.begin).begins == Part::Group) kind = "a group";
  if (at(range.begin).begins == Part::Member) kind = "a member";

  const bool aligned = text(range.begin) == "require";
  const std::size_t head_end = clauses.empty() ? range.end : clauses.front();
  const DocId head = run({range.begin, head_end}, aligned ? 8 : 4);
  if (clauses.empty()) return docs_.member(kind, head);

  std::vector<DocId> parts;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    parts.push_back(docs_.line());
    parts.push_back(
        clause({clauses[i], i + 1 < clauses.size() ? clauses[i + 1] : range.end}, aligned));
    broken |= docs_.breaks(parts.back());
  }
  const DocId tail = docs_.indent(aligned ? 0 : 2, docs_.concat(parts));
  broken |= docs_.breaks(head);
  return docs_.member(kind, docs_.group(docs_.concat({head, tail}), broken));
}

/// `else` is as long as `require` and `suggest` where they stand below each other.
DocId Layout::clause(Range range, bool aligned) {
  if (!aligned || text(range.begin) != "else") return run(range, 4);
  return docs_.concat({docs_.text("else"), docs_.if_broken("   "), docs_.text(" "),
                       run({range.begin + 1, range.end}, 4)});
}

/// `{` … `}` around members: on lines of their own if the author began one behind `{`, or left one
/// free between two, or if they do not fit on one.
Layout::Braces Layout::braces(std::size_t open) {
  Range inside{open + 1, close_[open]};
  std::vector<DocId> parts{docs_.text("{")};
  bool broken = on_own_line(inside.begin);
  while (inside.begin < inside.end && is(inside.begin, LexemeKind::Comment) &&
         !on_own_line(inside.begin))
    parts.push_back(docs_.comment(text(inside.begin++), false));
  const std::vector<Range> all = members(inside);
  if (all.empty()) {
    const bool comment = parts.size() > 1;
    if (comment) parts.push_back(docs_.line(""));
    parts.push_back(docs_.text("}"));
    return {docs_.concat(parts), comment};
  }
  std::vector<DocId> rows;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && line_feeds_before(all[i].begin) > 1) {
      rows.push_back(docs_.blank_line());
      broken = true;
    }
    rows.push_back(docs_.line());
    rows.push_back(list_entry(all[i]));
    broken |= docs_.breaks(rows.back());
    if (is(all[i].begin, LexemeKind::Comment)) continue;
    std::size_t next = i + 1;  // the next member, behind the comments between the two
    while (next < all.size() && is(all[next].begin, LexemeKind::Comment)) ++next;
    if (next == all.size()) continue;
    const std::size_t following = all[next].begin;
    if (has_needed_comma({all[i].begin, following}, following)) {
      rows.push_back(docs_.comma(","));
    } else if (next == i + 1) {
      rows.push_back(docs_.if_flat(separator(following)));
    }
  }
  parts.push_back(docs_.indent(2, docs_.concat(rows)));
  broken |= parts.size() > 2;
  parts.push_back(docs_.line());
  parts.push_back(docs_.text("}"));
  return {docs_.concat(parts), broken};
}

/// Whether a comma must stay between a member and the next one, which could continue it.
bool Layout::has_needed_comma(Range range, std::size_t following) const {
  for (std::size_t i = range.begin; i < range.end; i = next(i))
    if (is(i, LexemeKind::Comma) && at(i).between_members)
      return !at(i).optional || is(following, LexemeKind::Prefix);
  return false;
}

bool Layout::is_dropped(std::size_t i) const {
  return is(i, LexemeKind::Comma) && (at(i).optional || at(i).between_members);
}

std::string_view Layout::text(std::size_t i) const {
  const source::Span span = at(i).span;
  std::string_view words = text_.substr(span.begin, span.end - span.begin);
  if (is(i, LexemeKind::Comment))
    while (words.ends_with(' ') || words.ends_with('\t')) words.remove_suffix(1);
  return words;
}

std::size_t Layout::next(std::size_t i) const { return std::max(i, close_[i]) + 1; }

bool Layout::begins_member(std::size_t i) const {
  return at(i).begins != Part::Nothing && at(i).begins != Part::Clause;
}

std::size_t Layout::line_feeds_before(std::size_t i) const {
  const std::size_t end = at(i).span.begin;
  const std::size_t begin = i == 0 ? 0 : at(i - 1).span.end;
  return static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                                             text_.begin() + static_cast<std::ptrdiff_t>(end),
                                             '\n'));
}

}  // namespace writ::format
