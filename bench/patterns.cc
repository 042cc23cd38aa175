// One text after the other, searched by the automaton of a pattern, by its steps, and by RE2.
#include <benchmark/benchmark.h>
#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

#include <writ/core/pattern.h>

#include "compiler/pattern/pattern.h"

namespace {

struct Sample {
  const char* name;
  std::string pattern;
  std::vector<std::string> texts;  // about every third one is refused
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = {
      {"sku", "^[A-Z]{3}-[0-9]{4}$", {"MUG-0001", "TEA-4711", "MUG-00012"}},
      {"word", "^[a-z]+$", {"a", "contract", "machine", "Hello"}},
      {"slug", "^[a-z0-9]+(-[a-z0-9]+)*$", {"a-house-to-live-in", "x", "a--b"}},
      {"date", "^[0-9]{4}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])$", {"2026-11-21", "2026-13-21"}},
      {"name", "^[^<>&]{1,40}$", {"Ada Lovelace", "Jürgen Müller", "<b>"}},
      {"drat", "(?i)\\bdrat\\b", {std::string(200, 'x') + " drat", std::string(200, 'y')}},
  };
  return all;
}

template <class Search>
void run(benchmark::State& state, const std::vector<std::string>& texts, Search search) {
  std::size_t i = 0;
  for (auto _ : state) {
    const std::string& text = texts[i];
    i = i + 1 < texts.size() ? i + 1 : 0;
    benchmark::DoNotOptimize(search(text));
  }
}

void by_automaton(benchmark::State& state, const Sample& sample) {
  const auto automaton =
      writ::pattern::automaton(writ::pattern::compile(sample.pattern).steps).value();
  const bool small = automaton.next.size() + 2 <= UINT8_MAX;
  const std::vector<std::uint8_t> rows(automaton.next.begin(), automaton.next.end());
  state.counters["states"] = static_cast<double>(automaton.states);
  state.counters["bytes"] =
      static_cast<double>(automaton.classes.size() + automaton.next.size() * (small ? 1 : 2));
  const auto with = [&](const auto* next) {
    const writ::Dfa<std::decay_t<decltype(*next)>> dfa{automaton.classes, next, automaton.start,
                                                       automaton.accepting};
    run(state, sample.texts, [&](std::string_view text) { return writ::matches(dfa, text); });
  };
  small ? with(rows.data()) : with(automaton.next.data());
}

void by_steps(benchmark::State& state, const Sample& sample) {
  const std::vector<writ::PatternStep> steps = writ::pattern::compile(sample.pattern).steps;
  state.counters["bytes"] = static_cast<double>(steps.size() * sizeof steps[0]);
  run(state, sample.texts, [&](std::string_view text) { return writ::matches(steps, text); });
}

/// A pattern of two anchors is asked as a full match, which RE2 answers fastest.
void by_re2(benchmark::State& state, const Sample& sample) {
  const RE2 re2(sample.pattern);
  const bool full = sample.pattern.starts_with('^');
  run(state, sample.texts, [&](const std::string& text) {
    return full ? RE2::FullMatch(text, re2) : RE2::PartialMatch(text, re2);
  });
}

/// What the first pattern would be as code instead of a table.
void by_code(benchmark::State& state, const Sample& sample) {
  const auto all_in = [](std::string_view text, char least, char most) {
    for (const char c : text)
      if (c < least || c > most) return false;
    return true;
  };
  run(state, sample.texts, [&](std::string_view text) {
    return text.size() == 8 && all_in(text.substr(0, 3), 'A', 'Z') && text[3] == '-' &&
           all_in(text.substr(4, 4), '0', '9');
  });
}

}  // namespace

int main(int argc, char** argv) {
  for (const Sample& sample : samples()) {
    const std::string name = sample.name;
    benchmark::RegisterBenchmark((name + "/automaton").c_str(), by_automaton, sample);
    if (name == "sku") benchmark::RegisterBenchmark("sku/code", by_code, sample);
    benchmark::RegisterBenchmark((name + "/steps").c_str(), by_steps, sample);
    benchmark::RegisterBenchmark((name + "/re2").c_str(), by_re2, sample);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
