// What the rules of bodies, phases and creation say (docs/rules.md), one by one.
#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <variant>

#include "desk.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

desk::Machine opened(std::int64_t urgency = 3, std::string title = "printer") {
  desk::Machine machine(start);
  REQUIRE(machine.dispatch(desk::Open{.title = std::move(title), .urgency = urgency}, start));
  return machine;
}

template <class Intent>
bool accepts(desk::Machine& machine, const Intent& intent) {
  return static_cast<bool>(machine.dispatch(intent, start));
}

/// Refused for this, and nothing has changed.
template <class Intent>
bool refuses(desk::Machine& machine, const Intent& intent, RefusalKind kind) {
  const desk::Machine before = machine;
  return machine.can(intent, start).is(kind) && machine.dispatch(intent, start).is(kind) &&
         machine == before;
}

}  // namespace

TEST_CASE("desk: before its creation there is nothing") {
  desk::Machine machine(start);
  CHECK(machine.phase() == desk::Phase::Absent);
  CHECK(machine.state().trace.empty());
  CHECK(refuses(machine, desk::Stay{}, RefusalKind::NoTransition));
  CHECK(refuses(machine, desk::Open{.title = "", .urgency = 1}, RefusalKind::InvalidPayload));
  CHECK(accepts(machine, desk::Open{.title = "printer", .urgency = 1}));
  CHECK(machine.phase() == desk::Phase::Fresh);
  CHECK(machine.state().trace == "fresh ");
  CHECK(refuses(machine, desk::Open{.title = "again", .urgency = 1}, RefusalKind::NoTransition));
}

TEST_CASE("desk: what does not exist yet can be stored, and comes back as that") {
  const desk::Machine nothing(start);
  desk::Machine restored = opened(1);
  REQUIRE(restored.restore(nothing.snapshot()));
  CHECK(restored == nothing);
  CHECK(accepts(restored, desk::Open{.title = "printer", .urgency = 1}));
  std::string forged = nothing.snapshot();
  forged.replace(forged.find("Absent"), 6, "Fresh");
  CHECK(restored.restore(forged).outcome.is(RefusalKind::InvalidPayload));
  CHECK(restored.phase() == desk::Phase::Fresh);
}

TEST_CASE("desk: leave, the body, enter, in this order") {
  desk::Machine machine = opened(1);
  CHECK(accepts(machine, desk::Begin{}));
  CHECK(machine.state().trace == "fresh begin +busy ");
  CHECK(accepts(machine, desk::Ask{}));
  CHECK(machine.phase() == desk::Phase::Once);
  CHECK(machine.state().trace == "fresh begin +busy ask +asked ");
  CHECK(accepts(machine, desk::Ask{}));
  CHECK(machine.state().trace == "fresh begin +busy ask +asked -once ask +twice ");
  CHECK(opened().state().trace == "+busy +asked +twice ");
}

TEST_CASE("desk: a phase that is entered again") {
  desk::Machine machine = opened();
  CHECK(accepts(machine, desk::Stay{}));
  CHECK(machine.state().trace == "+busy +asked +twice stay ");
  CHECK(accepts(machine, desk::Again{}));
  CHECK(machine.phase() == desk::Phase::Looked);
  CHECK(machine.state().trace == "+busy +asked +twice stay -asked -busy again +busy ");
}

TEST_CASE("desk: when chooses") {
  CHECK(opened(2).phase() == desk::Phase::Fresh);
  CHECK(opened(3).phase() == desk::Phase::Twice);
}

TEST_CASE("desk: refuse refuses where it would be chosen") {
  desk::Machine never = opened(3, "never");
  const desk::Finish finish{.answer = "off"};
  const writ::Outcome refused = never.dispatch(finish, start);
  CHECK(refused.is(RefusalKind::Denied));
  CHECK(never.explain(finish, refused, start).message == "never ends");
  const desk::Machine::Answer by_name = never.dispatch("Finish", R"({"answer": "off"})", start);
  CHECK(by_name.refusal.message == "never ends");
  desk::Machine other = opened();
  CHECK(accepts(other, finish));
  // Where nothing else would answer, too, through both doors.
  desk::Machine fresh = opened(1);
  CHECK(refuses(fresh, desk::Late{}, RefusalKind::Denied));
  CHECK(fresh.dispatch("Late", "{}", start).refusal.message == "printer has not begun");
  CHECK(fresh.dispatch("Late", "{", start).outcome.is(RefusalKind::InvalidPayload));
  CHECK_FALSE(fresh.permitted().has(desk::IntentKind::Late));
  CHECK(fresh.dispatch("Stay", "{", start).outcome.is(RefusalKind::NoTransition));
}

