// The sink: nothing twice, no flood, and no error lost behind warnings.
#include "compiler/source/diagnostic.h"

#include <catch2/catch.hpp>
#include <set>

using namespace writ;
using namespace writ::source;

namespace {

Span at(std::uint32_t begin) { return {FileId{0}, begin, begin + 1}; }

}  // namespace

TEST_CASE("source/diagnostic: arguments are filled in once, and never read again") {
  CHECK(diag::duplicate_name("{}", "{}").text == "the {} `{}` is declared twice");
  CHECK(diag::unclosed_string().text == "a string ends on the line it begins on");
  const std::string_view one[] = {"x"};
  CHECK(fill("{} and {}", one, 1) == "x and {}");
}

TEST_CASE("source/diagnostic: the same thing at the same place is kept once") {
  Sink sink;
  sink.report(diag::unknown_name("x"), at(3)).help("kept");
  sink.report(diag::unknown_name("x"), at(3)).help("dropped");
  sink.report(diag::unknown_name("y"), at(3));
  sink.report(diag::unknown_name("x"), at(4));
  REQUIRE(sink.sorted().size() == 3);
  CHECK(sink.errors() == 3);
  CHECK(sink.sorted()[0].helps == std::vector<std::string>{"kept"});
}

TEST_CASE("source/diagnostic: sorted by file and place, of two at one place the first is first") {
  Sink sink;
  sink.report(diag::unknown_name("late"), {FileId{0}, 9, 10});
  sink.report(diag::unknown_name("other"), {FileId{1}, 0, 1});
  sink.report(diag::unknown_name("cause"), {FileId{0}, 2, 9});
  sink.report(diag::unknown_type("effect"), {FileId{0}, 2, 3});
  std::string order;
  for (const Diagnostic& found : sink.sorted()) order += found.message + "; ";
  CHECK(order ==
        "unknown name `cause`; unknown type `effect`; unknown name `late`; "
        "unknown name `other`; ");
}

TEST_CASE("source/diagnostic: what is over the cap is counted, and an error is never hidden") {
  Sink sink;
  for (std::uint32_t i = 0; i < Sink::most; ++i) sink.report(diag::unreachable_phase("P"), at(i));
  sink.report(diag::unreachable_phase("P"), at(1000)).also(at(0), "into the void");
  CHECK(sink.sorted().back().primary.span == at(Sink::most - 1));
  sink.report(diag::unknown_name("x"), at(1001)).help("seen");
  CHECK(sink.warnings() == Sink::most + 1);
  CHECK(sink.errors() == 1);
  CHECK(sink.left_out() == 2);
  const std::vector<Diagnostic> kept = sink.sorted();
  REQUIRE(kept.size() == Sink::most);
  CHECK(kept.back().message == "unknown name `x`");
  CHECK(kept.back().helps.size() == 1);
}

TEST_CASE("source/diagnostic: the catalogue has each name once, in kebab-case, no full stops") {
  std::set<std::string_view> names;
  for (const Kind* kind : catalogue()) {
    INFO(kind->name);
    CHECK(names.insert(kind->name).second);
    CHECK(kind->name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    CHECK_FALSE(kind->wording.ends_with('.'));
  }
  CHECK(names.contains("unknown-phase"));
  CHECK(diag::unknown_phase.kind.severity == Severity::Error);
  CHECK(diag::unreachable_phase.kind.severity == Severity::Warning);
}
