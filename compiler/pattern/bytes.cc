// From code points to the bytes of UTF-8. The middle of a character is a state too: the one from
// which the character is read, and what its next byte may be. A byte that does not fit is what it
// is to the simulation: all of them up to it stand for a character each, that no pattern knows.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "compiler/pattern/automaton.h"

namespace writ::pattern {

namespace {

/// Numbers in the table before it is made minimal.
constexpr std::size_t most_numbers = 500'000;

/// What a byte leads to: the last one of a character to its symbol, another one to a node, and one
/// that cannot stand there to nothing.
struct Target {
  enum class Kind : std::uint8_t { Nothing, Symbol, Node };
  Kind kind{};
  std::uint32_t number = 0;
  friend bool operator<(const Target& a, const Target& b) {
    return std::tie(a.kind, a.number) < std::tie(b.kind, b.number);
  }
};

/// How characters are spelled. Behind the first byte there is a node, which says what the bytes
/// 0x80..0xBF lead to there; nodes that say the same are one.
class Spelling {
 public:
  explicit Spelling(const Alphabet& symbols) : spans_(symbols.spans) {
    for (std::uint32_t byte = 0; byte < 0x80; ++byte) root_.at(byte) = target(byte, 0, 0);
    for (std::uint32_t byte = 0xC2; byte < 0xE0; ++byte)
      root_.at(byte) = target((byte & 0x1FU) << 6U, 1, 0x80);
    for (std::uint32_t byte = 0xE0; byte < 0xF0; ++byte)
      root_.at(byte) = target((byte & 0xFU) << 12U, 2, 0x800);
    for (std::uint32_t byte = 0xF0; byte < 0xF5; ++byte)
      root_.at(byte) = target((byte & 0x7U) << 18U, 3, 0x10000);
  }

  [[nodiscard]] Target first(std::uint32_t byte) const { return root_.at(byte); }
  [[nodiscard]] Target inside(std::uint32_t node, std::uint32_t byte) const {
    return is_inner(byte) ? nodes_[node]->at(byte & 0x3FU) : Target{};
  }
  /// All that characters which go on with the node can be.
  [[nodiscard]] const std::vector<std::uint32_t>& symbols(std::uint32_t node) const {
    return symbols_[node];
  }
  /// All that the byte leads to: bytes with the same are not told apart.
  [[nodiscard]] std::vector<Target> all(std::uint32_t byte) const {
    std::vector<Target> targets = {root_.at(byte)};
    for (std::uint32_t node = 0; is_inner(byte) && node < nodes_.size(); ++node)
      targets.push_back(inside(node, byte));
    return targets;
  }

 private:
  using Node = std::array<Target, 64>;

  static bool is_inner(std::uint32_t byte) { return (byte & 0xC0U) == 0x80U; }

  /// What is spelled with so many bytes more: code points from `base` on. Below `least` shorter
  /// spellings are the right ones.
  Target target(std::uint32_t base, int more, std::uint32_t least) {
    const std::uint32_t last = base + (1U << static_cast<unsigned>(6 * more)) - 1;
    const bool surrogates = base >= 0xD800 && last <= 0xDFFF;
    if (last < least || base > last_code_point || surrogates) return {};
    const auto span = std::prev(
        std::upper_bound(spans_.begin(), spans_.end(), base,
                         [](std::uint32_t c, const Alphabet::Span& s) { return c < s.first; }));
    if (more == 0) return {Target::Kind::Symbol, span->symbol};
    const bool whole = base >= least && last <= last_code_point && (last < 0xD800 || base > 0xDFFF);
    if (whole && (std::next(span) == spans_.end() || std::next(span)->first > last)) {
      Target& same = same_[{span->symbol, more}];
      if (same.kind == Target::Kind::Nothing) same = node(base, more, least);
      return same;
    }
    return node(base, more, least);
  }

  Target node(std::uint32_t base, int more, std::uint32_t least) {
    Node node;
    for (std::uint32_t i = 0; i < node.size(); ++i)
      node.at(i) = target(base + (i << static_cast<unsigned>(6 * (more - 1))), more - 1, least);
    const auto number = static_cast<std::uint32_t>(nodes_.size());
    const auto [at, is_new] = numbers_.try_emplace(node, number);
    if (is_new) {
      nodes_.push_back(&at->first);
      note_symbols(node);
    }
    return {Target::Kind::Node, at->second};
  }

