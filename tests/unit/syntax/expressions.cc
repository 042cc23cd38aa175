// How tightly operators bind, and what an expression may be.
#include <catch2/catch.hpp>

#include "parsed.h"

using namespace parsed;

TEST_CASE("syntax/expressions: precedence, weakest first") {
  CHECK(read("a implies b or c and not d == e ?? f + g * -h.i") ==
        "(a implies (b or (c and (not (d == (e ?? (f + (g * (-h.i)))))))))");
  CHECK(read("a <= b ?? 0") == "(a <= (b ?? 0))");
  CHECK(read("not a in b and c") == "((not (a in b)) and c)");
  CHECK(read("-a.b * c") == "((-a.b) * c)");
}

TEST_CASE("syntax/expressions: what goes left and what goes right") {
  CHECK(read("a - b - c + d") == "(((a - b) - c) + d)");
  CHECK(read("a * b % c") == "((a * b) % c)");
  CHECK(read("a implies b implies c") == "(a implies (b implies c))");
  CHECK(read("a ?? b ?? c") == "(a ?? (b ?? c))");
  CHECK(read("a or b or c and d and e") == "((a or b) or ((c and d) and e))");
  CHECK(read("not not a") == "(not (not a))");
  CHECK(read("- -a") == "(-(-a))");
}

TEST_CASE("syntax/expressions: parentheses keep the inner node, with their own span") {
  const Parsed result("invariant x: (a + b) * c");
  const Expr& product = result.ast.invariants.at(0).condition;
  CHECK(shown(product) == "((a + b) * c)");
  CHECK(result.files.text(product.operands[0].span) == "(a + b)");
  CHECK(result.files.text(product.span) == "(a + b) * c");
  CHECK(result.files.text(product.op_span) == "*");
}

TEST_CASE("syntax/expressions: membership") {
  CHECK(read("a in 1..b + 2") == "(a in 1..(b + 2))");
  CHECK(read("a not in {b, c + 1,}") == "(a not in {b, (c + 1)})");
  CHECK(read("phase in Open") == "(phase in Open)");
  CHECK(errors("invariant x: a in b == c") ==
        "a.writ:1:21: error[chained-comparison]: comparisons do not chain\n");
}

TEST_CASE("syntax/expressions: steps, calls and folds") {
  CHECK(read("stock[intent.line.sku].first") == "stock[intent.line.sku].first");
  CHECK(read("state.at.on.final") == "state.at.on.final");
  CHECK(read("f() + g(a, b)") == "(f() + g(a, b))");
  CHECK(read("xs.slice(1, 2)[0].size") == "xs.slice(1, 2)[0].size");
  CHECK(read("sum(l.q * 2 for l in a.b)") == "sum((l.q * 2) for l in a.b)");
  CHECK(read("all(x for x in xs where x > 0 or y)") == "all(x for x in xs where ((x > 0) or y))");
  CHECK(read("xs.any(x for x in xs)") ==
        "a.writ:1:23: error[unexpected-token]: expected `,` or `)`, found `for`\n");
  CHECK(read("f(a)(b)") ==
        "a.writ:1:18: error[unexpected-token]: expected an operator, found `(`\n");
}

TEST_CASE("syntax/expressions: opening brackets go on with an expression on the same line only") {
  CHECK(read("f\n(a)") == "a.writ:2:1: error[unexpected-token]: expected an operator, found `(`\n");
  CHECK(read("a\n[0]") == "a.writ:2:1: error[unexpected-token]: expected an operator, found `[`\n");
  CHECK(read("a +\n(b)") == "(a + b)");
  CHECK(read("f(\na\n)") == "f(a)");
}

TEST_CASE("syntax/expressions: numbers lose their underscores, keep their digits") {
  CHECK(read("1_000_000") == "1000000");
  CHECK(read("19.90 + 0") == "(19.90 + 0)");
  CHECK(read("99999999999999999999") == "99999999999999999999");
  CHECK(read("a in 1..2") == "(a in 1..2)");
}

TEST_CASE("syntax/expressions: texts, escapes and what stands in them") {
  CHECK(read(R"("")") == R"("")");
  CHECK(read(R"("a } b")") == R"("'a } b'")");
  CHECK(read(R"("a {b + 1} c{d}")") == R"("'a ', (b + 1), ' c', d")");
  CHECK(read(R"("{"in {x}"}")") == R"(""'in ', x"")");
  CHECK(read(R"("\"\\\{x}\n\t")") == "\"'\"\\{x}\n\t'\"");
  CHECK(read(R"("\u{e9}\u{1F600}\u{0}")") == std::string("\"'é😀\0'\"", 11));
  CHECK(read("\"é // no comment\"") == "\"'é // no comment'\"");
}

TEST_CASE("syntax/expressions: escapes that mean nothing") {
  for (const char* escape : {"\\q", "\\é", "\\u", "\\u12", "\\u{}", "\\u{110000}", "\\u{d800}",
                             "\\u{0000041}", "\\u{zz}", "\\u{ 41}", "\\u{-1}"}) {
    INFO(escape);
    const Parsed result("invariant x: \"a" + std::string(escape) + " b\"");
    CHECK_FALSE(result.ast.complete);
    REQUIRE(result.sink.errors() == 1);
    CHECK(result.said().starts_with("a.writ:1:16: error[bad-escape]: unknown escape `\\"));
  }
  CHECK(errors(R"(invariant x: "\a \b")") ==
        "a.writ:1:15: error[bad-escape]: unknown escape `\\a` in a string\n"
        "a.writ:1:18: error[bad-escape]: unknown escape `\\b` in a string\n");
}

TEST_CASE("syntax/expressions: a string ends on its line, in whatever way it is left open") {
  for (const char* broken : {"\"abc", "\"abc\\", "\"{x", "\"{x // \"}", "\"{f(\"", "\"a{\"b{"}) {
    INFO(broken);
    const Parsed result("invariant x: " + std::string(broken) +
                        "\ninvariant y: a\ninvariant z: \"}\"");
    REQUIRE(result.sink.errors() == 1);
    CHECK(result.sink.sorted()[0].kind == &writ::diag::unclosed_string.kind);
    CHECK(result.ast.invariants.size() == 2);
    CHECK(errors("invariant x: " + std::string(broken)).find("[unclosed-string]") !=
          std::string::npos);
  }
}
