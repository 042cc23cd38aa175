#include "compiler/emit/structs.h"

#include <algorithm>
#include <iterator>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/types.h"
#include "compiler/emit/variants.h"
#include "compiler/model/secrets.h"

namespace writ::emit {

using model::Contract;
using model::Record;
using model::RecordId;
using model::Type;

std::string doc_comment(const model::Doc& doc) {
  std::string out;
  for (const std::string& line : doc) out += line.empty() ? "///\n" : "/// " + comment(line) + "\n";
  if (!out.empty()) out.pop_back();
  return out;
}

namespace {

/// A number of microseconds or days, which nobody reads as what it is.
bool is_time(const Type& type) {
  return type.kind == Type::Kind::Instant || type.kind == Type::Kind::Duration ||
         type.kind == Type::Kind::Date;
}

std::string field_note(const Unit& unit, const model::Field& field) {
  std::vector<std::string> notes;
  for (const std::string& line : field.doc) notes.push_back(comment(line));
  const Type& type = unit.type(field.type);
  if (!condition(unit.contract, field.type, "x").empty())
    notes.push_back(comment(expected(unit.contract, field.type)));
  if (type.kind == Type::Kind::Map || type.kind == Type::Kind::List ||
      type.kind == Type::Kind::Set) {
    if (!condition(unit.contract, type.element, "x").empty())
      notes.push_back("each " + comment(expected(unit.contract, type.element)));
  }
  if (field.initial && is_time(type))
    notes.push_back("= " + value_words(type, field.initial->number));
  return notes.empty() ? "" : "  ///< " + join(notes, "; ");
}

/// Class types that a caller must give have no initialiser: a compiler then names the one that a
/// designated initialiser forgot.
std::string initialiser(const Unit& unit, const Record& record, const model::Field& field) {
  const Type& type = unit.type(field.type);
  if (field.initial) {
    const std::string value = Lower(unit.contract)(*field.initial);
    return value.starts_with("std::string_view") ? "{" + value + "}" : " = " + value;
  }
  const bool given = record.kind == Record::Kind::Payload || record.kind == Record::Kind::Named ||
                     record.kind == Record::Kind::Case;
  switch (type.kind) {
    case Type::Kind::Bool: return " = false";
    case Type::Kind::Int: return " = 0";
    case Type::Kind::Float: return " = 0.0";
    case Type::Kind::Enum:
    case Type::Kind::Optional:
    case Type::Kind::Instant:
    case Type::Kind::Duration:
    case Type::Kind::Date:
    case Type::Kind::Uuid:
    case Type::Kind::Decimal: return " = {}";
    default: return given ? "" : " = {}";
  }
}

/// A record that is written in place goes by its own name inside of its owner.
std::string member_type(const Unit& unit, model::TypeId id) {
  const Type& type = unit.type(id);
  const bool written_in_place = type.kind == Type::Kind::Record &&
                                unit.contract.record(type.record).kind == Record::Kind::Inline;
  return written_in_place ? inner_record_name(unit.contract, unit.contract.record(type.record))
                          : type_name(unit.contract, id);
}

std::string optional_of(const Contract& contract, model::TypeId id) {
  const Type& type = contract.type(id);
  if (type.kind == Type::Kind::Record) return record_name(contract, type.record) + "::Patch";
  if (type.kind == Type::Kind::Optional) return type_name(contract, id);
  return "std::optional<" + type_name(contract, id) + ">";
}

void patch_struct(const Unit& unit, const Record& record, Code& code) {
  code.blank();
  code.line("/// Every member optional: an incomplete one, a proposal, a suggestion.");
  code.open("struct Patch");
  for (const model::Field& field : record.fields)
    code.line(optional_of(unit.contract, field.type) + " " + member(field.name) + " = {};");
  code.line("friend bool operator==(const Patch&, const Patch&) = default;");
  code.close(";");
}

void field_enum(const Unit& unit, RecordId id, Code& code) {
  std::vector<std::string> all;
  std::vector<std::string> paths;
  std::vector<std::string> required;
  std::vector<std::string> authored;
  std::vector<std::string> secret;
  for (const Leaf& leaf : leaves(unit.contract, id)) {
    all.push_back(leaf.field);
    paths.push_back(quote(leaf.path));
    if (leaf.authored) authored.push_back("Field::" + leaf.field);
    if (leaf.required) required.push_back("Field::" + leaf.field);
    if (leaf.secret) secret.push_back("Field::" + leaf.field);
  }
  if (all.empty()) return;
  code.line("/// The leaves of the payload, for a `writ::FieldSet`.");
  code.line("enum class Field : std::uint8_t { " + join(all, ", ") + " };");
  code.line("static constexpr auto required = writ::FieldSet::of(" + join(required, ", ") + ");");
  if (!authored.empty()) {
    code.line("/// Only a caller may give these, and no proposer.");
    code.line("static constexpr auto authored = writ::FieldSet::of(" + join(authored, ", ") + ");");
  }
  if (!unit.drafts) return;
  if (!secret.empty()) {
    code.line("/// Nobody is told what these are.");
    code.line("static constexpr auto secret_fields = writ::FieldSet::of(" + join(secret, ", ") +
              ");");
  }
  code.line("/// Where they stand in its JSON.");
  code.line("static constexpr std::string_view field_paths[] = {" + join(paths, ", ") + "};");
}

void equality(const Record& record, const std::string& name, Code& code) {
  const auto ephemeral = [](const model::Field& field) { return field.ephemeral; };
  if (std::none_of(record.fields.begin(), record.fields.end(), ephemeral)) {
    code.line("friend bool operator==(const " + name + "&, const " + name + "&) = default;");
    return;
  }
  std::vector<std::string> all;
  for (const model::Field& field : record.fields) {
    const std::string of = member(field.name);
    if (!field.ephemeral) all.push_back("a_." + of + " == b_." + of);
  }
  code.line("/// What is ephemeral is not compared.");  // no field ends in `_`
  code.open("friend bool operator==(const " + name + "&" + (all.empty() ? "" : " a_") + ", const " +
            name + "&" + (all.empty() ? "" : " b_") + ")");
  code.line("return " + (all.empty() ? "true" : join(all, " && ")) + ";");
  code.close();
}

void reply_lines(const Unit& unit, RecordId id, Code& code) {
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const model::Intent& intent = unit.contract.intents[i];
    if (intent.payload != id || !intent.reply) continue;
    code.line("/// What an accepted one is answered with.");
    code.line("using Answer = " + type_name(unit.contract, *intent.reply) + ";");
    code.line("static constexpr std::size_t answer_index = " + std::to_string(i + 1) + ";");
    code.blank();
  }
}

void struct_of(const Unit& unit, RecordId id, bool patch, Code& code) {
  const Record& record = unit.contract.record(id);
  const std::string name = record.kind == Record::Kind::State ? "State"
                           : record.kind == Record::Kind::Inline
                               ? inner_record_name(unit.contract, record)
                           : record.kind == Record::Kind::Case ? case_name(unit.contract, record)
                                                               : type_identifier(record.name);
  code.open("struct " + name);
  for (std::size_t i = 0; i < unit.contract.records.size(); ++i) {
    const Record& inner = unit.contract.records[i];
    if (inner.kind == Record::Kind::Inline && inner.owner == id)
      struct_of(unit, static_cast<RecordId>(i), patch, code);
  }
  code.blank();
  if (record.kind == Record::Kind::Payload) reply_lines(unit, id, code);
  for (const model::Field& field : record.fields)
    code.line(member_type(unit, field.type) + " " + member(field.name) +
              initialiser(unit, record, field) + ";" + field_note(unit, field));
  equality(record, name, code);
  if (unit.ordered.contains(id)) {
    code.line("/// Member by member, in the order in which they stand.");
    code.line("friend auto operator<=>(const " + name + "&, const " + name + "&) = default;");
  }
  if (patch) patch_struct(unit, record, code);
  if (record.kind == Record::Kind::Payload) field_enum(unit, id, code);
  code.close(";");
}

bool contains_record(const Contract& contract, RecordId outer, RecordId wanted) {
  if (outer == wanted) return true;
  for (const model::Field& field : contract.record(outer).fields) {
    const Type& type = contract.type(field.type);
    if (type.kind == Type::Kind::Record && contains_record(contract, type.record, wanted))
      return true;
  }
  return false;
}

class Leaves {
 public:
  explicit Leaves(const Contract& contract) : contract_(contract), secrets_(contract) {}

