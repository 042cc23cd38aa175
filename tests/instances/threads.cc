// Several threads. Run by ThreadSanitizer, too.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <writ/instances/instances.h>

#include "counter.writ.h"

namespace {

using counter::Increment;
using counter::Machine;
using writ::Instances;
using writ::Instant;

constexpr Instant start{1'700'000'000'000'000};
constexpr int threads = 4;

template <class Work>
void together(Work work) {
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) all.emplace_back([&work, i] { work(i); });
  for (std::thread& one : all) one.join();
}

std::string id(int i) { return "id-" + std::to_string(i); }

std::int64_t count(Instances<Machine>& all, const std::string& of) {
  return all.read(of, start, [](const Machine& one) { return one.state().count; });
}

}  // namespace

TEST_CASE("threads: no step is lost, of one instance or of many") {
  Instances<Machine> all;
  constexpr int rounds = 2'000;
  std::atomic<int> accepted = 0;
  together([&](int thread) {
    for (int i = 0; i < rounds; ++i) {
      accepted += static_cast<int>(!!all.dispatch("shared", Increment{}, start));
      accepted += static_cast<int>(!!all.dispatch(id(i % 50), Increment{}, start));
      accepted += static_cast<int>(!!all.dispatch(id(1'000 + thread), Increment{}, start));
    }
  });
  CHECK(accepted == 3 * rounds * threads);
  CHECK(count(all, "shared") == rounds * threads);
  std::int64_t sum = 0;
  for (int i = 0; i < 50; ++i) sum += count(all, id(i));
  CHECK(sum == rounds * threads);
}

TEST_CASE("threads: what leaves and comes back has every step") {
  std::mutex mutex;
  std::map<std::string, Machine, std::less<>> shelf;
  const auto load = [&](std::string_view of, Instant now) {
    const std::lock_guard lock(mutex);
    const auto found = shelf.find(of);
    return found == shelf.end() ? Machine(now) : found->second;
  };
  const auto evict = [&](std::string_view of, const Machine& machine) {
    const std::lock_guard lock(mutex);
    shelf.insert_or_assign(std::string(of), machine);
    return true;
  };
  constexpr int ids = 40;
  Instances<Machine> all(load, evict, {.most = 8});
  std::atomic<int> accepted = 0;
  std::atomic<std::size_t> most = 0;
  together([&](int thread) {
    for (int i = 0; i < 1'000; ++i) {
      accepted += static_cast<int>(!!all.dispatch(id((i * 7 + thread) % ids), Increment{}, start));
      most = std::max(most.load(), all.size());
    }
  });
  CHECK(most <= 8);
  std::int64_t sum = 0;
  for (int i = 0; i < ids; ++i) sum += count(all, id(i));
  CHECK(sum == accepted);
  CHECK(accepted > threads * 900);  // a few may find all places in use
}

TEST_CASE("threads: a key that all send at once counts once") {
  Instances<Machine> all;
  std::atomic<int> repeated = 0;
  for (int round = 0; round < 200; ++round) {
    const std::string key = "key-" + std::to_string(round);
    together([&](int) {
      writ::Context context(start);
      context.idempotency_key = key;
      repeated += static_cast<int>(all.dispatch("a", Increment{}, context).is_repeated());
    });
  }
  CHECK(repeated == 200 * (threads - 1));
  CHECK(count(all, "a") == 200);
}
