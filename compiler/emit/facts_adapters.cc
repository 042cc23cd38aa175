// For nlohmann_json: which types of a contract become trees, and are made of them.
#include <algorithm>
#include <map>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/names.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/types.h"
#include "compiler/emit/variants.h"

namespace writ::emit {

namespace {

/// A type that converts by itself.
struct Adapted {
  std::string space;  ///< the C++ namespace in which a call finds its functions
  std::string name;   ///< in there
  bool is_enum = false;
  bool is_read = false;
  bool is_shared = false;  ///< of a module
};

class Collector {
 public:
  explicit Collector(const Unit& unit)
      : unit_(unit), read_(records_in(unit.contract, json_roots(unit.contract), is_not_stored)) {}

  std::vector<Adapted> all() {
    const model::Contract& c = unit_.contract;
    const std::vector<model::EnumId> enums = enums_in(c, json_roots(c));
    for (std::size_t i = 0; i < c.enumerations.size(); ++i) {
      const bool read =
          std::find(enums.begin(), enums.end(), static_cast<model::EnumId>(i)) != enums.end();
      Adapted& added = add(c.enumerations[i].module, type_identifier(c.enumerations[i].name), read);
      added.is_enum = true;
    }
    for (const model::RecordId id : records_in(c, written_roots(c))) {
      const model::Record& record = c.record(id);
      const bool read = std::find(read_.begin(), read_.end(), id) != read_.end();
      if (const auto variant = ended_variant(c, id)) {
        Adapted& added =
            add(c.variant(*variant).module, type_identifier(c.variant(*variant).name), read);
        added.name = "::" + added.space + "::" + added.name;  // a case may be called like it
        added.space += "::" + variant_namespace(c, *variant);
      } else if (record.kind != model::Record::Kind::Case &&
                 record.kind != model::Record::Kind::Event && !in_state(c, record)) {
        add(record.module, record_name(c, id), read);
      }
    }
    return std::move(all_);
  }

 private:
  Adapted& add(model::ModuleId module, std::string name, bool read) {
    const bool own = module == model::ModuleId{};
    const std::string space =
        own ? unit_.name_space : namespace_name(unit_.contract.modules[model::index(module)].name);
    return all_.emplace_back(Adapted{space, std::move(name), false, read, !own});
  }

  const Unit& unit_;
  std::vector<model::RecordId> read_;
  std::vector<Adapted> all_;
};

std::string text_head(const Adapted& type) {
  return "std::string json_text(writ::Exactly<" + type.name + "> it)";
}
std::string read_head(const Adapted& type) {
  return "writ::Problems read_json(std::string_view json, " + type.name + "& out)";
}

void declare(const Adapted& type, Code& code) {
  code.line("[[nodiscard]] " + text_head(type) + ";");
  if (type.is_read) code.line("[[nodiscard]] " + read_head(type) + ";");
}

/// Of a type of a module a weak one: each contract that imports it may bring its own.
void define(const std::string& head, const std::string& result, const Adapted& type, Code& code) {
  code.open((type.is_shared ? "[[gnu::weak]] " : "") + head);
  code.line("return " + result + ";");
  code.close();
}

}  // namespace

std::vector<Facts> adapters(const Unit& unit, Adapters part) {
  const std::string own = "::" + unit.name_space + "::";
  std::map<std::string, Code> spaces;
  for (const Adapted& type : Collector(unit).all()) {
    Code& code = spaces[type.space];
    if (part == Adapters::Declared) declare(type, code);
    if (part == Adapters::Read && type.is_read)
      define(read_head(type), own + "problems_of(json, out)", type, code);
    if (part == Adapters::Written)
      define(text_head(type), own + (type.is_enum ? "quoted(name(it.value))" : "text_of(it.value)"),
             type, code);
  }
  std::vector<Facts> out;
  for (const auto& [space, code] : spaces)
    if (!code.empty()) out.push_back(item("space", space).text("text", code.block()));
  return out;
}

Facts nlohmann_facts(const Unit& unit, std::string_view tool) {
  const model::Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  facts.flag("has_events", !c.events.empty());
  return facts.list("spaces", adapters(unit, Adapters::Declared));
}

}  // namespace writ::emit
