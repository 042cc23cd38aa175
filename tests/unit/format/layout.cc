// The rules of docs/formatting.md, each with the texts that show it.
#include "formatted.h"

using namespace writ::format;

TEST_CASE("format/layout: nothing, and nothing but comments") {
  check_layout("", "");
  check_layout(" \n\n\t\n", "");
  check_layout("\n\n// a\n\n\n// b", "// a\n\n// b\n");
  check_layout("  /// a\n", "/// a\n");
}

TEST_CASE("format/layout: line ends, byte order marks and the last line") {
  check_layout(
      "\xEF\xBB\xBF"
      "contract A version 1\r\n\r\nintent Go // x \r\n",
      "contract A version 1\n\nintent Go  // x\n");
  check_layout("contract A version 1\n\n\n\nintent Go", "contract A version 1\n\nintent Go\n");
}

TEST_CASE("format/layout: a list stays broken where the author broke behind the brace") {
  check_layout("record  R{a:int,b :int}", "record R { a: int, b: int }\n");
  check_layout("record R {\n a:int, b:int }", "record R {\n  a: int\n  b: int\n}\n");
  check_layout("record R { a: int\n b: int }", "record R { a: int, b: int }\n");
  check_layout("state{}", "state {}\n");
  check_layout("phases{A,B{C,D}E final}", "phases { A, B { C, D }, E final }\n");
  check_layout("on Go { a=1 b+=2 }", "on Go { a = 1  b += 2 }\n");
}

TEST_CASE("format/layout: blank lines are kept, one of several, and none at the edges") {
  check_layout("state {\n\n\n  a: int\n\n\n  b: int\n\n}\n", "state {\n  a: int\n\n  b: int\n}\n");
}

TEST_CASE("format/layout: what does not fit on a line is broken") {
  const std::string a(40, 'a');
  const std::string b(36, 'b');
  check_layout("record R { " + a + ": int, " + a + ": int }",
               "record R {\n  " + a + ": int\n  " + a + ": int\n}\n");
  check_layout("invariant x: " + a + " > 0 and " + b + " > 0 or a",
               "invariant x:\n    " + a + " > 0 and " + b + " > 0 or a\n");
  check_layout(
      "invariant x: " + a + " > 0 and " + b + " > 0 or " + a + " < 1 and b < 1",
      "invariant x:\n    " + a + " > 0 and " + b + " > 0\n    or " + a + " < 1 and b < 1\n");
  check_layout("on Go { x = f(" + a + ", " + b + ", 1, 2) }",
               "on Go {\n  x = f(" + a + ", " + b + ", 1, 2)\n}\n");
  check_layout("on Go { x = f(" + a + ", " + b + ", " + a + ") }",
               "on Go {\n  x = f(\n    " + a + ",\n    " + b + ",\n    " + a + "\n  )\n}\n");
}

TEST_CASE("format/layout: clauses stand below each other, all or none") {
  check_layout("guard G on Go { require a else \"b\" suggest{c:1} }",
               "guard G on Go { require a else \"b\" suggest { c: 1 } }\n");
  check_layout("guard G on Go {\nrequire a else \"b\"\nsuggest{c:1}\n}",
               "guard G on Go {\n  require a\n  else    \"b\"\n  suggest { c: 1 }\n}\n");
  const std::string a(60, 'a');
  check_layout("guard G on Go {\nrequire " + a + " else \"" + a + "\" }",
               "guard G on Go {\n  require " + a + "\n  else    \"" + a + "\"\n}\n");
  check_layout(
      "guard G on Go {\nrequire " + a + " and " + a + " else \"b\" }",
      "guard G on Go {\n  require " + a + "\n          and " + a + "\n  else    \"b\"\n}\n");
}

TEST_CASE("format/layout: spaces") {
  check_layout("const a = ( 1+2 ) * - 3 - - b", "const a = (1 + 2) * -3 - -b\n");
  check_layout("type A=map < int in 0 .. 3 , list<B> ( .. 5 ) > ( 1..n-1 )",
               "type A = map<int in 0..3, list<B>(..5)>(1..n - 1)\n");
  check_layout("invariant a:x [ 1 ] . y in { A,B , }\n", "invariant a: x[1].y in {A, B}\n");
  check_layout("invariant a : not(b)", "invariant a: not (b)\n");
  check_layout("fn f(a:int,b:int):int=g( a )??0", "fn f(a: int, b: int): int = g(a) ?? 0\n");
  check_layout("invariant a: \"x { b+1 }\" == c", "invariant a: \"x { b+1 }\" == c\n");
}

TEST_CASE("format/layout: columns") {
  check_layout("state {\n  a: int\n  long: int\n\n  b: int\n  // c\n  longer: int\n}",
               "state {\n  a:    int\n  long: int\n\n  b: int\n  // c\n  longer: int\n}\n");
  check_layout("type A = int\ntype Longer = int\nconst b = 1",
               "type A      = int\ntype Longer = int\nconst b = 1\n");
  check_layout("intent A { a: int }\nintent Longer { a: int }\nintent B",
               "intent A      { a: int }\nintent Longer { a: int }\nintent B\n");
  check_layout("on A in P -> Longer\non Longer in Longer -> P { a = 1 }\non B { a = 1 }",
               "on A      in P      -> Longer\non Longer in Longer -> P { a = 1 }\n"
               "on B      { a = 1 }\n");
  const std::string a(95, 'a');
  check_layout("state {\n  a: int\n  " + a + ": int\n}",
               "state {\n  a: int\n  " + a + ": int\n}\n");
  check_layout("const a = 1 // b\nconst long = 1 // c",
               "const a    = 1  // b\nconst long = 1  // c\n");
}

TEST_CASE("format/layout: comments stay where they were") {
  check_layout("// top\ncontract A version 1 // behind\n// above\nintent Go",
               "// top\ncontract A version 1  // behind\n// above\nintent Go\n");
  check_layout("state { // open\n  // above\n  a: int, // behind\n  // below\n}",
               "state {  // open\n  // above\n  a: int  // behind\n  // below\n}\n");
  check_layout("state { a: int } // end", "state { a: int }  // end\n");
  check_layout("state { // only\n}", "state {  // only\n}\n");
  check_layout("invariant x: a // why\n and b", "invariant x:\n    a  // why\n    and b\n");
  check_layout("invariant x: f(a, // one\n b)", "invariant x: f(\n  a,  // one\n  b\n)\n");
  check_layout("const a // odd\n = 1", "const a  // odd\n    = 1\n");
}

TEST_CASE("format/layout: commas that must stay, and those of pairs") {
  check_layout("invariant a: all(k>v for k,v in m)", "invariant a: all(k > v for k, v in m)\n");
  check_layout("const a = {\n\"x\":1,\"y\":2,}", "const a = {\n  \"x\": 1,\n  \"y\": 2\n}\n");
  check_layout("const a = { ..b,c:1,d:2 }", "const a = { ..b, c: 1, d: 2 }\n");
  check_layout("on Go {\nif a{b=1}else{c=2}\n}", "on Go {\n  if a { b = 1 } else { c = 2 }\n}\n");
}
