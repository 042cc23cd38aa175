// Whole texts: a caret one column off is a failure.
#include "compiler/source/render.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace writ;
using namespace writ::source;

namespace {

/// A file, a sink, and spans found by the text they cover.
class Page {
 public:
  explicit Page(std::string text, std::string path = "order.writ") {
    files.add(std::move(path), std::move(text));
  }
  [[nodiscard]] Span of(std::string_view piece, FileId file = FileId{0}) const {
    const std::size_t begin = files[file].text().find(piece);
    REQUIRE(begin != std::string_view::npos);
    return {file, static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(begin + piece.size())};
  }
  [[nodiscard]] std::string text() const { return "\n" + render(files, sink, {}); }

  Files files;
  Sink sink;
};

std::string without_colour(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
    } else {
      plain.push_back(text[i]);
    }
  }
  return plain;
}

}  // namespace

TEST_CASE("source/render: the example of the house style") {
  Page page(std::string(13, '\n') + "  Open { Paid, Picked, Shipped }\n" + std::string(16, '\n') +
            "on Pay in Draft -> Pyed\n");
  page.sink
      .report(diag::unknown_phase("Pyed"), page.of("Pyed"), "no phase of `Order` has this name")
      .also(page.of("Paid"), "`Paid` is declared here")
      .help("did you mean `Paid`?");
  CHECK(page.text() == R"(
error[unknown-phase]: unknown phase `Pyed`
  --> order.writ:31:20
   |
14 |   Open { Paid, Picked, Shipped }
   |          ---- `Paid` is declared here
31 | on Pay in Draft -> Pyed
   |                    ^^^^ no phase of `Order` has this name
   = help: did you mean `Paid`?

1 error
)");
}

TEST_CASE("source/render: several labels on a line hang below it") {
  Page page("total = price * quantity\n");
  page.sink.report(diag::unknown_name("price"), page.of("price"), "the first")
      .also(page.of("total"), "the second")
      .also(page.of("quantity"), "the third");
  CHECK(page.text() == R"(
error[unknown-name]: unknown name `price`
 --> order.writ:1:9
  |
1 | total = price * quantity
  | -----   ^^^^^   -------- the third
  | |       |
  | |       the first
  | the second

1 error
)");
}

TEST_CASE("source/render: labels that overlap, and two of one place") {
  Page page("a = one two three\n");
  page.sink.report(diag::unknown_name("two"), page.of("two"), "inside")
      .also(page.of("one two three"), "around")
      .also(page.of("two"), "again");
  CHECK(page.text() == R"(
error[unknown-name]: unknown name `two`
 --> order.writ:1:9
  |
1 | a = one two three
  |     ----^^^------
  |     |   |
  |     |   inside
  |     |   again
  |     around

1 error
)");
}

TEST_CASE("source/render: lines that do not fit on a screen have dots between them") {
  Page page("first\n" + std::string(24, '\n') + "last\n");
  page.sink.report(diag::unknown_name("last"), page.of("last")).also(page.of("first"), "here");
  CHECK(page.text() == R"(
error[unknown-name]: unknown name `last`
  --> order.writ:26:1
   |
 1 | first
   | ----- here
...
26 | last
   | ^^^^

1 error
)");
}

TEST_CASE("source/render: a label in another file") {
  Page page("record Line {}\n", "a.writ");
  const FileId other = page.files.add("b.writ", "\n\n  record Line {}\n");
  page.sink.report(diag::duplicate_name("record", "Line"), page.of("Line"))
      .also(page.of("Line", other), "declared here too");
  CHECK(page.text() == R"(
error[duplicate-name]: the record `Line` is declared twice
 --> a.writ:1:8
  |
1 | record Line {}
  |        ^^^^
 ::: b.writ:3:10
  |
3 |   record Line {}
  |          ---- declared here too

1 error
)");
}

