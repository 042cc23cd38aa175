// Groups of phases in the model: where a transition fits, where it leads, what comes around it.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace checked;

namespace {

const std::string phases =
    "contract A version 1\nstate { n: int in 0..9 }\n"
    "phases Door { Shut, Open { Ajar, Wide { Half, Full } }, Gone final }\n"
    "phases Lock { Free, Held, Dead final }\n"
    "intent Go\nintent On\n";

std::string names(const Contract& contract, const std::vector<PhaseId>& of) {
  std::string out;
  for (const PhaseId phase : of)
    out += (out.empty() ? "" : " ") + contract.phases[index(phase)].name;
  return out;
}

/// `n:phases` of each candidate of `Go`, and `!` with the phases in which its groups have ended.
std::string asked(const std::string& transitions) {
  const Checked contract(phases + transitions);
  INFO(contract.said());
  REQUIRE(contract.given());
  std::string out;
  for (const Candidate& one : contract->candidates(IntentId{0})) {
    out += std::to_string(index(one.transition)) + ":" + names(*contract, one.phases);
    if (!one.ended.empty()) out += " !" + names(*contract, one.ended);
    out += "; ";
  }
  return out;
}

const std::string others = "\non On in Shut -> Gone\non On in Free -> Dead";

}  // namespace

TEST_CASE("sema/groups: the phases of each, the first ones the initial ones") {
  const Checked contract(phases + "on Go in Shut -> Open, Held" + others);
  INFO(contract.said());
  REQUIRE(contract.given());
  REQUIRE(contract->groups.size() == 2);
  CHECK(contract->is_grouped());
  CHECK(contract->groups[0].name == "Door");
  CHECK(names(*contract, contract->groups[0].phases) == "Shut Ajar Half Full Gone");
  CHECK(names(*contract, contract->groups[1].phases) == "Free Held Dead");
  CHECK(contract->phases[6].group == GroupId{1});
  CHECK(contract->composites[1].group == GroupId{0});
  const Transition& go = contract->transitions[0];
  REQUIRE(go.targets.size() == 2);
  CHECK(names(*contract, {go.targets[0].phase, go.targets[1].phase}) == "Ajar Held");
  CHECK(names(*contract, go.targets[0].named) == "Ajar Half Full");
  CHECK(names(*contract, contract->active_before(go, GroupId{0})) == "Shut");
  CHECK(names(*contract, contract->active_before(go, GroupId{1})) == "Free Held");
}

TEST_CASE("sema/groups: a block without a name is a group, too, and so is none") {
  const Checked one("contract A version 1\nphases { P, Q }\nintent Go\non Go in P -> Q");
  REQUIRE(one.given());
  CHECK_FALSE(one->is_grouped());
  CHECK(one->groups.at(0).name.empty());
  CHECK(one->groups.at(0).phases.size() == 2);
  const Checked none("contract A version 1\nintent Go\non Go");
  REQUIRE(none.given());
  CHECK(names(*none, none->groups.at(0).phases) == "Always");
}

TEST_CASE("sema/groups: the innermost first, whatever its group, then as written") {
  CHECK(asked("on Go in Free { n = 1 }\non Go in Half { n = 2 }" + others) == "1:Half; 0:Free; ");
  CHECK(asked("on Go in Free { n = 1 }\non Go in Shut { n = 2 }" + others) == "0:Free; 1:Shut; ");
  CHECK(asked("on Go in Free, Half { n = 1 }\non Go in Wide { n = 2 }" + others) ==
        "0:Half; 1:Full; 0:Free; ");
  // What may not lead out of an end is asked for that.
  CHECK(asked("on Go -> Free" + others) == "0:Shut Ajar Half Full Free Held !Dead; ");
  CHECK(asked("on Go in Held -> Free" + others) == "0:Held; ");
  // Nothing comes behind what is taken in each phase of another group.
  CHECK(asked("on Go in Free, Held { n = 1 }\non Go { n = 2 }" + others) ==
        "0:Free Held; 1:Shut Ajar Half Full; ");
}

TEST_CASE("sema/groups: a creation enters all of them") {
  const Checked contract(phases + "on Go creates Held\non On in Shut -> Gone, Dead");
  INFO(contract.said());
  REQUIRE(contract.given());
  const Transition& go = contract->transitions[0];
  REQUIRE(go.targets.size() == 2);
  CHECK(names(*contract, {go.targets[0].phase, go.targets[1].phase}) == "Shut Held");
  CHECK(names(*contract, contract->active_before(go, GroupId{1})) == "Absent");
  CHECK(names(*contract, contract->groups[0].phases) == "Shut Ajar Half Full Gone");
}

TEST_CASE("sema/groups: a history, and the hooks that depend on it") {
  const Checked contract(phases +
                         "on Go in Shut -> Open.history\non On in Open -> Shut\n"
                         "enter Wide { n = 1 }\nenter Open { n = 2 }\nenter Shut { n = 3 }\n");
  INFO(contract.said());
  REQUIRE(contract.given());
  CHECK(contract->remembers());
  CHECK(contract->composites[0].remembered);
  CHECK_FALSE(contract->composites[1].remembered);
  const std::vector<Statement>& body = contract->transitions[0].body;
  REQUIRE(body.size() == 3);
  CHECK(body[0].kind == Statement::Kind::Enter);
  CHECK(body[0].history == CompositeId{0});
  CHECK(body[1].into.empty());  // `Open`, whatever it was
  CHECK(names(*contract, body[2].into) == "Half Full");
}

TEST_CASE("sema/groups: invariants of several groups") {
  const auto broken = [](const std::string& rest) {
    const Checked contract(phases + rest + others);
    INFO(contract.said());
    REQUIRE(contract.given());
    return contract->transitions.at(0).invariants.size();
  };
  const std::string apart = "\ninvariant apart: phase in Held implies phase not in Open";
  CHECK(broken("on Go in Shut -> Open" + apart) == 1);
  CHECK(broken("on Go in Open -> Shut" + apart) == 0);
  CHECK(broken("on Go in Half -> Full" + apart) == 0);
  CHECK(broken("on Go in Shut -> Open, Free" + apart) == 0);
  CHECK(broken("on Go in Held -> Free" + apart) == 0);
  CHECK(broken("on Go in Free -> Held" + apart) == 1);
  CHECK(Checked(phases + "on Go in Shut -> Open" + others + "\ninvariant held: phase not in Free")
            .found("invariant-broken-at-start"));
}
