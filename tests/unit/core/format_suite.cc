// The formats, asked what others ask: the tests of JSON Schema (tests/corpus/json-schema-formats).
#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include <writ/core/date.h>
#include <writ/core/format.h>
#include <writ/core/time.h>

namespace {

using Texts = std::set<std::string>;

/// Asks all tests of a file about texts; what we answer otherwise is given back.
Texts differing(const std::string& name, bool (*is)(std::string_view)) {
  std::ifstream file(WRIT_SOURCE_DIR "/tests/corpus/json-schema-formats/" + name + ".json");
  REQUIRE(file);
  Texts differ;
  std::size_t asked = 0;
  for (const nlohmann::json& group : nlohmann::json::parse(file))
    for (const nlohmann::json& test : group["tests"]) {
      if (!test["data"].is_string()) continue;
      ++asked;
      const auto text = test["data"].get<std::string>();
      if (is(text) != test["valid"].get<bool>()) differ.insert(text);
    }
  CHECK(asked > 15);
  return differ;
}

bool is_date(std::string_view text) {
  writ::Date out;
  return parse(text, out);
}

bool is_instant(std::string_view text) {
  writ::Instant out;
  return parse(text, out);
}

}  // namespace

TEST_CASE("formats are those of JSON Schema's tests, but for what is said here") {
  CHECK(differing("ipv4", writ::is_ipv4).empty());
  CHECK(differing("ipv6", writ::is_ipv6).empty());
  CHECK(differing("uri", writ::is_uri).empty());
  CHECK(differing("uuid", writ::is_uuid).empty());
  CHECK(differing("date", is_date).empty());
  // There are no quoted local parts and no address literals.
  CHECK(differing("email", writ::is_email) ==
        Texts{"\"joe bloggs\"@example.com", "\"joe..bloggs\"@example.com",
              "\"joe@bloggs\"@example.com", "joe.bloggs@[127.0.0.1]", "joe.bloggs@[IPv6:::1]"});
  // There are no leap seconds: no instant stands for one.
  CHECK(differing("date-time", is_instant) ==
        Texts{"1998-12-31T23:59:60Z", "1998-12-31T15:59:60.123-08:00"});
  // What is behind `xn--` is not decoded.
  for (const std::string& text : differing("hostname", writ::is_hostname)) {
    CAPTURE(text);
    CHECK((text.starts_with("xn--") || text.starts_with("XN--")));
    CHECK(writ::is_hostname(text));
  }
}
