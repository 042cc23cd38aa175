// Which transition is chosen where, and which invariants it could break.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

const std::string phases =
    "contract A version 1\n"
    "state { a: int, b: int, deep { x: int, y: int }, xs: list<int>(..9) }\n"
    "phases { Draft { Fresh, Changed { Once, Twice } }, Open, Done final }\n"
    "intent Go\nintent On { n: int }\n";

/// `phase:effect` for each phase in which `Go` is accepted.
std::string chosen(const std::string& transitions) {
  const Checked contract(phases + transitions);
  INFO(contract.said());
  REQUIRE(contract.given());
  std::string out;
  for (std::size_t phase = 0; phase < contract->phases.size(); ++phase) {
    for (const TransitionId id : contract->choices(static_cast<PhaseId>(phase), IntentId{0})) {
      const Transition& transition = contract->transitions[index(id)];
      out += contract->phases[phase].name + ":" +
             std::to_string(transition.body.at(0).value.number) + " ";
    }
  }
  return out;
}

/// The names of the invariants that the first transition could break.
std::string broken(const std::string& rest) {
  const Checked contract(phases + rest);
  INFO(contract.said());
  REQUIRE(contract.given());
  std::string out;
  for (const std::size_t i : contract->transitions.at(0).invariants)
    out += contract->invariants[i].name + " ";
  return out;
}

}  // namespace

TEST_CASE("sema/choice: the innermost phase wins, then the first written") {
  CHECK(chosen("on Go { a = 1 }") == "Fresh:1 Once:1 Twice:1 Open:1 ");
  CHECK(chosen("on Go { a = 1 }\non Go in Open { a = 2 }") == "Fresh:1 Once:1 Twice:1 Open:2 ");
  CHECK(chosen("on Go in Draft { a = 1 }\non Go in Once { a = 2 }") == "Fresh:1 Once:2 Twice:1 ");
  CHECK(chosen("on Go in Draft { a = 1 }\non Go in Changed { a = 2 }") ==
        "Fresh:1 Once:2 Twice:2 ");
  CHECK(chosen("on Go in Changed { a = 1 }\non Go in Once, Draft { a = 2 }") ==
        "Fresh:2 Once:2 Twice:1 ");
  CHECK(chosen("on Go in Once { a = 1 }\non Go in Once, Fresh { a = 2 }") == "Fresh:2 Once:1 ");
  CHECK(chosen("on On in Once { a = 1 }\non Go in Open { a = 2 }") == "Open:2 ");
}

TEST_CASE("sema/choice: one that is never chosen is left out, with a warning") {
  const Checked contract(phases + "on Go in Open { a = 1 }\non Go in Open { a = 2 }\non On");
  CHECK(contract.found("transition-never-chosen"));
  REQUIRE(contract.given());
  CHECK(contract->transitions.size() == 2);
}

TEST_CASE("sema/choice: what a transition leads to") {
  const Checked contract(
      phases +
      "on Go in Fresh -> Changed\non Go in Once -> Twice\non Go in Twice -> Draft\n"
      "on On in Draft -> Open\non On in Open -> Done");
  INFO(contract.said());
  REQUIRE(contract.clean());
  const auto target = [&](std::size_t i) {
    return contract->phases[index(contract->transitions.at(i).targets.at(0).phase)].name;
  };
  CHECK(target(0) == "Once");
  CHECK(target(1) == "Twice");
  CHECK(target(2) == "Fresh");
  CHECK(target(4) == "Done");
  CHECK(contract->transitions[3].words == "on On in Draft -> Open");
  CHECK(contract->transitions[3].in == std::vector<std::string>{"Draft"});
  CHECK_FALSE(contract->transitions[3].everywhere);
}

TEST_CASE("sema/choice: a composite with a final phase in it accepts in the others") {
  const Checked contract(
      "contract A version 1\nphases { Start, All { One, Last final } }\nintent Go\n"
      "guard G on Go in All { require true else \"no\" }\n"
      "on Go in Start -> All\non Go in All -> Last");
  INFO(contract.said());
  REQUIRE(contract.clean());
  CHECK(contract->transitions[1].from == std::vector<PhaseId>{PhaseId{1}});
  CHECK(contract->guards[0].phases == std::vector<PhaseId>{PhaseId{1}});
}

TEST_CASE("sema/choice: a transition could break the invariants that read what it writes") {
  const std::string invariants =
      "\ninvariant of_a: a >= 0\ninvariant of_both: a >= b\ninvariant of_deep: deep.x >= 0\n"
      "invariant of_list: all(x > 0 for x in xs)\ninvariant by_call: sum_of >= 0\n"
      "fn sum_of: int = a + of_y\nfn of_y: int = deep.y\n";
  CHECK(broken("on Go { a = 1 }" + invariants) == "of_a of_both by_call ");
  CHECK(broken("on Go { b = 1 }" + invariants) == "of_both ");
  CHECK(broken("on Go { deep.x = 1 }" + invariants) == "of_deep ");
  CHECK(broken("on Go { deep.y = 1 }" + invariants) == "by_call ");
  CHECK(broken("on Go { xs.push(1) }" + invariants) == "of_list ");
  CHECK(broken("on Go { xs[a] = 1 }" + invariants) == "of_list ");
  CHECK(broken("on Go in Draft -> Open" + invariants).empty());
}

TEST_CASE("sema/choice: the phase matters where a set that is asked for is entered or left") {
  const std::string invariants =
      "\ninvariant once_done: phase in Done implies a > 0\ninvariant open: phase not in Open or b "
      "> 0\n"
      "invariant called: in_draft or a > 0\nfn in_draft: bool = phase in Draft\n";
  CHECK(broken("on Go in Open -> Done" + invariants) == "once_done ");
  CHECK(broken("on Go in Draft -> Open" + invariants) == "open called ");
  CHECK(broken("on Go in Fresh -> Changed" + invariants).empty());
  // What is written matters only where the phase does not decide.
  CHECK(broken("on Go in Draft { a = 1 }" + invariants) == "called ");
  CHECK(broken("on Go in Open { b = 1 }" + invariants) == "open ");
  CHECK(broken("on Go in Draft, Open { b = 1 }" + invariants) == "open ");
  CHECK(broken("on Go in Draft -> Done { b = 1 }" + invariants) == "once_done called ");
}