TEST_CASE("source/render: tabs are four wide, letters of any script one") {
  Page page("\ta\t= \"é€\" wrong\n");
  page.sink.report(diag::unknown_name("wrong"), page.of("wrong"));
  CHECK(page.text() == R"(
error[unknown-name]: unknown name `wrong`
 --> order.writ:1:11
  |
1 |     a   = "é€" wrong
  |                ^^^^^

1 error
)");
}

TEST_CASE("source/render: what would steer the terminal is shown instead") {
  Page page("a \x1b[2J b \xff c\n", "x\n\x1b.writ");
  page.sink.report(diag::unknown_name("\x1b[0m"), page.of("b"), "\r").help("\x07");
  CHECK(page.text() == R"(
error[unknown-name]: unknown name `\u{1b}[0m`
 --> x\u{a}\u{1b}.writ:1:8
  |
1 | a \u{1b}[2J b \x{ff} c
  |             ^ \u{d}
  = help: \u{7}

1 error
)");
}

TEST_CASE("source/render: a long line is cut around what is marked") {
  Page page(std::string(1000, 'x') + " wrong " + std::string(1000, 'y'));
  page.sink.report(diag::unknown_name("wrong"), page.of("wrong"), "this");
  CHECK(page.text() ==
        "\nerror[unknown-name]: unknown name `wrong`\n"
        " --> order.writ:1:1002\n"
        "  |\n"
        "1 | ..." +
            std::string(99, 'x') + " wrong " + std::string(94, 'y') +
            "...\n"
            "  | " +
            std::string(103, ' ') + "^^^^^ this\n\n1 error\n");
}

TEST_CASE("source/render: a span over several lines is marked on its first") {
  Page page("on A {\n  x = 1\n}\n");
  page.sink.report(diag::transition_never_chosen(), page.of("on A {\n  x = 1\n}"), "this");
  CHECK(page.text() == R"(
warning[transition-never-chosen]: this transition is never chosen
 --> order.writ:1:1
  |
1 | on A {
  | ^^^^^^ this

1 warning
)");
}

TEST_CASE("source/render: odd spans are clamped") {
  const std::string text = "ab\n\ncd";
  for (std::uint32_t begin = 0; begin < 9; ++begin) {
    for (std::uint32_t end : {0U, 1U, 3U, 6U, 7U, 4'000'000'000U}) {
      Page page(text);
      page.sink.report(diag::unknown_name("x"), {FileId{0}, begin, end}, "label");
      CHECK(page.text().find("^") != std::string::npos);
    }
  }
  Page empty("");
  empty.sink.report(diag::no_contract("order.writ"), {FileId{0}, 7, 3}, "here");
  CHECK(empty.text() == R"(
error[no-contract]: `order.writ` declares no contract
 --> order.writ:1:1
  |
1 |
  | ^ here

1 error
)");
}

TEST_CASE("source/render: the count at the end") {
  Page page("abc");
  CHECK(render(page.files, page.sink, {}).empty());
  CHECK(summary(page.sink).empty());
  page.sink.report(diag::unknown_name("a"), page.of("a"));
  CHECK(summary(page.sink) == "1 error");
  page.sink.report(diag::unreachable_phase("b"), page.of("b"));
  page.sink.report(diag::unknown_name("c"), page.of("c"));
  CHECK(summary(page.sink) == "2 errors, 1 warning");
  for (std::uint32_t i = 0; i < Sink::most; ++i) {
    page.sink.report(diag::unknown_name("d"), {FileId{0}, i, i});
  }
  CHECK(summary(page.sink) == "102 errors, 1 warning; 3 not shown");
}

TEST_CASE("source/render: colour only adds") {
  Page page("total = price\n\n");
  page.sink.report(diag::unknown_name("price"), page.of("price"), "x").also(page.of("total"), "y");
  page.sink.report(diag::unreachable_phase("a"), page.of("=")).help("z");
  const std::string plain = render(page.files, page.sink, {});
  const std::string coloured = render(page.files, page.sink, {Format::Text, true});
  CHECK(coloured != plain);
  CHECK(without_colour(coloured) == plain);
  const std::string short_form = render(page.files, page.sink, {Format::Short, true});
  CHECK(without_colour(short_form) == short_form);
}

TEST_CASE("source/render: short, one line a finding") {
  Page page("a\nb");
  page.sink.report(diag::unreachable_phase("B"), page.of("b"), "label").help("help");
  page.sink.report(diag::unknown_name("a"), page.of("a"));
  CHECK(render(page.files, page.sink, {Format::Short, false}) ==
        "order.writ:1:1: error[unknown-name]: unknown name `a`\n"
        "order.writ:2:1: warning[unreachable-phase]: no transition leads to the phase `B`\n");
}

TEST_CASE("source/render: JSON for programs") {
  Page page("é x\nb\x1b");
  CHECK(render(page.files, page.sink, {Format::Json, true}) == "[]\n");
  page.sink.report(diag::unknown_name("\xff"), page.of("x\nb"), "l")
      .also(page.of("é"), "s")
      .help("h");
  const auto all = nlohmann::json::parse(render(page.files, page.sink, {Format::Json, true}));
  CHECK(all == nlohmann::json::parse(R"([{
    "name": "unknown-name", "severity": "error", "message": "unknown name `\\x{ff}`",
    "file": "order.writ", "line": 1, "column": 3, "end_line": 2, "end_column": 2, "label": "l",
    "secondary": [{"file": "order.writ", "line": 1, "column": 1, "end_line": 1, "end_column": 2,
                   "label": "s"}],
    "helps": ["h"]}])"));
}

TEST_CASE("source/render: a fix without a help is said in words, and counted") {
  Page page("x && y;\nz\n");
  page.sink.report(diag::unknown_name("&&"), page.of("&&")).fix(page.of("&&"), "and");
  page.sink.report(diag::unknown_name(";"), page.of(";")).fix(page.of(";"), "");
  page.sink.report(diag::unknown_name("z"), page.of("z")).fix({page.of("z").file, 8, 8}, "not ");
  CHECK(page.text() == R"(
error[unknown-name]: unknown name `&&`
 --> order.writ:1:3
  |
1 | x && y;
  |   ^^
  = help: write `and`

error[unknown-name]: unknown name `;`
 --> order.writ:1:7
  |
1 | x && y;
  |       ^
  = help: leave `;` out

error[unknown-name]: unknown name `z`
 --> order.writ:2:1
  |
2 | z
  | ^
  = help: insert `not `

3 errors; `writ check --fix` mends 3
)");
}

TEST_CASE("source/render: a fix of several places is one sentence, or none") {
  Page page("0 <= x <= 10\nnext\n");
  const auto fixed = [&](std::vector<Edit> edits) {
    Sink sink;
    sink.report(diag::unknown_name("x"), page.of("x")).fix(std::move(edits));
    const std::string text = render(page.files, sink, {});
    const std::size_t help = text.find("help: ");
    return text.substr(help, text.find('\n', help) - help);
  };
  CHECK(fixed({{page.of("<= 10"), "and x <= 10"}, {page.of("0"), "1"}}) ==
        "help: write `1 <= x and x <= 10`");
  CHECK(fixed({{page.of("0"), "1"}, {page.of("next"), "last"}}) ==
        "help: `writ check --fix` mends this");
  CHECK(fixed({{{FileId{0}, 3, 2}, "odd"}}) == "help: `writ check --fix` mends this");
}

TEST_CASE("source/render: a help that was given is enough, and JSON has the edits") {
  Page page("é === y");
  const Span last{FileId{0}, 5, 6};
  page.sink.report(diag::unknown_name("x"), last).help("there is no `===`").fix(last, "");
  CHECK(page.text().find("leave") == std::string::npos);
  const auto all = nlohmann::json::parse(render(page.files, page.sink, {Format::Json, true}));
  CHECK(all[0]["fix"] == nlohmann::json::parse(R"([{
    "file": "order.writ", "line": 1, "column": 5, "end_line": 1, "end_column": 6,
    "begin": 5, "end": 6, "text": ""}])"));
}
