// Names outside, open records, who may give a field, what is stored, what is shown.
#include "modifiers.writ.h"

#include <catch2/catch.hpp>
#include <string>

#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

namespace way = modifiers::way;

writ::Context from_proposer() {
  writ::Context context(start);
  context.origin = writ::Origin::Proposer;
  return context;
}

std::string problems(std::string_view intent, std::string_view json) {
  modifiers::Machine machine(start);
  const auto answer = machine.dispatch(intent, json, start);
  std::string out;
  for (const writ::Problem& one : answer.refusal.problems)
    out += one.path + ": " + std::string(one.code) + "\n";
  return out;
}

}  // namespace

TEST_CASE("modifiers: names outside, and members that nobody knows") {
  modifiers::Machine machine(start);
  const std::string line =
      R"({"in":3,"b":"text","new":{"x":[1]},"a":7,"x/y~\"z\\":4,"extra":{"size":2},"in_":1})";
  const std::string put = R"({"line":)" + line +
                          R"(,"nothing":{"a":1},"route":{"way":{"kind of place":"home",)" +
                          R"("box":{"number":3},"kind":"Post"}}})";
  CHECK(machine.dispatch("Put", put, start));
  CHECK(machine.dispatch("See", R"({"key":"k","line":)" + line + "}", start));
  const std::string read =
      R"({"in":3,"b":"text","a":7,"x/y~\"z\\":4,"extra":{"size":2,"unit":"cm"}})";
  CHECK(to_json(machine.state()) ==
        R"({"line":)" + read + R"(,"nothing":{},"way":{"kind":"Post","kind of place":"home",)" +
            R"("box":{"number":3}},"cache":{},"Seen!":{"k":)" + read +
            R"(},"pin":"0000","tries":0,"accounts":[],"pins":{},"safes":{},"ok":0})");
  CHECK(machine.get("line.within")->number == 3);
  CHECK(machine.get("line.a")->text == "text");
  CHECK(machine.get("/line/in")->number == 3);
  CHECK(machine.get("/line/b")->text == "text");
  CHECK(machine.get("/line/a")->number == 7);
  CHECK(machine.get("/line/x~1y~0\"z\\")->number == 4);
  CHECK(machine.get("line.slashed")->number == 4);
  CHECK_FALSE(machine.get("/line/within"));
  CHECK_FALSE(machine.get("line.in"));
  CHECK(machine.get("/Seen!/k/extra/unit")->text == "cm");
  CHECK(machine.get("way.box.number")->number == 3);
  modifiers::Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
}

TEST_CASE("modifiers: refusals name what JSON names") {
  CHECK(
      problems("Put", R"({"line":{"in":10,"b":"","a":"x","within":3},"nothing":[],"route":{}})") ==
      "/line/in: range\n/line/a: type\n/line/extra: missing\n/nothing: type\n");
  CHECK(problems("Put", R"({"nothing":{"a":tru},"route":{}})") == ": syntax\n");
  CHECK(problems("Put", R"({"nothing":{},"route":{"way":{"kind":"Post","to":"x"}}})") ==
        "/route/way/to: unknown\n/route/way/kind of place: missing\n/route/way/box: missing\n");
  modifiers::Machine machine(start);
  modifiers::Put put{.line = {}, .nothing = {}, .route = {}};
  put.line.emplace().within = 10;
  const auto path = [&](const auto& intent) {
    return machine.explain(intent, machine.dispatch(intent, start), start).path;
  };
  CHECK(path(put) == "/line/in");
  put.line->within = 1;
  CHECK(path(put) == "/line/extra/size");
  put.line->extra.size = 1;
  put.route.way = way::Post{.to = "too long to be", .box = {1}};
  CHECK(path(put) == "/route/way/kind of place");
  put.route.way = way::Post{.to = "", .box = {0}};
  CHECK(path(put) == "/route/way/box/number");
}

TEST_CASE("modifiers: what a caller gives himself is refused from a proposer, through both doors") {
  modifiers::Machine machine(start);
  const modifiers::Must must{.level = 1};
  const writ::Context proposer = from_proposer();
  CHECK(machine.dispatch(must, start));
  CHECK(machine.dispatch(must, proposer).is(RefusalKind::NotPermitted));
  CHECK(machine.can(must, proposer).is(RefusalKind::NotPermitted));
  const modifiers::Refusal refusal =
      machine.explain(must, machine.dispatch(must, proposer), proposer);
  CHECK(refusal.path == "/level");
  CHECK(refusal.message == "only a caller may give this, and no proposer");
  const auto answer = machine.dispatch("Must", R"({"level":1})", proposer);
  CHECK(answer.refusal.kind == RefusalKind::NotPermitted);
  CHECK(answer.refusal.path == "/level");
  CHECK(machine.dispatch("Must", R"({"level":0})", proposer).refusal.kind ==
        RefusalKind::InvalidPayload);

  CHECK(machine.dispatch("Choose", R"({"note":"x"})", proposer).refusal.path == "/note");
  CHECK(machine.dispatch("Choose", R"({"way":{"kind":"Mail"}})", proposer).refusal.path == "/way");
  CHECK(machine.dispatch("Choose", R"({"note":"n","way":null})", proposer));  // nothing is given
}

