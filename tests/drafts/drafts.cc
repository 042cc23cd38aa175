// A draft: who gave what, what a proposer may offer, and when it is an intent.
#include <writ/core/draft.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>

#include "transfer.writ.h"

namespace {

using transfer::Machine;
using transfer::Send;
using writ::Draft;
using writ::FieldSet;
using writ::Proposal;
using Field = Send::Field;

constexpr writ::Instant start{1'700'000'000'000'000};
constexpr writ::Duration minute = writ::minutes(1);

Send::Patch price(std::int64_t units) { return {.price = {.amount = writ::Decimal<2>{units}}}; }

Draft<Send> to_ann() {
  Draft<Send> draft(7);
  draft.give({.to = "ann", .note = "thanks", .pin = "1234"});
  return draft;
}

}  // namespace

TEST_CASE("drafts: an intent is there when nothing is missing") {
  Draft<Send> draft(1);
  CHECK(draft.missing() == FieldSet::of(Field::price_amount, Field::to));
  CHECK_FALSE(draft.intent());
  draft.give({.to = "ann"});
  CHECK(draft.missing() == FieldSet::of(Field::price_amount));
  draft.give(price(20'00));
  REQUIRE(draft.intent());
  CHECK(draft.intent()->to == "ann");
  CHECK(draft.intent()->price.currency == "EUR");
  CHECK(draft.given() == FieldSet::of(Field::price_amount, Field::to));
  const Draft<transfer::Freeze> freeze(2);  // nothing to be given
  CHECK(freeze.intent());
  CHECK(freeze.open().empty());
}

TEST_CASE("drafts: a proposer is asked for what is open, and is told no secrets") {
  const Draft<Send> draft = to_ann();
  const Draft<Send>::Request request = draft.ask(start, minute);
  CHECK(request.draft == 7);
  CHECK(request.revision == draft.revision());
  CHECK(request.until == start + minute);
  CHECK(request.missing == FieldSet::of(Field::price_amount));
  CHECK(request.open == FieldSet::of(Field::price_amount, Field::price_currency, Field::urgent));
  CHECK(request.has.to == "ann");
  CHECK_FALSE(request.has.pin);
}

TEST_CASE("drafts: what is proposed counts when somebody has accepted it") {
  Draft<Send> draft = to_ann();
  CHECK(draft.propose(draft.ask(start, minute), price(5'00), start) == Proposal::Staged);
  REQUIRE(draft.staged());
  CHECK(draft.staged()->price.amount == writ::Decimal<2>{5'00});
  CHECK_FALSE(draft.intent());
  CHECK(draft.missing() == FieldSet::of(Field::price_amount));
  CHECK(draft.accept());
  CHECK_FALSE(draft.accept());
  REQUIRE(draft.intent());
  CHECK(draft.proposed() == FieldSet::of(Field::price_amount));
  const writ::Context context = draft.sign(start);
  CHECK(context.proposed == FieldSet::of(Field::price_amount));
  Machine machine(start);
  CHECK(machine.dispatch(*draft.intent(), context));
  CHECK(machine.state().sent == writ::Decimal<2>{5'00});
}

TEST_CASE("drafts: what is discarded leaves nothing behind") {
  Draft<Send> draft = to_ann();
  CHECK_FALSE(draft.discard());
  CHECK(draft.propose(draft.ask(start, minute), price(5'00), start) == Proposal::Staged);
  CHECK(draft.discard());
  CHECK_FALSE(draft.staged());
  CHECK(draft.missing() == FieldSet::of(Field::price_amount));
  CHECK(draft.proposed().empty());
}

TEST_CASE("drafts: a proposal names open fields only, or none of it is taken") {
  Draft<Send> draft = to_ann();
  const auto proposes = [&](Send::Patch patch) {
    return draft.propose(draft.ask(start, minute), std::move(patch), start);
  };
  Send::Patch both = price(5'00);
  both.to = "eve";
  CHECK(proposes(both) == Proposal::NotOpen);  // a caller gave it
  Send::Patch authored = price(5'00);
  authored.approved = true;
  CHECK(proposes(authored) == Proposal::NotOpen);
  CHECK(proposes({}) == Proposal::Nothing);
  CHECK_FALSE(draft.staged());
  draft.adopt({.urgent = true});
  CHECK(proposes({.urgent = false}) == Proposal::NotOpen);  // taken over by a caller
}

TEST_CASE("drafts: a proposal is for one draft, one revision, and a while") {
  Draft<Send> draft = to_ann();
  const auto request = draft.ask(start, minute);
  auto other = request;
  other.draft = 8;
  CHECK(draft.propose(other, price(5'00), start) == Proposal::Stale);
  CHECK(draft.propose(request, price(5'00), start + minute + writ::Duration{1}) == Proposal::Late);
  CHECK(draft.propose(request, price(5'00), start + minute) == Proposal::Staged);
  // The second answer to one question is too late, and so is one to what is no more.
  CHECK(draft.propose(request, price(6'00), start) == Proposal::Stale);
  const auto before = draft.ask(start, minute);
  draft.give({.to = "bob"});
  CHECK_FALSE(draft.staged());
  CHECK(draft.propose(before, price(5'00), start) == Proposal::Stale);
}

TEST_CASE("drafts: a caller has the last word") {
  Draft<Send> draft = to_ann();
  CHECK(draft.propose(draft.ask(start, minute), price(5'00), start) == Proposal::Staged);
  CHECK(draft.accept());
  draft.give(price(4'00));
  CHECK(draft.proposed().empty());
  CHECK(draft.intent()->price.amount == writ::Decimal<2>{4'00});
  draft.adopt(price(3'00));
  CHECK(draft.suggested() == FieldSet::of(Field::price_amount));
  CHECK_FALSE(draft.given().has(Field::price_amount));
  CHECK(draft.sign(start).suggested == draft.suggested());
}

TEST_CASE("drafts: somebody who answers at once, has nothing to say, throws, takes too long") {
  Draft<Send> draft = to_ann();
  writ::Instant now = start;
  const auto clock = [&] { return now; };
  const auto asks = [&](auto provider) { return draft.ask(provider, clock, minute); };
  using Request = Draft<Send>::Request;
  CHECK(asks([](const Request&) { return std::optional<Send::Patch>(); }) == Proposal::Nothing);
  CHECK(asks([](const Request&) -> std::optional<Send::Patch> {
          throw std::runtime_error("no");
        }) == Proposal::Failed);
  CHECK(asks([](const Request&) -> std::optional<Send::Patch> { throw 7; }) == Proposal::Failed);
  CHECK(asks([&](const Request&) {
          now = now + minute + minute;
          return std::optional(price(1'00));
        }) == Proposal::Late);
  CHECK(asks([&](const Request&) {
          draft.give({.to = "bob"});  // meanwhile somebody else is paid
          return std::optional(price(1'00));
        }) == Proposal::Stale);
  CHECK(asks([](const Request&) { return std::optional(price(1'00)); }) == Proposal::Staged);
}

TEST_CASE("drafts: proposals in JSON are read like payloads, and nothing has to be there") {
  writ::Problems problems;
  Send::Patch patch;
  CHECK(decode_patch(R"({"price":{"amount":5.00},"urgent":true})", patch, problems));
  CHECK(fields(patch) == FieldSet::of(Field::price_amount, Field::urgent));
  CHECK(to_json(patch) == R"({"price":{"amount":5.00},"urgent":true})");
  CHECK_FALSE(decode_patch(R"({"price":{"amount":"5,00"},"ugrent":1,"PIN":"12345","note":null})",
                           patch, problems));
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].path == "/price/amount");
  CHECK(problems[1].meant == "urgent");
  CHECK(problems[2].path == "/PIN");
  CHECK(problems[2].received.empty());
  problems.clear();
  CHECK_FALSE(decode_patch("[1", patch, problems));
  CHECK(Send::field_paths[static_cast<std::size_t>(Field::pin)] == "/PIN");
}
