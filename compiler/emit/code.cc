#include "compiler/emit/code.h"

#include <cctype>
#include <optional>

namespace writ::emit {

namespace {
constexpr std::size_t columns = 100;
}  // namespace

Code& Code::line(std::string_view text) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t stop = std::min(text.find('\n', from), text.size());
    const std::string_view one = text.substr(from, stop - from);
    if (!one.empty()) (text_.append(2 * depth_, ' ')) += one;
    text_ += '\n';
    from = stop + 1;
  }
  return *this;
}

Code& Code::blank() {
  if (!text_.empty() && !text_.ends_with("\n\n") && !text_.ends_with("{\n")) text_ += '\n';
  return *this;
}

Code& Code::open(std::string_view text) {
  line(text.empty() ? "{" : std::string(text) + " {");
  ++depth_;
  return *this;
}

Code& Code::close(std::string_view text) {
  --depth_;
  return line("}" + std::string(text));
}

Code& Code::otherwise() {
  close(" else {");
  ++depth_;
  return *this;
}

Code& Code::when(std::string_view condition, std::string_view statement) {
  const std::string head = "if (" + std::string(condition) + ")";
  if (2 * depth_ + head.size() + 1 + statement.size() <= columns)
    return line(head + " " + std::string(statement));
  return line(head).line("  " + std::string(statement));
}

std::string Code::block() const {
  std::string_view text = text_;
  while (text.ends_with('\n')) text.remove_suffix(1);
  return std::string(text);
}

namespace {

/// Where a line may be broken: behind a comma or an operator, as near to the limit as can be, but
/// rather outside of brackets than inside. Nothing when there is no such place.
std::optional<std::size_t> break_point(std::string_view line, std::size_t indent) {
  std::optional<std::size_t> best;
  int depth = 0;
  int best_depth = 1000;
  for (std::size_t i = indent; i < line.size() && i < columns; ++i) {
    const char c = line[i];
    if (c == '"' || (c == '\'' && i > 0 &&
                     std::string_view("0123456789").find(line[i - 1]) == std::string_view::npos)) {
      for (++i; i < line.size() && line[i] != c; ++i) i += line[i] == '\\';
      continue;
    }
    if (c == '/' && line.substr(i, 2) == "//") break;
    depth += c == '(' || c == '{' || c == '[';
    depth -= c == ')' || c == '}' || c == ']';
    if (i > indent + 8 && depth <= best_depth) {
      for (const std::string_view at :
           {", ", "; ", " = ", " == ", " && ", " || ", " + ", " - ", " * ", " ? "}) {
        if (!line.substr(i).starts_with(at) || i + at.size() > columns) continue;
        best = i + at.size();
        best_depth = depth;
      }
    }
  }
  return best && *best < line.size() ? best : std::nullopt;
}

}  // namespace

bool names_variable(std::string_view text, std::string_view name) {
  const auto inside = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const char before = at > 0 ? text[at - 1] : ' ';
    if (inside(before) || before == '.' || before == '>' || before == ':') continue;
    if (end == text.size() || !inside(text[end])) return true;
  }
  return false;
}

std::string wrap(std::string_view text) {
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t stop = std::min(text.find('\n', from), text.size());
    std::string line(text.substr(from, stop - from));
    from = stop + 1;
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    while (line.size() > columns) {
      const auto at = break_point(line, std::min(line.find_first_not_of(' '), line.size()));
      if (!at) break;
      std::string head = line.substr(0, *at);
      while (head.ends_with(' ')) head.pop_back();
      out += head + '\n';
      line = std::string(indent + 4, ' ') + line.substr(*at);
    }
    out += line + '\n';
  }
  return out;
}

}  // namespace writ::emit
