// Timers in the model: their names and phases, and which of them a transition begins or moves.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

const std::string head =
    "contract A version 1\n"
    "state { due: instant?, n: int, xs: list<int in 0..9>(..9) }\n"
    "phases { Draft, Open { Fresh, Once, Gone final }, Done final }\n"
    "intent Go\nintent Set { n: int }\n";

std::string names(const Contract& contract, const std::vector<PhaseId>& phases) {
  std::string out;
  for (const PhaseId phase : phases) out += contract.phases[index(phase)].name + " ";
  return out;
}

/// `Open(Draft )`: each timer that a transition begins, and from which phases; `Open_2~` one that
/// it may move.
std::string fates(const Contract& contract, const Transition& transition) {
  std::string out;
  for (const writ::model::Start& start : transition.starts)
    out += contract.timers[index(start.timer)].name + "(" + names(contract, start.from) + ") ";
  for (const TimerId moved : transition.moves) out += contract.timers[index(moved)].name + "~ ";
  return out;
}

/// Of the first transition.
std::string first(const std::string& rest) {
  const Checked contract(head + rest);
  INFO(contract.said());
  REQUIRE(contract.given());
  return fates(*contract, contract->transitions.at(0));
}

const std::string timers = "\nafter 1h in Open\nat due in Open, Draft\nafter 2h in Once -> Fresh";

}  // namespace

TEST_CASE("sema/timers: one for each phase, called after it, without final ones") {
  const Checked contract(head +
                         "on Go in Draft -> Open\nafter 1h in Open, Draft -> Done\n"
                         "at due in Open when n > 3 { n = 0 }");
  INFO(contract.said());
  REQUIRE(contract.given());
  REQUIRE(contract->timers.size() == 3);
  const std::vector<std::string> wanted = {"Open", "Draft", "Open_2"};
  for (std::size_t i = 0; i < 3; ++i) {
    const writ::model::Timer& timer = contract->timers[i];
    CHECK(timer.name == wanted[i]);
    CHECK(timer.at == (i == 2));
    const Transition& transition = contract->transitions[index(timer.transition)];
    CHECK(transition.timer == static_cast<TimerId>(i));
    CHECK(transition.from == timer.phases);
    CHECK(transition.condition.has_value() == (i == 2));
  }
  CHECK(names(*contract, contract->timers[0].phases) == "Fresh Once ");
  CHECK(contract->timers[0].words == "after 1h in Open, Draft -> Done");
  CHECK(contract->choices(PhaseId{}, IntentId{}).size() == 1);  // no timer is among them
}

TEST_CASE("sema/timers: which begin depends on what is entered") {
  CHECK(first("on Go in Draft -> Open" + timers) == "Open(Draft ) Open_2(Draft ) ");
  CHECK(first("on Go in Fresh -> Once" + timers) == "Once(Fresh ) ");
  CHECK(first("on Go in Draft, Open -> Once" + timers) ==
        "Open(Draft ) Open_2(Draft ) Once(Draft Fresh Once ) ");
  CHECK(first("on Go in Open -> Open" + timers) == "Open(Fresh Once ) Open_2(Fresh Once ) ");
  CHECK(first("on Go in Open -> Draft" + timers) == "Draft(Fresh Once ) ");
  CHECK(first("on Go in Open -> Gone" + timers).empty());
  CHECK(first("on Go in Open { n = 1 }" + timers).empty());
}

TEST_CASE("sema/timers: what a step writes may move an instant") {
  CHECK(first("on Go in Open { due = now }" + timers) == "Open_2~ ");
  CHECK(first("on Go { due = now }" + timers) == "Open_2~ Draft~ ");
  CHECK(first("on Go in Draft -> Open { due = now }" + timers) == "Open(Draft ) Open_2(Draft ) ");
  CHECK(first("on Go in Open -> Done { due = now }" + timers).empty());
  const std::string by_size =
      "\nat 2030-01-01T00:00:00Z + 1h * sum(x for x in xs) in Open\non Set { n = 1 }";
  CHECK(first("on Go in Open { xs.push(1) }" + by_size) == "Open~ ");
  CHECK(first("on Go in Open { n = 1 }" + by_size).empty());
}
