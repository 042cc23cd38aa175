// JSON in: what is read, what is refused, and where a problem is said to be.
#include <writ/core/json_reader.h>

#include <catch2/catch.hpp>

#include "json_sample.h"

using namespace sample;
using writ::JsonReader;

namespace {

std::string of_order(std::string_view text) {
  Order order;
  return summary(read_order(text, order));
}

/// What `read_it` finds wrong with the text.
template <class Read>
std::string wrong(std::string_view text, Read read_it) {
  return summary(problems_of(text, read_it));
}

std::string integer(std::string_view text, std::int64_t& out) {
  return wrong(text, [&](JsonReader& in) { in.integer({}, out); });
}
template <int Scale>
std::string decimal(std::string_view text, writ::Decimal<Scale>& out) {
  return wrong(text, [&](JsonReader& in) { in.decimal({}, out); });
}
std::string any(std::string_view text) {
  return wrong(text, [](JsonReader& in) { in.skip(); });
}
/// A typed string.
std::string text_value(std::string_view json, std::string& out) {
  return wrong(json, [&](JsonReader& in) { read(in, {}, out); });
}

}  // namespace

TEST_CASE("core/json: a document is read and written back") {
  Order order;
  REQUIRE(summary(read_order(document, order)).empty());
  CHECK(order.customer == "Åsa \"A\" 😀");
  REQUIRE(order.lines.size() == 2);
  CHECK(order.lines[1].price.units == 9'007'199'254'740'992);
  CHECK(order.lines[1].note == "tab\tand\x01");
  CHECK(order.stock.value_or("z/~", 0) == INT64_MIN);
  CHECK(to_json(order) == document);

  Order spaced;
  const std::string text =
      " {\n\"paid_at\" : \"2026-11-21T10:00:00.000001+01:00\", \"open\":true ,\r\n\"stock\": { "
      "\"z\\/~\" :-9223372036854775808, \"ABC-0001\":9223372036854775807,\"\":-0},\t\"lines\" : [ "
      "{\"price\":25e-1 , \"quantity\":5,\"sku\":\"\\u0041BC-0001\",\"note\":null} , {\"price\": "
      "90071992547409920e-3,\"note\":\"tab\\tand\\u0001\",\"sku\":\"ABC-0002\",\"quantity\":-1}],"
      "\"custo\\u006Der\":\"\\u00c5sa \\\"A\\\" \\uD83d\\uDE00\" } ";
  CHECK(summary(read_order(text, spaced)).empty());
  CHECK(spaced == order);
}

TEST_CASE("core/json: problems say where they are") {
  CHECK(of_order("{}") ==
        "/customer missing; /lines missing; /stock missing; /open missing; "
        "/paid_at missing");
  CHECK(of_order("[]") == " type");
  CHECK(of_order("null") == " type");
  const std::string rest = R"(,"open":true,"paid_at":"2026-11-21T09:00:00Z"})";
  const std::string start = R"({"customer":"","lines":[],"stock":{})";
  CHECK(of_order(start + rest).empty());
  CHECK(of_order(R"({"customer":1,"lines":{},"stock":[])" + rest) ==
        "/customer type; /lines type; /stock type");
  CHECK(of_order(start + R"(,"x":[1,{"y":2}])" + rest) == "/x unknown");
  CHECK(of_order(start + R"(,"":1)" + rest) == "/ unknown");
  CHECK(of_order(start + R"(,"a/b~":1)" + rest) == "/a~1b~0 unknown");
  CHECK(of_order(start + R"(,"stock":{"a":1})" + rest) == "/stock duplicate");
  CHECK(of_order(start + R"(,"st\u006fck":{"a":1})" + rest) == "/stock duplicate");
  CHECK(of_order(R"({"customer":"","lines":[],"stock":{"a":1,"b":true,"a":2})" + rest) ==
        "/stock/b type; /stock/a duplicate");
  CHECK(of_order(R"({"customer":"","lines":[{"sku":"","quantity":1.0,"price":1.005},7,)"
                 R"({"quantity":1,"sku":2,"skuu":3}],"stock":{})" +
                 rest) ==
        "/lines/0/quantity type; /lines/0/price range; /lines/1 type; /lines/2/sku type; "
        "/lines/2/skuu unknown; /lines/2/price missing");
  CHECK(of_order(R"({"customer":"","lines":[],"stock":{},"open":1,"paid_at":"yesterday"})") ==
        "/open type; /paid_at format");
}

TEST_CASE("core/json: integers") {
  const std::pair<const char*, std::int64_t> good[] = {
      {"0", 0},
      {"-0", 0},
      {"7", 7},
      {"-12", -12},
      {"999999999999999999", 999'999'999'999'999'999},
      {"9223372036854775807", INT64_MAX},
      {"-9223372036854775808", INT64_MIN}};
  for (const auto& [text, value] : good) {
    std::int64_t out = 5;
    CAPTURE(text);
    CHECK(integer(text, out).empty());
    CHECK(out == value);
  }
  const std::pair<const char*, const char*> refused[] = {{"9223372036854775808", " range"},
                                                         {"-9223372036854775809", " range"},
                                                         {"99999999999999999999999999", " range"},
                                                         {"1.0", " type"},
                                                         {"1e2", " type"},
                                                         {"1E+2", " type"},
                                                         {"\"1\"", " type"},
                                                         {"true", " type"},
                                                         {"null", " type"},
                                                         {"[1]", " type"},
                                                         {"", " syntax"},
                                                         {"-", " syntax"},
                                                         {"01", " syntax"},
                                                         {"-01", " syntax"},
                                                         {"+1", " syntax"},
                                                         {"1.", " syntax"},
                                                         {"0x1", " syntax"},
                                                         {"1 2", " syntax"},
                                                         {"--1", " syntax"},
                                                         {"NaN", " syntax"}};
  for (const auto& [text, problem] : refused) {
    std::int64_t out = 5;
    CAPTURE(text);
    CHECK(integer(text, out) == problem);
  }
}

TEST_CASE("core/json: decimals lose nothing") {
  const std::pair<std::string, std::int64_t> good[] = {
      {"0", 0},
      {"-0.00", 0},
      {"2.5", 250},
      {"2.50", 250},
      {"-0.05", -5},
      {"\"2.50\"", 250},
      {"2.500000000000000000000000000000", 250},
      {"25e-1", 250},
      {"1200e-4", 12},
      {"0.00025E4", 250},
      {"1e2", 10'000},
      {"1e+2", 10'000},
      {"10.0e-1", 100},
      {"0e999999999999999999999", 0},
      {"0.0e-999999999999999999999", 0},
      {"1" + std::string(500, '0') + "e-500", 100},
      {"0." + std::string(500, '0') + "1e501", 100},
      {"92233720368547758.07", INT64_MAX},
      {"-92233720368547758.08", INT64_MIN},
      {"\"-92233720368547758.08\"", INT64_MIN},
      {"-9223372036854775808e-2", INT64_MIN}};
  for (const auto& [text, value] : good) {
    writ::Decimal<2> out{5};
    CAPTURE(text);
    CHECK(decimal(text, out).empty());
    CHECK(out.units == value);
  }
  const std::pair<const char*, const char*> refused[] = {{"2.505", " range"},
                                                         {"1e-3", " range"},
                                                         {"92233720368547758.08", " range"},
                                                         {"-92233720368547758.09", " range"},
                                                         {"1e17", " range"},
                                                         {"1e999999999999999999999", " range"},
                                                         {"1e-999999999999999999999", " range"},
                                                         {"1e9223372036854775807", " range"},
                                                         {"1e-9223372036854775808", " range"},
                                                         {"\"\"", " type"},
                                                         {"\".5\"", " type"},
                                                         {"\"5.\"", " type"},
                                                         {"\"-\"", " type"},
                                                         {"\"+5\"", " type"},
                                                         {"\" 5\"", " type"},
                                                         {"\"05\"", " type"},
                                                         {"\"1e\"", " type"},
                                                         {"\"5x\"", " type"},
                                                         {"true", " type"},
                                                         {"5.", " syntax"},
                                                         {".5", " syntax"},
                                                         {"05", " syntax"},
                                                         {"1e", " syntax"},
                                                         {"1e+", " syntax"},
                                                         {"\"5", " syntax"},
                                                         {"", " syntax"}};
  for (const auto& [text, problem] : refused) {
    writ::Decimal<2> out{5};
    CAPTURE(text);
    CHECK(decimal(text, out) == problem);
  }
  writ::Decimal<0> whole;
  CHECK(decimal("5.0", whole).empty());
  CHECK(decimal("5.1", whole) == " range");
  writ::Decimal<12> fine;
  CHECK(decimal("0.000000000001", fine).empty());
  CHECK(fine.units == 1);
  CHECK(decimal("0.0000000000001", fine) == " range");
  CHECK(decimal("9223372.036854775807", fine).empty());
  CHECK(fine.units == INT64_MAX);
}

TEST_CASE("core/json: strings") {
  const std::pair<const char*, std::string_view> good[] = {
      {R"("")", ""},
      {R"("plain text of more than sixteen bytes")", "plain text of more than sixteen bytes"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\u00e4\u20AC\ud83d\ude00")", "ä€😀"},
      {"\"ä€😀 \x7F\"", "ä€😀 \x7F"},
      {R"("\u0000")", std::string_view("\0", 1)}};
  for (const auto& [text, value] : good) {
    std::string out;
    CAPTURE(text);
    CHECK(text_value(text, out).empty());
    CHECK(out == value);
  }
  for (const std::string_view bad : {"\"",
                                     "\"a",
                                     "\"\\\"",
                                     "\"\\x\"",
                                     "\"\\",
                                     "\"\\u12\"",
                                     "\"\\u123g\"",
                                     "\"\\u",
                                     "\"\\ud800\"",
                                     "\"\\ud800x\"",
                                     "\"\\ud800\\n\"",
                                     "\"\\ud800\\ud800\"",
                                     "\"\\udc00\"",
                                     "\"\\ud83d\\u12\"",
                                     "\"\n\"",
                                     "\"\x1F\"",
                                     "\"\xFF\"",
                                     "\"\xC0\x80\"",
                                     "\"\xED\xA0\x80\"",
                                     "\"\xF4\x90\x80\x80\"",
                                     "\"\xE2\x82\"",
                                     "\"0123456789abcdef\xE2",
                                     "'a'"}) {
    std::string out;
    CAPTURE(writ::printable(bad));
    CHECK(text_value(bad, out) == " syntax");
    if (bad[0] != '"') continue;
    CHECK(any(bad) == " syntax");
    const std::string as_key = "{" + std::string(bad) + ":1}";
    CHECK(any(as_key) == " syntax");
    CHECK(of_order(as_key) == " syntax");
    CHECK(of_order("{\"unknown\":" + std::string(bad) + "}").ends_with(" syntax"));
  }
}

TEST_CASE("core/json: any value, strictly") {
  for (const char* text : {"0", "-0", "-1.5e+10", "1E5", "true", "false", "null", "\"\"", "{}",
                           "[]", " [ 1 , 2 ] ", "{\"a\":{\"a\":[[],{}]}}", "\t\r\n 1"}) {
    CAPTURE(text);
    CHECK(any(text).empty());
  }
  for (const char* text : {"",
                           " ",
                           "tru",
                           "truex",
                           "nul",
                           "False",
                           "[",
                           "]",
                           "[1",
                           "[1,",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "{",
                           "}",
                           "{,}",
                           "{1:2}",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{\"a\":1 \"b\":2}",
                           "{\"a\" 1}",
                           "[1}",
                           "{\"a\":1]",
                           "1,",
                           "1 1",
                           "//1",
                           "\xEF\xBB\xBF"
                           "1",
                           "\v1",
                           "-",
                           "1.",
                           "01",
                           "Infinity"}) {
    CAPTURE(text);
    CHECK(any(text) == " syntax");
  }
}

TEST_CASE("core/json: raw text and objects without members") {
  std::string_view raw;
  const std::string text = " {\"a\": [1, \"x\"]} ";
  Problems problems;
  JsonReader in(text, problems);
  CHECK(in.raw({}, raw));
  in.end();
  CHECK(problems.empty());
  CHECK(raw == "{\"a\": [1, \"x\"]}");
  CHECK(raw.data() == text.data() + 1);

  const auto empty = [](JsonReader& reader) { reader.empty_object({}); };
  CHECK(wrong(" { } ", empty).empty());
  CHECK(wrong("{\"\":1,\"a\":[]}", empty) == "/ unknown; /a unknown");
  CHECK(wrong("[]", empty) == " type");
  CHECK(wrong("{", empty) == " syntax");
  CHECK(wrong("{\"a\":1", empty) == "/a unknown;  syntax");
}

TEST_CASE("core/json_reader: the kind of an object stands anywhere in it") {
  static constexpr std::string_view kinds[] = {"Card", "Cash"};
  static constexpr writ::ValueRule rule = {.code = "enum", .expected = "Card, Cash"};
  const auto kind = [](std::string_view json) {
    writ::Problems problems;
    JsonReader in(json, problems);
    const writ::Where root;
    std::string out = std::to_string(in.kind(root, kinds, rule));
    if (out != "2") in.skip();  // the object is still to be read
    in.end();
    for (const writ::Problem& one : problems) out += " " + one.path + ":" + std::string(one.code);
    return out;
  };
  CHECK(kind(R"({"kind":"Card"})") == "0");
  CHECK(kind(R"( { "a":[{"kind":1}], "\u006bind" : "C\u0061sh","b":{}} )") == "1");
  CHECK(kind(R"({"kind":"Card","kind":"Cash"})") == "0");  // who reads the object says that
  CHECK(kind(R"({"kind":"card"})") == "2 /kind:enum");
  CHECK(kind(R"({"kind":[1,{}],"a":1})") == "2 /kind:type");
  CHECK(kind("{}") == "2 /kind:missing");
  CHECK(kind(R"({"a":1})") == "2 /kind:missing");
  CHECK(kind("[1]") == "2 :type");
  CHECK(kind(R"({"a":1)") == "2 :syntax");
  CHECK(kind(R"({"kind":"Card")") == "0 :syntax");
  CHECK(kind(R"({"a" 1})") == "2 :syntax");
  CHECK(kind("") == "2 :syntax");
}

TEST_CASE("core/json_reader: an open object drops what it does not know") {
  static constexpr writ::JsonKey keys[] = {"a", "q\"\\"};
  const auto read = [](std::string_view json, writ::Unknown unknown) {
    writ::Problems problems;
    JsonReader in(json, problems);
    const writ::Where root;
    std::int64_t sum = 0;
    writ::JsonObject object(in, root, keys, unknown);
    while (object.next()) {
      std::int64_t one = 0;
      in.integer(object.here(), one);
      sum += one * (object.field() == 0 ? 1 : 10);
    }
    object.finish(1);
    in.end();
    std::string out = std::to_string(sum);
    for (const writ::Problem& one : problems) out += " " + one.path + ":" + std::string(one.code);
    return out;
  };
  const char* const json = R"({"b":{"a":9},"a":1,"q\"\\":2,"c":[]})";
  CHECK(read(json, writ::Unknown::Dropped) == "21");
  CHECK(read(json, writ::Unknown::Refused) == "21 /b:unknown /c:unknown");
  CHECK(read(R"({"b":tru,"a":1})", writ::Unknown::Dropped) == "0 :syntax");
  CHECK(read(R"({"a":1,"q"\":2})", writ::Unknown::Dropped) == "1 :syntax");
  CHECK(read(R"({"b":1})", writ::Unknown::Dropped) == "0 /a:missing");

  writ::Problems problems;
  JsonReader in(R"({"a":[1,2]} )", problems);
  CHECK(in.open_object({}));
  in.end();
  CHECK(problems.empty());
  JsonReader list("[1]", problems);
  CHECK_FALSE(list.open_object({}));
  CHECK(problems.size() == 1);
}
