// From the tree of a pattern to its steps: each part goes on at the step behind its last one.
#include "compiler/pattern/tree.h"

namespace writ::pattern {

namespace {

using Step = PatternStep;

class Assembler {
 public:
  /// No steps when there are too many.
  std::vector<Step> all(const Node& tree) {
    emit(tree);
    add({.kind = Step::Kind::Match});
    if (too_many()) steps_.clear();
    return std::move(steps_);
  }

 private:
  [[nodiscard]] bool too_many() const { return steps_.size() > max_pattern_steps; }
  [[nodiscard]] std::uint16_t here() const { return static_cast<std::uint16_t>(steps_.size()); }
  std::size_t add(Step step) {
    steps_.push_back(step);
    return steps_.size() - 1;
  }

  /// Deep only as far as the parser lets groups be.
  void emit(const Node& node) {
    if (too_many()) return;
    switch (node.kind) {
      case Node::Kind::Sequence:
        for (const Node& part : node.parts) emit(part);
        return;
      case Node::Kind::Choice: return choice(node);
      case Node::Kind::Class: return one(node.ranges);
      case Node::Kind::Assertion:
        add({.kind = node.assertion, .next = static_cast<std::uint16_t>(here() + 1)});
        return;
      case Node::Kind::Repeat: return repeat(node);
    }
  }

  void one(const Ranges& ranges) {
    // Of an empty class, which nothing is in, a range that nothing is in either.
    if (ranges.empty()) {
      add({.kind = Step::Kind::Range, .least = 1, .most = 0});
      return;
    }
    const std::size_t behind = steps_.size() + ranges.size();
    for (const Range& range : ranges) {
      const std::size_t other = steps_.size() + 1;
      add({.kind = Step::Kind::Range,
           .next = static_cast<std::uint16_t>(behind),
           .other = static_cast<std::uint16_t>(other == behind ? 0 : other),
           .least = range.least,
           .most = range.most});
    }
  }

  void choice(const Node& node) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i + 1 < node.parts.size(); ++i) {
      const std::size_t fork = both();
      emit(node.parts[i]);
      ends.push_back(add({.kind = Step::Kind::Jump}));
      steps_[fork].other = here();
      if (too_many()) return;
    }
    emit(node.parts.back());
    for (const std::size_t end : ends) steps_[end].next = here();
  }

  /// To the step behind it, and to one that is not known yet.
  std::size_t both() {
    return add({.kind = Step::Kind::Both, .next = static_cast<std::uint16_t>(here() + 1)});
  }

  void repeat(const Node& node) {
    const Node& part = node.parts.front();
    if (part.kind == Node::Kind::Sequence && part.parts.empty()) return;
    const bool endless = node.most == Node::unlimited;
    const std::size_t certain = endless && node.least > 0 ? node.least - 1 : node.least;
    for (std::size_t i = 0; i < certain && !too_many(); ++i) emit(part);
    if (endless) {
      node.least > 0 ? once_or_more(part) : any_number(part);
      return;
    }
    std::vector<std::size_t> ends;
    for (std::size_t i = node.least; i < node.most && !too_many(); ++i) {
      ends.push_back(both());
      emit(part);
    }
    for (const std::size_t end : ends) steps_[end].other = here();
  }

  void once_or_more(const Node& part) {
    const std::uint16_t first = here();
    emit(part);
    add({.kind = Step::Kind::Both, .next = first, .other = static_cast<std::uint16_t>(here() + 1)});
  }

  void any_number(const Node& part) {
    const std::size_t fork = both();
    emit(part);
    add({.kind = Step::Kind::Jump, .next = static_cast<std::uint16_t>(fork)});
    steps_[fork].other = here();
  }

  std::vector<Step> steps_;
};

}  // namespace

Program compile(std::string_view source) {
  Program program;
  const std::optional<Node> tree = parse(source, program.mistake);
  if (!tree) return program;
  program.steps = Assembler().all(*tree);
  if (program.steps.empty())
    program.mistake = {0, source.size(), "a pattern of more than 2000 steps",
                       "what is repeated counts as often as it is repeated"};
  return program;
}

}  // namespace writ::pattern
