// JSONTestSuite as a member that an open record does not know: checked as strictly, and dropped.
#include "tests/corpus/json_suite.h"

#include <catch2/catch.hpp>

#include "modifiers.writ.h"

TEST_CASE("json: JSONTestSuite as an unknown member of an open record") {
  for (const json_suite::File& file : json_suite::files(WRIT_JSON_SUITE)) {
    INFO(file.name);
    writ::Problems problems;
    const std::string payload = R"({"route":{},"nothing":{"x":)" + file.text + "}}";
    CHECK(modifiers::decode("Put", payload, problems).has_value() == file.accepted);
    CHECK(problems.empty() == file.accepted);
  }
}
