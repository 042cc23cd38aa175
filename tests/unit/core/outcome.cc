// What becomes of an intent, and what comes with it.
#include <writ/core/outcome.h>

#include <set>
#include <string>

#include <catch2/catch.hpp>

#include <writ/core/abi.h>
#include <writ/core/context.h>
#include <writ/core/enum_set.h>
#include <writ/core/hash.h>

using writ::Appended;
using writ::FieldSet;
using writ::Outcome;
using writ::RefusalKind;
using writ::Status;

namespace {

enum class Guard { InStock, OneCurrency };
enum class Field { LineSku, LineQuantity, Note };

class Remembers final : public writ::Store {
 public:
  Appended append(const writ::Step& step) override {
    return version = step.version, Appended::later(9);
  }
  std::uint64_t version = 0;
};

}  // namespace

TEST_CASE("core/outcome: two words, trivially copied") {
  STATIC_REQUIRE(sizeof(Outcome) == 16);
  STATIC_REQUIRE(std::is_trivially_copyable_v<Outcome>);
  STATIC_REQUIRE(writ::abi_version == 1);
}

TEST_CASE("core/outcome: the four cases") {
  constexpr Outcome accepted = Outcome::accepted();
  STATIC_REQUIRE(accepted.status() == Status::Accepted);
  STATIC_REQUIRE(accepted);
  STATIC_REQUIRE_FALSE(accepted.is(RefusalKind::InvalidPayload));

  constexpr Outcome refused = Outcome::refused(RefusalKind::OutOfRange, 7, 3);
  STATIC_REQUIRE_FALSE(refused);
  STATIC_REQUIRE(refused.status() == Status::Refused);
  STATIC_REQUIRE(refused.is(RefusalKind::OutOfRange));
  STATIC_REQUIRE(refused.rule() == 7);
  STATIC_REQUIRE(refused.at() == 3);
  STATIC_REQUIRE(refused.denials() == 0);

  constexpr Outcome denied = Outcome::denied(0b10);
  STATIC_REQUIRE(denied.is(RefusalKind::Denied));
  STATIC_REQUIRE(denied.denied_by(Guard::OneCurrency));
  STATIC_REQUIRE_FALSE(denied.denied_by(Guard::InStock));

  constexpr Outcome pending = Outcome::pending(2);
  STATIC_REQUIRE_FALSE(pending);
  STATIC_REQUIRE(pending.status() == Status::Pending);
  STATIC_REQUIRE(pending.ticket() == 2);
  STATIC_REQUIRE_FALSE(pending.denied_by(Guard::OneCurrency));  // the ticket is no set of denials
  STATIC_REQUIRE(denied.ticket() == 0);

  STATIC_REQUIRE_FALSE(Outcome::unknown());
  STATIC_REQUIRE(Outcome::unknown().status() == Status::Unknown);
  STATIC_REQUIRE_FALSE(Outcome::unknown() == accepted);
}

TEST_CASE("core/outcome: every kind has a name of its own") {
  std::set<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(RefusalKind::TimedOut); ++kind) {
    const std::string_view text = name(static_cast<RefusalKind>(kind));
    CHECK(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    CHECK(names.insert(text).second);
  }
  CHECK(names.size() == 14);
  CHECK(name(RefusalKind::NoTransition) == "no_transition");
  std::set<std::string_view> faults;
  for (int kind = 0; kind <= static_cast<int>(writ::FaultKind::NothingThere); ++kind)
    CHECK(faults.insert(text(static_cast<writ::FaultKind>(kind))).second);
}

TEST_CASE("core/context: sets of fields") {
  constexpr auto both = FieldSet::of(Field::LineSku, Field::Note);
  STATIC_REQUIRE(both.has(Field::Note));
  STATIC_REQUIRE_FALSE(both.has(Field::LineQuantity));
  STATIC_REQUIRE(FieldSet().empty());
  STATIC_REQUIRE(FieldSet::of() == FieldSet());
  STATIC_REQUIRE((both | FieldSet::of(Field::LineQuantity)).has(Field::LineQuantity));
  STATIC_REQUIRE((both & FieldSet::of(Field::Note)) == FieldSet::of(Field::Note));
  STATIC_REQUIRE((both - FieldSet::of(Field::Note)) == FieldSet::of(Field::LineSku));
  STATIC_REQUIRE((both - both).empty());
}

