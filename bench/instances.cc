// Many machines by id: what the table costs beside a machine by itself, and two threads beside one,
// and beside two that have nothing in common: what the processors can do.
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <writ/instances/instances.h>

#include "counter.writ.h"
#include "rounds.h"

namespace {

constexpr writ::Instant now{0};
constexpr std::size_t ids = 500;  // of each thread
constexpr std::size_t steps = 200'000;

std::vector<std::string> names(int thread) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < ids; ++i)
    out.push_back("counter-" + std::to_string(thread) + "-" + std::to_string(i));
  return out;
}

void count(writ::Instances<counter::Machine>& all, const std::vector<std::string>& mine) {
  for (std::size_t i = 0; i < steps; ++i) {
    const std::string& id = mine[i * 7 % ids];
    if (i / ids % 2 == 0) {
      bench::keep(all.dispatch(id, counter::Increment{}, now));
    } else {
      bench::keep(all.dispatch(id, counter::Decrement{}, now));
    }
  }
}

}  // namespace

/// bench_instances [ROUNDS]
int main(int arguments, char** argument) {
  const int rounds = arguments > 1 ? std::max(1, std::atoi(argument[1])) : 31;
  const std::vector<std::string> first = names(0);
  const std::vector<std::string> second = names(1);
  writ::Instances<counter::Machine> all;
  std::vector<counter::Machine> machines(ids, counter::Machine(now));
  const auto plain = [&] {
    for (std::size_t i = 0; i < steps; ++i) {
      counter::Machine& one = machines[i * 7 % ids];
      if (i / ids % 2 == 0) {
        bench::keep(one.dispatch(counter::Increment{}, now));
      } else {
        bench::keep(one.dispatch(counter::Decrement{}, now));
      }
    }
  };
  const auto both = [&](writ::Instances<counter::Machine>& of_other) {
    std::thread other([&] { count(of_other, second); });
    count(all, first);
    other.join();
  };
  writ::Instances<counter::Machine> another;
  bench::take_turns("instances: steps of different ones",
                    {{"one thread", [&] { count(all, first); }, steps},
                     {"two threads", [&] { both(all); }, 2 * steps},
                     {"two threads, a table each", [&] { both(another); }, 2 * steps},
                     {"machines in a vector", plain, steps}},
                    rounds);
}
