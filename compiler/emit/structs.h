/// Records, payloads, patches and enums as C++ types, and the patch functions.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/unit.h"

namespace writ::emit {

/// `/// …` lines for a documentation comment; empty for none.
[[nodiscard]] std::string doc_comment(const model::Doc& doc);

/// The struct of a record, with the records written in it; `patch` adds its `Patch`.
[[nodiscard]] std::string record_struct(const Unit& unit, model::RecordId record, bool patch);

/// `enum class Currency …` and its `name`.
[[nodiscard]] std::string enumeration(const model::Enumeration& enumeration);
/// Is a constant no scalar, made of what may be declared behind the scalar ones?
[[nodiscard]] bool is_built(const model::Contract& contract, const model::Constant& constant);
[[nodiscard]] std::string constant(const Unit& unit, const model::Constant& constant);

/// Intents that a guard can suggest something for.
[[nodiscard]] std::vector<model::IntentId> suggestible(const model::Contract& contract);
/// Intents that have a `Patch`: these, or all of a contract whose intents are drafted.
[[nodiscard]] std::vector<model::IntentId> patched(const Unit& unit);
/// Does the struct of this record need a `Patch`? Records of modules always have one.
[[nodiscard]] bool has_patch(const Unit& unit, model::RecordId record);

/// Is its patch a part of that of an intent?
[[nodiscard]] bool is_in_patch(const Unit& unit, model::RecordId record);

/// The payloads that have one, and the records in them that are parts of it: inner ones first.
[[nodiscard]] std::vector<model::RecordId> patched_records(const Unit& unit);

/// A leaf of a patch: `line.quantity`, as a path of members and as a field's name `line_quantity`.
struct Leaf {
  std::string access;
  std::string field;
  std::string path;  ///< JSON Pointer: `/line/quantity`
  model::TypeId type{};
  bool required = false;
  bool authored = false;  ///< only a caller may give it
  bool secret = false;    ///< or something in it is
};
[[nodiscard]] std::vector<Leaf> leaves(const model::Contract& contract, model::RecordId record);

/// The fields that JSON has: what is ephemeral is not stored.
[[nodiscard]] std::vector<model::Field> stored_fields(const model::Record& record);

}  // namespace writ::emit
