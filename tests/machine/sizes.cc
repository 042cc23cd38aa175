// What a list will be long is known before it is changed: nothing is copied to find it out.
#include <catch2/catch.hpp>

#include "sizes.writ.h"

namespace {

constexpr writ::Instant now{0};

bool dispatch(sizes::Machine& machine, const sizes::Intent& intent) {
  const bool done = bool(machine.dispatch(intent, now));
  CHECK(machine.state().n == static_cast<std::int64_t>(machine.state().xs.size()));
  return done;
}

}  // namespace

TEST_CASE("machine/sizes: one more, one less, none") {
  sizes::Machine machine(now);
  CHECK(dispatch(machine, sizes::Push{.x = 1}));
  CHECK(dispatch(machine, sizes::Put{.at = 0, .x = 2}));
  CHECK(machine.state().n == 2);
  CHECK(dispatch(machine, sizes::Drop{.at = 1}));
  CHECK(machine.state().n == 1);
  CHECK(dispatch(machine, sizes::Push{.x = 3}));
  CHECK(dispatch(machine, sizes::Clear{}));
  CHECK(machine.state().n == 0);
}

TEST_CASE("machine/sizes: nothing is taken from an empty list") {
  sizes::Machine machine(now);
  CHECK(dispatch(machine, sizes::Pop{}));
  CHECK(machine.state().n == 0);
  CHECK(dispatch(machine, sizes::Push{.x = 1}));
  CHECK(dispatch(machine, sizes::Pop{}));
  CHECK(machine.state().n == 0);
}

TEST_CASE("machine/sizes: after two changes of one list") {
  sizes::Machine machine(now);
  CHECK(dispatch(machine, sizes::Both{.x = 1}));
  CHECK(machine.state().n == 1);
  CHECK(dispatch(machine, sizes::Both{.x = 2}));
  CHECK(machine.state().n == 1);
  CHECK(machine.state().xs == std::vector<std::int64_t>{2});
}

TEST_CASE("machine/sizes: of a list behind a key") {
  sizes::Machine machine(now);
  CHECK_FALSE(dispatch(machine, sizes::PopIn{.key = 1}));
  CHECK(dispatch(machine, sizes::Give{.key = 1, .xs = {4, 5}}));
  CHECK(dispatch(machine, sizes::PopIn{.key = 1}));
  CHECK(machine.state().left == 1);
}
