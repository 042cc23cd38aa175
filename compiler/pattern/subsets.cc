// The subset construction: a state is the set of steps that could come next. What a `$` or `\b`
// asks of the character behind it is not known yet: such a step stays in the set, and with it what
// stands before it, until the next character is read.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "compiler/pattern/automaton.h"

namespace writ::pattern {

namespace {

using Kind = PatternStep::Kind;

/// Steps looked at in all; a pattern of everyday use needs some thousands.
constexpr std::size_t most_work = 1'000'000;

/// What an assertion can ask of a character. Lines and words are told apart only where it does.
enum class Sort : std::uint8_t { Edge, LineFeed, Word, Other, Unknown };

struct Gap {
  Sort before{};
  Sort behind = Sort::Unknown;
};

/// Nothing when it depends on a character that is not known.
std::optional<bool> holds(Kind kind, Gap gap) {
  if (kind == Kind::TextBegin) return gap.before == Sort::Edge;
  if (kind == Kind::LineBegin) return gap.before == Sort::Edge || gap.before == Sort::LineFeed;
  if (gap.behind == Sort::Unknown) return std::nullopt;
  if (kind == Kind::TextEnd) return gap.behind == Sort::Edge;
  if (kind == Kind::LineEnd) return gap.behind == Sort::Edge || gap.behind == Sort::LineFeed;
  const bool border = (gap.before == Sort::Word) != (gap.behind == Sort::Word);
  return border == (kind == Kind::Word);
}

bool any_step(std::span<const PatternStep> steps, Kind one, Kind other) {
  return std::any_of(steps.begin(), steps.end(), [&](const PatternStep& step) {
    return step.kind == one || step.kind == other;
  });
}

bool is_word(std::uint32_t c) {
  const Ranges all = perl_class('w');
  return std::any_of(all.begin(), all.end(),
                     [&](const Range& range) { return range.least <= c && c <= range.most; });
}

class Subsets {
 public:
  Subsets(std::span<const PatternStep> steps, const Alphabet& symbols)
      : steps_(steps),
        symbols_(symbols),
        sorts_(symbols.size + 1, Sort::Other),
        reads_(symbols.size + 1),
        seen_(steps.size()) {
    const bool lines = any_step(steps, Kind::LineBegin, Kind::LineEnd);
    const bool words = any_step(steps, Kind::Word, Kind::NotWord);
    for (const Alphabet::Span& span : symbols.spans) {
      if (lines && span.first == '\n') sorts_[span.symbol] = Sort::LineFeed;
      if (words && is_word(span.first)) sorts_[span.symbol] = Sort::Word;
    }
    table_.width = sorts_.size();
  }

  std::optional<Table> all() && {
    begin();
    follow(0, {.before = Sort::Edge});
    table_.start = state(Sort::Edge);
    for (std::size_t at = 0; at < found_.size(); ++at) {
      expand(*found_[at]);
      if (work_ > most_work) return std::nullopt;
    }
    return std::move(table_);
  }

 private:
  /// A state: first what stands before the next character, if that will be asked, then the steps.
  /// Before what is found for good stands what is `Unknown`, and nothing follows.
  using Key = std::vector<std::uint16_t>;

  void begin() {
    ++round_;
    matched_ = waits_ = false;
    members_ = {0};
  }

  /// From a step to all that reads a character, or has to know the next one.
  void follow(std::uint16_t first, Gap gap) {
    open_.push_back(first);
    while (!open_.empty()) {
      const std::uint16_t at = open_.back();
      open_.pop_back();
      ++work_;
      if (std::exchange(seen_[at], round_) == round_) continue;
      const PatternStep& step = steps_[at];
      if (step.kind == Kind::Match) {
        matched_ = true;
      } else if (step.kind == Kind::Range) {
        members_.push_back(at);
      } else if (step.kind == Kind::Both || step.kind == Kind::Jump) {
        if (step.kind == Kind::Both) open_.push_back(step.other);
        open_.push_back(step.next);
      } else if (const std::optional<bool> known = holds(step.kind, gap); !known) {
        members_.push_back(at);
        waits_ = true;
      } else if (*known) {
        open_.push_back(step.next);
      }
    }
  }

  /// The number of what was followed to since `begin`.
  std::uint32_t state(Sort before) {
    if (matched_) members_.resize(1);
    if (matched_ || waits_)
      members_.front() = static_cast<std::uint16_t>(matched_ ? Sort::Unknown : before);
    std::sort(members_.begin() + 1, members_.end());
    const auto next = static_cast<std::uint32_t>(found_.size());
    const auto [at, is_new] = numbers_.try_emplace(members_, next);
    if (is_new) found_.push_back(&at->first);
    return at->second;
  }

  void expand(const Key& from) {
    const auto before = static_cast<Sort>(from.front());
    std::array<bool, 4> matched{};
    for (std::vector<std::uint16_t>& reads : reads_) reads.clear();
    for (const Sort behind : {Sort::Edge, Sort::LineFeed, Sort::Word, Sort::Other}) {
      begin();
      for (std::size_t i = 1; i < from.size(); ++i) follow(from[i], {before, behind});
      if (before == Sort::Unknown) matched_ = true;
      matched.at(static_cast<std::size_t>(behind)) = matched_;
      for (std::size_t i = 1; i < members_.size(); ++i) {
        const std::uint16_t step = members_[i];
        for (const std::uint32_t symbol : symbols_.of_steps[step])
          if (sorts_[symbol] == behind) reads_[symbol].push_back(steps_[step].next);
        work_ += symbols_.of_steps[step].size();
      }
    }
    table_.accepting.push_back(matched[0]);
    for (std::size_t symbol = 0; symbol < sorts_.size(); ++symbol) {
      begin();
      matched_ = matched.at(static_cast<std::size_t>(sorts_[symbol]));
      for (const std::uint16_t next : reads_[symbol]) follow(next, {.before = sorts_[symbol]});
      follow(0, {.before = sorts_[symbol]});
      table_.next.push_back(state(sorts_[symbol]));
    }
  }

  std::span<const PatternStep> steps_;
  const Alphabet& symbols_;
  std::vector<Sort> sorts_;                        // of each symbol
  std::vector<std::vector<std::uint16_t>> reads_;  // where each symbol leads
  std::map<Key, std::uint32_t> numbers_;
  std::vector<const Key*> found_;
  Table table_;
  std::size_t work_ = 0;
  // what `follow` goes on with and what it has found since `begin`
  std::vector<std::uint16_t> open_;
  std::vector<std::uint32_t> seen_;  // of each step: the last round that met it
  std::uint32_t round_ = 0;
  Key members_;
  bool matched_ = false;
  bool waits_ = false;
};

}  // namespace

std::optional<Table> subsets(std::span<const PatternStep> steps, const Alphabet& symbols) {
  return Subsets(steps, symbols).all();
}

}  // namespace writ::pattern
