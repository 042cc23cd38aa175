// One error for each broken declaration, in a person's words, and the rest is read.
#include <catch2/catch.hpp>

#include "parsed.h"

using namespace parsed;

namespace {

/// "expected …, found …" of the only error in a text.
std::string expected(const std::string& text) {
  const Parsed result(text);
  CHECK_FALSE(result.ast.complete);
  CHECK(result.sink.errors() == 1);
  return result.sink.sorted().empty() ? "nothing" : result.sink.sorted()[0].message;
}

std::string first_help(const std::string& text) {
  const Parsed result(text);
  REQUIRE(result.sink.errors() > 0);
  const auto found = result.sink.sorted()[0];
  return found.helps.empty() ? "none" : found.helps[0];
}

/// What the only error says, its label and its help.
std::string story(const std::string& text) {
  const Parsed result(text);
  INFO(result.said());
  REQUIRE(result.sink.errors() == 1);
  const auto found = result.sink.sorted()[0];
  std::string all = found.message;
  if (!found.primary.text.empty()) all += " | " + found.primary.text;
  if (!found.helps.empty() && found.primary.text.empty()) all += " | " + found.helps[0];
  return all;
}

}  // namespace

TEST_CASE("syntax/recovery: what was expected, by what is being read") {
  CHECK(expected("on Pay in Draft -> {") == "expected a phase name, found `{`");
  CHECK(expected("on { x = 1 }") == "expected an intent name, found `{`");
  CHECK(expected("on A in 3") == "expected a phase name, found a number `3`");
  CHECK(expected("guard G on A in { }") == "expected a phase name, found `{`");
  CHECK(expected("guard G A { }") == "expected `{`, found a name `A`");
  CHECK(expected("guard G on A { }") == "expected `require`, found `}`");
  CHECK(expected("record R { x int }") == "expected `:` or `{`, found a name `int`");
  CHECK(expected("record R { x: }") == "expected a type, found `}`");
  CHECK(expected("record R { x: int = }") == "expected an expression, found `}`");
  CHECK(expected("record R { x: int ~ }") == "expected a field name or `}`, found `~`");
  CHECK(expected("record { }") == "expected a record name, found `{`");
  CHECK(expected("type T = list") == "expected `<`, found the end of the file");
  CHECK(expected("type T = int in 3") == "expected `..`, found the end of the file");
  CHECK(expected("phases { A, \"b\" }") == "expected a phase name or `}`, found a text");
  CHECK(expected("phases { }") == "expected a phase name, found `}`");
  CHECK(expected("invariant x: f(a b)") == "expected `,` or `)`, found a name `b`");
  CHECK(expected("invariant x: a[1") == "expected `]`, found the end of the file");
  CHECK(expected("invariant x: a in {1, )") == "expected an expression or `}`, found `)`");
  CHECK(expected("on A { x }") == "expected `=`, `+=` or `.`, found `}`");
  CHECK(expected("on A { f(x) }") == "expected `=`, `+=` or `.`, found `(`");
  CHECK(expected("on A { x.push() + 1 }") == "expected a statement or `}`, found `+`");
  CHECK(expected("on A { require a > 1 }") == "expected `else`, found `}`");
  CHECK(expected("on A { require a else b }") ==
        "expected a text in double quotes, found a name `b`");
  CHECK(expected("on A in B x") == "expected `->`, `{` or a declaration, found a name `x`");
  CHECK(expected("contract C") == "expected `version`, found the end of the file");
  CHECK(expected("contract C version one") == "expected a number, found a name `one`");
  CHECK(expected("import money") == "expected a text in double quotes, found a name `money`");
  CHECK(expected("import \"{x}\"") == "expected the path of a file, found another text");
  CHECK(expected("type T = int in -x.y..3") == "expected `..`, found `.`");
}

TEST_CASE("syntax/recovery: long and strange words are shown safely") {
  CHECK(expected("const x = " + std::string(100, '@')) == "expected an expression, found `@`");
  CHECK(expected("on A -> B " + std::string(100, 'x')) ==
        "expected `{` or a declaration, found a name `" + std::string(40, 'x') + "...`");
  CHECK(expected("const x = é") == "expected an expression, found `é`");
  CHECK(expected("const x = \x1b[0m") == "expected an expression, found `\\u{1b}`");
}

TEST_CASE("syntax/recovery: a reserved word is no name") {
  CHECK(story("intent final { }") ==
        "`final` is a word of the language, not a name | choose another name");
  CHECK(story("fn in(x: int): int = 1") ==
        "`in` is a word of the language, not a name | choose another name");
  CHECK(story("record R { a: int\n in: int }") ==
        "`in` is a word of the language, not a name | "
        "for a member that is called so outside: `the_in: int as \"in\"`");
  CHECK(story("on A { xs.push(at) }") ==
        "`at` is a word of the language, not a name | "
        "a field of the state that is called so is `state.at`");
  CHECK(story("on A {\n  limit += 1\n}") ==
        "`limit` is a word of the language, not a name | "
        "a field of the state that is called so is `state.limit`");
  CHECK(first_help("record R { x: int }\nintent\non A") == "none");
}