TEST_CASE("desk: a guard by its name") {
  desk::Machine machine = opened(5);
  const desk::Finish finish{.answer = "off"};
  const writ::Outcome refused = machine.dispatch(finish, start);
  CHECK(refused.is(RefusalKind::Denied));
  const desk::Refusal why = machine.explain(finish, refused, start);
  CHECK(why.message == "too urgent");
}

TEST_CASE("desk: events of what was accepted") {
  desk::Machine machine(start);
  writ::Context context(start);
  context.subject = "ann";
  CHECK(machine.dispatch(desk::Open{.title = "printer", .urgency = 4}, context));
  const std::vector<desk::Event> first = machine.take_events();
  REQUIRE(first.size() == 1);
  CHECK(std::get<desk::Opened>(first[0]) == desk::Opened{.title = "printer", .by = "ann"});
  CHECK(machine.take_events().empty());
  CHECK(refuses(machine, desk::Begin{}, RefusalKind::NoTransition));
  CHECK(machine.can(desk::Finish{.answer = "off"}, start));
  CHECK(machine.take_events().empty());
  CHECK(accepts(machine, desk::Finish{.answer = "off"}));
  const std::vector<desk::Event> last = machine.take_events();
  REQUIRE(last.size() == 2);
  CHECK(std::get<desk::Moved>(last[0]).to == "done");
  CHECK(std::get<desk::Moved>(last[1]).to == "off");
  CHECK(name(last[1]) == "Moved");
  CHECK(to_json(last[1]) == R"({"to":"off","notes":0})");
}

TEST_CASE("desk: answers") {
  desk::Machine machine = opened();
  CHECK(accepts(machine, desk::Write{.text = "hello", .weight = 1}));
  CHECK(machine.answer<desk::Count>() == nullptr);
  CHECK(accepts(machine, desk::Count{}));
  REQUIRE(machine.answer<desk::Count>());
  CHECK(*machine.answer<desk::Count>() == 1);
  CHECK(machine.answer_json() == "1");
  for (const auto& [by, answer] :
       {std::pair(9, "high"), std::pair(0, "none"), std::pair(3, "low")}) {
    CHECK(accepts(machine, desk::Grade{.by = by}));
    CHECK(machine.answer_json() == '"' + std::string(answer) + '"');
  }
  CHECK(refuses(machine, desk::Begin{}, RefusalKind::NoTransition));
}

TEST_CASE("desk: changes of lists") {
  desk::Machine machine = opened();
  const auto& numbers = machine.state().numbers;
  using List = std::vector<std::int64_t>;
  CHECK(accepts(machine, desk::Numbers{.list = {3, 1, 2}}));
  CHECK(accepts(machine, desk::Insert{.at = 3, .value = 9}));
  CHECK(accepts(machine, desk::Insert{.at = 0, .value = 8}));
  CHECK(numbers == List{8, 3, 1, 2, 9});
  CHECK(refuses(machine, desk::Insert{.at = 0, .value = 1}, RefusalKind::OutOfRange));
  CHECK(accepts(machine, desk::Pop{}));
  CHECK(refuses(machine, desk::Insert{.at = 5, .value = 1}, RefusalKind::OutOfRange));
  CHECK(refuses(machine, desk::Insert{.at = -1, .value = 1}, RefusalKind::OutOfRange));
  CHECK(refuses(machine, desk::RemoveAt{.at = 4}, RefusalKind::OutOfRange));
  CHECK(accepts(machine, desk::RemoveAt{.at = 0}));
  CHECK(accepts(machine, desk::Splice{.at = 1, .count = 1, .list = {6, 7, 5}}));
  CHECK(numbers == List{3, 6, 7, 5, 2});
  CHECK(refuses(machine, desk::Splice{.at = 6, .count = 0, .list = {}}, RefusalKind::OutOfRange));
  CHECK(refuses(machine, desk::Splice{.at = 0, .count = 6, .list = {}}, RefusalKind::OutOfRange));
  CHECK(refuses(machine, desk::Splice{.at = 0, .count = 0, .list = {1}}, RefusalKind::OutOfRange));
  CHECK(accepts(machine, desk::Sort{.down = false}));
  CHECK(numbers == List{2, 3, 5, 6, 7});
  CHECK(accepts(machine, desk::Sort{.down = true}));
  CHECK(accepts(machine, desk::Keep{.least = 5}));
  CHECK(numbers == List{7, 6, 5});
  CHECK(accepts(machine, desk::Clear{}));
  CHECK(accepts(machine, desk::Pop{}));
  CHECK(numbers.empty());
}

