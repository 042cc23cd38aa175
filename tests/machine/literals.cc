// What is built in braces and brackets, chosen, and collected: through both doors and back.
#include "literals.writ.h"

#include <catch2/catch.hpp>

#include "walk.h"

using literals::Colour;
using literals::Machine;
using test::start;
using writ::RefusalKind;

namespace {

void restores(const Machine& machine) {
  Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
}

}  // namespace

TEST_CASE("literals: defaults of records, lists and maps") {
  const Machine machine(start);
  CHECK(to_json(machine.state()) ==
        R"({"lines":[],"line":{"sku":"first","quantity":1,"price":2.50,"colour":"Green"},)"
        R"("stock":{"a":1,"b":2},"numbers":[3,1,2],"names":[],"total":0,"price":0.00,"text":"",)"
        R"("colour":"Red"})");
  CHECK(machine.get("stock[\"b\"]")->number == 2);
  CHECK(literals::constants::primes == literals::types::List<std::int64_t>{2, 3, 5});
  restores(machine);
}

TEST_CASE("literals: a record as written, with what is left out") {
  Machine machine(start);
  CHECK(machine.dispatch("Make", R"({"sku":"s","quantity":1000,"plain":true})", start));
  CHECK(machine.state().lines.front() ==
        literals::Line{
            .sku = "s", .quantity = 1000, .price = writ::Decimal<2>{100}, .colour = Colour::Red});
  CHECK(machine.state().line.sku == "made");
  const Machine before = machine;
  const auto refused = machine.dispatch(literals::Make{.sku = "t", .quantity = 1001}, start);
  CHECK(refused.kind() == RefusalKind::OutOfRange);
  CHECK(machine.explain(literals::Make{.sku = "t", .quantity = 1001}, refused, start).message ==
        "/lines: the value is outside of its type");
  CHECK(machine == before);
  restores(machine);
}

TEST_CASE("literals: a record like another one") {
  Machine machine(start);
  CHECK(machine.dispatch(literals::Update{.quantity = 9}, start));
  CHECK(machine.state().line.sku == "first");
  CHECK(machine.state().line.quantity == 9);
  CHECK(machine.state().total == 9);
  CHECK(machine.dispatch(literals::Update{.quantity = 0}, start).kind() == RefusalKind::OutOfRange);
  CHECK(machine.state().total == 9);
}

TEST_CASE("literals: maps and lists, where of two equal keys the later one counts") {
  Machine machine(start);
  CHECK(machine.dispatch(literals::Fill{.a = "z", .b = "b", .n = 7}, start));
  REQUIRE(machine.state().stock.size() == 2);
  CHECK(*machine.state().stock.find("z") == 1);
  CHECK(*machine.state().stock.find("b") == 3);
  CHECK(machine.state().names == literals::types::List<std::string>{"z", "x", "b"});
  CHECK(machine.state().numbers.empty());
  CHECK(machine.dispatch(literals::Fill{.a = "z", .b = "z"}, start).kind() == RefusalKind::Denied);
  restores(machine);
}

TEST_CASE("literals: the arm that fits, and no other") {
  Machine machine(start);
  const auto choose = [&](std::int64_t n, Colour colour) {
    CHECK(machine.dispatch(literals::Choose{.n = n, .colour = colour}, start));
    return machine.state();
  };
  CHECK(choose(1, Colour::Blue).colour == Colour::Red);
  CHECK(choose(1, Colour::Blue).text == "blue");
  CHECK(choose(2, Colour::Blue).colour == Colour::Green);
  CHECK(choose(3, Colour::Blue).colour == Colour::Blue);
  CHECK(choose(3, Colour::Blue).total == 10);
  CHECK(choose(4, Colour::Red).total == 11);
  CHECK(choose(5, Colour::Red).total == 12);
  CHECK(choose(-5, Colour::Red).total == -12);
  CHECK(choose(0, Colour::Red).price == writ::Decimal<2>{100});
  CHECK(choose(7, Colour::Red).price == writ::Decimal<2>{250});
}

TEST_CASE("literals: folds over ranges and maps, least, greatest, first, unique") {
  Machine machine(start);
  CHECK(machine.dispatch(literals::Fold{.least = -1, .most = 3}, start));
  CHECK(machine.state().total == 5 + 2000 + 200);
  CHECK(machine.state().numbers == literals::types::List<std::int64_t>{1, 2, -2, -3, 1, 3});
  CHECK(machine.dispatch(literals::Fold{.least = 3, .most = -1}, start));
  CHECK(machine.state().total == 2000);
  CHECK(machine.dispatch(literals::Fill{.a = "z", .b = "b", .n = 7}, start));
  CHECK(machine.dispatch(literals::Make{.sku = "s", .quantity = 4}, start));
  CHECK(machine.dispatch(literals::Fold{.least = 0, .most = 0}, start));
  CHECK(machine.state().numbers == literals::types::List<std::int64_t>{0, -1, -2, 4, 1, 3});
}

TEST_CASE("literals: what a comprehension collects") {
  Machine machine(start);
  for (const char* sku : {"p", "q"})
    CHECK(machine.dispatch(literals::Make{.sku = sku, .quantity = sku[0] == 'p' ? 1 : 9}, start));
  CHECK(machine.dispatch(literals::Collect{.n = 1}, start));
  CHECK(machine.state().numbers == literals::types::List<std::int64_t>{4});
  CHECK(machine.state().names == literals::types::List<std::string>{"a", "b"});
  REQUIRE(machine.state().lines.size() == 1);
  CHECK(machine.state().lines[0].sku == "q");
  CHECK(machine.state().lines[0].quantity == 5);
  restores(machine);
}
