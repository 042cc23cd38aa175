#include "compiler/format/doc.h"

#include <algorithm>

namespace writ::format {

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

DocId Docs::add(Node node) {
  nodes_.push_back(node);
  return DocId{static_cast<std::uint32_t>(nodes_.size() - 1)};
}

DocId Docs::add(Node node, const std::vector<DocId>& children) {
  node.first = static_cast<std::uint32_t>(children_.size());
  for (const DocId child : children) {
    children_.push_back(child);
    node.breaks |= breaks(child);
  }
  return add(node);
}

DocId Docs::text(std::string_view text) {
  return add({Kind::Text, text.find('\n') != std::string_view::npos, 0, 0, text});
}
DocId Docs::comma(std::string_view text) { return add({Kind::Comma, false, 0, 0, text}); }
DocId Docs::line(std::string_view flat) { return add({Kind::Break, false, 0, 0, flat}); }
DocId Docs::blank_line() { return add({Kind::Break, true, 1, 0, {}}); }
DocId Docs::if_flat(std::string_view text) { return add({Kind::IfFlat, false, 0, 0, text}); }
DocId Docs::if_broken(std::string_view text) { return add({Kind::IfBroken, false, 0, 0, text}); }

DocId Docs::comment(std::string_view text, bool own_line) {
  return add({own_line ? Kind::OwnComment : Kind::Comment, true, 0, 0, text});
}

DocId Docs::column(std::size_t number) {
  return add({Kind::Column, false, static_cast<std::uint32_t>(number), 0, {}});
}

DocId Docs::member(std::string_view kind, DocId content) {
  return concat({add({Kind::MemberBegin, false, 0, 0, kind}), content,
                 add({Kind::MemberEnd, false, 0, 0, {}})});
}

DocId Docs::indent(std::size_t by, DocId content) {
  return add({Kind::Indent, false, static_cast<std::uint32_t>(by), 0, {}}, {content});
}

DocId Docs::group(DocId content, bool broken) {
  const DocId id = add({Kind::Group, broken, 0, 0, {}}, {content});
  // A group may hold what breaks and be on one line itself: `f({`.
  nodes_[static_cast<std::size_t>(id)].count = broken ? 1 : 0;
  return id;
}

DocId Docs::hang(std::size_t by, DocId value) {
  return add({Kind::Hang, false, static_cast<std::uint32_t>(by), 0, {}}, {value});
}

DocId Docs::concat(const std::vector<DocId>& parts) {
  return add({Kind::Concat, false, static_cast<std::uint32_t>(parts.size()), 0, {}}, parts);
}

/// Walks a document once, with the lines made so far.
class Printer {
 public:
  explicit Printer(const Docs& docs) : docs_(docs) { lines_.emplace_back(); }

  std::vector<Line> print(DocId root) {
    todo_.push_back({root, 0, false});
    while (!todo_.empty()) {
      const Todo todo = todo_.back();
      todo_.pop_back();
      print(todo);
    }
    return std::move(lines_);
  }

 private:
  using Kind = Docs::Kind;
  struct Todo {
    DocId doc;
    std::size_t indent;
    bool flat;
  };

  void print(const Todo& todo) {
    const Docs::Node& node = docs_.node(todo.doc);
    switch (node.kind) {
      case Kind::Text: return write(node.text, todo.indent);
      case Kind::Comma: return append(node.text);
      case Kind::IfFlat: return todo.flat ? append(node.text) : void();
      case Kind::IfBroken: return todo.flat ? void() : append(node.text);
      case Kind::Break: return print_break(node, todo);
      case Kind::Comment: return comment(node.text, todo.indent);
      case Kind::OwnComment: return own_comment(node.text, todo.indent);
      case Kind::Column: return column(node.count);
      case Kind::MemberBegin: return begin_member(node.text);
      case Kind::MemberEnd: return end_member();
      case Kind::Indent:
        return todo_.push_back({docs_.children_[node.first], todo.indent + node.count, todo.flat});
      case Kind::Group: {
        const DocId content = docs_.children_[node.first];
        const bool flat =
            todo.flat || (node.count == 0 && fits({content, todo.indent, true}, column_));
        return todo_.push_back({content, todo.indent, flat && node.count == 0});
      }
      case Kind::Hang: return print_hang(node, todo);
      case Kind::Concat:
        for (std::uint32_t i = node.count; i-- > 0;)
          todo_.push_back({docs_.children_[node.first + i], todo.indent, todo.flat});
        return;
    }
  }

  void print_break(const Docs::Node& node, const Todo& todo) {
    if (todo.flat && !must_break_) return append(node.text);
    if (node.count == 1) {
      if (!todo.flat) new_line(0);
      return;
    }
    new_line(todo.indent);
  }

