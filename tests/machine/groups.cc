// Groups of phases beside one another: in one phase of each, whatever is done to one of them.
#include <catch2/catch.hpp>

#include "groups.writ.h"
#include "groups.writ.testing.h"
#include "walk.h"

namespace {

using groups::Machine;
using groups::Phase;
using groups::Phases;
using groups::State;
using test::Random;
using test::start;
using writ::RefusalKind;

WRIT_WALKED(groups);
struct Chooses : Walked {
  static constexpr bool chooses = true;
};

groups::Intent next(Random& random) {
  switch (random.number(0, 16)) {
    case 0: return groups::Push{.by = random.number(-1, 10)};
    case 1: return groups::Push{.by = 1};
    case 2: return groups::Pull{};
    case 3:
    case 4: return groups::Turn{};
    case 5: return groups::Leave{};
    case 6: return groups::Back{};
    case 7: return groups::Slam{.hard = random.one_in(2)};
    case 8: return groups::Kick{.times = random.one_in(8) ? 5 : random.number(0, 4)};
    case 9:
    case 10: return groups::Flip{};
    case 11: return groups::Reset{};
    case 12: return groups::Nudge{};
    case 13:
      if (random.one_in(6)) return groups::Smash{};
      return groups::Reset{};
    case 14: return groups::Write{.text = random.of<const char*>({"", "abc", "0123456789"})};
    case 15:
      if (random.one_in(2)) return groups::Halt{};
      return groups::Ask{};
    default: return groups::Push{.by = 0};
  }
}

Machine at(Phases phases, const State& state = {}) {
  return groups::testing::machine(state, phases, start);
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  return text.replace(found, from.size(), to);
}

}  // namespace

TEST_CASE("groups: in one phase of each") {
  Machine machine(start);
  CHECK(machine.phases() == Phases{Phase::Shut, Phase::Unlocked, Phase::Dark});
  CHECK(machine.door() == Phase::Shut);
  CHECK(machine.lock() == Phase::Unlocked);
  CHECK(machine.light() == Phase::Dark);
  CHECK(machine.in({Phase::Full, Phase::Dark}));
  CHECK_FALSE(machine.in(groups::Open));
  CHECK(name(machine.phases()) == "Shut, Unlocked, Dark");
  CHECK(groups::views::free(machine));

  REQUIRE(machine.dispatch(groups::Push{.by = 1}, start));
  CHECK(machine.phases() == Phases{Phase::Ajar, Phase::Unlocked, Phase::Dark});
  REQUIRE(machine.dispatch(groups::Slam{.hard = true}, start));
  CHECK(machine.phases() == Phases{Phase::Shut, Phase::Once, Phase::Dark});
  REQUIRE(machine.dispatch(groups::Flip{}, start));
  CHECK(machine.phases() == Phases{Phase::Shut, Phase::Once, Phase::Dim});
  CHECK_FALSE(groups::views::free(machine));
  REQUIRE(machine.dispatch(groups::Leave{}, start));  // in `Open` or in `Lit`
  CHECK(machine.phases() == Phases{Phase::Shut, Phase::Once, Phase::Dark});
}

TEST_CASE("groups: one transition is taken, the innermost") {
  // `Push` is refused in `Locked`, whatever the door is; `Half` is further inside.
  Machine machine = at({Phase::Shut, Phase::Once, Phase::Dark});
  CHECK(machine.dispatch(groups::Push{.by = 1}, start).is(RefusalKind::Denied));
  CHECK(machine.dispatch("Push", R"({"by":"x"})", start).refusal.kind ==
        RefusalKind::InvalidPayload);
  Machine torn = at({Phase::Broken, Phase::Once, Phase::Dark});
  CHECK_FALSE(torn.permitted().has(groups::IntentKind::Push));
  CHECK(torn.dispatch(groups::Push{.by = 1}, start).is(RefusalKind::Denied));
  CHECK(torn.dispatch("Push", R"({"by":1})", start).refusal.kind == RefusalKind::Denied);
  // What always refuses comes before what is further out, and behind what is further inside.
  const auto may_halt = [](Phases phases) {
    return at(phases).permitted().has(groups::IntentKind::Halt);
  };
  CHECK(may_halt({Phase::Shut, Phase::Once, Phase::Bright}));
  CHECK_FALSE(may_halt({Phase::Shut, Phase::Once, Phase::Dim}));
  CHECK_FALSE(may_halt({Phase::Broken, Phase::Once, Phase::Bright}));
  CHECK(may_halt({Phase::Broken, Phase::Unlocked, Phase::Bright}));
  // `Smash` is accepted in `Bright`, and in `Full`, which is further inside.
  Machine both = at({Phase::Full, Phase::Unlocked, Phase::Bright});
  REQUIRE(both.can(groups::Smash{}, start).is(RefusalKind::InvariantViolated) == false);
  REQUIRE(both.dispatch(groups::Smash{}, start));
  CHECK(both.phases() == Phases{Phase::Full, Phase::Unlocked, Phase::Dim});
  Machine bright = at({Phase::Half, Phase::Unlocked, Phase::Bright});
  REQUIRE(bright.dispatch(groups::Smash{}, start));
  CHECK(bright.door() == Phase::Broken);
  // Of `Shut` and `Unlocked` in one `in` it is one transition, and it happens once.
  Machine kicked = at({Phase::Shut, Phase::Unlocked, Phase::Dark});
  REQUIRE(kicked.dispatch(groups::Kick{.times = 1}, start));
  CHECK(kicked.state().count == 1);
}

