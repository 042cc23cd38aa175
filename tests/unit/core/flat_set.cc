// The set as a sorted vector; and sets and maps of pairs out of JSON.
#include <writ/core/flat_set.h>

#include <random>
#include <set>
#include <string>

#include <writ/core/json_collect.h>
#include <catch2/catch.hpp>

using writ::FlatMap;
using writ::FlatSet;
using writ::JsonPairs;
using writ::JsonReader;
using writ::JsonSet;
using writ::Problems;
using writ::Where;

namespace {

template <class T, class Make>
void compare_with_std_set(std::uint64_t seed, Make make) {
  std::mt19937_64 random(seed);
  FlatSet<T> set;
  std::set<T> model;
  for (int i = 0; i < 4'000; ++i) {
    const T element = make(random() % 60);
    bool same = true;
    switch (random() % 4) {
      case 0: same = set.erase(element) == (model.erase(element) == 1); break;
      case 1: same = set.contains(element) == model.contains(element); break;
      default: same = set.insert(element) == model.insert(element).second;
    }
    REQUIRE(same);
    REQUIRE(set.size() == model.size());
    REQUIRE(std::equal(set.begin(), set.end(), model.begin()));
  }
}

/// Reads a set of numbers: its elements, then its problems.
std::string read_set(std::string_view json, std::size_t most = 99) {
  Problems problems;
  JsonReader in(json, problems);
  const Where root;
  JsonSet<std::int64_t> elements(in, root, most);
  while (elements.next()) {
    std::int64_t element = 0;
    in.integer(elements.here(), element);
    elements.add(element);
  }
  FlatSet<std::int64_t> set;
  elements.finish(set);
  in.end();
  std::string out;
  for (const std::int64_t element : set) out += std::to_string(element) + " ";
  for (const writ::Problem& problem : problems)
    out += problem.path + " " + std::string(problem.code) + ";";
  return out;
}

/// The same of a map.
std::string read_map(std::string_view json) {
  Problems problems;
  JsonReader in(json, problems);
  const Where root;
  JsonPairs<std::int64_t, std::string> pairs(in, root, 99);
  while (pairs.next()) {
    std::int64_t key = 0;
    std::string_view value;
    if (pairs.key()) in.integer(pairs.here(), key);
    if (pairs.value()) in.string(pairs.here(), value);
    pairs.add(key, std::string(value));
  }
  FlatMap<std::int64_t, std::string> map;
  pairs.finish(map);
  in.end();
  std::string out;
  for (const auto& entry : map) out += std::to_string(entry.key) + "=" + entry.value + " ";
  for (const writ::Problem& problem : problems)
    out += problem.path + " " + std::string(problem.code) + ";";
  return out;
}

}  // namespace

TEST_CASE("core/flat_set: does what std::set does") {
  compare_with_std_set<std::int64_t>(1, [](std::uint64_t n) { return static_cast<int>(n); });
  compare_with_std_set<std::string>(2, [](std::uint64_t n) { return std::string(n % 9, 'x'); });
  compare_with_std_set<bool>(3, [](std::uint64_t n) { return n % 2 == 1; });
}

TEST_CASE("core/flat_set: is a value") {
  const FlatSet<std::string> set{"b", "a", "b"};
  CHECK(set.size() == 2);
  CHECK(set[0] == "a");
  CHECK(set.contains("b"));
  CHECK(set == FlatSet<std::string>{"a", "b"});
  CHECK(set == FlatSet<std::string>::from_sorted({"a", "b"}));
  CHECK(set != FlatSet<std::string>{"a"});
  CHECK(FlatSet<int>().empty());
}

TEST_CASE("core/flat_set: inserting after making room cannot fail") {
  FlatSet<int> set;
  for (int i = 0; i < 100; ++i) {
    set.make_room();
    const void* before = set.size() == 0 ? nullptr : &set[0];
    set.insert(1000 + i);
    if (before) CHECK(&set[0] == before);
  }
}

TEST_CASE("core/flat_set: out of JSON in any order") {
  CHECK(read_set("[]") == "");
  CHECK(read_set("[1,2,3]") == "1 2 3 ");
  CHECK(read_set("[3,-1,2]") == "-1 2 3 ");
  CHECK(read_set("[3,1,3,2,1]") == "/4 duplicate;/2 duplicate;");
  CHECK(read_set("[1,1]") == "/1 duplicate;");
  CHECK(read_set("[\"x\",\"x\",0,0]") == "/0 type;/1 type;");
  CHECK(read_set("[1,2,3]", 2) == " size;");
  CHECK(read_set("{}") == " type;");
  CHECK(read_set("[1,2") == " syntax;");
  CHECK(read_set("[1,]") == " syntax;");
}

TEST_CASE("core/flat_set: a map out of JSON pairs") {
  CHECK(read_map("[]") == "");
  CHECK(read_map(R"([[2,"b"],[1,"a"]])") == "1=a 2=b ");
  CHECK(read_map(R"([[2,"b"],[1,"a"],[2,"c"]])") == "/2 duplicate;");
  CHECK(read_map(R"([[],[1],[2,"b",3],{},[3,"c"]])") == "/0 size;/1 size;/2 size;/3 type;");
  CHECK(read_map(R"([["1","a"],[1,2]])") == "/0/0 type;/1/1 type;");
  CHECK(read_map(R"({"1":"a"})") == " type;");
  CHECK(read_map(R"([[1,"a"])") == " syntax;");
  CHECK(read_map(R"([[1,"a"]})") == " syntax;");
}

TEST_CASE("core/flat_set: a set as long as a text can be, from the greatest to the least") {
  std::string json = "[";
  for (int i = 140'000; i > 0; --i) json += std::to_string(i) + (i > 1 ? "," : "]");
  CHECK(read_set(json, 1'000'000).size() > 800'000);
}
