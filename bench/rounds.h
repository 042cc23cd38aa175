/// What the benchmarks measure with: rounds in which all take turns, so that what the machine does
/// meanwhile happens to all of them, and medians of the ratios of each round.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// Nanoseconds since some moment.
inline double now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::nano>(since).count();
}

/// The middle of what was measured, and where its middle half begins and ends.
struct Middle {
  double median = 0;
  double low = 0;
  double high = 0;
};

inline Middle middle(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return {all[all.size() / 2], all[all.size() / 4], all[all.size() * 3 / 4]};
}

/// The compiler must believe that somebody reads this.
template <class T>
inline void keep(const T& value) {
  asm volatile("" ::"g"(&value) : "memory");
}

/// One way to do what is measured.
struct Way {
  std::string name;
  std::function<void()> run;
  std::size_t steps = 1;  ///< how many `run` takes: the time is that of one
};

/// Prints a line for each way: its name, nanoseconds a step, the ratio to the first way, and where
/// the middle half of the ratios lies.
inline void take_turns(const std::string& title, const std::vector<Way>& ways, int rounds) {
  std::vector<std::vector<double>> ns(ways.size());
  std::vector<std::vector<double>> ratios(ways.size());
  for (int round = -1; round < rounds; ++round) {  // the first one is for the caches
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const double begin = now();
      ways[i].run();
      const double took = (now() - begin) / static_cast<double>(ways[i].steps);
      if (round < 0) continue;
      ns[i].push_back(took);
      ratios[i].push_back(took / ns[0].back());
    }
  }
  std::printf("\n%s\n", title.c_str());
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const Middle ratio = middle(ratios[i]);
    std::printf("  %-32s %10.2f ns %8.2f  (%.2f-%.2f)\n", ways[i].name.c_str(),
                middle(ns[i]).median, ratio.median, ratio.low, ratio.high);
  }
}

}  // namespace bench
