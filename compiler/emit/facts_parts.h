/// Facts that more than one template is filled with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/emit.h"
#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// One text by itself.
[[nodiscard]] Facts item(std::string name, std::string value);
/// Each called `text`.
[[nodiscard]] std::vector<Facts> texts(std::vector<std::string> all);
/// The lines at the top of every file.
[[nodiscard]] Facts banner(const Unit& unit, std::string_view tool);
/// The intents by name; with their names as texts, too.
[[nodiscard]] std::vector<Facts> intents(const model::Contract& contract, bool texts);
/// Those that have a `Patch`.
[[nodiscard]] std::vector<Facts> patches(const Unit& unit);

/// The bits of so many members of an object: `0x1f`.
[[nodiscard]] std::string mask(std::size_t members);

/// Says whether there are events.
Facts& say_events(Facts& facts, const model::Contract& contract);
/// Has any intent an answer?
[[nodiscard]] bool answers(const model::Contract& contract);
/// May an intent be accepted in a phase?
[[nodiscard]] bool accepts(const model::Contract& contract, model::PhaseId phase,
                           model::IntentId intent);

/// Where each intent leads, phase by phase: a picture of the contract that a diff can follow.
[[nodiscard]] std::string diagram(const Unit& unit);
/// The phases, sets of them, their names.
[[nodiscard]] std::string phase_declarations(const Unit& unit);
/// Where a machine is, and what is remembered of phases that were left: for each template what it
/// says of that.
Facts& add_phases_to_header(Facts& facts, const Unit& unit);
Facts& add_phases_to_words(Facts& facts, const Unit& unit);
Facts& add_phases_to_snapshot(Facts& facts, const Unit& unit);
Facts& add_phases_to_json_out(Facts& facts, const Unit& unit);
Facts& add_phases_to_testing(Facts& facts, const Unit& unit);

/// What a contract says rather than does, and what it reads and writes as JSON.
[[nodiscard]] Facts word_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts json_facts(const Unit& unit, std::string_view tool, const With& with);
[[nodiscard]] Facts snapshot_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts json_out_facts(const Unit& unit, std::string_view tool, const With& with);
/// The records that are read, or written: the state, payloads, what is remembered; events and all
/// answers too.
[[nodiscard]] std::vector<model::RecordId> json_roots(const model::Contract& contract);
[[nodiscard]] std::vector<model::RecordId> written_roots(const model::Contract& contract);
/// What only tests of a program need.
[[nodiscard]] Facts testing_facts(const Unit& unit, std::string_view tool);

/// What only programs need that keep JSON as trees of nlohmann_json.
[[nodiscard]] Facts nlohmann_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts mcp_header_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts mcp_facts(const Unit& unit, std::string_view tool, const With& with);
[[nodiscard]] Facts log_header_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts log_facts(const Unit& unit, std::string_view tool);
/// Functions by which such a program asks for the readers and the writers, by namespace: declared
/// in a header of their own, defined beside those.
enum class Adapters : std::uint8_t { Declared, Read, Written };
[[nodiscard]] std::vector<Facts> adapters(const Unit& unit, Adapters part);

}  // namespace writ::emit
