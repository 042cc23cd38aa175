// JSON in and out: what is written as usual takes another way than the rest, and says the same.
#include <algorithm>
#include <charconv>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include <writ/core/format.h>
#include <writ/core/text.h>

#include "json_sample.h"

using namespace sample;
using writ::JsonKey;
using writ::JsonObject;
using writ::JsonReader;
using writ::Where;

namespace {

constexpr JsonKey keys[] = {"a", "fourteen_bytes", "a_name_of_sixteen", "a_name_of_sixteen_",
                            "b\"c"};

/// The keys of an object whose values are numbers, in the order of the text, and its problems.
std::string members(std::string_view text) {
  std::string out;
  out += summary(problems_of(text, [&](JsonReader& in) {
    const Where root;
    JsonObject object(in, root, keys);
    while (object.next()) {
      std::int64_t value = 0;
      in.integer(object.here(), value);
      out += std::to_string(object.field()) + '=' + std::to_string(value) + ' ';
    }
    object.finish(1);
  }));
  return out;
}

/// What a text says, and its problems; from memory that ends with it.
std::string text_of(std::string_view json, std::size_t least = 0, std::size_t most = SIZE_MAX) {
  static constexpr writ::ValueRule rule = {.code = "length", .expected = "another length"};
  std::string out = "left over from before, and long";
  const std::string wrong =
      summary(problems_of(json, [&](JsonReader& in) { in.text({}, least, most, rule, out); }));
  return wrong.empty() ? out : wrong;
}

}  // namespace

TEST_CASE("core/json: keys of any length are found in any order and with any space") {
  CHECK(members("{}") == "/a missing");
  CHECK(members(R"({"a":1})") == "0=1 ");
  CHECK(members(R"({"a": 1, "fourteen_bytes": 2, "a_name_of_sixteen": 3})") == "0=1 1=2 2=3 ");
  CHECK(members(R"({"a_name_of_sixteen_": 3, "a_name_of_sixteen": 2,"a":1})") == "3=3 2=2 0=1 ");
  CHECK(members("{ \"a\" : 1 ,\n\"fourteen_bytes\"\t:  2  ,  \"b\\\"c\":4 }") == "0=1 1=2 4=4 ");
  CHECK(members(R"({"\u0061": 1, "a_name_of_sixteen": 2, "a_name_of_sixteen_":3, "a" :1})") ==
        "0=1 2=2 3=3 /a duplicate");
  CHECK(members(R"({"a": 1, "a": 2, "fourteen_bytes": 3, "a": 4})") ==
        "0=1 1=3 /a duplicate; /a duplicate");
  CHECK(members(R"({"a": 1, "a_name_of_sixteem": 2, "fourteen_bytess": 3, "A": 4})") ==
        "0=1 /a_name_of_sixteem unknown; /fourteen_bytess unknown; /A unknown");
  std::vector<std::string> parts = {"\"a\": 0", "\"fourteen_bytes\": 1", "\"a_name_of_sixteen\": 2",
                                    "\"a_name_of_sixteen_\": 3", "\"b\\\"c\": 4"};
  do {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "{" : ", ") + part;
    std::string expected;
    for (const std::string& part : parts)
      expected += part.substr(part.size() - 1) + "=" + part.substr(part.size() - 1) + " ";
    CHECK(members(text + "}") == expected);
  } while (std::next_permutation(parts.begin(), parts.end()));
}

TEST_CASE("core/json: texts of any length, with an escape anywhere") {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string plain(size, 'x');
    CAPTURE(size);
    CHECK(text_of('"' + plain + '"') == plain);
    CHECK(text_of('"' + plain + "\" ") == plain);
    CHECK(text_of('"' + plain) == " syntax");
    CHECK(text_of('"' + plain + '"', size, size) == plain);
    CHECK(text_of('"' + plain + '"', size + 1) == " length");
    if (size > 0) CHECK(text_of('"' + plain + '"', 0, size - 1) == " length");
    for (std::size_t at = 0; at <= size; ++at) {
      const auto with = [&](const std::string& part) {
        return plain.substr(0, at) + part + plain.substr(at);
      };
      CHECK(text_of('"' + with("\\u00e9\\n") + '"') == with("é\n"));
      CHECK(text_of('"' + with("é\\uD83D\\uDE00") + '"', size + 2, size + 2) == with("é😀"));
      CHECK(text_of('"' + with("\n") + '"') == " syntax");
      CHECK(text_of('"' + with("\\x") + '"') == " syntax");
      CHECK(text_of('"' + with("\xFF") + '"') == " syntax");
      std::string written;
      writ::append_json(written, std::string_view(with("\"é\\\x01")));
      CHECK(written == '"' + with(R"(\"é\\\u0001)") + '"');
    }
  }
}

TEST_CASE("core/json: a text with escapes asks for memory once") {
  std::string out;
  Problems problems;
  JsonReader in(R"("a text that is too long for a short one, caf\u00e9 \u20ac")", problems);
  CHECK(in.text({}, out));
  CHECK(out == "a text that is too long for a short one, café €");
  CHECK(out.capacity() < 2 * out.size());
}

TEST_CASE("core/json: doubles are the nearest ones, also on the short way") {
  std::mt19937 random(1);
  for (int i = 0; i < 200'000; ++i) {
    std::string text = random() % 2 == 0 ? "-" : "";
    const auto digits = [&](std::size_t most) {
      std::string all;
      for (std::size_t n = random() % most + 1; n > 0; --n)
        all += static_cast<char>('0' + random() % 10);
      return all;
    };
    std::string whole = digits(20);
    if (whole.size() > 1 && whole[0] == '0') whole[0] = '1';
    text += whole;
    if (random() % 4 != 0) text += "." + digits(20);
    double expected = 0;
    std::from_chars(text.data(), text.data() + text.size(), expected);
    double out = 1;
    Problems problems;
    JsonReader in(text, problems);
    CAPTURE(text);
    REQUIRE(in.real({}, out));
    if (out != expected || (out == 0 && 1 / out < 0)) FAIL(out);
  }
}

TEST_CASE("core/text: code points are counted in texts of any length") {
  std::mt19937 random(2);
  for (std::size_t size = 0; size < 9'000; size = size * 5 / 4 + 1) {
    std::string text;
    std::size_t expected = 0;
    for (; text.size() < size; ++expected) {
      constexpr std::string_view some[] = {"a", "é", "€", "😀", "\x7F"};
      text += some[random() % std::size(some)];
    }
    CHECK(writ::utf8_length(text) == expected);
    CHECK(writ::utf8_length(std::string(size, 'x')) == size);
    CHECK(writ::printable(std::string(size, ' ')).size() == size);
    CHECK(writ::printable(std::string(size, '~') + "\x7F").size() == size + 6);
  }
}
