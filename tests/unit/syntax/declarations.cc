// The shape of what is built, and that every span covers what it says.
#include <catch2/catch.hpp>

#include "parsed.h"

using namespace parsed;

TEST_CASE("syntax/declarations: an empty file, and one of comments") {
  CHECK(Parsed("").ast.complete);
  CHECK(Parsed("// nothing\n/// here").ast.complete);
  CHECK_FALSE(Parsed("").ast.contract);
}

TEST_CASE("syntax/declarations: types and what refines them") {
  const Parsed result(
      "record R {\n"
      "  a: string(4), b: string(..80)\n"
      "  c: list<map<Sku, int in 0..n - 1>>(1..)\n"
      "  d: decimal(2) >= -0.50 < 100.00 = 1.00\n"
      "}");
  REQUIRE(result.said().empty());
  const std::vector<Field>& fields = result.ast.records.at(0).fields;
  REQUIRE(fields.size() == 4);

  const Refinement& size = fields[0].type->refinements.at(0);
  CHECK(size.kind == Refinement::Kind::Size);
  CHECK(size.single);
  CHECK(shown(*size.least) == shown(*size.most));

  CHECK_FALSE(fields[1].type->refinements.at(0).least);
  CHECK(shown(*fields[1].type->refinements[0].most) == "80");
  CHECK_FALSE(fields[1].type->refinements[0].single);

  const Type& list = *fields[2].type;
  CHECK(list.name.text == "list");
  CHECK_FALSE(list.refinements.at(0).most);
  CHECK(list.arguments.at(0).arguments.at(0).name.text == "Sku");
  const Refinement& range = list.arguments[0].arguments.at(1).refinements.at(0);
  CHECK(range.kind == Refinement::Kind::In);
  CHECK(shown(*range.most) == "(n - 1)");
  CHECK(result.files.text(list.span) == "list<map<Sku, int in 0..n - 1>>(1..)");

  const std::vector<Refinement>& bounds = fields[3].type->refinements;
  REQUIRE(bounds.size() == 3);
  CHECK(bounds[1].kind == Refinement::Kind::AtLeast);
  CHECK(shown(*bounds[1].least) == "(-0.50)");
  CHECK(bounds[2].kind == Refinement::Kind::Less);
  CHECK(shown(*bounds[2].most) == "100.00");
  CHECK_FALSE(bounds[2].least);
  CHECK(shown(*fields[3].modifiers.initial) == "1.00");
}

TEST_CASE("syntax/declarations: reserved words may name a field before `:` and after `.`") {
  const Parsed result(
      "state { on: bool, state: int, for: int, inner { final: int } }\n"
      "on Flip { state.on = state.inner.final > state.state\n state.for += 1 }");
  REQUIRE(result.said().empty());
  CHECK(result.ast.states.at(0).fields.at(3).fields.at(0).name.text == "final");
  const Statement& set = result.ast.transitions.at(0).body.at(0);
  CHECK(shown(set.target) == "state.on");
  CHECK(shown(set.value) == "(state.inner.final > state.state)");
}

TEST_CASE("syntax/declarations: words with a meaning in one place are names elsewhere") {
  const Parsed result(
      "contract Version version 2\nstate { version: int list: list<int> set: int map: int }\n"
      "on Set { list.push(map)\n set = version }");
  CHECK(result.said().empty());
  CHECK(result.ast.contract->text == "Version");
  CHECK(result.ast.version == 2);
  CHECK(result.ast.states.at(0).fields.size() == 4);
  CHECK(shown(result.ast.transitions.at(0).body.at(0).target) == "list.push(map)");
}

TEST_CASE("syntax/declarations: guards, transitions and their statements") {
  const Parsed result(
      "guard G on A, B in P, Q {\n"
      "  require a else \"no\" suggest { line.quantity: 3, at: b }\n"
      "  require c else \"never\"\n"
      "}\n"
      "on A, B in P, Q -> R {\n  require a else \"no\"\n  x.y[0] -= 1\n  xs.push(a, b)\n  z *= "
      "2\n}\n"
      "on C");
  REQUIRE(result.said().empty());
  const Guard& guard = result.ast.guards.at(0);
  CHECK(guard.intents.at(1).text == "B");
  CHECK(guard.phases.at(0).text == "P");
  REQUIRE(guard.clauses.size() == 2);
  CHECK(guard.clauses[0].suggestions.at(0).path.at(1).text == "quantity");
  CHECK(guard.clauses[0].suggestions.at(1).path.at(0).text == "at");
  CHECK(guard.clauses[1].suggestions.empty());

  const Transition& on = result.ast.transitions.at(0);
  CHECK(on.targets.at(0).phase.text == "R");
  CHECK(result.files.text(on.header_span) == "on A, B in P, Q -> R");
  REQUIRE(on.body.size() == 4);
  CHECK(on.body[0].kind == Statement::Kind::Require);
  CHECK(on.body[1].kind == Statement::Kind::Subtract);
  CHECK(shown(on.body[1].target) == "x.y[0]");
  CHECK(on.body[2].kind == Statement::Kind::Change);
  CHECK(on.body[2].target.kind == ExprKind::Method);
  CHECK(shown(on.body[2].target) == "xs.push(a, b)");
  CHECK(on.body[3].kind == Statement::Kind::Multiply);
  CHECK(result.files.text(result.ast.transitions.at(1).span) == "on C");
  CHECK(result.files.text(result.ast.transitions.at(1).header_span) == "on C");
}