TEST_CASE("groups: a final phase ends its own group") {
  Machine machine = at({Phase::Broken, Phase::Jammed, Phase::Bright}, {.count = 4});
  CHECK(machine.permitted().has(groups::IntentKind::Nudge));  // without `in`: the light goes on
  CHECK(machine.dispatch(groups::Nudge{}, start));
  // It would lead out of `Broken` and of `Jammed`.
  CHECK(machine.dispatch(groups::Reset{}, start).is(RefusalKind::NoTransition));
  CHECK(machine.dispatch(groups::Leave{}, start).is(RefusalKind::NoTransition));
  CHECK(machine.dispatch(groups::Smash{}, start).is(RefusalKind::NoTransition));
  CHECK_FALSE(machine.permitted().has(groups::IntentKind::Reset));
  const auto answer = machine.dispatch("Reset", "{", start);  // unread
  CHECK(answer.refusal.message ==
        "Reset is accepted in Shut, Ajar, Half, Full, Unlocked, Once, Twice, Dark, Dim, Bright, "
        "not in Broken, Jammed, Bright");
  CHECK(machine.dispatch(groups::Flip{}, start));
  CHECK(machine.light() == Phase::Dark);
}

TEST_CASE("groups: what is left and entered, group by group") {
  Machine machine = at({Phase::Half, Phase::Unlocked, Phase::Bright});
  // `Slam`, hard: the door is left from the inside, and shut; the lock is entered.
  REQUIRE(machine.dispatch(groups::Slam{.hard = true}, start));
  CHECK(machine.state().trace == "woL");
  CHECK(machine.take_events().size() == 1);
  // The door first, then the light.
  Machine both = at({Phase::Full, Phase::Unlocked, Phase::Bright});
  REQUIRE(both.dispatch(groups::Leave{}, start));
  CHECK(both.state().trace == "wobi");
  // All phases have changed when something is entered: what `Dark` reads of the lock is new.
  CHECK(both.state().count == 0);
  // Back to both, from the outside in: `Wide`, in which `Full` is, and `Bright`.
  REQUIRE(both.dispatch(groups::Back{}, start));
  CHECK(both.phases() == Phases{Phase::Full, Phase::Unlocked, Phase::Bright});
  CHECK(both.state().trace == "wobiOWIB");
  // In `Bright` already: it is left and entered again.
  Machine lit = at({Phase::Half, Phase::Unlocked, Phase::Bright});
  REQUIRE(lit.dispatch(groups::Back{}, start));
  CHECK(lit.light() == Phase::Bright);
  CHECK(lit.state().trace == "biIB");
}

TEST_CASE("groups: what is refused leaves both groups as they were") {
  // Five kicks would break both; the sum leaves its type in the middle of the body.
  Machine machine = at({Phase::Shut, Phase::Unlocked, Phase::Bright}, {.count = 6});
  const Machine before = machine;
  CHECK(machine.dispatch(groups::Kick{.times = 5}, start).is(RefusalKind::OutOfRange));
  CHECK(machine == before);
  CHECK(machine.hash() == before.hash());
  // An invariant of two groups: `Locked` and `Wide` at once.
  Machine wide = at({Phase::Full, Phase::Unlocked, Phase::Dim}, {.count = 9});
  const Machine was = wide;
  CHECK(wide.dispatch(groups::Turn{}, start).is(RefusalKind::InvariantViolated));
  CHECK(wide.dispatch(groups::Flip{}, start).is(RefusalKind::Denied));  // a guard in `Wide`
  CHECK(wide == was);
  CHECK(wide.snapshot() == was.snapshot());
  // A guard that reads the phases, with the phases in its reasons.
  Machine dark = at({Phase::Shut, Phase::Unlocked, Phase::Dark});
  CHECK(dark.dispatch(groups::Push{.by = 9}, start).is(RefusalKind::Denied));
  // A condition without a value.
  Machine lit = at({Phase::Shut, Phase::Unlocked, Phase::Dim}, {.count = 3});
  CHECK(lit.dispatch(groups::Slam{}, start).is(RefusalKind::OutOfRange));
}

