// Code points that no step tells apart: all of them at first, divided by one class after the other.
#include <algorithm>
#include <map>

#include "compiler/pattern/automaton.h"

namespace writ::pattern {

namespace {

using Kind = PatternStep::Kind;

/// More of them would make too large a table anyway.
constexpr std::size_t most_spans = 1000;

/// The ranges of a class, of which this step is the first. All of them go on at the same step.
Ranges ranges_of(std::span<const PatternStep> steps, std::size_t first) {
  Ranges all;
  for (std::size_t at = first;; at = steps[at].other) {
    if (steps[at].least <= steps[at].most) all.push_back({steps[at].least, steps[at].most});
    if (steps[at].other == 0) return tidied(std::move(all));
  }
}

/// Each class of the pattern, and what lines and words are to its assertions.
std::map<Ranges, std::vector<std::size_t>> classes(std::span<const PatternStep> steps) {
  std::map<Ranges, std::vector<std::size_t>> all;  // and the steps that read it
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const Kind kind = steps[at].kind;
    if (kind == Kind::LineBegin || kind == Kind::LineEnd) all[Ranges{{'\n', '\n'}}];
    if (kind == Kind::Word || kind == Kind::NotWord) all[perl_class('w')];
    if (kind != Kind::Range) continue;
    all[ranges_of(steps, at)].push_back(at);
    while (steps[at].other != 0) ++at;
  }
  return all;
}

/// Where a span begins: at each end of a class.
std::vector<Alphabet::Span> cut(const std::map<Ranges, std::vector<std::size_t>>& classes) {
  std::vector<std::uint32_t> begins = {0};
  for (const auto& [ranges, steps] : classes)
    for (const Range& range : ranges) {
      begins.push_back(range.least);
      if (range.most < last_code_point) begins.push_back(range.most + 1);
    }
  std::sort(begins.begin(), begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  std::vector<Alphabet::Span> spans;
  for (const std::uint32_t begin : begins) spans.push_back({begin, 0});
  return spans;
}

/// The spans that make up a range.
std::span<Alphabet::Span> in(std::vector<Alphabet::Span>& spans, const Range& range) {
  const auto by_first = [](const Alphabet::Span& span, std::uint32_t c) { return span.first < c; };
  const auto begin = std::lower_bound(spans.begin(), spans.end(), range.least, by_first);
  return {begin, std::lower_bound(begin, spans.end(), range.most + 1, by_first)};
}

/// Divides what is inside of a class from what is outside.
void divide(Alphabet& alphabet, const Ranges& ranges) {
  const std::uint32_t before = alphabet.size;
  std::vector<std::uint32_t> inside(before, 0);  // the new symbol of each
  for (const Range& range : ranges)
    for (Alphabet::Span& span : in(alphabet.spans, range)) {
      std::uint32_t& symbol = inside[span.symbol];
      if (symbol == 0) symbol = alphabet.size++;
      span.symbol = symbol;
    }
}

/// A symbol that lay inside of a later class as a whole is no more: the others take its number.
void renumber(Alphabet& alphabet) {
  std::vector<std::uint32_t> numbers(alphabet.size, UINT32_MAX);
  alphabet.size = 0;
  for (Alphabet::Span& span : alphabet.spans) {
    std::uint32_t& number = numbers[span.symbol];
    if (number == UINT32_MAX) number = alphabet.size++;
    span.symbol = number;
  }
}

}  // namespace

std::optional<Alphabet> alphabet(std::span<const PatternStep> steps) {
  const auto all = classes(steps);
  Alphabet out{.spans = cut(all), .size = 1, .of_steps = {}};
  if (out.spans.size() > most_spans) return std::nullopt;
  for (const auto& [ranges, readers] : all) {
    divide(out, ranges);
    renumber(out);
  }
  out.of_steps.resize(steps.size());
  for (const auto& [ranges, readers] : all) {
    std::vector<bool> reads(out.size);
    for (const Range& range : ranges)
      for (const Alphabet::Span& span : in(out.spans, range)) reads[span.symbol] = true;
    for (const std::size_t step : readers)
      for (std::uint32_t symbol = 0; symbol < out.size; ++symbol)
        if (reads[symbol]) out.of_steps[step].push_back(symbol);
  }
  return out;
}

}  // namespace writ::pattern
