// When the timers of a machine are due, and which one is next.
#include <writ/core/timers.h>
#include <catch2/catch.hpp>

namespace {

enum class Timer : std::uint8_t { A, B, C };
using Timers = writ::Timers<Timer, 3>;
using writ::Instant;

}  // namespace

TEST_CASE("core/timers: the earliest is next, then the first of the contract") {
  Timers timers;
  CHECK(timers.next() == Instant::never());
  CHECK_FALSE(timers.is_due({INT64_MAX}));
  timers.begin(Timer::C, {5});
  timers.begin(Timer::B, {7});
  CHECK((timers.next() == Instant{5} && timers.first() == Timer::C));
  CHECK((timers.is_due({5}) && !timers.is_due({4})));
  timers.move(Timer::B, {5});
  CHECK(timers.first() == Timer::B);
  timers.move(Timer::A, {1});  // it has not begun
  CHECK(timers.next() == Instant{5});
  timers.stop(Timer::B);
  CHECK(timers.first() == Timer::C);
}

TEST_CASE("core/timers: one that is spent is moved no more, till it begins anew") {
  Timers timers;
  timers.begin(Timer::A, {5});
  CHECK((timers.has_begun(Timer::A) && timers.runs(Timer::A)));
  timers.spend(Timer::A);
  timers.move(Timer::A, {6});
  CHECK((timers.is_spent(Timer::A) && timers.has_begun(Timer::A) && !timers.runs(Timer::A)));
  CHECK(timers.deadline(Timer::A) == Instant::never());
  timers.begin(Timer::A, {7});
  CHECK((timers.runs(Timer::A) && timers.next() == Instant{7}));
  timers.spend(Timer::A);
  timers.stop(Timer::A);
  CHECK((!timers.is_spent(Timer::A) && !timers.has_begun(Timer::A)));
  CHECK(timers == Timers());
}

TEST_CASE("core/timers: there is no time before now, and never stays never") {
  CHECK(writ::due_after({10}, {5}) == Instant{15});
  CHECK(writ::due_after({10}, {0}) == Instant{10});
  CHECK(writ::due_after({10}, {-5}) == Instant{10});
  CHECK(writ::due_after({10}, {INT64_MAX}) == Instant::never());
  CHECK(writ::due_at(Instant{3}) == Instant{3});
  CHECK(writ::due_at(std::optional<Instant>()) == Instant::never());
}

TEST_CASE("core/timers: of what fired the last thousand are kept at least") {
  std::vector<writ::Fired<Timer>> fired;
  for (std::int64_t i = 0; i < 5'000; ++i) {
    writ::make_room_for_one(fired);
    REQUIRE(fired.capacity() > fired.size());
    fired.push_back({Timer::A, {i}, writ::Outcome::accepted()});
    REQUIRE(fired.size() <= 2 * writ::most_fired);
    if (i >= 1'000) REQUIRE(fired.size() >= writ::most_fired);
  }
  CHECK(fired.back().deadline == Instant{4'999});
}
