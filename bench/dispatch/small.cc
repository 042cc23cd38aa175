// Workloads A and B: the streams of events, and the table.
#include <random>

#include "common.hpp"
#include "peers.h"

a::Reg::Reg(const char* name, Out (*run)(const Raw*, std::size_t), bool) {
  bench::peers<Out, Raw>().push_back({name, run});
}
b::Reg::Reg(const char* name, Out (*run)(const Raw*, std::size_t), bool) {
  bench::peers<Out, Raw>().push_back({name, run});
}

namespace {

int below(std::mt19937& random, unsigned n) { return static_cast<int>(random() % n); }

void draw(std::mt19937& random, a::Raw& event) {
  event = {static_cast<std::uint8_t>(random() % a::kKinds), below(random, 1000)};
}

void draw(std::mt19937& random, b::Raw& event) {
  event = {static_cast<std::uint8_t>(random() % b::kKinds), 0, 0, 0};
  switch (event.kind) {
    case 0:
      event.x = below(random, 1000);
      event.y = below(random, 5);
      event.z = below(random, 200);
      break;
    case 2:
    case 5: event.x = below(random, 8); break;
    case 3:
      event.x = below(random, 4000);
      event.y = below(random, 4);
      break;
    case 6:
      event.x = below(random, 2);
      event.y = below(random, 30);
      break;
    default: event.x = below(random, 1000);
  }
}

template <class Raw>
std::vector<Raw> drawn(std::size_t n) {
  std::mt19937 random(1);
  std::vector<Raw> events(n);
  for (Raw& event : events) draw(random, event);
  return events;
}

/// Nine of ten events are drawn until the switch accepts them.
template <class Out, class Raw>
std::vector<Raw> acceptable(std::size_t n) {
  std::mt19937 random(9);
  std::vector<Raw> events(n);
  int fired = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const bool wanted = random() % 10 != 0;
    int after = fired;
    for (int tries = 0; tries < 40; ++tries) {
      draw(random, events[i]);
      after = bench::peers<Out, Raw>().front().run(events.data(), i + 1).ctx.fired;
      if (!wanted || after > fired) break;
    }
    fired = after;
  }
  return events;
}

/// The same few events again and again.
template <class Raw>
std::vector<Raw> cycle(const std::vector<Raw>& once, std::size_t n) {
  std::vector<Raw> events;
  while (events.size() < n) events.push_back(once[events.size() % once.size()]);
  return events;
}

template <class Out, class Raw>
void run(const char* workload, const std::vector<Raw>& once, int rounds, std::size_t n) {
  bench::sort_peers<Out, Raw>();
  const std::vector<bench::Stream<Raw>> streams = {{"random", drawn<Raw>(4 * n)},
                                                   {"acceptable", acceptable<Out, Raw>(n)},
                                                   {"predictable", cycle(once, n)}};
  for (const bench::Stream<Raw>& stream : streams) {
    if (rounds == 0)
      bench::count<Out, Raw>(workload, stream);
    else
      bench::measure<Out, Raw>(workload, stream, rounds);
  }
}

}  // namespace

/// With 0 rounds instructions are counted instead, under callgrind.
int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 101;
  const std::size_t n = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 16'384;
  run<a::Out, a::Raw>(
      "A", {{0, 60}, {1, 200}, {2, 5}, {2, 700}, {3, 950}, {0, 1}, {1, 300}, {2, 8}, {4, 0}},
      rounds, n);
  run<b::Out, b::Raw>("B",
                      {{0, 7, 2, 20},
                       {0, 8, 1, 99},
                       {2, 3, 0, 0},
                       {1, 0, 0, 0},
                       {3, 4000, 1, 0},
                       {4, 500, 0, 0},
                       {5, 3, 0, 0},
                       {6, 1, 12, 0},
                       {9, 0, 0, 0}},
                      rounds, n);
}
