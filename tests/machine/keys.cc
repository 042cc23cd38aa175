// `idempotent by`: what is sent twice is done once, and answered as before.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "memory.h"
#include "till.writ.h"
#include "walk.h"

namespace {

using test::start;
using till::Phase;
using writ::Context;
using writ::RefusalKind;

constexpr writ::Instant after(writ::Duration time) { return start + time; }

till::Pay pay(std::string key, int euros = 1) {
  return {.key = std::move(key), .amount = {euros * 100}};
}

till::Note note(std::uint64_t id, std::vector<std::string> texts = {}) {
  return {.head = {.id = {1, id}, .to = ""}, .texts = std::move(texts)};
}

/// Open, at version 1.
till::Machine open() {
  till::Machine machine(start);
  REQUIRE(machine.dispatch(till::Begin{.ticket = 1}, start));
  return machine;
}

Context by(std::string_view subject, writ::Instant now = start) {
  Context context(now);
  context.subject = subject;
  return context;
}

/// What is left of a machine when something did not happen.
void same(const till::Machine& a, const till::Machine& b) {
  CHECK(a == b);
  CHECK(a.hash() == b.hash());
  CHECK(a.snapshot() == b.snapshot());
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

class Told final : public writ::Store {
 public:
  explicit Told(std::function<writ::Appended()> answer) : answer_(std::move(answer)) {}
  writ::Appended append(const writ::Step&) override {
    ++asked;
    return answer_();
  }
  int asked = 0;

 private:
  std::function<writ::Appended()> answer_;
};

}  // namespace

TEST_CASE("keys: a repeat changes nothing and is answered as before") {
  till::Machine machine = open();
  REQUIRE(machine.dispatch(pay("a", 5), after(writ::seconds(1))));
  REQUIRE(machine.dispatch(pay("b"), after(writ::seconds(2))));
  REQUIRE(machine.take_events().size() == 2);
  const till::Machine before = machine;
  CHECK(machine.answer<till::Pay>()->number == 3);

  Told store([] { return writ::Appended::done(); });
  Context context(after(writ::seconds(3)));
  context.store = &store;
  const writ::Outcome can = machine.can(pay("a", 5), context);
  CHECK(can.is_repeated());
  CHECK(machine.answer<till::Pay>()->number == 3);  // who asks changes nothing
  const writ::Outcome outcome = machine.dispatch(pay("a", 5), context);
  CHECK(outcome);
  CHECK(outcome == can);
  CHECK(outcome.is_repeated());
  same(machine, before);
  CHECK(store.asked == 0);
  CHECK(machine.take_events().empty());
  REQUIRE(machine.answer<till::Pay>() != nullptr);
  CHECK(machine.answer<till::Pay>()->number == 2);
  CHECK(machine.answer_json() == R"({"number":2,"total":5.00,"pin":""})");
  CHECK_FALSE(writ::Outcome::accepted().is_repeated());
}

TEST_CASE("keys: the same key with another payload is a conflict") {
  till::Machine machine = open();
  REQUIRE(machine.dispatch(pay("a", 5), start));
  const till::Machine before = machine;
  const writ::Outcome outcome = machine.dispatch(pay("a", 4), start);
  CHECK(outcome.is(RefusalKind::Conflict));
  CHECK(machine.can(pay("a", 4), start) == outcome);
  same(machine, before);
  const till::Refusal refusal = machine.explain(pay("a", 4), outcome, start);
  CHECK(refusal.message == "this key was seen with another payload");
  CHECK(refusal.path == "/key");
  CHECK(refusal.source == "till.writ:21");
  const auto text = machine.dispatch("Pay", R"({"key":"a","amount":"4"})", start);
  CHECK(text.refusal == refusal);

  // A secret is a part of it, too; and so is what was left out.
  till::Pay secret = pay("a", 5);
  secret.pin = "12";
  CHECK(machine.dispatch(secret, start).is(RefusalKind::Conflict));
  CHECK(machine.dispatch("Pay", R"({"amount":"5.00","pin":"","key":"a"})", start));
}

TEST_CASE("keys: a key is that of one subject and of one intent") {
  till::Machine machine = open();
  CHECK_FALSE(machine.dispatch(pay("a"), by("ann")).is_repeated());
  CHECK(machine.dispatch(pay("a"), by("ann")).is_repeated());
  CHECK_FALSE(machine.dispatch(pay("a"), by("bob")).is_repeated());
  CHECK_FALSE(machine.dispatch(pay("a"), start).is_repeated());
  CHECK(machine.dispatch(pay("a"), by("\xFF")).is_repeated());  // what is no text is not read
  CHECK(machine.state().paid == 4);
  CHECK_FALSE(machine.dispatch(note(2), start).is_repeated());
  CHECK(machine.dispatch(note(2), start).is_repeated());
}

TEST_CASE("keys: what was refused may be tried again") {
  till::Machine machine = open();
  CHECK_FALSE(machine.dispatch(pay("a", 6), start));
  CHECK(machine.dispatch(pay("a", 5), start));
  Told refuses([] { return writ::Appended::refused(); });
  Context context(start);
  context.store = &refuses;
  CHECK(machine.dispatch(pay("b"), context).is(RefusalKind::StorageFailed));
  CHECK_FALSE(machine.dispatch(pay("b", 2), start).is_repeated());
  for (const till::Lane lane : {till::Lane::Left, till::Lane::Right})
    CHECK(machine.dispatch(till::Count{.lane = lane}, start));
  CHECK(*machine.answer<till::Count>() == 1);
}

TEST_CASE("keys: a repeat is known in any phase, whatever version is expected") {
  till::Machine machine(start);
  CHECK(machine.dispatch(pay("a"), start).is(RefusalKind::NoTransition));
  REQUIRE(machine.dispatch(till::Begin{.ticket = 3}, start));
  CHECK(machine.dispatch(till::Begin{.ticket = 3}, start).is_repeated());
  REQUIRE(machine.dispatch(pay("a"), start));
  REQUIRE(machine.dispatch(till::Close{}, start));
  Context context(after(writ::minutes(29)));
  context.expected_version = 1;
  CHECK(machine.dispatch(pay("a"), context).is_repeated());
  CHECK(machine.dispatch(pay("b"), context).is(RefusalKind::Conflict));
  CHECK(machine.dispatch("Pay", R"({"key":"a","amount":"1"})", context).outcome.is_repeated());
  CHECK(machine.dispatch("Pay", R"({"key":"b","amount":"1"})", context)
            .outcome.is(RefusalKind::Conflict));
  // What is no payload of the contract is none, here too.
  CHECK(machine.dispatch(pay("too long a key"), context).is(RefusalKind::InvalidPayload));
  CHECK(machine.dispatch("Pay", R"({"key":"a"})", context).outcome.is(RefusalKind::InvalidPayload));
  CHECK(machine.phase() == Phase::Closed);
  CHECK(machine.dispatch(pay("a"), after(writ::minutes(30))).is_repeated());
  CHECK(machine.phase() == Phase::Done);  // what was due fired before
  CHECK(machine.dispatch(pay("b"), after(writ::minutes(30))).is(RefusalKind::NoTransition));
  const auto unread = machine.dispatch("Reopen", "{", after(writ::minutes(30)));
  CHECK(unread.outcome.is(RefusalKind::NoTransition));
}

TEST_CASE("keys: a key is forgotten when its time is over, or when there are too many") {
  till::Machine machine = open();
  REQUIRE(machine.dispatch(pay("a"), start));
  CHECK(machine.dispatch(pay("a"), after({writ::hours(1).us - 1})).is_repeated());
  CHECK(machine.now() == start);  // a repeat is no step, and time does not pass with it
  CHECK_FALSE(machine.dispatch(pay("a", 2), after(writ::hours(1))).is_repeated());
  CHECK(machine.state().paid == 3);

  till::Machine noted = open();
  for (std::uint64_t i = 0; i <= writ::most_seen; ++i) REQUIRE(noted.dispatch(note(i), start));
  const std::uint64_t version = noted.version();
  CHECK(noted.dispatch(note(1), start).is_repeated());
  CHECK_FALSE(noted.dispatch(note(0), start).is_repeated());
  CHECK(noted.version() == version + 1);
}

TEST_CASE("keys: a step that waits for its store is busy, and one that is lost is unknown") {
  till::Machine machine = open();
  Told later([] { return writ::Appended::later(9); });
  Context context(start);
  context.store = &later;
  REQUIRE(machine.dispatch(pay("a"), context).status() == writ::Status::Pending);
  CHECK(machine.dispatch(pay("a"), start).is(RefusalKind::Busy));
  REQUIRE(machine.settle(9, true));
  CHECK(machine.dispatch(pay("a"), start).is_repeated());
  REQUIRE(machine.dispatch(pay("b"), context).status() == writ::Status::Pending);
  REQUIRE(machine.settle(9, false));
  CHECK(machine.dispatch(pay("a"), start).status() == writ::Status::Unknown);
}

TEST_CASE("keys: a snapshot has them, and brings them back") {
  till::Machine machine = open();
  till::Pay secret = pay("a/~\"", 5);
  secret.pin = "1234";
  REQUIRE(machine.dispatch(secret, by("ann")));
  REQUIRE(machine.dispatch(till::Count{.lane = till::Lane::Right}, start));
  REQUIRE(machine.dispatch(note(2), start));
  REQUIRE(machine.dispatch(note(3, {"x"}), start));
  REQUIRE(machine.dispatch(till::Close{.by = {5}}, start));
  const std::string text = machine.snapshot();
  CHECK(text.find(R"("key":"a/~\"")") != std::string::npos);
  till::Machine back(writ::Instant{0});
  REQUIRE(back.restore(text));
  same(back, machine);
  CHECK(back.dispatch(secret, by("ann")).is_repeated());
  CHECK(back.answer<till::Pay>()->pin == "1234");
  CHECK(back.dispatch(till::Count{.lane = till::Lane::Right}, start).is_repeated());
  CHECK(*back.answer<till::Count>() == 1);
  CHECK(back.dispatch(note(2), start).is_repeated());
  CHECK_FALSE(back.answer<till::Note>()->has_value());
  CHECK(back.dispatch(note(3, {"x"}), start).is_repeated());
  REQUIRE(back.answer<till::Note>()->has_value());
  CHECK((*back.answer<till::Note>())->size() == 1);
  CHECK(back.dispatch(note(3), start).is(RefusalKind::Conflict));
}

TEST_CASE("keys: a snapshot with keys that no machine could remember is refused") {
  till::Machine machine = open();
  REQUIRE(machine.dispatch(pay("a"), after(writ::seconds(1))));
  REQUIRE(machine.dispatch(pay("b"), after(writ::seconds(2))));
  REQUIRE(machine.dispatch(till::Count{.lane = till::Lane::Left}, after(writ::seconds(2))));
  const std::string text = machine.snapshot();
  const auto refused = [&](std::string_view from, std::string_view to) {
    till::Machine back = machine;
    const auto answer = back.restore(replaced(text, from, to));
    CHECK(answer.outcome.is(RefusalKind::InvalidPayload));
    same(back, machine);
    REQUIRE(!answer.refusal.problems.empty());
    const writ::Problem& problem = answer.refusal.problems.front();
    return problem.path + " " + std::string(problem.code);
  };
  CHECK(refused(R"("key":"b")", R"("key":"a")") == "/seen/Pay/1 duplicate");
  CHECK(refused(R"("key":"b")", R"("key":"123456789")") == "/seen/Pay/1/key length");
  CHECK(refused(R"("key":"b")", R"("key":1)") == "/seen/Pay/1/key type");
  CHECK(refused(R"("key":"Left")", R"("key":"Up")") == "/seen/Count/0/key enum");
  CHECK(refused(R"("answer":1)", R"("answer":4)") == "/seen/Count/0/answer range");
  CHECK(refused(R"(,"answer":1)", "") == "/seen/Count/0/answer missing");
  CHECK(refused(R"("Note":[])", R"("Note":{})") == "/seen/Note type");
  CHECK(refused(R"("Note":[],)", "") == "/seen/Note missing");
  CHECK(refused(R"("seen":{)", R"("seen":{"Reopen":[],)") == "/seen/Reopen unknown");
  CHECK(refused(R"("Close":[])",
                R"("Close":[{"at":"2020-01-01T00:00:00Z","subject":"",)"
                R"("key":"2020-01-01","payload":"x"}])") == "/seen/Close/0/payload format");
  CHECK(refused(R"("Close":[])",
                R"("Close":[{"at":"2999-01-01T00:00:00Z","subject":"","key":"2020-01-01",)"
                R"("payload":"6c62272e-07bb-8142-98ae-085d58a57163"}])") == "/seen/Close/0 range");
  std::string many = R"("Close":[)";
  for (std::size_t i = 0; i <= writ::most_seen; ++i)
    many += R"({"at":"2020-01-01T00:00:00Z","subject":")" + std::to_string(i) +
            R"(","key":"2020-01-01","payload":"6c62272e-07bb-8142-98ae-085d58a57163"},)";
  many.back() = ']';
  CHECK(refused(R"("Close":[])", many) == "/seen/Close size");
}

