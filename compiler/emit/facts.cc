#include "compiler/emit/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/facts_parts.h"
#include "compiler/emit/kept.h"
#include "compiler/emit/modules.h"
#include "compiler/emit/patterns.h"
#include "compiler/emit/pieces.h"
#include "compiler/emit/refined.h"
#include "compiler/emit/seen.h"
#include "compiler/emit/steps.h"
#include "compiler/emit/structs.h"
#include "compiler/emit/timers.h"
#include "compiler/emit/types.h"
#include "compiler/emit/variants.h"

namespace writ::emit {

using model::Contract;
using model::ModuleId;

namespace {

// --- declarations that headers share -------------------------------------------------------------

std::vector<Facts> enumerations(const Contract& contract, ModuleId module) {
  std::vector<Facts> out;
  for (const model::Enumeration& e : contract.enumerations) {
    if (e.module != module) continue;
    const std::string doc = doc_comment(e.doc);
    out.push_back(item("text", (doc.empty() ? "" : doc + "\n") + enumeration(e)));
  }
  return out;
}

void add_constants(Facts& facts, const Unit& unit, ModuleId module) {
  std::vector<Facts> scalars;
  std::vector<Facts> built;
  for (const model::Constant& c : unit.contract.constants) {
    if (c.module != module) continue;
    const std::string doc = doc_comment(c.doc);
    (is_built(unit.contract, c) ? built : scalars)
        .push_back(item("text", (doc.empty() ? "" : doc + "\n") + constant(unit, c)));
  }
  facts.section("constants", std::move(scalars));
  facts.section("built_constants", std::move(built));
}

std::string with_head(const Unit& unit, const model::Doc& doc, source::Span span,
                      const std::string& body) {
  const std::string docs = doc_comment(doc);
  return (docs.empty() ? "" : docs + "\n") + "// " + unit.at(span) + "\n" + body;
}

std::vector<Facts> records(const Unit& unit, ModuleId module) {
  std::vector<Facts> out;
  for (std::size_t i = 0; i < unit.contract.records.size(); ++i) {
    const model::Record& r = unit.contract.records[i];
    const auto id = static_cast<model::RecordId>(i);
    if (const auto variant = ended_variant(unit.contract, id); variant && r.module == module)
      out.push_back(item("text", variant_type(unit, *variant)));
    if (r.module != module || r.kind != model::Record::Kind::Named) continue;
    out.push_back(
        item("text", with_head(unit, r.doc, r.span, record_struct(unit, id, has_patch(unit, id)))));
  }
  return out;
}

std::vector<Facts> functions(const Unit& unit, ModuleId module, bool heads, bool bodies) {
  std::vector<Facts> out;
  for (const model::Function& f : unit.contract.functions) {
    if (f.module != module) continue;
    Facts facts;
    facts.text("at", unit.at(f.span)).text("words", comment(f.words));
    if (heads) facts.text("head", function_head(unit.contract, f));
    if (bodies) facts.text("body", function_body(unit.contract, f));
    out.push_back(std::move(facts));
  }
  return out;
}

// --- the header ----------------------------------------------------------------------------------

std::string guard_names(const Contract& contract) {
  std::vector<std::string> names;
  for (const model::Guard& guard : contract.guards) names.push_back(guard_name(guard));
  return join(names, ", ");
}

void add_events(Facts& facts, const Unit& unit) {
  std::vector<Facts> all;
  std::vector<std::string> names;
  for (const model::Event& event : unit.contract.events) {
    all.push_back(item(
        "text", with_head(unit, event.doc, event.span, record_struct(unit, event.record, false))));
    names.push_back(type_identifier(event.name));
  }
  say_events(facts, unit.contract).list("events", std::move(all));
  facts.text("event_names", join(names, ", "));
}

void add_replies(Facts& facts, const Unit& unit) {
  std::vector<std::string> types = {"std::monostate"};
  for (const model::Intent& intent : unit.contract.intents)
    types.push_back(intent.reply ? type_name(unit.contract, *intent.reply) : "std::monostate");
  facts.flag("has_replies", answers(unit.contract)).text("reply_types", join(types, ", "));
}

void add_views(Facts& facts, const Unit& unit, bool bodies) {
  std::vector<Facts> all;
  for (const model::View& view : unit.contract.views) {
    Facts one = item("head", view_head(unit.contract, view));
    if (bodies) {
      one = item("body", view_body(unit.contract, view));
    } else {
      one.flag("has_view_doc", !view.doc.empty()).text("view_doc", doc_comment(view.doc));
    }
    one.text("at", unit.at(view.span)).text("words", comment(view.words));
    all.push_back(std::move(one));
  }
  facts.section("contract_views", std::move(all));
}

void add_kept(Facts& facts, const Unit& unit) {
  std::vector<Facts> members;
  for (const model::Kept& kept : unit.contract.kept)
    members.push_back(item("member", kept_member(unit, kept)));
  facts.section("kept", std::move(members));
}

/// How what is kept follows from a state as a whole.
void add_kept_from_state(Facts& facts, const Contract& contract) {
  std::vector<std::string> members;
  for (const model::Kept& kept : contract.kept) members.push_back(kept_first(contract, kept));
  facts.flag("has_kept", !members.empty()).text("kept_members", join(members, ",\n      "));
}

/// Does a new machine do something?
bool has_birth(const Contract& contract) {
  return !contract.birth.empty() || !first_timers(contract).empty();
}

std::string parameters(const Unit& unit, const model::Transition& transition) {
  if (transition.timer) return "const writ::Context& context";
  return "const " + unit.intent_name(transition.intent) +
         "& intent, const writ::Context& context, bool commit";
}

Facts header(const Unit& unit, std::string_view tool, const std::vector<std::string>& steps) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  facts.text("header", unit.stem + ".writ.h").text("abi", "1").text("diagram", diagram(unit));
  facts.flag("has_doc", !c.doc.empty()).text("doc", doc_comment(c.doc));
  const std::set<ModuleId> modules = modules_used(c, ModuleId{});
  facts.list("modules", module_headers(c, modules)).list("usings", module_types(c, modules));
  facts.list("enumerations", enumerations(c, ModuleId{}));
  add_constants(facts, unit, ModuleId{});
  facts.list("records", records(unit, ModuleId{}));
  const model::Record& state = c.record(c.state);
  facts.text("state", with_head(unit, state.doc, state.span, record_struct(unit, c.state, false)));
  facts.text("phases", phase_declarations(unit));
  std::vector<Facts> payloads;
  std::vector<std::string> names;
  for (const model::Intent& intent : c.intents) {
    const bool patch = has_patch(unit, intent.payload);
    payloads.push_back(item("name", type_identifier(intent.name))
                           .text("text", with_head(unit, intent.doc, intent.span,
                                                   record_struct(unit, intent.payload, patch))));
    names.push_back(type_identifier(intent.name));
  }
  facts.list("intents", std::move(payloads))
      .text("intent_names", join(names, ", "))
      .text("intent_set", enum_set("IntentKind", c.intents.size()));
  facts.flag("has_guards", !c.guards.empty()).text("guard_names", guard_names(c));
  std::vector<std::string> suggested;
  for (const model::IntentId id : suggestible(c))
    suggested.push_back(unit.intent_name(id) + "::Patch");
  facts.flag("has_suggestions", !suggested.empty()).text("suggested_names", join(suggested, ", "));
  facts.section("patches", patches(unit)).flag("has_drafts", unit.drafts);
  std::vector<Facts> members;
  for (std::size_t i = 0; i < steps.size(); ++i)
    members.push_back(
        item("name", steps[i]).text("parameters", parameters(unit, c.transitions[i])));
  facts.list("steps", std::move(members));
  add_events(facts, unit);
  add_replies(facts, unit);
  add_views(facts, unit, false);
  add_kept(facts, unit);
  declare_timers(facts, unit);
  declare_seen(facts, unit);
  facts.flag("has_birth", has_birth(c)).flag("is_born_plain", !has_birth(c));
  return add_phases_to_header(facts, unit);
}

// --- what it does --------------------------------------------------------------------------------

std::vector<Facts> guards(const Unit& unit, bool bodies) {
  std::vector<Facts> out;
  for (const model::Guard& guard : unit.contract.guards)
    for (const model::GuardOn& on : guard.on) {
      Facts facts = item("at", unit.at(guard.span));
      if (bodies) {
        facts.text("name", comment(guard.name)).text("body", guard_body(unit, guard, on));
      } else {
        facts.text("head", guard_head(unit, guard, on));
      }
      out.push_back(std::move(facts));
    }
  return out;
}

std::vector<Facts> invariants(const Unit& unit, bool bodies) {
  std::vector<Facts> out;
  for (const model::Invariant& invariant : unit.contract.invariants) {
    Facts facts = item("at", unit.at(invariant.span));
    facts.text("words", "invariant " + comment(invariant.name) + ": " + comment(invariant.words));
    facts.text(bodies ? "body" : "head",
               bodies ? invariant_body(unit, invariant) : invariant_head(unit, invariant));
    out.push_back(std::move(facts));
  }
  return out;
}

std::string permitted(const Unit& unit, model::PhaseId phase) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const auto id = static_cast<model::IntentId>(i);
    if (accepts(unit.contract, phase, id)) names.push_back(unit.intent_name(id));
  }
  return "{" + join(names, ", ") + "}";
}

