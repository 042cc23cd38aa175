// Machines that do not exist yet: what creates them, what is refused half way, what may be asked.
#include <catch2/catch.hpp>

#include "births.writ.h"
#include "outlook.writ.h"
#include "same_names.writ.h"
#include "walk.h"

namespace {

using births::Phase;
using test::Random;
using test::start;
using writ::RefusalKind;

WRIT_WALKED(births);

births::Intent next(Random& random) {
  const std::int64_t n = random.number(-1, 12);
  const std::string text = random.of<const char*>({"", "a", "bc", "abc", "long"});
  switch (random.number(0, 7)) {
    case 0: {
      births::Make make{.n = n, .s = text, .l = {}};
      for (std::int64_t i = random.number(0, 4); i > 0; --i)
        make.l.push_back({.a = random.number(0, 10), .o = {}});
      return make;
    }
    case 1: return births::Make2{.n = random.number(0, 9), .s = text};
    case 2: return births::Make3{.n = n, .dec = {random.number(90, 910)}};
    case 3: return births::Up{};
    case 4: return random.one_in(4) ? births::Intent(births::End{}) : births::Up{};
    case 5: return births::Both{.n = n};
    default: return births::Go{.n = random.number(-3, 8)};
  }
}

}  // namespace

TEST_CASE("births: a walk from before the creation to the end") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  int accepted = 0;
  std::set<RefusalKind> refused;
  for (unsigned round = 0; round < 20; ++round) {
    test::Walk<Walked> walk(seed * 100 + round);
    CHECK(walk.machine.phase() == Phase::Absent);
    for (int i = 0; i < 30; ++i)
      std::visit([&](const auto& payload) { walk.step(payload); }, next(walk.random));
    walk.replay();
    accepted += walk.accepted;
    refused.merge(walk.refused);
  }
  CHECK(accepted > 50);
  CHECK(refused.contains(RefusalKind::OutOfRange));
  CHECK(refused.contains(RefusalKind::Denied));
}

TEST_CASE("births: a view of what does not exist") {
  births::Machine machine(start);
  CHECK(births::views::tenth(machine) == 0);  // and not 100 / 0
  CHECK(births::views::called(machine) == std::nullopt);
  REQUIRE(machine.dispatch(births::Both{.n = 3}, start));
  CHECK(births::views::tenth(machine) == 100 / machine.state().must);
}

TEST_CASE("outlook: values of texts that are chosen, cut and built") {
  outlook::Machine machine(start);
  CHECK(outlook::views::a(machine) == "bb");
  CHECK(outlook::views::b(machine) == std::string("x\0y", 3));
  CHECK(outlook::views::d(machine) == "none");
  CHECK(outlook::views::ac(machine).empty());
  CHECK(outlook::views::ae(machine) == std::nullopt);
  REQUIRE(machine.dispatch(outlook::I{.n = 4}, start));
  CHECK(outlook::views::a(machine) == "a");
  CHECK(outlook::views::f2(machine) == "x4");
  CHECK(outlook::views::ae(machine) == 2);
}

TEST_CASE("same_names: what is called like a type") {
  same_names::Machine machine(start);
  CHECK(same_names::views::Line_(machine) == std::nullopt);
  const same_names::Line line{.n = 4, .c = same_names::Currency::EUR};
  const same_names::Add add{.l = line, .o = {}, .p = same_names::pay::Card{}};
  CHECK(machine.dispatch(add, start).is(RefusalKind::InvariantViolated));
  const same_names::Add paid{.l = line, .o = {}, .p = same_names::pay::Cash{}};
  CHECK(machine.dispatch(paid, start));
  CHECK(same_names::views::Line_(machine) == line);
}
