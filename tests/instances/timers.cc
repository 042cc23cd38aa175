// Timers of many machines: when the next one is due, and what fires. Run by ThreadSanitizer, too.
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <writ/instances/instances.h>

#include "bell.writ.h"
#include "counter.writ.h"

namespace {

using bell::Arm;
using bell::Hear;
using bell::Machine;
using writ::Advanced;
using writ::Context;
using writ::hours;
using writ::Instances;
using writ::Instant;
using writ::minutes;
using writ::Status;

constexpr Instant start{1'700'000'000'000'000};

std::int64_t rung(Instances<Machine>& all, std::string_view id) {
  return all.read(id, start, [](const Machine& one) { return one.state().rung; });
}

template <class Of>
concept HasTimers = requires(Instances<Of>& all) {
  all.next_deadline();
};
static_assert(HasTimers<Machine>);
static_assert(!HasTimers<counter::Machine>);

}  // namespace

TEST_CASE("timers of instances: the next one of all, and what is due by then") {
  Instances<Machine> all;
  CHECK_FALSE(all.next_deadline());
  CHECK(all.dispatch("a", Arm{.wait = hours(2)}, start));
  CHECK(all.dispatch("b", Arm{.wait = hours(1)}, start));
  CHECK(all.dispatch("idle", Hear{}, start).is(writ::RefusalKind::NoTransition));
  CHECK(all.next_deadline() == start + hours(1));

  CHECK(all.advance(start + minutes(59)).fired == 0);
  const Advanced one = all.advance(start + hours(1));
  CHECK((one && one.fired == 1 && one.refused == 0));
  CHECK((rung(all, "a") == 0 && rung(all, "b") == 1));
  CHECK(all.next_deadline() == start + minutes(70));

  std::map<std::string, std::size_t, std::less<>> told;
  const Advanced more = all.advance(
      start + hours(2), [&](std::string_view id, const Machine& of, const Advanced& done) {
        CHECK(of.phase() == bell::Phase::Ringing);
        CHECK_THROWS_AS(all.next_deadline(), std::logic_error);
        CHECK_THROWS_AS(all.advance(start), std::logic_error);
        told[std::string(id)] = done.fired;
      });
  CHECK((more && more.fired == 7));
  CHECK(told == std::map<std::string, std::size_t, std::less<>>{{"a", 1}, {"b", 6}});
  CHECK(all.dispatch("a", Hear{}, start + hours(2)));
  CHECK(all.dispatch("b", Hear{}, start + hours(2)));
  CHECK_FALSE(all.next_deadline());
}

TEST_CASE("timers of instances: one whose step is pending has none until it is settled") {
  struct Later final : writ::Store {
    writ::Appended append(const writ::Step&) override { return writ::Appended::later(++last); }
    writ::Ticket last = 0;
  } store;
  Instances<Machine> all;
  Context context(start);
  context.store = &store;
  CHECK(all.dispatch("a", Arm{.wait = hours(1)}, context).ticket() == 1);
  CHECK_FALSE(all.next_deadline());
  CHECK(all.advance(start + hours(1)).fired == 0);
  CHECK(all.settle("a", 1, true));
  CHECK(all.next_deadline() == start + hours(1));
  context.now = start + hours(3);
  const Advanced fired = all.advance(context);  // one, which is pending
  CHECK((fired.fired == 1 && fired.outcome.ticket() == 2));
  CHECK(all.settle("a", 2, true));
  CHECK(all.next_deadline() == start + minutes(70));
}

TEST_CASE("timers of instances: what is not in memory fires when it is asked for again") {
  std::map<std::string, Machine, std::less<>> shelf;
  const auto load = [&](std::string_view id, Instant now) {
    const auto found = shelf.find(id);
    return found == shelf.end() ? Machine(now) : found->second;
  };
  const auto evict = [&](std::string_view id, const Machine& machine) {
    shelf.insert_or_assign(std::string(id), machine);
    return true;
  };
  Instances<Machine> all(load, evict, {.most = 1});
  CHECK(all.dispatch("a", Arm{.wait = hours(1)}, start));
  CHECK(all.dispatch("b", Arm{.wait = hours(5)}, start));
  CHECK(all.next_deadline() == start + hours(5));
  CHECK(all.advance(start + hours(2)).fired == 0);
  CHECK(rung(all, "a") == 0);  // in memory again
  CHECK(all.next_deadline() == start + hours(1));
  CHECK(all.flush() == 0);
  CHECK_FALSE(all.next_deadline());
}

TEST_CASE("timers of instances: threads that dispatch, advance and evict at once") {
  constexpr int ids = 40;
  const auto id = [](int i) { return "id-" + std::to_string(i); };
  Instances<Machine> all({}, [](std::string_view, const Machine&) { return false; });
  for (int i = 0; i < ids; ++i) CHECK(all.dispatch(id(i), Arm{.wait = minutes(1 + i)}, start));
  std::atomic<std::size_t> fired = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int minute = 0; minute < 120; ++minute) {
        const Instant now = start + minutes(minute);
        if (thread < 2) {
          fired += all.advance(now).fired;
        } else if (thread == 2) {
          (void)all.next_deadline();
          (void)rung(all, id(minute % ids));
        } else {
          (void)all.flush();
        }
      }
    });
  for (std::thread& one : threads) one.join();
  std::int64_t sum = 0;
  for (int i = 0; i < ids; ++i) sum += rung(all, id(i));
  CHECK(fired == static_cast<std::size_t>(sum));
  CHECK(*all.next_deadline() > start + minutes(119));
}
