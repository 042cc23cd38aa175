#include "compiler/syntax/long_text.h"

#include <algorithm>

namespace writ::syntax {

namespace {

struct Line {
  std::size_t begin;
  std::size_t text;  ///< where its blanks end
  std::size_t end;   ///< before its line break

  [[nodiscard]] bool blank() const { return text == end; }
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t stop = std::min(text.find('\n', begin), text.size());
    const bool returns = stop < text.size() && stop > begin && text[stop - 1] == '\r';
    const std::size_t end = stop - (returns ? 1 : 0);
    std::size_t first = begin;
    while (first < end && (text[first] == ' ' || text[first] == '\t')) ++first;
    lines.push_back({begin, first, end});
    begin = stop + 1;
  }
  return lines;
}

}  // namespace

std::vector<Cut> layout_of(std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  const std::size_t count = lines.size();
  const bool apart = count > 1 && lines.front().blank();
  const std::size_t first = apart ? 1 : 0;
  const bool closes_apart = count > first + 1 && lines.back().blank();
  const std::size_t behind = closes_apart ? count - 1 : count;

  std::size_t indent = apart ? text.size() : 0;
  for (std::size_t i = first; i < behind; ++i)
    if (!lines[i].blank()) indent = std::min(indent, lines[i].text - lines[i].begin);

  std::vector<Cut> cuts;
  const auto cut = [&](std::size_t from, std::size_t to) {
    if (from < to) cuts.emplace_back(from, to);
  };
  if (apart) cut(0, lines[1].begin);
  for (std::size_t i = first; i < behind; ++i) {
    const Line& line = lines[i];
    cut(line.begin, std::min(line.begin + indent, line.text));
    if (i + 1 < count) cut(line.end, i + 1 < behind ? lines[i + 1].begin - 1 : text.size());
  }
  return cuts;
}

}  // namespace writ::syntax
