// Effects: what is written where, and what a later line sees of an earlier one.
#include <catch2/catch.hpp>

#include "bare.writ.h"
#include "deep.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

deep::Line line(std::string sku, std::int64_t cents) {
  return {.sku = std::move(sku), .price = {.amount = {cents}, .size = {}}, .tags = {}};
}

/// Dispatches, and says where it was refused, or "".
template <class Machine, class Intent>
std::string refusal(Machine& machine, const Intent& intent) {
  const Machine before = machine;
  const writ::Outcome outcome = machine.dispatch(intent, start);
  if (outcome) return "";
  CHECK(machine == before);
  const auto why = machine.explain(intent, outcome, start);
  return std::string(name(why.kind)) + " " + why.path;
}

}  // namespace

TEST_CASE("places: a contract of next to nothing") {
  bare::Machine machine(start);
  CHECK(to_json(machine.state()) ==
        R"({"on":false,"count":0,"price":0.00,"note":"","level":"Low","at":{"x":0,"y":0},)"
        R"("nothing":{},"notes":[],"points":[],"levels":{},"empty":[],"never":[]})");
  CHECK(machine.phase() == bare::Phase::Always);
  CHECK(machine.permitted() == bare::Intents{bare::IntentKind::Flip, bare::IntentKind::Fill,
                                             bare::IntentKind::Overfill, bare::IntentKind::Idle});
  CHECK(machine.dispatch(bare::Flip{}, start));
  CHECK(machine.dispatch(bare::Fill{}, start));
  CHECK(machine.dispatch(bare::Fill{}, start));
  CHECK(to_json(machine.state()) ==
        R"({"on":true,"count":1,"price":0.00,"note":"","level":"High","at":{"x":0,"y":0},)"
        R"("nothing":{},"notes":["first","","first",""],"points":[{"x":0,"y":0},{"x":0,"y":0}],)"
        R"("levels":{"High":[{}]},"empty":[],"never":[]})");
  CHECK(refusal(machine, bare::Fill{}) == "out_of_range /points");
  CHECK(refusal(machine, bare::Overfill{}) == "out_of_range /never");
  const bare::Machine before = machine;
  CHECK(machine.dispatch(bare::Idle{}, start));
  CHECK(machine.state() == before.state());
  CHECK(machine.version() == before.version() + 1);
  CHECK(to_string(*machine.get("levels[\"High\"][0]")) == "(0)");
  CHECK(to_string(*machine.get("/levels/High/0")) == "(0)");
  CHECK_FALSE(machine.get("levels[\"Higher\"]"));
  CHECK_FALSE(machine.get("nothing.at_all"));

  bare::Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
}

TEST_CASE("places: deep paths, and the exact pointer of what is not there") {
  deep::Machine machine(start);
  CHECK(machine.dispatch(deep::SetValue{.value = 99}, start));
  CHECK(machine.state().top.middle.inner.bottom.value == 99);
  CHECK(to_string(*machine.get("top.middle.inner.bottom.name")) == "set");
  CHECK(refusal(machine, deep::SetValue{.value = 100}) ==
        "out_of_range /top/middle/inner/bottom/value");

  CHECK(refusal(machine, deep::Double{.index = 0}) == "out_of_range /lines/0/price/amount");
  CHECK(machine.dispatch(deep::AddLine{.line = line("sku", 150)}, start));
  CHECK(machine.dispatch(deep::Double{.index = 0}, start));
  CHECK(machine.state().lines[0].price.amount == writ::Decimal<2>{300});
  CHECK(machine.state().total == writ::Decimal<2>{300});
  CHECK(refusal(machine, deep::Double{.index = -1}) == "out_of_range /lines/-1/price/amount");

  using deep::Size;
  CHECK(refusal(machine, deep::Count{.name = "a/b~c", .size = Size::Large, .more = 1}) ==
        "out_of_range /shelves/a~1b~0c/counts/Large");
  CHECK(machine.dispatch(
      deep::AddShelf{.name = "a/b~c", .shelf = {.lines = {line("x", 1)}, .counts = {}}}, start));
  CHECK(refusal(machine, deep::Count{.name = "a/b~c", .size = Size::Large, .more = 1}) ==
        "out_of_range /shelves/a~1b~0c/counts/Large");
  const deep::Tag tag{.name = "a/b~c", .index = 0, .tag = "new"};
  for (int i = 0; i < 3; ++i) CHECK(machine.dispatch(tag, start));
  CHECK(refusal(machine, tag) == "out_of_range /shelves/a~1b~0c/lines/0/tags");
  CHECK(machine.state().shelves.find("a/b~c")->lines[0].tags.size() == 3);
  CHECK(refusal(machine, deep::Put{.name = "t", .size = Size::Small, .value = 1}) ==
        "out_of_range /table/t/Small");
}

TEST_CASE("places: a body sees its own writes") {
  deep::Machine machine(start);
  CHECK(machine.dispatch(deep::AddTwo{.first = line("a", 100), .second = line("b", 20)}, start));
  CHECK(machine.state().lines.size() == 2);
  CHECK(machine.state().lines[1].sku == "b");
  CHECK(machine.state().total == writ::Decimal<2>{120});  // a sum over both
  CHECK(machine.dispatch(deep::AddLine{.line = line("c", 3)}, start));
  CHECK(machine.state().total == writ::Decimal<2>{123});
  // There is room for one more, not for two: neither is there then.
  CHECK(refusal(machine, deep::AddTwo{.first = line("d", 1), .second = line("e", 1)}) ==
        "out_of_range /lines");
}

