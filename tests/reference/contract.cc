#include "contract.h"

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "compiler/sema/check.h"
#include "compiler/source/render.h"
#include "compiler/syntax/parse.h"

namespace reference {

namespace fs = std::filesystem;
using namespace writ;

namespace {

/// The trees of a contract and of its imports: who imports stands before what it imports.
void load(const fs::path& path, source::Files& files, source::Sink& sink,
          std::deque<syntax::Ast>& trees, std::vector<fs::path>& loaded) {
  std::erase(loaded, path);
  loaded.push_back(path);
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  trees.push_back(syntax::parse(files, files.add(path.string(), text), sink));
  const syntax::Ast& tree = trees.back();
  for (const syntax::Import& import : tree.imports)
    load((path.parent_path() / import.path.text).lexically_normal(), files, sink, trees, loaded);
}

}  // namespace

Checked checked(const std::string& path) {
  source::Files files;
  source::Sink sink;
  std::deque<syntax::Ast> trees;
  std::vector<fs::path> loaded;
  load(path, files, sink, trees, loaded);
  sema::Input input{files, {}};
  for (const fs::path& one : loaded)  // a module that several import: once, behind all of them
    for (auto tree = trees.rbegin(); tree != trees.rend(); ++tree)
      if (files[tree->file].path() == one.string()) {
        input.modules.push_back(&*tree);
        break;
      }
  if (auto contract = sema::check(input, sink)) return {std::move(files), *std::move(contract)};
  std::fputs(source::render(files, sink, {source::Format::Text, false}).c_str(), stderr);
  std::exit(1);
}

model::Contract contract(const std::string& path) { return checked(path).contract; }

}  // namespace reference
