// Optional values and variants: through both doors, into snapshots and back, and in what is said.
#include "variants.writ.h"

#include <catch2/catch.hpp>
#include <string>

#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

namespace payment = variants::payment;
namespace shape = variants_base::shape;

std::string to_json_of(const variants::Machine& machine) { return to_json(machine.state()); }

/// The problems of a payload, `path: code` each.
std::string problems(std::string_view intent, std::string_view json) {
  variants::Machine machine(start);
  const auto answer = machine.dispatch(intent, json, start);
  std::string out;
  for (const writ::Problem& one : answer.refusal.problems)
    out += one.path + ": " + std::string(one.code) + "\n";
  return out;
}

void restores(const variants::Machine& machine) {
  variants::Machine back(start);
  CHECK(back.restore(machine.snapshot()));
  CHECK(back == machine);
  CHECK(back.hash() == machine.hash());
  CHECK(back.snapshot() == machine.snapshot());
}

}  // namespace

TEST_CASE("variants: an optional is absent, null, or there") {
  variants::Machine machine(start);
  CHECK(to_json_of(machine) ==
        R"({"customer":{"name":""},"payments":[],"by_name":{},"level":3,"levels":[]})");
  restores(machine);
  CHECK(machine.get("payment")->kind == writ::Value::Kind::None);
  CHECK(machine.get("level")->number == 3);
  CHECK_FALSE(machine.get("payment.kind"));
  CHECK_FALSE(machine.get("note.text"));

  CHECK(machine.dispatch("Maybe", R"({"level":3,"email":null,"word":null})", start));
  const std::string all = R"({"level":3,"email":"a@b","ready":false,"price":1.5,)"
                          R"("coin":"Dollar","tags":["a"],"types":{"kind":"Int","value":7},)"
                          R"("note":{"text":"t","more":{"size":1,"label":null}}})";
  CHECK(machine.dispatch("Maybe", all, start));
  CHECK(to_json_of(machine) ==
        R"({"customer":{"name":"","email":"a@b"},"payments":[],"by_name":{},"level":3,"levels":[],)"
        R"("ready":false,"price":1.50,"coin":"Dollar","note":{"text":"t","more":{"size":1,)"
        R"("label":null}},"tags":["a"],"types":{"kind":"Int","value":7}})");
  CHECK(machine.get("ready")->number == 0);
  CHECK(machine.get("note.more.label")->kind == writ::Value::Kind::None);
  CHECK(machine.get("tags[0]")->text == "a");
  CHECK(machine.get("types.kind")->text == "Int");
  CHECK(machine.get("types.value")->number == 7);
  restores(machine);
  const std::uint64_t before = machine.hash();
  const auto at_three = variants::Maybe{.level = 3};
  CHECK(machine.dispatch(at_three, start));
  CHECK(machine.hash() != before);
  CHECK(machine.get("email") == std::nullopt);
  CHECK(machine.state().note == std::nullopt);
}

TEST_CASE("variants: an optional of the state that begins as something is stored as none") {
  variants::Machine machine(start);
  CHECK(problems("Maybe", R"({"level":9})") == "/level: range\n");
  CHECK(machine.dispatch("Maybe", R"({"level":3,"word":null})", start));
  const variants::Maybe none{};
  CHECK(machine.dispatch(none, start).is(RefusalKind::Denied));
  const auto refusal = machine.explain(none, machine.dispatch(none, start), start);
  REQUIRE(refusal.suggested<variants::Maybe>());
  CHECK(refusal.suggested<variants::Maybe>()->level == 3);
  CHECK(to_json(*refusal.suggested<variants::Maybe>()) == R"({"level":3,"word":"again"})");
  variants::Maybe better;
  apply(*refusal.suggested<variants::Maybe>(), better);
  CHECK(machine.can(better, start));

  std::string snapshot = machine.snapshot();
  const std::size_t level = snapshot.find(R"("level":3)");
  snapshot.replace(level, 9, R"("level":null)");
  CHECK(machine.restore(snapshot));
  CHECK(machine.state().level == std::nullopt);
  CHECK(machine.snapshot() == snapshot);
}

TEST_CASE("variants: the kind stands anywhere, and comes out first") {
  variants::Machine machine(start);
  CHECK(machine.dispatch("Pay", R"({"payment":{"last4":"1234","kind":"Card"}})", start));
  CHECK(machine.dispatch("Pay", R"({"payment":{"kind":"Cash"}})", start));
  payment::Transfer transfer{.iban = "DE123", .notes = {{.text = "n", .mark = 2}}, .fees = {}};
  transfer.fees.insert({"a", 1});
  CHECK(machine.dispatch(variants::Pay{.payment = transfer}, start));
  CHECK(to_json_of(machine) ==
        R"({"customer":{"name":""},"payments":[{"kind":"Card","last4":"1234"},{"kind":"Cash"},)"
        R"({"kind":"Transfer","iban":"DE123","notes":[{"text":"n","mark":2}],"fees":{"a":1}}],)"
        R"("by_name":{},"level":3,"levels":[]})");
  CHECK(machine.get("payments[0]")->number == 3);
  CHECK(machine.get("payments[0].kind")->text == "Card");
  CHECK(machine.get("payments[2].notes[0].mark")->number == 2);
  CHECK(machine.get("/payments/1/kind")->text == "Cash");
  CHECK_FALSE(machine.get("payments[1].last4"));
  restores(machine);
  CHECK(machine.dispatch(variants::Pay{.payment = payment::Cash{}}, start)
            .is(RefusalKind::Denied));
}

