// One step on a machine that holds few entries, and on one that holds many.
#include <benchmark/benchmark.h>

#include "ledger.writ.h"

namespace {

constexpr writ::Instant now{0};

/// With as many accounts as the benchmark is asked for.
ledger::Machine filled(std::int64_t accounts) {
  ledger::Machine machine(now);
  for (std::int64_t id = 0; id < accounts; ++id)
    (void)machine.dispatch(ledger::Open{.id = id, .name = "somebody"}, now);
  return machine;
}

/// A field of one entry changes, under invariants that are kept.
void Pay(benchmark::State& state) {
  const std::int64_t accounts = state.range(0);
  ledger::Machine machine = filled(accounts);
  std::int64_t id = 0;
  for (auto _ : state) {
    id = (id + 7) % accounts;
    benchmark::DoNotOptimize(machine.dispatch(ledger::Pay{.id = id, .amount = 1}, now));
  }
}
BENCHMARK(Pay)->Arg(100)->Arg(10'000);

/// The same, asked and not done.
void CanPay(benchmark::State& state) {
  const ledger::Machine machine = filled(state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(machine.can(ledger::Pay{.id = 1, .amount = 1}, now));
}
BENCHMARK(CanPay)->Arg(100)->Arg(10'000);

/// The last entry goes and comes back.
void CloseAndOpen(benchmark::State& state) {
  const std::int64_t last = state.range(0) - 1;
  ledger::Machine machine = filled(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.dispatch(ledger::Close{.id = last}, now));
    benchmark::DoNotOptimize(machine.dispatch(ledger::Open{.id = last, .name = "x"}, now));
  }
}
BENCHMARK(CloseAndOpen)->Arg(100)->Arg(10'000);

/// For comparison: a condition for which all entries are gone through.
void PayLeast(benchmark::State& state) {
  ledger::Machine machine = filled(state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(
        machine.dispatch(ledger::PayLeast{.id = 1, .amount = 1, .least = 0}, now));
}
BENCHMARK(PayLeast)->Arg(100)->Arg(10'000);

}  // namespace
