// Folds that are kept: after each of many random changes they are what the state gives.
#include <catch2/catch.hpp>

#include "kept.writ.h"
#include "walk.h"

namespace {

using Sums = kept::detail::Kept;
using test::Random;
using test::start;
using writ::RefusalKind;

kept::Line line(Random& random) {
  kept::Line out{.sku = random.of<const char*>({"a", "b", "free"}),
                 .n = random.of<std::int64_t>({0, 1, 7, 500, 999, 1000}),
                 .price = writ::Decimal<2>{random.number(0, 99'999)},
                 .size = {.wide = random.number(0, 100), .high = random.number(0, 3)},
                 .note = {}};
  if (random.one_in(2)) out.note = random.of<std::int64_t>({-1, 5, INT64_MAX, INT64_MIN});
  return out;
}

std::vector<kept::Line> lines(Random& random, std::int64_t most) {
  std::vector<kept::Line> all;
  for (std::int64_t n = random.number(0, most); n > 0; --n) all.push_back(line(random));
  return all;
}

kept::Shape shape(Random& random) {
  switch (random.number(0, 2)) {
    case 0: return kept::shape::Round{.radius = random.number(0, 9)};
    case 1: return kept::shape::Square{.side = random.number(0, 9)};
    default: return kept::shape::Flat{};
  }
}

/// Changes of the list of lines.
kept::Intent of_lines(Random& random) {
  const std::int64_t at = random.number(-1, 9);
  switch (random.number(0, 16)) {
    case 0:
    case 1:
    case 2: return kept::PushLine{.line = line(random)};
    case 3: return kept::SetCount{.at = at, .n = random.number(0, 1100)};
    case 4: return kept::SetWide{.at = at, .wide = random.number(0, 100)};
    case 5: return kept::SetNote{.at = at, .note = random.number(-9, 9)};
    case 6: return kept::SetNote{.at = at, .note = std::nullopt};
    case 7: return kept::SetLine{.at = at, .line = line(random)};
    case 8:
    case 9: return kept::InsertLine{.at = at, .line = line(random)};
    case 10: return kept::RemoveLine{.at = at};
    case 11: return kept::PopLine{};
    case 12: return kept::Replace{.lines = lines(random, 9)};
    case 13:
      return kept::Splice{.at = at, .count = random.number(-1, 3), .lines = lines(random, 3)};
    case 14: return kept::Least{.n = random.of<std::int64_t>({0, 1, 7})};
    case 15: return random.one_in(2) ? kept::Intent(kept::Sort{}) : kept::Intent(kept::Widen{});
    default: return random.one_in(8) ? kept::Intent(kept::Clear{}) : kept::Intent(kept::Double{});
  }
}

/// Changes of maps, sets, and of what is in records.
kept::Intent of_others(Random& random) {
  const std::int64_t id = random.number(0, 6);
  const std::string sku = random.of<const char*>({"a", "b", "c", "a-long-name"});
  switch (random.number(0, 19)) {
    case 0:
    case 1: return kept::Stock{.sku = sku, .n = random.of<std::int64_t>({0, 5, 900, 1000, 1001})};
    case 2: return kept::Take{.sku = sku, .n = random.number(0, 20)};
    case 3: return kept::Drop{.sku = sku};
    case 4:
    case 5:
      return kept::Open{.id = id,
                        .balance = random.of<std::int64_t>({0, 100, 9000, INT64_MIN, INT64_MAX})};
    case 6:
    case 7:
      return kept::Book{.id = id, .amount = random.number(-1000, 1000), .kept = random.one_in(2)};
    case 8: return kept::Move{.from = id, .to = random.number(0, 6), .amount = 7};
    case 9: return kept::Settle{.id = id};
    case 10: return kept::Flip{};
    case 11: return kept::Close{.id = id};
    case 12: return kept::Freeze{.id = id};
    case 13: return kept::Tag{.tag = random.number(-101, 101)};
    case 14: return kept::Untag{.tag = random.number(-100, 100)};
    case 15: return kept::Draw{.shape = shape(random)};
    case 16: return kept::Grow{.at = id, .by = random.number(0, 9)};
    case 17: return kept::Flag{.at = id, .to = random.one_in(2)};
    case 18: return kept::Raise{.by = random.of<std::int64_t>({1, -50, INT64_MAX, INT64_MIN})};
    default: return kept::Shrink{};
  }
}

/// Changes of what is deeper inside, or in more than one place.
kept::Intent of_parts(Random& random) {
  const std::int64_t id = random.number(0, 6);
  const auto some = [&](std::int64_t most, std::size_t size) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(random.number(0, 5)) % (size + 1));
    for (std::int64_t& n : all) n = random.number(0, most);
    return all;
  };
  switch (random.number(0, 10)) {
    case 0: return kept::Pack{.box = {.weights = some(99, 9), .label = "box"}};
    case 1: return kept::Weigh{.at = id, .weight = random.number(0, 99)};
    case 2: return kept::Zero{.id = id};
    case 3: return kept::Maybe{.id = id, .line = line(random)};
    case 4: return kept::Maybe{.id = id, .line = std::nullopt};
    case 5: return kept::Count{.id = id, .n = random.number(0, 1000)};
    case 6: return kept::Lay{.id = id, .row = some(9, 5)};
    case 7: return kept::Cell{.id = id, .at = random.number(0, 5), .to = random.number(0, 9)};
    case 8: return kept::Merge{.at = id, .n = random.number(0, 900), .wide = 1};
    case 9: return kept::Swap{.a = id, .b = random.number(0, 6)};
    default: return kept::Kept{.id = id};
  }
}

kept::Intent next(Random& random) {
  switch (random.number(0, 4)) {
    case 0:
    case 1: return of_lines(random);
    case 2:
    case 3: return of_others(random);
    default: return of_parts(random);
  }
}

WRIT_WALKED(kept);

/// A machine that was made of the same state must say the same of everything.
void agrees(const kept::Machine& machine, const kept::Intent& intent) {
  kept::Machine anew(start);
  REQUIRE(anew.restore(machine.snapshot()));
  CHECK(anew.kept() == machine.kept());
  CHECK(kept::views::value(anew) == kept::views::value(machine));
  CHECK(kept::views::kept_posts(anew) == kept::views::kept_posts(machine));
  CHECK(kept::views::mean_ids(anew) == kept::views::mean_ids(machine));
  CHECK(kept::views::noted(anew) == kept::views::noted(machine));
  CHECK(kept::views::in_grid(anew) == kept::views::in_grid(machine));
  CHECK(kept::views::wide_round(anew) == kept::views::wide_round(machine));
  CHECK(anew.can(intent, start) == machine.can(intent, start));
}

}  // namespace

