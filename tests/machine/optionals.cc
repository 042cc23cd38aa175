// Optionals and variants in expressions: what is known where, `match`, `is`, `??`.
#include "optionals.writ.h"

#include <catch2/catch.hpp>

#include "walk.h"

using optionals::Colour;
using optionals::Machine;
using test::start;
using writ::RefusalKind;

namespace payment = optionals::payment;

namespace {

void restores(const Machine& machine) {
  Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
}

optionals::Pay by_card(std::string last4, std::optional<std::int64_t> limit) {
  return {.payment = payment::Card{.last4 = std::move(last4), .limit = {}}, .limit = limit};
}

}  // namespace

TEST_CASE("optionals: cases are asked, matched and made") {
  Machine machine(start);
  CHECK(std::holds_alternative<payment::Cash>(machine.state().backup));
  CHECK(machine.dispatch(by_card("1234", 7), start));
  CHECK(machine.state().total == 0);
  CHECK(machine.state().text == "1234");
  CHECK(std::get<payment::Card>(machine.state().backup) ==
        payment::Card{.last4 = "1234", .limit = 7});
  restores(machine);

  CHECK(machine.dispatch("Pay", R"({"payment":{"kind":"Transfer","iban":"DE12"}})", start));
  CHECK(machine.state().text == "DE12");
  CHECK(std::get<payment::Transfer>(machine.state().backup).iban == "none at all");
  CHECK(machine.dispatch("Pay", R"({"payment":{"kind":"Cash"}})", start));
  CHECK(machine.state().text == "cash");
}

TEST_CASE("optionals: what one clause knows the next one need not ask") {
  Machine machine(start);
  CHECK(machine.dispatch(by_card("0000", {}), start).kind() == RefusalKind::Denied);
  CHECK(machine.dispatch(by_card("1234", 0), start).kind() == RefusalKind::Denied);
  const auto refused = machine.dispatch(by_card("1234", -3), start);
  CHECK(machine.explain(by_card("1234", -3), refused, start).message == "a limit of -3");
  CHECK(machine.dispatch(by_card("1111", {}), start));
  CHECK(machine.dispatch(by_card("1234", 5), start).kind() == RefusalKind::Denied);
  CHECK(machine.dispatch("Clear", "{}", start));
  CHECK_FALSE(machine.state().payment);
  CHECK(machine.dispatch(by_card("1234", 5), start));
}

TEST_CASE("optionals: values become optional, and are checked on their way") {
  Machine machine(start);
  CHECK(machine.dispatch(optionals::Count{.quantity = 5, .maybe = 7}, start));
  CHECK(machine.state().quantity == 5);
  CHECK(machine.state().due == 4);
  CHECK(machine.state().total == 75);
  CHECK(machine.dispatch(optionals::Count{.quantity = 1001, .maybe = {}}, start).kind() ==
        RefusalKind::OutOfRange);
  CHECK(machine.dispatch(optionals::Count{.quantity = 1000, .maybe = 3}, start));
  CHECK_FALSE(machine.state().due);
  CHECK(machine.state().total == 5);
  const auto refused = machine.dispatch(optionals::Count{.quantity = 1, .maybe = {}}, start);
  CHECK(refused.kind() == RefusalKind::Denied);
  CHECK(machine.explain(optionals::Count{.quantity = 1, .maybe = {}}, refused, start).message ==
        "1000 is enough");
  restores(machine);
}

TEST_CASE("optionals: anything along a path may be absent") {
  Machine machine(start);
  CHECK(machine.dispatch(optionals::Look{.key = "a"}, start));
  CHECK(machine.state().text == "nothing");
  CHECK(machine.state().total == 5);
  CHECK(machine.dispatch(optionals::Name{.name = "n", .author = {}}, start));
  CHECK(machine.dispatch(optionals::Look{.key = "a"}, start));
  CHECK(machine.state().text == "a");
  CHECK(machine.dispatch(optionals::Look{.key = "b"}, start));
  CHECK(machine.state().text == "nothing");
  CHECK(machine.state().total == -1);
  CHECK(machine.dispatch(optionals::Name{.name = {}, .author = "me"}, start));
  CHECK(machine.state().note->text == "nobody");
  CHECK(machine.dispatch(optionals::Look{.key = "b"}, start));
  CHECK(machine.state().text == "me");
  CHECK(machine.dispatch(optionals::Describe{}, start));
  CHECK(machine.state().total == 1);
  CHECK(machine.state().text == "other");
  restores(machine);
}

TEST_CASE("optionals: the other value may be absent, too") {
  Machine machine(start);
  const auto choose = [&](std::string key, std::optional<std::int64_t> quantity) {
    return machine.dispatch(optionals::Choose{.key = std::move(key), .quantity = quantity}, start);
  };
  CHECK(choose("b", {}));
  CHECK_FALSE(machine.state().quantity);
  CHECK_FALSE(machine.state().note);
  CHECK(machine.state().due == 7);
  CHECK(choose("a", {}));
  CHECK(machine.state().quantity == 5);
  CHECK(choose("b", {}));
  CHECK(machine.state().quantity == 5);  // stays
  CHECK(choose("b", 9));
  CHECK(machine.state().quantity == 9);
  CHECK(machine.state().due == 9);
  CHECK(choose("b", 0).kind() == RefusalKind::OutOfRange);
  CHECK(machine.dispatch(optionals::Name{.name = "n", .author = {}}, start));
  CHECK(choose("a", 1));
  CHECK(machine.state().note->text == "a");
  CHECK(choose("c", {}));
  CHECK(machine.state().note->text == "a");
  restores(machine);
}

TEST_CASE("optionals: an optional member of an enum is matched") {
  Machine machine(start);
  const auto paint = [&](std::optional<Colour> colour) {
    CHECK(machine.dispatch(optionals::Paint{.colour = colour}, start));
    return machine.state().total;
  };
  CHECK(paint({}) == 0);
  CHECK(paint(Colour::Red) == 1);
  CHECK(paint(Colour::Blue) == 3);
  CHECK(machine.dispatch(by_card("1234", 5), start));
  CHECK(machine.dispatch(optionals::Describe{}, start));
  CHECK(machine.state().text == "five");
}