TEST_CASE("syntax/declarations: phases nest, functions may have no parameters") {
  const Parsed result(
      "phases { A, B { C D { E } } F final }\nfn f: int = 1\nfn g(a: A, b: B): bool = a < b\n"
      "enum E { X, Y Z, }\nconst c: int = 3\nconst d = 4\nimport \"m.writ\"\ntype T = int");
  REQUIRE(result.said().empty());
  const std::vector<Phase>& phases = result.ast.phases.at(0).phases;
  CHECK(phases.at(1).inner.at(1).inner.at(0).name.text == "E");
  CHECK(phases.at(2).final);
  CHECK(result.ast.functions.at(0).parameters.empty());
  CHECK(result.ast.functions.at(1).parameters.at(1).type.name.text == "B");
  CHECK(result.ast.enumerations.at(0).members.size() == 3);
  CHECK(result.ast.constants.at(0).type->name.text == "int");
  CHECK_FALSE(result.ast.constants.at(1).type);
  CHECK(result.ast.imports.at(0).path.text == "m.writ");
  CHECK(result.files.text(result.ast.imports[0].path.span) == "\"m.writ\"");
}

TEST_CASE("syntax/declarations: documentation finds its owner") {
  const Parsed result(
      "/// The contract,\n///   indented.  \ncontract C version 1\n"
      "// no doc\n/// Of the state.\nstate {\n"
      "  /// Above.\n  a: int, /// Behind.\n  b: int  /// Of b.\n  c: int\n  d: int e: int /// Of "
      "e.\n}\n"
      "/// Far away.\n\nintent I\n//// four slashes\nintent J\n"
      "phases {\n  /// First.\n  P\n  Q { R, S } /// Of Q.\n}\n");
  REQUIRE(result.said().empty());
  CHECK(result.ast.doc == Doc{"The contract,", "  indented."});
  CHECK(result.ast.states.at(0).doc == Doc{"Of the state."});
  const std::vector<Field>& fields = result.ast.states[0].fields;
  CHECK(fields.at(0).doc == Doc{"Above.", "Behind."});
  CHECK(fields.at(1).doc == Doc{"Of b."});
  CHECK(fields.at(2).doc.empty());
  CHECK(fields.at(3).doc.empty());
  CHECK(fields.at(4).doc == Doc{"Of e."});
  CHECK(result.ast.intents.at(0).doc.empty());
  CHECK(result.ast.intents.at(1).doc.empty());
  CHECK(result.ast.phases.at(0).phases.at(0).doc == Doc{"First."});
  CHECK(result.ast.phases[0].phases.at(1).doc == Doc{"Of Q."});
  CHECK(result.ast.phases[0].phases[1].inner.at(1).doc.empty());
}

TEST_CASE("syntax/declarations: a module's doc is set apart by an empty line") {
  const Parsed apart("/// The module.\n\n/// The type.\ntype T = int");
  CHECK(apart.ast.doc == Doc{"The module."});
  CHECK(apart.ast.aliases.at(0).doc == Doc{"The type."});
  const Parsed joined("/// The type.\ntype T = int");
  CHECK(joined.ast.doc.empty());
  CHECK(joined.ast.aliases.at(0).doc == Doc{"The type."});
}

TEST_CASE("syntax/declarations: stories are no part of the words") {
  const Parsed plain("contract C version 1\nintent A\non A");
  const Parsed told(
      "contract C version 1\nscenario \"s\" { send A }\nintent A\nproperty p: eventually true\n"
      "reachable r: true\non A\nverify { depth 3 }\nscenario \"t\" { expect true }");
  CHECK(plain.ast.words == told.ast.words);
  CHECK(plain.ast.words == "contract C version 1 intent A on A");
}

TEST_CASE("syntax/declarations: words are what counts, without comments and layout") {
  const Parsed loose("/// doc\ncontract  C // x\n version 1\nconst a = \"b  {c}\"");
  const Parsed tight("contract C version 1 const a = \"b  {c}\"");
  CHECK(loose.ast.words == "contract C version 1 const a = \" b   { c } \"");
  CHECK(loose.ast.words == tight.ast.words);
  CHECK(Parsed("const a = \"b {c}\"").ast.words != Parsed("const a = \"b  {c}\"").ast.words);
  CHECK(Parsed("const a = \"é\"").ast.words == "const a = \" é \"");
}

TEST_CASE("syntax/declarations: spans are byte offsets, a byte order mark included") {
  const Parsed result("\xEF\xBB\xBF// 日本語 é\nconst größe = 1\nconst a = \"é\" + wrong");
  CHECK(result.said() == "a.writ:2:9: error[unexpected-token]: expected `=`, found `ö`\n");
  REQUIRE(result.ast.constants.size() == 1);
  const Expr& sum = result.ast.constants[0].value;
  CHECK(result.files.text(sum.operands.at(1).span) == "wrong");
  CHECK(result.files.place(sum.operands[1].span) == writ::source::Place{3, 17});
}

TEST_CASE("syntax/declarations: a version that no number can hold") {
  CHECK(errors("contract C version 99999999999999999999") ==
        "a.writ:1:20: error[number-too-large]: the number `99999999999999999999` does not fit\n");
}