TEST_CASE("kept: after a hundred thousand steps, and each of them, as worked out anew") {
  const unsigned seed = GENERATE(1U, 2U);
  INFO("seed " << seed);
  Random random(seed);
  kept::Machine machine(start);
  int accepted = 0;
  int wrong = 0;
  std::set<RefusalKind> refused;
  for (int i = 0; i < 50'000; ++i) {
    const kept::Intent intent = next(random);
    const kept::Machine before = random.one_in(20) ? machine : kept::Machine(start);
    const writ::Outcome outcome = machine.dispatch(intent, start);
    outcome ? void(++accepted) : void(refused.insert(outcome.kind()));
    wrong += machine.kept() == Sums(machine.state()) ? 0 : 1;
    if (!outcome && before.version() > 0) CHECK(machine == before);
    if (i % 200 == 0) agrees(machine, next(random));
  }
  CHECK(wrong == 0);
  CHECK(accepted > 12'000);
  CHECK(refused == std::set<RefusalKind>{RefusalKind::InvalidPayload, RefusalKind::Denied,
                                         RefusalKind::OutOfRange, RefusalKind::InvariantViolated});
}

TEST_CASE("walk: kept") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 2500; ++i)
    std::visit([&](const auto& intent) { walk.step(intent); }, next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 500);
  CHECK(walk.suggested > 5);
}

TEST_CASE("kept: a sum that leaves 64 bits on the way, and one that stays outside") {
  kept::Machine machine(start);
  const auto raise = [&](std::int64_t by) {
    return machine.dispatch(kept::Raise{.by = by}, start);
  };
  CHECK(raise(INT64_MAX));
  CHECK(raise(0));
  CHECK(raise(INT64_MAX).is(RefusalKind::InvariantViolated));
  CHECK(raise(INT64_MIN + 1));  // 0 in all
  CHECK(raise(INT64_MAX));      // the first two are more than 64 bits hold
  CHECK(machine.state().inner.big.size() == 4);
  const std::optional<std::int64_t> none = kept::views::noted(machine);
  CHECK(none == 0);
  kept::Line one{.sku = "a", .n = 0, .price = {}, .size = {}, .note = INT64_MAX};
  CHECK(machine.dispatch(kept::PushLine{.line = one}, start));
  CHECK(machine.dispatch(kept::PushLine{.line = one}, start));
  CHECK(kept::views::noted(machine) == std::nullopt);
  one.note = -INT64_MAX;
  CHECK(machine.dispatch(kept::PushLine{.line = one}, start));
  CHECK(kept::views::noted(machine) == INT64_MAX);
}
