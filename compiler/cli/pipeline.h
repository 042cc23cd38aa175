/// source → syntax → sema → model: the compiler on one screen. What comes after reads the model.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/sources.h"
#include "compiler/model/contract.h"
#include "compiler/model/phrases.h"
#include "compiler/sema/steps.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/source/render.h"

namespace writ::cli {

/// What all subcommands that read contracts have in common.
struct CommonOptions {
  std::vector<std::string> import_dirs;
  source::Format format = source::Format::Text;
  bool colour = false;         ///< of findings
  bool colour_output = false;  ///< of what goes to standard output
  bool warnings_are_errors = false;
};

/// The checked contracts of one run, and everything that was found on the way.
class Pipeline {
 public:
  /// `drafts` stand for files of the disk.
  explicit Pipeline(CommonOptions options, Drafts drafts = {})
      : options_(std::move(options)),
        sources_(files_, sink_, options_.import_dirs, std::move(drafts)) {}
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  struct Result {
    std::optional<model::Contract> contract;  ///< nothing: an error, or a module
    bool is_module = false;
    std::vector<std::string> read;  ///< the paths of all files that it depends on
  };
  /// Reads, parses and checks one contract or module. `only_contracts`: a module is an error.
  Result run(const std::string& path, bool only_contracts);

  /// Reads, parses and checks one contract, and keeps it open for steps that come later; null: an
  /// error. The pipeline must outlive it.
  std::unique_ptr<sema::Steps> open(const std::string& path);

  /// Reads catalogues of the contract's messages, if there is a contract, and adds them to what was
  /// read.
  std::vector<model::Translation> translations(const std::vector<std::string>& paths,
                                               Result& result);

  /// Prints what was found; returns the exit code that it means.
  int report();

  [[nodiscard]] const source::Files& files() const { return files_; }
  /// To add what is typed in a session.
  [[nodiscard]] source::Files& files() { return files_; }
  [[nodiscard]] const source::Sink& found() const { return sink_; }

 private:
  /// The file and its imports; nothing where something cannot be read or parsed.
  std::optional<Sources::Loaded> load(const std::string& path);

  CommonOptions options_;
  source::Files files_;
  source::Sink sink_;
  Sources sources_;                    // a file that several contracts import is read once
  std::vector<std::string> problems_;  // files that cannot be read
  int exit_code_ = 0;
};

/// `writ: error: …` on stderr, made printable.
void complain(const std::string& message);

}  // namespace writ::cli
