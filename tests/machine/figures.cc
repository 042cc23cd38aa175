// What the language calls its own, in guards, bodies, messages, suggestions and invariants.
#include <catch2/catch.hpp>
#include <limits>

#include "figures.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// A machine that took one step.
template <class Intent>
figures::State after(const Intent& intent) {
  figures::Machine machine(start);
  CHECK(machine.dispatch(intent, start));
  return machine.state();
}

/// The refusal of the first step.
template <class Intent>
figures::Refusal refusal(const Intent& intent, const writ::Context& context = start) {
  figures::Machine machine(start);
  const writ::Outcome outcome = machine.dispatch(intent, context);
  CHECK(machine == figures::Machine(start));
  return machine.explain(intent, outcome, context);
}

}  // namespace

TEST_CASE("figures: division is exact or refused") {
  CHECK(after(figures::Divide{.a = 7, .by = -2}).n == -3);
  CHECK(after(figures::Divide{.a = least, .by = 1}).n == least);
  CHECK(refusal(figures::Divide{.a = 7, .by = 0}).message == "/n: division by zero");
  CHECK(refusal(figures::Divide{.a = least, .by = -1}).message ==
        "/n: the result does not fit in 64 bits");
  const figures::State shared = after(figures::Share{.a = {1000}, .by = {30'000}, .parts = 7});
  CHECK(shared.d2.units == 333);
  CHECK(shared.d4.units == 14'286);  // (7.0000 + 3.0000) / 7
  CHECK(refusal(figures::Share{.a = {1}, .by = {}, .parts = 7}).message == "/d2: division by zero");
  CHECK(refusal(figures::Share{.a = {most}, .by = {1}, .parts = 7}).kind ==
        RefusalKind::OutOfRange);
  const figures::State third = after(figures::Third{.part = -10, .a = {9999}, .by = 2});
  CHECK(third.small == -3);
  CHECK(third.bill.units == 5000);  // 49.995, and the even one is above
  CHECK(third.n == -33);
  CHECK(figures::constants::half == 3);
}

TEST_CASE("figures: rounding and extremes") {
  const figures::State rounded = after(figures::Round{.a = {-25'050}});
  CHECK(rounded.d2.units == -250);
  CHECK(rounded.n == -23);
  CHECK(after(figures::Extreme{.a = -5, .b = 100}).small == 3);
  CHECK(after(figures::Extreme{.a = 5, .b = least}).small == -3);
  CHECK(refusal(figures::Extreme{.a = least, .b = 0}).kind == RefusalKind::OutOfRange);
}

TEST_CASE("figures: texts and their parts") {
  const figures::State said = after(figures::Say{.text = " Stra\u00dfe 7\t"});
  CHECK(said.text == "<Stra\u00dfe 7> 10");
  CHECK(said.short_ == "STRA");
  CHECK(said.who == "stra\u00dfe 7");
  CHECK(refusal(figures::Say{.text = std::string(40, 'x')}).message ==
        "/text: expected at most 40 characters");
  CHECK(after(figures::Cut{.text = "a\u00e9\u65e5z", .at = 1, .count = 2}).text == "\u00e9\u65e5");
  CHECK(after(figures::Split{.text = "a, ,b,", .by = ","}).n == 2);
  CHECK(after(figures::Split{.text = "abc", .by = ""}).n == 1);
}

TEST_CASE("figures: what is in a list or a map") {
  figures::Machine machine(start);
  CHECK(machine.dispatch(figures::Stock{.key = "APPLE", .amount = 3}, start));
  CHECK(machine.dispatch(figures::Stock{.key = "pear", .amount = 4}, start));
  CHECK(machine.dispatch(figures::Stock{.key = "NEVER", .amount = 4}, start)
            .is(RefusalKind::InvariantViolated));
  CHECK(machine.dispatch(figures::Total{}, start));
  CHECK(machine.state().text == "2 keys, 3");
  CHECK(machine.dispatch(figures::See{.n = 1000}, start).is(RefusalKind::InvariantViolated));
  CHECK(machine.dispatch(figures::See{.n = 7}, start));
  const auto says = [&](const std::string& text, std::int64_t n) {
    const figures::Ask ask{.text = text, .n = n};
    writ::Context context(start);
    context.subject = "ann";
    return machine.explain(ask, machine.dispatch(ask, context), context).message;
  };
  CHECK(says("apple", 7) == "apple is there");
  CHECK(says("A", 8) == "8 was not seen by ann");
  CHECK(says("A", 7) == "never");
  CHECK(says("why?", 8) == "");
  CHECK(machine.state().who == "why");
}

TEST_CASE("figures: what comes with a step") {
  figures::Machine machine(start);
  writ::Context context(start);
  CHECK(refusal(figures::Note{}).message == "nobody at 0");
  context.subject = "ann";
  context.correlation_id = "c-1";
  CHECK(machine.can(figures::Note{}, context));
  CHECK(machine.dispatch(figures::Note{}, context));
  CHECK(machine.state().who == "ann/c-1");
  CHECK(machine.dispatch(figures::Note{}, context));
  CHECK(machine.state().steps == 1);
  CHECK(machine.dispatch("Note", R"({"text": ""})", context));
  CHECK(machine.state().steps == 2);
  CHECK(machine.dispatch(figures::Total{}, context));
  CHECK(machine.dispatch(figures::Total{}, context));
  const writ::Outcome late = machine.dispatch(figures::Note{}, context);
  CHECK(machine.explain(figures::Note{}, late, context).message == "5: c-1");
  figures::Machine again(start);
  REQUIRE(again.restore(machine.snapshot()));
  CHECK(again == machine);
  CHECK(again.hash() == machine.hash());
  CHECK(machine.get("who")->text == "ann/c-1");
}

TEST_CASE("figures: a suggestion reads what comes with a step") {
  writ::Context context(start);
  context.subject = "Maximilian";
  const figures::Refusal why = refusal(figures::Note{}, context);
  CHECK(why.message == "Maximilian is long");
  CHECK_FALSE(why.suggestion);  // it would not be accepted
  context.subject = "\xff not a text";
  CHECK(refusal(figures::Note{}, context).message == "nobody at 0");
}

TEST_CASE("figures: texts of several lines") {
  CHECK(figures::constants::poem == "A \"rose\",\n  {n}\nis\ta rose.");
  figures::Machine machine(start);
  writ::Context context(start);
  context.subject = "ann";
  CHECK(machine.dispatch(figures::Recite{.title = "Rose"}, context));
  CHECK(machine.state().recital == "Rose, by\nann:\n  A \"rose\",\n  {n}\nis\ta rose.");
}
