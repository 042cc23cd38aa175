// One thread: what is loaded, what leaves, what is said, whatever becomes of a step.
#include <writ/instances/instances.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "counter.writ.h"

namespace {

using counter::Decrement;
using counter::Increment;
using counter::Machine;
using writ::Context;
using writ::Instances;
using writ::Instant;
using writ::Outcome;
using writ::RefusalKind;
using writ::Status;

constexpr Instant start{1'700'000'000'000'000};

/// Answers as it is told.
struct Told final : writ::Store {
  explicit Told(writ::Appended says) : answer(says) {}
  writ::Appended append(const writ::Step&) override { return answer; }
  writ::Appended answer;
};

Context with(writ::Store& store, std::string_view key = {}) {
  Context context(start);
  context.store = &store;
  context.idempotency_key = key;
  return context;
}

std::int64_t count(Instances<Machine>& all, std::string_view id) {
  return all.read(id, start, [](const Machine& one) { return one.state().count; });
}

/// Machines as they were when they left.
struct Shelf {
  std::map<std::string, Machine, std::less<>> kept;
  std::vector<std::string> loads;
  std::vector<std::string> leaves;

  Instances<Machine>::Load load() {
    return [this](std::string_view id, Instant now) {
      loads.emplace_back(id);
      const auto found = kept.find(id);
      return found == kept.end() ? Machine(now) : found->second;
    };
  }
  Instances<Machine>::Evict evict() {
    return [this](std::string_view id, const Machine& machine) {
      leaves.emplace_back(id);
      kept.insert_or_assign(std::string(id), machine);
      return true;
    };
  }
};

}  // namespace

TEST_CASE("instances: each id is a machine of its own") {
  Instances<Machine> all;
  CHECK(all.dispatch("a", Increment{.amount = 5}, start));
  CHECK(all.dispatch("b", Increment{.amount = 7}, start));
  CHECK(all.dispatch("a", Decrement{.amount = 2}, start));
  CHECK(count(all, "a") == 3);
  CHECK(count(all, "b") == 7);
  CHECK(all.size() == 2);
}

TEST_CASE("instances: a refusal has the words of then, and a queued intent is an intent") {
  Instances<Machine> all;
  const counter::Intent queued = Decrement{.amount = 4};
  const auto answer = all.answer("a", queued, start);
  CHECK(answer.outcome.denied_by(counter::Guard::EnoughLeft));
  CHECK(answer.refusal.message == "the count is only 0");
  CHECK(all.answer("a", Increment{}, start).refusal.message.empty());
}

TEST_CASE("instances: the four things that can become of a step") {
  Shelf shelf;
  Instances<Machine> all(shelf.load(), shelf.evict());
  Told done(writ::Appended::done());
  Told no(writ::Appended::refused());
  Told later(writ::Appended::later(7));
  CHECK(all.dispatch("a", Increment{}, with(done)).status() == Status::Accepted);
  CHECK(all.dispatch("a", Increment{}, with(no)).is(RefusalKind::StorageFailed));
  CHECK(all.dispatch("a", Increment{}, with(later)).status() == Status::Pending);
  CHECK(all.dispatch("a", Increment{}, with(done)).is(RefusalKind::Busy));
  CHECK_FALSE(all.settle("a", 8, true));
  CHECK_FALSE(all.settle("nobody", 7, true));
  CHECK(all.settle("a", 7, true));
  CHECK(count(all, "a") == 2);

  SECTION("what is lost is loaded again") {
    CHECK(all.dispatch("a", Increment{}, with(later)).ticket() == 7);
    CHECK(all.settle("a", 7, false));
    shelf.kept.insert_or_assign("a", Machine(start));
    CHECK(count(all, "a") == 0);
    CHECK(shelf.loads == std::vector<std::string>{"a", "a"});
  }
  SECTION("without anybody who loads it is unknown, and stays so") {
    Instances<Machine> lost;
    CHECK(lost.dispatch("a", Increment{}, with(later)).status() == Status::Pending);
    CHECK(lost.settle("a", 7, false));
    CHECK(lost.dispatch("a", Increment{}, with(done)).status() == Status::Unknown);
  }
}

TEST_CASE("instances: the version that is expected is that of the instance") {
  Instances<Machine> all;
  Context context(start);
  context.expected_version = 0;
  CHECK(all.dispatch("a", Increment{}, context));
  CHECK(all.dispatch("a", Increment{}, context).is(RefusalKind::Conflict));
  CHECK(all.dispatch("b", Increment{}, context));
}

TEST_CASE("instances: what was used longest ago leaves, and comes back as it was") {
  Shelf shelf;
  Instances<Machine> all(shelf.load(), shelf.evict(), {.most = 2});
  CHECK(all.dispatch("a", Increment{.amount = 1}, start));
  CHECK(all.dispatch("b", Increment{.amount = 2}, start));
  CHECK(count(all, "a") == 1);  // now b is the oldest
  CHECK(all.dispatch("c", Increment{.amount = 3}, start));
  CHECK(all.size() == 2);
  CHECK(shelf.leaves == std::vector<std::string>{"b"});
  CHECK(count(all, "b") == 2);
  CHECK(shelf.loads == std::vector<std::string>{"a", "b", "c", "b"});
}

TEST_CASE("instances: of those in memory the oldest leaves, one after the other") {
  Shelf shelf;
  Instances<Machine> all(shelf.load(), shelf.evict(), {.most = 15});  // as long as it is one table
  const auto id = [](int i) { return "id-" + std::to_string(i); };
  std::vector<std::string> order;  // as they were used
  const auto use = [&](const std::string& one) {
    std::erase(order, one);
    order.push_back(one);
    CHECK(all.dispatch(one, Increment{}, start));
  };
  for (int i = 0; i < 15; ++i) use(id(i));
  for (int i = 0; i < 300; ++i) {
    const std::string next = id(i * i % 23);
    const bool is_new = std::find(order.begin(), order.end(), next) == order.end();
    const std::string oldest = order.front();
    if (is_new) order.erase(order.begin());
    shelf.leaves.clear();
    use(next);
    CHECK(shelf.leaves == (is_new ? std::vector<std::string>{oldest} : std::vector<std::string>{}));
  }
}

TEST_CASE("instances: all leave before a program ends, but for those that must stay") {
  Shelf shelf;
  Told later(writ::Appended::later(1));
  Instances<Machine> all(shelf.load(),
                         [&, evict = shelf.evict()](std::string_view id, const Machine& machine) {
                           return id != "kept" && evict(id, machine);
                         });
  CHECK(all.flush() == 0);
  for (const char* const id : {"a", "b", "kept"}) CHECK(all.dispatch(id, Increment{}, start));
  CHECK(all.dispatch("waits", Increment{}, with(later)).status() == Status::Pending);
  CHECK(all.flush() == 2);
  CHECK(all.size() == 2);
  std::sort(shelf.leaves.begin(), shelf.leaves.end());
  CHECK(shelf.leaves == std::vector<std::string>{"a", "b"});
  CHECK(all.settle("waits", 1, true));
  CHECK(all.flush() == 1);
  CHECK(count(all, "a") == 1);  // it goes on
  CHECK(count(all, "waits") == 1);
}

TEST_CASE("instances: who may not leave stays, and there is no room for another") {
  bool may = false;
  Instances<Machine> all({}, [&](std::string_view, const Machine&) { return may; }, {.most = 1});
  CHECK(all.dispatch("a", Increment{}, start));
  const auto answer = all.answer("b", Increment{}, start);
  CHECK(answer.outcome.is(RefusalKind::Busy));
  CHECK(answer.refusal.message == "all instances in memory are in use");
  CHECK_THROWS_AS(count(all, "b"), std::runtime_error);
  CHECK(count(all, "a") == 1);
  may = true;
  CHECK(all.dispatch("b", Increment{}, start));
  CHECK(all.size() == 1);

  Told later(writ::Appended::later(1));
  CHECK(all.dispatch("b", Increment{}, with(later)).status() == Status::Pending);
  CHECK(all.dispatch("c", Increment{}, start).is(RefusalKind::Busy));  // its step is not settled
}

TEST_CASE("instances: what load and evict throw passes through, and nothing is lost") {
  bool breaks = true;
  const auto load = [&](std::string_view, Instant now) {
    if (breaks) throw std::runtime_error("no connection");
    return Machine(now);
  };
  const auto evict = [&](std::string_view, const Machine&) -> bool {
    if (breaks) throw std::runtime_error("disk full");
    return true;
  };
  Instances<Machine> all(load, evict, {.most = 1});
  CHECK_THROWS_WITH(all.dispatch("a", Increment{}, start), "no connection");
  breaks = false;
  CHECK(all.dispatch("a", Increment{}, start));
  breaks = true;
  CHECK_THROWS_WITH(all.dispatch("b", Increment{}, start), "disk full");
  CHECK_THROWS_WITH(all.flush(), "disk full");
  CHECK(count(all, "a") == 1);
  breaks = false;
  CHECK(all.dispatch("b", Increment{}, start));
}

TEST_CASE("instances: a store that throws leaves the instance as it was, and free") {
  struct Breaks final : writ::Store {
    writ::Appended append(const writ::Step&) override { throw std::runtime_error("gone"); }
  } store;
  Instances<Machine> all;
  CHECK_THROWS_WITH(all.dispatch("a", Increment{}, with(store, "key")), "gone");
  CHECK(count(all, "a") == 0);
  Told done(writ::Appended::done());
  const Outcome again = all.dispatch("a", Increment{}, with(done, "key"));
  CHECK(again);
  CHECK_FALSE(again.is_repeated());
}

TEST_CASE("instances: from inside of one nothing else is done") {
  Instances<Machine> all;
  struct Calls final : writ::Store {
    explicit Calls(Instances<Machine>& machines) : all(machines) {}
    writ::Appended append(const writ::Step&) override {
      same = all.dispatch("a", Increment{}, start);
      other = all.dispatch("b", Increment{}, start);
      words = all.answer("b", Increment{}, start).refusal.message;
      CHECK_THROWS_AS(count(all, "b"), std::logic_error);
      CHECK_THROWS_AS(all.settle("b", 1, true), std::logic_error);
      CHECK_THROWS_AS(all.flush(), std::logic_error);
      return writ::Appended::done();
    }
    Instances<Machine>& all;
    Outcome same = Outcome::accepted();
    Outcome other = Outcome::accepted();
    std::string words;
  } store(all);
  CHECK(all.dispatch("a", Increment{}, with(store)));
  CHECK(store.same.is(RefusalKind::Busy));
  CHECK(store.other.is(RefusalKind::Busy));
  CHECK(store.words == "a step cannot be made inside of another");
  CHECK(count(all, "a") == 1);
  CHECK(count(all, "b") == 0);
}
