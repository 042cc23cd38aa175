// Eight threads at one instance: honest steps, proposals, attacks. Exactly the legitimate steps
// count. Run by ThreadSanitizer, too.
#include <mutex>
#include <stdexcept>
#include <thread>

#include <writ/authority/rate_limit.h>
#include <writ/instances/drafts.h>
#include <writ/instances/instances.h>

#include "attack.h"

namespace {

using namespace redteam;

constexpr int threads = 8;
constexpr int rounds = 200;

template <class Work>
void together(Work work) {
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) all.emplace_back([&work, i] { work(i); });
  for (std::thread& one : all) one.join();
}

/// Counts what was appended, and looks whether each version came once.
class Counting final : public writ::Store {
 public:
  std::uint64_t steps = 0;
  bool in_order = true;
  writ::Appended append(const writ::Step& step) override {
    const std::lock_guard lock(mutex_);
    in_order = in_order && step.version == ++steps;
    return writ::Appended::done();
  }

 private:
  std::mutex mutex_;
};

}  // namespace

TEST_CASE("races: of many threads at one id only what is legitimate counts") {
  writ::Instances<Machine> all;
  const auto log = std::make_shared<writ::Log>(100);
  writ::Watch watch({.log = log});
  watch.hooks().add(std::make_shared<writ::Metrics>());
  all.make_steps([&](Machine& machine, transfer::IntentRef intent, const writ::Context& context,
                     std::string_view id) { return watch.answer(machine, intent, context, id); });
  Counting store;
  std::atomic<std::int64_t> cents = 0;
  std::atomic<std::uint64_t> steps = 0;
  std::atomic<int> wrong = 0;
  together([&](int thread) {
    const std::string who = "t" + std::to_string(thread);
    for (int i = 0; i < rounds; ++i) {
      writ::Context honest(start);
      honest.subject = who;
      honest.store = &store;
      writ::Draft<Send> draft(static_cast<std::uint64_t>(thread), {.to = "ann"});
      const auto request = draft.ask(start, minute);
      wrong += watch.propose(draft, request, {.approved = true}, proposer(who), "a") !=
               Proposal::NotOpen;
      wrong +=
          watch.propose(draft, request, price(1 + thread), proposer(who), "a") != Proposal::Staged;
      wrong += watch.propose(draft, request, price(9'00), proposer(who), "a") != Proposal::Stale;
      wrong += draft.intent().has_value();
      wrong += !watch.accept(draft, honest, "a");
      if (all.dispatch("a", *draft.intent(), draft.sign(honest))) {
        cents += 1 + thread;
        ++steps;
      }
      writ::Context hostile = proposer(who);
      hostile.store = &store;
      Send approved = redteam::send(1);
      approved.approved = true;
      wrong += !all.dispatch("a", approved, hostile).is(RefusalKind::NotPermitted);
      wrong += static_cast<bool>(all.dispatch("a", transfer::Unfreeze{"model"}, hostile));
      hostile.expected_version = UINT64_MAX - 1;
      wrong += !all.dispatch("a", redteam::send(1), hostile).is(RefusalKind::Conflict);
    }
  });
  count += threads;
  CHECK(wrong == 0);
  CHECK(store.in_order);
  CHECK(store.steps == steps);
  all.read("a", start, [&](const Machine& one) {
    CHECK(one.version() == steps);
    CHECK(one.state().sent == writ::Decimal<2>{cents});
    return 0;
  });
  CHECK(log->count() == std::uint64_t{threads} * rounds * 8);
}

TEST_CASE("races: of many who expect one version exactly one wins") {
  writ::Instances<Machine> all;
  for (int round = 0; round < rounds; ++round) {
    std::atomic<int> won = 0;
    together([&](int) {
      writ::Context context = proposer();
      context.expected_version = static_cast<std::uint64_t>(round);
      won += static_cast<bool>(all.dispatch("a", redteam::send(1), context));
    });
    CHECK(won == 1);
  }
  count += threads;
}

TEST_CASE("races: of many with one key exactly one is done") {
  writ::Instances<Machine> all;
  std::atomic<int> done = 0;
  std::atomic<int> conflicts = 0;
  together([&](int thread) {
    writ::Context context = proposer();
    context.idempotency_key = "k";
    const auto outcome = all.dispatch("a", redteam::send(1 + thread), context);
    done += static_cast<bool>(outcome);
    conflicts += outcome.is(RefusalKind::Conflict);
  });
  count += threads;
  CHECK(done == 1);
  CHECK(conflicts == threads - 1);
}

TEST_CASE("races: of many who commit one draft exactly one pays") {
  writ::Instances<Machine> all;
  writ::Drafts<transfer::Intent> drafts;
  for (int round = 0; round < rounds; ++round) {
    Send::Patch given = price(1);
    given.to = "ann";
    const auto id = drafts.begin<Send>("a", given, start);
    REQUIRE(id);
    std::atomic<int> ready = 0;
    std::atomic<int> won = 0;
    together([&](int) {
      ++ready;
      while (ready < threads) std::this_thread::yield();
      const auto answer = all.commit<Send>(drafts, *id, start);
      won += static_cast<bool>(answer);
      if (!answer) won += answer.outcome.is(RefusalKind::Conflict) ? 0 : threads;
    });
    CHECK(won == 1);
  }
  count += threads;
  CHECK(drafts.size() == 0);
  CHECK(all.read("a", start, [](const Machine& one) { return one.version(); }) == rounds);
}

TEST_CASE("races: a draft whose step was refused, or whose store threw, can be committed again") {
  struct Throwing final : writ::Store {
    writ::Appended append(const writ::Step&) override { throw std::runtime_error("no disk"); }
  } store;
  writ::Instances<Machine> all;
  writ::Drafts<transfer::Intent> drafts;
  const auto id = drafts.begin<Send>("a", {.price = price(900'00).price, .to = "ann"}, start);
  REQUIRE(id);
  CHECK(all.commit<Send>(drafts, *id, start).outcome.is(RefusalKind::Denied));
  CHECK(drafts.with<Send>(*id, start, [](auto& draft) { draft.give(price(1)); }));
  writ::Context context(start);
  context.store = &store;
  CHECK_THROWS(all.commit<Send>(drafts, *id, context));
  CHECK(all.commit<Send>(drafts, *id, start));
  CHECK_FALSE(all.commit<Send>(drafts, *id, start));
  count += 3;
}

TEST_CASE("races: a budget that many use at once is not larger") {
  writ::Watch watch;
  watch.hooks().add(std::make_shared<writ::RateLimit>(50, writ::hours(1)));
  std::atomic<int> looked_at = 0;
  together([&](int) {
    Machine own(start);
    for (int i = 0; i < rounds; ++i)
      looked_at +=
          !watch.dispatch(own, redteam::send(1), proposer("eve")).is(RefusalKind::RateLimited);
  });
  count += threads;
  CHECK(looked_at == 50);
}
