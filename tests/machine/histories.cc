// What was active in a phase when it was last left, and creations of machines with several groups.
#include <catch2/catch.hpp>

#include "histories.writ.h"
#include "histories.writ.testing.h"
#include "walk.h"
#include "wards.writ.h"

namespace {

using histories::Machine;
using histories::Phase;
using test::Random;
using test::start;
using writ::RefusalKind;

namespace on_histories {
WRIT_WALKED(histories);
}  // namespace on_histories
namespace on_wards {
WRIT_WALKED(wards);
}  // namespace on_wards

histories::Intent next(Random& random) {
  switch (random.number(0, 9)) {
    case 0: return histories::Begin{.name = random.of<const char*>({"", "a", "0123456789"})};
    case 1: return histories::Pause{};
    case 2: return histories::Resume{.quick = random.one_in(2)};
    case 3: return histories::Again{};
    case 4:
      if (random.one_in(5)) return histories::Stop{};
      return histories::Next{};
    case 5: return histories::Weird{.n = random.number(-1, 12)};
    default: return histories::Next{};
  }
}

wards::Intent next_ward(Random& random) {
  switch (random.number(0, 7)) {
    case 0: return wards::Found{.name = random.of<const char*>({"", "a"}), .beds = 3};
    case 1: return wards::Take{.name = "b"};
    case 2:
    case 3: return wards::Admit{.state = random.number(-3, 3)};
    case 4: return wards::Phases_{};
    case 5: return wards::Calmer{};
    default: return wards::Ring{};
  }
}

Machine working() {
  Machine machine(start);
  REQUIRE(machine.dispatch(histories::Begin{.name = "a"}, start));
  REQUIRE(machine.dispatch(histories::Next{}, start));
  return machine;
}

template <class Intent>
void step(Machine& machine, const Intent& intent, Phase wanted) {
  REQUIRE(machine.dispatch(intent, start));
  CHECK(machine.phase() == wanted);
}

}  // namespace

TEST_CASE("histories: back to where it was") {
  Machine machine = working();
  CHECK(machine.history() == histories::detail::History{});
  step(machine, histories::Next{}, Phase::Code);
  step(machine, histories::Next{}, Phase::Test);
  CHECK(machine.history().work == Phase::Plan);  // it was not left yet
  step(machine, histories::Pause{}, Phase::Away);
  CHECK(machine.history().work == Phase::Test);
  CHECK(machine.history().do_ == Phase::Test);
  step(machine, histories::Resume{.quick = false}, Phase::Test);
  step(machine, histories::Next{}, Phase::Ship);
  step(machine, histories::Next{}, Phase::Rest);  // `Do` is left, `Work` is not
  CHECK(machine.history().do_ == Phase::Ship);
  CHECK(machine.history().work == Phase::Test);
  step(machine, histories::Again{}, Phase::Ship);
  step(machine, histories::Again{}, Phase::Ship);  // from inside: what is left just now
  step(machine, histories::Pause{}, Phase::Away);
  step(machine, histories::Resume{.quick = true}, Phase::Ship);
}

TEST_CASE("histories: never there, it is the first phase") {
  Machine machine(start);
  REQUIRE(machine.dispatch(histories::Begin{.name = "a"}, start));
  step(machine, histories::Pause{}, Phase::Away);
  Machine other = machine;
  step(machine, histories::Resume{.quick = true}, Phase::Code);
  step(other, histories::Resume{.quick = false}, Phase::Plan);
  CHECK(machine.state().trace == "WD");
  CHECK(other.state().trace == "Wp");
}

TEST_CASE("histories: what is entered depends on where it was") {
  Machine machine = working();
  step(machine, histories::Next{}, Phase::Code);
  step(machine, histories::Next{}, Phase::Test);
  step(machine, histories::Pause{}, Phase::Away);
  CHECK(machine.state().trace == "WpDTdw");
  step(machine, histories::Resume{.quick = false}, Phase::Test);  // from the outside in
  CHECK(machine.state().trace == "WpDTdwWDT");
  step(machine, histories::Weird{.n = 1}, Phase::Test);  // left and entered again
  CHECK(machine.state().trace == "WpDTdwWDTdwWDT");
  step(machine, histories::Again{}, Phase::Test);  // of `Do` alone
  CHECK(machine.state().trace == "WpDTdwWDTdwWDTdDT");
}

TEST_CASE("histories: what is refused leaves no trace") {
  Machine machine = working();
  step(machine, histories::Next{}, Phase::Code);
  step(machine, histories::Next{}, Phase::Test);
  const Machine before = machine;
  CHECK(machine.dispatch(histories::Weird{.n = 30}, start).is(RefusalKind::OutOfRange));
  CHECK(machine == before);
  // It would be remembered that it was in `Test`; the invariant is of the phase that it leads to.
  Machine full = histories::testing::machine({.trace = "", .steps = 20, .name = "a"}, Phase::Away,
                                             start, 3, {.work = Phase::Test, .do_ = Phase::Code});
  const Machine was = full;
  CHECK(full.dispatch(histories::Resume{.quick = false}, start).is(RefusalKind::InvariantViolated));
  CHECK(full.dispatch(histories::Resume{.quick = true}, start).is(RefusalKind::OutOfRange));
  CHECK(full == was);
  CHECK(full.history().work == Phase::Test);
  CHECK(full.snapshot() == was.snapshot());
}

