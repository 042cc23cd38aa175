#include "compiler/emit/variants.h"

#include <algorithm>
#include <array>

#include "compiler/emit/code.h"
#include "compiler/emit/reserved.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"
#include "compiler/emit/value_rules.h"

namespace writ::emit {

using model::Contract;
using model::Record;
using model::Type;
using model::Variant;
using model::VariantId;

namespace {

// What else generated code declares beside a variant.
constexpr std::array<std::string_view, 43> neighbours = {
    "accepting",
    "add",
    "apply",
    "broken",
    "catalogue",
    "catalogues",
    "check",
    "checks",
    "constants",
    "contract_hash",
    "decode",
    "decode_as",
    "denied_if",
    "detail",
    "fields",
    "final_phases",
    "find_named",
    "functions",
    "guards",
    "in_words",
    "intent_kind",
    "invalid",
    "invariants",
    "leaf",
    "merge",
    "message",
    "name",
    "parse_name",
    "phase_named",
    "place",
    "read",
    "read_phase",
    "read_snapshot",
    "refuse",
    "require_values",
    "rules",
    "text_of",
    "to_json",
    "to_problem_json",
    "types",
    "value_rules",
    "view",
    "write",
};

/// Is it what C++ calls a type that a field can be of, or what else is in their name space?
bool names_type(const Contract& contract, const std::string& name) {
  const auto is = [&](const auto& one) {
    return name.starts_with(one.name) && type_identifier(one.name) == name;
  };
  const auto any = [&](const auto& all) { return std::any_of(all.begin(), all.end(), is); };
  for (const Record& record : contract.records)
    if (record.kind == Record::Kind::Named && is(record)) return true;
  return any(contract.enumerations) || any(contract.variants) || any(contract.intents) ||
         any(contract.composites) || (contract.is_grouped() && any(contract.groups));
}

/// Does anything beside the variant have this name?
bool is_taken(const Contract& contract, const std::string& name) {
  const auto is = [&](const model::Module& module) { return namespace_name(module.name) == name; };
  // Of types only those that got a `_` behind them begin with a small letter.
  return (name.ends_with('_') && names_type(contract, name)) ||
         std::find(neighbours.begin(), neighbours.end(), name) != neighbours.end() ||
         std::any_of(contract.modules.begin(), contract.modules.end(), is);
}

bool same_but_for_capitals(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) { return (x | 0x20) == (y | 0x20); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// Is a type of this name named in the fields of a record?
bool names(const Contract& contract, const Record& record, const std::string& name);

bool names(const Contract& contract, model::TypeId id, const std::string& name) {
  const Type& type = contract.type(id);
  switch (type.kind) {
    case Type::Kind::Enum:
      return contract.enumerations[model::index(type.enumeration)].name == name;
    case Type::Kind::Variant: return contract.variant(type.variant).name == name;
    case Type::Kind::Record: {
      const Record& record = contract.record(type.record);
      return record.kind == Record::Kind::Inline ? names(contract, record, name)
                                                 : record.name == name;
    }
    case Type::Kind::Map:
      if (names(contract, type.key, name)) return true;
      [[fallthrough]];
    case Type::Kind::Optional:
    case Type::Kind::List:
    case Type::Kind::Set: return names(contract, type.element, name);
    default: return false;
  }
}

bool names(const Contract& contract, const Record& record, const std::string& name) {
  return std::any_of(record.fields.begin(), record.fields.end(),
                     [&](const model::Field& field) { return names(contract, field.type, name); });
}

/// `std::get_if` and `emplace` go by the type: each case is a struct of its own.
std::string of_type(const Contract& contract, VariantId id) {
  return type_identifier(contract.variant(id).name);
}

}  // namespace

std::string variant_namespace(const Contract& contract, VariantId id) {
  std::string wanted = snake(contract.variant(id).name);
  const std::string bare = wanted;
  if (is_word_of_cpp(wanted) || is_global(wanted) || wanted.starts_with("explain_")) wanted += '_';
  std::size_t number = 1;
  for (std::size_t i = 0; i < model::index(id); ++i) {
    const std::string& other = contract.variants[i].name;
    if (same_but_for_capitals(other, contract.variant(id).name) && snake(other) == bare)
      ++number;  // `HTTPPort` and `HttpPort`
  }
  std::string name = number == 1 ? wanted : wanted + "_" + std::to_string(number);
  while (is_taken(contract, name)) name += name.ends_with('_') ? "2" : "_";
  return name;
}

std::string case_name(const Contract& contract, const Record& record) {
  std::string name = type_identifier(record.name);
  // In there the name of the case would hide the type that a field beside it has.
  const auto& cases = contract.variant(record.variant).cases;
  const bool hides = std::any_of(cases.begin(), cases.end(), [&](const Variant::Case& one) {
    return names(contract, contract.record(one.record), record.name);
  });
  if (hides) name += '_';
  const auto is = [&](const model::Field& field) { return member(field.name) == name; };
  while (std::any_of(record.fields.begin(), record.fields.end(), is))
    name += name.ends_with('_') ? "2" : "_";
  return name;
}

std::optional<VariantId> ended_variant(const Contract& contract, model::RecordId record) {
  const Record& of = contract.record(record);
  if (of.kind != Record::Kind::Case) return std::nullopt;
  if (contract.variant(of.variant).cases.back().record != record) return std::nullopt;
  return of.variant;
}

std::string variant_type(const Unit& unit, VariantId id) {
  const Variant& variant = unit.contract.variant(id);
  std::vector<std::string> names;
  Code code;
  const std::string space = variant_namespace(unit.contract, id);
  code.line("namespace " + space + " {").blank();
  for (const Variant::Case& one : variant.cases) {
    const Record& record = unit.contract.record(one.record);
    if (!record.doc.empty()) code.line(doc_comment(record.doc));
    code.line("// " + unit.at(record.span));
    code.line(record_struct(unit, one.record, false)).blank();
    names.push_back(space + "::" + case_name(unit.contract, record));
  }
  code.line("}  // namespace " + space);
  code.blank();
  if (!variant.doc.empty()) code.line(doc_comment(variant.doc));
  code.line("// " + unit.at(variant.span));
  code.line("using " + of_type(unit.contract, id) + " = std::variant<" + join(names, ", ") + ">;");
  return code.block();
}

// --- JSON ----------------------------------------------------------------------------------------

std::string read_variant(const Unit& unit, VariantId id) {
  const Variant& variant = unit.contract.variant(id);
  std::vector<std::string> quoted;
  for (const Variant::Case& one : variant.cases) quoted.push_back(quote(one.name));
  Code code;
  code.line("// " + unit.at(variant.span));
  code.open("void read(JsonReader& in, const Where& at, " + of_type(unit.contract, id) + "& out)");
  code.line("static constexpr std::string_view kinds[] = {" + join(quoted, ", ") + "};");
  code.open("switch (in.kind(at, kinds, " + variant_rule(unit, id) + "))");
  for (std::size_t i = 0; i < variant.cases.size(); ++i)
    code.line("case " + std::to_string(i) + ": return read(in, at, out.emplace<" +
              record_name(unit.contract, variant.cases[i].record) + ">());");
  code.line("default: return;  // reported");
  return code.close().close().block();
}

std::string write_variant(const Unit& unit, VariantId id, Writer writer) {
  return Code()
      .open("[[maybe_unused]] void " + verb(writer) + "(std::string& out, const " +
            of_type(unit.contract, id) + "& value)")
      .line("std::visit([&](const auto& one) { " + verb(writer) + "(out, one); }, value);")
      .close()
      .block();
}

// --- reading by path, hashing --------------------------------------------------------------------

std::string view_variant(const Unit& unit, VariantId id) {
  return Code()
      .open("View view(const " + of_type(unit.contract, id) + "& value, const writ::Path& path)")
      .line("return std::visit([&](const auto& one) { return view(one, path); }, value);")
      .close()
      .block();
}

std::string hash_variant(const Unit& unit, VariantId id) {
  return Code()
      .open("void add(writ::Hash& hash, const " + of_type(unit.contract, id) + "& value)")
      .line("hash.add(std::uint64_t{value.index()});")
      .line("std::visit([&](const auto& one) { add(hash, one); }, value);")
      .close()
      .block();
}

}  // namespace writ::emit
