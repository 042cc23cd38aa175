/// A contract's file and the modules that it imports, read and parsed.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/syntax/ast.h"

namespace writ::cli {

/// Texts that stand for what the disk has, by the path with all links followed.
using Drafts = std::map<std::string, std::string>;

/// Reads each file once, however often it is imported. An import is looked for beside the file that
/// imports it, then in the import folders, and is opened only if it lies, links followed, below the
/// folder of the file that the user named or below an import folder.
class Sources {
 public:
  Sources(source::Files& files, source::Sink& sink, std::vector<std::string> import_dirs,
          const Drafts& drafts)
      : files_(files), sink_(sink), import_dirs_(std::move(import_dirs)), drafts_(drafts) {}

  struct Loaded {
    std::vector<const syntax::Ast*> modules;  ///< the named file first, importers before imported
    std::vector<std::string> paths;           ///< in the same order
    std::string problem;                      ///< not empty: the named file cannot be read, and why
    bool complete = true;                     ///< false: something cannot be read or parsed
  };
  [[nodiscard]] Loaded load(const std::string& path);

 private:
  struct Unit {
    std::string path;
    syntax::Ast ast;
    bool complete = true;
  };
  /// Where a search for one file's imports is: what is being imported, what is done, in what order.
  struct Walk {
    std::filesystem::path root;
    std::set<const Unit*> open;
    std::set<const Unit*> done;
    std::vector<const Unit*> finished;  // imported before importers
    bool complete = true;
  };

  const Unit* read(const std::string& path, const std::filesystem::path& real,
                   std::string& problem);
  const Unit* find(const syntax::Import& import, const Unit& from, Walk& walk);
  void visit(const Unit& unit, Walk& walk);

  source::Files& files_;
  source::Sink& sink_;
  std::vector<std::string> import_dirs_;
  const Drafts& drafts_;
  std::map<std::string, std::unique_ptr<Unit>> units_;  // by the path with all links followed
};

}  // namespace writ::cli
