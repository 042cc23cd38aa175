#include "compiler/cli/fix.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/source/diff.h"
#include "compiler/source/edits.h"

namespace writ::cli {

namespace {

/// A fix that makes room for another, and that one for the first, must come to an end.
constexpr int most_rounds = 100;

std::string real_path(const std::string& path) {
  std::error_code error;
  return std::filesystem::weakly_canonical(path, error).string();
}

/// A file that the user named.
struct Named {
  std::string path;  // as the user called it
  std::string before;
};
using AllNamed = std::map<std::string, Named>;  // by the path with all links followed

/// The edits of one round, by file: of two fixes that meet, the first; a fix is made whole or not.
std::map<std::string, std::vector<source::Edit>> edits_of(const Pipeline& pipeline,
                                                          const AllNamed& named) {
  std::map<std::string, std::vector<source::Edit>> all;
  for (const source::Diagnostic& found : pipeline.found().sorted()) {
    if (found.edits.empty()) continue;
    const source::FileId file = found.edits.front().span.file;
    const std::string real = real_path(pipeline.files()[file].path());
    bool whole = named.contains(real);
    std::vector<source::Edit> together = all[real];
    for (const source::Edit& edit : found.edits) {
      whole &= edit.span.file == file;
      together.push_back(edit);
      together.back().span.file = {};  // a file that was read twice has two ids
    }
    if (whole && source::applicable(together).size() == together.size())
      all[real] = std::move(together);
  }
  return all;
}

/// One round; whether it changed anything.
bool mend(const CheckOptions& options, AllNamed& named, Drafts& drafts) {
  Pipeline pipeline(options.common, drafts);
  for (const std::string& file : options.files) pipeline.run(file, false);
  // What the first round read is what the diff begins with.
  for (std::uint32_t id = 0; drafts.empty() && id < pipeline.files().size(); ++id) {
    const source::File& file = pipeline.files()[source::FileId{id}];
    const auto one = named.find(real_path(file.path()));
    if (one != named.end()) one->second.before = file.text();
  }
  bool changed = false;
  for (const auto& [real, edits] : edits_of(pipeline, named)) {
    if (edits.empty()) continue;
    const auto draft = drafts.find(real);
    const std::string& old = draft == drafts.end() ? named.at(real).before : draft->second;
    std::string text = source::apply(old, edits);
    changed |= text != old;
    drafts[real] = std::move(text);
  }
  return changed;
}

}  // namespace

int fix(const CheckOptions& options, Drafts& drafts) {
  AllNamed named;
  for (const std::string& file : options.files) named.try_emplace(real_path(file), Named{file, {}});
  for (int round = 0; round < most_rounds && mend(options, named, drafts);) ++round;

  std::vector<NewFile> files;
  for (const auto& [real, text] : drafts) files.push_back({named.at(real).path, text});
  const WriteResult written = rewrite_files(files);
  if (written.exit_code != Clean) {
    complain(written.problem);
    return written.exit_code;
  }
  if (options.common.format == source::Format::Json) return Clean;  // that is on standard output
  for (const auto& [real, text] : drafts) {
    const Named& file = named.at(real);
    const std::string diff =
        source::unified_diff(file.path, file.before, text, {options.common.colour_output});
    std::fputs(diff.c_str(), stdout);
  }
  return Clean;
}

}  // namespace writ::cli
