/// The blocks of C++ that the templates put into order: explanations, patches, reading by path,
/// hashing, JSON in and out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/emit/unit.h"

namespace writ::emit {

// --- explain.cc: refusals in words ---------------------------------------------------------------

/// The table of rules: one line a rule.
[[nodiscard]] std::string rule_table(const Unit& unit);
/// The types of payloads whose values a rule of it points to, with what they say.
[[nodiscard]] std::vector<model::TypeId> types_with_messages(const Unit& unit);
/// `if (rule == Rule::X) return …`: places whose keys are filled in.
[[nodiscard]] std::string rule_places(const Unit& unit);
/// `if (rule == Rule::X) return {…}`: the values in the messages of in-line `require`s.
[[nodiscard]] std::string rule_values(const Unit& unit);
/// `explain_in_stock(…)`: what one guard says to one intent.
[[nodiscard]] std::string explain_guard(const Unit& unit, const model::Guard& guard,
                                        const model::GuardOn& on);
/// What an in-line `require` or a `refuse` suggests.
[[nodiscard]] std::string rule_suggestions(const Unit& unit);
/// The case of one intent in the switch of `explain`; empty when no guard stands before it.
[[nodiscard]] std::string explain_case(const Unit& unit, model::IntentId intent);

// --- patches -------------------------------------------------------------------------------------

[[nodiscard]] std::string patch_functions(const Unit& unit, model::IntentId intent);

// --- views.cc: over values -----------------------------------------------------------------------

/// Says of which fields nothing is looked at.
using LeftOut = bool (*)(const model::Field&);
[[nodiscard]] bool is_not_shown(const model::Field& field);
[[nodiscard]] bool is_not_hashed(const model::Field& field);
[[nodiscard]] bool is_not_stored(const model::Field& field);

/// The records inside of `roots`, each after those that it contains.
[[nodiscard]] std::vector<model::RecordId> records_in(const model::Contract& contract,
                                                      const std::vector<model::RecordId>& roots,
                                                      LeftOut left_out = nullptr);
/// Those inside of a type, behind what is in `records` already.
void add_records(const model::Contract& contract, model::TypeId type,
                 std::vector<model::RecordId>& records);
/// The enums in what is stored of these records, and in these types.
[[nodiscard]] std::vector<model::EnumId> enums_in(const model::Contract& contract,
                                                  const std::vector<model::RecordId>& roots,
                                                  const std::vector<model::TypeId>& types = {});

[[nodiscard]] std::string view_function(const Unit& unit, model::RecordId record);
[[nodiscard]] std::string hash_function(const Unit& unit, model::RecordId record);

// --- json_in.cc, json_out.cc ---------------------------------------------------------------------

[[nodiscard]] std::string read_enum(const Unit& unit, model::EnumId id);
[[nodiscard]] std::string read_record(const Unit& unit, model::RecordId record);
/// The same for its patch: nothing has to be there.
[[nodiscard]] std::string read_patch(const Unit& unit, model::RecordId record);
/// Statements that read `out`, of any type, which stands at `at`.
[[nodiscard]] std::string read_value(const Unit& unit, model::TypeId type);
/// For whom JSON is: what is stored holds secrets, what is told to the world `***` in their place.
enum class Writer : std::uint8_t { Stores, Shows };
/// What the function is called that appends a value.
[[nodiscard]] inline std::string verb(Writer writer) {
  return writer == Writer::Stores ? "write" : "show";
}
[[nodiscard]] std::string write_record(const Unit& unit, model::RecordId record, Writer writer);
/// Statements that append `value`, of any type, to `out`.
[[nodiscard]] std::string write_value(const Unit& unit, model::TypeId type);
[[nodiscard]] std::string write_patch(const Unit& unit, model::RecordId record);

}  // namespace writ::emit