TEST_CASE("histories: what is remembered is a part of the machine") {
  const histories::State state{.trace = "", .steps = 0, .name = "a"};
  const auto away = [&](Phase work) {
    return histories::testing::machine(state, Phase::Away, start, 0, {.work = work});
  };
  CHECK(away(Phase::Plan) == away(Phase::Plan));
  CHECK_FALSE(away(Phase::Plan) == away(Phase::Rest));
  CHECK(away(Phase::Plan).hash() != away(Phase::Rest).hash());
  const Machine rest = away(Phase::Rest);
  CHECK(rest.snapshot().find(R"("phase":"Away","history":{"Work":"Rest","Do":"Code"},"step")") !=
        std::string::npos);
  Machine back(start);
  REQUIRE(back.restore(rest.snapshot()));
  CHECK(back == rest);
  CHECK_FALSE(writ::testing::unchanged(back, [&] { back = away(Phase::Plan); }));
  // Hostile: of another phase, of none, not there.
  const Machine before = back;
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string text = rest.snapshot();
    text.replace(text.find(from), from.size(), to);
    const auto answer = back.restore(text);
    CHECK(answer.refusal.kind == RefusalKind::InvalidPayload);
    CHECK(back == before);
    return answer.refusal.path;
  };
  CHECK(refused(R"("Work":"Rest")", R"("Work":"Away")") == "/history/Work");
  CHECK(refused(R"("Do":"Code")", R"("Do":"Plan")") == "/history/Do");
  CHECK(refused(R"("Do":"Code")", R"("Do":"")") == "/history/Do");
  CHECK(refused(R"("Do":"Code")", R"("Do":null)") == "/history/Do");
  CHECK(refused(R"({"Work":"Rest","Do":"Code"})", R"([])") == "/history");
  CHECK(refused(R"(,"history":{"Work":"Rest","Do":"Code"})", "") == "/history");
}

TEST_CASE("histories: before a creation there is none") {
  const Machine machine(start);
  std::string text = machine.snapshot();
  const std::string first = R"("Work":"Plan")";
  text.replace(text.find(first), first.size(), R"("Work":"Rest")");
  Machine back(start);
  REQUIRE(back.restore(text));
  CHECK(back == machine);
}

TEST_CASE("histories: a walk") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  int accepted = 0;
  for (unsigned round = 0; round < 20; ++round) {
    test::Walk<on_histories::Walked> walk(seed * 100 + round);
    for (int i = 0; i < 60; ++i)
      std::visit([&](const auto& payload) { walk.step(payload); }, next(walk.random));
    walk.replay();
    accepted += walk.accepted;
  }
  CHECK(accepted > 200);
}

TEST_CASE("wards: a creation enters a phase of each group") {
  using wards::Phase;
  wards::Machine machine(start);
  CHECK(machine.phases() == wards::Phases{Phase::Absent});
  CHECK(machine.ward() == Phase::Absent);
  CHECK_FALSE(machine.in({Phase::Empty, Phase::Full}));
  CHECK(wards::views::called(machine).empty());
  CHECK(machine.dispatch(wards::Ring{}, start).is(RefusalKind::NoTransition));
  CHECK(
      machine.snapshot().find(R"("phase":{"Ward":"Absent","Phase":"Absent","History":"Absent"})") !=
      std::string::npos);
  wards::Machine back(start);
  REQUIRE(back.restore(machine.snapshot()));
  CHECK(back == machine);

  wards::Machine taken = machine;
  REQUIRE(machine.dispatch(wards::Found{.name = "a", .beds = 2}, start));
  CHECK(machine.phases() == wards::Phases{Phase::Empty, Phase::Calm, Phase::Past});
  CHECK(machine.state().beds == 3);  // `enter Empty`
  CHECK(machine.dispatch(wards::Found{.name = "a"}, start).is(RefusalKind::NoTransition));
  REQUIRE(taken.dispatch(wards::Take{.name = "a"}, start));
  CHECK(taken.phases() == wards::Phases{Phase::Full, Phase::Alarm, Phase::Past});

  // All of it, or nothing.
  std::string text = machine.snapshot();
  text.replace(text.find("Empty"), 5, "Absent");
  const wards::Machine before = machine;
  CHECK(machine.restore(text).refusal.path == "/phase");
  CHECK(machine == before);
}

TEST_CASE("wards: a walk") {
  const unsigned seed = GENERATE(1U, 2U);
  int accepted = 0;
  for (unsigned round = 0; round < 20; ++round) {
    test::Walk<on_wards::Walked> walk(seed * 100 + round);
    for (int i = 0; i < 40; ++i)
      std::visit([&](const auto& payload) { walk.step(payload); }, next_ward(walk.random));
    walk.replay();
    accepted += walk.accepted;
  }
  CHECK(accepted > 200);
}
