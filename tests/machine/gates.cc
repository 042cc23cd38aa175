// Guards, phases, and the whole story of each kind of refusal.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "gates.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

/// A gate in any phase, with these shares: as a snapshot would make it.
gates::Machine gate(std::string_view phase, std::string_view shares = "{}", int level = 0) {
  std::string text = gates::Machine(start).snapshot();
  const auto put = [&](std::string_view from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  };
  put(R"("phase":"Twice")", R"("phase":")" + std::string(phase) + '"');
  put(R"("shares":{})", R"("shares":)" + std::string(shares));
  put(R"("level":0)", R"("level":)" + std::to_string(level));
  gates::Machine machine(start);
  REQUIRE(machine.restore(text));
  return machine;
}

template <class Intent>
gates::Refusal why(gates::Machine& machine, const Intent& intent) {
  const gates::Machine before = machine;
  const writ::Outcome outcome = machine.dispatch(intent, start);
  CHECK_FALSE(outcome);
  CHECK(machine == before);
  return machine.explain(intent, outcome, start);
}

std::vector<std::string> messages(const gates::Refusal& refusal) {
  std::vector<std::string> out;
  for (const writ::Denial& denial : refusal.denials) out.push_back(denial.message);
  return out;
}

}  // namespace

TEST_CASE("gates: what is permitted is what has a transition, in every phase") {
  const gates::Intent all[] = {gates::Raise{},
                               gates::Lower{},
                               gates::Share{.with = "x", .part = 1},
                               gates::Shift{.from = "x", .to = "y", .part = 1},
                               gates::Unlock{},
                               gates::Open{},
                               gates::Note{},
                               gates::Close{},
                               gates::Leave{}};
  for (const char* phase : {"Twice", "Once", "Loose", "Ajar", "Half", "Full", "Gone"}) {
    for (const gates::Intent& intent : all) {
      gates::Machine machine = gate(phase);
      const gates::IntentKind kind = gates::IntentRef(intent).kind();
      const bool has = !machine.dispatch(intent, start).is(RefusalKind::NoTransition);
      INFO(phase << ' ' << name(kind));
      CHECK(gate(phase).permitted().has(kind) == has);
      CHECK((gate(phase).can(intent, start).is(RefusalKind::NoTransition)) == !has);
    }
  }
  CHECK(gate("Gone").permitted().empty());
  CHECK(gate("Gone").in(gates::final_phases));
  CHECK(gate("Once").in(gates::Locked));
  CHECK(gate("Once").in(gates::Shut));
  CHECK_FALSE(gate("Once").in(gates::Wide));
}

TEST_CASE("gates: phases in phases, and the first transition that fits") {
  gates::Machine machine(start);
  CHECK(machine.phase() == gates::Phase::Twice);
  CHECK(machine.dispatch(gates::Unlock{}, start));
  CHECK(machine.dispatch(gates::Unlock{}, start));
  CHECK(machine.phase() == gates::Phase::Loose);
  CHECK(machine.dispatch(gates::Open{.wide = true}, start));
  CHECK(machine.phase() == gates::Phase::Ajar);  // the transition that is written first
  machine = gate("Ajar", "{}", 2);
  CHECK(machine.dispatch(gates::Open{.wide = true}, start));
  CHECK(machine.phase() == gates::Phase::Half);  // the first child of Wide
  CHECK(machine.dispatch(gates::Open{.wide = false}, start));
  CHECK(machine.phase() == gates::Phase::Full);
  CHECK(machine.dispatch(gates::Close{}, start));
  CHECK(machine.phase() == gates::Phase::Twice);  // the first of the first of Shut

  // The innermost phase wins: in Locked, Lower empties.
  machine = gate("Once", "{}", 7);
  CHECK(machine.dispatch(gates::Lower{.by = 1}, start));
  CHECK(machine.state().level == 0);
  machine = gate("Loose", "{}", 7);
  CHECK(machine.dispatch(gates::Lower{.by = 1}, start));
  CHECK(machine.state().level == 6);
}

TEST_CASE("gates: a guard that stands before several intents, and in some phases only") {
  gates::Machine shut = gate("Loose");
  CHECK(messages(why(shut, gates::Raise{.by = 6, .limit = 9})) ==
        std::vector<std::string>{"gate moves by less than 5 while shut, not by 6"});
  CHECK(messages(why(shut, gates::Lower{.by = 6, .limit = 5})) ==
        std::vector<std::string>{"6 is more than 5",
                                 "gate moves by less than 5 while shut, not by 6"});
  CHECK(messages(why(shut, gates::Raise{.by = 1, .limit = 7})) ==
        std::vector<std::string>{"seven is no limit"});
  gates::Machine open = gate("Ajar");
  CHECK(open.dispatch(gates::Raise{.by = 6, .limit = 7}, start));
  CHECK(gate("Loose").dispatch(gates::Open{}, start));  // it is asked elsewhere
  CHECK_FALSE(gate("Ajar").dispatch(gates::Open{.wide = true}, start));
}

