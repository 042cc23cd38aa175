// Thompson's simulation, after Pike: all ways through the pattern at once, a code point at a time.
#include <writ/core/pattern.h>

#include <array>

#include <writ/core/text.h>

namespace writ {

namespace {

using Kind = PatternStep::Kind;

constexpr std::uint32_t nothing =
    UINT32_MAX;  // stands before the first code point, behind the last

bool is_word(std::uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/// Where between two code points the simulation stands.
struct Gap {
  std::uint32_t before = nothing;
  std::uint32_t behind = nothing;
};

bool holds(Kind kind, Gap gap) {
  switch (kind) {
    case Kind::TextBegin: return gap.before == nothing;
    case Kind::TextEnd: return gap.behind == nothing;
    case Kind::LineBegin: return gap.before == nothing || gap.before == '\n';
    case Kind::LineEnd: return gap.behind == nothing || gap.behind == '\n';
    case Kind::Word: return is_word(gap.before) != is_word(gap.behind);
    case Kind::NotWord: return is_word(gap.before) == is_word(gap.behind);
    case Kind::Match:
    case Kind::Range:
    case Kind::Both: break;
    case Kind::Jump: return true;
  }
  return false;
}

/// Steps of one pattern, each once. What is beyond the size is never looked at, so that nothing of
/// it has to be cleared.
class StepSet {
 public:
  void clear() { size_ = 0; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const std::uint16_t* begin() const { return members_.data(); }
  [[nodiscard]] const std::uint16_t* end() const { return members_.data() + size_; }
  void add(std::uint16_t step) { members_[size_++] = step; }

 private:
  std::array<std::uint16_t, max_pattern_steps> members_;
  std::size_t size_ = 0;
};

class Search {
 public:
  explicit Search(std::span<const PatternStep> steps) : steps_(steps) {}

  bool in(std::string_view text) {
    Gap gap;
    std::size_t size = front(text, gap.behind);
    const bool anchored = steps_.front().kind == Kind::TextBegin;
    for (;;) {
      visit_all(anchored && gap.before != nothing, gap);
      if (found_ || gap.behind == nothing) return found_;
      here_.clear();
      for (const std::uint16_t step : next_) advance(step, gap.behind);
      if (anchored && here_.empty()) return false;
      text.remove_prefix(size);
      gap.before = gap.behind;
      size = front(text, gap.behind);
    }
  }

 private:
  /// The code point that the text begins with. What is no UTF-8 is one that no pattern knows.
  static std::size_t front(std::string_view text, std::uint32_t& c) {
    if (text.empty()) return c = nothing, 0;
    const std::size_t size = utf8_sequence(text, c);
    return size > 0 ? size : (c = 0x110000, 1);
  }

  /// From where the last code point led, and from the beginning, to all that reads one: `next_`.
  void visit_all(bool only_on, Gap gap) {
    next_.clear();
    seen_.fill(0);
    for (const std::uint16_t step : here_) visit(step, gap);
    if (!only_on) visit(0, gap);
  }

  void visit(std::uint16_t first, Gap gap) {
    std::size_t open = 0;
    push(first, open);
    while (open > 0 && !found_) {
      const std::uint16_t at = open_[--open];
      const PatternStep& step = steps_[at];
      if (step.kind == Kind::Match) {
        found_ = true;
      } else if (step.kind == Kind::Range) {
        next_.add(at);
      } else if (step.kind == Kind::Both) {
        push(step.other, open);
        push(step.next, open);
      } else if (holds(step.kind, gap)) {
        push(step.next, open);
      }
    }
  }

  /// Each step is open at most once at a position: `open_` has room for all.
  void push(std::uint16_t step, std::size_t& open) {
    std::uint64_t& word = seen_[step / 64U];
    const std::uint64_t bit = std::uint64_t{1} << (step % 64U);
    if ((word & bit) != 0) return;
    word |= bit;
    open_[open++] = step;
  }

  void advance(std::uint16_t at, std::uint32_t c) {
    do {
      const PatternStep& step = steps_[at];
      if (c >= step.least && c <= step.most) return here_.add(step.next);
      at = step.other;
    } while (at != 0);
  }

  std::span<const PatternStep> steps_;
  bool found_ = false;
  StepSet here_;  // where the last code point led; some steps twice, at most as many as read it
  StepSet next_;  // what reads the next one
  std::array<std::uint16_t, max_pattern_steps> open_;
  std::array<std::uint64_t, (max_pattern_steps + 63) / 64> seen_;
};

}  // namespace

bool matches(std::span<const PatternStep> steps, std::string_view text) {
  return Search(steps).in(text);
}

}  // namespace writ