TEST_CASE("variants: what is wrong in one case is said of that case only") {
  CHECK(problems("Pay", R"({"payment":{"last4":"12345","iban":"x","kind":"Card"}})") ==
        "/payment/last4: length\n/payment/iban: unknown\n");
  CHECK(problems("Pay", R"({"payment":{"last4":"1234"}})") == "/payment/kind: missing\n");
  CHECK(problems("Pay", R"({"payment":{"kind":"Cheque","last4":1}})") == "/payment/kind: enum\n");
  CHECK(problems("Pay", R"({"payment":{"kind":3}})") == "/payment/kind: type\n");
  CHECK(problems("Pay", R"({"payment":"Card"})") == "/payment: type\n");
  CHECK(problems("Pay", R"({"payment":null})") == "/payment: type\n");
  CHECK(problems("Pay", R"({"payment":{"kind":"Cash","kind":"Cash"}})") ==
        "/payment/kind: duplicate\n");
  CHECK(problems("Pay", R"({"payment":{"a":[{"b":1}],"kind":"Cash"}})") ==
        "/payment/a: unknown\n");
  CHECK(problems("Pay", R"({"payment":{"kind":"Cash")") == ": syntax\n");
  CHECK(problems("Pay", R"({"payment":{"a":tru,"kind":"Cash"}})") == ": syntax\n");
  CHECK(problems("Pay", R"({})") == "/payment: missing\n");
}

TEST_CASE("variants: the refinements of typed payloads") {
  variants::Machine machine(start);
  const auto path = [&](const auto& intent) {
    return machine.explain(intent, machine.dispatch(intent, start), start).path;
  };
  CHECK(path(variants::Pay{.payment = payment::Card{.last4 = "123"}}) == "/payment/last4");
  CHECK(path(variants::Pay{.payment = payment::Card{.last4 = "1234", .limit = 0}}) ==
        "/payment/limit");
  CHECK(path(variants::Pay{.payment = payment::Note_{.note = {.text = ""}}}) ==
        "/payment/note/text");
  payment::Transfer fee{.iban = "DE123", .notes = {}, .fees = {}};
  fee.fees.insert({"ok", 1});
  fee.fees.insert({"x/y", 10});
  CHECK(path(variants::Pay{.payment = fee}) == "/payment/fees/x~1y");
  CHECK(path(variants::Name{.key = "", .payment = fee}) == "/payment/fees/x~1y");
  CHECK(path(variants::Maybe{.price = writ::Decimal<2>{1000}}) == "/price");
  CHECK(path(variants::Maybe{.tags = {{"toolong"}}}) == "/tags/0");
  CHECK(path(variants::Maybe{.shape = shape::Square{.edge = {1000}}}) == "/shape/edge");
  variants::Book book{.shape = shape::Dot{}, .note = {.text = "n"}};
  book.prices.emplace().insert({"k", 10});
  CHECK(path(book) == "/prices/k");
  book.prices->find("k")->reset();
  CHECK(machine.dispatch(book, start));
}

TEST_CASE("variants: null is an element of a list and a value of a map") {
  variants::Machine machine(start);
  CHECK(machine.dispatch("Add", R"({"payment":{"kind":"Cash"}})", start));
  CHECK(machine.dispatch("Add", R"({"payment":{"kind":"Cash"},"level":4})", start));
  CHECK(machine.dispatch("Name", R"({"key":"a"})", start));
  CHECK(machine.dispatch("Name", R"({"key":"b","payment":{"kind":"Note","note":{"text":"n"}}})",
                         start));
  CHECK(to_json_of(machine) ==
        R"({"customer":{"name":""},"payments":[{"kind":"Cash"},{"kind":"Cash"}],"by_name":)"
        R"({"a":null,"b":{"kind":"Note","note":{"text":"n"}}},"level":3,"levels":[null,4]})");
  CHECK(machine.get("levels[0]")->kind == writ::Value::Kind::None);
  CHECK(machine.get("levels[1]")->number == 4);
  CHECK(machine.get("by_name[\"a\"]")->kind == writ::Value::Kind::None);
  CHECK(machine.get("by_name[\"b\"].note.text")->text == "n");
  restores(machine);
  CHECK(problems("Add", R"({"payment":{"kind":"Cash"},"level":nullo})") == ": syntax\n");
}
