// A snapshot restores to an equal machine; anything else is refused and changes nothing.
#include <catch2/catch.hpp>
#include <string>

#include "door.writ.h"
#include "orders.h"

namespace {

using writ::RefusalKind;

/// An order some random way along, not yet final.
order::Machine some_order(unsigned seed) {
  test::Intents intents(seed);
  order::Machine order(test::start);
  for (int i = 0; i < 200; ++i) {
    order::Machine next = order;
    const bool accepted{next.dispatch(intents.next(), test::start)};
    if (accepted && !order::final_phases.has(next.phase())) order = next;
  }
  return order;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("snapshots: there and back") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    INFO("seed " << seed);
    const order::Machine order = some_order(seed);
    order::Machine back(test::start);
    const auto answer = back.restore(order.snapshot());
    CHECK(answer);
    CHECK(back == order);
    CHECK(back.hash() == order.hash());
    CHECK(back.snapshot() == order.snapshot());
  }
}

TEST_CASE("snapshots: of something else") {
  const std::string good = some_order(1).snapshot();
  order::Machine order = test::stocked();
  const order::Machine before = order;
  const auto refused = [&](const std::string& text) {
    const auto answer = order.restore(text);
    CHECK_FALSE(answer);
    CHECK(order == before);
    return answer.refusal.kind;
  };
  CHECK(refused(door::Machine(test::start).snapshot()) == RefusalKind::Conflict);
  CHECK(refused(with(good, "\"hash\":\"", "\"hash\":\"0")) == RefusalKind::Conflict);
  CHECK(refused(with(good, "\"format\":1", "\"format\":2")) == RefusalKind::Conflict);
  CHECK(refused(with(good, "\"version\":1", "\"version\":2")) == RefusalKind::Conflict);
  CHECK(refused(with(good, "\"Draft\"", "\"Dreft\"")) == RefusalKind::InvalidPayload);
  CHECK(refused(with(good, "\"total\":", "\"total\":9")) == RefusalKind::InvariantViolated);
  CHECK(refused(with(good, "\"newsletter\":", "\"newsletter\":1")) == RefusalKind::InvalidPayload);
  CHECK(refused(with(good, "\"state\":{", "\"state\":{\"more\":1,")) ==
        RefusalKind::InvalidPayload);
  CHECK(refused("") == RefusalKind::InvalidPayload);
}

TEST_CASE("snapshots: cut off anywhere, or with any byte changed") {
  const std::string good = some_order(2).snapshot();
  order::Machine order = test::stocked();
  const order::Machine before = order;
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(order.restore(good.substr(0, size)));
    CHECK(order == before);
  }
  test::Intents random(3);
  for (int i = 0; i < 2000; ++i) {
    std::string text = good;
    const auto at =
        static_cast<std::size_t>(random.number(0, static_cast<std::int64_t>(good.size()) - 1));
    text[at] = static_cast<char>(random.number(0, 255));
    order::Machine other = before;
    if (other.restore(text)) {
      // A changed name or count is as good as another; but it is never a state that breaks a rule.
      order::Machine again(test::start);
      CHECK(again.restore(other.snapshot()));
      CHECK(again == other);
    } else {
      CHECK(other == before);
    }
  }
}
