// The map as a sorted vector, and reading lists and maps alike.
#include <writ/core/flat_map.h>

#include <map>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using writ::Fault;
using writ::FaultKind;
using writ::FlatMap;

namespace {

enum class Colour { Red, Green };

/// Does the same to a `FlatMap` and a `std::map` and compares them after each step.
template <class Key, class MakeKey>
void compare_with_std_map(std::uint64_t seed, MakeKey make_key) {
  std::mt19937_64 random(seed);
  FlatMap<Key, int> map;
  std::map<Key, int> model;
  for (int i = 0; i < 4'000; ++i) {
    const Key key = make_key(random() % 60);
    const int value = static_cast<int>(random() % 1000);
    bool same = true;
    switch (random() % 8) {
      case 0: same = map.erase(key) == (model.erase(key) == 1); break;
      case 1:
        if (int* found = map.find(key)) *found = model[key] = value;
        break;
      case 2:
        if (random() % 50 == 0) map.clear(), model.clear();
        break;
      default: same = map.insert({key, value}) == model.try_emplace(key, value).second; break;
    }
    const Key other = make_key(random() % 60);
    const auto known = model.find(other);
    same = same && map.contains(other) == (known != model.end());
    same = same && map.value_or(other, -1) == (known == model.end() ? -1 : known->second);
    same = same && map.size() == model.size() && map.empty() == model.empty();
    auto expected = model.begin();
    for (const auto& [k, v] : map) {
      same = same && expected->first == k && expected->second == v;
      ++expected;
    }
    if (!same) FAIL("seed " << seed << ", round " << i);
  }
}

}  // namespace

TEST_CASE("core/flat_map: does what std::map does") {
  compare_with_std_map<std::int64_t>(
      1, [](std::uint64_t n) { return static_cast<std::int64_t>(n) - 30; });
  compare_with_std_map<std::string>(
      2, [](std::uint64_t n) { return std::string(n % 7, 'a') + std::to_string(n); });
  compare_with_std_map<Colour>(3, [](std::uint64_t n) { return static_cast<Colour>(n % 2); });
}

TEST_CASE("core/flat_map: the order of insertion does not count") {
  FlatMap<std::string, int> a;
  FlatMap<std::string, int> b;
  for (const char* key : {"b", "a", "c"}) CHECK(a.insert({key, 1}));
  for (const char* key : {"c", "b", "a"}) CHECK(b.insert({key, 1}));
  CHECK(a == b);
  CHECK_FALSE(a.insert({"b", 2}));
  CHECK(a == b);
  *b.find("b") = 2;
  CHECK_FALSE(a == b);
  STATIC_REQUIRE(std::is_nothrow_move_assignable_v<FlatMap<std::string, int>>);
}

TEST_CASE("core/flat_map: of a few entries, of which the later one counts") {
  const FlatMap<std::string, int> map{{"b", 1}, {"a", 2}, {"b", 3}};
  REQUIRE(map.size() == 2);
  CHECK(map.begin()->key == "a");
  CHECK(map.value_or("b", 0) == 3);
  CHECK(FlatMap<std::string, int>{}.empty());
}

TEST_CASE("core/flat_map: with room made, inserting moves no memory") {
  FlatMap<int, int> map;
  for (int i = 0; i < 100; ++i) {
    map.make_room();
    if (i == 0) {  // nothing yet whose place could be compared
      map.insert({0, 0});
      continue;
    }
    const auto* before = &*map.begin();
    map.insert({i, i});
    CHECK(&*map.begin() == before);
  }
  map.reserve(1000);
  const auto* before = &*map.begin();
  for (int i = 100; i < 1000; ++i) map.insert({i, i});
  CHECK(&*map.begin() == before);
}

TEST_CASE("core/flat_map: lists and maps are read alike") {
  const std::vector<std::string> list = {"x", "y"};
  FlatMap<std::string, std::int64_t> map;
  map.insert({"k", 7});
  Fault fault;
  CHECK(writ::at(list, 1, fault) == "y");
  CHECK(writ::at(map, "k", fault) == 7);
  CHECK_FALSE(fault);
  CHECK(writ::find(list, 0) == list.data());
  CHECK(*writ::find(map, "k") == 7);
  CHECK(writ::value_or(list, 1, "z") == "y");
  CHECK(writ::value_or(list, 2, "z") == "z");
  CHECK(writ::value_or(map, "k", 0) == 7);
  CHECK(writ::value_or(map, "l", 3) == 3);
  *writ::find(map, "k") = 8;
  CHECK(writ::at(map, "k", fault) == 8);

  for (const std::int64_t index : {std::int64_t{2}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
    Fault absent;
    CHECK(writ::find(list, index) == nullptr);
    CHECK(writ::at(list, index, absent).empty());
    CHECK(absent.kind() == FaultKind::NoSuchIndex);
  }
  CHECK(writ::find(map, "l") == nullptr);
  CHECK(writ::at(map, "l", fault) == 0);
  CHECK(fault.kind() == FaultKind::NoSuchKey);
}