/// Does a body need `writ/core/list.h`? It has `<algorithm>`, and costs each file a tenth.
bool calls_list(const std::string& body) {
  for (const char* call : {"writ::keep(", "writ::sort(", "writ::splice("})
    if (body.find(call) != std::string::npos) return true;
  return false;
}

Facts step_facts(Unit& unit, std::string_view tool, const std::vector<std::string>& names) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  facts.flag("has_optionals", std::any_of(c.types.begin(), c.types.end(), [](const auto& type) {
               return type.kind == model::Type::Kind::Optional;
             }));
  std::vector<Facts> own = functions(unit, ModuleId{}, false, true);
  facts.section("functions", std::move(own));
  facts.section("refined", refined_functions(unit, true));
  facts.flag("has_guards", !c.guards.empty()).list("guards", guards(unit, true));
  facts.flag("has_invariants", !c.invariants.empty()).list("invariants", invariants(unit, true));
  std::vector<Facts> checks;
  std::set<model::IntentId> used;
  for (const model::Transition& t : c.transitions)
    if (!t.timer) used.insert(t.intent);
  facts.flag("has_choices", !used.empty());
  for (const model::IntentId id : intents_with_keys(c)) used.insert(id);
  for (const model::IntentId id : used)
    if (std::string text = payload_check(unit, id); !text.empty())
      checks.push_back(item("body", std::move(text)));
  facts.section("checks", std::move(checks)).flag("reads_intent", !used.empty());
  facts.flag("has_replies", answers(c));
  add_repeats(facts, unit);
  std::vector<Facts> cases;
  const bool grouped = c.is_grouped();
  facts.flag("is_grouped", grouped)
      .text("grouped_cases", grouped ? grouped_cases(unit, names) : "");
  facts.text("grouped_permitted", grouped ? grouped_permitted(unit) : "");
  for (std::size_t i = 0; i < c.phases.size() && !grouped; ++i) {
    const auto phase = static_cast<model::PhaseId>(i);
    const std::string text = phase_case(unit, phase, names);
    cases.push_back(item("phase", unit.phase_name(phase))
                        .flag("has_cases", !text.empty())
                        .text("cases", text)
                        .text("permitted", permitted(unit, phase)));
  }
  facts.list("phase_cases", std::move(cases));
  say_events(facts, c);
  add_kept_from_state(facts, c);
  add_views(facts, unit, true);
  const std::string born = has_birth(c) ? birth(unit) : std::string();
  facts.flag("has_birth", has_birth(c)).text("birth", born);
  add_timer_steps(facts, unit, names);
  add_due_functions(facts, unit, true);
  std::vector<Facts> bodies;
  bool changes_lists = calls_list(born);
  for (std::size_t i = 0; i < c.transitions.size(); ++i) {
    std::string body = step(unit, c.transitions[i], names[i]);
    changes_lists |= calls_list(body);
    bodies.push_back(item("body", std::move(body)));
  }
  return facts.list("steps", std::move(bodies)).flag("changes_lists", changes_lists);
}

