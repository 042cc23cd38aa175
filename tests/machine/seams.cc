// What a host may do to a machine at the wrong moment, and what comes through the dynamic door.
#include <functional>
#include <string>

#include <writ/core/json_reader.h>
#include <catch2/catch.hpp>

#include "deep.writ.h"
#include "memory.h"
#include "order.writ.h"
#include "walk.h"

using test::start;
using writ::Appended;
using writ::RefusalKind;
using writ::Standing;

namespace {

class Calling final : public writ::Store {
 public:
  explicit Calling(std::function<Appended()> call) : call_(std::move(call)) {}
  Appended append(const writ::Step&) override { return call_(); }

 private:
  std::function<Appended()> call_;
};

writ::Context with(writ::Store& store) {
  writ::Context context(start);
  context.store = &store;
  return context;
}

order::Machine stocked() {
  order::Machine machine(start);
  CHECK(machine.dispatch(order::Restock{.sku = "ABC-0001", .quantity = 3}, start));
  return machine;
}

}  // namespace

TEST_CASE("seams: a restore from inside of the store is refused, for a step is about to write") {
  order::Machine machine = stocked();
  const std::string empty = order::Machine(start).snapshot();
  order::Machine::Answer inside;
  Calling store([&] {
    inside = machine.restore(empty);
    CHECK_FALSE(machine.settle(0, true));
    CHECK(machine.can(order::Cancel{}, start).is(RefusalKind::Busy));
    const auto answer = machine.dispatch("Cancel", "{}", start);
    CHECK(answer.refusal.kind == RefusalKind::Busy);
    CHECK(answer.refusal.message == "another step of this machine is under way");
    return Appended::done();
  });
  CHECK(machine.dispatch(order::Restock{.sku = "ABC-0001", .quantity = 4}, with(store)));
  CHECK(inside.refusal.kind == RefusalKind::Busy);
  CHECK_FALSE(inside.refusal.message.empty());
  CHECK(machine.state().stock.value_or("ABC-0001", 0) == 7);
  CHECK(machine.restore(empty));
  CHECK(machine == order::Machine(start));
}

TEST_CASE("seams: a copy made inside of the store is of the machine before, and ready") {
  order::Machine machine = stocked();
  const order::Machine before = machine;
  order::Machine copy(start);
  Calling store([&] {
    copy = machine;
    const order::Machine another = machine;
    CHECK(another.standing() == Standing::Ready);
    CHECK(machine.standing() == Standing::Appending);
    return Appended::later(9);
  });
  CHECK(machine.dispatch(order::Cancel{}, with(store)).ticket() == 9);
  CHECK(copy == before);
  CHECK(copy.dispatch(order::Cancel{}, start));
  // A copy of a machine that waits waits, too; each is told by itself.
  order::Machine waiting = machine;
  CHECK(waiting.standing() == Standing::Pending);
  CHECK(waiting.settle(9, false));
  CHECK(waiting.standing() == Standing::Unknown);
  CHECK(machine.settle(9, true));
  CHECK(machine.standing() == Standing::Ready);
  CHECK(waiting == machine);  // what waits for a store does not count
}

TEST_CASE(
    "seams: both doors ask for the version, then for the phase, and then look at the payload") {
  order::Machine machine = stocked();
  writ::Context stale(start);
  stale.expected_version = 7;
  const order::Restock wrong{.sku = "no", .quantity = -1};
  CHECK(machine.dispatch(wrong, stale).is(RefusalKind::Conflict));
  CHECK(machine.dispatch("Restock", "not JSON", stale).refusal.kind == RefusalKind::Conflict);
  CHECK(machine.dispatch("Ship", "not JSON", stale).refusal.kind == RefusalKind::Conflict);
  CHECK(machine.dispatch("Ship", "not JSON", start).refusal.kind == RefusalKind::NoTransition);
  CHECK(machine.dispatch("Restock", "not JSON", start).refusal.kind == RefusalKind::InvalidPayload);
  const auto answer = machine.dispatch("Restock", R"({"sku":"ABC-0001","quantity":1})", stale);
  CHECK(answer.refusal.message == "the machine is at another version than the caller expects");
}

