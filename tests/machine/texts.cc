// Text reaches C++, JSON and a reader's eyes byte for byte, and does nothing on the way.
#include <catch2/catch.hpp>
#include <string>

#include "names.writ.h"
#include "texts.writ.h"
#include "walk.h"

using std::string_literals::operator""s;
using test::start;
using writ::RefusalKind;

namespace {

const std::string quotes = "\" ' \?\?/ \?\?= \\\" */ // /* %s %n {{x}} )writ-text\" #include <x>";
const std::string controls = "\0\1\x1b[31m\x7f\xc2\x85\n\t"s;
const std::string beyond = "\u00e9 \U0001f600 \u65e5\u672c \U0010ffff \u202e";
const std::string hostile = "module \\ \?\?/ \" */ {{#x}} \0"s;

}  // namespace

TEST_CASE("texts: constants and first values are what the contract says, byte for byte") {
  CHECK(texts::constants::backslash == "\\");
  CHECK(texts::constants::quotes == quotes);
  CHECK(texts::constants::controls == controls);
  CHECK(texts::constants::beyond == beyond);
  CHECK(hostile_texts::constants::hostile == hostile);
  CHECK(hostile_texts::Hostile{}.text == "\\");
  const texts::State state;
  CHECK(state.a == "\\");
  CHECK(state.b == "\?\?/");
  CHECK(state.c == "\0"s);
  CHECK(state.d == ")writ-text\"");
  CHECK(state.kind == texts::Kind::Odd);
}

TEST_CASE("texts: through effects, JSON and back") {
  texts::Machine machine(start);
  CHECK(machine.dispatch(texts::Copy{}, start));
  CHECK(machine.state().b == "\\\?\?/\0\""s);
  CHECK(machine.state().c == quotes);
  CHECK(machine.state().d == hostile);
  CHECK(machine.dispatch(texts::Beyond{}, start));
  CHECK(machine.state().d == controls);
  CHECK(machine.state().a == beyond);
  CHECK(machine.state().b == controls);
  texts::Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.snapshot() == machine.snapshot());
  CHECK(machine.get("d")->text == controls);
}

TEST_CASE("texts: messages and suggestions") {
  texts::Machine machine(start);
  const auto why = [&](const std::string& text) {
    const texts::Say say{.text = text};
    return machine.explain(say, machine.dispatch(say, start), start);
  };
  CHECK(why("\?\?/").message == "no \\ \" */ // \?\?/ \n\t%s {{x}} )writ-text\" \u00e9 \?\?/\\");
  CHECK(why("\0"s).message == "\0\x1b[2J"s);
  const texts::Refusal refusal = why(quotes);
  CHECK(refusal.message == quotes + controls + beyond + "\\Plain");
  REQUIRE(refusal.suggested<texts::Say>());
  CHECK(refusal.suggested<texts::Say>()->text == "\0\\"s);
  CHECK(to_json(*refusal.suggested<texts::Say>()) == R"({"text":"\u0000\\","kind":"Odd"})");
  CHECK(why("\a").kind == RefusalKind::InvariantViolated);
  CHECK(why("\xff").kind == RefusalKind::InvalidPayload);
  CHECK(why("\xff").path == "/text");
  CHECK(why("\xed\xa0\x80").kind == RefusalKind::InvalidPayload);  // half a surrogate pair
  CHECK(why(std::string(100, 'x')).message == "/text: expected at most 99 characters");
  std::string accents;
  for (int i = 0; i < 99; ++i) accents += "\u00e9";
  CHECK(why(accents).message.empty());  // 99 characters, 198 bytes
}

TEST_CASE("names: of C++ and of the generated code, in every role") {
  names::Machine machine(start);
  names::Now now{.now = 3, .set = 4, .patch = 5, .context = {}};
  now.context.class_ = 7;
  CHECK(machine.dispatch(now, start));
  const names::State& state = machine.state();
  CHECK(state.class_ == 3);
  CHECK(state.new_ == 4);
  CHECK(state.delete_ == 5);
  CHECK(state.this_ == 10);
  CHECK(state.operator_ == 14);
  CHECK(state.count.highest == 5);
  CHECK(state.count.version == 8);
  CHECK(state.count.limit == 8);  // the constant `highest`, and not what was just written
  CHECK(state.count.text == "text");
  CHECK(state.slot == 14);

  const names::Now none{.now = 0, .set = 4, .patch = 5, .context = {}};
  const names::Refusal why = machine.explain(none, machine.dispatch(none, start), start);
  CHECK(why.message == "12 4 Context 5");
  REQUIRE(why.suggested<names::Now>());
  CHECK(to_json(*why.suggested<names::Now>()) ==
        R"({"now":5,"set":9,"patch":4,"context":{"class":7}})");
  CHECK(fields(*why.suggested<names::Now>()).has(names::Now::Field::set));

  CHECK(machine.dispatch(
      names::Dispatch{
          .step = {.x = 1, .x_y = 2}, .step_x = 3, .step_x_2 = 4, .intent = 5, .commit = 6},
      start));
  CHECK(state.dispatch == 16);
  CHECK(state.fault == 21);
  CHECK(state.name == 16);
  CHECK(machine.in(names::State_));
  CHECK(machine.permitted().has(names::IntentKind::Explain));
  const auto answer = machine.dispatch("Rule", R"({"rule":1})", start);
  CHECK(answer);
  CHECK(machine.get("errno")->number == 2);
  CHECK(machine.get("SIZE_MAX")->number == 3);
}

TEST_CASE("names: two guards whose names differ in capitals only") {
  names::Machine machine(start);
  const names::Dispatch far{
      .step = {.x = 2'000, .x_y = 0}, .step_x = 2'000, .step_x_2 = 7, .intent = 0, .commit = 0};
  CHECK(machine.dispatch(names::Now{.now = 1, .set = 0, .patch = 0, .context = {}}, start));
  const names::Refusal why = machine.explain(far, machine.dispatch(far, start), start);
  REQUIRE(why.denials.size() == 2);
  CHECK(why.denials[0].guard == "HTTPs");
  CHECK(why.denials[1].message == "7");
  REQUIRE(why.suggested<names::Dispatch>());
  CHECK(to_json(*why.suggested<names::Dispatch>()) == R"({"step":{"x":1,"x_y":3},"step_x":2})");
}
