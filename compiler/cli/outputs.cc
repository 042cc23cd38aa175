#include "compiler/cli/outputs.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

/// A path in a depfile, as Make and Ninja read it.
std::string escaped(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
  return out;
}

/// One rule: the target that was asked for, or the stamp, or else all that is written.
std::string depfile_text(const GenOptions& options, const std::vector<NewFile>& outputs,
                         const std::vector<std::string>& inputs) {
  const std::string& target =
      options.depfile_target.empty() ? options.stamp : options.depfile_target;
  std::string text = escaped(target);
  if (target.empty())
    for (const NewFile& output : outputs) text += (text.empty() ? "" : " ") + escaped(output.path);
  text += ":";
  for (const std::string& input : inputs) text += " \\\n  " + escaped(input);
  return text + "\n";
}

int failed(const WriteResult& result) {
  complain(result.problem);
  return result.exit_code;
}

}  // namespace

int write_outputs(const GenOptions& options, std::vector<NewFile> files,
                  const std::vector<std::string>& read) {
  std::vector<std::string> places = {options.depfile, options.stamp};
  for (const NewFile& file : files) places.push_back(file.path);
  for (const std::string& place : places) {
    const auto same = [&](const std::string& input) { return is_same_file(place, input); };
    if (place.empty() || std::none_of(read.begin(), read.end(), same)) continue;
    complain("`" + place + "` is read: nothing is written over it");
    return Usage;
  }
  if (!options.depfile.empty())
    files.push_back({options.depfile, depfile_text(options, files, read)});
  const WriteResult written = write_files(files);
  if (written.exit_code != Clean) return failed(written);
  if (!options.stamp.empty())
    if (const WriteResult touched = touch_file(options.stamp); touched.exit_code != Clean)
      return failed(touched);
  if (isatty(STDERR_FILENO) && !options.output_dir.empty())
    std::fprintf(stderr, "%zu files in %s, %zu changed\n", files.size(),
                 source::printable(options.output_dir).c_str(), written.changed);
  return Clean;
}

}  // namespace writ::cli
