// What is known of values: bounds, what overflows, what may have no value, what fits.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

/// A contract with one of each, and a guard that compares `value` with itself.
Checked with(const std::string& value) {
  return Checked(
      "contract A version 1\n"
      "type Small = int in -5..10\n"
      "enum Colour { Red, Green }\n"
      "record Line {\n"
      "  quantity: int in 1..1000, price: decimal(2) in 0.00..10.00, note: string(3..9)\n"
      "}\n"
      "const ten = 10\n"
      "state {\n"
      "  small: Small, any_int: int, positive: int >= 0, amount: decimal(2) in 0.00..5.00\n"
      "  rest: decimal(2), lines: list<Line>(..100), endless: list<Line>, name: string(..80)\n"
      "  stock: list<int in 3..9>(..9), by_name: map<string(..4), int in 3..9>, colour: Colour\n"
      "  grid: list<list<int in 0..1>(..3)>(..2)\n"
      "}\n"
      "fn twice(s: Small): int = s * 2\n"
      "fn first: int = lines[0].quantity\n"
      "intent Go\non Go\n"
      "guard It on Go { require " +
      value + " == " + value + " else \"no\" }");
}

/// The facts of an expression.
struct Facts {
  std::int64_t least;
  std::int64_t most;
  bool overflows;
  bool partial;
  friend bool operator==(const Facts&, const Facts&) = default;
};
std::ostream& operator<<(std::ostream& out, const Facts& facts) {
  return out << facts.least << ".." << facts.most << (facts.overflows ? " overflows" : "")
             << (facts.partial ? " partial" : "");
}

Facts facts(const std::string& value) {
  const Checked contract = with(value);
  INFO(value << "\n" << contract.said());
  REQUIRE(contract.clean());
  const Expr& expr = contract.condition().operands[0];
  return {expr.bounds.least, expr.bounds.most, expr.overflows, expr.partial};
}

constexpr Facts too_large{INT64_MIN, INT64_MAX, true, true};

Facts total(std::int64_t least, std::int64_t most) { return {least, most, false, false}; }
Facts partial(std::int64_t least, std::int64_t most) { return {least, most, false, true}; }

}  // namespace

TEST_CASE("sema/facts: fields and constants") {
  CHECK(facts("small") == total(-5, 10));
  CHECK(facts("any_int") == total(INT64_MIN, INT64_MAX));
  CHECK(facts("positive") == total(0, INT64_MAX));
  CHECK(facts("amount") == total(0, 500));
  CHECK(facts("ten") == total(10, 10));
  CHECK(facts("state.small") == total(-5, 10));
}

