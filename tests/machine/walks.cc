// Random walks through the contracts of the examples, and through some of ../contracts.
#include "walk.h"

#include "counter.writ.h"
#include "deep.writ.h"
#include "diamond.writ.h"
#include "door.writ.h"
#include "folds.writ.h"
#include "gates.writ.h"
#include "order.writ.h"
#include "recount.writ.h"

namespace {

using test::Random;
using writ::RefusalKind;

std::string word(Random& random) {
  return random.of<const char*>({"a", "b", "c/~", "", "long-word"});
}

}  // namespace

namespace on_counter {

WRIT_WALKED(counter);

TEST_CASE("walk: counter") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1500; ++i) {
    const std::int64_t amount = walk.random.number(-1, 1002);
    if (walk.random.one_in(50)) {
      walk.step(counter::Reset{});
    } else if (walk.random.one_in(2)) {
      walk.step(counter::Increment{.amount = amount});
    } else {
      walk.step(counter::Decrement{.amount = amount});
    }
  }
  walk.replay();
  CHECK(walk.accepted > 500);
  CHECK(walk.suggested > 20);
  CHECK(walk.refused == std::set<RefusalKind>{RefusalKind::InvalidPayload, RefusalKind::Denied,
                                              RefusalKind::Conflict, RefusalKind::StorageFailed});
}

}  // namespace on_counter

namespace on_door {

WRIT_WALKED(door);

door::Intent next(Random& random) {
  switch (random.number(0, 8)) {
    case 0: return door::Open{};
    case 1: return door::Close{};
    case 2: return door::Lock{};
    case 3: return door::Unlock{.code = random.of<const char*>({"0000", "1234", "1", ""})};
    case 4: return door::Jam{};
    case 5: return door::SetCloser{.seconds = random.number(-5, 605)};
    default: return door::CountWrongCode{};
  }
}

TEST_CASE("walk: door") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1500; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 200);
  CHECK(walk.suggested > 10);
  CHECK(walk.refused.size() == 6);  // with no transition, and a counter out of its range
}

}  // namespace on_door

namespace on_order {

WRIT_WALKED(order);

order::Intent next(Random& random) {
  const std::string sku = random.of<const char*>({"ABC-0001", "A/B~C", "no", "XYZ-0002"});
  switch (random.number(0, 9)) {
    case 0:
    case 1: return order::Restock{.sku = sku, .quantity = random.number(0, 1001)};
    case 2: return order::Register{.name = word(random), .newsletter = random.one_in(2)};
    case 3: return order::Pay{.amount = {random.number(-1, 2) * 250}};
    case 4: return order::Ship{};
    case 5: return order::Deliver{};
    case 6:
      if (random.one_in(5)) return order::Cancel{};
      [[fallthrough]];
    default: break;
  }
  const auto currency = random.one_in(9) ? order::Currency::JPY : order::Currency::EUR;
  return order::AddLine{
      .line = {.sku = sku,
               .quantity = random.number(1, 1000),
               .price = {.amount = {random.number(0, 250)}, .currency = currency}}};
}

TEST_CASE("walk: order") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1000; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 200);
  CHECK(walk.suggested > 10);
  CHECK(walk.refused.size() >= 5);
}

}  // namespace on_order

namespace on_recount {

WRIT_WALKED(recount);

recount::Intent next(Random& random) {
  const std::string sku = random.of<const char*>({"ABC-0001", "A/B~C", "XYZ-0002"});
  switch (random.number(0, 9)) {
    case 0:
    case 1: return recount::Restock{.sku = sku, .quantity = random.number(1, 1000)};
    case 2: return recount::Register{.name = "Ada", .email = "ada@example.com"};
    case 3: return recount::Pay{.amount = {random.number(0, 2) * 250}};
    case 4: return recount::Ship{.carrier = word(random)};
    case 5:
      if (random.one_in(9)) return recount::Cancel{};
      [[fallthrough]];
    case 6:
    case 7: {
      const recount::Money price{.amount = {random.number(0, 500)}, .currency = {}};
      return recount::AddLine{
          .line = {.sku = sku, .quantity = random.number(1, 400), .price = price}};
    }
    default: break;
  }
  return recount::Recount{.index = random.number(0, 4), .quantity = random.number(0, 1001)};
}

TEST_CASE("walk: recount, whose bodies are written in place") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1000; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 150);
  CHECK(walk.refused.contains(RefusalKind::OutOfRange));
}

}  // namespace on_recount

