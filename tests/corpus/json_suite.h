/// JSONTestSuite (tests/corpus/JSONTestSuite): what each of its files is to be answered.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace json_suite {

struct File {
  std::string name;
  std::string text;
  bool accepted = false;
};

/// Numbers of any size are numbers: nobody asks for their value. What is not UTF-8, begins with a
/// byte order mark, has half a surrogate pair, or is nested deeper than 64 levels is refused.
inline bool accepts_free_case(const std::string& name) { return name.starts_with("i_number_"); }

/// All of them, by name: `y_` must be accepted, `n_` must be refused, `i_` is free.
inline std::vector<File> files(const std::filesystem::path& folder) {
  std::vector<File> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    File file{.name = entry.path().filename().string(), .text = {}};
    std::ifstream in(entry.path(), std::ios::binary);
    file.text.assign(std::istreambuf_iterator<char>(in), {});
    file.accepted = file.name[0] == 'y' || accepts_free_case(file.name);
    all.push_back(std::move(file));
  }
  std::sort(all.begin(), all.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return all;
}

}  // namespace json_suite
