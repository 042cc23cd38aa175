#include "compiler/cli/pipeline.h"

#include <algorithm>
#include <cstdio>

#include "compiler/cli/exit_code.h"
#include "compiler/messages/catalogue.h"
#include "compiler/sema/check.h"
#include "compiler/source/printable.h"
#include "compiler/syntax/ast.h"

namespace writ::cli {

std::optional<Sources::Loaded> Pipeline::load(const std::string& path) {
  Sources::Loaded loaded = sources_.load(path);
  if (loaded.problem.empty()) return loaded;
  problems_.push_back("cannot read `" + path + "`: " + loaded.problem);
  exit_code_ = worse(exit_code_, InputMissing);
  return std::nullopt;
}

Pipeline::Result Pipeline::run(const std::string& path, bool only_contracts) {
  Result result;

  // source and syntax: the file and its imports
  const std::optional<Sources::Loaded> loaded = load(path);
  if (!loaded) return result;
  result.read = loaded->paths;
  if (!loaded->complete) return result;

  // sema: names, types, facts
  const sema::Input input{files_, loaded->modules, loaded->imports};
  result.is_module = !loaded->modules.front()->contract;
  if (result.is_module && !only_contracts) {
    sema::check_module(input, sink_);
  } else {
    result.contract = sema::check(input, sink_);
  }
  return result;
}

std::unique_ptr<sema::Steps> Pipeline::open(const std::string& path) {
  const std::optional<Sources::Loaded> loaded = load(path);
  if (!loaded || !loaded->complete) return nullptr;
  return sema::Steps::open({files_, loaded->modules, loaded->imports}, sink_);
}

std::vector<model::Translation> Pipeline::translations(const std::vector<std::string>& paths,
                                                       Result& result) {
  std::vector<model::Translation> all;
  if (!result.contract || paths.empty()) return all;
  std::vector<std::vector<messages::Catalogue>> languages;  // in the order given
  for (const std::string& path : paths) {
    FileText read = read_regular_file(path, messages::most_bytes);
    if (!read.problem.empty()) {
      problems_.push_back("cannot read `" + path + "`: " + read.problem);
      exit_code_ = worse(exit_code_, InputMissing);
      continue;
    }
    const source::FileId file = files_.add(path, std::move(read.text));
    result.read.push_back(path);
    if (read.too_large) {
      sink_.report(diag::bad_catalogue("it has more than 1 MiB"), {file, 0, 0});
    } else if (auto catalogue = messages::read(files_, file, sink_)) {
      const auto same = std::find_if(languages.begin(), languages.end(), [&](const auto& known) {
        return known.front().language == catalogue->language;
      });
      auto& language = same == languages.end() ? languages.emplace_back() : *same;
      language.push_back(*std::move(catalogue));
    }
  }
  if (!problems_.empty() || sink_.errors() > 0) return all;  // a part of a language is not judged
  const std::vector<model::Phrase> wanted = messages::wanted(*result.contract, files_);
  for (const auto& language : languages)
    if (auto made = messages::translation(language, wanted, sink_)) all.push_back(*std::move(made));
  return all;
}

int Pipeline::report() {
  for (const std::string& problem : problems_) complain(problem);
  const std::string text = source::render(files_, sink_, {options_.format, options_.colour});
  std::fputs(text.c_str(), options_.format == source::Format::Json ? stdout : stderr);
  if (sink_.errors() > 0) return worse(exit_code_, ContractError);
  if (sink_.warnings() > 0 && options_.warnings_are_errors) return worse(exit_code_, Findings);
  return exit_code_;
}

void complain(const std::string& message) {
  std::fprintf(stderr, "writ: error: %s\n", source::printable(message).c_str());
}

}  // namespace writ::cli