  void print_hang(const Docs::Node& node, const Todo& todo) {
    const Todo flat{docs_.children_[node.first], todo.indent, true};
    const std::size_t next_line = todo.indent + node.count;
    const bool may = !todo.flat && !docs_.breaks(flat.doc);
    if (may && !fits(flat, column_ + 1) && fits(flat, next_line)) {
      new_line(next_line);
      return todo_.push_back({flat.doc, next_line, true});
    }
    append(" ");
    todo_.push_back({flat.doc, todo.indent, todo.flat});
  }

  void new_line(std::size_t indent) {
    if (!lines_.empty()) {  // a space that waited for what stands on the next line now
      std::string& last = lines_.back().text;
      while (last.ends_with(' ')) last.pop_back();
    }
    lines_.emplace_back();
    lines_.back().indent = indent;
    column_ = indent;
    must_break_ = false;
  }

  /// At the end of the line, which may be empty so far.
  void append(std::string_view text) {
    if (text.empty()) return;
    Line& line = lines_.back();
    if (line.text.empty()) {
      if (text == " ") return;
      line.text.assign(line.indent, ' ');
    }
    line.text += text;
    const std::size_t last = text.rfind('\n');
    column_ = last == std::string_view::npos ? column_ + columns_of(text)
                                             : columns_of(text.substr(last + 1));
  }

  void write(std::string_view text, std::size_t indent) {
    if (must_break_) new_line(alone_ ? lines_.back().indent : indent + continuation);
    append(text);
  }

  void comment(std::string_view text, std::size_t indent) {
    if (!lines_.back().comment.empty() || lines_.back().text.empty())
      return own_comment(text, indent);
    lines_.back().comment = text;
    must_break_ = true;
    alone_ = false;
  }

  void own_comment(std::string_view text, std::size_t indent) {
    const Line& line = lines_.back();
    if (!line.text.empty()) {
      new_line(indent + continuation);
    } else if (!line.comment.empty()) {
      new_line(line.indent);
    }
    lines_.back().comment = text;
    must_break_ = alone_ = true;
  }

  void column(std::size_t number) {
    Line& line = lines_.back();
    if (depth_ == 1 && !line.kind.empty()) line.columns[number - 1] = line.text.size();
  }

  void begin_member(std::string_view kind) {
    if (must_break_) new_line(lines_.back().indent);
    Line& line = lines_.back();
    if (line.text.empty()) {
      line.kind = kind;
      members_.emplace_back(lines_.size(), depth_);
      depth_ = 1;
    } else {
      members_.emplace_back(0, depth_);
      ++depth_;
    }
  }

  void end_member() {
    const auto [line, depth] = members_.back();
    members_.pop_back();
    depth_ = depth;
    if (line == lines_.size()) lines_.back().whole = true;
  }

  /// Whether what comes up to the next break fits from this column on, if `next` is flat.
  [[nodiscard]] bool fits(const Todo& next, std::size_t at) const {
    std::size_t rest = todo_.size();
    std::vector<Todo> open{next};
    while (at <= width) {
      if (open.empty()) {
        if (rest == 0) return true;
        open.push_back(todo_[--rest]);
      }
      const Todo todo = open.back();
      open.pop_back();
      const Docs::Node& node = docs_.node(todo.doc);
      switch (node.kind) {
        case Kind::Text:
        case Kind::Comma: {
          const std::size_t end = node.text.find('\n');
          at += columns_of(node.text.substr(0, end));
          if (end != std::string_view::npos) return at <= width;
          break;
        }
        case Kind::IfFlat: at += todo.flat ? node.text.size() : 0; break;
        case Kind::IfBroken: at += todo.flat ? 0 : node.text.size(); break;
        case Kind::Break:
          if (!todo.flat) return true;
          at += node.text.size();
          break;
        case Kind::Comment:
        case Kind::OwnComment: return true;
        case Kind::Column:
        case Kind::MemberBegin:
        case Kind::MemberEnd: break;
        case Kind::Hang: ++at; [[fallthrough]];
        case Kind::Indent: open.push_back({docs_.children_[node.first], 0, todo.flat}); break;
        case Kind::Group:
          open.push_back({docs_.children_[node.first], 0, todo.flat && node.count == 0});
          break;
        case Kind::Concat:
          for (std::uint32_t i = node.count; i-- > 0;)
            open.push_back({docs_.children_[node.first + i], 0, todo.flat});
          break;
      }
    }
    return false;
  }

  /// How far a line goes in that had to break where none should.
  static constexpr std::size_t continuation = 4;

  const Docs& docs_;
  std::vector<Line> lines_;
  std::vector<Todo> todo_;
  std::size_t column_ = 0;
  bool must_break_ = false;                           // behind a comment
  bool alone_ = false;                                // which is on a line of its own
  std::vector<std::pair<std::size_t, int>> members_;  // their first line, counted from 1; 0: no own
  int depth_ = 0;                                     // how many members begin on this line
};

std::vector<Line> Docs::lay_out(DocId id) const { return Printer(*this).print(id); }

}  // namespace writ::format
