// Eight things that went wrong in the protocol from which proposals come (CLP, `YAV-AI/clp`), each
// of which a test of it showed or its code does. Here each is refused, or cannot be said.
#include <writ/core/draft.h>

#include <catch2/catch.hpp>
#include <type_traits>

#include "steps.h"

namespace {

using transfer::Machine;
using transfer::Note;
using transfer::Send;
using writ::Proposal;
using writ::RefusalKind;
using Field = Send::Field;

struct Throwing final : writ::Store {
  writ::Appended append(const writ::Step&) override { throw std::runtime_error("no disk"); }
};

}  // namespace

TEST_CASE("clp 1: a commit that names its transition skips the condition of that transition") {
  // Nobody names a transition: which one fits is asked each time.
  Machine machine(start);
  CHECK(machine.dispatch(Note{"a", "text"}, start));
  CHECK(machine.dispatch(Note{"a", {}}, start));
  CHECK(machine.state().notes.empty());
  CHECK(machine.dispatch(Note{"a", {}}, start).is(RefusalKind::Denied));
}

TEST_CASE("clp 2: the types of fields are never checked") {
  Machine machine(start);
  CHECK(machine.dispatch("Send", R"({"price":{"amount":"DROP TABLE"},"to":"ann"})", start)
            .outcome.is(RefusalKind::InvalidPayload));
  CHECK(machine.dispatch(send(0), start).is(RefusalKind::InvalidPayload));
  CHECK(machine.dispatch(send(1'00, ""), start).is(RefusalKind::InvalidPayload));
  CHECK(machine == Machine(start));
}

TEST_CASE("clp 3: a proposal replaces an optional field that the user gave") {
  writ::Draft<Send> draft(1, {.to = "ann", .note = "from me"});
  const Send::Patch patch{.price = {.amount = writ::Decimal<2>{1'00}}, .note = "from the model"};
  CHECK(draft.propose(draft.ask(start, writ::minutes(1)), patch, start) == Proposal::NotOpen);
  CHECK_FALSE(draft.staged());
}

TEST_CASE("clp 4: a proposal that was asked for one intent lands in another one") {
  writ::Draft<Send> draft(1, {.to = "ann"});
  const auto request = draft.ask(start, writ::minutes(1));
  const Send::Patch patch{.price = {.amount = writ::Decimal<2>{1'00}}};
  // Another intent meanwhile: another draft, or the same one with another recipient.
  writ::Draft<Send> other(2, {.to = "bob"});
  CHECK(other.propose(request, patch, start) == Proposal::Stale);
  draft.give({.to = "bob"});
  CHECK(draft.propose(request, patch, start) == Proposal::Stale);
  CHECK(draft.propose(draft.ask(start, writ::minutes(1)), patch, start) == Proposal::Staged);
}

TEST_CASE("clp 5: a guard changes the state, and no log tells") {
  // A guard is an expression: it has no statements. And nobody else is given a state to change.
  static_assert(
      std::is_const_v<std::remove_reference_t<decltype(std::declval<Machine&>().state())>>);
  Machine machine(start);
  CHECK(machine.dispatch(send(600'00), start).is(RefusalKind::Denied));
  CHECK(machine == Machine(start));
  CHECK(machine.snapshot() == Machine(start).snapshot());
}

TEST_CASE("clp 6: a path with dots is stored as a key with dots") {
  Machine machine(start);
  CHECK(machine.dispatch(send(1'00), start));
  CHECK(machine.get("last.to")->text == "ann");
  CHECK(machine.get("/last/to")->text == "ann");
  CHECK(machine.dispatch("Send", R"({"price.amount":1,"to":"ann"})", start)
            .outcome.is(RefusalKind::InvalidPayload));
}

TEST_CASE("clp 7: what throws leaves no entry in the log") {
  const auto log = std::make_shared<writ::Log>();
  writ::Watch watch({.log = log});
  Machine machine(start);
  Throwing store;
  writ::Context context(start);
  context.store = &store;
  CHECK_THROWS(watch.dispatch(machine, send(1'00), context));
  REQUIRE(log->count() == 1);
  CHECK(log->last()[0]->error == "no disk");
  CHECK(log->last()[0]->changes.empty());
}

TEST_CASE("clp 8: what is deleted is not in the difference") {
  const auto log = std::make_shared<writ::Log>();
  writ::Watch watch({.log = log});
  Machine machine(start);
  CHECK(watch.dispatch(machine, Note{"a", "text"}, start));
  CHECK(watch.dispatch(machine, Note{"a", {}}, start));
  const std::vector<writ::Change> gone{{"/notes/a", "\"text\"", std::nullopt}};
  CHECK(log->last()[1]->changes == gone);
}
