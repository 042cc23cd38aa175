#include "compiler/source/diff.h"

#include <algorithm>
#include <cstddef>
#include <dtl/dtl.hpp>
#include <vector>

#include "compiler/source/paint.h"
#include "compiler/source/printable.h"

namespace writ::source {

namespace {

/// Above this many pairs of lines the library would take seconds.
constexpr std::size_t most_pairs = 50'000'000;
constexpr std::size_t context = 3;

using Lines = std::vector<std::string_view>;

/// A line of the diff: ' ' both have it, '-' and '+'.
struct Row {
  char mark = ' ';
  std::string_view line;
};
using Rows = std::vector<Row>;

/// Each with its line feed, which the last one may lack.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// Where neither the first nor the last lines are equal.
void compare_middle(const Lines& before, const Lines& after, Rows& rows) {
  if (before.empty() || after.empty() || before.size() > most_pairs / after.size()) {
    for (const std::string_view line : before) rows.push_back({'-', line});
    for (const std::string_view line : after) rows.push_back({'+', line});
    return;
  }
  dtl::Diff<std::string_view> diff(before, after);
  diff.compose();
  for (const auto& [line, info] : diff.getSes().getSequence())
    rows.push_back({info.type == dtl::SES_DELETE ? '-'
                    : info.type == dtl::SES_ADD  ? '+'
                                                 : ' ',
                    line});
}

/// What goes before what comes, within each change.
void removed_first(Rows& rows) {
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end =
        std::find_if(begin, rows.end(), [](const Row& row) { return row.mark == ' '; });
    std::stable_partition(begin, end, [](const Row& row) { return row.mark == '-'; });
    begin = end == rows.end() ? end : end + 1;
  }
}

Rows compare(const Lines& before, const Lines& after) {
  const auto head = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  auto before_end = before.end();
  auto after_end = after.end();
  while (before_end != head.first && after_end != head.second &&
         *(before_end - 1) == *(after_end - 1)) {
    --before_end;
    --after_end;
  }
  Rows rows;
  for (auto line = before.begin(); line != head.first; ++line) rows.push_back({' ', *line});
  compare_middle({head.first, before_end}, {head.second, after_end}, rows);
  for (auto line = before_end; line != before.end(); ++line) rows.push_back({' ', *line});
  removed_first(rows);
  return rows;
}

/// A line as it may stand on a terminal; tabs stay.
std::string shown(std::string_view line) {
  std::string text;
  while (true) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    text += printable(line.substr(0, tab));
    if (tab == line.size()) return text;
    text += '\t';
    line.remove_prefix(tab + 1);
  }
}

void write_row(const Row& row, Painter paint, std::string& out) {
  std::string_view line = row.line;
  const bool ends = line.ends_with('\n');
  if (ends) line.remove_suffix(1);
  const Style style = row.mark == '-'   ? Style::Removed
                      : row.mark == '+' ? Style::Added
                                        : Style::Plain;
  out += paint(style, row.mark + shown(line)) + "\n";
  if (!ends) out += "\\ No newline at end of file\n";
}

/// `-12,3`: where a side of a hunk begins, and how long it is.
std::string range(char mark, std::size_t begin, std::size_t count) {
  std::string text = mark + std::to_string(count == 0 ? begin : begin + 1);
  return count == 1 ? text : text + "," + std::to_string(count);
}

std::size_t count_side(const Row* begin, const Row* end, char other) {
  return static_cast<std::size_t>(
      std::count_if(begin, end, [other](const Row& row) { return row.mark != other; }));
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                         DiffOptions options) {
  if (before == after) return {};
  const Painter paint{options.colour};
  const Rows rows = compare(lines_of(before), lines_of(after));
  const auto changed = [](const Row& row) { return row.mark != ' '; };
  std::string out = paint(Style::Strong, "--- " + printable(path)) + "\n" +
                    paint(Style::Strong, "+++ " + printable(path)) + "\n";
  const Row* const end_of_all = rows.data() + rows.size();
  const Row* done = rows.data();
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  for (const Row* first = std::find_if(done, end_of_all, changed); first != end_of_all;) {
    const Row* begin = first - std::min<std::ptrdiff_t>(first - done, context);
    const Row* end = first;
    const Row* next = first;
    while (next != end_of_all && next - end <= static_cast<std::ptrdiff_t>(2 * context)) {
      end = next + 1;
      next = std::find_if(end, end_of_all, changed);
    }
    first = next;
    end += std::min<std::ptrdiff_t>(end_of_all - end, context);
    old_line += count_side(done, begin, '+');
    new_line += count_side(done, begin, '-');
    const std::size_t removed = count_side(begin, end, '+');
    const std::size_t added = count_side(begin, end, '-');
    out += paint(Style::Frame, "@@ " + range('-', old_line, removed) + " " +
                                   range('+', new_line, added) + " @@") +
           "\n";
    for (const Row* row = begin; row != end; ++row) write_row(*row, paint, out);
    old_line += removed;
    new_line += added;
    done = end;
  }
  return out;
}

}  // namespace writ::source
