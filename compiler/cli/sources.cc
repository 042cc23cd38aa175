#include "compiler/cli/sources.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "compiler/cli/disk.h"
#include "compiler/syntax/parse.h"

namespace writ::cli {

namespace fs = std::filesystem;

namespace {

bool inside(const fs::path& path, const fs::path& folder) {
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  (void)rest;
  return end == folder.end();
}

fs::path folder_of(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

}  // namespace

const Sources::Unit* Sources::read(const std::string& path, const fs::path& real,
                                   std::string& problem) {
  const std::string key = path == "-" ? path : real.string();
  if (const auto found = units_.find(key); found != units_.end()) return found->second.get();
  const auto draft = drafts_.find(key);
  FileText text =
      draft == drafts_.end() ? read_file(path, syntax::max_bytes) : FileText{draft->second, {}};
  if (!text.problem.empty()) {
    problem = text.problem;
    return nullptr;
  }
  auto unit = std::make_unique<Unit>();
  unit->path = path;
  const source::FileId id = files_.add(path == "-" ? "<stdin>" : path, std::move(text.text));
  if (text.too_large) {
    sink_.report(diag::file_too_large(path), {id, 0, 0}, "not read");
    unit->complete = false;
  } else {
    unit->ast = syntax::parse(files_, id, sink_);
    unit->complete = unit->ast.complete;
  }
  unit->ast.file = id;
  return units_.emplace(key, std::move(unit)).first->second.get();
}

/// Reads what an import names; reports when it cannot.
const Sources::Unit* Sources::find(const syntax::Import& import, const Unit& from, Walk& walk) {
  const auto refuse = [&](const std::string& why, const std::string& label) {
    sink_.report(diag::import_not_found(import.path.text, why), import.path.span, label);
    return nullptr;
  };
  if (import.path.text.find('\0') != std::string::npos || fs::path(import.path.text).is_absolute())
    return refuse("an import is a path relative to this file", "");
  std::vector<fs::path> folders = {folder_of(from.path)};
  for (const std::string& dir : import_dirs_) folders.emplace_back(dir);
  for (const fs::path& folder : folders) {
    std::error_code error;
    const fs::path path = (folder / import.path.text).lexically_normal();
    const fs::path real = fs::canonical(path, error);
    if (error) continue;
    bool allowed = inside(real, walk.root);
    for (const std::string& dir : import_dirs_)
      allowed |= inside(real, fs::weakly_canonical(dir, error));
    if (!allowed)
      return refuse("it lies outside of the contract's folder and the import folders",
                    "not opened");
    std::string problem;
    if (const Unit* unit = read(path.string(), real, problem)) return unit;
    return refuse(problem, "");
  }
  return refuse("there is no such file",
                "looked for it in " + folder_of(from.path).string() +
                    (import_dirs_.empty() ? "" : " and the import folders"));
}

void Sources::visit(const Unit& unit, Walk& walk) {
  walk.complete &= unit.complete;
  walk.open.insert(&unit);
  for (const syntax::Import& import : unit.ast.imports) {
    const Unit* imported = find(import, unit, walk);
    if (!imported) {
      walk.complete = false;
    } else if (walk.open.contains(imported)) {
      sink_.report(diag::import_cycle(imported->path), import.path.span, "this closes the circle");
      walk.complete = false;
    } else if (imported->ast.contract) {
      sink_
          .report(diag::import_of_contract(import.path.text), import.path.span,
                  "only modules can be imported")
          .also(imported->ast.contract->span, "declared as a contract here");
      walk.complete = false;
    } else if (!walk.done.contains(imported)) {
      visit(*imported, walk);
    }
  }
  walk.open.erase(&unit);
  walk.done.insert(&unit);
  walk.finished.push_back(&unit);
}

Sources::Loaded Sources::load(const std::string& path) {
  Loaded loaded;
  Walk walk;
  std::error_code error;
  walk.root = fs::weakly_canonical(folder_of(path), error);
  const Unit* named = read(path, fs::weakly_canonical(path, error), loaded.problem);
  if (!named) return loaded;
  visit(*named, walk);
  loaded.complete = walk.complete;
  for (auto unit = walk.finished.rbegin(); unit != walk.finished.rend(); ++unit) {
    loaded.modules.push_back(&(*unit)->ast);
    loaded.paths.push_back((*unit)->path);
  }
  return loaded;
}

}  // namespace writ::cli
