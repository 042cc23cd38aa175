// Every test here fails: what they say is in ../e2e/testing_catch2.txt.
#include <catch2/catch.hpp>

#include <writ/testing/catch2.h>

#include "order.writ.testing.h"
#include "orders.h"

#line 10 "fails_catch2.cc"  // however it is built, failures name it so

namespace {

using order::Phase;
using test::add_mugs;
using test::two_mugs;
using writ::testing::Clock;

const Clock noon;

order::Machine draft() { return order::testing::machine(two_mugs(), Phase::Draft, noon.now()); }

TEST_CASE("a guard said no") {
  order::Machine machine = draft();
  CHECK(accepted(dispatch(machine, add_mugs(4), noon)));
  order::AddLine dollars = add_mugs(4);
  dollars.line.price.currency = money::Currency::USD;
  CHECK(accepted(dispatch(machine, dollars, noon)));
}

TEST_CASE("no transition, a wrong payload, an invariant") {
  order::Machine machine = draft();
  CHECK(accepted(dispatch(machine, order::Ship{.carrier = "bike"}, noon)));
  CHECK(accepted(dispatch(machine, order::Restock{.sku = "MUG-0001", .quantity = 0}, noon)));
  CHECK(accepted(dispatch(machine, add_mugs(1001), noon)));
  CHECK(writ::testing::accepted(machine.dispatch("Restock", R"({"sku": "\u001b"})", noon)));
}

TEST_CASE("refused otherwise, or not at all") {
  order::Machine machine = draft();
  CHECK(refused_by(dispatch(machine, add_mugs(4), noon), order::Guard::OneCurrency));
  CHECK(refused_saying(dispatch(machine, add_mugs(4), noon), "only 2 of MUG-0001 left"));
  CHECK(refused(dispatch(machine, add_mugs(4), noon), writ::RefusalKind::NoTransition));
  CHECK(pending(can(machine, order::Cancel{}, noon)));
  CHECK(refused(dispatch(machine, order::Cancel{.reason = "late"}, noon)));
}

TEST_CASE("an outcome alone") {
  order::Machine machine = draft();
  CHECK(writ::testing::accepted(test::add_what_is_left(machine, add_mugs(0), noon)));
  CHECK(machine.dispatch(add_mugs(4), noon) == writ::Outcome::accepted());
}

TEST_CASE("a machine that is elsewhere") {
  order::Machine machine = draft();
  CHECK(machine.phase() == Phase::Paid);
  CHECK(machine.state().total == writ::Decimal<2>{2400});
  CHECK(machine.now() == noon.now() + writ::hours(1));
  CHECK(machine.state() == order::State{});
  CHECK(machine == order::Machine(noon.now()));
  CHECK(machine.permitted() == order::Intents{});
  CHECK(writ::testing::unchanged(machine, [&] { (void)machine.dispatch(order::Cancel{}, noon); }));
}

TEST_CASE("a machine that cannot be") {
  order::State state = two_mugs();
  state.lines[0].quantity = 0;
  state.total = {-1};
  (void)order::testing::machine(state, Phase::Draft, noon.now());
}

}  // namespace