  void note_symbols(const Node& node) {
    std::set<std::uint32_t> all;
    for (const Target& target : node) {
      if (target.kind == Target::Kind::Symbol) all.insert(target.number);
      if (target.kind == Target::Kind::Node)
        all.insert(symbols_[target.number].begin(), symbols_[target.number].end());
    }
    symbols_.emplace_back(all.begin(), all.end());
  }

  const std::vector<Alphabet::Span>& spans_;
  std::array<Target, 256> root_{};
  std::map<Node, std::uint32_t> numbers_;
  std::vector<const Node*> nodes_;
  std::vector<std::vector<std::uint32_t>> symbols_;       // of each node
  std::map<std::pair<std::uint32_t, int>, Target> same_;  // where all code points are one symbol
};

/// A state of the table, and how far into a character it is: which node is next after how many
/// bytes; none: in front of one.
struct Place {
  std::uint32_t state = 0;
  std::uint32_t bytes = 0;
  std::uint32_t node = 0;
  friend bool operator<(const Place& a, const Place& b) {
    return std::tie(a.state, a.bytes, a.node) < std::tie(b.state, b.bytes, b.node);
  }
};

class Speller {
 public:
  Speller(const Table& from, const Alphabet& symbols)
      : from_(from), broken_(symbols.size), spelling_(symbols) {
    std::map<std::vector<Target>, std::uint32_t> known;
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      const auto next = static_cast<std::uint32_t>(known.size());
      const auto [at, is_new] = known.try_emplace(spelling_.all(byte), next);
      if (is_new) bytes_.push_back(byte);
      out_.symbols.push_back(at->second);
    }
    for (std::uint32_t state = 0; state < from.size(); ++state)
      sinks_.push_back(from.is_sink(state));
  }

  std::optional<ByteTable> all() && {
    Table& table = out_.table;
    table.width = bytes_.size();
    table.start = number({.state = from_.start});
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const Place place = places_[i];
      table.accepting.push_back(from_.accepting[given_up(place)]);
      for (const std::uint32_t byte : bytes_) table.next.push_back(number(behind(place, byte)));
      if (table.next.size() > most_numbers) return std::nullopt;
    }
    return std::move(out_);
  }

 private:
  /// The state when the bytes of an unfinished character were none.
  [[nodiscard]] std::uint32_t given_up(const Place& place) const {
    std::uint32_t state = place.state;
    for (std::uint32_t i = 0; i < place.bytes; ++i) state = from_.at(state, broken_);
    return state;
  }

  [[nodiscard]] Place behind(const Place& place, std::uint32_t byte) const {
    if (place.bytes > 0) {
      const Target target = spelling_.inside(place.node, byte);
      if (target.kind != Target::Kind::Nothing) return reached(place, target);
    }
    const Place front{.state = given_up(place)};
    return reached(front, spelling_.first(byte));
  }

  [[nodiscard]] Place reached(const Place& place, Target target) const {
    if (target.kind == Target::Kind::Symbol) return {from_.at(place.state, target.number)};
    const std::uint32_t broken = from_.at(place.state, broken_);
    if (target.kind == Target::Kind::Nothing) return {broken};
    // Where the rest of the character decides nothing it need not be read.
    const std::vector<std::uint32_t>& symbols = spelling_.symbols(target.number);
    const bool decided =
        sinks_[broken] && std::all_of(symbols.begin(), symbols.end(), [&](std::uint32_t symbol) {
          return from_.at(place.state, symbol) == broken;
        });
    if (decided) return {broken};
    return {place.state, place.bytes + 1, target.number};
  }

  std::uint32_t number(const Place& place) {
    const auto next = static_cast<std::uint32_t>(places_.size());
    const auto [at, is_new] = numbers_.try_emplace(place, next);
    if (is_new) places_.push_back(place);
    return at->second;
  }

  const Table& from_;
  std::uint32_t broken_;  // the symbol of a byte that is no UTF-8
  Spelling spelling_;
  ByteTable out_;
  std::vector<std::uint32_t> bytes_;  // one for each symbol of `out_`
  std::vector<bool> sinks_;           // of each state of `from_`
  std::map<Place, std::uint32_t> numbers_;
  std::vector<Place> places_;
};

}  // namespace

std::optional<ByteTable> over_bytes(const Table& table, const Alphabet& symbols) {
  return Speller(table, symbols).all();
}

}  // namespace writ::pattern
