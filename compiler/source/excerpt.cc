#include "compiler/source/excerpt.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "compiler/source/printable.h"

namespace writ::source {

namespace {

constexpr std::size_t tab_width = 4;
/// Longer lines are cut around what is marked.
constexpr std::size_t longest_line = 200;
/// Lines that do not fit on one screen have `...` between them.
constexpr std::uint32_t screen = 24;

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t count_columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_code_point(c); }));
}

/// A label cut to one line: bytes of that line.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool primary = false;
  std::string text;
};

/// A line as it is shown: tabs expanded, controls made visible, cut around `anchor` when long.
class Shown {
 public:
  Shown(std::string_view line, std::size_t anchor) {
    from_ = anchor;
    for (std::size_t back = 0; from_ > 0 && back < longest_line / 2; --from_) {
      back += !continues_code_point(line[from_ - 1]);
    }
    std::size_t to = from_;
    for (std::size_t forth = 0; to < line.size() && forth < longest_line; ++to) {
      forth += !continues_code_point(line[to]);
    }
    while (to < line.size() && continues_code_point(line[to])) ++to;
    if (line.size() <= 4 * longest_line && count_columns(line) <= longest_line) {
      from_ = 0;
      to = line.size();
    }
    if (from_ > 0) text_ = "...";
    append(line.substr(from_, to - from_));
    if (to < line.size()) text_ += "...";
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  /// The column, from 0, of a byte of the line.
  [[nodiscard]] std::size_t column(std::size_t byte) const {
    return columns_[std::clamp(byte, from_, from_ + columns_.size() - 1) - from_];
  }

 private:
  void append(std::string_view rest) {
    std::size_t column = text_.size();
    while (!rest.empty()) {
      const std::size_t bytes = first_code_point(rest).bytes;
      columns_.insert(columns_.end(), bytes, column);
      const bool tab = rest.front() == '\t';
      const std::string piece =
          tab ? std::string(tab_width - column % tab_width, ' ') : printable(rest.substr(0, bytes));
      column += count_columns(piece);
      text_ += piece;
      rest.remove_prefix(bytes);
    }
    columns_.push_back(column);
  }

  std::string text_;
  std::size_t from_ = 0;
  std::vector<std::size_t> columns_;  // of each byte from `from_` on, and of the place behind them
};

/// A row of marks or connectors, and at most one text at its end.
class Row {
 public:
  void put(std::size_t column, std::size_t count, char c, Style style) {
    if (cells_.size() < column + count) cells_.resize(column + count, {' ', Style::Plain});
    std::fill_n(cells_.begin() + static_cast<std::ptrdiff_t>(column), count, Cell{c, style});
  }
  void end_with(std::size_t column, const std::string& text, Style style) {
    if (text.empty()) return;
    if (cells_.size() < column) cells_.resize(column, {' ', Style::Plain});
    text_ = text;
    text_style_ = style;
  }
  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] std::string painted(Painter paint) const {
    std::string line;
    for (std::size_t i = 0; i < cells_.size();) {
      std::string run;
      const Style style = cells_[i].style;
      for (; i < cells_.size() && cells_[i].style == style; ++i) run.push_back(cells_[i].glyph);
      line += paint(style, run);
    }
    return line + paint(text_style_, text_);
  }

 private:
  struct Cell {
    char glyph;
    Style style;
  };
  std::vector<Cell> cells_;
  std::string text_;
  Style text_style_ = Style::Plain;
};

/// A mark in columns of the line as it is shown.
struct Underline {
  std::size_t begin;
  std::size_t end;
  bool primary;
  const std::string* text;
};

class Excerpt {
 public:
  Excerpt(const Files& files, const Diagnostic& diagnostic, Painter paint)
      : files_(files),
        diagnostic_(diagnostic),
        paint_(paint),
        width_(gutter_width(files, diagnostic)),
        primary_style_(diagnostic.kind->severity == Severity::Error ? Style::Error
                                                                    : Style::Warning) {}

  [[nodiscard]] std::string whole() {
    section(diagnostic_.primary.span.file, "--> ", diagnostic_.primary.span);
    std::map<FileId, Span> others;
    for (const Label& label : diagnostic_.secondary) {
      if (label.span.file != diagnostic_.primary.span.file) {
        others.try_emplace(label.span.file, label.span);
      }
    }
    for (const auto& [file, span] : others) section(file, "::: ", span);
    return std::move(out_);
  }

