/// The model in, C++ out.
///
/// In: a checked contract. Out: the texts of its generated files and of the headers of the modules
/// it imports, the same for the same input, byte by byte. Never touches the disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/model/phrases.h"

namespace writ::emit {

struct OutputFile {
  std::string name;  ///< `order.writ.h`
  std::string text;
};

struct Emitted {
  std::vector<OutputFile> files;
  std::string problem;  ///< empty; else a mistake of ours: a template and its facts do not agree
};

/// What is wanted besides the program.
struct With {
  bool testing = false;   ///< `order.writ.testing.h`
  bool drafts = false;    ///< a `Patch` for every intent, for `writ::Draft`
  bool log = false;       ///< `order.writ.log.h` and `.cc`
  bool mcp = false;       ///< `order.writ.mcp.h` and `.cc`, which need those of the log
  bool nlohmann = false;  ///< `order.writ.nlohmann.h`, and what it calls
  /// An intent as a tool of a language model.
  struct Tool {
    model::IntentId intent{};
    std::string title;
    std::string description;
    std::string input_schema;  ///< JSON
  };
  std::vector<Tool> tools;  ///< with `mcp`
  /// Not empty: `order.writ.messages.h` and `.cc`, with these languages.
  std::vector<model::Translation> languages;
};

[[nodiscard]] Emitted emit(const model::Contract& contract, const source::Files& files,
                           std::string_view tool_version, const With& with);

/// The names alone, in the same order.
[[nodiscard]] std::vector<std::string> output_names(const model::Contract& contract,
                                                    const source::Files& files, const With& with);

}  // namespace writ::emit