TEST_CASE("core/context: the time is enough, and a store is asked through its base") {
  const writ::Context context = writ::Instant{5};
  CHECK(context.now == writ::Instant{5});
  CHECK(context.expected_version == writ::Context::any_version);
  CHECK(context.store == nullptr);
  Remembers store;
  writ::Context stored = writ::Instant{5};
  stored.store = &store;
  const Appended answer = stored.store->append({.version = 3});
  CHECK(store.version == 3);
  CHECK(answer.ticket() == 9);
  CHECK_FALSE(answer.is_done());
  CHECK(Appended::done().is_done());
  CHECK(Appended::refused().is_refused());
}

TEST_CASE("core/enum_set: in the order of declaration") {
  using Guards = writ::EnumSet<Guard>;
  constexpr Guards both{Guard::OneCurrency, Guard::InStock};
  STATIC_REQUIRE(both.has(Guard::InStock));
  STATIC_REQUIRE_FALSE(Guards(Guard::InStock).has(Guard::OneCurrency));
  STATIC_REQUIRE(Guards().empty());
  std::vector<Guard> order;
  for (const Guard g : both) order.push_back(g);
  CHECK(order == std::vector{Guard::InStock, Guard::OneCurrency});
}

TEST_CASE("core/enum_set: what is in one, in both, in one and not in the other") {
  using Guards = writ::EnumSet<Guard>;
  constexpr Guards both{Guard::OneCurrency, Guard::InStock};
  constexpr Guards one{Guard::InStock};
  STATIC_REQUIRE((one | Guard::OneCurrency) == both);
  STATIC_REQUIRE((both & one) == one);
  STATIC_REQUIRE((both - one) == Guards(Guard::OneCurrency));
  STATIC_REQUIRE((one - both).empty());
  STATIC_REQUIRE(both.has_any(one));
  STATIC_REQUIRE_FALSE((both - one).has_any(one));
  STATIC_REQUIRE_FALSE(both.has_any({}));
  CHECK(both == (one | (both - one)));
}

TEST_CASE("core/enum_set: of more than 64 members") {
  enum class Letter : std::uint8_t {};
  using Letters = writ::EnumSet<Letter, 200>;
  constexpr Letters some{Letter{0}, Letter{63}, Letter{64}, Letter{199}};
  STATIC_REQUIRE(some.has(Letter{64}));
  STATIC_REQUIRE_FALSE(some.has(Letter{128}));
  STATIC_REQUIRE_FALSE(writ::EnumSet<Letter>(Letter{63}).has(Letter{255}));  // of no intent
  STATIC_REQUIRE((some - Letters(Letter{199})) == Letters{Letter{0}, Letter{63}, Letter{64}});
  std::vector<int> order;
  for (const Letter one : some) order.push_back(static_cast<int>(one));
  CHECK(order == std::vector{0, 63, 64, 199});
  CHECK(Letters().begin() == Letters().end());
}

TEST_CASE("core/hash: equal values, equal hashes, and parts do not run into each other") {
  const auto hash = [](auto... parts) {
    writ::Hash h;
    (h.add(parts), ...);
    return h.value();
  };
  using Text = std::string_view;
  CHECK(hash(Text("abc"), std::int64_t{-1}) == hash(std::string("abc"), -1));
  std::set<std::uint64_t> all = {hash(Text("")),
                                 hash(Text("a")),
                                 hash(Text("\0", 1)),
                                 hash(Text("\0\0", 2)),
                                 hash(Text("ab"), Text("c")),
                                 hash(Text("a"), Text("bc")),
                                 hash(Text("abcdefgh")),
                                 hash(Text("abcdefghi")),
                                 hash(Text("abcdefgh"), Text("i")),
                                 hash(1),
                                 hash(0, 1),
                                 hash(writ::Decimal<2>{7}),
                                 hash(writ::Instant{8}),
                                 hash(writ::Duration{9}),
                                 hash(Guard::OneCurrency, true)};
  CHECK(all.size() == 15);
  CHECK(hash(Guard::OneCurrency) == hash(true));
}
