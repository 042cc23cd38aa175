// Idempotency keys: the same request is done once, another one with its key not at all.
#include <catch2/catch.hpp>
#include <string>

#include <writ/instances/instances.h>
#include <writ/instances/requests.h>

#include "counter.writ.h"

namespace {

using counter::Increment;
using counter::Machine;
using writ::Context;
using writ::Instances;
using writ::Instant;
using writ::Outcome;
using writ::RefusalKind;
using writ::Request;
using writ::Requests;
using writ::Status;

constexpr Instant start{1'700'000'000'000'000};

Context keyed(std::string_view key, std::string_view subject = "ann", Instant now = start) {
  Context context(now);
  context.idempotency_key = key;
  context.subject = subject;
  return context;
}

void take(Requests& requests, const Request& request, Instant now = start,
          Outcome outcome = Outcome::accepted()) {
  Requests::Place(requests, request, now).take(outcome);
}

const writ::Uuid one = writ::fingerprint("one");

}  // namespace

TEST_CASE("requests: the same one again is done once") {
  Instances<Machine> all;
  const Outcome first = all.dispatch("a", Increment{.amount = 5}, keyed("k"));
  const Outcome again = all.dispatch("a", Increment{.amount = 5}, keyed("k"));
  CHECK((first && !first.is_repeated()));
  CHECK(again.is_repeated());
  CHECK(all.read("a", start, [](const Machine& m) { return m.state().count; }) == 5);
}

TEST_CASE("requests: another one with the key is a conflict, and says so") {
  Instances<Machine> all;
  CHECK(all.dispatch("a", Increment{.amount = 5}, keyed("k")));
  const auto other = all.answer("a", Increment{.amount = 6}, keyed("k"));
  CHECK(other.outcome.is(RefusalKind::Conflict));
  CHECK(other.refusal.message == "this idempotency key came with another request");
  CHECK(all.dispatch("a", counter::Decrement{.amount = 5}, keyed("k")).is(RefusalKind::Conflict));
  // The key means nothing to another instance, nor to another subject.
  CHECK_FALSE(all.dispatch("b", Increment{.amount = 6}, keyed("k")).is_repeated());
  CHECK_FALSE(all.dispatch("a", Increment{.amount = 6}, keyed("k", "bob")).is_repeated());
  CHECK_FALSE(all.dispatch("a", Increment{.amount = 6}, keyed("nk", "an")).is_repeated());
}

TEST_CASE("requests: what was refused may be tried again with its key") {
  Instances<Machine> all;
  CHECK_FALSE(all.dispatch("a", counter::Decrement{.amount = 1}, keyed("k")));
  CHECK(all.dispatch("a", Increment{}, keyed("other")));
  const Outcome then = all.dispatch("a", counter::Decrement{.amount = 1}, keyed("k"));
  CHECK((then && !then.is_repeated()));
}

TEST_CASE("requests: one in flight is waited for together") {
  struct Later final : writ::Store {
    writ::Appended append(const writ::Step&) override { return writ::Appended::later(++last); }
    writ::Ticket last = 0;
  } store;
  Instances<Machine> all;
  Context context = keyed("k");
  context.store = &store;
  CHECK(all.dispatch("a", Increment{}, context).ticket() == 1);
  const auto attached = all.answer("a", Increment{}, context);
  CHECK(attached.outcome.ticket() == 1);
  CHECK(attached.refusal.message.empty());
  CHECK(store.last == 1);
  SECTION("and is repeated when it lasts") {
    CHECK(all.settle("a", 1, true));
    CHECK(all.dispatch("a", Increment{}, context).is_repeated());
  }
  SECTION("and forgotten when it is lost") {
    CHECK(all.settle("a", 1, false));
    CHECK(all.dispatch("a", Increment{}, context).status() == Status::Unknown);
  }
}

TEST_CASE("requests: so many, and so long") {
  Requests requests(2, writ::hours(1));
  take(requests, {"ann", "a", one});
  take(requests, {"ann", "b", one}, start + writ::minutes(30));
  CHECK(requests.answer({"ann", "a", one}, start + writ::minutes(59))->is_repeated());
  CHECK_FALSE(requests.answer({"ann", "a", one}, start + writ::hours(1)));
  CHECK(requests.answer({"ann", "b", one}, start + writ::hours(1))->is_repeated());
  CHECK(requests.answer({"ann", "a", one}, {0})->is_repeated());  // the clock went back
  take(requests, {"ann", "c", one});
  CHECK(requests.size() == 2);
  CHECK_FALSE(requests.answer({"ann", "a", one}, start));
  // What its time is over for can be taken again.
  take(requests, {"ann", "b", writ::fingerprint("two")}, start + writ::hours(2));
  CHECK(requests.size() == 2);
  CHECK(requests.answer({"ann", "b", one}, start + writ::hours(2))->is(RefusalKind::Conflict));
}

TEST_CASE("requests: subject and key are not read as one") {
  Requests requests(9, writ::hours(1));
  take(requests, {"ab", "c", one});
  CHECK_FALSE(requests.answer({"a", "bc", one}, start));
  CHECK_FALSE(requests.answer({"", "abc", one}, start));
}
