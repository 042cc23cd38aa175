// Maps as written, what optionals and variants hold, ranges, and what folds find and collect.
#include <writ/core/literals.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include <writ/core/fold.h>

using writ::Fault;
using writ::FaultKind;
using writ::Numbers;

namespace {

using Ints = std::vector<std::int64_t>;
using Stock = writ::FlatMap<std::string, std::int64_t>;

const auto itself = [](std::int64_t n) { return n; };
const auto odd = [](std::int64_t n) { return n % 2 != 0; };

}  // namespace

TEST_CASE("core/literals: a map of keys and values, where the later of two equal keys counts") {
  const auto map = writ::map_of<Stock>("b", 1, std::string("a"), 2, "b", 3);
  CHECK(map.size() == 2);
  CHECK(map.begin()->key == "a");
  CHECK(map.value_or("b", 0) == 3);
  CHECK(writ::map_of<Stock>().empty());
}

TEST_CASE("core/literals: what is held, and what is not") {
  const std::variant<int, std::string> text = std::string("x");
  CHECK(writ::as<std::string>(text) == "x");
  Fault fault;
  CHECK(writ::as<std::string>(text, fault) == "x");
  CHECK(writ::value(std::optional<int>(3), fault) == 3);
  CHECK_FALSE(fault);
  CHECK(writ::value(std::optional<std::string>(), fault).empty());
  CHECK(fault.kind() == FaultKind::NothingThere);
  Fault other;
  CHECK(writ::as<int>(text, other) == 0);
  CHECK(other.kind() == FaultKind::NothingThere);
}

TEST_CASE("core/literals: a value that must be inside a type") {
  Fault fault;
  CHECK(writ::checked<std::int64_t>(3, odd, fault) == 3);
  CHECK_FALSE(fault);
  CHECK(writ::checked<std::int64_t>(4, odd, fault) == 0);
  CHECK(fault.kind() == FaultKind::OutOfRange);
}

TEST_CASE("core/fold: ranges include both ends, up to the greatest number") {
  CHECK(writ::collect<Ints>(Numbers{-1, 2}, itself) == Ints{-1, 0, 1, 2});
  CHECK(writ::collect<Ints>(Numbers{2, 1}, itself).empty());
  CHECK(writ::collect<Ints>(Numbers{INT64_MAX - 1, INT64_MAX}, itself) ==
        Ints{INT64_MAX - 1, INT64_MAX});
  CHECK(writ::size(Numbers{0, 9}) == 10);
  CHECK(writ::size(Numbers{1, 0}) == 0);
  CHECK(Numbers{INT64_MIN, INT64_MAX}.size() == UINT64_MAX);
}

TEST_CASE("core/fold: the least, the greatest, the first, and nothing of nothing") {
  const Ints list = {4, 3, 7, 2};
  CHECK(writ::min_of<std::int64_t>(list, itself) == 2);
  CHECK(writ::min_of<std::int64_t>(list, odd, itself) == 3);
  CHECK(writ::max_of<std::int64_t>(list, itself) == 7);
  CHECK(writ::first_of<std::int64_t>(list, itself) == 4);
  CHECK(writ::first_of<std::int64_t>(list, odd, itself) == 3);
  CHECK_FALSE(writ::min_of<std::int64_t>(Ints{}, itself));
  CHECK_FALSE(writ::max_of<std::int64_t>(Ints{2}, odd, itself));
  CHECK_FALSE(writ::first_of<std::int64_t>(Ints{2}, odd, itself));
}

TEST_CASE("core/fold: are there two that are equal?") {
  CHECK(writ::unique(Ints{1, 2, 3}, itself));
  CHECK_FALSE(writ::unique(Ints{1, 2, 1}, itself));
  CHECK(writ::unique(Ints{2, 1, 2}, odd, itself));
  CHECK(writ::unique(Ints{}, itself));
  const Ints list = {1, 2};
  const std::int64_t one = 1;
  CHECK_FALSE(writ::unique(writ::appended(list, one), itself));
}

TEST_CASE("core/fold: entries of a map, as keys and values") {
  const auto map = writ::map_of<Stock>("a", 1, "b", 2);
  const auto values = writ::by_entry([](const std::string&, std::int64_t v) { return v; });
  CHECK(writ::sum<std::int64_t>(map, values) == 3);
  CHECK(writ::collect<Ints>(map, values) == Ints{1, 2});
}
