// The audit file: a chain in which nothing can be changed, taken out or put in unseen; caps; what
// is left of a writer that died.
#include <writ/authority/audit.h>
#include <writ/digest/chain.h>

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "steps.h"

namespace {

namespace fs = std::filesystem;
using writ::AuditFile;
using writ::ChainFault;

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "writ-audit-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no folder for the test");
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] std::string file(const std::string& name = "log") const { return path / name; }
};

std::string all_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::vector<ChainFault> faults(const std::vector<std::string>& lines) {
  writ::ChainReader reader;
  std::vector<ChainFault> out;
  for (const std::string& line : lines) out.push_back(reader.next(line));
  return out;
}

std::vector<std::string> three_lines() {
  std::vector<std::string> lines;
  std::string prev(writ::chain_begins);
  for (const char* const entry : {R"({"a":1})", R"({"a":2})", R"({"a":3})"}) {
    lines.push_back(writ::chain_line(prev, entry));
    prev = writ::chain_hash(prev, entry);
  }
  return lines;
}

}  // namespace

TEST_CASE("chain: one that is whole") {
  const auto lines = three_lines();
  CHECK(faults(lines) == std::vector<ChainFault>(3, ChainFault::None));
  const auto parts = writ::parse_chain_line(lines[1]);
  REQUIRE(parts);
  CHECK(parts->entry == R"({"a":2})");
  CHECK(parts->prev == writ::parse_chain_line(lines[0])->hash);
}

TEST_CASE("chain: any byte that is changed is found") {
  const auto whole = three_lines();
  for (std::size_t i = 0; i < whole[1].size(); ++i) {
    auto lines = whole;
    lines[1][i] = static_cast<char>(lines[1][i] ^ 1);
    CAPTURE(i, lines[1]);
    const auto found = faults(lines);
    CHECK(found != std::vector<ChainFault>(3, ChainFault::None));
    CHECK(found[0] == ChainFault::None);
  }
}

TEST_CASE("chain: a line taken out, put in, moved, torn") {
  using Lines = std::vector<std::string>;
  const auto l = three_lines();
  CHECK(faults(Lines{l[0], l[2]}) == std::vector{ChainFault::None, ChainFault::Broken});
  CHECK(faults(Lines{l[0], l[0], l[1]}) ==
        std::vector{ChainFault::None, ChainFault::Broken, ChainFault::None});
  CHECK(faults(Lines{l[1], l[0], l[2]})[0] == ChainFault::Broken);
  CHECK(faults(Lines{l[0], l[1].substr(0, 100), l[1]}) ==
        std::vector{ChainFault::None, ChainFault::NoLine, ChainFault::None});
  for (const std::string& line : {std::string(), std::string("{}"), std::string(500, '{'),
                                  std::string("\0\0", 2), l[0] + l[0]})
    CHECK_FALSE((writ::parse_chain_line(line) && faults({line})[0] == ChainFault::None));
}

