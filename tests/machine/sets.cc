// Sets of records, variants, lists, optionals, sets and maps: in order, each element once.
#include <string>
#include <vector>

#include "sets.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

sets::Tag tag(std::string name, std::int64_t weight, std::int64_t x) {
  return {.name = std::move(name), .weight = weight, .at = {.x = x}};
}

}  // namespace

TEST_CASE("sets: records stand member by member in the order in which these are written") {
  sets::Machine machine(start);
  for (const sets::Tag& one : {tag("b", 1, 1), tag("a", 2, 1), tag("a", 1, 7), tag("a", 1, 3)})
    REQUIRE(machine.dispatch(sets::Tie{.tag = one}, start));
  std::vector<std::int64_t> xs;
  for (const sets::Tag& one : machine.state().tags) xs.push_back(one.at.x);
  CHECK(xs == std::vector<std::int64_t>{3, 7, 1, 1});
  CHECK(machine.state().weights == 5);
  const auto twice = machine.dispatch(sets::Tie{.tag = tag("a", 1, 7)}, start);
  CHECK(twice.kind() == RefusalKind::Denied);
  CHECK(machine.dispatch(sets::Untie{.tag = tag("a", 1, 7)}, start));
  CHECK(machine.dispatch(sets::Untie{.tag = tag("z", 1, 7)}, start));  // was not there
  CHECK(machine.state().tags.size() == 3);
}

TEST_CASE("sets: variants stand in the order of their cases, none before something") {
  sets::Machine machine(start);
  const std::string in =
      R"({"tags":[],"shapes":[{"kind":"Box","sides":[1,2]},{"radius":2.5,"kind":"Circle"},)"
      R"({"kind":"Box","sides":[1]},{"kind":"Dot"},{"kind":"Box","sides":[1],"colour":"Blue"}]})";
  REQUIRE(machine.dispatch("Replace", in, start).outcome);
  const std::string out = sets::to_json(machine.state());
  CHECK(out.find(R"("shapes":[{"kind":"Dot"},{"kind":"Circle","radius":2.5},)"
                 R"({"kind":"Box","sides":[1]},{"kind":"Box","sides":[1],"colour":"Blue"},)"
                 R"({"kind":"Box","sides":[1,2]}])") != std::string::npos);
}

TEST_CASE("sets: of what stands in a payload twice the second one is the problem") {
  sets::Machine machine(start);
  const auto problem = [&](const std::string& shapes) {
    const auto answer =
        machine.dispatch("Replace", R"({"tags":[],"shapes":)" + shapes + "}", start);
    CHECK(answer.outcome.kind() == RefusalKind::InvalidPayload);
    return answer.refusal.problems.empty() ? "" : answer.refusal.problems[0].path;
  };
  CHECK(problem(R"([{"kind":"Dot"},{"kind":"Circle","radius":1.0},{"kind":"Dot"}])") ==
        "/shapes/2");
  CHECK(problem(R"([{"kind":"Circle","radius":0.0},{"kind":"Circle","radius":-0.0}])") ==
        "/shapes/1");
  CHECK(problem(R"([{"kind":"Circle","radius":11}])") == "/shapes/0/radius");
}

TEST_CASE("sets: what is in one is read by its place in the order") {
  sets::Machine machine(start);
  REQUIRE(machine.dispatch(sets::Tie{.tag = tag("b", 1, 1)}, start));
  REQUIRE(machine.dispatch(sets::Tie{.tag = tag("a", 3, 1)}, start));
  CHECK(to_string(*machine.get("tags[0].name")) == "a");
  CHECK(to_string(*machine.get("tags[1].weight")) == "1");
  CHECK_FALSE(machine.get("tags[2].weight"));
}

namespace on_sets {

WRIT_WALKED(sets);

sets::Shape shape(test::Random& random) {
  switch (random.number(0, 2)) {
    case 0: return sets::shape::Dot{};
    case 1: return sets::shape::Circle{.radius = random.of<double>({0.0, -0.0, 2.5, 10.0, 10.5})};
    default: break;
  }
  sets::shape::Box box;
  for (std::int64_t i = random.number(0, 2); i > 0; --i) box.sides.push_back(random.number(0, 2));
  if (random.one_in(2)) box.colour = random.of({sets::Colour::Red, sets::Colour::Blue});
  return box;
}

sets::Tag tag(test::Random& random) {
  return ::tag(random.of<const char*>({"a", "b", "", "c"}), random.number(-2, 2),
               random.number(0, 1));
}

sets::Path path(test::Random& random) {
  sets::Path path;
  path.closed = random.one_in(2);
  for (std::int64_t i = random.number(0, 2); i > 0; --i)
    path.points.push_back({.x = random.number(0, 1), .y = random.number(0, 1)});
  if (random.one_in(3)) path.name = "p";
  return path;
}

sets::Intent next(test::Random& random) {
  switch (random.number(0, 7)) {
    case 0:
    case 1: return sets::Tie{.tag = tag(random)};
    case 2: return sets::Untie{.tag = tag(random)};
    case 3: return sets::Draw{.shape = shape(random)};
    case 4: {
      sets::Write write;
      for (std::int64_t i = random.number(0, 2); i > 0; --i) write.row.push_back(i);
      if (random.one_in(2)) write.maybe = random.number(0, 3);
      write.group = {random.of<const char*>({"a", "b"}), "c"};
      write.table.insert({"k", random.number(0, 2)});
      return write;
    }
    case 5: return sets::Walk{.paths = {path(random), path(random)}};
    case 6: return sets::Drop{.shape = shape(random), .row = {}};
    default: return sets::Replace{.tags = {tag(random)}, .shapes = {shape(random), shape(random)}};
  }
}

TEST_CASE("walk: sets") {
  const unsigned seed = GENERATE(1U, 2U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 1500; ++i) walk.step(next(walk.random));
  walk.replay();
  CHECK(walk.accepted > 500);
  CHECK(walk.refused.contains(RefusalKind::OutOfRange));  // a seventh element
}

}  // namespace on_sets
