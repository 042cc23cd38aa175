// What a contract says in other languages: tables of constants.
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts.h"
#include "compiler/emit/facts_parts.h"

namespace writ::emit {

Facts message_facts(const Unit& unit, std::string_view tool,
                    const std::vector<model::Translation>& languages) {
  std::vector<Facts> all;
  for (const model::Translation& one : languages) {
    std::vector<Facts> phrases;
    for (const auto& [key, text] : one.phrases)
      phrases.push_back(item("phrase", "{" + quote(key) + ", " + quote(text) + "},"));
    std::string name = "in_" + one.language;  // no word of C++ begins so
    for (char& c : name)
      if (c == '-') c = '_';
    all.push_back(item("name", std::move(name)).text("tag", quote(one.language)));
    all.back().list("phrases", std::move(phrases));
  }
  return banner(unit, tool).list("languages", std::move(all));
}

Facts message_header_facts(const Unit& unit, std::string_view tool) { return banner(unit, tool); }

}  // namespace writ::emit
