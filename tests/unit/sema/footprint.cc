// What an expression reads, what an effect writes, and when two expressions are the same.
#include "compiler/model/footprint.h"

#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

const std::string declarations =
    "contract A version 1\n"
    "record Line { n: int, sub: list<int> }\n"
    "state { a: int, deep { x: int, y: int }, lines: list<Line>, stock: list<int> }\n"
    "phases { Draft, Done }\nintent Go { k: int }\non Go in Draft -> Done\n"
    "fn of_y: int = deep.y\nfn of_call: int = of_y + of_y\nfn local(n: int): int = n\n"
    "fn asks: bool = phase in Draft\n";

std::string shown(const Path& path) {
  std::string out;
  for (const std::uint32_t step : path) out += (out.empty() ? "" : ".") + std::to_string(step);
  return out;
}

std::string read(const std::string& condition) {
  const Checked contract(declarations + "guard It on Go { require " + condition + " else \"no\" }");
  INFO(condition << "\n" << contract.said());
  REQUIRE(contract.clean());
  const Footprint found = reads(*contract, contract.condition());
  std::string out;
  for (const Path& path : found.paths) out += shown(path) + " ";
  return out + (found.phase ? "phase" : "");
}

}  // namespace

TEST_CASE("sema/footprint: what is read, up to the first index") {
  CHECK(read("a > 0") == "0 ");
  CHECK(read("deep.x > a") == "1.0 0 ");
  CHECK(read("lines[a].n > 0") == "0 2 ");
  CHECK(read("lines[stock[3]].sub[deep.x] > 0") == "1.0 3 2 ");
  CHECK(read("(stock[a] ?? deep.x) > 0") == "0 3 1.0 ");
  CHECK(read("lines.size > 0") == "2 ");
  CHECK(read("any(l.n > a for l in lines)") == "2 0 ");
  CHECK(read("a == a") == "0 ");
  CHECK(read("1 == 1").empty());
}

TEST_CASE("sema/footprint: functions are read with what they call") {
  CHECK(read("of_call > 0") == "1.1 ");
  CHECK(read("local(a) > 0") == "0 ");
  CHECK(read("asks") == "phase");
  CHECK(read("phase in Done or a > 0") == "0 phase");
}

TEST_CASE("sema/footprint: what is written") {
  const Checked contract(declarations +
                         "intent Write\non Write { a = 1  deep.y = 1  lines[0].n = 1  stock[a] = 1 "
                         "lines[0].sub.push(1)  lines[0].sub[a] = 1 }");
  INFO(contract.said());
  REQUIRE(contract.clean());
  std::string out;
  for (const Statement& change : contract.changes()) out += shown(written(change.place)) + " ";
  CHECK(out == "0 1.1 2 3 2 2 ");
}

TEST_CASE("sema/footprint: one path inside the other") {
  CHECK(overlap({}, {1, 2}));
  CHECK(overlap({1}, {1, 2}));
  CHECK(overlap({1, 2}, {1}));
  CHECK(overlap({1, 2}, {1, 2}));
  CHECK_FALSE(overlap({1, 2}, {1, 3}));
  CHECK_FALSE(overlap({0}, {1}));
  CHECK(Footprint{{{0}, {1, 2}}, false}.touches({1}));
  CHECK_FALSE(Footprint{{{0}, {1, 2}}, false}.touches({1, 0}));
  CHECK_FALSE(Footprint{}.touches({}));
}

TEST_CASE("sema/footprint: the same, read twice") {
  const auto equal = [](const std::string& left, const std::string& right) {
    const Checked contract(declarations + "guard It on Go { require " + left + " == " + right +
                           " else \"no\" }");
    INFO(contract.said());
    REQUIRE(contract.clean());
    const Expr& both = contract.condition();
    return same(both.operands[0], both.operands[1]);
  };
  CHECK(equal("lines[a].n", "lines[a].n"));
  CHECK(equal("stock[3]", "stock[ 3 ]"));
  CHECK(equal("a + 1", "(a + 1)"));
  CHECK_FALSE(equal("lines[a].n", "lines[deep.x].n"));
  CHECK_FALSE(equal("stock[3]", "stock[4]"));
  CHECK_FALSE(equal("a + 1", "a - 1"));
  CHECK_FALSE(equal("a + 1", "1 + a"));
  CHECK_FALSE(equal("deep.x", "deep.y"));
}
