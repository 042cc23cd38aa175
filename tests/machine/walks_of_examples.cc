// Random walks through the examples that show the rest of the language: what is there when it is
// created, variants, optionals, collections in collections, answers, events.
#include "walk.h"

#include "bank.writ.h"
#include "classifier.writ.h"
#include "flight.writ.h"
#include "reminder.writ.h"

namespace {

using test::Random;
using writ::RefusalKind;

}  // namespace

namespace on_bank {

WRIT_WALKED(bank);

bank::Intent next(Random& random) {
  const auto id = [&] {
    return std::string(random.of<const char*>(
        {"DE-0001", "DE-0002", "DE-0003", random.one_in(4) ? "none" : "DE-0001"}));
  };
  const writ::Decimal<2> amount{random.number(0, 90'000)};
  switch (random.number(0, 15)) {
    case 0:
    case 1: return bank::Open{.account = id(), .owner = "Ada", .overdraft = amount};
    case 2:
    case 3: return bank::Deposit{.account = id(), .amount = amount};
    case 4: return bank::Withdraw{.account = id(), .amount = amount, .text = "x"};
    case 5: return bank::Freeze{.account = id()};
    case 6:
    case 7: return bank::Thaw{.account = id()};
    case 8: return bank::Close{.account = id()};
    default: return bank::Transfer{.account = id(), .to = id(), .amount = amount};
  }
}

TEST_CASE("walk: bank") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 600; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 100);
  CHECK(walk.suggested > 2);
}

}  // namespace on_bank

namespace on_flight {

WRIT_WALKED(flight);

flight::Intent next(Random& random) {
  const std::string seat = random.of<const char*>({"1A", "1B", "2C", "9F", "G"});
  const std::string name = random.of<const char*>({"Ada", "Bob", ""});
  switch (random.number(0, 20)) {
    case 0:
    case 1: {
      flight::AddSeats add;
      add.seats.insert(seat);
      if (random.one_in(2)) add.seats.insert("2A");
      return add;
    }
    case 2: return flight::Sell{.price = {random.number(0, 20) * 100}};
    case 3: return flight::OpenGate{};
    case 4: return flight::Depart{};
    case 5:
    case 6: return flight::Return{.seat = seat, .name = name};
    case 7:
    case 8:
    case 9:
    case 10: return flight::Hold{.seat = seat, .name = name};
    case 11:
    case 12:
    case 13: return flight::Board{.seat = seat, .name = name};
    default: return flight::Buy{.seat = seat, .name = name};
  }
}

TEST_CASE("walk: flight") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 2500; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 100);
  CHECK(walk.suggested > 10);
}

}  // namespace on_flight

namespace on_reminder {

WRIT_WALKED(reminder);

reminder::Intent next(Random& random) {
  const writ::Duration by{random.number(0, 100) * 1'000'000};
  switch (random.number(0, 9)) {
    case 0:
    case 1:
    case 2: {
      reminder::Remind remind{.text = "tea", .at = test::start + by, .every = {}};
      if (random.one_in(2)) remind.every = by;
      return remind;
    }
    case 3: return reminder::Reword{.text = random.one_in(3) ? "" : "coffee"};
    case 4:
    case 5: return reminder::Snooze{.by = by};
    case 6: return reminder::GiveUp{};
    default: return reminder::Finish{};
  }
}

TEST_CASE("walk: reminder") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1000; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 50);
  CHECK(walk.refused.contains(RefusalKind::NoTransition));
}

}  // namespace on_reminder

namespace on_classifier {

WRIT_WALKED(classifier);

classifier::Intent next(Random& random) {
  using classifier::Category;
  const auto category =
      random.of({Category::Billing, Category::Fault, Category::Spam, Category::Other});
  const std::string word = random.of<const char*>({"refund", "broken", "winner", "No", "love"});
  switch (random.number(0, 9)) {
    case 0:
    case 1:
      return classifier::Teach{
          .hint = {.word = word, .category = category, .weight = random.number(0, 10)}};
    case 2: return classifier::Forget{.word = word};
    case 3: return classifier::Correct{.index = random.number(-1, 9), .category = category};
    case 4: return classifier::Clear{.category = category};
    default: return classifier::Classify{.text = random.one_in(9) ? " " : "A " + word + " again"};
  }
}

TEST_CASE("walk: classifier") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 600; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 100);
  CHECK(walk.refused.contains(RefusalKind::Denied));
}

}  // namespace on_classifier
