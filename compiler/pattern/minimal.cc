// Hopcroft's algorithm: blocks of states that may still be one are split by where they lead.
#include <algorithm>
#include <utility>

#include "compiler/pattern/automaton.h"

namespace writ::pattern {

namespace {

using State = std::uint32_t;
using Block = std::uint32_t;

/// The states that lead to a state with a symbol.
class Sources {
 public:
  explicit Sources(const Table& table)
      : states_(table.size()), begins_(table.next.size() + 1), sources_(table.next.size()) {
    const auto each = [&](auto use) {
      for (State from = 0; from < states_; ++from)
        for (std::size_t symbol = 0; symbol < table.width; ++symbol)
          use(slot(table.at(from, symbol), symbol), from);
    };
    each([&](std::size_t slot, State) { ++begins_[slot + 1]; });
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    std::vector<std::uint32_t> free(begins_.begin(), begins_.end() - 1);
    each([&](std::size_t slot, State from) { sources_[free[slot]++] = from; });
  }

  [[nodiscard]] std::span<const State> of(State to, std::size_t symbol) const {
    const std::size_t at = slot(to, symbol);
    return std::span(sources_).subspan(begins_[at], begins_[at + 1] - begins_[at]);
  }

 private:
  [[nodiscard]] std::size_t slot(State to, std::size_t symbol) const {
    return symbol * states_ + to;
  }

  std::size_t states_;
  std::vector<std::uint32_t> begins_;
  std::vector<State> sources_;
};

/// Disjoint blocks of states. Each block is a stretch of one array, the marked ones in front.
class Partition {
 public:
  explicit Partition(std::size_t states) : places_(states), blocks_(states), order_(states) {
    for (State s = 0; s < states; ++s) places_[s] = order_[s] = s;
    stretches_.push_back({0, static_cast<std::uint32_t>(states), 0});
  }

  [[nodiscard]] Block block(State state) const { return blocks_[state]; }
  [[nodiscard]] std::size_t size() const { return stretches_.size(); }
  [[nodiscard]] std::size_t size(Block block) const {
    return stretches_[block].end - stretches_[block].begin;
  }
  [[nodiscard]] std::vector<State> states(Block block) const {
    const Stretch& of = stretches_[block];
    return {order_.begin() + of.begin, order_.begin() + of.end};
  }

  void mark(State state) {
    Stretch& of = stretches_[blocks_[state]];
    const std::uint32_t place = of.begin + of.marked;
    if (places_[state] < place) return;
    if (of.marked++ == 0) touched_.push_back(blocks_[state]);
    const State other = order_[place];
    std::swap(order_[place], order_[places_[state]]);
    std::swap(places_[state], places_[other]);
  }

  /// Makes the marked states of each block a block of their own, unless they are all of it;
  /// `split(old, made)` hears of it.
  template <class Split>
  void split_marked(Split split) {
    for (const Block old : std::exchange(touched_, {})) {
      Stretch& of = stretches_[old];
      const std::uint32_t marked = std::exchange(of.marked, 0);
      if (marked == of.end - of.begin) continue;
      const auto made = static_cast<Block>(stretches_.size());
      const Stretch front{of.begin, of.begin + marked, 0};
      of.begin = front.end;
      for (std::uint32_t i = front.begin; i < front.end; ++i) blocks_[order_[i]] = made;
      stretches_.push_back(front);
      split(old, made);
    }
  }

 private:
  struct Stretch {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t marked = 0;
  };
  std::vector<std::uint32_t> places_;  // of each state in `order_`
  std::vector<Block> blocks_;          // of each state
  std::vector<State> order_;
  std::vector<Stretch> stretches_;
  std::vector<Block> touched_;
};

Partition refined(const Table& table) {
  const Sources sources(table);
  Partition partition(table.size());
  for (State s = 0; s < table.size(); ++s)
    if (table.accepting[s]) partition.mark(s);
  partition.split_marked([](Block, Block) {});

  std::vector<Block> open;
  std::vector<bool> is_open(table.size());
  const auto reopen = [&](Block block) {
    open.push_back(block);
    is_open[block] = true;
  };
  for (Block b = 0; b < partition.size(); ++b) reopen(b);
  while (!open.empty()) {
    const Block splitter = open.back();
    open.pop_back();
    is_open[splitter] = false;
    const std::vector<State> targets = partition.states(splitter);
    for (std::size_t symbol = 0; symbol < table.width; ++symbol) {
      for (const State to : targets)
        for (const State from : sources.of(to, symbol)) partition.mark(from);
      // What an open block is yet to split, both of its parts are; else the smaller one is enough.
      partition.split_marked([&](Block old, Block made) {
        reopen(is_open[old] || partition.size(made) < partition.size(old) ? made : old);
      });
    }
  }
  return partition;
}

}  // namespace

bool Table::is_sink(std::uint32_t state) const {
  const auto row = next.begin() + static_cast<std::ptrdiff_t>(state * width);
  return std::all_of(row, row + static_cast<std::ptrdiff_t>(width),
                     [&](std::uint32_t to) { return to == state; });
}

Table minimal(const Table& table) {
  const Partition partition = refined(table);
  constexpr State unseen = UINT32_MAX;
  std::vector<State> numbers(partition.size(), unseen);
  std::vector<State> reached;  // one state of each block, in the order of their numbers
  const auto number = [&](State state) {
    State& known = numbers[partition.block(state)];
    if (known == unseen) {
      known = static_cast<State>(reached.size());
      reached.push_back(state);
    }
    return known;
  };
  Table out{.width = table.width, .next = {}, .accepting = {}, .start = number(table.start)};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const State from = reached[i];
    out.accepting.push_back(table.accepting[from]);
    for (std::size_t symbol = 0; symbol < table.width; ++symbol)
      out.next.push_back(number(table.at(from, symbol)));
  }
  return out;
}

}  // namespace writ::pattern
