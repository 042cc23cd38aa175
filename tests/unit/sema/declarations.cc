// What the model says of declarations: words of types, the order of records and functions, names.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

std::string words(const std::string& type) {
  const Checked contract(
      "contract A version 1\n"
      "type Small = int in 1..1000\n"
      "type Names = list<string(..9)>(..5)\n"
      "enum Colour { Red, Green }\n"
      "record Line { small: Small }\n"
      "const most = 100\n"
      "state { count: int }\n"
      "intent Go { it: " +
      type + " }\non Go");
  INFO(contract.said());
  REQUIRE(contract.clean());
  const Type& of = contract.type("Go", "it");
  return of.words + (of.alias.empty() ? "" : " as " + of.alias);
}

std::vector<std::string> names(const Checked& contract) {
  std::vector<std::string> out;
  for (const Record& record : contract->records) out.push_back(record.name);
  return out;
}

}  // namespace

TEST_CASE("sema/declarations: the words of types") {
  CHECK(words("int") == "int");
  CHECK(words("int in 1..1000") == "int in 1..1000");
  CHECK(words("int in 0..100000") == "int in 0..100_000");
  CHECK(words("int in -1234567..most") == "int in -1_234_567..100");
  CHECK(words("int >= 0") == "int >= 0");
  CHECK(words("int > 0") == "int >= 1");
  CHECK(words("int < most + 1") == "int <= 100");
  CHECK(words("int >= 0 <= 9") == "int in 0..9");
  CHECK(words("int in 0..50 in 20..90") == "int in 20..50");
  CHECK(words("decimal(2) >= 0") == "decimal(2) >= 0.00");
  CHECK(words("decimal(2) > 0") == "decimal(2) >= 0.01");
  CHECK(words("decimal(2) in -0.05..100000") == "decimal(2) in -0.05..100_000.00");
  CHECK(words("decimal(0) <= 3") == "decimal(0) <= 3");
  CHECK(words("string") == "string");
  CHECK(words("string(4)") == "string(4)");
  CHECK(words("string(4..12)") == "string(4..12)");
  CHECK(words("string(..80)") == "string(..80)");
  CHECK(words("string(1..)") == "string(1..)");
  CHECK(words("list<Line>(..most)") == "list<Line>(..100)");
  CHECK(words("list<Small>(1..)") == "list<int in 1..1000>(1..)");
  CHECK(words("map<Colour, list<int>(..3)>(..10000)") == "map<Colour, list<int>(..3)>(..10_000)");
}

TEST_CASE("sema/declarations: a type keeps its name until it is narrowed") {
  CHECK(words("Small") == "int in 1..1000 as Small");
  CHECK(words("Small <= 9") == "int in 1..9");
  CHECK(words("Small in 0..5000") == "int in 1..1000");
  CHECK(words("Names") == "list<string(..9)>(..5) as Names");
  CHECK(words("Names(2..)") == "list<string(..9)>(2..5)");
}

TEST_CASE("sema/declarations: records stand before those that use them") {
  const Checked contract(
      "contract A version 1\n"
      "record Outer { inners: list<Inner>, leaf: Leaf }\n"
      "record Inner { leaf: map<string, Leaf> }\n"
      "record Leaf { n: int }\n"
      "state { shop { owner { name: string }, stock { n: int } }, last { outer: Outer } }\n"
      "intent Go { outer: Outer }\nintent Stop\non Go, Stop");
  INFO(contract.said());
  REQUIRE(contract.clean());
  CHECK(names(contract) == std::vector<std::string>{"Leaf", "Inner", "Outer", "Owner", "Stock",
                                                    "Shop", "Last", "State", "Go", "Stop"});
  const Record& owner = contract->records[3];
  CHECK(owner.kind == Record::Kind::Inline);
  REQUIRE(owner.owner);
  CHECK(contract->record(*owner.owner).name == "Shop");
  CHECK(contract->record(*contract->records[5].owner).kind == Record::Kind::State);
  CHECK(contract->record(contract->state).name == "State");
  CHECK(contract->payload(IntentId{1}).kind == Record::Kind::Payload);
  CHECK(contract->payload(IntentId{1}).fields.empty());
}

