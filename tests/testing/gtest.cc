// The headers for tests, as somebody with GoogleTest uses them; also without exceptions.
#include <gtest/gtest.h>

#include <writ/testing/gtest.h>

#include "order.writ.testing.h"
#include "orders.h"

namespace {

using namespace writ::testing::literals;
using order::Phase;
using test::add_mugs;
using test::two_mugs;
using writ::RefusalKind;
using writ::testing::Clock;

TEST(Machine, IsWhatALiteralSays) {
  const Clock clock("2026-11-21T09:00:00Z");
  const order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now(), 5);
  EXPECT_EQ(machine.phase(), Phase::Draft);
  EXPECT_EQ(machine.state(), two_mugs());
  EXPECT_EQ(machine.now(), clock.now());
  EXPECT_EQ(machine.version(), 5U);
}

TEST(Machine, IsNoneThatTheContractDoesNotAllow) {
  const Clock clock;
  order::State state = two_mugs();
  state.lines[0].sku = "mug";
#if defined(__cpp_exceptions)
  EXPECT_THROW((void)order::testing::machine(state, Phase::Draft, clock.now()),
               writ::testing::Failure);
#else
  EXPECT_DEATH((void)order::testing::machine(state, Phase::Draft, clock.now()),
               "there can be no such machine\n  /state/lines/0/sku");
#endif
}

TEST(Step, IsExplained) {
  Clock clock;
  order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now());
  EXPECT_TRUE(accepted(can(machine, add_mugs(3), clock)));
  EXPECT_TRUE(refused_by(dispatch(machine, add_mugs(4), clock), order::Guard::InStock));
  EXPECT_TRUE(refused_saying(dispatch(machine, add_mugs(4), clock), "only 3 of MUG-0001 left"));
  EXPECT_TRUE(
      refused(dispatch(machine, order::Ship{.carrier = "bike"}, clock), RefusalKind::NoTransition));
  EXPECT_FALSE(accepted(dispatch(machine, order::Ship{}, clock)));
  clock.advance(90_s);
  ASSERT_TRUE(accepted(dispatch(machine, order::Pay{.payment = order::payment::Cash{}}, clock)));
  EXPECT_EQ(machine.state().paid_at, clock.now());
}

TEST(Step, ThatIsRefusedChangesNothing) {
  const Clock clock;
  order::Machine machine = order::testing::machine(two_mugs(), Phase::Draft, clock.now());
  using writ::testing::unchanged;
  EXPECT_TRUE(unchanged(machine, [&] { (void)machine.dispatch(order::Ship{}, clock); }));
  EXPECT_FALSE(unchanged(machine, [&] { (void)machine.dispatch(order::Cancel{}, clock); }));
}

}  // namespace