TEST_CASE("audit: entries are lines of a chain, and go on after the file is opened again") {
  const Folder folder;
  for (int i = 0; i < 3; ++i) {
    auto file = std::make_shared<AuditFile>(folder.file());
    writ::Watch watch;
    watch.hooks().add(std::make_shared<writ::Audit>(file));
    transfer::Machine machine(start);
    CHECK(watch.dispatch(machine, send(1'00), start));
    CHECK_FALSE(watch.dispatch(machine, send(600'00), start));
    CHECK(file->head() == writ::parse_chain_line(lines_of(all_of(folder.file())).back())->hash);
  }
  CHECK(faults(lines_of(all_of(folder.file()))) == std::vector<ChainFault>(6, ChainFault::None));
  struct stat status {};
  REQUIRE(stat(folder.file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("audit: a torn line stays, and the chain goes on behind the last whole one") {
  const Folder folder;
  {
    AuditFile file(folder.file());
    file.add_json(R"({"a":1})");
    file.add_json(R"({"a":2})");
  }
  const std::string whole = all_of(folder.file());
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::ofstream(folder.file(), std::ios::binary) << whole.substr(0, size);
    {
      AuditFile file(folder.file());
      file.add_json(R"({"a":3})");
      file.add_json(R"({"a":4})");
    }
    const auto lines = lines_of(all_of(folder.file()));
    CAPTURE(size);
    writ::ChainReader reader;
    std::size_t torn = 0;
    for (const std::string& line : lines) {
      const ChainFault fault = reader.next(line);
      if (fault == ChainFault::NoLine) {
        ++torn;
      } else {
        CHECK(fault == ChainFault::None);
      }
    }
    CHECK(torn <= 1);
    CHECK(writ::parse_chain_line(lines.back())->entry == R"({"a":4})");
  }
}

TEST_CASE("audit: a full file is put away, the chain goes on, and the oldest goes") {
  const Folder folder;
  const writ::AuditLimits limits{.file_bytes = 1'000, .files = 3, .sync = true};
  {
    AuditFile file(folder.file(), limits);
    for (int i = 0; i < 40; ++i) file.add_json("{\"a\":" + std::to_string(i) + "}");
  }
  std::size_t files = 0;
  for (const auto& one : fs::directory_iterator(folder.path)) {
    ++files;
    CHECK(fs::file_size(one) <= 1'000);
  }
  CHECK(files == 3);
  auto lines = lines_of(all_of(folder.file("log.2")));
  writ::ChainReader reader(writ::parse_chain_line(lines.at(0))->prev);
  for (const char* const name : {"log.2", "log.1", "log"})
    for (const std::string& line : lines_of(all_of(folder.file(name))))
      CHECK(reader.next(line) == ChainFault::None);
  // Also when the new one is empty.
  fs::rename(folder.file("log"), folder.file("log.1"));
  AuditFile file(folder.file(), limits);
  CHECK(file.head() == reader.head());
}

TEST_CASE("audit: what cannot be a log, and what somebody else writes, is refused") {
  const Folder folder;
  CHECK_THROWS_AS(AuditFile(folder.path / "no" / "log"), writ::AuditError);
  CHECK_THROWS_AS(AuditFile(folder.path), writ::AuditError);
  CHECK_THROWS_AS(AuditFile("/dev/null"), writ::AuditError);
  const AuditFile file(folder.file());
  CHECK_THROWS_WITH(AuditFile(folder.file()), Catch::Contains("somebody else writes"));
  // What is in the file already is left alone.
  std::ofstream(folder.file("other"), std::ios::binary) << "not a log\n";
  AuditFile other(folder.file("other"));
  other.add_json("{}");
  CHECK(all_of(folder.file("other")).starts_with("not a log\n{\"prev\":\"000"));
  CHECK_THROWS_AS(other.add_json(std::string(5U << 20, 'x')), writ::AuditError);
}

TEST_CASE("audit: a file that was taken away, or has another in its place, costs no other one") {
  const Folder folder;
  const writ::AuditLimits limits{.file_bytes = 400, .files = 3};
  AuditFile file(folder.file(), limits);
  for (int i = 0; i < 6; ++i) file.add_json("{\"a\":" + std::to_string(i) + "}");
  const std::string older = all_of(folder.file("log.1"));
  fs::rename(folder.file(), folder.file("away"));
  for (int i = 0; i < 2; ++i) file.add_json(R"({"b":1})");
  CHECK(all_of(folder.file("log.1")) == older);
  CHECK(fs::exists(folder.file()));
  fs::remove(folder.file());
  std::ofstream(folder.file(), std::ios::binary) << "mine\n";
  for (int i = 0; i < 5; ++i) file.add_json(R"({"c":1})");
  CHECK(all_of(folder.file()) == "mine\n");
  CHECK(all_of(folder.file("log.1")) == older);
}

TEST_CASE("audit: a new file in which nothing is whole goes on from the older one") {
  const Folder folder;
  std::string head;
  {
    AuditFile file(folder.file());
    file.add_json(R"({"a":1})");
    head = file.head();
  }
  fs::rename(folder.file(), folder.file("log.1"));
  std::ofstream(folder.file(), std::ios::binary) << R"({"prev":"00)";
  AuditFile file(folder.file());
  CHECK(file.head() == head);
  file.add_json(R"({"a":2})");
  CHECK(lines_of(all_of(folder.file()))[0] == R"({"prev":"00#torn)");
}
