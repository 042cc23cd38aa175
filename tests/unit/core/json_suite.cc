// JSONTestSuite through `well_formed`: 95 texts that are JSON, 188 that are not, 35 that are free.
#include "tests/corpus/json_suite.h"

#include <catch2/catch.hpp>

#include <writ/core/json.h>

TEST_CASE("core/json: JSONTestSuite, each text by itself") {
  const auto files = json_suite::files(WRIT_JSON_SUITE);
  std::size_t accepted = 0;
  for (const json_suite::File& file : files) {
    INFO(file.name);
    writ::Problems problems;
    CHECK(writ::json::well_formed(file.text, problems) == file.accepted);
    CHECK(problems.empty() == file.accepted);
    accepted += file.accepted ? 1 : 0;
  }
  CHECK(files.size() == 318);
  CHECK(accepted == 95 + 10);
}
