// The tree of what has no meaning yet: each construct as it was written.
#include <catch2/catch.hpp>

#include "parsed.h"

using namespace parsed;

namespace {

std::vector<Statement> body(const std::string& statements) {
  const Parsed result("on A {\n" + statements + "\n}");
  INFO(result.said());
  REQUIRE(result.said().empty());
  return result.ast.transitions.at(0).body;
}

Field field(const std::string& text) {
  const Parsed result("state { " + text + " }");
  INFO(result.said());
  REQUIRE(result.said().empty());
  return result.ast.states.at(0).fields.at(0);
}

}  // namespace

TEST_CASE("syntax/whole: literals and operands") {
  CHECK(read("1h30m + 64KiB") == "(1h30m + 64KiB)");
  CHECK(read("2026-01-31 < 2026-01-31T09:00:00Z") == "(2026-01-31 < 2026-01-31T09:00:00Z)");
  CHECK(read("2026 - 01 - 31") == "((2026 - 01) - 31)");
  CHECK(read("[1, 2,]") == "[1, 2]");
  CHECK(read("[]") == "[]");
  CHECK(read("[x.a for x in xs where x.b]") == "(x.a for x in xs where x.b)");
  CHECK(read("{ a: 1 b: 2, \"k\": 3, [e]: 4, 5: 6, ..old }") ==
        "{a: 1, b: 2, [\"'k'\"]: 3, [e]: 4, [5]: 6, ..old}");
  CHECK(read("pay.Card { last4: \"1234\" }.last4") == "pay.Card{last4: \"'1234'\"}.last4");
  CHECK(read("{}") == "{}");
  CHECK(read("a == none ?? b / 2") == "(a == (none ?? (b / 2)))");
  CHECK(read("\"\"\"a \"b\" {c}\n\"\"\"") == "\"'a \"b\" ', c, ''\"");
}

TEST_CASE("syntax/whole: choices, folds and patterns") {
  CHECK(read("if a then b else if c then d else e") == "(if a then b else (if c then d else e))");
  CHECK(read("match v { pay.Card c: 1, none: 2, -3: 4, \"x\": 5, _: 6 }") ==
        "(match v | pay.Card c: 1 | none: 2 | (-3): 4 | \"'x'\": 5 | _: 6)");
  CHECK(read("v is pay.Card and s matches /a\\/b[0-9]/") ==
        "((v is pay.Card) and (s matches <a\\/b[0-9]>))");
  CHECK(read("a.matching / 2 / b") == "((a.matching / 2) / b)");
  CHECK(read("sum(v for k, v in m)") == "sum(v for k, v in m)");
  CHECK(read("any(i > 1 for i in 0..n)") == "any((i > 1) for i in 0..n)");
  CHECK(read("all(x in 1..2 for x in xs)") == "all((x in 1..2) for x in xs)");
  CHECK(read("random(1..6 + a)") == "random(1..(6 + a))");
}

TEST_CASE("syntax/whole: a body behind a condition, and braces that are none") {
  const auto all = body(
      "if phase in {P, Q} { a = 1 } else if v is Card c { b = {x: 1} } else { }\n"
      "if not (a == {x: 1}) { }\n"
      "for x in xs where x in {1, 2} { x.a += 1 }\n"
      "for k, v in m { }\n"
      "match v { Card c { a = 1 } _ { } }\n"
      "if match v { A: true, _: false } { a = 2 }\n"
      "if s == \"x{f({y: \"}\"})}\" { a = 3 }\n"
      "if random(1..6) > state.at { a = 4 }\n"
      "a = b\n");
  REQUIRE(all.size() == 9);
  CHECK(shown(all[0].value) == "(phase in {P, Q})");
  CHECK(all[0].otherwise.at(0).name.text == "c");
  CHECK(shown(all[0].otherwise.at(0).body.at(0).value) == "{x: 1}");
  CHECK(shown(all[2].condition.value()) == "(x in {1, 2})");
  CHECK(all[3].second.text == "v");
  CHECK(all[4].choices.size() == 2);
  CHECK(all[5].body.size() == 1);
  CHECK(all[6].body.size() == 1);
  CHECK(all[7].body.size() == 1);
}