  /// `whole` is the record as if it were a leaf; its names end in what goes between.
  void add(RecordId id, const Leaf& whole, std::vector<Leaf>& out) {
    for (const model::Field& f : contract_.record(id).fields) {
      const Type& type = contract_.type(f.type);
      Leaf leaf{.access = whole.access + member(f.name),
                .field = whole.field + f.name,
                .path = whole.path + pointer_step(f.wire_name),
                .type = f.type,
                .required = whole.required && !f.initial && type.kind != Type::Kind::Optional,
                .authored = whole.authored || f.authored,
                .secret = whole.secret || f.secret};
      if (type.kind == Type::Kind::Record) {
        leaf.access += ".";
        leaf.field += "_";
        add(type.record, leaf, out);
      } else {
        leaf.field = identifier(leaf.field);
        leaf.secret |= secrets_.type(f.type);
        out.push_back(std::move(leaf));
      }
    }
  }

 private:
  const Contract& contract_;
  model::SecretsIn secrets_;
};

}  // namespace

std::string record_struct(const Unit& unit, RecordId record, bool patch) {
  Code code;
  struct_of(unit, record, patch, code);
  return code.block();
}

std::string enumeration(const model::Enumeration& enumeration) {
  std::vector<std::string> members;
  for (const std::string& m : enumeration.members) members.push_back(identifier(m));
  const std::string name = type_identifier(enumeration.name);
  Code code;
  const char* const wide = members.size() > 65'536 ? "32" : members.size() > 256 ? "16" : "8";
  code.line("enum class " + name + " : std::uint" + wide + "_t { " + join(members, ", ") + " };");
  code.line("/// As the contract spells it; `?` for what is no member.");
  code.open("[[nodiscard]] constexpr std::string_view name(" + name + " value)");
  code.open("switch (value)");
  for (std::size_t i = 0; i < members.size(); ++i)
    code.line("case " + name + "::" + members[i] + ": return " + quote(enumeration.members[i]) +
              ";");
  code.close();
  code.line("return \"?\";");
  return code.close().block();
}