TEST_CASE("sema/declarations: functions stand before those that call them") {
  const Checked contract(
      "contract A version 1\n"
      "fn third: int = second + first\n"
      "fn second: int = first * 2\n"
      "fn first: int = count\n"
      "fn open: bool = phase in Open\n"
      "fn shut: bool = not open\n"
      "fn pure(n: int in 0..9): int = n + 1\n"
      "state { count: int in 0..9 }\nphases { Open, Done }\nintent Go\non Go in Open -> Done");
  INFO(contract.said());
  REQUIRE(contract.clean());
  std::string order;
  for (const Function& function : contract->functions) {
    order += function.name + (function.reads_state ? "+state" : "") +
             (function.reads_phase ? "+phase" : "") + " ";
  }
  CHECK(order == "first+state second+state third+state open+phase shut+phase pure ");
  CHECK(contract->functions[5].words == "fn pure(n: int in 0..9): int = n + 1");
}

TEST_CASE("sema/declarations: constants and defaults are worked out") {
  const Checked contract(
      "contract A version 1\n"
      "enum Colour { Red, Green }\n"
      "const later = earlier * 2 + 7 % 3 + -7 % 3 + 1\nconst earlier = 20\n"
      "const price: decimal(2) = 1.5\nconst name = \"x\"\nconst colour = Colour.Green\n"
      "state { n: int = later, p: decimal(4) = price * 2, c: Colour = Green, s: string = name\n"
      "  f: bool = true, d: decimal(2) = -3 }\n"
      "intent Go\non Go");
  INFO(contract.said());
  REQUIRE(contract.clean());
  const auto initial = [&](std::size_t i) {
    return *contract->record(contract->state).fields.at(i).initial;
  };
  CHECK(initial(0).number == 41);
  CHECK(initial(1).number == 30'000);
  CHECK(initial(2).number == 1);
  CHECK(initial(3).text == "x");
  CHECK(initial(3).kind == ExprKind::Text);
  CHECK(initial(4).number == 1);
  CHECK(initial(5).number == -300);
  for (std::size_t i = 0; i < 6; ++i) CHECK(initial(i).operands.empty());
}

TEST_CASE("sema/declarations: what a contract is known by") {
  const std::string text = "contract A version 7\nimport \"module1.writ\"\nintent Go\non Go";
  const std::string module = "/// Shared.\nconst k = 3";
  const Checked contract(text, {module});
  INFO(contract.said());
  REQUIRE(contract.clean());
  CHECK(contract->name == "A");
  CHECK(contract->version == 7);
  CHECK_FALSE(contract->has_phases);
  REQUIRE(contract->phases.size() == 1);
  CHECK(contract->phases[0].name == "Always");
  REQUIRE(contract->modules.size() == 2);
  CHECK(contract->modules[0].name == "A");
  CHECK(contract->modules[1].name == "module1");
  CHECK(contract->hash.size() == 64);
  // Comments and spaces change nothing; words do, in a module, too.
  CHECK(Checked("// new\n" + text + "  // end", {module})->hash == contract->hash);
  CHECK(Checked(text, {"const k = 4"})->hash != contract->hash);
  CHECK(Checked(text + "\nstate { n: int }", {module})->hash != contract->hash);
}

TEST_CASE("sema/declarations: a module does not see the contract, the contract sees all modules") {
  const std::string contract =
      "contract A version 1\nstate { n: int = k }\nintent Go\non Go { n = f }";
  CHECK(Checked(contract, {"const k = 3", "fn f: int = k"}).clean());
  CHECK(Checked(contract, {"const k = 3", "fn f: int = n"}).found("unknown-name"));
  CHECK(Checked(contract, {"const k = 3", "fn f: int = state.n"}).found("unknown-name"));
  CHECK(Checked(contract, {"const k = 3", "fn f: int = 3", "const f = 3"}).found("duplicate-name"));
}

TEST_CASE("sema/declarations: no model comes out where anything is wrong") {
  CHECK_FALSE(Checked("contract A version 1\nstate { n: nope }").given());
  CHECK_FALSE(Checked("state { n: int }").given());
  CHECK(Checked("state { n: int }").found("no-contract"));
  // A syntax error leaves something out: nothing is said of what may only be missing.
  const Checked broken("contract A version 1\nstate { n int }\non Go { m = 1 }");
  CHECK_FALSE(broken.given());
  CHECK_FALSE(broken.found("unknown-name"));
}