TEST_CASE("desk: changes of maps and sets") {
  desk::Machine machine = opened();
  CHECK(refuses(machine, desk::More{.key = "a", .by = 1}, RefusalKind::OutOfRange));
  CHECK(accepts(machine, desk::Put{.key = "a", .value = 5}));
  CHECK(accepts(machine, desk::More{.key = "a", .by = 4}));
  CHECK(*machine.state().stock.find("a") == 9);
  CHECK(accepts(machine, desk::Drop{.key = "b"}));
  CHECK(accepts(machine, desk::Drop{.key = "a"}));
  CHECK(machine.state().stock.empty());
  for (const char* key : {"a", "b", "c"})
    CHECK(accepts(machine, desk::Put{.key = key, .value = 1}));
  CHECK(refuses(machine, desk::Put{.key = "d", .value = 1}, RefusalKind::OutOfRange));
  for (const char* tag : {"b", "a", "a", "c"}) CHECK(accepts(machine, desk::Tag{.tag = tag}));
  CHECK(machine.state().tags.size() == 3);
  CHECK(refuses(machine, desk::Tag{.tag = "d"}, RefusalKind::OutOfRange));
  CHECK(accepts(machine, desk::Untag{.tag = "d"}));
  CHECK(accepts(machine, desk::Untag{.tag = "b"}));
  CHECK(machine.state().tags.size() == 2);
}

TEST_CASE("desk: merge changes what it names") {
  desk::Machine machine = opened();
  CHECK(accepts(machine, desk::Move{.floor = 4, .name = "Ada"}));
  CHECK(accepts(machine, desk::Swap{}));
  CHECK(machine.state().owner.name.empty());  // the room as it was before
  CHECK(machine.state().owner.office.room == "was");
  CHECK(machine.state().owner.office.floor == 4);
}

TEST_CASE("desk: loops, conditions and cases change what they name") {
  desk::Machine machine = opened();
  for (const std::int64_t weight : {0, 3, 5})
    CHECK(accepts(machine, desk::Write{.text = "", .weight = weight}));
  CHECK(accepts(machine, desk::Heavier{.by = 2}));
  CHECK(machine.state().notes[0].weight == 0);
  CHECK(machine.state().notes[1].weight == 5);
  CHECK(machine.state().notes[2].weight == 7);
  CHECK(desk::views::weight(machine) == 12);
  CHECK(desk::views::shown(machine) == "printer: 3");
  CHECK(accepts(machine, desk::Retry{}));
  CHECK(machine.state().visits == 1);
  CHECK(accepts(machine, desk::Reach{.contact = desk::contact::Mail{.address = "a", .tries = 8}}));
  CHECK(accepts(machine, desk::Retry{}));
  CHECK(std::get<desk::contact::Mail>(*machine.state().contact).tries == 9);
  CHECK(refuses(machine, desk::Retry{}, RefusalKind::OutOfRange));
}

TEST_CASE("desk: what is refused half way never happened") {
  desk::Machine machine = opened();
  for (const std::int64_t weight : {3, 8})
    CHECK(accepts(machine, desk::Write{.text = "", .weight = weight}));
  CHECK(refuses(machine, desk::Heavier{.by = 2}, RefusalKind::OutOfRange));
  CHECK(machine.state().notes[0].weight == 3);
}

TEST_CASE("desk: a refinement is asked where the assignment stands") {
  desk::Machine machine = opened(3);
  CHECK(accepts(machine, desk::Up{.by = 2}));
  CHECK(refuses(machine, desk::Up{.by = 3}, RefusalKind::OutOfRange));  // 3 again at the end
}

TEST_CASE("desk: ensure reads the end, and old the beginning") {
  desk::Machine machine = opened();
  CHECK(accepts(machine, desk::Visit{.times = 4}));
  CHECK(machine.state().visits == 10);
  const desk::Visit many{.times = 8};  // 36 more
  CHECK(refuses(machine, many, RefusalKind::InvariantViolated));
}

TEST_CASE("desk: never is an invariant") {
  desk::Machine machine = opened();
  CHECK(accepts(machine, desk::Visit{.times = 5}));
  const desk::Visit more{.times = 4};  // 25, and each of the conditions of the body holds
  CHECK(refuses(machine, more, RefusalKind::InvariantViolated));
  CHECK(machine.explain(more, machine.can(more, start), start).message.find("crowded") !=
        std::string::npos);
}
