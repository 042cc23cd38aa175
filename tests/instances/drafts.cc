// Drafts of many instances: how many and how long, who answers when, and how one becomes a step.
#include <writ/instances/drafts.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <writ/authority/rate_limit.h>
#include <writ/authority/watch.h>
#include <writ/instances/instances.h>

#include "transfer.writ.h"
#include "transfer.writ.log.h"

namespace {

using transfer::Freeze;
using transfer::Machine;
using transfer::Send;
using writ::DraftId;
using writ::Proposal;
using Drafts = writ::Drafts<transfer::Intent>;
using Request = writ::ProposalRequest<Send>;

constexpr writ::Instant start{1'700'000'000'000'000};
constexpr writ::Duration minute = writ::minutes(1);

Send::Patch price(std::int64_t cents) { return {.price = {.amount = writ::Decimal<2>{cents}}}; }

/// Answers at once.
Drafts::Provider<Send> model(std::int64_t cents) {
  return [cents](const Request&, const Drafts::Reply<Send>& reply) { reply(price(cents), start); };
}

}  // namespace

TEST_CASE("drafts: from its beginning to a step") {
  Drafts drafts;
  writ::Instances<Machine> instances;
  const auto id = drafts.begin<Send>("a", {.to = "ann"}, start);
  REQUIRE(id);
  CHECK(instances.commit<Send>(drafts, *id, start).outcome.is(writ::RefusalKind::Conflict));
  CHECK(drafts.ask<Send>(*id, start, minute, model(5'00)));
  CHECK(instances.commit<Send>(drafts, *id, start).outcome.is(writ::RefusalKind::Conflict));
  CHECK(drafts.with<Send>(*id, start, [](auto& draft) { CHECK(draft.accept()); }));
  CHECK_FALSE(drafts.with<Freeze>(*id, start, [](auto&) {}));
  CHECK(drafts.with<Send>(
      *id, start, [&](auto&) { CHECK_FALSE(drafts.with<Send>(*id, start, [](auto&) {})); }));
  CHECK(instances.commit<Send>(drafts, *id, start));
  CHECK(drafts.size() == 0);
  const auto sent = [](const Machine& machine) { return machine.state().sent; };
  CHECK(instances.read("a", start, sent) == writ::Decimal<2>{5'00});
  CHECK_FALSE(instances.commit<Send>(drafts, *id, start));
}

TEST_CASE("drafts: what is refused stays, and its suggestion can be taken over") {
  Drafts drafts;
  writ::Instances<Machine> instances;
  const auto id = drafts.begin<Send>(
      "a", {.price = {.amount = writ::Decimal<2>{600'00}}, .to = "ann", .approved = true}, start);
  const auto answer = instances.commit<Send>(drafts, *id, start);
  REQUIRE(answer.refusal.suggested<Send>());
  drafts.with<Send>(*id, start,
                    [&](auto& draft) { draft.adopt(*answer.refusal.suggested<Send>()); });
  CHECK(instances.commit<Send>(drafts, *id, start));
}

TEST_CASE("drafts: so many of one instance, so many of all, and so long") {
  Drafts drafts({.most = 5, .most_each = 2, .lives = minute});
  CHECK(drafts.begin<Send>("a", {}, start));
  const auto second = drafts.begin<Freeze>("a", {}, start);
  CHECK(second);
  CHECK_FALSE(drafts.begin<Send>("a", {}, start));
  CHECK(drafts.drop(*second));
  CHECK_FALSE(drafts.drop(*second));
  CHECK(drafts.begin<Send>("a", {}, start + minute));
  for (const char* const one : {"b", "c", "d"}) CHECK(drafts.begin<Send>(one, {}, start + minute));
  CHECK_FALSE(drafts.begin<Send>("e", {}, start + minute));
  // The first one is over then.
  const writ::Instant later = start + minute + writ::Duration{1};
  CHECK_FALSE(drafts.with<Send>(1, later, [](auto&) {}));
  CHECK(drafts.begin<Send>("e", {}, later));
  CHECK(drafts.size() == 5);
}

TEST_CASE("drafts: an answer that comes twice, too late, for what is gone, or not at all") {
  std::vector<Drafts::Reply<Send>> replies;
  const Drafts::Provider<Send> slow = [&](const Request&, Drafts::Reply<Send> reply) {
    replies.push_back(std::move(reply));
  };
  {
    Drafts drafts;
    const auto id = drafts.begin<Send>("a", {.to = "ann"}, start);
    for (int i = 0; i < 5; ++i) CHECK(drafts.ask<Send>(*id, start, minute, slow));
    CHECK(replies[0](price(1'00), start) == Proposal::Staged);
    CHECK(replies[0](price(1'00), start) == Proposal::Stale);  // twice
    CHECK(replies[1](price(2'00), start) == Proposal::Stale);  // the draft is another one now
    drafts.with<Send>(*id, start, [](auto& draft) { draft.discard(); });
    CHECK(drafts.ask<Send>(*id, start, minute, slow));
    CHECK(replies[5](price(1'00), start + minute + minute) == Proposal::Late);
    CHECK(replies[2](std::nullopt, start) == Proposal::Nothing);
    CHECK(drafts.drop(*id));
    CHECK(replies[3](price(1'00), start) == Proposal::Stale);
    CHECK_FALSE(drafts.ask<Send>(*id, start, minute, slow));
    const auto other = drafts.begin<Send>("a", {.to = "ann"}, start);
    CHECK_THROWS(drafts.ask<Send>(*other, start, minute, [](const Request&, const auto&) {
      throw std::runtime_error("no model");
    }));
    CHECK(drafts.with<Send>(*other, start, [](auto& draft) { CHECK_FALSE(draft.staged()); }));
  }
  CHECK(replies[4](price(1'00), start) == Proposal::Stale);  // nobody is there any more
}

TEST_CASE("drafts: proposals and steps under the eyes of a watch") {
  const auto log = std::make_shared<writ::Log>();
  writ::Watch watch({.log = log});
  watch.hooks().add(std::make_shared<writ::DenialBudget>(1, minute, writ::LimitOf::EachSubject));
  Drafts drafts;
  writ::Instances<Machine> instances;
  instances.make_steps([&](Machine& machine, auto intent, const auto& context, auto id) {
    return watch.answer(machine, intent, context, id);
  });
  std::vector<std::string> heard;
  const auto listening =
      watch.subscribe("a", "sent", [&](const writ::LogEntry& entry, const writ::Change& change) {
        heard.push_back(entry.instance + " " + *change.after);
      });
  const auto id = drafts.begin<Send>("a", {.to = "ann"}, start);
  CHECK(drafts.ask<Send>(*id, start, minute, model(5'00),
                         [&](auto& draft, const auto& request, auto patch, writ::Instant now) {
                           return watch.propose(draft, request, std::move(patch), now, "a");
                         }));
  drafts.with<Send>(*id, start, [&](auto& draft) { watch.accept(draft, start, "a"); });
  CHECK(instances.commit<Send>(drafts, *id, start));
  CHECK(instances.dispatch("b", Freeze{}, start));
  CHECK(heard == std::vector<std::string>{"a 5.00"});
  REQUIRE(log->count() == 4);
  CHECK(log->last()[2]->proposed == std::vector<std::string_view>{"/price/amount"});
  CHECK(log->last()[3]->instance == "b");
  // What a hook says is what is answered, and no key is used up by it.
  writ::Context context(start);
  context.subject = "eve";
  context.idempotency_key = "k";
  CHECK(instances.dispatch("a", transfer::Unfreeze{"eve"}, context)
            .is(writ::RefusalKind::NoTransition));
  const auto answer = instances.answer("a", Freeze{}, context);
  CHECK(answer.outcome.is(writ::RefusalKind::RateLimited));
  CHECK(answer.refusal.message == "too many refusals: wait for 1m");
  context.now = start + minute;
  CHECK(instances.dispatch("a", Freeze{}, context));
  CHECK(instances.dispatch("a", Freeze{}, context).is_repeated());
}

TEST_CASE("drafts: eight threads begin, answer, accept and commit, and each counts once") {
  Drafts drafts({.most = 10'000, .most_each = 10'000});
  writ::Instances<Machine> instances;
  std::vector<std::thread> threads;
  std::atomic<int> committed{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      const std::string instance = std::to_string(t % 3);
      for (int i = 0; i < 200; ++i) {
        const auto id = drafts.begin<Send>(instance, {.to = "ann"}, start);
        std::thread other([&] { drafts.ask<Send>(*id, start, minute, model(1)); });
        drafts.with<Send>(*id, start, [](auto& draft) { draft.give({.note = "x"}); });
        other.join();
        drafts.ask<Send>(*id, start, minute, model(1));
        drafts.with<Send>(*id, start, [](auto& draft) { draft.accept(); });
        committed += instances.commit<Send>(drafts, *id, start) ? 1 : 0;
      }
    });
  }
  for (std::thread& one : threads) one.join();
  std::int64_t sent = 0;
  for (const char* const one : {"0", "1", "2"})
    sent += instances.read(one, start, [](const Machine& m) { return m.state().sent.units; });
  CHECK(sent == committed);
  CHECK(committed == 1'600);
}