Facts check_facts(const Unit& unit, std::string_view tool) {
  const Contract& c = unit.contract;
  Facts facts = banner(unit, tool);
  std::vector<Facts> rules;
  for (const Rule& rule : unit.rules) rules.push_back(item("name", rule.name));
  facts.list("rules", std::move(rules));
  std::vector<Facts> own = functions(unit, ModuleId{}, true, false);
  facts.section("functions", std::move(own));
  std::vector<Facts> refined = refined_functions(unit, false);
  facts.flag("searches", !refined.empty() || !c.patterns.empty());
  facts.section("refined", std::move(refined));
  facts.flag("has_unique", std::any_of(c.rules.begin(), c.rules.end(),
                                       [](const auto& one) { return !one.unique_by.empty(); }));
  facts.section("patterns", pattern_functions(c, ModuleId{}));
  facts.flag("has_guards", !c.guards.empty()).list("guards", guards(unit, false));
  facts.flag("has_invariants", !c.invariants.empty()).list("invariants", invariants(unit, false));
  add_due_functions(facts, unit, false);
  add_timer_places(facts, unit);
  return facts;
}

}  // namespace

ContractFacts contract_facts(Unit& unit, std::string_view tool, const With& with) {
  const std::vector<std::string> names = step_names(unit);
  ContractFacts facts;
  facts.steps = step_facts(unit, tool, names);  // first: it finds the rules
  facts.header = header(unit, tool, names);
  facts.checks = check_facts(unit, tool);
  facts.words = word_facts(unit, tool);
  facts.json = json_facts(unit, tool, with);
  facts.snapshot = snapshot_facts(unit, tool);
  facts.json_out = json_out_facts(unit, tool, with);
  facts.testing = testing_facts(unit, tool);
  facts.nlohmann = nlohmann_facts(unit, tool);
  facts.mcp_header = mcp_header_facts(unit, tool);
  facts.mcp = mcp_facts(unit, tool, with);
  facts.log_header = log_header_facts(unit, tool);
  facts.log = log_facts(unit, tool);
  return facts;
}

Facts module_facts(const Unit& unit, ModuleId module, std::string_view tool) {
  const model::Module& of = unit.contract.modules[model::index(module)];
  Facts facts;
  facts.text("tool", std::string(tool)).text("source", comment(of.name + ".writ"));
  facts.text("namespace", namespace_name(of.name));
  facts.flag("has_doc", !of.doc.empty()).text("doc", doc_comment(of.doc));
  const std::set<ModuleId> used = modules_used(unit.contract, module);
  facts.list("modules", module_headers(unit.contract, used));
  facts.list("usings", module_types(unit.contract, used));
  facts.list("enumerations", enumerations(unit.contract, module));
  add_constants(facts, unit, module);
  facts.list("records", records(unit, module));
  facts.section("patterns", pattern_functions(unit.contract, module));
  std::vector<Facts> own = functions(unit, module, false, true);
  return facts.section("functions", std::move(own));
}

}  // namespace writ::emit
