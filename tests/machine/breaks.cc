// Bodies that are refused, run out of memory or are not stored anywhere behind their first write.
#include <catch2/catch.hpp>

#include "breaks.writ.h"
#include "divisors.writ.h"
#include "hooks.writ.h"
#include "memory.h"
#include "walk.h"

using test::Random;
using test::start;
using writ::RefusalKind;

namespace {

template <class Machine>
void same(Machine a, Machine b) {
  CHECK(a == b);
  CHECK(a.hash() == b.hash());
  CHECK(a.snapshot() == b.snapshot());
  CHECK(a.version() == b.version());
  CHECK(a.answer_json() == b.answer_json());
  CHECK(a.take_events() == b.take_events());
}

/// Memory ends at each request in turn, then there is enough: until then nothing has happened.
template <class Machine, class Intent>
void without_memory(const Machine& machine, const Intent& intent) {
  for (long n = 0; n < 200; ++n) {
    Machine poor = machine;
    if (!test::runs_out(n, [&] { (void)poor.dispatch(intent, start); })) return;
    same(poor, machine);
  }
  FAIL("it asks for memory again and again");
}

/// A store that says no, or later.
struct Sulky final : writ::Store {
  bool later = false;
  writ::Appended append(const writ::Step&) override {
    return later ? writ::Appended::later(7) : writ::Appended::refused();
  }
};

template <class Machine, class Intent>
void unstored(const Machine& machine, const Intent& intent) {
  Sulky sulky;
  writ::Context context(start);
  context.store = &sulky;
  Machine refused = machine;
  if (refused.dispatch(intent, context).is(RefusalKind::StorageFailed)) same(refused, machine);
  sulky.later = true;
  Machine late = machine;
  if (late.dispatch(intent, context).status() != writ::Status::Pending) return;
  CHECK(late.take_events().empty());
  REQUIRE(late.settle(7, true));
  Machine plain = machine;
  CHECK(plain.dispatch(intent, start));
  same(late, plain);
}

std::string word(Random& random) {
  return random.of<const char*>({"", "a", "b", "nine char", "ten charac", "Z"});
}

}  // namespace

namespace on_breaks {

WRIT_WALKED(breaks);

breaks::Intent next(Random& random) {
  const std::int64_t n = random.number(-1, 60);
  switch (random.number(0, 11)) {
    case 0: return breaks::Fill{.names = {word(random), word(random)}, .n = random.number(0, 9)};
    case 1: return breaks::Loop{.n = n};
    case 2: return breaks::Pays{.p = breaks::pay::Card{.a = n, .tags = {"one", "two"}}};
    case 3: return breaks::Pays{.p = breaks::pay::Cash{.b = n}};
    case 4: return breaks::Swap{};
    case 5: return breaks::Sorts{.key = word(random), .desc = random.one_in(2)};
    case 6: return breaks::Cut{.i = random.number(-1, 3), .k = random.number(-1, 3)};
    case 7: return breaks::Merge{.name = word(random), .n = n};
    case 8: return breaks::Nest{.k = random.number(0, 3), .v = random.number(0, 3)};
    case 9: return random.one_in(2) ? breaks::Intent(breaks::Mid1{}) : breaks::Mid2{};
    case 10: return random.one_in(60) ? breaks::Intent(breaks::Ends{}) : breaks::Mid1{};
    default: return breaks::Back{};
  }
}

TEST_CASE("breaks: a walk, in which nothing that is refused leaves a trace") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 700; ++i) {
    const breaks::Intent intent = next(walk.random);
    if (i % 10 == 0) {
      std::visit([&](const auto& payload) { without_memory(walk.machine, payload); }, intent);
      std::visit([&](const auto& payload) { unstored(walk.machine, payload); }, intent);
    }
    std::visit([&](const auto& payload) { walk.step(payload); }, intent);
    if (i % 40 == 0) walk.machine = breaks::Machine(walk.machine);
  }
  walk.replay();
  CHECK(walk.accepted > 100);
  CHECK(walk.refused.contains(RefusalKind::OutOfRange));
}

}  // namespace on_breaks

namespace on_hooks {

WRIT_WALKED(hooks);

hooks::Intent next(Random& random) {
  switch (random.number(0, 6)) {
    case 0: return hooks::Go{.n = random.number(-1, 10)};
    case 1:
    case 2: return hooks::Up{};
    case 3: return hooks::Div{.k = word(random), .v = random.number(0, 3)};
    case 4: return hooks::Zed{};
    case 5: return hooks::Put{.k = word(random), .v = random.number(-1, 3)};
    default: return hooks::Same{};
  }
}

TEST_CASE("hooks: a walk, in which nothing that is refused leaves a trace") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  int accepted = 0;
  for (int round = 0; round < 12; ++round) {
    test::Walk<Walked> walk(seed * 100 + static_cast<unsigned>(round));
    for (int i = 0; i < 40; ++i) {
      const hooks::Intent intent = next(walk.random);
      std::visit([&](const auto& payload) { without_memory(walk.machine, payload); }, intent);
      std::visit([&](const auto& payload) { unstored(walk.machine, payload); }, intent);
      std::visit([&](const auto& payload) { walk.step(payload); }, intent);
    }
    walk.replay();
    accepted += walk.accepted;
  }
  CHECK(accepted > 100);
}

TEST_CASE("hooks: leave from the inside out, the body, enter from the outside in") {
  using Log = std::vector<std::string>;
  hooks::Machine machine(start);
  CHECK(machine.state().born == start);
  CHECK(machine.state().n == 4);
  REQUIRE(machine.dispatch(hooks::Up{}, start));  // to C
  CHECK(machine.state().log == Log{"eOut"});
  REQUIRE(machine.dispatch(hooks::Go{.n = 4}, start));
  CHECK(machine.state().log == Log{"eOut", "body", "eIn", "eB"});
  REQUIRE(machine.answer<hooks::Go>());
  CHECK(*machine.answer<hooks::Go>() == 2);
  REQUIRE(machine.dispatch(hooks::Same{}, start));  // B to B
  CHECK(machine.state().log.size() == 7);
  CHECK(machine.state().log[4] == "lB");
  CHECK(machine.state().log[5] == "same");
  CHECK(machine.state().log[6] == "eB");
}

}  // namespace on_hooks

TEST_CASE("divisors: what is absent is never divided by") {
  divisors::Machine machine(start);
  CHECK(machine.dispatch(divisors::A{.k = "x", .i = 1}, start).is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(divisors::B{.k = "x", .i = 1}, start).is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(divisors::C{.k = "x", .i = 1}, start).is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(divisors::D{.k = "x", .i = 1}, start).is(RefusalKind::OutOfRange));
  CHECK(divisors::views::v(machine) == std::nullopt);
}