TEST_CASE("seams: the caps of the dynamic door, to the byte") {
  order::Machine machine = stocked();
  const order::Machine before = machine;
  const auto kind = [&](const std::string& json) {
    const auto answer = machine.dispatch("Register", json, start);
    CHECK(machine == before);
    REQUIRE(answer.refusal.problems.size() == 1);
    return std::string(answer.refusal.problems[0].code);
  };
  const std::string head = R"({"name":")";
  const std::string tail = R"("})";
  const std::size_t room = writ::JsonReader::max_bytes - head.size() - tail.size();
  CHECK(kind(head + std::string(room, 'x') + tail) == "length");  // read, and too long a name
  const std::string more = kind(head + std::string(room + 1, 'x') + tail);
  CHECK(more != "length");
  CHECK(kind(std::string(100'000, '[')) == kind(std::string(65, '[')));
  CHECK(kind("") == "syntax");
  CHECK(kind("{") == "syntax");
  CHECK(kind("{\"name\":\"\xc3\x28\"}") == "syntax");
  CHECK(kind("{\"name\":\"\\ud800\"}") == "syntax");
}

TEST_CASE("seams: what an intruder types is echoed cut and harmless, or not at all") {
  order::Machine machine = stocked();
  const std::string escape = "\x1b]0;pwned\a\u202e" + std::string(500, 'x');
  const auto answer = machine.dispatch(escape, "{}", start);
  CHECK(answer.refusal.kind == RefusalKind::InvalidPayload);
  CHECK(to_json(answer.refusal).find("pwned") == std::string::npos);
  const auto member = machine.dispatch(
      "Register", "{\"" + escape.substr(0, 4) + std::string(500, 'y') + "\":1}", start);
  CHECK(member.refusal.kind == RefusalKind::InvalidPayload);
  CHECK(member.refusal.message.size() < 200);

  const std::string key = "\u0001" + std::string(11, 'k');
  const order::AddLine add{
      .line = {.sku = key, .quantity = 1, .price = {.amount = {}, .currency = {}}}};
  const order::Refusal why = machine.explain(add, machine.dispatch(add, start), start);
  CHECK(why.message.starts_with("only 0 of "));
}

TEST_CASE("seams: typed text that is no UTF-8 is refused, and never reaches the state") {
  order::Machine machine = stocked();
  const order::Machine before = machine;
  for (const char* bad : {"\xff", "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                          "\xc0\x80"
                          "aaaa"}) {
    CHECK(machine.dispatch(order::Register{.name = bad}, start).is(RefusalKind::InvalidPayload));
    CHECK(machine.dispatch(order::Restock{.sku = std::string("AAAA") + bad, .quantity = 1}, start)
              .is(RefusalKind::InvalidPayload));
    CHECK(machine == before);
  }
}

TEST_CASE("seams: snapshots with members twice, unknown, absent, of another phase or type") {
  deep::Machine machine(start);
  CHECK(machine.dispatch(
      deep::AddShelf{.name = "a",
                     .shelf = {.lines = {{.sku = "x", .price = {}, .tags = {"t"}}}, .counts = {}}},
      start));
  const std::string good = machine.snapshot();
  const deep::Machine before = machine;
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    const auto answer = machine.restore(text.replace(at, from.size(), to));
    CHECK_FALSE(answer);
    CHECK(machine == before);
    CHECK_FALSE(answer.refusal.message.empty());
    return answer.refusal.problems.empty() ? "" : answer.refusal.problems[0].path;
  };
  CHECK(refused(R"("cursor":0)", R"("cursor":0,"cursor":0)") == "/state/cursor");
  CHECK(refused(R"("cursor":0)", R"("cursor":10)") == "/state/cursor");
  CHECK(refused(R"("cursor":0)", R"("cursor":0,"more":0)") == "/state/more");
  CHECK(refused(R"("cursor":0,)", "") == "/state/cursor");
  CHECK(refused(R"("value":0)", R"("value":"0")") == "/state/top/middle/inner/bottom/value");
  CHECK(refused(R"("a":{"lines")", R"("":{"lines")") == "/state/shelves/");
  CHECK(refused(R"("counts":{})", R"("counts":{"Tiny":1})") == "/state/shelves/a/counts/Tiny");
  CHECK(refused(R"("counts":{})", R"("counts":{"Large":1,"Large":1})") ==
        "/state/shelves/a/counts/Large");
  CHECK(refused(R"("tags":["t"])", R"("tags":["t","t","t","t"])") ==
        "/state/shelves/a/lines/0/tags");
  CHECK(refused(R"("phase":"Always")", R"("phase":"Never")") == "/phase");
  CHECK(refused(R"("step":1)", R"("step":-1)") == "/step");
  CHECK(refused(R"("step":1)", R"("step":1.0)") == "/step");
  CHECK(refused(R"("now":")", R"("now":"x)") == "/now");
  CHECK(refused(R"("total":0.00)", R"("total":0.001)") == "/state/total");
  CHECK(refused(R"("contract":"Deep")", R"("contract":"Deeper")") == "/contract");
}

TEST_CASE("seams: any byte of a deep snapshot changed or cut off") {
  deep::Machine machine(start);
  for (const char* name : {"a", "b/~"}) {
    const deep::Line line{.sku = "sku", .price = {.amount = {250}, .size = {}}, .tags = {"t"}};
    CHECK(machine.dispatch(
        deep::AddShelf{.name = name, .shelf = {.lines = {line, line}, .counts = {}}}, start));
    CHECK(machine.dispatch(deep::AddLine{.line = line}, start));
    CHECK(machine.dispatch(deep::Row{.row = {1, 2, 3}}, start));
  }
  const std::string good = machine.snapshot();
  const deep::Machine before = machine;
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(machine.restore(good.substr(0, size)));
    CHECK(machine == before);
  }
  test::Random random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string text = good;
    const auto at =
        static_cast<std::size_t>(random.number(0, static_cast<std::int64_t>(good.size()) - 1));
    text[at] = static_cast<char>(random.one_in(2) ? random.number(0, 255) : random.number(32, 126));
    deep::Machine other = before;
    const auto answer = other.restore(text);
    if (!answer) {
      CHECK(other == before);
      continue;
    }
    deep::Machine again(start);  // what it became is a state that the contract allows
    CHECK(again.restore(other.snapshot()));
    CHECK(again == other);
  }
}

TEST_CASE("seams: a restore without memory leaves the machine as it was") {
  const std::string good = stocked().snapshot();
  bool ran_out = true;
  for (long n = 0; ran_out; ++n) {
    REQUIRE(n < 100);
    order::Machine machine(start);
    ran_out = test::runs_out(n, [&] { (void)machine.restore(good); });
    CHECK((machine == order::Machine(start)) == ran_out);
  }
}