TEST_CASE("syntax/whole: statements") {
  const auto all = body(
      "let x = e\nlet r = await charge(a)\n  on Declined d -> P, Q.history { a = 1 }\n"
      "  on failure { }\nawait notify()\nemit E { a: 1 }\nemit F\nensure p\nreply e\nrequire G\n"
      "a.b merge { c: 1 }\nxs.keep(x where x > 1)\nxs.sort(x by x.k desc)\nstate.at[1].for = 2");
  REQUIRE(all.size() == 12);
  CHECK(all[1].kind == Statement::Kind::Await);
  CHECK(all[1].name.text == "r");
  CHECK(all[1].handlers.at(0).binder.text == "d");
  CHECK(all[1].handlers.at(0).targets.at(1).history);
  CHECK(all[1].handlers.at(1).failure.text == "failure");
  CHECK(shown(all[4].value) == "{}");
  CHECK(all[7].kind == Statement::Kind::Guard);
  CHECK(all[8].kind == Statement::Kind::Merge);
  CHECK(shown(all[9].target) == "xs.keep(x where (x > 1))");
  CHECK(shown(all[10].target) == "xs.sort(x by x.k desc)");
  CHECK(shown(all[11].target) == "state.at[1].for");
}

TEST_CASE("syntax/whole: fields and their types") {
  const Field whole =
      field("a: secret string(4..) matching /x/? = \"b\" as \"c\" authored visible");
  CHECK(whole.secret);
  CHECK(whole.type->optional);
  CHECK(whole.type->refinements.at(1).name.text == "x");
  CHECK((whole.modifiers.initial && whole.modifiers.wire_name && whole.modifiers.authored));
  CHECK((whole.modifiers.visible && !whole.modifiers.ephemeral));
  CHECK(field("visible: bool").name.text == "visible");
  CHECK(field("visible { a: int }").fields.size() == 1);
  CHECK(field("a: T in {1, 2}").type->refinements.at(0).members.size() == 2);
  CHECK(field("a: list<R> unique by b.c").type->refinements.at(0).path.size() == 2);
  CHECK(field("a: duration in 1s..8m").type->refinements.at(0).kind == Refinement::Kind::In);
  CHECK(shown(field("a: int where (it % 2 == 0)").type->refinements.at(0).members.at(0)) ==
        "((it % 2) == 0)");
  CHECK(errors("state { a: int visible visible }") ==
        "a.writ:1:24: error[unexpected-token]: expected another modifier, found `visible` again\n");
}

TEST_CASE("syntax/whole: declarations of what may happen") {
  const Parsed result(
      "contract C version 1\nopen record R { }\nvariant V { A { x: int }, B }\nphases G { P, Q }\n"
      "intent I { k: int }: R idempotent by k.l for 1d\nevent E { a: int }\n"
      "guard N { require a else \"b\" final approval by Clerk within 2d }\n"
      "on I in P when c in {1} -> Q, S.history { a = 1 }\non I creates P\non I creates\n"
      "refuse I, J in P when c else \"no\" suggest { a: 1 }\n"
      "enter P, Q { a = 1 }\nleave P { }\nafter d ?? 3d in P when c -> Q\nat t in P { }\n");
  INFO(result.said());
  REQUIRE(result.said().empty());
  const Ast& ast = result.ast;
  CHECK(ast.records.at(0).open);
  CHECK(ast.variants.at(0).cases.size() == 2);
  CHECK(ast.phases.at(0).name.text == "G");
  CHECK((ast.intents.at(0).reply && shown(*ast.intents.at(0).idempotent->period) == "1d"));
  CHECK(ast.guards.at(0).clauses.at(0).final);
  CHECK(ast.guards.at(0).clauses.at(0).approval->role.text == "Clerk");
  CHECK(ast.transitions.at(0).targets.at(1).history);
  CHECK(shown(*ast.transitions.at(0).condition) == "(c in {1})");
  CHECK((ast.transitions.at(1).creates && ast.transitions.at(1).targets.size() == 1));
  CHECK((ast.transitions.at(2).creates && ast.transitions.at(2).targets.empty()));
  CHECK(ast.refusals.at(0).suggestions.size() == 1);
  CHECK((ast.hooks.at(0).enters && !ast.hooks.at(1).enters));
  CHECK(shown(ast.timers.at(0).when) == "(d ?? 3d)");
  CHECK(ast.timers.at(1).at);
}