TEST_CASE("keys: want of memory leaves everything as it was") {
  const till::Machine before = open();
  const till::Pay intent = pay("a key");
  for (long n = 0;; ++n) {
    REQUIRE(n < 50);
    till::Machine poor = before;
    if (!test::runs_out(n, [&] { (void)poor.dispatch(intent, by("somebody with a long name")); }))
      break;
    same(poor, before);
  }
  till::Machine paid = before;
  REQUIRE(paid.dispatch(intent, start));
  for (long n = 0;; ++n) {
    REQUIRE(n < 50);
    till::Machine poor = paid;
    if (!test::runs_out(n, [&] { (void)poor.dispatch(intent, start); })) break;
    same(poor, paid);
  }
}

namespace on_till {

struct Walked {
  using Machine = till::Machine;
  using Ref = till::IntentRef;
  static constexpr bool has_keys = true;
  static std::optional<till::Intent> decode(std::string_view kind, std::string_view text,
                                            writ::Problems& problems) {
    return till::decode(kind, text, problems);
  }
};

TEST_CASE("keys: walk") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  test::Walk<Walked> walk(seed);
  for (int i = 0; i < 800; ++i) {
    test::Random& random = walk.random;
    switch (random.number(0, 6)) {
      case 0: walk.step(till::Begin{.ticket = random.number(0, 3)}); break;
      case 1:
      case 2:
        walk.step(till::Pay{.key = random.of<const char*>({"a", "b", "c", "d", ""}),
                            .amount = {random.number(0, 2) * 10}});
        break;
      case 3:
        walk.step(till::Count{.lane = random.of({till::Lane::Left, till::Lane::Right})});
        break;
      case 4: {
        const auto id = static_cast<std::uint64_t>(random.number(1, 9));
        walk.step(random.one_in(3) ? note(id, {"one", "two"}) : note(id));
        break;
      }
      case 5: walk.step(till::Close{.by = {static_cast<std::int32_t>(random.number(0, 4))}}); break;
      default: walk.step(till::Reopen{});
    }
  }
  walk.replay();
  CHECK(walk.accepted > 20);
  CHECK(walk.repeated > 50);
  CHECK(walk.refused.contains(RefusalKind::Conflict));
}

}  // namespace on_till
