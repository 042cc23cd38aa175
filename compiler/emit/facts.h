/// What each template is filled with.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/emit/emit.h"
#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"
#include "compiler/model/phrases.h"

namespace writ::emit {

/// The facts of the files of a contract. Made together: the rules that the steps need stand
/// in the others.
struct ContractFacts {
  Facts header;
  Facts steps;
  Facts words;
  Facts json;
  Facts snapshot;
  Facts json_out;
  Facts checks;
  Facts testing;
  Facts nlohmann;
  Facts mcp_header;
  Facts mcp;
  Facts log_header;
  Facts log;
  Facts messages_header;
  Facts messages;
};

[[nodiscard]] ContractFacts contract_facts(Unit& unit, std::string_view tool_version,
                                           const With& with);
/// What it says, in these languages.
[[nodiscard]] Facts message_facts(const Unit& unit, std::string_view tool_version,
                                  const std::vector<model::Translation>& languages);
[[nodiscard]] Facts message_header_facts(const Unit& unit, std::string_view tool_version);
[[nodiscard]] Facts module_facts(const Unit& unit, model::ModuleId module,
                                 std::string_view tool_version);

}  // namespace writ::emit
