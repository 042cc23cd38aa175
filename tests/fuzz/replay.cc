// replay FILE|FOLDER...              judges each file
// replay --mutate TIMES FOLDER...    and so many contracts made of them, the same ones every time
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "judge.h"
#include "mutate.h"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> files_below(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// An abort names the file, or the number of the mutation, that was the last on standard error.
void judge(const std::string& name, std::string_view text) {
  std::fprintf(stderr, "%s\n", name.c_str());
  fuzz::judge(text);
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> names(arguments + 1, arguments + count);
  unsigned long mutations = 0;
  if (names.size() > 1 && names[0] == "--mutate") {
    mutations = std::strtoul(names[1].c_str(), nullptr, 10);
    names.erase(names.begin(), names.begin() + 2);
  }
  std::vector<std::string> texts;
  for (const std::string& name : names) {
    for (const fs::path& file : files_below(name)) {
      texts.push_back(content(file));
      judge(file.string(), texts.back());
    }
  }
  if (texts.empty()) {
    std::fprintf(stderr, "replay: no files\n");
    return 66;
  }
  constexpr std::size_t most = 65'536;
  for (unsigned long i = 0; i < mutations; ++i) {
    std::mt19937 random(static_cast<unsigned>(i));
    std::string text = fuzz::mutated(texts[random() % texts.size()], most, random);
    if (i % 4 == 0) text = fuzz::spliced(text, texts[random() % texts.size()], most, random);
    judge("mutation " + std::to_string(i), text);
  }
  std::printf("%zu files, %lu mutations\n", texts.size(), mutations);
  return 0;
}
