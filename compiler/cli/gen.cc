#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "compiler/cli/commands.h"
#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/emit/emit.h"
#include "compiler/source/printable.h"

#ifndef WRIT_VERSION
#define WRIT_VERSION "unknown"
#endif

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

std::string in_folder(const std::string& folder, const std::string& name) {
  return folder.empty() || folder == "." ? name
         : folder.ends_with('/')         ? folder + name
                                         : folder + "/" + name;
}

/// The first file whose name cannot stand in an `#include`; empty for none. What is generated is
/// called after them.
std::string not_to_be_included(const model::Contract& contract, const source::Files& files) {
  for (const model::Module& module : contract.modules) {
    const std::string& path = files[module.file].path();
    std::string name = path.substr(path.find_last_of('/') + 1);
    const bool fits = std::all_of(name.begin(), name.end(), [](char c) {
      return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= ' ';
    });
    if (!fits) return name;
  }
  return {};
}

int failed(const WriteResult& result) {
  complain(result.problem);
  return result.exit_code;
}

}  // namespace

int gen(const GenOptions& options) {
  Pipeline pipeline(options.common);
  const Pipeline::Result result = pipeline.run(options.contract, true);
  if (const int exit_code = pipeline.report(); exit_code != Clean) return exit_code;

  if (const std::string name = not_to_be_included(*result.contract, pipeline.files());
      !name.empty()) {
    complain("C++ cannot include what would be called after `" + name +
             "`: give the file a name without quotes, backslashes and control characters");
    return CannotCreate;
  }
  const emit::With with = options.testing ? emit::With::Testing : emit::With::Program;
  if (options.list_outputs) {
    for (const std::string& name : emit::output_names(*result.contract, pipeline.files(), with))
      std::printf("%s\n", source::printable(in_folder(options.output_dir, name)).c_str());
    return Clean;
  }

  emit::Emitted emitted = emit::emit(*result.contract, pipeline.files(), WRIT_VERSION, with);
  if (!emitted.problem.empty()) {
    complain("this is a mistake of writ, please report it: " + emitted.problem);
    return OurBug;
  }
  std::vector<NewFile> files;
  for (emit::OutputFile& file : emitted.files)
    files.push_back({in_folder(options.output_dir, file.name), std::move(file.text)});
  if (!options.depfile.empty())
    files.push_back({options.depfile, depfile_text(options, files, result.read)});
  const WriteResult written = write_files(files);
  if (written.exit_code != Clean) return failed(written);
  if (!options.stamp.empty())
    if (const WriteResult touched = touch_file(options.stamp); touched.exit_code != Clean)
      return failed(touched);
  if (isatty(STDERR_FILENO))
    std::fprintf(stderr, "%zu files in %s, %zu changed\n", files.size(),
                 source::printable(options.output_dir).c_str(), written.changed);
  return Clean;
}

}  // namespace writ::cli
