#include "compiler/emit/template.h"

#include <set>
#include <utility>

namespace writ::emit {

Facts& Facts::text(std::string name, std::string value) {
  values.insert_or_assign(std::move(name), std::move(value));
  return *this;
}
Facts& Facts::flag(std::string name, bool value) {
  values.insert_or_assign(std::move(name), value);
  return *this;
}
Facts& Facts::list(std::string name, std::vector<Facts> items) {
  values.insert_or_assign(std::move(name), std::move(items));
  return *this;
}

Facts& Facts::section(const std::string& name, std::vector<Facts> items) {
  flag("has_" + name, !items.empty());
  return list(name, std::move(items));
}

namespace {

/// One piece of a template: text to copy, or a tag.
struct Piece {
  char kind = 0;          // 0 text, '=' a fact, '#' '^' '/' a section
  std::string_view text;  // what to copy, or the name in the tag
};

std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

/// Takes a section's tag from `[at, end)` with the line it stands on, when it stands alone.
std::pair<std::size_t, std::size_t> whole_line(std::string_view text, std::size_t at,
                                               std::size_t end) {
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  std::size_t stop = end;
  while (stop < text.size() && text[stop] == ' ') ++stop;
  const bool starts = begin == 0 || text[begin - 1] == '\n';
  const bool ends = stop == text.size() || text[stop] == '\n';
  if (!starts || !ends) return {at, end};
  return {begin, stop == text.size() ? stop : stop + 1};
}

std::vector<Piece> split(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t from = 0;
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", from)) {
    const std::size_t close = text.find("}}", at);
    if (close == std::string_view::npos) break;
    std::string_view name = text.substr(at + 2, close - at - 2);
    const char kind =
        name.empty() || std::string_view("#^/").find(name[0]) == std::string_view::npos ? '='
                                                                                        : name[0];
    if (kind != '=') name.remove_prefix(1);
    auto [begin, end] = kind == '=' ? std::pair(at, close + 2) : whole_line(text, at, close + 2);
    if (begin < from) begin = from;
    pieces.push_back({0, text.substr(from, begin - from)});
    pieces.push_back({kind, trim(name)});
    from = end;
  }
  pieces.push_back({0, text.substr(from)});
  return pieces;
}

class Renderer {
 public:
  explicit Renderer(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

  Rendered run(const Facts& facts) {
    scopes_.push_back(&facts);
    render(0, pieces_.size());
    std::set<std::string_view> named;
    for (const Piece& piece : pieces_)
      if (piece.kind != 0) named.insert(piece.text);
    complain_of_unused(facts, named);
    return {std::move(out_), std::move(problem_)};
  }

 private:
  void fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  const Facts::Value* find(std::string_view name) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      const auto found = (*scope)->values.find(name);
      if (found != (*scope)->values.end()) return &found->second;
    }
    fail("no fact `" + std::string(name) + "`");
    return nullptr;
  }

  /// The index of the tag that closes the section opened at `open`.
  std::size_t closing(std::size_t open, std::size_t end) {
    int depth = 0;
    for (std::size_t i = open; i < end; ++i) {
      if (pieces_[i].kind == '#' || pieces_[i].kind == '^') ++depth;
      if (pieces_[i].kind == '/' && --depth == 0) {
        if (pieces_[i].text != pieces_[open].text) break;
        return i;
      }
    }
    fail("the section `" + std::string(pieces_[open].text) + "` is not closed");
    return end;
  }

  void render(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && problem_.empty(); ++i) {
      const Piece& piece = pieces_[i];
      if (piece.kind == 0) {
        out_ += piece.text;
      } else if (piece.kind == '=') {
        insert(piece.text);
      } else if (piece.kind == '/') {
        fail("`" + std::string(piece.text) + "` is closed and was not opened");
      } else {
        const std::size_t close = closing(i, end);
        section(piece, i + 1, close);
        i = close;
      }
    }
  }

  void section(const Piece& tag, std::size_t begin, std::size_t end) {
    const Facts::Value* value = find(tag.text);
    if (!value) return;
    if (const auto* flag = std::get_if<bool>(value)) {
      if (*flag == (tag.kind == '#')) render(begin, end);
    } else if (const auto* items = std::get_if<std::vector<Facts>>(value)) {
      if (tag.kind == '^') return items->empty() ? render(begin, end) : void();
      for (const Facts& item : *items) {
        scopes_.push_back(&item);
        render(begin, end);
        scopes_.pop_back();
      }
    } else {
      fail("`" + std::string(tag.text) + "` is a text, not a section");
    }
  }

  void insert(std::string_view name) {
    const Facts::Value* value = find(name);
    if (!value) return;
    const auto* text = std::get_if<std::string>(value);
    if (!text) return fail("`" + std::string(name) + "` is no text");
    const std::size_t line = out_.rfind('\n') + 1;  // npos + 1 is 0
    const std::size_t column = out_.find_first_not_of(' ', line);
    const std::string indent = column == std::string::npos ? out_.substr(line) : std::string();
    for (const char c : *text) {
      const bool fresh = !out_.empty() && out_.back() == '\n' && c != '\n' && !indent.empty();
      if (fresh && &c != text->data()) out_ += indent;
      out_ += c;
    }
  }

  void complain_of_unused(const Facts& facts, const std::set<std::string_view>& named) {
    for (const auto& [name, value] : facts.values) {
      if (!named.contains(name)) fail("the fact `" + name + "` is used by no tag");
      if (const auto* items = std::get_if<std::vector<Facts>>(&value))
        for (const Facts& item : *items) complain_of_unused(item, named);
    }
  }

  std::vector<Piece> pieces_;
  std::vector<const Facts*> scopes_;
  std::string out_;
  std::string problem_;
};

}  // namespace

Rendered render(std::string_view text, const Facts& facts) {
  return Renderer(split(text)).run(facts);
}

}  // namespace writ::emit
