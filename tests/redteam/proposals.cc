// Proposals to drafts: what only a caller gives, stale ones, late ones, providers that misbehave.
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>

#include <writ/instances/drafts.h>

#include "attack.h"

namespace {

using namespace redteam;
using Draft = writ::Draft<Send>;
using Request = Draft::Request;
using Maybe = std::optional<Send::Patch>;

Draft to_ann() { return Draft(7, {.to = "ann"}); }

/// What a proposal became; afterwards the draft has what it had.
void no_use(Target& target, std::string_view what, Draft& draft, Proposal expected,
            const Request& request, const Send::Patch& patch, writ::Instant now = start) {
  target.attack(what, [&] {
    const bool was_staged = draft.staged() != nullptr;
    const std::uint64_t revision = draft.revision();
    writ::Context context = proposer();
    context.now = now;
    CHECK(target.watch.propose(draft, request, patch, context) == expected);
    CHECK((draft.staged() != nullptr) == was_staged);
    CHECK(draft.revision() == revision);
    CHECK_FALSE(draft.proposed().has(Send::Field::approved));
  });
}

}  // namespace

TEST_CASE("proposals: what only a caller gives is never staged") {
  Target target;
  Draft draft = to_ann();
  const auto asked = [&] { return draft.ask(start, minute); };
  Send::Patch both = price(5'00);
  both.approved = true;
  no_use(target, "approved", draft, Proposal::NotOpen, asked(), {.approved = true});
  no_use(target, "not approved", draft, Proposal::NotOpen, asked(), {.approved = false});
  no_use(target, "with a price", draft, Proposal::NotOpen, asked(), both);
  no_use(target, "another receiver", draft, Proposal::NotOpen, asked(), {.to = "eve"});
  no_use(target, "the same receiver", draft, Proposal::NotOpen, asked(), {.to = "ann"});
  auto forged = asked();  // what is open is not what the request says, but what the draft says
  forged.open = writ::FieldSet::all();
  forged.missing = writ::FieldSet::all();
  no_use(target, "a request that opens all", draft, Proposal::NotOpen, forged, both);
  draft.adopt({.urgent = false});
  no_use(target, "what a caller took over", draft, Proposal::NotOpen, asked(), {.urgent = true});
  writ::Draft<transfer::Unfreeze> unfreeze(3);
  target.attack("an intent of callers alone", [&] {
    CHECK(target.watch.propose(unfreeze, unfreeze.ask(start, minute), {.by = "model"},
                               proposer()) == Proposal::NotOpen);
    CHECK_FALSE(unfreeze.intent());
  });
}

TEST_CASE("proposals: the same in JSON") {
  Target target;
  Draft draft = to_ann();
  for (const char* const json :
       {R"({"approved":true})", R"({"approved":false})", R"({"appr\u006fved":true})",
        R"({"price":{"amount":5.00},"approved":true})", R"({"approved":null,"urgent":true})",
        R"({"approved":false,"approved":true})", R"({"PIN":"9x!K","approved":true})",
        R"({"to":"eve"})", R"({"PIN":"canary"})", R"({"PIN":"canary)", R"({"price":null})",
        R"({"price":{"amount":1e999}})", R"([{"op":"add","path":"/approved","value":true}])",
        R"({"urgent":true}{"approved":true})", "[1", "", "\xff", R"({"__proto__":{"urgent":1}})"}) {
    target.attack(json, [&] {
      Send::Patch patch;
      writ::Problems problems;
      if (decode_patch(json, patch, problems)) {
        CHECK(target.watch.propose(draft, draft.ask(start, minute), patch, proposer()) !=
              Proposal::Staged);
      } else {
        CHECK_FALSE(problems.empty());
        for (const writ::Problem& problem : problems) target.tell(problem);
      }
      CHECK_FALSE(draft.staged());
      CHECK_FALSE(draft.proposed().has(Send::Field::approved));
    });
  }
}

