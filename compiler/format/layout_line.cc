// What is on one line if it fits: words, operators, brackets.
#include <algorithm>

#include "compiler/format/layout.h"

namespace writ::format {

using syntax::LexemeKind;
using syntax::Part;

/// A member without its clauses, or a clause. `continuation`: how far in a second line goes.
DocId Layout::run(Range range, std::size_t continuation) {
  Range rest = range;  // comments at the end are no reason to break
  while (rest.end > rest.begin && is_between(rest.end - 1)) --rest.end;
  std::vector<DocId> parts{line_of(rest, continuation)};
  for (std::size_t i = rest.end; i < range.end; ++i) put(parts, i);
  return docs_.concat(parts);
}

DocId Layout::line_of(Range range, std::size_t continuation) {
  const std::size_t assign = first_of_kind(range, LexemeKind::Assign);
  if (assign < range.end) return assignment(range, assign, continuation);
  if (text(range.begin) == "if" && at(range.begin).begins == Part::Statement) return choice(range);
  return chain(range, continuation);
}

/// `path = e`: a long `e` with operators begins on the next line, one in brackets breaks inside.
DocId Layout::assignment(Range range, std::size_t assign, std::size_t continuation) {
  std::vector<DocId> parts{chain({range.begin, assign}, continuation)};
  if (!is_dropped(assign)) put_space(parts, assign);
  put(parts, assign);
  const Range value{assign + 1, range.end};
  const std::size_t last = value.empty() ? value.end : last_item(value);
  const bool hugs = last < value.end && close_[last] != 0 && !has_operator(value);
  if (value.empty() || hugs) {
    if (hugs) {
      const DocId right = chain(value, continuation);
      const bool braces = is(last, LexemeKind::OpenMembers);
      parts.push_back(braces ? docs_.concat({docs_.text(" "), right}) : docs_.hang(4, right));
    }
    return docs_.concat(parts);
  }
  const bool another = first_of_kind(value, LexemeKind::Assign) < value.end;
  const DocId right = another ? line_of(value, 0) : chain(value, 0);
  const DocId tail = docs_.indent(4, docs_.concat({docs_.line(), right}));
  parts.push_back(docs_.group(tail, docs_.breaks(right)));
  return docs_.concat(parts);
}

/// `if c { … } else { … }`: all blocks are on one line, or none is.
DocId Layout::choice(Range range) {
  std::vector<DocId> parts;
  bool broken = false;
  std::size_t from = range.begin;
  for (std::size_t i = range.begin; i < range.end; i = next(i)) {
    if (!is(i, LexemeKind::OpenMembers)) continue;
    if (from > range.begin) put_space(parts, from);
    parts.push_back(chain({from, i}, 4));
    put_space(parts, i);
    const Braces block = braces(i);
    parts.push_back(block.content);
    broken |= block.broken;
    from = next(i);
  }
  return docs_.group(docs_.concat(parts), broken);
}

/// Operands and operators: one line, or a line break before each of the weakest operators.
DocId Layout::chain(Range range, std::size_t continuation) {
  // Braces at the end hang on to the line, and break for themselves.
  const std::size_t last = last_item(range);
  const bool at_end = last < range.end && next(last) == range.end;  // and no comment behind
  if (last > range.begin && at_end && is(last, LexemeKind::OpenMembers)) {
    std::vector<DocId> parts{chain({range.begin, last}, continuation)};
    put_space(parts, last);
    put(parts, last);
    return docs_.concat(parts);
  }
  std::size_t weakest = 0xFF;
  for (std::size_t i = range.begin; i < range.end; i = next(i))
    if (i > range.begin && is(i, LexemeKind::Operator))
      weakest = std::min<std::size_t>(weakest, at(i).strength);
  if (weakest == 0xFF) return words(range);

  std::vector<DocId> rest;
  std::size_t from = range.begin;
  DocId first{};
  bool broken = false;
  const auto operand = [&](std::size_t end) {
    std::vector<DocId> parts;
    std::size_t begin = from;
    if (from != range.begin) {
      parts.push_back(docs_.line());
      if (at(from).column > 0) parts.push_back(docs_.column(at(from).column));
      put(parts, from);
      if (++begin < end) parts.push_back(docs_.text(" "));
    }
    if (begin < end) parts.push_back(chain({begin, end}, 4));
    DocId doc = docs_.concat(parts);
    broken |= docs_.breaks(doc);
    if (weakest == 0) doc = docs_.group(doc, docs_.breaks(doc));  // as many on a line as fit
    if (from == range.begin) {
      first = doc;
    } else {
      rest.push_back(doc);
    }
    from = end;
  };
  for (std::size_t i = next(range.begin); i < range.end; i = next(i))
    if (is(i, LexemeKind::Operator) && at(i).strength == weakest) operand(i);
  operand(range.end);
  const DocId tail = docs_.indent(continuation, docs_.concat(rest));
  const DocId all = docs_.concat({first, tail});
  return weakest == 0 ? all : docs_.group(all, broken);
}

/// One behind the other. Behind a comma the line may break.
DocId Layout::words(Range range) {
  std::vector<DocId> parts;
  for (std::size_t i = range.begin; i < range.end; i = next(i)) {
    if (is_dropped(i)) continue;
    if (i > range.begin) put_space(parts, i);
    put(parts, i);
  }
  return docs_.indent(0, docs_.concat(parts));
}

void Layout::put_space(std::vector<DocId>& parts, std::size_t before) {
  const auto tight_behind = [&](std::size_t i) {
    return is(i, LexemeKind::Dot) || is(i, LexemeKind::Prefix);
  };
  std::size_t last = before - 1;
  while (last > 0 && is_dropped(last)) --last;
  if (is(before, LexemeKind::Comma) || is(before, LexemeKind::Colon) ||
      is(before, LexemeKind::Question) || is(before, LexemeKind::Comment) || at(before).tight)
    return;
  if (is(before, LexemeKind::Assign) && text(before) == ":") return;
  if (is(last, LexemeKind::Comma)) {
    parts.push_back(docs_.indent(4, docs_.group(docs_.line(), false)));
    return;
  }
  if (tight_behind(last) || is(before, LexemeKind::Dot)) return;
  parts.push_back(docs_.text(" "));
}

void Layout::put(std::vector<DocId>& parts, std::size_t i) {
  if (is_dropped(i)) return;
  if (at(i).column > 0 && !is(i, LexemeKind::Operator)) parts.push_back(docs_.column(at(i).column));
  if (is(i, LexemeKind::Comment)) {
    parts.push_back(docs_.comment(text(i), on_own_line(i)));
  } else if (is(i, LexemeKind::OpenMembers)) {
    const Braces block = braces(i);
    parts.push_back(docs_.group(block.content, block.broken));
  } else if (is(i, LexemeKind::Open)) {
    parts.push_back(bracket(i));
  } else if (is(i, LexemeKind::Comma)) {
    parts.push_back(docs_.comma(","));
  } else {
    parts.push_back(docs_.text(text(i)));
  }
}

DocId Layout::bracket(std::size_t open) {
  std::vector<Range> all;
  std::size_t from = open + 1;
  for (std::size_t i = open + 1; i < close_[open]; i = next(i)) {
    if (!is(i, LexemeKind::Comma) || at(i).optional) continue;
    all.push_back({from, i});
    from = i + 1;
  }
  if (from < close_[open]) all.push_back({from, close_[open]});
  const std::string_view end = text(close_[open]);
  if (all.empty()) return docs_.concat({docs_.text(text(open)), docs_.text(end)});
  if (all.size() == 1 && !has_comment(all[0]) && !has_operator(all[0])) {
    const std::size_t last = last_item(all[0]);
    if (close_[last] != 0 || all[0].begin == last)
      return docs_.concat({docs_.text(text(open)), chain(all[0], 4), docs_.text(end)});
  }
  return elements(open, all);
}

/// Elements with commas between them: one line, or a line for each.
DocId Layout::elements(std::size_t open, const std::vector<Range>& all) {
  std::vector<DocId> rows;
  bool broken = false;
  for (Range element : all) {
    // A comment behind the comma belongs to the line that ends there.
    for (; element.begin < element.end && is(element.begin, LexemeKind::Comment) &&
           !on_own_line(element.begin);
         ++element.begin)
      put(rows, element.begin), broken = true;
    rows.push_back(docs_.line(element.begin == all.front().begin || rows.empty() ? "" : " "));
    for (; element.begin < element.end && is(element.begin, LexemeKind::Comment); ++element.begin) {
      put(rows, element.begin), broken = true;
      if (element.begin + 1 < element.end) rows.push_back(docs_.line());
    }
    std::size_t end = element.end;  // comments at the end stand below the element
    while (end > element.begin && is_between(end - 1)) --end;
    if (element.begin < end) rows.push_back(chain({element.begin, end}, all.size() == 1 ? 0 : 4));
    if (element.end != all.back().end) rows.push_back(docs_.comma(","));
    for (; end < element.end; ++end) {
      if (is_dropped(end)) continue;
      if (on_own_line(end)) rows.push_back(docs_.line());
      put(rows, end), broken = true;
    }
  }
  for (const DocId row : rows) broken |= docs_.breaks(row);
  return docs_.group(docs_.concat({docs_.text(text(open)), docs_.indent(2, docs_.concat(rows)),
                                   docs_.line(""), docs_.text(text(close_[open]))}),
                     broken);
}

bool Layout::has_operator(Range range) const {
  for (std::size_t i = range.begin; i < range.end; i = next(i))
    if (is(i, LexemeKind::Operator) || is(i, LexemeKind::Assign)) return true;
  return false;
}

bool Layout::has_comment(Range range) const {
  for (std::size_t i = range.begin; i < range.end; i = next(i))
    if (is(i, LexemeKind::Comment)) return true;
  return false;
}

/// The last lexeme that is not a comment or a dropped comma; of brackets the opening one.
std::size_t Layout::last_item(Range range) const {
  std::size_t last = range.end;
  for (std::size_t i = range.begin; i < range.end; i = next(i))
    if (!is_between(i)) last = i;
  return last;
}

std::size_t Layout::first_of_kind(Range range, LexemeKind kind) const {
  for (std::size_t i = range.begin; i < range.end; i = next(i))
    if (is(i, kind)) return i;
  return range.end;
}

}  // namespace writ::format