TEST_CASE("syntax/recovery: habits that are read as what they mean") {
  CHECK(story("invariant x: a && b") == "`&&` is written `and` | write `and`");
  CHECK(story("invariant x: a || b") == "`||` is written `or` | write `or`");
  CHECK(story("invariant x: !a") == "`!` is written `not` | write `not`");
  CHECK(story("invariant x: a === b") == "`===` is written `==` | write `==`");
  CHECK(story("invariant x: a !== b") == "`!==` is written `!=` | write `!=`");
  CHECK(story("invariant x: a == null") == "`null` is written `none` | write `none`");
  CHECK(story("on A { x = 1; y = 2; }") ==
        "nothing ends a line but its end | leave it out, and 1 more");
  CHECK(story("/* so */ on A") == "a comment begins with `//` | write `//` before each line");
  CHECK(story("invariant x: a?.b == 1").starts_with("there is no `?.` | write `.`"));
  const Parsed read("invariant x: !a && b || c");
  CHECK(read.sink.errors() == 3);
  CHECK(read.ast.complete);
  CHECK(shown(read.ast.invariants.at(0).condition) == "(((not a) and b) or c)");
}

TEST_CASE("syntax/recovery: habits that end a declaration") {
  CHECK(story("invariant x: a = b") == "`=` assigns, `==` compares | write `==`");
  CHECK(story("on A when a = b -> C") == "`=` assigns, `==` compares | write `==`");
  CHECK(story("on A { require a = b else \"c\" }") == "`=` assigns, `==` compares | write `==`");
  CHECK(story("on A { if a = b { } }") == "`=` assigns, `==` compares | write `==`");
  CHECK(story("invariant x: 0 <= a <= 10") == "comparisons do not chain | write `and a <= ...`");
  CHECK(story("invariant x: (a < f(b, c) < d)") ==
        "comparisons do not chain | write `and f(b, c) < ...`");
  CHECK(story("invariant x: a ? b : c") ==
        "`? :` is written `if ... then ... else ...` | write `if a then b else c`");
  CHECK(story("const x = 'a'") == "a text stands in double quotes | write `\"...\"`");
  CHECK(story("const x = 30x").starts_with("`30x` is no number | a number, or numbers with units"));
  CHECK(story("on A {\n  a = b +\n  c = d\n}") ==
        "the line above goes on here | this was read as part of the line above");
  CHECK(story("}") == "this `}` closes nothing | every `{` before it has its own");
  CHECK(story("on A { x = 1 } }") == "this `}` closes nothing | every `{` before it has its own");
  CHECK(story("type T = string matching /a") ==
        "a pattern ends on the line it begins on | its closing `/` is missing");
}

TEST_CASE("syntax/recovery: slips get a guess") {
  CHECK(first_help("on A { x == 1 }") == "`=` assigns, `==` compares");
  CHECK(first_help("record R { a: array<int> }") == "only `list`, `set` and `map` take types");
  CHECK(first_help("on A { require a els \"b\" }") == "did you mean `else`?");
  CHECK(first_help("gaurd G on A { }") == "did you mean `guard`?");
  CHECK(first_help("on A {\n  x = f\n  (y).z = 1\n}") ==
        "`(` goes on with an expression only on the same line");
  CHECK(first_help("type T = decimal(2 >= 0)") == "none");
  CHECK(expected("record R { match text }") == "expected `:` or `{`, found a name `text`");
}

TEST_CASE("syntax/recovery: each broken declaration once, the others whole") {
  const Parsed result(
      "contract C version 1\n"
      "state {\n  a: int,\n  b\n}\n"
      "intent A { x: int }\n"
      "on A in -> P {\n  a = = 3\n  state.a = 4\n  intent.x = 3\n}\n"
      "phases { P }\n"
      "on A { a = }\n"
      "invariant i: a > 0\n");
  CHECK(result.said() ==
        "a.writ:5:1: error[unexpected-token]: expected `:` or `{`, found `}`\n"
        "a.writ:7:9: error[unexpected-token]: expected a phase name, found `->`\n"
        "a.writ:13:12: error[unexpected-token]: expected an expression, found `}`\n");
  CHECK(result.ast.intents.size() == 1);
  CHECK(result.ast.phases.size() == 1);
  CHECK(result.ast.invariants.size() == 1);
  CHECK(result.ast.words.empty());
}

TEST_CASE("syntax/recovery: a missing brace is told once, where it was opened") {
  for (const char* open : {"record R {\n  a: int", "record R { a: int", "on A {\n  x = 1",
                           "on A { x = f(1)", "guard G on A {\n  require a else \"b\"",
                           "phases {\n  P, Q", "enum E { A,\n  B", "state {\n  in_ { a: int }"}) {
    for (const char* next : {"state { b: int }", "on B in P", "intent B", "invariant i: a > 0"}) {
      INFO(open << " then " << next);
      const Parsed result(std::string(open) + "\n" + next);
      REQUIRE(result.sink.errors() == 1);
      const auto found = result.sink.sorted()[0];
      CHECK(found.message == "the `{` of line 1 is still open");
      REQUIRE(found.secondary.size() == 1);
      CHECK(found.secondary[0].text == "this `{` is still open");
      CHECK(result.files.place(found.secondary[0].span).line == 1);
      const Ast& ast = result.ast;
      CHECK(ast.states.size() + ast.transitions.size() + ast.intents.size() +
                ast.invariants.size() ==
            1);
    }
  }
}

