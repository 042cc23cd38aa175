#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "compiler/cli/commands.h"
#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/pages.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest = 40;

/// Words of C++, and targets of CMake, that no project of this kind can be called after.
constexpr std::string_view taken[] = {
    "all",       "alignas",  "alignof",  "and",      "asm",     "auto",      "bitand",
    "bitor",     "bool",     "break",    "build",    "case",    "catch",     "char",
    "class",     "clean",    "compl",    "concept",  "const",   "consteval", "constexpr",
    "constinit", "continue", "decltype", "default",  "delete",  "depend",    "do",
    "double",    "else",     "enum",     "explicit", "export",  "extern",    "false",
    "float",     "for",      "friend",   "goto",     "help",    "if",        "inline",
    "install",   "int",      "long",     "main",     "mutable", "namespace", "new",
    "noexcept",  "not",      "nullptr",  "operator", "or",      "package",   "private",
    "protected", "public",   "register", "requires", "return",  "scenarios", "short",
    "signed",    "sizeof",   "static",   "std",      "struct",  "switch",    "template",
    "test",      "this",     "throw",    "true",     "try",     "typedef",   "typeid",
    "typename",  "union",    "unsigned", "using",    "virtual", "void",      "volatile",
    "while",     "writ",     "xor"};

/// What is wrong with a name; empty: nothing.
std::string problem_with(std::string_view name) {
  if (name.empty()) return "it is empty";
  if (name.size() > longest) return "it has more than " + std::to_string(longest) + " characters";
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_letter(name.front())) return "it begins with a lower-case letter, as in `web_shop`";
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool good_bar = c == '_' && i + 1 < name.size() && is_letter(name[i + 1]);
    if (!is_letter(c) && !is_digit(c) && !good_bar)
      return "it has lower-case letters, digits, and a `_` before a letter, as in `web_shop`";
  }
  if (std::find(std::begin(taken), std::end(taken), name) != std::end(taken))
    return "that means something else to C++ or to CMake";
  return "";
}

/// `web_shop` as a contract is called: `WebShop`.
std::string pascal(std::string_view name) {
  std::string out;
  bool begins = true;
  for (const char c : name) {
    if (c != '_') out += begins ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '_';
  }
  return out;
}

/// A template with the names filled in.
std::string filled(std::string_view text, const std::string& name) {
  const std::array<std::pair<std::string_view, std::string>, 3> facts = {
      {{"@name@", name}, {"@Name@", pascal(name)}, {"@namespace@", name}}};
  std::string out(text);
  for (const auto& [mark, value] : facts)
    for (std::size_t i = out.find(mark); i != std::string::npos; i = out.find(mark, i))
      out.replace(i, mark.size(), value);
  return out;
}

/// Folders that must be made first, the outer ones first.
std::vector<fs::path> missing_folders(const std::vector<NewFile>& files) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const NewFile& file : files) {
    std::vector<fs::path> missing;
    for (fs::path at = fs::path(file.path).parent_path(); !at.empty() && !fs::exists(at, error);
         at = at.parent_path())
      if (std::find(out.begin(), out.end(), at) == out.end()) missing.push_back(at);
    out.insert(out.end(), missing.rbegin(), missing.rend());
  }
  return out;
}

}  // namespace

int make_new(const NewOptions& options) {
  const std::string& name = options.name;
  if (const std::string problem = problem_with(name); !problem.empty()) {
    complain("`" + name.substr(0, 2 * longest) + "` cannot be the name of a project: " + problem);
    return Usage;
  }
  const std::string folder = options.folder.empty() ? name : options.folder;
  std::error_code error;
  if (fs::exists(fs::symlink_status(folder, error))) {
    complain("`" + folder + "` exists already, and is left as it is");
    return CannotCreate;
  }
  const std::pair<const char*, std::string> files[] = {
      {"contract.writ.in", name + ".writ"},
      {"CMakeLists.txt.in", "CMakeLists.txt"},
      {"CMakePresets.json.in", "CMakePresets.json"},
      {"main.cc.in", "main.cc"},
      {"test.cc.in", name + "_test.cc"},
      {"gitignore.in", ".gitignore"},
      {"ci.yml.in", ".github/workflows/ci.yml"},
      {"README.in", "README.md"},
  };
  std::vector<NewFile> written;
  for (const auto& [part, path] : files)
    written.push_back({(fs::path(folder) / path).string(), filled(project_file(part), name)});
  const std::vector<fs::path> made = missing_folders(written);
  const WriteResult result = write_files(written);
  if (!result.problem.empty()) {
    for (auto at = made.rbegin(); at != made.rend(); ++at)
      fs::remove(*at, error);  // if it is empty
    complain(result.problem);
    return result.exit_code;
  }
  const std::string shown = source::printable(folder);
  std::printf("made %s: %zu files\n", shown.c_str(), written.size());
  std::printf("build and test it:  cd %s && cmake --workflow --preset dev\n", shown.c_str());
  return Clean;
}

}  // namespace writ::cli
