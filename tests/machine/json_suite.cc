// JSONTestSuite (tests/corpus/JSONTestSuite): 95 texts that are JSON, 188 that are not, 35 that a
// reader may take or not; each by itself, and as a member that an open record does not know.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <writ/core/json.h>

#include "modifiers.writ.h"

namespace {

struct File {
  std::string name;
  std::string text;
  bool accepted = false;
};

/// Numbers of any size are numbers: nobody asks for their value. What is not UTF-8, begins with a
/// byte order mark, has half a surrogate pair, or is nested deeper than 64 levels is refused.
bool accepts_free_case(const std::string& name) { return name.starts_with("i_number_"); }

std::vector<File> suite() {
  std::vector<File> all;
  for (const auto& entry : std::filesystem::directory_iterator(WRIT_JSON_SUITE)) {
    File file{.name = entry.path().filename().string(), .text = {}};
    std::ifstream in(entry.path(), std::ios::binary);
    file.text.assign(std::istreambuf_iterator<char>(in), {});
    file.accepted = file.name[0] == 'y' || accepts_free_case(file.name);
    all.push_back(std::move(file));
  }
  std::sort(all.begin(), all.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return all;
}

}  // namespace

TEST_CASE("json: JSONTestSuite, each text by itself") {
  std::size_t files = 0;
  std::size_t accepted = 0;
  for (const File& file : suite()) {
    INFO(file.name);
    writ::Problems problems;
    CHECK(writ::json::well_formed(file.text, problems) == file.accepted);
    CHECK(problems.empty() == file.accepted);
    ++files;
    accepted += file.accepted ? 1 : 0;
  }
  CHECK(files == 318);
  CHECK(accepted == 95 + 10);
}

TEST_CASE("json: JSONTestSuite as an unknown member of an open record") {
  for (const File& file : suite()) {
    INFO(file.name);
    writ::Problems problems;
    const std::string payload = R"({"route":{},"nothing":{"x":)" + file.text + "}}";
    CHECK(modifiers::decode("Put", payload, problems).has_value() == file.accepted);
    CHECK(problems.empty() == file.accepted);
  }
}
