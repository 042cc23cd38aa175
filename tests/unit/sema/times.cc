// What the model says of times, doubles and identifiers.
#include <catch2/catch.hpp>

#include "checked.h"

using checked::Checked;
using namespace writ::model;

namespace {

std::string contract(const std::string& fields, const std::string& body) {
  return "contract T version 1\nconst noon = 2026-01-31T12:00:00Z\nstate { " + fields +
         " }\nintent Go { span: duration in 0s..1h }\non Go { " + body + " }\n";
}

}  // namespace

TEST_CASE("sema/times: literals are numbers of their units, with facts") {
  const Checked checked(
      contract("span: duration, begun: instant, day: date, size: int, x: float, id: uuid",
               "span = -90m begun = noon day = 1970-01-02 size = 2KiB x = -1.50 "
               "id = \"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\""));
  REQUIRE(checked.clean());
  const std::vector<Statement> changes = checked.changes();
  REQUIRE(changes.size() == 6);
  CHECK(changes[0].value.number == -5'400'000'000);
  CHECK(changes[0].value.bounds == Bounds{-5'400'000'000, -5'400'000'000});
  CHECK(changes[1].value.kind == ExprKind::Constant);
  CHECK(changes[1].value.bounds == Bounds{1'769'860'800'000'000, 1'769'860'800'000'000});
  CHECK(changes[2].value.number == 1);
  CHECK(checked->type(changes[2].value.type).kind == Type::Kind::Date);
  CHECK(changes[3].value.number == 2048);
  CHECK(checked->type(changes[3].value.type).kind == Type::Kind::Int);
  CHECK(changes[4].value.kind == ExprKind::Text);
  CHECK(changes[4].value.text == "-1.5");
  CHECK(checked->type(changes[4].value.type).kind == Type::Kind::Float);
  CHECK(changes[5].value.text == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  CHECK(checked->type(changes[5].value.type).kind == Type::Kind::Uuid);
}

TEST_CASE("sema/times: bounds say what need not be tested") {
  const auto in_range = [](const std::string& type) {
    const Checked checked(contract("span: " + type + " = 1m", "span = intent.span"));
    INFO(checked.said());
    REQUIRE(checked.clean());
    return checked.changes().at(0).in_range;
  };
  CHECK(in_range("duration"));
  CHECK(in_range("duration in 0s..60m"));
  CHECK(in_range("duration <= 1h"));
  CHECK_FALSE(in_range("duration < 1h"));
  CHECK_FALSE(in_range("duration > 0s"));
  CHECK(Checked(contract("span: duration in 2h..3h = 2h", "span = intent.span"))
            .found("always-out-of-range"));
}

TEST_CASE("sema/times: the words of types") {
  const Checked checked(
      contract("a: duration in 1m..90m = 1h, b: instant >= noon = noon, c: date < 2026-01-01, "
               "d: bytes(..64KiB), e: set<uuid>(..9), f: map<date, list<bool>>",
               ""));
  REQUIRE(checked.clean());
  CHECK(checked.type("State", "a").words == "duration in 1m..1h30m");
  CHECK(checked.type("State", "b").words == "instant >= 2026-01-31T12:00:00Z");
  CHECK(checked.type("State", "c").words == "date <= 2025-12-31");
  CHECK(checked.type("State", "d").words == "bytes(..65_536)");
  CHECK(checked.type("State", "e").words == "set<uuid>(..9)");
  CHECK(checked.type("State", "f").words == "map<date, list<bool>>");
}
