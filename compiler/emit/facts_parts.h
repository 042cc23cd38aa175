/// Facts that more than one template is filled with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/template.h"
#include "compiler/emit/unit.h"

namespace writ::emit {

/// One text by itself.
[[nodiscard]] Facts item(std::string name, std::string value);
/// The lines at the top of every file.
[[nodiscard]] Facts banner(const Unit& unit, std::string_view tool);
/// The intents by name; with their names as texts, too.
[[nodiscard]] std::vector<Facts> intents(const model::Contract& contract, bool texts);
/// Those that have a `Patch`.
[[nodiscard]] std::vector<Facts> patches(const Unit& unit);

/// Says whether there are events.
Facts& say_events(Facts& facts, const model::Contract& contract);
/// Has any intent an answer?
[[nodiscard]] bool answers(const model::Contract& contract);
/// May an intent be accepted in a phase?
[[nodiscard]] bool accepts(const model::Contract& contract, model::PhaseId phase,
                           model::IntentId intent);

/// What a contract says rather than does, and what it reads and writes as JSON.
[[nodiscard]] Facts word_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts json_facts(const Unit& unit, std::string_view tool);
[[nodiscard]] Facts json_out_facts(const Unit& unit, std::string_view tool);
/// What only tests of a program need.
[[nodiscard]] Facts testing_facts(const Unit& unit, std::string_view tool);

}  // namespace writ::emit
