// Floods: refusals and subjects without end cost little memory, and who floods pays alone.
#include <unistd.h>

#include <fstream>

#include <writ/authority/rate_limit.h>

#include "attack.h"

namespace {

using namespace redteam;

/// Memory of this process, in MiB.
std::int64_t resident() {
#ifdef REDTEAM_SANITIZED
  return 0;  // a sanitizer keeps what is freed
#endif
  std::ifstream in("/proc/self/statm");
  std::int64_t all = 0;
  std::int64_t pages = 0;
  in >> all >> pages;
  return pages * ::sysconf(_SC_PAGESIZE) >> 20;
}

constexpr int many = 100'000;
constexpr std::int64_t most_mib = 64;

}  // namespace

TEST_CASE("flood: refusals without end are counted for who makes them, and take no memory") {
  Target target;
  target.watch.hooks().add(std::make_shared<writ::DenialBudget>(3, writ::hours(1)));
  int denied = 0;
  const std::int64_t before = resident();
  target.attack("one subject", [&] {
    for (int i = 0; i < many; ++i) {
      const auto outcome =
          target.watch.dispatch(target.machine, redteam::send(900'00), proposer("eve"));
      denied += static_cast<int>(outcome.is(RefusalKind::Denied));
    }
  });
  CHECK(denied == 3);  // nothing else was looked at
  target.attack("the budget of one is not that of another", [&] {
    CHECK(target.watch.dispatch(target.machine, redteam::send(900'00), proposer("ann"))
              .is(RefusalKind::Denied));
    CHECK(target.watch.dispatch(target.machine, redteam::send(1), proposer("eve"))
              .is(RefusalKind::RateLimited));
    CHECK(target.watch.dispatch(target.machine, redteam::send(900'00), start)
              .is(RefusalKind::Denied));
  });
  target.attack("payloads that are none count, too", [&] {
    int invalid = 0;
    for (int i = 0; i < 10; ++i)
      invalid +=
          static_cast<int>(target.watch.dispatch(target.machine, "Send", "{", proposer("bob"))
                               .outcome.is(RefusalKind::InvalidPayload));
    CHECK(invalid == 3);
  });
  target.attack("as many subjects", [&] {
    for (int i = 0; i < many; ++i)
      CHECK_FALSE(target.watch.dispatch(target.machine, redteam::send(900'00),
                                        proposer("s" + std::to_string(i))));
  });
  CHECK(resident() - before < most_mib);
}

TEST_CASE("flood: a rate limit is as small, and others get through") {
  Target target;
  target.watch.hooks().add(std::make_shared<writ::RateLimit>(5, writ::hours(1)));
  const std::int64_t before = resident();
  int looked_at = 0;
  target.attack("one subject", [&] {
    for (int i = 0; i < many; ++i)
      looked_at += static_cast<int>(
          !target.watch.dispatch(target.machine, redteam::send(900'00), proposer("eve"))
               .is(RefusalKind::RateLimited));
  });
  CHECK(looked_at == 5);
  target.attack("subjects of a kilobyte each", [&] {
    for (int i = 0; i < many; ++i)
      CHECK_FALSE(target.watch.dispatch(target.machine, redteam::send(900'00),
                                        proposer(std::string(1'000, 's') + std::to_string(i))));
  });
  CHECK(resident() - before < most_mib);
  ++count;
  CHECK(target.watch.dispatch(target.machine, redteam::send(1), proposer("ann")));
}

TEST_CASE("flood: proposals without end") {
  Target target;
  writ::Draft<Send> draft(1, {.to = "ann"});
  const auto request = draft.ask(start, minute);
  const std::int64_t before = resident();
  target.attack("the same request, again and again", [&] {
    int staged = 0;
    for (int i = 0; i < many; ++i)
      staged += static_cast<int>(target.watch.propose(draft, request, price(i + 1), proposer()) ==
                                 Proposal::Staged);
    CHECK(staged == 1);
    CHECK(draft.staged()->price.amount == writ::Decimal<2>{1});
  });
  CHECK(target.log->last().size() == 16);
  CHECK(resident() - before < most_mib);
}

TEST_CASE("flood: labels of metrics are words of the contract") {
  Target target;
  target.attack("ten thousand names", [&] {
    for (int i = 0; i < 10'000; ++i)
      CHECK_FALSE(target.watch
                      .dispatch(target.machine, "No" + std::to_string(i) + "\"}\n", "{}",
                                proposer("m" + std::to_string(i)))
                      .outcome);
  });
  CHECK(target.metrics->text().size() < 10'000);
}
