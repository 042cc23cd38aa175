#include <writ/core/seen.h>
#include <catch2/catch.hpp>
#include <string>

namespace {

using Keys = writ::Seen<std::string, int>;

constexpr writ::Instant at(std::int64_t seconds) { return {seconds * 1'000'000}; }

Keys::One one(std::string key, writ::Instant when, int answer = 0, std::string subject = {}) {
  return {when, std::move(subject), std::move(key), writ::fingerprint("{}"), answer};
}

void write(Keys& keys, Keys::One one) {
  keys.make_room();
  keys.write(std::move(one));
}

}  // namespace

TEST_CASE("seen: a fingerprint is FNV-1a, written as a UUID of version 8") {
  // Of the draft's own values all but the bits of version and variant.
  CHECK(to_string(writ::fingerprint("")) == "6c62272e-07bb-8142-98ae-085d58a57163");
  CHECK(to_string(writ::fingerprint("a")) == "d228cb69-6f1a-8caf-9e24-4adc1392a259");
  CHECK(to_string(writ::fingerprint("foobar")) == "343e1662-793c-84bf-9bc3-4d65ee911bc6");
  CHECK(writ::fingerprint("ab") != writ::fingerprint("ba"));
}

TEST_CASE("seen: a key is that of one subject") {
  Keys keys;
  write(keys, one("k", at(1), 7, "ann"));
  REQUIRE(keys.find("ann", "k", at(2)) != nullptr);
  CHECK(keys.find("ann", "k", at(2))->answer == 7);
  CHECK(keys.find("bob", "k", at(2)) == nullptr);
  CHECK(keys.find("ann", "j", at(2)) == nullptr);
}

TEST_CASE("seen: a key is remembered for so long, and not an instant longer") {
  Keys keys(writ::seconds(10));
  write(keys, one("old", at(0)));
  write(keys, one("new", at(9)));
  CHECK(keys.find("", "old", writ::Instant{9'999'999}) != nullptr);
  CHECK(keys.find("", "old", at(10)) == nullptr);
  CHECK(keys.find("", "new", at(10)) != nullptr);
  CHECK(keys.all().size() == 2);  // what is over goes when the next one comes
  write(keys, one("old", at(10), 2));
  CHECK(keys.all().size() == 2);
  CHECK(keys.find("", "old", at(10))->answer == 2);
}

TEST_CASE("seen: however far times are apart, they are compared") {
  CHECK(writ::has_passed({INT64_MAX}, {INT64_MIN}, {INT64_MAX}));
  CHECK_FALSE(writ::has_passed({INT64_MAX}, {0}, {INT64_MAX - 1}));
  CHECK_FALSE(writ::has_passed({1}, {INT64_MAX}, {INT64_MAX}));
}

TEST_CASE("seen: of very many the oldest goes") {
  Keys keys;
  const int most = static_cast<int>(writ::most_seen);
  for (int i = 0; i < 3 * most + 5; ++i) {
    write(keys, one(std::to_string(i), at(i), i));
    REQUIRE(keys.all().size() == std::min(static_cast<std::size_t>(i) + 1, writ::most_seen));
    REQUIRE(keys.all().back().answer == i);
    REQUIRE(keys.all().front().answer == std::max(0, i + 1 - most));
  }
  CHECK(keys.find("", std::to_string(2 * most + 4), at(4 * most)) == nullptr);
  CHECK(keys.find("", std::to_string(2 * most + 5), at(4 * most)) != nullptr);
}

TEST_CASE("seen: what is forgotten does not count") {
  Keys all(writ::seconds(10));
  write(all, one("old", at(0)));
  write(all, one("a", at(20)));
  Keys some(writ::seconds(10));
  write(some, one("a", at(20)));
  CHECK(all == some);
  writ::Hash of_all;
  writ::Hash of_some;
  all.add_to(of_all);
  some.add_to(of_some);
  CHECK(of_all.value() == of_some.value());
  CHECK_FALSE(all == Keys(writ::seconds(10)));
}
