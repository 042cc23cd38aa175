// What an optional place refuses is said like what any other place refuses.
#include <catch2/catch.hpp>
#include <string>

#include "corners.writ.h"
#include "guarded.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

std::string refused(std::int64_t which, std::int64_t x, std::string text = {}, double f = 0) {
  corners::Machine machine(start);
  const corners::Set intent{.x = x, .t = std::move(text), .f = f, .which = which};
  const writ::Outcome outcome = machine.dispatch(intent, start);
  if (outcome) return "";
  CHECK(outcome.is(RefusalKind::OutOfRange));
  const corners::Refusal refusal = machine.explain(intent, outcome, start);
  return refusal.path + ": " + refusal.message;
}

}  // namespace

TEST_CASE("corners: an optional place says what it is for") {
  CHECK(refused(0, 9).find("oo") != std::string::npos);
  CHECK(refused(1, 0, "abc").find("xx") != std::string::npos);
  CHECK(refused(2, 9).find("one to three") != std::string::npos);
  CHECK(refused(3, 0, "", 1.5).find("expected 0.0 to 1.0") != std::string::npos);
  CHECK(refused(4, 9).find("one to three") != std::string::npos);
  CHECK(refused(5, 9).find("one to three") != std::string::npos);
  CHECK(refused(6, 9).find("rb") != std::string::npos);
  for (std::int64_t which = 0; which < 7; ++which) CHECK(refused(which, 2, "ab", 0.5).empty());
}

TEST_CASE("corners: intents and guards may be called like what C++ needs") {
  corners::Machine machine(start);
  CHECK(machine.dispatch("Commit", R"({"x":3})", start).outcome);
  CHECK(machine.dispatch(corners::Commit{.x = 4}, start));
  CHECK(machine.state().n == 4);
  CHECK(machine.dispatch("Intent", R"({"x":1000})", start).outcome);
  CHECK(machine.dispatch(corners::Set{.x = 1, .t = "", .f = 0, .which = 0}, start)
            .is(RefusalKind::Denied));
  guarded::Machine other(start);
  CHECK(other.dispatch(guarded::Commit{.x = 2000}, start));
  const guarded::Set intent{.x = 1, .t = "", .f = 0, .which = 0};
  const auto refusal = other.explain(intent, other.dispatch(intent, start), start);
  REQUIRE(refusal.denials.size() == 2);
  CHECK(refusal.denials[0].guard == "Intent");
}