namespace on_gates {

WRIT_WALKED(gates);

gates::Intent next(Random& random) {
  const auto number = [&] { return random.number(0, 12); };
  switch (random.number(0, 11)) {
    case 0:
    case 1: return gates::Raise{.by = number(), .limit = number()};
    case 2: return gates::Lower{.by = number(), .limit = number()};
    case 3:
    case 4: return gates::Share{.with = random.one_in(2) ? "all" : word(random), .part = number()};
    case 5:
    case 6: return gates::Shift{.from = "all", .to = word(random), .part = number()};
    case 7: return gates::Unlock{};
    case 8: return gates::Open{.wide = random.one_in(2)};
    case 9: return gates::Note{.number = random.number(-9, 9)};
    case 10: return gates::Close{};
    default: break;
  }
  if (random.one_in(4)) return gates::Leave{};
  return gates::Share{.with = "all", .part = 50};
}

TEST_CASE("walk: gates") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1500; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 150);
  CHECK(walk.suggested > 10);
  CHECK(walk.refused.size() == 7);
}

}  // namespace on_gates

namespace on_deep {

WRIT_WALKED(deep);

deep::Line line(Random& random) {
  deep::Line line{.sku = random.one_in(9) ? "" : "sku",
                  .price = {.amount = {random.number(-500, 500)}, .size = {}},
                  .tags = {}};
  for (std::int64_t n = random.number(0, 3); n > 0; --n) line.tags.push_back(word(random));
  return line;
}

deep::Shelf shelf(Random& random) {
  deep::Shelf shelf;
  for (std::int64_t n = random.number(0, 3); n > 0; --n) shelf.lines.push_back(line(random));
  if (random.one_in(2)) shelf.counts.insert({deep::Size::Large, random.number(-1, 99)});
  return shelf;
}

std::string key(Random& random) { return random.of<const char*>({"a", "b", "c/~", "d"}); }

deep::Intent next(Random& random) {
  const auto size = random.one_in(2) ? deep::Size::Small : deep::Size::Large;
  switch (random.number(0, 13)) {
    case 0: return deep::SetValue{.value = random.number(-3, 103)};
    case 1: return deep::AddLine{.line = line(random)};
    case 2: return deep::AddTwo{.first = line(random), .second = line(random)};
    case 3: return deep::Double{.index = random.number(-1, 4)};
    case 4: return deep::AddShelf{.name = key(random), .shelf = shelf(random)};
    case 5: return deep::Count{.name = key(random), .size = size, .more = random.number(-50, 50)};
    case 6:
      return deep::Tag{.name = key(random), .index = random.number(0, 2), .tag = word(random)};
    case 7: return deep::Row{.row = {random.number(0, 9), random.number(-1, 9)}};
    case 8: return deep::Cell{.row = random.number(0, 3), .cell = 1, .more = random.number(-5, 5)};
    case 9: return deep::Put{.name = key(random), .size = size, .value = 7};
    case 10: return deep::PutBoth{.first = key(random), .second = key(random), .size = size};
    case 11: return deep::Move{.to = random.number(-1, 10)};
    case 12: return deep::Follow{.name = key(random)};
    default: return deep::Forget{};
  }
}

TEST_CASE("walk: deep, where later lines see earlier ones") {
  const unsigned seed = GENERATE(1U, 2U, 3U, 4U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 800; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 50);
  CHECK(walk.refused.size() >= 4);
}

}  // namespace on_deep

namespace on_folds {

WRIT_WALKED(folds);

folds::Intent next(Random& random) {
  switch (random.number(0, 7)) {
    case 0: return folds::Weigh{.least = random.number(-10, 200)};
    case 1: return folds::Limit{.name = random.of<const char*>({"a", "b", "all"}), .weight = 70};
    case 2:
      return folds::Name{.title = random.of<const char*>({"new", "shut", "far too long", ""})};
    case 3: return folds::Close{};
    default: break;
  }
  folds::Box box{.name = random.of<const char*>({"a", "b", "c", "d"}), .balls = {}};
  for (std::int64_t n = random.number(0, 4); n > 0; --n) {
    box.balls.push_back(
        {.colour = random.of({folds::Colour::Red, folds::Colour::Green, folds::Colour::Blue}),
         .weight = random.number(0, 101),
         .labels = {random.of<const char*>({"old", "open"})}});
  }
  return folds::AddBox{.box = box};
}

TEST_CASE("walk: folds") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 800; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 50);
  CHECK(walk.suggested > 5);
}

}  // namespace on_folds

namespace on_diamond {

WRIT_WALKED(diamond);

TEST_CASE("walk: diamond") {
  test::Walk<Walked> walk(1);
  const auto amount = [&] {
    return diamond::Amount{.value = {walk.random.number(-1, 120) * 100},
                           .unit = walk.random.of({diamond::Unit::Piece, diamond::Unit::Kilo})};
  };
  for (int i = 0; i < 600; ++i) {
    diamond::Take take{.left = {.amount = amount(), .count = walk.random.number(0, 4)},
                       .right = {.amount = amount(), .parts = {}},
                       .amount = amount()};
    for (std::int64_t n = walk.random.number(0, 3); n > 0; --n)
      take.right.parts.push_back(amount());
    walk.step(take);
  }
  walk.replay();
  CHECK(walk.accepted >= 10);
  CHECK(walk.refused.contains(RefusalKind::InvalidPayload));
  CHECK(walk.refused.contains(RefusalKind::InvariantViolated));
}

}  // namespace on_diamond
