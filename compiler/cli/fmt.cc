#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "compiler/cli/commands.h"
#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/format/format.h"
#include "compiler/source/diff.h"
#include "compiler/source/printable.h"
#include "compiler/syntax/parse.h"

namespace writ::cli {

namespace {

/// Formats one file after the other and remembers what came of it.
class Formatter {
 public:
  explicit Formatter(const FmtOptions& options) : options_(options) {}

  void run(const std::string& path) {
    FileText read = read_file(path, syntax::max_bytes);
    if (!read.problem.empty())
      return fail(InputMissing, "cannot read `" + path + "`: " + read.problem);
    const source::FileId id = files_.add(path == "-" ? "<stdin>" : path, std::move(read.text));
    if (read.too_large) {
      sink_.report(diag::file_too_large(path), {id, 0, 0}, "not read");
      return;
    }
    source::Sink found;  // of this file only: a full one would end the reading
    std::vector<syntax::Lexeme> lexemes;
    const syntax::Ast ast = syntax::parse(files_, id, found, lexemes);
    if (!ast.complete || found.errors() > 0) {
      (void)syntax::parse(files_, id, sink_);  // once more, for the report
      return;
    }
    const std::string_view before = files_[id].text();
    const std::optional<std::string> after = format::format(before, lexemes);
    if (!after) {
      return fail(OurBug, "this is a mistake of writ, please report it: `" + path +
                              "` would not say the same; it was left as it is");
    }
    formatted(path, before, *after);
  }

  int finish() {
    if (const WriteResult written = rewrite_files(changed_); written.exit_code != Clean) {
      fail(written.exit_code, written.problem);
    } else if (isatty(STDERR_FILENO)) {
      for (const NewFile& file : changed_)
        std::fprintf(stderr, "%s: formatted\n", source::printable(file.path).c_str());
    }
    const std::string report =
        source::render(files_, sink_, {source::Format::Text, options_.colour});
    std::fputs(report.c_str(), stderr);
    return sink_.errors() > 0 ? worse(exit_code_, ContractError) : exit_code_;
  }

 private:
  void formatted(const std::string& path, std::string_view before, const std::string& after) {
    if (options_.diff) {
      const std::string diff = source::unified_diff(path == "-" ? "<stdin>" : path, before, after,
                                                    {options_.colour_output});
      std::fputs(diff.c_str(), stdout);
    }
    if (options_.check && before != after)
      std::printf("%s\n", source::printable(path == "-" ? "<stdin>" : path).c_str());
    if (options_.check || options_.diff) {
      if (before != after) exit_code_ = worse(exit_code_, Findings);
    } else if (path == "-") {
      std::fwrite(after.data(), 1, after.size(), stdout);
    } else if (before != after) {
      changed_.push_back({path, after});
    }
  }

  void fail(int exit_code, const std::string& problem) {
    complain(problem);
    exit_code_ = worse(exit_code_, exit_code);
  }

  const FmtOptions& options_;
  source::Files files_;
  source::Sink sink_;
  std::vector<NewFile> changed_;
  int exit_code_ = Clean;
};

}  // namespace

int fmt(const FmtOptions& options) {
  Formatter formatter(options);
  std::set<std::string> done;  // a file that is named twice is written once
  for (const std::string& file : options.files) {
    std::error_code error;
    const std::string real = std::filesystem::weakly_canonical(file, error).string();
    if (done.insert(file == "-" ? file : real).second) formatter.run(file);
  }
  return formatter.finish();
}

}  // namespace writ::cli
