// A machine of a hundred phases and three hundred transitions: the events, and the table.
#include "large.hpp"

#include <random>

#include "peers.h"

L::Reg::Reg(const char* name, Out (*run)(const Raw*, std::size_t), bool) {
  bench::peers<Out, Raw>().push_back({name, run});
}

/// With 0 rounds instructions are counted instead, under callgrind.
int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 101;
  const std::size_t n = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 16'384;
  std::mt19937 random(3);
  std::vector<L::Raw> events(4 * n);
  for (L::Raw& event : events)
    event = {static_cast<std::uint8_t>(random() % 20), static_cast<int>(random() % 1000)};
  bench::sort_peers<L::Out, L::Raw>();
  const bench::Stream<L::Raw> stream{"random", events};
  if (rounds == 0)
    bench::count<L::Out, L::Raw>("L", stream);
  else
    bench::measure<L::Out, L::Raw>("L", stream, rounds);
}
