// Every test here fails: what they say is in ../e2e/testing_gtest.txt.
#include <gtest/gtest.h>

#include <writ/testing/gtest.h>

#include "order.writ.testing.h"
#include "orders.h"

#line 10 "fails_gtest.cc"  // however it is built, failures name it so

namespace {

using order::Phase;
using test::add_mugs;
using test::two_mugs;
using writ::testing::Clock;

const Clock noon;

order::Machine draft() { return order::testing::machine(two_mugs(), Phase::Draft, noon.now()); }

TEST(Fails, BecauseAGuardSaidNo) {
  order::Machine machine = draft();
  EXPECT_TRUE(accepted(dispatch(machine, add_mugs(4), noon)));
}

TEST(Fails, BecauseItWasAccepted) {
  order::Machine machine = draft();
  EXPECT_TRUE(refused_by(dispatch(machine, order::Cancel{}, noon), order::Guard::InStock));
}

TEST(Fails, BecauseTheMachineIsElsewhere) {
  order::Machine machine = draft();
  EXPECT_EQ(machine.phase(), Phase::Paid);
  EXPECT_EQ(machine.state(), order::State{});
  EXPECT_EQ(machine.dispatch(add_mugs(4), noon), writ::Outcome::accepted());
  const auto cancel = [&] { (void)machine.dispatch(order::Cancel{}, noon); };
  EXPECT_TRUE(writ::testing::unchanged(machine, cancel));
}

TEST(Fails, BecauseThereCanBeNoSuchMachine) {
  order::State state = two_mugs();
  state.total = {2499};
  (void)order::testing::machine(state, Phase::Draft, noon.now());
}

}  // namespace
