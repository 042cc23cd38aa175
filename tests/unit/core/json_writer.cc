// JSON out: one canonical form.
#include <writ/core/json_writer.h>

#include <stdexcept>

#include <catch2/catch.hpp>

#include <writ/core/snapshot.h>

#include "json_sample.h"

using writ::append_json;

namespace {

template <class T>
std::string json(const T& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace

TEST_CASE("core/json: scalars are written as digits and words") {
  CHECK(json(true) == "true");
  CHECK(json(false) == "false");
  CHECK(json(0) == "0");
  CHECK(json(-0) == "0");
  CHECK(json(INT64_MIN) == "-9223372036854775808");
  CHECK(json(UINT64_MAX) == "18446744073709551615");
  CHECK(json(std::uint32_t{7}) == "7");
  CHECK(json(std::uint8_t{65}) == "65");
  CHECK(json(writ::Instant{}) == "\"1970-01-01T00:00:00Z\"");
}

TEST_CASE("core/json: decimals are strings where a double could lose digits") {
  using D = writ::Decimal<2>;
  CHECK(json(D{-5}) == "-0.05");
  CHECK(json(D{0}) == "0.00");
  CHECK(json(D{999'999'999'999'999}) == "9999999999999.99");
  CHECK(json(D{1'000'000'000'000'000}) == "\"10000000000000.00\"");
  CHECK(json(D{-999'999'999'999'999}) == "-9999999999999.99");
  CHECK(json(D{-1'000'000'000'000'000}) == "\"-10000000000000.00\"");
  // Which is less than 2^53 units: as a double it is 9007199254740.99023…
  CHECK(json(writ::Decimal<3>{9'007'199'254'740'991}) == "\"9007199254740.991\"");
  CHECK(json(D{INT64_MIN}) == "\"-92233720368547758.08\"");
}

TEST_CASE("core/json: strings are escaped no more than need be") {
  CHECK(json("") == "\"\"");
  CHECK(json("a/b ä€😀 \x7F") == "\"a/b ä€😀 \x7F\"");
  CHECK(json("\"\\\b\f\n\r\t") == R"("\"\\\b\f\n\r\t")");
  CHECK(json(std::string_view("\0\x1F", 2)) == R"("\u0000\u001f")");
  CHECK(json("a\xFFz\xC3") == "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"");
  for (int c = 0; c < 0x110; ++c) {
    std::string text(1, static_cast<char>(c % 0x100));
    if (c >= 0x100) text = "0123456789abcdef" + std::string(1, static_cast<char>(c - 0x100));
    std::string again;
    const auto problems = sample::problems_of(
        json(text), [&again](writ::JsonReader& in) { sample::read(in, {}, again); });
    CAPTURE(c);
    CHECK(problems.empty());
    CHECK((again == text || c % 0x100 >= 0x80));
  }
}

TEST_CASE("core/json: objects and arrays") {
  std::string out = "x";
  {
    writ::JsonMembers members(out);
    { const writ::JsonMembers none(members["a{"]); }
    {
      writ::JsonElements list(members["b"]);
      append_json(list.next(), "{");
      { const writ::JsonElements none(list.next()); }
      append_json(list.next(), 1);
    }
  }
  CHECK(out == R"(x{"a{":{},"b":["{",[],1]})");
  try {
    const writ::JsonMembers members(out);
    throw std::runtime_error("stop");
  } catch (const std::runtime_error&) {
  }
  CHECK(out.back() == '{');
}

TEST_CASE("core/snapshot: what is not this contract's is refused") {
  constexpr writ::SnapshotIdentity order{"Order", 2, "abc"};
  std::string text;
  {
    writ::JsonMembers members(text);
    writ::append_identity(members, order);
  }
  CHECK(text == R"({"format":1,"contract":"Order","version":2,"hash":"abc"})");
  const auto read = [&order](writ::JsonReader& in) {
    static constexpr writ::JsonKey keys[] = {"format", "contract", "version", "hash"};
    const writ::Where root;
    writ::JsonObject object(in, root, keys);
    while (object.next()) {
      switch (object.field()) {
        case 0: read_exactly(in, object.here(), writ::snapshot_format, "format 1"); break;
        case 1: read_exactly(in, object.here(), order.contract); break;
        case 2: read_exactly(in, object.here(), order.version, "version 2"); break;
        case 3: read_exactly(in, object.here(), order.hash); break;
      }
    }
    object.finish(0b1111);
  };
  CHECK(sample::problems_of(text, read).empty());
  const auto problems =
      sample::problems_of(R"({"format":2,"contract":"Odor","version":"2","hash":"abcd"})", read);
  CHECK(sample::summary(problems) ==
        "/format foreign; /contract foreign; /version type; /hash foreign");
  CHECK(problems[0].expected == "format 1");
  CHECK(problems[1].expected == "Order");
}
