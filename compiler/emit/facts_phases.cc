// What the templates say of phases, of groups of them and of what is remembered of them.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/phases.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/timers.h"

namespace writ::emit {

using model::Contract;
using model::PhaseId;

namespace {

std::string arrow_line(const Contract& c, const model::Transition& transition) {
  return c.intents[model::index(transition.intent)].name + (transition.condition ? " (when)" : "") +
         (transition.refuses ? " refused" : "") + leads_to(c, transition) + "\n";
}

std::string phase_line(const Contract& c, PhaseId phase, const std::string& indent) {
  const model::Phase& of = c.phases[model::index(phase)];
  return "//" + indent + of.name + (of.final ? " (final)" : "") + "\n";
}

std::string draw(const Contract& c) {
  std::string out;
  for (std::size_t i = 0; i < c.phases.size(); ++i) {
    const auto phase = static_cast<PhaseId>(i);
    out += phase_line(c, phase, "   ");
    for (std::size_t n = 0; n < c.intents.size(); ++n)
      for (const model::TransitionId chosen : c.choices(phase, static_cast<model::IntentId>(n)))
        out += "//     " + arrow_line(c, c.transitions[model::index(chosen)]);
    out += timers_of_diagram(c, phase, "//     ");
  }
  return out;
}

/// Group by group: what may be chosen because of a phase, whatever the others are.
std::string draw_groups(const Contract& c) {
  std::vector<std::string> of_phase;
  for (std::size_t i = 0; i < c.phases.size(); ++i) {
    const bool absent = is_absent(c, static_cast<PhaseId>(i));
    of_phase.push_back(phase_line(c, static_cast<PhaseId>(i), absent ? "   " : "     "));
  }
  for (std::size_t n = 0; n < c.intents.size(); ++n) {
    for (const model::Candidate& one : c.candidates(static_cast<model::IntentId>(n))) {
      const std::string line = arrow_line(c, c.transitions[model::index(one.transition)]);
      for (const PhaseId phase : one.phases)
        of_phase[model::index(phase)] += (is_absent(c, phase) ? "//     " : "//       ") + line;
    }
  }
  for (std::size_t i = 0; i < of_phase.size(); ++i)
    of_phase[i] += timers_of_diagram(c, static_cast<PhaseId>(i), "//       ");
  std::string out = c.created ? of_phase.front() : "";
  for (const model::PhaseGroup& group : c.groups) {
    out += "//   " + group.name + ":\n";
    for (const PhaseId phase : group.phases) out += of_phase[model::index(phase)];
  }
  return out;
}

std::string phase_list(const Contract& c, const std::vector<PhaseId>& phases) {
  std::vector<std::string> names;
  for (const PhaseId id : phases) names.push_back(c.phases[model::index(id)].name);
  return quote(join(names, ", "));
}

std::vector<Facts> histories(const Contract& c) {
  std::vector<Facts> all;
  for (const Remembered& one : remembered(c)) {
    const model::CompositePhase& composite = c.composites[model::index(one.id)];
    all.push_back(item("member", one.member)
                      .text("first", phase_text(c, composite.leaves.front()))
                      .text("text", quote(composite.name))
                      .text("phases", phase_set(c, composite.leaves))
                      .text("list", phase_list(c, composite.leaves))
                      .text("number", std::to_string(all.size())));
  }
  return all;
}

/// Of a machine that has several groups.
std::vector<Facts> groups(const Contract& c) {
  std::vector<Facts> all;
  const std::vector<std::string> accessors = group_accessors(c);
  for (std::size_t i = 0; i < accessors.size(); ++i) {
    const model::PhaseGroup& group = c.groups[i];
    const std::string set = phase_set(c, group.phases);
    const std::string active = "*(phases_ & " + set + ").begin()";
    std::vector<PhaseId> may_be = group.phases;
    if (c.created) may_be.insert(may_be.begin(), PhaseId{});
    all.push_back(
        item("accessor", accessors[i])
            .text("active", c.created ? "in(Phase::Absent) ? Phase::Absent : " + active : active)
            .text("text", quote(group.name))
            .text("name", "`" + group.name + "`")
            .text("phases", c.created ? "Phase::Absent | " + set : set)
            .text("list", phase_list(c, may_be))
            .text("number", std::to_string(i)));
  }
  return all;
}

/// Some of their facts, as one template names them.
std::vector<Facts> only(std::vector<Facts> all, std::initializer_list<std::string_view> names) {
  for (Facts& facts : all) {
    std::erase_if(facts.values, [&](const auto& fact) {
      return std::find(names.begin(), names.end(), fact.first) == names.end();
    });
  }
  return all;
}

std::string quoted_names(const std::vector<Facts>& all) {
  std::vector<std::string> names;
  for (const Facts& facts : all) names.push_back(std::get<std::string>(facts.values.at("text")));
  return join(names, ", ");
}

void declare_set(Code& code, const Contract& c, const std::string& name,
                 const std::vector<PhaseId>& leaves, const model::Doc& doc) {
  std::vector<std::string> members;
  for (const PhaseId id : leaves) members.push_back(phase_text(c, id));
  if (!doc.empty()) code.line(doc_comment(doc));
  code.line("inline constexpr Phases " + type_identifier(name) + "{" + join(members, ", ") + "};");
}

}  // namespace

std::string mask(std::size_t members) {
  constexpr char digits[] = "0137f";
  std::string hex(1, digits[members % 4]);
  hex.append(members / 4, 'f');
  if (hex.size() > 1 && hex.front() == '0') hex.erase(0, 1);
  return "0x" + hex;
}

std::string diagram(const Unit& unit) {
  return (unit.contract.is_grouped() ? draw_groups(unit.contract) : draw(unit.contract)) + "//";
}

std::string phase_declarations(const Unit& unit) {
  const Contract& c = unit.contract;
  std::vector<std::string> names;
  std::vector<std::string> final_ones;
  for (const model::Phase& phase : c.phases) {
    names.push_back(identifier(phase.name));
    if (phase.final) final_ones.push_back("Phase::" + identifier(phase.name));
  }
  Code code;
  code.line("enum class Phase : std::uint8_t { " + join(names, ", ") + " };");
  code.line("using Phases = " + enum_set("Phase", c.phases.size()) + ";");
  if (c.is_grouped()) {
    code.line("// The groups: a machine is in one phase of each.");
    for (const model::PhaseGroup& group : c.groups)
      declare_set(code, c, group.name, group.phases, group.doc);
    if (!c.composites.empty()) code.line("// Phases with phases in them.");
  }
  for (const model::CompositePhase& composite : c.composites)
    declare_set(code, c, composite.name, composite.leaves, composite.doc);
  code.line("inline constexpr Phases final_phases" +
            (final_ones.empty() ? ";" : "{" + join(final_ones, ", ") + "};"));
  code.line("/// As the contract spells it.");
  code.line("[[nodiscard]] std::string_view name(Phase phase);");
  if (c.is_grouped()) {
    code.line("/// The names of all of them: `" + comment(c.phases.front().name) + ", " +
              comment(c.phases.back().name) + "`.");
    code.line("[[nodiscard]] std::string name(Phases phases);");
  }
  code.line("/// The phase of that name, if there is one.");
  code.line("[[nodiscard]] std::optional<Phase> phase_named(std::string_view name);");
  code.blank();
  code.line("/// SHA-256 of the contract's words: a snapshot is bound to it.");
  code.line("inline constexpr std::string_view contract_hash =\n    " + quote(c.hash) + ";");
  return code.block();
}

Facts& add_phases_to_header(Facts& facts, const Unit& unit) {
  const Contract& c = unit.contract;
  std::vector<PhaseId> first = {PhaseId{}};
  if (!c.created && c.is_grouped()) {
    first.clear();
    for (const model::PhaseGroup& group : c.groups) first.push_back(group.phases.front());
  }
  std::string declaration = "Phase phase_ = " + phase_text(c, first.front()) + ";";
  if (c.is_grouped()) declaration = "Phases phases_ = " + phases_of(c, first) + ";";
  facts.flag("is_grouped", c.is_grouped()).text("phase_declaration", declaration);
  facts.section("history", only(histories(c), {"member", "first"}));
  return facts.list("groups", only(groups(c), {"accessor", "active", "name"}));
}

Facts& add_phases_to_words(Facts& facts, const Unit& unit) {
  const Contract& c = unit.contract;
  facts.flag("is_grouped", c.is_grouped()).text("phase_member", phase_member(c));
  facts.text("phase_type", phase_type(c)).text("phase_parameter", phase_parameter(c));
  return facts.section("history", only(histories(c), {"member"}));
}

Facts& add_phases_to_snapshot(Facts& facts, const Unit& unit) {
  const Contract& c = unit.contract;
  std::vector<std::string> names;
  for (const model::Phase& phase : c.phases) names.push_back(phase.name);
  facts.text("phase_list", quote(join(names, ", ")));
  std::vector<Facts> of_groups = groups(c);
  std::vector<Facts> of_history = histories(c);
  facts.flag("is_grouped", c.is_grouped());
  facts.flag("reads_one_of", !of_groups.empty() || !of_history.empty());
  facts.text("group_keys", quoted_names(of_groups)).text("group_mask", mask(of_groups.size()));
  facts.text("history_keys", quoted_names(of_history));
  facts.text("history_mask", mask(of_history.size()));
  // The members of a snapshot: those that all have, history, timers, keys.
  std::size_t members = 8 + (c.remembers() ? 1 : 0);
  facts.text("timers_field", std::to_string(members));
  members += c.timers.empty() ? 0 : 1;
  facts.text("seen_field", std::to_string(members));
  members += c.has_keys() ? 1 : 0;
  facts.text("snapshot_mask", mask(members));
  facts.text("is_absent",
             c.is_grouped() ? "seal.phases.has(Phase::Absent)" : "seal.phase == Phase::Absent");
  facts.list("groups", only(std::move(of_groups), {"number", "phases", "list"}));
  return facts.section("history",
                       only(std::move(of_history), {"number", "phases", "list", "member"}));
}

Facts& add_phases_to_json_out(Facts& facts, const Unit& unit) {
  const Contract& c = unit.contract;
  facts.flag("is_grouped", c.is_grouped());
  facts.list("groups", only(groups(c), {"text", "phases"}));
  return facts.section("history", only(histories(c), {"text", "member"}));
}

Facts& add_phases_to_testing(Facts& facts, const Unit& unit) {
  const Contract& c = unit.contract;
  facts.flag("is_grouped", c.is_grouped()).flag("has_history", c.remembers());
  facts.flag("has_more", c.remembers() || !c.timers.empty());
  return facts.text("phase_type", phase_type(c)).text("phase_parameter", phase_parameter(c));
}

}  // namespace writ::emit