TEST_CASE("syntax/recovery: a declaration word further in is a slip, not a declaration") {
  CHECK(errors("record R {\n  on a: int\n  b: int\n}\non A") ==
        "a.writ:2:6: error[unexpected-token]: expected `:` or `{`, found a name `a`\n");
  CHECK(errors("phases {\n  A\n  on B in C\n  D, E\n}\non A") ==
        "a.writ:3:3: error[unexpected-token]: expected a phase name or `}`, found `on`\n");
  CHECK(errors("phases { A on B\n}") ==
        "a.writ:1:12: error[reserved-word]: `on` is a word of the language, not a name\n");
}

TEST_CASE("syntax/recovery: the end of the file, behind the last word") {
  const Parsed result("phases { A\n\n\n");
  const auto found = result.sink.sorted().at(0);
  CHECK(found.message == "the `{` of line 1 is still open");
  CHECK(result.files.place(found.primary.span) == writ::source::Place{1, 11});
  CHECK(found.secondary.size() == 1);
}

TEST_CASE("syntax/recovery: one contract, and first") {
  CHECK(first_help("type T = int\ncontract C version 1") ==
        "a file has one `contract` line, before everything else");
  CHECK(Parsed("contract C version 1\ncontract D version 1").sink.errors() == 1);
  CHECK(Parsed("& \ncontract C version 1").sink.errors() == 1);
}

TEST_CASE("syntax/recovery: bytes that no source file may have") {
  CHECK(errors("const a = 1\n// \xff") ==
        "a.writ:2:4: error[invalid-text]: a byte that is not UTF-8 in a source file\n");
  CHECK(errors(std::string("a\0b", 3)) ==
        "a.writ:1:2: error[invalid-text]: a NUL character in a source file\n");
  CHECK(errors("// é\u202e") ==
        "a.writ:1:5: error[invalid-text]: a bidirectional control character in a source file\n");
  CHECK(errors("// \u200f\u200d").empty());
  CHECK(errors(std::string(max_bytes + 1, ' ')) ==
        "a.writ:1:1: error[file-too-large]: `a.writ` has more than 4 MiB\n");
  CHECK(errors(std::string(max_bytes, ' ')).empty());
}

TEST_CASE("syntax/recovery: what has a story only where it is one") {
  // No condition ends before these.
  CHECK(story("record R { a = int }").starts_with("expected `:` or `{`"));
  CHECK(story("on A { if ok x = 1 }").starts_with("expected `{`"));
  CHECK(story("on A in B => C").find("assigns") == std::string::npos);
  CHECK(first_help("type T = List<int>") == "only `list`, `set` and `map` take types");
  CHECK(story("on A { x = ok ? 1 : 2 }").starts_with("`? :` is written"));
  CHECK(story("on A { xs[ok ? 1 : 2] = 3 }").starts_with("`? :` is written"));
  CHECK(story("on A { ensure x = 3 }").starts_with("`=` assigns"));
  CHECK(story("fn f: bool = a == !b") == "`!` is written `not` | write `(not ...)`");
  CHECK(story("fn f: bool = a !in {1}") == "`!` is written `not` | write `not`");
  CHECK(story("const x = 1m30h").starts_with("`1m30h` is no number"));
  CHECK(story("intent I(n: int)") == "expected `{` or a declaration, found `(`");
  CHECK(story("fn f: list<int>= [1]") == "expected `>`, found `>=` | write `> =`, with a space");
  CHECK(story("fn f: list<T?>= [1]") == "expected `>`, found `>=` | write `> =`, with a space");
  // One mistake, one error.
  CHECK(Parsed("on A {\n  let r = await f(1,,2)\n    on B { x = 1 }\n    on C d { x = 2 }\n}\n"
               "intent I")
            .sink.errors() == 1);
  CHECK(story("fn f: Line = { a: 1, b: 2\nfn g: int = 3").starts_with("the `{` of line 1"));
  CHECK(story("on A {\n  let r = await f()\n  on B { x = 1\n  y = 2\n}\non C in D -> E")
            .starts_with("the `{` of line 1"));
}

TEST_CASE("syntax/recovery: a fix is offered only where it says the same") {
  const auto fixes = [](const std::string& text) { return Parsed(text).sink.fixes(); };
  CHECK(fixes("invariant x: 0 <= a.b <= 10") == 1);
  CHECK(fixes("invariant x: 0<=a<=10") == 1);
  CHECK(fixes("invariant x: not 0 <= a <= 10") == 0);
  CHECK(fixes("invariant x: a < b == c") == 0);
  CHECK(fixes("invariant x: 0 < f(a) < 10") == 0);
  CHECK(fixes("invariant x: a in {1} == b") == 0);
  CHECK(fixes("invariant x: !a == b") == 0);
  CHECK(fixes("invariant x: !a and b") == 1);
}
