// The typed and the dynamic door agree, asking is doing without doing, a refusal leaves no trace.
#include <catch2/catch.hpp>
#include <string>
#include <unordered_set>

#include "orders.h"
#include "recount.writ.h"

namespace {

using writ::RefusalKind;

template <class Machine>
void unchanged(const Machine& machine, const Machine& before) {
  CHECK(machine == before);
  CHECK(machine.hash() == before.hash());
  CHECK(machine.snapshot() == before.snapshot());
}

}  // namespace

TEST_CASE("doors: typed and dynamic agree on thousands of intents, and so does asking") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  INFO("seed " << seed);
  test::Intents intents(seed);
  order::Machine typed(test::start);
  order::Machine dynamic(test::start);
  std::size_t accepted = 0;
  std::unordered_set<int> kinds;
  for (int i = 0; i < 3000; ++i) {
    const order::Intent intent = intents.next();
    const order::IntentRef ref(intent);
    const order::Machine before = typed;
    const writ::Outcome asked = std::as_const(typed).can(ref, test::start);
    unchanged(typed, before);
    const writ::Outcome outcome = typed.dispatch(ref, test::start);
    CHECK(asked == outcome);
    const auto answer = dynamic.dispatch(name(ref.kind()), to_json(ref), test::start);
    CHECK(static_cast<bool>(answer) == static_cast<bool>(outcome));
    CHECK(dynamic == typed);
    CHECK(before.permitted().has(ref.kind()) == !outcome.is(RefusalKind::NoTransition));
    if (outcome) {
      ++accepted;
      if (order::final_phases.has(typed.phase())) typed = dynamic = order::Machine(test::start);
      continue;
    }
    unchanged(typed, before);
    kinds.insert(static_cast<int>(outcome.kind()));
    const order::Refusal why = typed.explain(ref, outcome, test::start);
    CHECK(why.kind == outcome.kind());
    CHECK(answer.refusal.kind == outcome.kind());
    CHECK_FALSE(why.message.empty());
  }
  CHECK(accepted > 300);
  CHECK(kinds.size() >= 3);
}

TEST_CASE("doors: the whole story of a refusal") {
  order::Machine order = test::stocked();
  const auto why = [&](const order::Intent& intent) {
    return order.explain(intent, order.dispatch(intent, test::start), test::start);
  };
  SECTION("a payload outside its type") {
    const order::Refusal refusal = why(order::Restock{.sku = "ABC", .quantity = 1});
    CHECK(refusal.kind == RefusalKind::InvalidPayload);
    CHECK(refusal.path == "/sku");
    CHECK(refusal.message == "/sku: expected 4 to 12 characters");
  }
  SECTION("text that is no text") { CHECK(why(order::Register{.name = "\xff"}).path == "/name"); }
  SECTION("every guard that says no, in order, with its values and a suggestion") {
    order::AddLine add = test::add_line("ABC-0001", 5);
    add.line.price.currency = order::Currency::USD;
    const order::Refusal refusal = why(add);
    REQUIRE(refusal.denials.size() == 2);
    CHECK(refusal.denials[0].guard == "InStock");
    CHECK(refusal.denials[0].message == "only 3 of ABC-0001 left");
    CHECK(refusal.denials[1].guard == "InEuros");
    CHECK(refusal.message == refusal.denials[0].message);
    CHECK_FALSE(refusal.suggestion);  // three pieces in dollars would be refused as well
  }
  SECTION("a suggestion that would be accepted") {
    const order::AddLine add = test::add_line("ABC-0001", 5);
    const order::Refusal refusal = why(add);
    const order::AddLine::Patch* patch = refusal.suggested<order::AddLine>();
    REQUIRE(patch);
    CHECK(to_json(*patch) == R"({"line":{"quantity":3}})");
    order::AddLine better = add;
    apply(*patch, better);
    CHECK(order.dispatch(better, test::start));
    // The shelf is empty now: no quantity would do.
    CHECK_FALSE(why(add).suggestion);
  }
  SECTION("an in-line require") {
    const order::Refusal refusal = why(order::Pay{});
    CHECK(refusal.message == "an order needs at least one line");
    CHECK(refusal.denials.size() == 1);
    CHECK(refusal.denials[0].guard.empty());
    CHECK(refusal.source.starts_with("order.writ:"));
  }
  SECTION("a refinement of the state, with its key") {
    const order::Restock more{.sku = "A/B~C-01", .quantity = 1000};
    for (int i = 0; i < 100; ++i) CHECK(order.dispatch(more, test::start));
    const order::Refusal refusal = why(more);
    CHECK(refusal.kind == RefusalKind::OutOfRange);
    CHECK(refusal.path == "/stock/A~1B~0C-01");
  }
  SECTION("the wrong phase") {
    CHECK(why(order::Ship{}).message == "Ship is accepted in Paid, not in Draft");
  }
  SECTION("another version than expected") {
    writ::Context context(test::start);
    context.expected_version = order.version() + 1;
    CHECK(order.dispatch(order::Cancel{}, context).is(RefusalKind::Conflict));
    context.expected_version = order.version();
    CHECK(order.dispatch(order::Cancel{}, context));
  }
}

