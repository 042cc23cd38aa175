// Short texts that mean endless things, and long ones: no stack and no time is lost on them.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

constexpr int many = 10'000;

std::string with(const std::string& declarations) {
  return "contract A version 1\n" + declarations + "\nintent Go\non Go";
}

/// `line(i)` for each i, those that are needed last or first.
template <class Line>
std::string chain(int length, bool backwards, Line line) {
  std::string out;
  for (int i = 0; i < length; ++i) out += line(backwards ? length - 1 - i : i) + "\n";
  return out;
}

std::string name(const std::string& stem, int i) { return stem + std::to_string(i); }

}  // namespace

TEST_CASE("sema/limits: chains of functions and constants are as long as they like") {
  const bool backwards = GENERATE(false, true);
  const std::string functions = chain(many, backwards, [](int i) {
    return "fn " + name("f", i) + ": int = " + (i == 0 ? "count" : name("f", i - 1));
  });
  const Checked calls(with("state { count: int }\n" + functions +
                           "invariant all: " + name("f", many - 1) + " == 0"));
  REQUIRE(calls.clean());
  CHECK(calls->functions.size() == many);
  CHECK(calls->functions.back().reads_state);

  const std::string constants = chain(many, backwards, [](int i) {
    return "const " + name("c", i) + " = " + (i == 0 ? "1" : name("c", i - 1) + " + 1");
  });
  const Checked sums(with(constants + "state { n: int = " + name("c", many - 1) + " }"));
  REQUIRE(sums.clean());
  CHECK(sums->record(sums->state).fields[0].initial->number == many);
}

TEST_CASE("sema/limits: functions that call each other twice are read once") {
  const std::string sign = GENERATE(" or ", " and ");
  const std::string functions = chain(64, true, [&](int i) {
    return "fn " + name("f", i) +
           ": bool = " + (i == 0 ? "count >= 0" : name("f", i - 1) + sign + name("f", i - 1));
  });
  CHECK(Checked(with("state { count: int }\n" + functions + "invariant all: f63\n" +
                     "intent Count\non Count { count = 1 }"))
            .clean());
}

TEST_CASE("sema/limits: types are nested 256 levels deep, and no deeper") {
  const bool backwards = GENERATE(false, true);
  const auto aliases = [&](int length) {
    return chain(length, backwards, [](int i) {
      return "type " + name("T", i) + " = " + (i == 0 ? "int" : "list<" + name("T", i - 1) + ">");
    });
  };
  CHECK(Checked(with(aliases(200) + "state { t: T199 }")).clean());
  const Checked lists(with(aliases(many)));
  CHECK(lists.found("nested-too-deep"));
  CHECK(lists.said().find('\n') == lists.said().rfind('\n'));  // one finding, no follow-ons

  const auto records = [&](int length) {
    return chain(length, backwards, [](int i) {
      return "record " + name("R", i) + " { n: " + (i == 0 ? "int" : name("R", i - 1)) + " }";
    });
  };
  CHECK(Checked(with(records(200) + "state { r: R199 }")).clean());
  CHECK(Checked(with(records(many))).found("nested-too-deep"));
}

TEST_CASE("sema/limits: a record that doubles at each step") {
  const auto records = [&](int length) {
    return chain(length, false, [](int i) {
      const std::string inner = i == 0 ? "int" : name("R", i - 1);
      return "record " + name("R", i) + " { a: " + inner + ", b: " + inner + " }";
    });
  };
  CHECK(Checked(with(records(10) + "state { r: R9 }")).clean());
  CHECK(Checked(with(records(60) + "state { r: R59 }")).found("unsupported-yet"));
}

TEST_CASE("sema/limits: 64 guards") {
  const auto guards = [](int count) {
    return chain(count, false, [](int i) {
      return "guard " + name("G", i) + " on Go { require true else \"no\" }";
    });
  };
  CHECK(Checked(with(guards(64))).clean());
  CHECK(Checked(with(guards(65))).found("unsupported-yet"));
}

TEST_CASE("sema/limits: a circle of many is one finding") {
  const std::string circle = chain(many, false, [](int i) {
    return "fn " + name("f", i) + ": int = " + name("f", (i + 1) % many);
  });
  const Checked contract(with(circle));
  CHECK(contract.found("recursive-type"));
  CHECK(contract.said().find('\n') == contract.said().rfind('\n'));
}
