#include "compiler/cli/outputs.h"

#include <unistd.h>

#include <cstdio>

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

std::string depfile_text(const GenOptions& options, const std::vector<std::string>& inputs) {
  const bool one_file = options.json_schema || !options.tools.empty();
  const std::string& made = options.stamp.empty() && one_file ? options.output_dir : options.stamp;
  const std::string& target = options.depfile_target.empty() ? made : options.depfile_target;
  std::string text = escaped(target) + ":";
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
  if (!options.depfile.empty()) files.push_back({options.depfile, depfile_text(options, read)});
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