TEST_CASE("syntax/whole: claims, the boundary, and who may") {
  const Parsed result(
      "view v: int = 1\nnever n: a\nproperty p: a leads to b assuming fair I, J\n"
      "property q: eventually b\nreachable P\nreachable r: a\n"
      "verify { A.b in {1, 2}, c in 1..3 d.size <= 2 depth 20 }\n"
      "activity f(a: int, b: secret string): R fails X { a: int } uses http \"a\", \"b\"\n"
      "  timeout 5s retry 3 backoff 1s..2s\n"
      "saga S on I in P -> Q { step a = f(1) undo g(a) step h() irreversible\n"
      "  then { x = 1 } on failure -> P }\n"
      "roles A, B\npolicy { permit A to I, J when c because \"d\" forbid B to any }\n"
      "limit I to 100 per 1m per subject\nmigrate 1 -> 2 { a = v1.b }\n");
  INFO(result.said());
  REQUIRE(result.said().empty());
  const Ast& ast = result.ast;
  CHECK(ast.invariants.at(0).never);
  CHECK((ast.properties.at(0).from && ast.properties.at(0).fair.size() == 2));
  CHECK_FALSE(ast.properties.at(1).from);
  CHECK((!ast.reachables.at(0).condition && ast.reachables.at(1).condition));
  REQUIRE(ast.verifications.at(0).domains.size() == 4);
  CHECK(ast.verifications.at(0).domains[2].op == Op::AtMost);
  CHECK(ast.verifications.at(0).domains[3].path.empty());
  const Activity& activity = ast.activities.at(0);
  CHECK((activity.parameters.at(1).secret && activity.result && activity.failures.size() == 1));
  CHECK((activity.uses.at(0).what.size() == 2 && activity.retries.at(0).backoff));
  const Saga& saga = ast.sagas.at(0);
  CHECK((saga.steps.at(0).undo && saga.steps.at(1).irreversible && saga.handler));
  CHECK(ast.policies.at(0).permissions.at(0).because);
  CHECK((ast.policies.at(0).permissions.at(1).forbids &&
         ast.policies.at(0).permissions.at(1).intents.empty()));
  CHECK(ast.limits.at(0).per);
  CHECK(ast.migrations.at(0).to == 2);
}

TEST_CASE("syntax/whole: the steps of a scenario") {
  const Parsed result(
      "scenario \"s\" {\n  given at 2000-01-01T00:00:00Z in P { a = 1 }\n"
      "  send I { a: 1 } as Clerk \"x\" refused denied by G saying \"b\" suggesting { c.d: 1 }\n"
      "  send J\n  propose I from \"m\" accepted\n  accept suggestion refused\n"
      "  accept proposal as Clerk \"x\"\n  approve as Clerk \"x\"\n  advance 3d\n"
      "  mock f -> 1\n  mock f fails X { a: 1 }\n  mock g\n  expect phase P\n"
      "  expect not emitted E { a: 1 }\n  expect replied 1\n  expect phase in P and a == 1\n}");
  INFO(result.said());
  REQUIRE(result.said().empty());
  const std::vector<Step>& steps = result.ast.scenarios.at(0).steps;
  REQUIRE(steps.size() == 15);
  CHECK((steps[0].instant && steps[0].phases.size() == 1 && steps[0].body.size() == 1));
  CHECK(steps[1].outcome->kind.text == "denied");
  CHECK(steps[1].outcome->suggestion->at(0).path.size() == 2);
  CHECK(steps[2].name.text == "J");
  CHECK((steps[3].who && !steps[3].outcome->refused));
  CHECK(steps[4].kind == Step::Kind::AcceptSuggestion);
  CHECK(steps[9].failure.text == "X");
  CHECK(steps[11].kind == Step::Kind::ExpectPhase);
  CHECK((steps[12].kind == Step::Kind::ExpectEmitted && steps[12].negated));
  CHECK(shown(*steps[14].value) == "((phase in P) and (a == 1))");
}

TEST_CASE("syntax/whole: equal is what says the same") {
  const Parsed one("fn f: int = a +  1 // so\n");
  const Parsed other("fn f: int =\n  a + 1");
  const Parsed third("fn f: int = a + 2");
  CHECK(one.ast == other.ast);
  CHECK_FALSE(one.ast == third.ast);
}