TEST_CASE("gates: all denials, in order, and one suggestion of them all") {
  gates::Machine machine = gate("Loose", "{}", 5);
  const gates::Raise raise{.by = 20, .limit = 15};
  const gates::Refusal refusal = why(machine, raise);
  CHECK(messages(refusal) ==
        std::vector<std::string>{"20 is more than 15",
                                 "gate moves by less than 5 while shut, not by 20",
                                 "5 and 20 are 25"});
  CHECK(refusal.message == refusal.denials[0].message);
  CHECK(refusal.denials[0].guard == "Bounded");
  CHECK(refusal.denials[2].guard == "Fits");
  CHECK(refusal.source == refusal.denials[0].source);
  CHECK(refusal.source.starts_with("gates.writ:"));
  // The first guard's `by` of 15 stays, and would be refused: then nothing is suggested.
  CHECK_FALSE(refusal.suggestion);

  // Denied by one guard: its clause's patch, all of it.
  const gates::Refusal small = why(machine, gates::Raise{.by = 5, .limit = 15});
  REQUIRE(small.suggested<gates::Raise>());
  CHECK(to_json(*small.suggested<gates::Raise>()) == R"({"by":4,"limit":9})");
  CHECK_FALSE(small.suggested<gates::Lower>());
  // By two: what the first suggests stays, the second adds what it left open.
  const gates::Refusal both = why(machine, gates::Raise{.by = 5, .limit = 3});
  REQUIRE(both.denials.size() == 2);
  REQUIRE(both.suggested<gates::Raise>());
  CHECK(to_json(*both.suggested<gates::Raise>()) == R"({"by":3,"limit":9})");
}

TEST_CASE("gates: a guard that cannot answer") {
  gates::Machine machine = gate("Ajar");
  const gates::Share share{.with = "all", .part = 5};
  const gates::Refusal nothing = why(machine, share);
  CHECK(nothing.kind == RefusalKind::OutOfRange);
  CHECK(nothing.guard == "Known");
  CHECK(nothing.message == "no such key");
  CHECK(nothing.denials.empty());

  // A part of a message that has no value is `?`.
  machine = gate("Half", R"({"all":0,"bob":3})");
  const gates::Refusal refusal = why(machine, gates::Shift{.from = "bob", .to = "eve", .part = 9});
  CHECK(messages(refusal) ==
        std::vector<std::string>{"nothing is shared, 0 is left", "bob has 3, eve has ?"});
  // A guard that cannot answer is left out when another denies.
  CHECK(messages(why(machine, gates::Shift{.from = "eve", .to = "bob", .part = 9})) ==
        std::vector<std::string>{"nothing is shared, 0 is left"});
  machine = gate("Half", R"({"all":1,"bob":3,"eve":1})");
  const gates::Refusal more = why(machine, gates::Shift{.from = "bob", .to = "eve", .part = 9});
  REQUIRE(more.suggested<gates::Shift>());
  CHECK(to_json(*more.suggested<gates::Shift>()) == R"({"part":3})");
  // The second clause is asked only when the first lets it pass.
  CHECK(messages(why(machine, gates::Shift{.from = "bob", .to = "bob", .part = 9})) ==
        std::vector<std::string>{"bob has 3, bob has 3"});
  CHECK(messages(why(machine, gates::Shift{.from = "bob", .to = "bob", .part = 3})) ==
        std::vector<std::string>{"from bob to itself"});
  // In Ajar that guard is not asked, and the body finds what is missing.
  machine = gate("Ajar", R"({"all":1,"bob":3})");
  const gates::Refusal absent = why(machine, gates::Shift{.from = "bob", .to = "e/~", .part = 1});
  CHECK(absent.kind == RefusalKind::OutOfRange);
  CHECK(absent.path == "/shares/e~1~0");
  CHECK(absent.message == "/shares/e~1~0: no such key");
  CHECK(absent.guard.empty());
}

TEST_CASE("gates: refusals of the body and of the invariants") {
  gates::Machine machine = gate("Ajar");
  CHECK(why(machine, gates::Note{.number = 4'000'000'000}).message ==
        "/log: the result does not fit in 64 bits");
  CHECK(machine.dispatch(gates::Note{.number = 3}, start));
  const gates::Refusal falls = why(machine, gates::Note{.number = 2});
  CHECK(falls.kind == RefusalKind::InvariantViolated);
  CHECK(falls.message ==
        "the invariant log_rises would be broken: "
        "log.size < 2 or (log[0] \?\? 0) < (log[1] \?\? 0)");
  CHECK(machine.dispatch(gates::Note{.number = -4}, start));
  CHECK(why(machine, gates::Note{.number = 5}).message == "/log: expected at most 2 elements");
  CHECK(why(machine, gates::Lower{.by = 1}).path == "/level");

  const gates::Share share{.with = "d", .part = 1};
  machine = gate("Ajar", R"({"all":1,"b":1,"c":1})");
  CHECK(why(machine, share).message == "/shares: expected at most 3 entries");
  CHECK(machine.dispatch(gates::Share{.with = "c", .part = 100}, start));
  CHECK(why(machine, gates::Share{.with = "c", .part = 101}).path == "/shares/c");
  CHECK(why(machine, gates::Share{.with = std::string(13, 'x'), .part = 1}).kind ==
        RefusalKind::InvalidPayload);

  machine = gate("Ajar", "{}", 1);
  const gates::Refusal level = why(machine, gates::Leave{});
  CHECK(level.kind == RefusalKind::InvariantViolated);
  CHECK(gate("Ajar").dispatch(gates::Leave{}, start));
  machine = gate("Half", "{}", 9);
  CHECK(why(machine, gates::Close{}).kind == RefusalKind::InvariantViolated);
  machine = gate("Ajar", "{}", 2);
  const gates::Refusal step = why(machine, gates::Open{.wide = false});
  CHECK(step.kind == RefusalKind::Denied);
  CHECK(messages(step) == std::vector<std::string>{"one step at a time"});
  CHECK(step.denials[0].guard.empty());
}

TEST_CASE("gates: what nothing accepts here says where it is accepted") {
  gates::Machine machine = gate("Ajar");
  CHECK(why(machine, gates::Unlock{}).message == "Unlock is accepted in Twice, Once, not in Ajar");
  machine = gate("Gone");
  CHECK(why(machine, gates::Leave{}).message ==
        "Leave is accepted in Ajar, Half, Full, not in Gone");
}
