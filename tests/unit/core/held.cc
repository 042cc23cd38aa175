#include <writ/core/held.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>

namespace {

struct Throws {
  Throws() = default;
  Throws(const Throws&) { throw std::runtime_error("no"); }
  Throws& operator=(const Throws&) = default;
};

}  // namespace

TEST_CASE("core/held: the address of the alternative that is there") {
  std::variant<int, std::string, char> some = std::string("text");
  CHECK(writ::held(some) == std::get_if<std::string>(&some));
  some = 'c';
  CHECK(writ::held(some) == std::get_if<char>(&some));
}

TEST_CASE("core/held: a variant that an exception has left empty has an address") {
  std::variant<int, Throws> some = 1;
  const Throws thrower;
  CHECK_THROWS(some.emplace<Throws>(thrower));
  REQUIRE(some.valueless_by_exception());
  CHECK(writ::held(some) == &some);
}
