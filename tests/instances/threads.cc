// Several threads. Run by ThreadSanitizer, too.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <mutex>
#include <stdexcept>
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
void together(Work work, int threads_at_once = threads) {
  std::vector<std::thread> all;
  for (int i = 0; i < threads_at_once; ++i) all.emplace_back([&work, i] { work(i); });
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

namespace {

/// Machines as they were when they left, for all threads.
class Shelf {
 public:
  Machine load(std::string_view of, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(of);
    return found == kept_.end() ? Machine(now) : found->second;
  }
  void keep(std::string_view of, const Machine& machine) {
    const std::lock_guard lock(mutex_);
    kept_.insert_or_assign(std::string(of), machine);
  }
  std::int64_t sum() {
    std::int64_t all = 0;
    for (const auto& [of, machine] : kept_) all += machine.state().count;
    return all;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, Machine, std::less<>> kept_;
};

/// Says `later` to every step.
struct Later final : writ::Store {
  writ::Appended append(const writ::Step&) override {
    return writ::Appended::later(next.fetch_add(1));
  }
  std::atomic<writ::Ticket> next = 1;
};

}  // namespace

TEST_CASE("threads: eight find, settle, evict, refuse to, throw and flush, and no step is lost") {
  constexpr int ids = 60;
  Shelf shelf;
  std::atomic<unsigned> asked = 0;
  const auto load = [&](std::string_view of, Instant now) { return shelf.load(of, now); };
  const auto evict = [&](std::string_view of, const Machine& machine) {
    const unsigned time = asked.fetch_add(1);
    if (time % 11 == 0) return false;
    if (time % 97 == 0) throw std::runtime_error("disk full");
    shelf.keep(of, machine);
    return true;
  };
  Instances<Machine> all(load, evict, {.most = 20});
  Later later;
  std::atomic<int> counted = 0;
  std::atomic<std::size_t> most = 0;
  const auto step = [&](const std::string& of, bool waits) {
    writ::Context context(start);
    if (waits) context.store = &later;
    const writ::Outcome outcome = all.dispatch(of, Increment{}, context);
    if (outcome) ++counted;
    if (outcome.ticket() != 0 && all.settle(of, outcome.ticket(), true)) ++counted;
  };
  together(
      [&](int thread) {
        for (int i = 0; i < 1'500; ++i) {
          try {
            step(id((i * (thread + 3) + thread) % ids), i % 5 == 0);
            step(id(thread), false);
            if (i % 7 == 0) (void)count(all, id(i % ids));
            if (i % 400 == 399) (void)all.flush();
          } catch (const std::runtime_error&) {
            // the disk is full, or all are in use: tried again with the next one
          }
          std::size_t before = most.load();
          while (before < all.size() && !most.compare_exchange_weak(before, all.size())) continue;
        }
      },
      8);
  CHECK(most <= 20);
  for (bool left = false; !left;) {
    try {
      left = all.flush() == 0;
    } catch (const std::runtime_error&) {
      // once more
    }
  }
  CHECK(all.size() == 0);
  CHECK(counted > 8 * 1'500);
  CHECK(shelf.sum() == counted);
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