TEST_CASE("sema/facts: arithmetic") {
  CHECK(facts("small + 1") == total(-4, 11));
  CHECK(facts("small - small") == total(-15, 15));
  CHECK(facts("small * small") == total(-50, 100));
  CHECK(facts("-small") == total(-10, 5));
  CHECK(facts("small * -3") == total(-30, 15));
  CHECK(facts("amount + small") == total(-500, 1500));
  CHECK(facts("amount * small") == total(-2500, 5000));
  CHECK(facts("amount * amount") == total(0, 250'000));
  CHECK(facts("amount + 0.005") == total(5, 5005));
  CHECK(facts("ten * ten - ten") == total(90, 90));
}

TEST_CASE("sema/facts: what may leave 64 bits") {
  CHECK(facts("any_int + 1") == too_large);
  CHECK(facts("positive + 1") == too_large);
  CHECK(facts("positive - 1") == total(-1, INT64_MAX - 1));
  CHECK(facts("-any_int") == too_large);
  CHECK(facts("-positive") == total(-INT64_MAX, 0));
  CHECK(facts("positive * 2") == too_large);
  CHECK(facts("any_int * 0") == total(0, 0));
  CHECK(facts("rest + any_int") == too_large);
  CHECK(facts("rest * 1.0") == too_large);
  // What is made of it has no value either, but does not overflow itself.
  CHECK(facts("(any_int + 1) * 0") == partial(0, 0));
  // Numbers at the edge.
  CHECK(facts("9223372036854775807") == total(INT64_MAX, INT64_MAX));
  CHECK(facts("-9223372036854775808") == total(INT64_MIN, INT64_MIN));
  CHECK(facts("-9223372036854775808 * -1") == too_large);
}

TEST_CASE("sema/facts: a conversion may overflow, too") {
  const Checked contract = with("any_int + rest * 0");
  REQUIRE(contract.clean());
  const Expr& sum = contract.condition().operands[0];
  const Expr& widened = sum.operands[0];
  CHECK(widened.kind == ExprKind::Widen);
  CHECK(widened.overflows);
  CHECK(widened.bounds.unbounded());
  CHECK(contract->type(widened.type).scale == 2);
}

TEST_CASE("sema/facts: elements, and what stands for them") {
  CHECK(facts("stock[small]") == partial(3, 9));
  CHECK(facts("stock[small] ?? 0") == total(0, 9));
  CHECK(facts("stock[small] ?? small") == total(-5, 10));
  CHECK(facts("by_name[name]") == partial(3, 9));
  CHECK(facts("by_name[\"a\"] ?? stock[1] ?? 1") == total(1, 9));
  CHECK(facts("lines[0].quantity") == partial(1, 1000));
  CHECK(facts("lines[0].quantity ?? 1") == total(1, 1000));
  CHECK(facts("grid[0][small] ?? 0") == total(0, 1));
  CHECK(facts("stock[1] ?? stock[2]") == partial(3, 9));
  CHECK(facts("stock[1] ?? stock[2] ?? 3") == total(3, 9));
  // `??` stands for an absent element, not for what fails between the brackets.
  CHECK(facts("stock[stock[1]] ?? 0") == partial(0, 9));
  CHECK(facts("stock[stock[1] ?? 1] ?? 0") == total(0, 9));
  CHECK(facts("lines[any_int + 1].quantity ?? 1") == partial(1, 1000));
}

TEST_CASE("sema/facts: sizes") {
  CHECK(facts("lines.size") == total(0, 100));
  CHECK(facts("endless.size") == total(0, INT64_MAX));
  CHECK(facts("name.size") == total(0, 80));
  CHECK(facts("\"grün\".size") == total(4, 4));
  CHECK(facts("(grid[0] ?? grid[1]).size") == partial(0, 3));
  CHECK(facts("lines[0].note.size") == partial(3, 9));
}

TEST_CASE("sema/facts: folds") {
  CHECK(facts("sum(l.quantity for l in lines)") == total(0, 100'000));
  CHECK(facts("sum(l.price * l.quantity for l in lines)") == total(0, 100'000'000));
  CHECK(facts("sum(small for l in lines)") == total(-500, 1000));
  CHECK(facts("sum(l.quantity for l in endless)") == too_large);
  CHECK(facts("sum(any_int for l in lines)") == too_large);
  CHECK(facts("sum(0 for l in endless)") == total(0, 0));
  CHECK(facts("count(l for l in lines)") == total(0, 100));
  CHECK(facts("count(l for l in endless where l.quantity > 3)") == total(0, INT64_MAX));
  CHECK(facts("sum(stock[l.quantity] for l in lines)") == partial(0, 900));
  CHECK(facts("sum(1 for l in lines where stock[l.quantity] > 0)") == partial(0, 100));
  // What is counted is not looked at.
  CHECK(facts("count(stock[l.quantity] for l in lines)") == total(0, 100));
}

TEST_CASE("sema/facts: a sum in which a part could overflow is not one that fits") {
  // At least two elements, so that the whole fits; one of them alone would not.
  const Checked contract(
      "contract A version 1\n"
      "state { all: list<int>(..3), x: int }\n"
      "intent Go { two: list<int in 4611686018427387904..4611686018427387905>(2) }\n"
      "guard G on Go { require sum(n for n in intent.two) > 0 else \"no\" }\n"
      "on Go");
  REQUIRE(contract.clean());
  const Expr& sum = contract->guards[0].on[0].clauses[0].require.condition.operands[0];
  CHECK(sum.overflows);
}

TEST_CASE("sema/facts: functions hand on what is known of their value") {
  CHECK(facts("twice(small)") == total(-10, 20));
  CHECK(facts("twice(3)") == total(-10, 20));
  CHECK(facts("first") == partial(1, 1000));
  CHECK(facts("twice(stock[1])") == partial(-10, 20));
}

TEST_CASE("sema/facts: conditions") {
  const auto is_partial = [](const std::string& condition) {
    const Checked contract = with("(" + condition + ")");
    INFO(condition << "\n" << contract.said());
    REQUIRE(contract.clean());
    return contract.condition().partial;
  };
  CHECK_FALSE(is_partial("small > 0 and not (small in 1..3)"));
  CHECK(is_partial("small > 0 and stock[1] > 0"));
  CHECK(is_partial("small > 0 implies stock[1] in {1, 2}"));
  CHECK_FALSE(is_partial("small > 0 implies (stock[1] ?? 1) in {1, 2}"));
  CHECK(is_partial("any(stock[l.quantity] > 0 for l in lines)"));
  CHECK(is_partial("first > 0"));
}

TEST_CASE("sema/facts: which values are known to fit where they go") {
  const Checked contract(
      "contract A version 1\n"
      "type Small = int in 0..10\n"
      "enum Colour { Red, Green }\n"
      "record Line { small: Small }\n"
      "state {\n"
      "  small: Small, any_int: int, name: string(2..5) = \"ab\", line: Line, flag: bool\n"
      "  few: list<Small>(..3), many: list<Small>(..9), stock: map<string(2..5), Small>\n"
      "  colour: Colour\n"
      "}\n"
      "intent Go {\n"
      "  small: Small, more: int in 0..11, name: string(2..5), long: string(..6), line: Line\n"
      "  few: list<Small>(..2)\n"
      "}\n"
      "on Go {\n"
      "  small = intent.small\n  small = intent.more\n  small = 10\n  small = intent.small - 1\n"
      "  any_int += 1\n  small += 0\n"
      "  name = intent.name\n  name = intent.long\n  name = \"abc\"\n"
      "  line = intent.line\n  flag = small > 3\n  colour = Green\n"
      "  few = intent.few\n  few = many\n  many = few\n"
      "  many.push(intent.small)\n  many.push(intent.more)\n"
      "  stock[name] = 3\n  stock[name] = intent.more\n  stock[name] += 1\n"
      "  few[0] = stock[name] ?? 10\n  name = \"äöü\"\n"
      "}");
  INFO(contract.said());
  REQUIRE(contract.clean());
  const std::vector<Statement> changes = contract.changes();
  const std::vector<bool> expected = {true,  false, true,  false, true, true,  true, false,
                                      true,  true,  true,  true,  true, false, true, true,
                                      false, true,  false, false, true, true};
  REQUIRE(changes.size() == expected.size());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    INFO(changes[i].words);
    CHECK(changes[i].in_range == expected[i]);
    CHECK(changes[i].inserts == (changes[i].words.find("stock[name] =") == 0));
  }
}
