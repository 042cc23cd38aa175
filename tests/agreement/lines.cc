#include "lines.h"

namespace agreement {

namespace {

std::size_t indent(const std::string& line) {
  const std::size_t at = line.find_first_not_of(' ');
  return at == std::string::npos ? line.size() : at;
}

bool closes(const std::string& line) {
  const std::size_t at = indent(line);
  return at < line.size() && line[at] == '}';
}

}  // namespace

Lines split(const std::string& text) {
  Lines out;
  std::string line;
  for (const char c : text) {
    if (c != '\n') {
      line += c;
      continue;
    }
    out.push_back(line);
    line.clear();
  }
  if (!line.empty()) out.push_back(line);
  return out;
}

std::string join(const Lines& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::size_t end_of(const Lines& lines, std::size_t begin) {
  std::size_t end = begin + 1;
  if (!lines[begin].ends_with('{')) return end;
  while (end < lines.size()) {
    const bool level = indent(lines[end]) <= indent(lines[begin]);
    if (level && !closes(lines[end])) return end;
    ++end;
    if (level && !lines[end - 1].ends_with('{')) return end;
  }
  return end;
}

Lines without(const Lines& lines, const std::set<std::size_t>& begins) {
  std::vector<bool> gone(lines.size());
  for (std::size_t begin : begins) {
    while (begin > 0 && closes(lines[begin])) {
      const std::size_t level = indent(lines[begin]);
      do --begin;
      while (begin > 0 && indent(lines[begin]) > level);
    }
    for (std::size_t i = begin; i < end_of(lines, begin); ++i) gone[i] = true;
  }
  Lines out;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!gone[i]) out.push_back(lines[i]);
  return out;
}

}  // namespace agreement