TEST_CASE("places: two writes to one key") {
  deep::Machine machine(start);
  for (const char* name : {"a", "b"})
    CHECK(machine.dispatch(deep::AddShelf{.name = name, .shelf = {}}, start));
  const auto count = [&](const char* name) {
    return machine.state().shelves.find(name)->counts.value_or(deep::Size::Small, -1);
  };
  CHECK(machine.dispatch(deep::PutBoth{.first = "a", .second = "b", .size = {}}, start));
  CHECK(count("a") == 1);
  CHECK(count("b") == 1);
  CHECK(machine.dispatch(deep::PutBoth{.first = "a", .second = "a", .size = {}}, start));
  CHECK(count("a") == 3);  // the second has seen the first
  CHECK(refusal(machine, deep::PutBoth{.first = "b", .second = "c", .size = {}}) ==
        "out_of_range /shelves/c/counts/Small");
}

TEST_CASE("places: a key that changes means another place") {
  deep::Machine machine(start);
  for (int i = 0; i < 2; ++i) CHECK(machine.dispatch(deep::Row{.row = {5}}, start));
  CHECK(machine.dispatch(deep::Move{.to = 1}, start));
  CHECK(machine.state().grid == std::vector<std::vector<std::int64_t>>{{1}, {7}});
  CHECK(machine.state().total == writ::Decimal<2>{700});
  CHECK(machine.dispatch(deep::Move{.to = 0}, start));
  CHECK(machine.state().grid == std::vector<std::vector<std::int64_t>>{{3}, {1}});
  // Which place that would have been is not known afterwards: the pointer goes as far as it is.
  CHECK(refusal(machine, deep::Move{.to = 2}) == "out_of_range /grid");

  deep::Machine other(start);
  // What is not there is what is read, and its key is the payload's.
  CHECK(refusal(other, deep::Follow{.name = "t"}) == "out_of_range /table/t");
  const std::string snapshot = other.snapshot();
  const std::size_t at = snapshot.find(R"("table":{})");
  REQUIRE(at != std::string::npos);
  CHECK(other.restore(std::string(snapshot).replace(at, 10, R"("table":{"t":{"Large":4}})")));
  CHECK(other.dispatch(deep::Put{.name = "t", .size = deep::Size::Small, .value = 9}, start));
  CHECK(other.dispatch(deep::Follow{.name = "t"}, start));
  CHECK(other.state().table.find("t")->value_or(deep::Size::Small, 0) == 9);
  CHECK(other.state().key == "gone");
  CHECK(other.state().log == std::vector<std::string>{"gone", "t"});
}

TEST_CASE("places: what a loop runs over and is not there") {
  deep::Machine machine(start);
  const deep::Discount discount{.name = "a/b", .by = {1}};
  CHECK(refusal(machine, discount) == "out_of_range /shelves/a~1b/lines");
  CHECK(machine.dispatch(
      deep::AddShelf{.name = "a/b", .shelf = {.lines = {line("x", 3)}, .counts = {}}}, start));
  CHECK(machine.dispatch(discount, start));
  CHECK(machine.state().shelves.find("a/b")->lines[0].price.amount == writ::Decimal<2>{2});

  CHECK(machine.dispatch(deep::Row{.row = {5, 6}}, start));
  CHECK(machine.dispatch(deep::Sweep{.to = 0}, start));
  CHECK(machine.state().grid.front() == std::vector<std::int64_t>{0, 0});
  // Its index is what the step has changed: that is no longer known.
  CHECK(refusal(machine, deep::Sweep{.to = 1}) == "out_of_range /grid");
}

TEST_CASE("places: a map that may be absent, inside of another one") {
  deep::Machine machine(start);
  CHECK(machine.dispatch(deep::Spare{.name = "a", .counts = {}}, start));
  deep::Spare there{.name = "b", .counts = {}};
  there.counts.emplace().insert({deep::Size::Large, 7});
  CHECK(machine.dispatch(there, start));
  CHECK(to_string(*machine.get("spare.b.Large")) == "7");
  CHECK(to_string(*machine.get("/spare/b")) == "(1)");
  CHECK_FALSE(machine.get("spare.b.Small"));
  CHECK(machine.get("spare.a"));
  CHECK_FALSE(machine.get("spare.a.Large"));
  deep::Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
}

TEST_CASE("places: a payload of collections, outside its type") {
  deep::Machine machine(start);
  CHECK(refusal(machine, deep::Row{.row = {1, 2, 3, 4}}) == "invalid_payload /row");
  CHECK(refusal(machine, deep::Row{.row = {1, 12}}) == "invalid_payload /row/1");
  deep::Shelf shelf{.lines = {line("ok", 1), line("", 1)}, .counts = {}};
  CHECK(refusal(machine, deep::AddShelf{.name = "s", .shelf = shelf}) ==
        "invalid_payload /shelf/lines/1/sku");
  shelf.lines.pop_back();
  shelf.counts.insert({deep::Size::Large, 100});
  CHECK(refusal(machine, deep::AddShelf{.name = "s", .shelf = shelf}) ==
        "invalid_payload /shelf/counts/Large");
  shelf.counts.clear();
  shelf.lines[0].tags = {"fine", "much too long"};
  CHECK(refusal(machine, deep::AddShelf{.name = "s", .shelf = shelf}) ==
        "invalid_payload /shelf/lines/0");
}
