#include "compiler/emit/emit.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts.h"
#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

namespace {

/// A file of a contract: what is behind the stem, the template, and what is filled in.
struct ContractFile {
  std::string_view name;
  std::string_view from;
  Facts ContractFacts::*facts;
};

std::vector<ContractFile> contract_files(const With& with) {
  std::vector<ContractFile> files = {
      {".writ.h", "contract.h.tpl", &ContractFacts::header},
      {".writ.cc", "contract.cc.tpl", &ContractFacts::steps},
      {".writ.words.cc", "contract.words.cc.tpl", &ContractFacts::words},
      {".writ.json.cc", "contract.json.cc.tpl", &ContractFacts::json},
      {".writ.snapshot.cc", "contract.snapshot.cc.tpl", &ContractFacts::snapshot},
      {".writ.json_out.cc", "contract.json_out.cc.tpl", &ContractFacts::json_out},
      {".writ.checks.h", "contract.checks.h.tpl", &ContractFacts::checks},
  };
  if (with.testing)
    files.push_back({".writ.testing.h", "contract.testing.h.tpl", &ContractFacts::testing});
  if (with.nlohmann)
    files.push_back({".writ.nlohmann.h", "contract.nlohmann.h.tpl", &ContractFacts::nlohmann});
  if (with.log) {
    files.push_back({".writ.log.h", "contract.log.h.tpl", &ContractFacts::log_header});
    files.push_back({".writ.log.cc", "contract.log.cc.tpl", &ContractFacts::log});
  }
  if (with.mcp) {
    files.push_back({".writ.mcp.h", "contract.mcp.h.tpl", &ContractFacts::mcp_header});
    files.push_back({".writ.mcp.cc", "contract.mcp.cc.tpl", &ContractFacts::mcp});
  }
  if (!with.languages.empty()) {
    files.push_back(
        {".writ.messages.h", "contract.messages.h.tpl", &ContractFacts::messages_header});
    files.push_back({".writ.messages.cc", "contract.messages.cc.tpl", &ContractFacts::messages});
  }
  return files;
}

/// No two empty lines in a row, none behind an opening or before a closing brace; lines that fit.
std::string tidy(std::string_view text) {
  std::string out;
  bool in_namespace = false;  // the last line opened one
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t stop = std::min(text.find('\n', from), text.size());
    std::string_view line = text.substr(from, stop - from);
    while (line.ends_with(' ')) line.remove_suffix(1);
    from = stop + 1;
    const bool empty = line.empty();
    const bool opened = out.ends_with(" {\n") && !in_namespace;
    if (empty && (out.empty() || out.ends_with("\n\n") || opened)) continue;
    if (!empty) in_namespace = line.starts_with("namespace");
    if (line.find_first_not_of(' ') != std::string_view::npos &&
        line.substr(line.find_first_not_of(' ')).starts_with('}') && !line.starts_with("}  //") &&
        out.ends_with("\n\n"))
      out.pop_back();
    (out += line) += '\n';
  }
  return wrap(out);
}

/// The same for the same text, and for no other (FNV-1a, 64 bits).
std::string guard(std::string_view module, std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  char digits[24];
  std::snprintf(digits, sizeof digits, "_%016llX", static_cast<unsigned long long>(hash));
  std::string name = "WRIT_MODULE_" + snake(module) + digits;
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

}  // namespace

std::vector<std::string> output_names(const model::Contract& contract, const source::Files& files,
                                      const With& with) {
  const Unit unit(contract, files);
  std::vector<std::string> names;
  for (const ContractFile& file : contract_files(with))
    names.push_back(unit.stem + std::string(file.name));
  for (std::size_t i = 1; i < contract.modules.size(); ++i)
    names.push_back(contract.modules[i].name + ".writ.h");
  return names;
}

Emitted emit(const model::Contract& contract, const source::Files& files,
             std::string_view tool_version, const With& with) {
  Unit unit(contract, files);
  unit.drafts = with.drafts;
  ContractFacts facts = contract_facts(unit, tool_version, with);
  facts.messages_header = message_header_facts(unit, tool_version);
  facts.messages = message_facts(unit, tool_version, with.languages);
  Emitted emitted;
  const auto add = [&](std::string name, std::string_view from, const Facts& filled_with) {
    Rendered rendered = render(template_text(from), filled_with);
    if (!rendered.problem.empty() && emitted.problem.empty())
      emitted.problem = std::string(from) + ": " + rendered.problem;
    emitted.files.push_back({std::move(name), tidy(rendered.text)});
  };
  for (const ContractFile& file : contract_files(with))
    add(unit.stem + std::string(file.name), file.from, facts.*file.facts);
  for (std::size_t i = 1; i < contract.modules.size(); ++i) {
    const std::string& name = contract.modules[i].name;
    Facts module = module_facts(unit, static_cast<model::ModuleId>(i), tool_version);
    const Rendered unguarded = render(template_text("module.h.tpl"), module.text("guard", ""));
    module.text("guard", guard(name, unguarded.text));
    add(name + ".writ.h", "module.h.tpl", module);
  }
  return emitted;
}

}  // namespace writ::emit