bool is_built(const Contract& contract, const model::Constant& constant) {
  switch (contract.type(constant.type).kind) {
    case Type::Kind::Record:
    case Type::Kind::Variant:
    case Type::Kind::List:
    case Type::Kind::Set:
    case Type::Kind::Map:
    case Type::Kind::Optional: return true;
    default: return false;
  }
}

std::string constant(const Unit& unit, const model::Constant& constant) {
  const Type& type = unit.type(constant.type);
  const std::string name = value_name(unit.contract, constant.module, constant.name);
  const std::string value = Lower(unit.contract)(constant.value);
  if (is_built(unit.contract, constant))
    return "inline const " + type_name(unit.contract, constant.type) + " " + name + " = " + value +
           ";";
  const std::string cpp = type.kind == Type::Kind::String ? "std::string_view"
                                                          : type_name(unit.contract, constant.type);
  return "inline constexpr " + cpp + " " + name +
         (value.starts_with(cpp + "{") ? value.substr(cpp.size()) : " = " + value) + ";" +
         (is_time(type) ? "  // " + value_words(type, constant.value.number) : "");
}

std::vector<model::IntentId> suggestible(const Contract& contract) {
  std::vector<model::IntentId> out;
  for (const model::Guard& guard : contract.guards)
    for (const model::GuardOn& on : guard.on)
      for (const model::Clause& clause : on.clauses)
        if (!clause.require.suggestions.empty()) out.push_back(on.intent);
  for (const model::Transition& transition : contract.transitions)
    model::each_statement(transition.body, [&](const model::Statement& one) {
      if (one.require && !one.require->suggestions.empty()) out.push_back(transition.intent);
    });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<model::IntentId> patched(const Unit& unit) {
  if (!unit.drafts) return suggestible(unit.contract);
  std::vector<model::IntentId> all;
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i)
    all.push_back(static_cast<model::IntentId>(i));
  return all;
}

bool has_patch(const Unit& unit, RecordId record) {
  const Record& of = unit.contract.record(record);
  const bool shared = of.module != model::ModuleId{} && of.kind == Record::Kind::Named;
  return shared || is_in_patch(unit, record);
}

bool is_in_patch(const Unit& unit, RecordId record) {
  for (const model::IntentId intent : patched(unit))
    if (contains_record(unit.contract, unit.contract.intents[model::index(intent)].payload, record))
      return true;
  return false;
}

std::vector<RecordId> patched_records(const Unit& unit) {
  std::vector<RecordId> payloads;
  for (const model::IntentId id : patched(unit))
    payloads.push_back(unit.contract.intents[model::index(id)].payload);
  std::vector<RecordId> all = records_in(unit.contract, payloads);
  all.erase(
      std::remove_if(all.begin(), all.end(), [&](RecordId id) { return !is_in_patch(unit, id); }),
      all.end());
  return all;
}

std::vector<Leaf> leaves(const Contract& contract, RecordId record) {
  std::vector<Leaf> out;
  Leaf whole;
  whole.required = true;
  Leaves(contract).add(record, whole, out);
  Scope scope;
  for (Leaf& leaf : out) leaf.field = scope.fresh(leaf.field);  // `a_b`, and `b` of the record `a`
  return out;
}

std::vector<model::Field> stored_fields(const model::Record& record) {
  std::vector<model::Field> fields;
  std::copy_if(record.fields.begin(), record.fields.end(), std::back_inserter(fields),
               [](const model::Field& field) { return !field.ephemeral; });
  return fields;
}

}  // namespace writ::emit
