// Hooks: their order, their vetoes, and what becomes of one that throws.
#include <writ/authority/hook.h>
#include <writ/authority/rate_limit.h>

#include <catch2/catch.hpp>

#include "steps.h"

namespace {

using Place = writ::HookPlace;
using Lines = std::vector<std::string>;
using writ::RefusalKind;

struct Two {
  Lines lines;
  std::shared_ptr<Trace> a = std::make_shared<Trace>("a", lines);
  std::shared_ptr<Trace> b = std::make_shared<Trace>("b", lines);
  std::shared_ptr<writ::Log> log = std::make_shared<writ::Log>();
  writ::Watch watch{{.log = log}};
  transfer::Machine machine{start};

  Two() {
    watch.hooks().add(a);
    watch.hooks().add(b);
  }
};

/// Takes a step, or not, of which there is nothing to be seen but in what it is told.
class Shelf final : public writ::Store {
 public:
  int asked = 0;
  bool throws = false;
  writ::Appended append(const writ::Step&) override {
    ++asked;
    if (throws) throw std::runtime_error("the disk is gone");
    return writ::Appended::done();
  }
};

}  // namespace

TEST_CASE("hooks: before in their order, after in the opposite one") {
  Two two;
  CHECK(two.watch.hooks().names() == std::vector<std::string_view>{"a", "b"});
  CHECK(two.watch.dispatch(two.machine, send(1'00), start));
  CHECK(two.lines == Lines{"a.before_dispatch", "b.before_dispatch", "a.before_commit",
                           "b.before_commit", "b.after_commit", "a.after_commit",
                           "b.after_dispatch", "a.after_dispatch"});
  two.lines.clear();
  CHECK(two.watch.dispatch(two.machine, send(600'00), start).is(RefusalKind::Denied));
  CHECK(two.lines == Lines{"a.before_dispatch", "b.before_dispatch", "b.on_guard_deny",
                           "a.on_guard_deny", "b.after_dispatch", "a.after_dispatch"});
}

TEST_CASE("hooks: around proposals") {
  Two two;
  writ::Draft<transfer::Send> draft(1, {.to = "ann"});
  const auto request = draft.ask(start, writ::minutes(1));
  const transfer::Send::Patch patch{.price = {.amount = writ::Decimal<2>{5'00}}};
  two.b->vetoes[Place::BeforePropose] = "not today";
  CHECK(two.watch.propose(draft, request, patch, start) == writ::Proposal::Vetoed);
  CHECK_FALSE(draft.staged());
  two.b->vetoes.clear();
  CHECK(two.watch.propose(draft, request, patch, start) == writ::Proposal::Staged);
  CHECK(two.watch.accept(draft, start));
  CHECK_FALSE(two.watch.discard(draft, start));
  const Lines around{"a.before_propose", "b.before_propose", "b.after_propose", "a.after_propose"};
  Lines all = around;
  all.insert(all.end(), around.begin(), around.end());
  for (int i = 0; i < 2; ++i) all.insert(all.end(), around.begin() + 2, around.end());
  CHECK(two.lines == all);
  const auto entries = two.log->last();
  REQUIRE(entries.size() == 4);
  CHECK(entries[0]->refused_by == "b");
  CHECK(entries[1]->payload == R"({"price":{"amount":5.00}})");
  CHECK(entries[2]->action == writ::Action::Accept);
  CHECK(entries[3]->answer == "nothing_staged");
}

TEST_CASE("hooks: who says no before a dispatch ends it, and says why") {
  Two two;
  two.a->vetoes[Place::BeforeDispatch] = "closed for lunch";
  const auto answer = two.watch.answer(two.machine, send(1'00), start);
  CHECK(answer.outcome.is(RefusalKind::NotPermitted));
  CHECK(answer.refusal.message == "closed for lunch");
  CHECK(answer.refusal.kind == RefusalKind::NotPermitted);
  CHECK(two.lines == Lines{"a.before_dispatch", "b.after_dispatch", "a.after_dispatch"});
  CHECK(two.machine == transfer::Machine(start));
  REQUIRE(two.log->count() == 1);
  CHECK(two.log->last()[0]->refused_by == "a");
  CHECK(two.log->last()[0]->guards.empty());
}

TEST_CASE("hooks: who says no before a commit ends it when all else has agreed, unstored") {
  Two two;
  Shelf shelf;
  writ::Context context(start);
  context.store = &shelf;
  two.b->vetoes[Place::BeforeCommit] = "the books are closed";
  const auto answer = two.watch.answer(two.machine, send(1'00), context);
  CHECK(answer.outcome.is(RefusalKind::NotPermitted));
  CHECK(answer.refusal.message == "the books are closed");
  CHECK(shelf.asked == 0);
  CHECK(two.machine == transfer::Machine(start));
  CHECK(two.log->last()[0]->changes.empty());
  // What the contract denies is not asked about.
  two.lines.clear();
  CHECK(two.watch.dispatch(two.machine, send(600'00), context).is(RefusalKind::Denied));
  CHECK(std::find(two.lines.begin(), two.lines.end(), "b.before_commit") == two.lines.end());
  two.b->vetoes.clear();
  CHECK(two.watch.dispatch(two.machine, send(1'00), context));
  CHECK(shelf.asked == 1);
}

TEST_CASE("hooks: one that throws is told of and changes nothing but its own answer") {
  const auto place = GENERATE(Place::BeforeDispatch, Place::AfterDispatch, Place::BeforePropose,
                              Place::AfterPropose, Place::BeforeCommit, Place::AfterCommit,
                              Place::OnGuardDeny, Place::OnError);
  CAPTURE(writ::name(place));
  Two two;
  two.b->throws[place] = true;
  if (place == Place::OnError) two.a->throws[Place::AfterDispatch] = true;
  const bool says_no = place == Place::BeforeDispatch || place == Place::BeforeCommit;
  const auto before = two.machine;
  const auto answer = two.watch.answer(two.machine, send(1'00), start);
  CHECK(answer.outcome.is(RefusalKind::NotPermitted) == says_no);
  CHECK((two.machine == before) == says_no);
  if (says_no) CHECK(answer.refusal.message == "a check before this step has failed");
  CHECK(two.watch.dispatch(two.machine, send(600'00), start).status() == writ::Status::Refused);
  writ::Draft<transfer::Send> draft(1, {.to = "ann"});
  const auto proposal =
      two.watch.propose(draft, draft.ask(start, writ::minutes(1)), {.urgent = true}, start);
  CHECK((proposal == writ::Proposal::Vetoed) == (place == Place::BeforePropose));
  const std::string told = "a.on_error(" + std::string(writ::name(place)) + ", b, oh)";
  const bool is_told = std::find(two.lines.begin(), two.lines.end(), told) != two.lines.end();
  CHECK(is_told == (place != Place::OnError));
  CHECK((two.watch.hooks().lost_errors() > 0) == (place == Place::OnError));
  CHECK(two.log->count() == 3);
}

TEST_CASE("hooks: a store that throws is in the log, and what it threw passes through") {
  Two two;
  Shelf shelf;
  shelf.throws = true;
  writ::Context context(start);
  context.store = &shelf;
  CHECK_THROWS_WITH(two.watch.dispatch(two.machine, send(1'00), context), "the disk is gone");
  CHECK(two.machine == transfer::Machine(start));
  REQUIRE(two.log->count() == 1);
  CHECK(two.log->last()[0]->error == "the disk is gone");
  CHECK(two.lines.back() == "a.after_dispatch");
  CHECK(std::find(two.lines.begin(), two.lines.end(),
                  "a.on_error(before_commit, , the disk is gone)") != two.lines.end());
}

TEST_CASE("hooks: a step from inside of one is refused busy") {
  Two two;
  writ::Outcome inner = writ::Outcome::accepted();
  transfer::Machine other(start);
  two.a->inside = [&] { inner = two.watch.dispatch(other, transfer::Freeze{}, start); };
  CHECK(two.watch.dispatch(two.machine, send(1'00), start));
  CHECK(inner.is(RefusalKind::Busy));
  CHECK(other == transfer::Machine(start));
  two.a->inside = nullptr;
  CHECK(two.watch.dispatch(other, transfer::Freeze{}, start));
}

TEST_CASE("hooks: what a store throws without words is a failure all the same") {
  Two two;
  struct Quiet : std::exception {
    const char* what() const noexcept override { return ""; }
  };
  struct Thrower final : writ::Store {
    writ::Appended append(const writ::Step&) override { throw Quiet(); }
  } store;
  writ::Context context(start);
  context.store = &store;
  CHECK_THROWS_AS(two.watch.dispatch(two.machine, send(1'00), context), Quiet);
  CHECK(two.log->last()[0]->error == "an exception without words");
  CHECK_FALSE(two.log->last()[0]->outcome);
  CHECK(std::find(two.lines.begin(), two.lines.end(), "a.after_commit") == two.lines.end());
}

TEST_CASE("hooks: a step from inside of an accept is refused busy") {
  Two two;
  writ::Draft<transfer::Send> draft(1, {.to = "ann"});
  CHECK(draft.propose(draft.ask(start, writ::minutes(1)), {.urgent = true}, start) ==
        writ::Proposal::Staged);
  transfer::Machine other(start);
  writ::Outcome inner = writ::Outcome::accepted();
  bool accepted = true;
  two.a->inside = [&] {
    inner = two.watch.dispatch(other, transfer::Freeze{}, start);
    accepted = two.watch.accept(draft, start);
  };
  CHECK(two.watch.accept(draft, start));
  CHECK(inner.is(RefusalKind::Busy));
  CHECK_FALSE(accepted);
  CHECK(other == transfer::Machine(start));
}

TEST_CASE("hooks: who proposes is a proposer, whatever the context says, and a veto is told") {
  const auto log = std::make_shared<writ::Log>();
  writ::Watch watch({.log = log});
  watch.hooks().add(
      std::make_shared<writ::RateLimit>(1, writ::hours(1), writ::LimitOf::EachProposer));
  writ::Draft<transfer::Send> draft(1, {.to = "ann"});
  const auto propose = [&] {
    draft.discard();
    return watch.propose(draft, draft.ask(start, writ::minutes(1)), {.urgent = true}, start);
  };
  CHECK(propose() == writ::Proposal::Staged);
  CHECK(propose() == writ::Proposal::Vetoed);
  const std::string told = to_json(*log->last()[1]);
  CHECK(told.find(R"("refused":"rate_limited")") != std::string::npos);
  CHECK(told.find(R"("refused_by":"rate_limit")") != std::string::npos);
}