TEST_CASE("doors: what comes through the dynamic one may be anything") {
  order::Machine order = test::stocked();
  const order::Machine before = order;
  const auto problem = [&](std::string_view intent, std::string_view json) {
    const auto answer = order.dispatch(intent, json, test::start);
    CHECK(answer.refusal.kind == RefusalKind::InvalidPayload);
    REQUIRE_FALSE(answer.refusal.problems.empty());
    unchanged(order, before);
    return answer.refusal.problems.front();
  };
  CHECK(problem("Refund", "{}").code == "intent");
  CHECK(problem("", "").code == "intent");
  CHECK(problem("Restock", "").code == "syntax");
  CHECK(problem("Restock", R"({"sku":"ABC-0001","quantity":1,"quantity":2})").path == "/quantity");
  CHECK(problem("Restock", R"({"sku":"ABC-0001","quantity":1.0})").path == "/quantity");
  CHECK(problem("Restock", R"({"sku":"ABC-0001"})").code == "missing");
  CHECK(problem("Restock", R"({"sku":"ABC-0001","quantity":1,"colour":"red"})").code == "unknown");
  CHECK(problem("Restock", "{\"sku\":\"ABC\xff-0001\",\"quantity\":1}").code == "syntax");
  CHECK(problem("Register", std::string(100'000, '[')).path.empty());
  CHECK(problem("Register", R"({"name":")" + std::string(2 << 20, 'x') + "\"}").path.empty());
  // What nothing accepts here is refused unread.
  CHECK(order.dispatch("Ship", "not JSON", test::start).refusal.kind == RefusalKind::NoTransition);
}

TEST_CASE("doors: a body written in place is put back, and asked on a copy") {
  recount::Machine order(test::start);
  const auto step = [&](const recount::Intent& intent) {
    return order.dispatch(intent, test::start);
  };
  const recount::Money price{.amount = {250}, .currency = recount::Currency::EUR};
  REQUIRE(step(recount::Restock{.sku = "ABC-0001", .quantity = 10}));
  REQUIRE(step(recount::AddLine{.line = {.sku = "ABC-0001", .quantity = 4, .price = price}}));
  const recount::Machine before = order;

  CHECK(std::as_const(order).can(recount::Recount{.index = 0, .quantity = 10}, test::start));
  unchanged(order, before);
  // Eleven: the four come back, ten are there, eleven are not.
  CHECK(step(recount::Recount{.index = 0, .quantity = 11}).is(RefusalKind::OutOfRange));
  unchanged(order, before);
  CHECK(step(recount::Recount{.index = 1, .quantity = 1}).is(RefusalKind::OutOfRange));
  unchanged(order, before);

  CHECK(step(recount::Recount{.index = 0, .quantity = 10}));
  CHECK(order.state().total == writ::Decimal<2>{2500});
  CHECK(order.state().stock.value_or("ABC-0001", -1) == 0);
}

TEST_CASE("doors: machines are values") {
  order::Machine a = test::stocked();
  order::Machine b = a;
  std::unordered_set<order::Machine> set{a, b};
  CHECK(set.size() == 1);
  CHECK(b.dispatch(order::Cancel{}, test::start));
  CHECK_FALSE(a == b);
  set.insert(b);
  CHECK(set.size() == 2);
  CHECK(to_string(*a.get("stock[\"ABC-0001\"]")) == "3");
  CHECK(to_string(*a.get("/stock/ABC-0001")) == "3");
  CHECK(to_string(*a.get("customer.settings.newsletter")) == "false");
  CHECK_FALSE(a.get("stock[\"none\"]"));
  CHECK_FALSE(a.get("lines[0]"));
  CHECK_FALSE(a.get("nothing"));
}
