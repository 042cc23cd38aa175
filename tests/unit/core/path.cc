// Paths that are known at run time only: dotted, or RFC 6901.
#include <writ/core/path.h>

#include <random>
#include <vector>

#include <catch2/catch.hpp>

using writ::Path;
using writ::Value;

namespace {

using Steps = std::vector<std::string>;

const Steps bad = {"!"};

/// All steps; `bad` when the text is malformed: then it is never done.
Steps steps(std::string_view text) {
  Steps out;
  for (Path path(text); !path.done(); out.emplace_back(path.next())) {
    if (out.size() > text.size()) return bad;
  }
  return out;
}

}  // namespace

TEST_CASE("core/path: dotted") {
  CHECK(steps("").empty());
  CHECK(steps("total") == Steps{"total"});
  CHECK(steps("lines[0].price.amount") == Steps{"lines", "0", "price", "amount"});
  CHECK(steps("stock[\"ABC-0001\"]") == Steps{"stock", "ABC-0001"});
  CHECK(steps("a[\"x.y]z\"][12].b") == Steps{"a", "x.y]z", "12", "b"});
  CHECK(steps(R"(a["say \"hi\" \\"])") == Steps{"a", "say \"hi\" \\"});
  CHECK(steps("[3]") == Steps{"3"});
  for (const char* text :
       {".", ".a", "a.", "a..b", "a[", "a[]", "a[0", "a[0]b", "a[0]bc", "a[\"x", "a[\"x\"",
        "a[\"x\"b]", "a[\"\\n\"]", "a[\"\\", "a.[0]", "[\"", "[\"]", "["}) {
    CAPTURE(text);
    CHECK(steps(text) == bad);
  }
}

TEST_CASE("core/path: an empty key is a key") {
  Path path("m[\"\"]");
  CHECK(path.next() == "m");
  CHECK(path.next().empty());
  CHECK(path.done());
}

TEST_CASE("core/path: RFC 6901") {
  CHECK(steps("/lines/0/price/amount") == Steps{"lines", "0", "price", "amount"});
  CHECK(steps("/a~1b/m~0n/~01") == Steps{"a/b", "m~n", "~1"});
  CHECK(steps("/a.b[0]/\"") == Steps{"a.b[0]", "\""});
  Path path("/");
  CHECK_FALSE(path.done());
  CHECK(path.next().empty());
  CHECK(path.done());
  Path trailing("/a/");
  CHECK(trailing.next() == "a");
  CHECK_FALSE(trailing.done());
  CHECK(trailing.next().empty());
  CHECK(trailing.done());
  for (const char* text : {"/~", "/~2", "/a~"}) {
    CAPTURE(text);
    CHECK(steps(text) == bad);
  }
}

TEST_CASE("core/path: what is asked for beyond the end is not there") {
  Path path("a");
  CHECK(path.next() == "a");
  CHECK(path.done());
  CHECK(path.next().empty());
  CHECK_FALSE(path.done());
}

TEST_CASE("core/path: indices") {
  CHECK(Path("/0").next_index() == 0U);
  CHECK(Path("[17]").next_index() == 17U);
  CHECK(Path("/18446744073709551615").next_index() == SIZE_MAX);
  for (const char* text : {"/18446744073709551616", "/-1", "/+1", "/01", "/1 ", "/x", "/", "",
                           "/1e3", "[-1]", "[ 1]", "/-"}) {
    CAPTURE(text);
    CHECK_FALSE(Path(text).next_index());
  }
}

TEST_CASE("core/path: a pointer written is a pointer read") {
  std::string pointer;
  writ::append_step(pointer, "a/b~c");
  writ::append_step(pointer, std::size_t{3});
  CHECK(pointer == "/a~1b~0c/3");
  CHECK(steps(pointer) == Steps{"a/b~c", "3"});
}

TEST_CASE("core/path: any text ends") {
  constexpr std::uint64_t seed = 6901;
  std::mt19937_64 random(seed);
  constexpr std::string_view letters = "a.[]\"\\/~01";
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 12, ' ');
    for (char& c : text) c = letters[random() % letters.size()];
    const std::vector<char> exact(text.begin(),
                                  text.end());  // no NUL behind: a sanitizer sees more
    Path path(std::string_view(exact.data(), exact.size()));
    std::size_t n = 0;
    while (!path.done() && n <= text.size()) path.next(), ++n;
    const Path copy = path;
    if (copy.done() != path.done()) FAIL("seed " << seed << ", round " << i);
  }
}

TEST_CASE("core/path: values as text") {
  CHECK(to_string(Value()) == "none");
  CHECK(to_string(Value::of(true)) == "true");
  CHECK(to_string(Value::of(std::int64_t{-7})) == "-7");
  CHECK(to_string(Value::of(writ::Decimal<2>{750})) == "7.50");
  CHECK(to_string(Value::of("text")) == "text");
  CHECK(Value::of("text").kind == Value::Kind::Text);
  CHECK(to_string(Value::of(writ::Instant{})) == "1970-01-01T00:00:00Z");
  CHECK(to_string(Value::group(3)) == "(3)");
}