 private:
  void section(FileId id, std::string_view arrow, Span place_of) {
    const File& file = files_[id];
    const Place place = file.place(place_of.begin);
    out_ += std::string(width_, ' ') + paint_(Style::Frame, arrow) + printable(file.path()) + ":" +
            std::to_string(place.line) + ":" + std::to_string(place.column) + "\n";
    row_behind_gutter("", "");

    std::map<std::uint32_t, std::vector<Mark>> lines;
    const auto add = [&](const Label& label, bool primary) {
      if (label.span.file != id) return;
      const std::uint32_t number = file.place(label.span.begin).line;
      const std::size_t size = file.line(number).size();
      const std::uint32_t line_begin = file.line_begin(number);
      const auto in_line = [&](std::uint32_t offset) {
        return std::min<std::size_t>(offset - std::min(offset, line_begin), size);
      };
      const std::size_t begin = in_line(label.span.begin);
      const std::size_t end = std::max(begin, in_line(label.span.end));
      lines[number].push_back({begin, end, primary, printable(label.text)});
    };
    for (const Label& label : diagnostic_.secondary) add(label, false);
    add(diagnostic_.primary, true);

    std::uint32_t last = 0;
    for (const auto& [number, marks] : lines) {
      if (last != 0 && number - last > screen) out_ += paint_(Style::Frame, "...") + "\n";
      last = number;
      line(file, number, marks);
    }
  }

  void line(const File& file, std::uint32_t number, const std::vector<Mark>& marks) {
    const std::size_t anchor = marks.back().begin;  // of the primary where it is on this line
    const Shown shown(file.line(number), anchor);
    std::string digits = std::to_string(number);
    digits.insert(0, width_ - std::min(width_, digits.size()), ' ');
    row_behind_gutter(digits, shown.text());

    std::vector<Underline> underlines;
    for (const Mark& mark : marks) {
      const std::size_t begin = shown.column(mark.begin);
      const std::size_t end = std::max(begin + 1, shown.column(mark.end));
      underlines.push_back({begin, end, mark.primary, &mark.text});
    }
    std::stable_sort(underlines.begin(), underlines.end(),
                     [](const Underline& a, const Underline& b) { return a.begin < b.begin; });
    labels(underlines);
  }

  /// The marks, the rightmost label behind them if nothing is in its way, and the others below.
  void labels(const std::vector<Underline>& underlines) {
    Row marks;
    for (const bool primary : {false, true}) {
      for (const Underline& u : underlines) {
        if (u.primary != primary) continue;
        marks.put(u.begin, u.end - u.begin, primary ? '^' : '-', style(u));
      }
    }
    std::vector<Underline> below;
    for (const Underline& u : underlines) {
      const bool inline_label = &u == &underlines.back() && u.end == marks.size();
      if (inline_label) {
        marks.end_with(u.end + 1, *u.text, style(u));
      } else if (!u.text->empty()) {
        below.push_back(u);
      }
    }
    row_behind_gutter("", marks.painted(paint_));
    if (below.empty()) return;
    row_behind_gutter("", connectors(below, marks.size()).painted(paint_));
    for (std::size_t i = below.size(); i-- > 0;) {
      Row row = connectors(below, below[i].begin);
      row.end_with(below[i].begin, *below[i].text, style(below[i]));
      row_behind_gutter("", row.painted(paint_));
    }
  }

  /// A `|` for each label that begins before a column.
  [[nodiscard]] Row connectors(const std::vector<Underline>& labels, std::size_t column) const {
    Row row;
    for (const Underline& u : labels) {
      if (u.begin < column) row.put(u.begin, 1, '|', style(u));
    }
    return row;
  }

  void row_behind_gutter(const std::string& number, const std::string& text) {
    const std::string gutter = number.empty() ? std::string(width_, ' ') : number;
    out_ += paint_(Style::Frame, gutter + " |");
    const std::size_t last = text.find_last_not_of(' ');
    if (last != std::string::npos) out_ += " " + text.substr(0, last + 1);
    out_ += "\n";
  }

  [[nodiscard]] Style style(const Underline& u) const {
    return u.primary ? primary_style_ : Style::Frame;
  }

  const Files& files_;
  const Diagnostic& diagnostic_;
  Painter paint_;
  std::size_t width_;
  Style primary_style_;
  std::string out_;
};

}  // namespace

std::size_t gutter_width(const Files& files, const Diagnostic& diagnostic) {
  std::uint32_t largest = files.place(diagnostic.primary.span).line;
  for (const Label& label : diagnostic.secondary) {
    largest = std::max(largest, files.place(label.span).line);
  }
  return std::to_string(largest).size();
}

std::string excerpt(const Files& files, const Diagnostic& diagnostic, Painter paint) {
  return Excerpt(files, diagnostic, paint).whole();
}

}  // namespace writ::source
