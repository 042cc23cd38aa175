// One intent after the other: the generated counter beside the hand-written one.
#include <benchmark/benchmark.h>

#include <random>
#include <vector>

#include "counter.writ.h"
#include "hand.h"

namespace {

/// The same events for both: about one in ten is refused, one in a hundred resets.
std::vector<hand::Event> events() {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> percent(0, 99);
  std::uniform_int_distribution<std::int64_t> amount(1, 1050);
  std::vector<hand::Event> out(1 << 16);
  for (hand::Event& event : out) {
    const int n = percent(random);
    event.kind = n == 0   ? hand::Kind::Reset
                 : n < 55 ? hand::Kind::Increment
                          : hand::Kind::Decrement;
    event.amount = amount(random);
  }
  return out;
}

counter::Intent intent(const hand::Event& event) {
  switch (event.kind) {
    case hand::Kind::Increment: return counter::Increment{.amount = event.amount};
    case hand::Kind::Decrement: return counter::Decrement{.amount = event.amount};
    case hand::Kind::Reset: return counter::Reset{};
  }
  return counter::Reset{};
}

void Hand(benchmark::State& state) {
  const std::vector<hand::Event> all = events();
  hand::Counter machine;
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(machine.dispatch(all[i++ % all.size()]));
}
BENCHMARK(Hand);

void Generated(benchmark::State& state) {
  std::vector<counter::Intent> all;
  for (const hand::Event& event : events()) all.push_back(intent(event));
  const writ::Context context{writ::Instant{0}};
  counter::Machine machine(context.now);
  std::size_t i = 0;
  for (auto _ : state) {
    const counter::IntentRef next(all[i++ % all.size()]);
    benchmark::DoNotOptimize(machine.dispatch(next, context));
  }
}
BENCHMARK(Generated);

}  // namespace
