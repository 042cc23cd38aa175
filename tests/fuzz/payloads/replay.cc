// replay_payloads [--mutate TIMES] FOLDER   judges each file, and so many payloads made of the
// contracts, the same ones every time: by values, and by bytes of them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "judge.h"

namespace {

/// One to three bytes are other ones, more, or fewer.
void change_bytes(std::string& text, std::size_t from, std::mt19937& random) {
  for (std::size_t times = 1 + random() % 3; times > 0 && text.size() > from; --times) {
    const std::size_t at = from + random() % (text.size() - from);
    constexpr std::string_view likely = "\"\\{}[]:,0-e.u \xC3\xED\xF4\x80";
    const char byte =
        random() % 2 == 0 ? likely[random() % likely.size()] : static_cast<char>(random() % 256);
    switch (random() % 4) {
      case 0: text.erase(at, 1 + random() % 3); break;
      case 1: text.insert(at, 1, byte); break;
      case 2: text.resize(at); break;
      default: text[at] = byte;
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> names(arguments + 1, arguments + count);
  unsigned long mutations = 0;
  if (names.size() > 1 && names[0] == "--mutate") {
    mutations = std::strtoul(names[1].c_str(), nullptr, 10);
    names.erase(names.begin(), names.begin() + 2);
  }
  for (const std::string& folder : names) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::fprintf(stderr, "%s\n", entry.path().c_str());
      std::ifstream file(entry.path(), std::ios::binary);
      fuzz::judge(std::string{std::istreambuf_iterator<char>(file), {}});
    }
  }
  std::string last;
  for (unsigned long i = 0; i < mutations; ++i) {
    std::mt19937 random(static_cast<unsigned>(i));
    std::string input = i % 4 == 1 ? fuzz::changed_input(last, random) : fuzz::made_input(random);
    if (i % 4 == 2) change_bytes(input, input.find('\n') + 1, random);
    fuzz::judge(input);
    last = std::move(input);
  }
  const fuzz::Counts all = fuzz::counts();
  std::printf("%zu payloads, %zu accepted, %zu with conditions that the reference does not know\n",
              all.judged, all.accepted, all.undecided);
  return all.judged > 0 ? 0 : 1;
}