TEST_CASE("proposals: a request that is old, another's, or answered before") {
  Target target;
  Draft draft = to_ann();
  const auto old = draft.ask(start, minute);
  draft.give({.to = "bob"});
  no_use(target, "asked before the receiver changed", draft, Proposal::Stale, old, price(5'00));
  Draft other(8, {.to = "eve"});
  no_use(target, "asked for another draft", draft, Proposal::Stale, other.ask(start, minute),
         price(5'00));
  auto forged = draft.ask(start, minute);
  forged.revision += 1;
  no_use(target, "a revision that is yet to come", draft, Proposal::Stale, forged, price(5'00));
  const auto request = draft.ask(start, minute);
  no_use(target, "a microsecond late", draft, Proposal::Late, request, price(5'00),
         start + minute + writ::Duration{1});
  no_use(target, "nothing in it", draft, Proposal::Nothing, request, {});
  CHECK(target.watch.propose(draft, request, price(5'00), proposer()) == Proposal::Staged);
  no_use(target, "a second answer", draft, Proposal::Stale, request, price(6'00));
  CHECK(draft.staged()->price.amount == writ::Decimal<2>{5'00});
  CHECK(target.watch.discard(draft, start));
  no_use(target, "the first answer, again", draft, Proposal::Stale, request, price(5'00));
  target.attack("accepted, though nothing is staged", [&] {
    CHECK_FALSE(target.watch.accept(draft, start));
    CHECK_FALSE(draft.intent());
  });
  const auto last = draft.ask(start, minute);
  CHECK(target.watch.propose(draft, last, price(5'00), proposer()) == Proposal::Staged);
  draft.give({.to = "cy"});
  target.attack("accepted, though the receiver has changed", [&] {
    CHECK_FALSE(target.watch.accept(draft, start));
    CHECK_FALSE(draft.intent());
  });
}

TEST_CASE("proposals: what is staged is no intent, and what is accepted is still judged") {
  Target target;
  Draft draft = to_ann();
  CHECK(target.watch.propose(draft, draft.ask(start, minute), price(400'00), proposer()) ==
        Proposal::Staged);
  target.attack("staged", [&] { CHECK_FALSE(draft.intent()); });
  CHECK(target.watch.accept(draft, start));
  target.attack("accepted, but too much", [&] {
    const auto answer = target.watch.answer(target.machine, *draft.intent(), draft.sign(start));
    CHECK(answer.outcome.is(RefusalKind::Denied));
    target.hear(answer.refusal);
  });
  target.attack("a typed intent through the door of proposers", [&] {
    Send intent = redteam::send(1'00);
    intent.approved = true;
    CHECK(target.watch.dispatch(target.machine, intent, proposer()).is(RefusalKind::NotPermitted));
  });
  target.attack("an intent of callers alone, typed", [&] {
    CHECK_FALSE(target.watch.dispatch(target.machine, transfer::Unfreeze{"model"}, proposer()));
  });
  target.attack("what is suggested is never what only a caller gives", [&] {
    const auto answer = target.watch.answer(target.machine, redteam::send(9'000'00), proposer());
    if (const auto* const patch = answer.refusal.suggested<Send>())
      CHECK_FALSE(fields(*patch).has_any(Send::authored));
    target.hear(answer.refusal);
  });
}

TEST_CASE("proposals: providers that misbehave") {
  Target target;
  Draft draft = to_ann();
  writ::Instant now = start;
  const auto clock = [&] { return now; };
  const auto asks = [&](std::string_view what, Proposal expected, auto provider) {
    target.attack(what, [&] {
      CHECK(draft.ask(provider, clock, minute) == expected);
      if (expected != Proposal::Staged) CHECK_FALSE(draft.staged());
    });
  };
  asks("throws", Proposal::Failed,
       [](const Request&) -> Maybe { throw std::runtime_error("canary"); });
  asks("throws no exception", Proposal::Failed, [](const Request&) -> Maybe { throw "canary"; });
  asks("throws for want of memory", Proposal::Failed,
       [](const Request&) -> Maybe { throw std::bad_alloc(); });
  asks("says nothing", Proposal::Nothing, [](const Request&) { return Maybe(); });
  asks("says nothing in many words", Proposal::Nothing,
       [](const Request&) { return Maybe(Send::Patch{}); });
  asks("gives what only a caller gives", Proposal::NotOpen,
       [](const Request&) { return Maybe({.approved = true}); });
  asks("takes a year", Proposal::Late, [&](const Request&) {
    now = now + writ::days(365);
    return Maybe(price(1'00));
  });
  asks("the caller is faster", Proposal::Stale, [&](const Request&) {
    draft.give({.to = "bob"});
    return Maybe(price(1'00));
  });
  asks("answers from inside, and again", Proposal::Stale, [&](const Request& request) {
    CHECK(draft.propose(request, price(2'00), now) == Proposal::Staged);
    CHECK(draft.discard());
    return Maybe(price(3'00));
  });
  asks("asks itself", Proposal::Stale, [&](const Request&) {
    CHECK(draft.ask([](const Request&) { return Maybe(price(4'00)); }, clock, minute) ==
          Proposal::Staged);
    CHECK(draft.discard());
    return Maybe(price(5'00));
  });
  asks("10 MB of text", Proposal::Staged,
       [](const Request&) { return Maybe({.note = std::string(10 << 20, 'x')}); });
  target.attack("and what is accepted of it is refused", [&] {
    CHECK(draft.accept());
    draft.give(price(1'00));
    CHECK(target.watch.dispatch(target.machine, *draft.intent(), draft.sign(start))
              .is(RefusalKind::InvalidPayload));
  });
}

TEST_CASE("proposals: an answer from another thread, or never") {
  Target target;
  Draft draft = to_ann();
  target.attack("another thread answers while the caller gives a field", [&] {
    const auto request = draft.ask(start, minute);
    auto answer = std::async(std::launch::async, [] { return price(5'00); });
    draft.give({.to = "bob"});
    CHECK(target.watch.propose(draft, request, answer.get(), proposer()) == Proposal::Stale);
  });
  target.attack("nobody ever answers", [&] {
    const auto request = draft.ask(start, minute);
    draft.give(price(1'00));
    REQUIRE(draft.intent());
    CHECK(target.watch.propose(draft, request, price(9'00), proposer()) == Proposal::Stale);
  });
}

TEST_CASE("proposals: a proposer is told no secrets, and the log of proposals has none") {
  Target target;
  target.attack("what a proposer is asked", [&] {
    Draft draft(9, {.to = "ann", .pin = std::string(in_payload)});
    const auto request = draft.ask(start, minute);
    target.said += to_json(request.has);
    CHECK_FALSE(request.has.pin);
  });
  target.attack("a secret that is proposed, accepted, discarded", [&] {
    for (const bool accepts : {true, false}) {
      Draft draft = to_ann();
      Send::Patch patch = price(5'00);
      patch.pin = std::string(in_payload);
      patch.note = "\x1b[2J\u202e";
      CHECK(target.watch.propose(draft, draft.ask(start, minute), patch, proposer()) ==
            Proposal::Staged);
      CHECK((accepts ? target.watch.accept(draft, start) : target.watch.discard(draft, start)));
    }
  });
}

TEST_CASE("proposals: providers of drafts that are kept") {
  using Drafts = writ::Drafts<transfer::Intent>;
  Target target;
  auto drafts = std::make_unique<Drafts>(writ::DraftLimits{.most = 20, .most_each = 4});
  const auto id = drafts->begin<Send>("a", {.to = "ann"}, start).value();
  Drafts::Reply<Send> reply;
  const auto ask = [&] {
    return drafts->ask<Send>(id, start, minute,
                             [&](const Request&, Drafts::Reply<Send> own) { reply = own; });
  };
  const auto staged = [&] {
    bool is = false;
    drafts->with<Send>(id, start, [&](Draft& draft) { is = draft.staged() != nullptr; });
    return is;
  };
  target.attack("answers twice, from two threads", [&] {
    REQUIRE(ask());
    auto one = std::async(std::launch::async, [&] { return reply(price(1), start); });
    auto other = std::async(std::launch::async, [&] { return reply(price(2), start); });
    const Proposal first = one.get();
    const Proposal second = other.get();
    CHECK((first == Proposal::Staged) != (second == Proposal::Staged));
    CHECK((first == Proposal::Stale) != (second == Proposal::Stale));
    drafts->with<Send>(id, start, [](Draft& draft) { CHECK(draft.discard()); });
  });
  target.attack("gives what only a caller gives", [&] {
    REQUIRE(ask());
    CHECK(reply(Maybe({.approved = true}), start) == Proposal::NotOpen);
    CHECK(reply(price(1), start) == Proposal::Stale);
    CHECK_FALSE(staged());
  });
  target.attack("answers late", [&] {
    REQUIRE(ask());
    CHECK(reply(price(1), start + minute + minute) == Proposal::Late);
    CHECK_FALSE(staged());
  });
  target.attack("answers while somebody uses the draft", [&] {
    REQUIRE(ask());
    drafts->with<Send>(id, start,
                       [&](Draft&) { CHECK(reply(price(1), start) == Proposal::Stale); });
    CHECK_FALSE(staged());
  });
  target.attack("asks for a draft of another intent, or one that there is not", [&] {
    using Note = transfer::Note;
    CHECK_FALSE(drafts->with<Note>(id, start, [](auto&) { FAIL("it was used"); }));
    CHECK_FALSE(drafts->with<Send>(id + 1, start, [](auto&) { FAIL("it was used"); }));
    CHECK_FALSE(drafts->claim<Send>(id, proposer()));
  });
  target.attack("begins without end", [&] {
    int begun = 0;
    for (int i = 0; i < 10'000; ++i)
      begun += drafts->begin<Send>("b" + std::to_string(i % 100), {}, start) ? 1 : 0;
    CHECK(begun == 19);
    CHECK(drafts->size() == 20);
  });
  target.attack("answers when all is gone", [&] {
    REQUIRE(ask());
    drafts.reset();
    CHECK(reply(price(1), start) == Proposal::Stale);
  });
}