TEST_CASE("modifiers: what a caller gives himself is not suggested to a proposer") {
  modifiers::Machine machine(start);
  const modifiers::Choose choose;
  CHECK(machine.dispatch(choose, start));
  const auto denied = machine.dispatch(choose, start);
  CHECK(denied.is(RefusalKind::Denied));
  const modifiers::Refusal refusal = machine.explain(choose, denied, start);
  REQUIRE(refusal.suggested<modifiers::Choose>());
  CHECK(refusal.suggested<modifiers::Choose>()->note == "other");
  CHECK(refusal.suggested<modifiers::Choose>()->level == 3);
  CHECK(machine.dispatch(choose, from_proposer()).is(RefusalKind::Denied));
  CHECK_FALSE(machine.explain(choose, denied, from_proposer()).suggestion);
  CHECK(modifiers::Choose::authored.has(modifiers::Choose::Field::way));
  CHECK(modifiers::Choose::authored.has(modifiers::Choose::Field::level));
}

TEST_CASE("modifiers: what is ephemeral is not stored, compared or hashed") {
  modifiers::Machine machine(start);
  modifiers::Machine other(start);
  CHECK(machine.dispatch(modifiers::Touch{.hits = 5, .last = "me"}, start));
  CHECK(other.dispatch(modifiers::Touch{.hits = 6}, start));
  CHECK(machine == other);
  CHECK(machine.hash() == other.hash());
  CHECK(machine.snapshot() == other.snapshot());
  CHECK(machine.get("cache.hits")->number == 5);
  CHECK(machine.get("size")->number == 5);
  CHECK(other.restore(machine.snapshot()));
  CHECK(other == machine);
  CHECK(other.state().cache.hits == 0);
  CHECK(other.state().cache.last == std::nullopt);
  CHECK(other.state().size == 2);
}

TEST_CASE("modifiers: a secret is compared, stored, and not shown") {
  modifiers::Machine machine(start);
  const auto unlock = [&](const std::string& pin) {
    const modifiers::Unlock intent{.pin = pin, .account = modifiers::Account{"me", pin}};
    return machine.explain(intent, machine.dispatch(intent, start), start).message;
  };
  CHECK(unlock("0001") == "this is not the number");
  CHECK(unlock("0000").empty());
  CHECK(unlock("1").find("exactly 4 characters") != std::string::npos);
  for (const char* path : {"pin", "backup", "tries", "account.pin", "/account/pin"})
    CHECK(machine.get(path)->text == "***");
  CHECK(machine.get("account.name")->text == "me");
  CHECK(machine.dispatch("Change", R"({"old":"0000","pin":"1234"})", start));
  CHECK(machine.dispatch(modifiers::Change{.old = "0000", .pin = "1235"}, start)
            .is(RefusalKind::Denied));
  CHECK(machine.state().pin == "1234");
  CHECK(machine.state().tries == 1);
  modifiers::Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
  modifiers::Machine same(start);
  CHECK(same.dispatch(modifiers::Unlock{.pin = "0000", .account = modifiers::Account{"me", "1111"}},
                      start));
  CHECK(same.dispatch(modifiers::Change{.old = "0000", .pin = "4321"}, start));
  CHECK(same != machine);
  CHECK(same.hash() == machine.hash());  // a hash does not tell a secret
}

TEST_CASE("modifiers: the keys of a secret map are in no place") {
  modifiers::Machine machine(start);
  const auto place = [&](std::string_view intent, const std::string& json) {
    const auto answer = machine.dispatch(intent, json, start);
    if (answer.outcome) return std::string();
    const writ::Refusal& refusal = answer.refusal;
    CHECK(refusal.message.find("alice") == std::string::npos);
    return refusal.problems.empty() ? refusal.path : refusal.problems[0].path;
  };
  const std::string given = R"({"name":"n","pin":"1234","pins":)";
  CHECK(place("Learn", given + R"({"alice":"12"}})") == "/pins/***");
  CHECK(place("Learn", given + R"({"alice":"1234","alice":"1234"}})") == "/pins/***");
  CHECK(place("Learn", given + R"({"alice12345":"1234"}})") == "/pins/***");
  CHECK(place("Learn", R"({"name":"n","pin":"123","pins":{"alice":"1234"}})") == "/pins/***");
  CHECK(place("Keep", R"({"safe":{"label":"l","codes":{"alice":{"word":"x"}}}})") ==
        "/safe/codes/***/word");
  CHECK(place("Keep", R"({"safe":{"label":"l","codes":{"alice":{"word":"xy"}}}})").empty());
  CHECK(place("Turn", R"({"word":"xy"})") == "/safes/a/codes/***/word");
  CHECK(place("Learn", given + R"({"alice":"1234"}})").empty());
  CHECK(machine.get("pins[\"alice\"]")->text == "***");
  CHECK(machine.get("pins[\"nobody\"]")->text == "***");
  modifiers::Learn typed{.name = "n", .pin = "1234", .pins = {}};
  typed.pins.insert({"alice", "1"});
  const auto outcome = machine.dispatch(typed, start);
  CHECK(machine.explain(typed, outcome, start).path == "/pins/0");
}
