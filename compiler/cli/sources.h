/// A contract's file and the modules that it imports, read and parsed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/cli/disk.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/syntax/ast.h"

namespace writ::cli {

/// Texts that stand for what the disk has, by the path with all links followed.
using Drafts = std::map<std::string, std::string>;

/// Reads each file once, however often and by whatever names it is imported. An import is looked
/// for beside the file that imports it, then in the import folders, and is opened only if it is a
/// regular file that lies, links followed, below the folder of the file that the user named or
/// below an import folder.
class Sources {
 public:
  Sources(source::Files& files, source::Sink& sink, const std::vector<std::string>& import_dirs,
          Drafts drafts);

  struct Loaded {
    std::vector<const syntax::Ast*> modules;  ///< the named file first, importers before imported
    std::vector<std::string> paths;           ///< in the same order
    std::vector<std::vector<std::size_t>> imports;  ///< of each module those that it imports itself
    std::string problem;   ///< not empty: the named file cannot be read, and why
    bool complete = true;  ///< false: something cannot be read or parsed
  };
  [[nodiscard]] Loaded load(const std::string& path);

 private:
  struct Unit {
    std::string path;  // as messages and depfiles call it
    syntax::Ast ast;
    bool complete = true;
  };
  /// Where a search for one file's imports is.
  struct Walk {
    std::filesystem::path root;
    std::vector<std::pair<const Unit*, std::size_t>> open;  // each with its next import
    std::set<const Unit*> done;
    std::map<const Unit*, std::set<const Unit*>> imports;
    std::vector<const Unit*> finished;         // imported before importers
    std::map<std::string, const Unit*> names;  // by the last part of the path
    bool complete = true;
  };

  const Unit* keep(const std::string& key, const std::string& path, FileText text);
  const Unit* read_named(const std::string& path, std::string& problem);
  const Unit* read_import(const std::filesystem::path& path, std::string& problem);
  [[nodiscard]] bool allowed(const std::filesystem::path& real, const Walk& walk) const;
  const Unit* find(const syntax::Import& import, const Unit& from, Walk& walk);
  void enter(const Unit& unit, Walk& walk);
  void follow(const syntax::Import& import, const Unit& from, Walk& walk);
  void report_circle(const syntax::Import& import, const Unit& imported, const Walk& walk);

  source::Files& files_;
  source::Sink& sink_;
  std::vector<std::filesystem::path> import_dirs_;
  Drafts drafts_;
  std::map<std::string, std::unique_ptr<Unit>> units_;  // by the path with all links followed
  std::set<std::set<const Unit*>> circles_;             // those that were reported
};

}  // namespace writ::cli
