#include "compiler/emit/variants.h"

#include <algorithm>
#include <array>
#include <set>

#include "compiler/emit/code.h"
#include "compiler/emit/reserved.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Contract;
using model::Record;
using model::Variant;
using model::VariantId;

namespace {

// What else generated code declares beside a variant.
constexpr std::array<std::string_view, 36> neighbours = {
    "accepting",  "add",         "apply",     "check",         "checks",          "constants",
    "decode",     "decode_into", "denied_if", "detail",        "fields",          "final_phases",
    "find_named", "functions",   "guards",    "intent_kind",   "invalid",         "invariants",
    "leaf",       "merge",       "name",      "phase_named",   "place",           "read",
    "read_key",   "read_phase",  "read_text", "read_snapshot", "require_message", "rules",
    "refuse",     "to_json",     "types",     "view",          "write",           "contract_hash",
};

/// The types that a field can be of, as C++ calls them, and what else shares their name space.
std::set<std::string> type_names(const Contract& contract) {
  std::set<std::string> names;
  for (const Record& record : contract.records)
    if (record.kind == Record::Kind::Named) names.insert(type_identifier(record.name));
  for (const model::Enumeration& one : contract.enumerations)
    names.insert(type_identifier(one.name));
  for (const Variant& one : contract.variants) names.insert(type_identifier(one.name));
  for (const model::Intent& one : contract.intents) names.insert(type_identifier(one.name));
  for (const model::CompositePhase& one : contract.composites)
    names.insert(type_identifier(one.name));
  return names;
}

/// `std::get_if` and `emplace` go by the type: each case is a struct of its own.
std::string of_type(const Contract& contract, VariantId id) {
  return type_identifier(contract.variant(id).name);
}

}  // namespace

std::string variant_namespace(const Contract& contract, VariantId id) {
  const Variant& variant = contract.variant(id);
  std::set<std::string> taken = type_names(contract);
  taken.insert(neighbours.begin(), neighbours.end());
  for (const model::Module& module : contract.modules) taken.insert(namespace_name(module.name));
  for (std::size_t i = 0; i < model::index(id); ++i)
    taken.insert(snake(contract.variants[i].name));  // `HTTPs` and `HttpS`
  std::string name = snake(variant.name);
  if (is_word_of_cpp(name) || is_global(name) || name.starts_with("explain_")) name += '_';
  return Scope(std::move(taken)).fresh(name);
}

std::string case_name(const Contract& contract, const Record& record) {
  const std::string name = type_identifier(record.name);
  // In there the name of the case would hide the type, which a field of it may have.
  return name + (type_names(contract).contains(name) ? "_" : "");
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
  std::vector<std::string> names;
  std::vector<std::string> quoted;
  for (const Variant::Case& one : variant.cases) {
    names.push_back(one.name);
    quoted.push_back(quote(one.name));
  }
  Code code;
  code.line("// " + unit.at(variant.span));
  code.open("void read(JsonReader& in, const Where& at, " + of_type(unit.contract, id) + "& out)");
  code.line("static constexpr std::string_view kinds[] = {" + join(quoted, ", ") + "};");
  code.open("switch (in.kind(at, kinds, " + quote(join(names, ", ")) + "))");
  for (std::size_t i = 0; i < variant.cases.size(); ++i)
    code.line("case " + std::to_string(i) + ": return read(in, at, out.emplace<" +
              record_name(unit.contract, variant.cases[i].record) + ">());");
  code.line("default: return;  // reported");
  return code.close().close().block();
}

std::string write_variant(const Unit& unit, VariantId id) {
  return Code()
      .open("[[maybe_unused]] void write(std::string& out, const " + of_type(unit.contract, id) +
            "& value)")
      .line("std::visit([&](const auto& one) { write(out, one); }, value);")
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
