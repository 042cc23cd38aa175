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
  if (folder.empty()) return false;
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  (void)rest;
  return end == folder.end();
}

fs::path folder_of(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

std::string name_of(const std::string& path) { return fs::path(path).filename().string(); }

/// What an imported file is called in messages, and what its header is named after: a link is the
/// file that it leads to.
fs::path plain(const fs::path& path, const fs::path& real) {
  std::error_code error;
  fs::path normal = path.lexically_normal();
  if (normal.filename() == real.filename() && fs::canonical(normal, error) == real) return normal;
  return fs::proximate(real, error);
}

/// "a, b and c"
std::string listed(const std::vector<fs::path>& folders) {
  std::string text;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (i > 0) text += i + 1 == folders.size() ? " and " : ", ";
    text += folders[i].string();
  }
  return text;
}

}  // namespace

Sources::Sources(source::Files& files, source::Sink& sink,
                 const std::vector<std::string>& import_dirs, Drafts drafts)
    : files_(files), sink_(sink), drafts_(std::move(drafts)) {
  for (const std::string& dir : import_dirs) import_dirs_.emplace_back(dir.empty() ? "." : dir);
}

const Sources::Unit* Sources::keep(const std::string& key, const std::string& path, FileText text) {
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

/// The file that the user named: it may be a pipe.
const Sources::Unit* Sources::read_named(const std::string& path, std::string& problem) {
  std::error_code error;
  const std::string key = path == "-" ? path : fs::weakly_canonical(path, error).string();
  if (const auto found = units_.find(key); found != units_.end()) return found->second.get();
  const auto draft = drafts_.find(key);
  FileText text =
      draft == drafts_.end() ? read_file(path, syntax::max_bytes) : FileText{draft->second, {}};
  problem = text.problem;
  return problem.empty() ? keep(key, path, std::move(text)) : nullptr;
}

const Sources::Unit* Sources::read_import(const fs::path& path, std::string& problem) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (const auto found = units_.find(real.string()); found != units_.end())
    return found->second.get();
  const auto draft = drafts_.find(real.string());
  FileText text = draft == drafts_.end() ? read_regular_file(real.string(), syntax::max_bytes)
                                         : FileText{draft->second, {}};
  problem = text.problem;
  if (!problem.empty()) return nullptr;
  return keep(real.string(), plain(path, real).string(), std::move(text));
}

bool Sources::allowed(const fs::path& real, const Walk& walk) const {
  return inside(real, walk.root) ||
         std::any_of(import_dirs_.begin(), import_dirs_.end(), [&](const fs::path& dir) {
           std::error_code error;
           return inside(real, fs::canonical(dir, error));
         });
}

/// Reads what an import names; reports when it cannot.
const Sources::Unit* Sources::find(const syntax::Import& import, const Unit& from, Walk& walk) {
  const std::string& named = import.path.text;
  const auto refuse = [&](const std::string& why, const std::string& label) {
    sink_.report(diag::import_not_found(named, why), import.path.span, label);
    return nullptr;
  };
  if (named.find('\0') != std::string::npos || fs::path(named).is_absolute())
    return refuse("an import is a path relative to this file", "");
  std::vector<fs::path> folders = {folder_of(from.path)};
  folders.insert(folders.end(), import_dirs_.begin(), import_dirs_.end());
  for (const fs::path& folder : folders) {
    std::error_code error;
    const fs::path real = fs::canonical(folder / named, error);
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
      continue;
    if (error) return refuse(error.message(), "");
    if (!allowed(real, walk))
      return refuse("it lies outside of the contract's folder and the import folders",
                    "not opened");
    std::string problem;
    if (const Unit* unit = read_import(folder / named, problem)) return unit;
    return refuse(problem, "");
  }
  return refuse("there is no such file", "looked for it in " + listed(folders));
}

void Sources::report_circle(const syntax::Import& import, const Unit& imported, const Walk& walk) {
  const auto first = std::find_if(walk.open.begin(), walk.open.end(),
                                  [&](const auto& open) { return open.first == &imported; });
  std::set<const Unit*> members;
  std::string text;
  constexpr std::ptrdiff_t shown = 8;
  for (auto at = first; at != walk.open.end(); ++at) {
    members.insert(at->first);
    if (at - first < shown) text += at->first->path + " → ";
    if (at - first == shown) text += "… → ";
  }
  if (!circles_.insert(members).second) return;
  sink_.report(diag::import_cycle(text + imported.path), import.path.span,
               "this closes the circle");
}

void Sources::enter(const Unit& unit, Walk& walk) {
  walk.complete &= unit.complete;
  walk.open.emplace_back(&unit, 0);
}

void Sources::follow(const syntax::Import& import, const Unit& from, Walk& walk) {
  const Unit* imported = find(import, from, walk);
  if (imported) walk.imports[&from].insert(imported);
  if (imported != nullptr && walk.done.contains(imported)) return;
  if (!imported) {
    walk.complete = false;
  } else if (std::any_of(walk.open.begin(), walk.open.end(),
                         [&](const auto& open) { return open.first == imported; })) {
    report_circle(import, *imported, walk);
    walk.complete = false;
  } else if (imported->ast.contract) {
    sink_
        .report(diag::import_of_contract(import.path.text), import.path.span,
                "only modules can be imported")
        .also(imported->ast.contract->span, "declared as a contract here");
    walk.complete = false;
  } else if (const auto [other, is_new] = walk.names.emplace(name_of(imported->path), imported);
             !is_new) {
    sink_
        .report(diag::import_same_name(other->first), import.path.span,
                "it has the name of `" + other->second->path + "`")
        .help("what is generated is called after the file: give one of the two another name");
    walk.complete = false;
    walk.done.insert(imported);
  } else {
    enter(*imported, walk);
  }
}

Sources::Loaded Sources::load(const std::string& path) {
  Loaded loaded;
  Walk walk;
  std::error_code error;
  walk.root = fs::weakly_canonical(folder_of(path), error);
  const Unit* named = read_named(path, loaded.problem);
  if (!named) return loaded;
  walk.names.emplace(name_of(named->path), named);
  enter(*named, walk);
  while (!walk.open.empty()) {
    const auto [unit, next] = walk.open.back();
    if (sink_.errors() >= source::Sink::most) {  // nobody reads on
      walk.complete = false;
      break;
    }
    if (next < unit->ast.imports.size()) {
      ++walk.open.back().second;
      follow(unit->ast.imports[next], *unit, walk);
    } else {
      walk.finished.push_back(unit);
      walk.done.insert(unit);
      walk.open.pop_back();
    }
  }
  loaded.complete = walk.complete;
  std::map<const Unit*, std::size_t> numbers;
  for (auto unit = walk.finished.rbegin(); unit != walk.finished.rend(); ++unit) {
    numbers.emplace(*unit, loaded.modules.size());
    loaded.modules.push_back(&(*unit)->ast);
    loaded.paths.push_back((*unit)->path);
  }
  if (!loaded.complete) return loaded;
  for (auto unit = walk.finished.rbegin(); unit != walk.finished.rend(); ++unit) {
    std::vector<std::size_t>& imports = loaded.imports.emplace_back();
    for (const Unit* imported : walk.imports[*unit]) imports.push_back(numbers.at(imported));
  }
  return loaded;
}

}  // namespace writ::cli
