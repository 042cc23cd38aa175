// Proposals that wait, and bytes that become lines.
#include <writ/mcp/desk.h>

#include <catch2/catch.hpp>
#include <string>

#include <writ/mcp/lines.h>

namespace {

using writ::Instant;
using writ::mcp::Desk;
using writ::mcp::Lines;
using writ::mcp::Proposal;
using writ::mcp::ProposalStatus;

constexpr Instant start{1'700'000'000'000'000};

Proposal proposal(std::size_t tool, std::string payload) {
  Proposal one;
  one.tool = tool;
  one.payload = one.shown = std::move(payload);
  return one;
}

TEST_CASE("the same payload of the same tool is one proposal") {
  Desk desk({});
  CHECK(desk.put(proposal(0, "{}"), start).proposal->id == "p1");
  const Desk::Placed again = desk.put(proposal(0, "{}"), start + writ::seconds(1));
  CHECK(again.attached);
  CHECK(again.proposal->id == "p1");
  CHECK_FALSE(desk.put(proposal(1, "{}"), start).attached);
  CHECK(desk.waiting() == 2);
  desk.decide(*desk.waiting("p1"), ProposalStatus::Discarded);
  CHECK(desk.waiting("p1") == nullptr);
  CHECK(desk.put(proposal(0, "{}"), start).proposal->id == "p3");
}

TEST_CASE("as many wait as may, and as long") {
  Desk desk({2, writ::minutes(5), 64});
  CHECK(desk.next_expiry() == Instant::never());
  CHECK(desk.put(proposal(0, "1"), start).proposal);
  CHECK(desk.put(proposal(0, "2"), start + writ::minutes(1)).proposal);
  CHECK_FALSE(desk.put(proposal(0, "3"), start + writ::minutes(2)).proposal);
  CHECK(desk.put(proposal(0, "2"), start + writ::minutes(2)).attached);
  CHECK(desk.next_expiry() == start + writ::minutes(5));
  CHECK(desk.put(proposal(0, "3"), start + writ::minutes(5)).proposal->id == "p3");
  CHECK(desk.all().front().status == ProposalStatus::Expired);
  CHECK(desk.waiting("p1") == nullptr);
}

TEST_CASE("of those that are decided the last are remembered, without their payloads") {
  Desk desk({16, writ::hours(1), 2});
  for (int i = 1; i <= 4; ++i) {
    (void)desk.put(proposal(0, std::to_string(i)), start);
    desk.decide(*desk.waiting("p" + std::to_string(i)), ProposalStatus::Discarded);
  }
  REQUIRE(desk.all().size() == 2);
  CHECK(desk.all().front().id == "p3");
  CHECK(desk.all().front().payload.empty());
}

TEST_CASE("bytes are cut into lines") {
  Lines lines(5);
  lines.feed("ab");
  CHECK_FALSE(lines.next());
  lines.feed("c\n\n12345\n123456\nd");
  CHECK(lines.next()->text == "abc");
  CHECK(lines.next()->text.empty());
  CHECK(lines.next()->text == "12345");
  const auto long_one = lines.next();
  CHECK(long_one->too_long);
  CHECK(long_one->text.empty());
  CHECK_FALSE(lines.next());
  CHECK(lines.rest()->text == "d");
  CHECK_FALSE(lines.rest());
}

TEST_CASE("a line that is too long is read over, however it comes") {
  Lines lines(5);
  for (int i = 0; i < 100; ++i) {
    lines.feed("abc");
    CHECK_FALSE(lines.next());
  }
  lines.feed("\nx\n");
  CHECK(lines.next()->too_long);
  CHECK(lines.next()->text == "x");
  lines.feed("abcdefgh");
  CHECK_FALSE(lines.next());
  CHECK(lines.rest()->too_long);
  CHECK_FALSE(lines.rest());
}

}  // namespace
