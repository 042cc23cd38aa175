/// All that take the steps of one workload, and the table of how long they need for its streams.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "counted.h"
#include "rounds.h"

namespace bench {

/// One way to take steps: the state after so many events.
template <class Out, class Raw>
struct Peer {
  std::string name;
  Out (*run)(const Raw*, std::size_t);
};

/// In the order in which the linker put them.
template <class Out, class Raw>
std::vector<Peer<Out, Raw>>& peers() {
  static std::vector<Peer<Out, Raw>> all;
  return all;
}

template <class Raw>
struct Stream {
  const char* name;
  std::vector<Raw> events;
};

/// The hand-written switch first: the others are measured by it.
template <class Out, class Raw>
void sort_peers() {
  std::stable_sort(
      peers<Out, Raw>().begin(), peers<Out, Raw>().end(), [](const auto& a, const auto& b) {
        return std::pair(a.name != "switch", a.name) < std::pair(b.name != "switch", b.name);
      });
}

/// All end in the state in which the switch ends, or nothing is measured. Says what it is.
template <class Out, class Raw>
std::string compare(const char* workload, const Stream<Raw>& stream) {
  const std::vector<Raw>& events = stream.events;
  const Out want = peers<Out, Raw>().front().run(events.data(), events.size());
  for (const Peer<Out, Raw>& peer : peers<Out, Raw>()) {
    if (peer.run(events.data(), events.size()) == want) continue;
    std::fprintf(stderr, "%s/%s: %s ends in another state than the switch\n", workload, stream.name,
                 peer.name.c_str());
    std::exit(70);
  }
  return std::string(workload) + ", " + stream.name + ": " + std::to_string(events.size()) +
         " events, " + std::to_string(want.ctx.fired) + " of them accepted";
}

template <class Out, class Raw>
void measure(const char* workload, const Stream<Raw>& stream, int rounds) {
  const std::vector<Raw>& events = stream.events;
  std::vector<Way> ways;
  for (const Peer<Out, Raw>& peer : peers<Out, Raw>())
    ways.push_back(
        {peer.name, [&] { keep(peer.run(events.data(), events.size())); }, events.size()});
  take_turns(compare<Out, Raw>(workload, stream), ways, rounds);
}

/// The instructions of each peer for the stream, once.
template <class Out, class Raw>
void count(const char* workload, const Stream<Raw>& stream) {
  std::printf("%s\n", compare<Out, Raw>(workload, stream).c_str());
  for (const Peer<Out, Raw>& peer : peers<Out, Raw>())
    counted(std::string(workload) + "/" + stream.name + "/" + peer.name,
            [&] { keep(peer.run(stream.events.data(), stream.events.size())); });
}

}  // namespace bench
