// Arithmetic at the edges: exact, or refused; never wrapped.
#include <catch2/catch.hpp>
#include <limits>

#include "numbers.writ.h"
#include "walk.h"

using test::start;
using writ::RefusalKind;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` cannot be an extension

numbers::Machine with(std::int64_t n) {
  numbers::Machine machine(start);
  CHECK(machine.dispatch(numbers::Set{.n = n}, start));
  return machine;
}

template <class Intent>
void is_exact(std::int64_t n, const Intent& intent, Wide expected) {
  numbers::Machine machine = with(n);
  const writ::Outcome outcome = machine.dispatch(intent, start);
  const bool fits = expected >= least && expected <= most;
  CHECK(static_cast<bool>(outcome) == fits);
  if (fits) {
    CHECK(machine.state().n == static_cast<std::int64_t>(expected));
  } else {
    CHECK(machine == with(n));
    const numbers::Refusal why = machine.explain(intent, outcome, start);
    CHECK(why.kind == RefusalKind::OutOfRange);
    CHECK(why.message == "/n: the result does not fit in 64 bits");
  }
}

}  // namespace

TEST_CASE("numbers: ints are exact or refused") {
  const std::int64_t edges[] = {least, least + 1, -3'037'000'500, -2, -1,       0,
                                1,     2,         3'037'000'500,  10, most - 1, most};
  for (const std::int64_t a : edges) {
    is_exact(a, numbers::Negate{}, -Wide{a});
    for (const std::int64_t b : edges) {
      INFO(a << " and " << b);
      is_exact(a, numbers::Add{.n = b}, Wide{a} + b);
      is_exact(a, numbers::Subtract{.n = b}, Wide{a} - b);
      is_exact(a, numbers::Times{.n = b}, Wide{a} * b);
      if (b != 0) is_exact(a, numbers::Rest{.by = b}, Wide{a} % b);
    }
  }
  numbers::Machine machine = with(7);
  const writ::Outcome outcome = machine.dispatch(numbers::Rest{.by = 0}, start);
  CHECK(machine.explain(numbers::Rest{.by = 0}, outcome, start).message == "/n: division by zero");
}

TEST_CASE("numbers: sums") {
  numbers::Machine machine(start);
  CHECK(machine.dispatch(numbers::Digits{.digits = {9, 9, 3}}, start));
  CHECK(machine.state().small == 1);
  CHECK(machine.dispatch(numbers::Digits{.digits = {9}}, start).is(RefusalKind::OutOfRange));
  CHECK(
      machine.dispatch(numbers::Digits{.digits = {9, 10}}, start).is(RefusalKind::InvalidPayload));
  // Only the whole of a sum must fit, whatever its parts do.
  CHECK(machine.dispatch(numbers::Any{.any = {most, 1}}, start).is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(numbers::Any{.any = {most, 1, -1}}, start));
  CHECK(machine.state().n == most);
  CHECK(machine.dispatch(numbers::Prices{.prices = {{1}, {9999}, {50}}}, start));
  CHECK(to_string(machine.state().d4) == "301.4700");  // without the first
}

TEST_CASE("numbers: decimals widen, and what does not fit is refused") {
  numbers::Machine machine(start);
  CHECK(machine.dispatch(numbers::Widen{.n = -3, .d1 = {25}, .d6 = {1}}, start));
  CHECK(to_string(machine.state().d0) == "-3");
  CHECK(to_string(machine.state().d1) == "2.5");
  CHECK(to_string(machine.state().d12) == "-0.500000000000");
  CHECK(to_string(machine.state().d6) == "-2.499999");
  CHECK(machine.dispatch(numbers::Widen{.n = 9'223'372, .d1 = {}, .d6 = {}}, start));
  CHECK(machine.dispatch(numbers::Widen{.n = 9'223'373, .d1 = {}, .d6 = {}}, start)
            .is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(numbers::Multiply{.a = {-1'500'000}, .b = {2}}, start));
  CHECK(to_string(machine.state().d12) == "-0.000003000000");
  CHECK(machine.dispatch(numbers::Multiply{.a = {4'000'000'000}, .b = {4'000'000'000}}, start)
            .is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(numbers::Owe{.by = {500}}, start));
  CHECK(machine.dispatch(numbers::Owe{.by = {1}}, start).is(RefusalKind::OutOfRange));
  CHECK(machine.dispatch(numbers::Owe{.by = {least}}, start).is(RefusalKind::OutOfRange));
}

TEST_CASE("numbers: literals are 64 bits wide from the beginning") {
  numbers::Machine machine(start);
  CHECK(machine.dispatch(numbers::Literals{}, start));
  const Wide product = Wide{1'000'000} * 1'000'000 * 9'000'000 % 1'000'000'007;
  CHECK(machine.state().n == static_cast<std::int64_t>(product + 12 + 6'000'000'000));
  CHECK(machine.state().small == -1);
  CHECK(to_string(machine.state().d12) == "0.000000000002");
  CHECK(to_string(machine.state().d4) == "10.0000");
  CHECK(to_string(machine.state().d0) == "1");
  CHECK(numbers::constants::least == least);
  CHECK(to_string(numbers::constants::loss) == "-1.50");
}

TEST_CASE("numbers: comparisons") {
  numbers::Machine machine(start);
  const auto says = [&](std::int64_t n, std::int64_t cents) {
    const numbers::Compare compare{.n = n, .d = {cents}};
    return machine.explain(compare, machine.dispatch(compare, start), start).message;
  };
  CHECK(says(3, 1) == "");
  CHECK(says(4, 1) == "three or less, five, six");
  CHECK(says(7, 1) == "three or less, five, six");
  CHECK(says(5, 99) == "5 with 0.99");
  CHECK(says(5, 250) == "");
  CHECK(says(6, 251) == "6 with 2.51");
  CHECK(says(-3, 1) == "-3 is one of three");
  CHECK(says(2, -9800) == "-98.00 is far below");
  CHECK(says(2, -126) == "1.26 is above 1.25");
  CHECK(says(2, -125) == "");
  CHECK(says(2, 100) == "0.500000");
  // What a message or a guard cannot work out is out of range, with the guard's name.
  const numbers::Compare compare{.n = 2, .d = {least}};
  const numbers::Refusal why = machine.explain(compare, machine.dispatch(compare, start), start);
  CHECK(why.kind == RefusalKind::Denied);  // far below: an answer, and the first
  numbers::Machine lowest = with(least);
  CHECK(lowest.dispatch(numbers::Compare{.n = 1, .d = {1}}, start));
}
