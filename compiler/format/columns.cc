#include "compiler/format/columns.h"

#include <algorithm>
#include <span>

namespace writ::format {

namespace {

using Run = std::span<Line>;

/// Two lines of which the second continues the run of the first.
bool continues(const Line& line, const Line& next) {
  return line.whole && next.whole && line.kind == next.kind && line.indent == next.indent;
}

/// One column of a run; left as it is where a line would become too long.
void align(Run run, std::size_t number) {
  std::size_t widest = 0;
  for (const Line& line : run)
    widest =
        std::max(widest, columns_of(std::string_view(line.text).substr(0, line.columns[number])));
  const auto missing = [&](const Line& line) {
    const std::size_t at = line.columns[number];
    return at == 0 ? 0 : widest - columns_of(std::string_view(line.text).substr(0, at));
  };
  for (const Line& line : run)
    if (columns_of(line.text) + missing(line) > width && missing(line) > 0) return;
  for (Line& line : run) {
    const std::size_t more = missing(line);
    line.text.insert(line.columns[number], more, ' ');
    if (number == 0 && line.columns[1] != 0) line.columns[1] += more;
  }
}

bool has_comment_behind(const Line& line) { return !line.text.empty() && !line.comment.empty(); }

void append_comments(Run run) {
  constexpr std::size_t gap = 2;
  std::size_t widest = 0;
  bool fits = true;
  for (const Line& line : run) widest = std::max(widest, columns_of(line.text));
  for (const Line& line : run) fits &= widest + gap + columns_of(line.comment) <= width;
  for (Line& line : run) {
    const std::size_t more = fits ? widest - columns_of(line.text) : 0;
    line.text.append(more + gap, ' ').append(line.comment);
  }
}

/// Calls `work` for each longest run of lines that `joins` holds together.
template <class Joins, class Work>
void for_each_run(std::vector<Line>& lines, Joins joins, Work work) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin + 1;
    while (end < lines.size() && joins(lines[end - 1], lines[end])) ++end;
    work(Run(lines).subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace

std::string aligned(std::vector<Line> lines) {
  for_each_run(lines, continues, [](Run run) {
    if (run.size() == 1) return;
    align(run, 0);
    align(run, 1);
  });
  for_each_run(
      lines,
      [](const Line& a, const Line& b) { return has_comment_behind(a) && has_comment_behind(b); },
      [](Run run) {
        if (has_comment_behind(run.front())) append_comments(run);
      });
  std::string text;
  for (const Line& line : lines) {
    if (!line.text.empty()) {
      text += line.text;
    } else if (!line.comment.empty()) {
      text.append(line.indent, ' ').append(line.comment);
    }
    text += '\n';
  }
  return text;
}

}  // namespace writ::format