TEST_CASE("groups: copies, comparison, hashes") {
  const Machine one = at({Phase::Full, Phase::Unlocked, Phase::Dim});
  Machine copy = one;
  CHECK(copy == one);
  CHECK(copy.hash() == one.hash());
  CHECK_FALSE(at({Phase::Half, Phase::Unlocked, Phase::Dim}) == one);
  CHECK_FALSE(at({Phase::Full, Phase::Unlocked, Phase::Bright}) == one);
  CHECK(at({Phase::Full, Phase::Unlocked, Phase::Bright}).hash() != one.hash());
  copy = at({Phase::Shut, Phase::Once, Phase::Dark});
  CHECK(copy.phases() == Phases{Phase::Shut, Phase::Once, Phase::Dark});
}

TEST_CASE("groups: snapshots, hostile ones too") {
  const Machine good = at({Phase::Shut, Phase::Twice, Phase::Dim}, {.count = 2});
  const std::string text = good.snapshot();
  CHECK(text.find(R"("phase":{"Door":"Shut","Lock":"Twice","Light":"Dim"},)"
                  R"("history":{"Open":"Ajar","Lit":"Dim"},"step":0,)") != std::string::npos);
  Machine machine(start);
  REQUIRE(machine.restore(text));
  CHECK(machine == good);
  const Machine before = machine;
  const auto refused = [&](std::string_view from, std::string_view to) {
    const auto answer = machine.restore(with(text, from, to));
    CHECK_FALSE(answer);
    CHECK(machine == before);
    CHECK(answer.refusal.kind == RefusalKind::InvalidPayload);
    return answer.refusal.problems.empty() ? "" : answer.refusal.problems.front().path;
  };
  CHECK(refused(R"("Lock":"Twice")", R"("Lock":"Thrice")") == "/phase/Lock");
  CHECK(refused(R"("Lock":"Twice")", R"("Lock":"Shut")") == "/phase/Lock");    // of another group
  CHECK(refused(R"("Lock":"Twice")", R"("Lock":"Locked")") == "/phase/Lock");  // not a leaf
  CHECK(refused(R"("Lock":"Twice",)", "") == "/phase/Lock");
  CHECK(refused(R"("Lock":"Twice")", R"("Door":"Half")") == "/phase/Door");  // twice
  CHECK(refused(R"("Lock":"Twice")", R"("Bolt":"Twice")") == "/phase/Bolt");
  CHECK(refused(R"("Lock":"Twice")", R"("Lock":7)") == "/phase/Lock");
  CHECK(refused(R"({"Door":"Shut","Lock":"Twice","Light":"Dim"})", R"("Shut")") == "/phase");
  CHECK(refused(R"("Open":"Ajar")", R"("Open":"Shut")") == "/history/Open");
  CHECK(refused(R"("Open":"Ajar")", R"("Open":"Wide")") == "/history/Open");
  CHECK(refused(R"("Open":"Ajar")", R"("Open":"Nowhere")") == "/history/Open");
  CHECK(refused(R"("Open":"Ajar",)", "") == "/history/Open");
  CHECK(refused(R"("history":{"Open":"Ajar","Lit":"Dim"},)", "") == "/history");
  // An invariant of two groups is asked of a snapshot.
  const auto broken = machine.restore(with(text, R"("Door":"Shut")", R"("Door":"Full")"));
  CHECK(broken.refusal.kind == RefusalKind::InvariantViolated);
  CHECK(machine == before);
}

TEST_CASE("groups: a walk") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  int accepted = 0;
  std::set<RefusalKind> refused;
  std::set<std::uint64_t> places;
  for (unsigned round = 0; round < 20; ++round) {
    test::Walk<Chooses> walk(seed * 100 + round);
    for (int i = 0; i < 100; ++i) {
      std::visit([&](const auto& payload) { walk.step(payload); }, next(walk.random));
      places.insert(walk.machine.phases().words()[0]);
    }
    walk.replay();
    accepted += walk.accepted;
    refused.merge(walk.refused);
  }
  CHECK(accepted > 500);
  CHECK(places.size() > 20);
  CHECK(refused.contains(RefusalKind::NoTransition));
  CHECK(refused.contains(RefusalKind::OutOfRange));
  CHECK(refused.contains(RefusalKind::Denied));
}
