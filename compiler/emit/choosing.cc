// Dispatch: which of the transitions of an intent is taken, and which intents have one.
//
// With one group of phases the phase decides first, and what it leaves open is asked in order. With
// several groups the transitions of an intent are asked one after the other.
#include <algorithm>
#include <utility>

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/phases.h"
#include "compiler/emit/steps.h"

namespace writ::emit {

namespace {

/// Is one of them active in every machine? Of what does not exist yet none is.
bool is_everywhere(const model::Contract& contract, const std::vector<model::PhaseId>& phases) {
  const auto is_all_in = [&](const model::PhaseGroup& group) {
    return std::all_of(group.phases.begin(), group.phases.end(), [&](model::PhaseId leaf) {
      return std::find(phases.begin(), phases.end(), leaf) != phases.end();
    });
  };
  return !contract.created &&
         std::any_of(contract.groups.begin(), contract.groups.end(), is_all_in);
}

/// The condition under which a transition fits; empty where it always does.
std::string fits_where(const model::Contract& contract, const model::Candidate& candidate) {
  std::string fits;
  if (!is_everywhere(contract, candidate.phases))
    fits = phase_in(contract, candidate.phases, "phases_");
  if (candidate.ended.empty()) return fits;
  return fits + (fits.empty() ? "!" : " && !") + phase_in(contract, candidate.ended, "phases_");
}

/// The condition under which one of these fits.
std::string fits_where(const model::Contract& contract,
                       const std::vector<model::Candidate>& candidates) {
  std::vector<model::PhaseId> plain;
  for (const model::Candidate& one : candidates)
    if (one.ended.empty()) plain.insert(plain.end(), one.phases.begin(), one.phases.end());
  std::sort(plain.begin(), plain.end());
  plain.erase(std::unique(plain.begin(), plain.end()), plain.end());
  if (is_everywhere(contract, plain)) return {};
  std::vector<std::string> all;
  if (!plain.empty()) all.push_back(phase_in(contract, plain, "phases_"));
  for (const model::Candidate& one : candidates) {
    // By depth and as written, that is in ascending order.
    if (std::includes(plain.begin(), plain.end(), one.phases.begin(), one.phases.end())) continue;
    std::string fits = fits_where(contract, one);
    if (std::find(all.begin(), all.end(), fits) == all.end()) all.push_back(std::move(fits));
  }
  if (all.size() == 1) return all.front();
  for (std::string& one : all)
    if (one.find(" && ") != std::string::npos) one = "(" + one + ")";
  return join(all, " || ");
}

std::string negated(const std::string& condition) {
  const bool several =
      condition.find(" && ") != std::string::npos || condition.find(" || ") != std::string::npos;
  return several || condition.starts_with('!') ? "!(" + condition + ")" : "!" + condition;
}

/// Those of an intent that accept, or those that only refuse.
std::vector<model::Candidate> candidates_that(const model::Contract& contract,
                                              model::IntentId intent, bool refuse) {
  std::vector<model::Candidate> found;
  for (model::Candidate& one : contract.candidates(intent))
    if (contract.transitions[model::index(one.transition)].refuses == refuse)
      found.push_back(std::move(one));
  return found;
}

/// Is an intent accepted, when its conditions allow it? One that always refuses comes before those
/// that are asked behind it.
std::string permitted_where(const model::Contract& contract, model::IntentId intent) {
  std::vector<model::Candidate> candidates = contract.candidates(intent);
  std::vector<model::Candidate> accept;
  std::string rest = "false";
  const auto accept_all = [&] {
    if (accept.empty()) return;
    std::string where = fits_where(contract, accept);
    const bool is_and = where.find(" && ") != std::string::npos;
    if (is_and && rest != "false" && where.find(" || ") == std::string::npos)
      where = "(" + where + ")";
    rest = where.empty() ? "true" : rest == "false" ? where : where + " || (" + rest + ")";
    accept.clear();
  };
  for (; !candidates.empty(); candidates.pop_back()) {
    const model::Transition& last =
        contract.transitions[model::index(candidates.back().transition)];
    if (!last.refuses) accept.push_back(candidates.back());
    if (!last.refuses || last.condition) continue;
    accept_all();
    const std::string where = fits_where(contract, candidates.back());
    if (rest != "false")
      rest = where.empty()    ? "false"
             : rest == "true" ? negated(where)
                              : negated(where) + " && (" + rest + ")";
  }
  accept_all();
  return rest;
}

/// The transitions of which the first whose `when` holds is taken.
class Choosing {
 public:
  Choosing(Unit& unit, model::IntentId intent, const std::vector<std::string>& names)
      : unit_(unit), intent_(intent), names_(names), lower_(unit.contract) {
    lower_.state = "state_";
    lower_.phase = phase_member(unit.contract);
    lower_.sums = "kept_";
    lower_.payload = "payload";
  }

  /// In one phase.
  std::string in(model::PhaseId phase, const std::vector<model::TransitionId>& choices) {
    lower_.known_phases = {phase};
    Code chain;
    bool open = true;
    for (const model::TransitionId id : choices) open &= one(id, chain);
    if (open) chain.line("break;");
    return whole(chain, {});
  }

  /// In all phases of all groups.
  std::string anywhere(const std::vector<model::Candidate>& candidates) {
    Code chain;
    bool open = true;
    bool asks = false;
    for (const model::Candidate& candidate : candidates) {
      lower_.known_phases.clear();
      if (candidate.phases.size() == 1) lower_.known_phases = candidate.phases;
      asks |= transition(candidate.transition).condition.has_value();
      const std::string fits = fits_where(unit_.contract, candidate);
      if (fits.empty()) {
        open &= one(candidate.transition, chain);
      } else if (!transition(candidate.transition).condition) {
        chain.line("if (" + fits + ")" + (fits.size() > 40 ? "\n  " : " ") +
                   step(candidate.transition));
      } else {
        chain.open("if (" + fits + ")");
        one(candidate.transition, chain);
        chain.close();
      }
      if (!open) break;
    }
    if (open) chain.line("break;");
    return whole(chain, asks ? fits_where(unit_.contract, candidates) : std::string());
  }

 private:
  [[nodiscard]] const model::Transition& transition(model::TransitionId id) const {
    return unit_.contract.transitions[model::index(id)];
  }
  [[nodiscard]] std::string step(model::TransitionId id) const {
    return "return " + names_[model::index(id)] + "(payload, context, commit);";
  }

  std::string whole(const Code& chain, const std::string& only_where) {
    const std::string intent = unit_.intent_name(intent_);
    Code code;
    code.open("case IntentKind::" + intent + ":");
    // What is chosen may depend on the payload: it is looked at first.
    const bool checks =
        has_condition_ && unit_.checked(unit_.contract.intents[model::index(intent_)].payload);
    if (checks && !only_where.empty()) code.when(negated(only_where), "break;");
    code.line("const " + intent + "& payload = intent.as<" + intent + ">();");
    if (checks) code.line("if (const Outcome checked = check(payload); !checked) return checked;");
    if (lower_.named("moment")) code.line("const writ::Moment moment = moment_of(context);");
    if (has_fault_) code.line("writ::Fault fault;");
    return code.line(chain.block()).close().block();
  }

  /// False when nothing can come behind it.
  bool one(model::TransitionId id, Code& code) {
    if (!transition(id).condition) {
      code.line(step(id));
      return false;
    }
    has_condition_ = true;
    code.line("// " + unit_.at(transition(id).span) + "  " + comment(transition(id).words));
    const std::string when = lower_(*transition(id).condition);
    if (!lower_.take_fault()) {
      code.when(when, step(id));
      return true;
    }
    has_fault_ = true;
    const std::string holds = "when_" + std::to_string(++conditions_);
    code.line("const bool " + holds + " = " + when + ";");
    Rule rule;
    rule.name = pascal(names_[model::index(id)]) + "When";
    rule.span = transition(id).condition->span;
    code.when("fault", "return refuse(RefusalKind::OutOfRange, " + unit_.rule(std::move(rule)) +
                           ", fault);");
    code.when(holds, step(id));
    return true;
  }

  Unit& unit_;
  model::IntentId intent_;
  const std::vector<std::string>& names_;
  Lower lower_;
  bool has_condition_ = false;
  bool has_fault_ = false;
  int conditions_ = 0;
};

}  // namespace

std::string phase_case(Unit& unit, model::PhaseId phase, const std::vector<std::string>& names) {
  Code code;
  std::vector<std::string> others;
  code.open("switch (intent.kind())");
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const auto id = static_cast<model::IntentId>(i);
    const std::string intent = unit.intent_name(id);
    const std::vector<model::TransitionId> choices = unit.contract.choices(phase, id);
    if (choices.empty()) {
      others.push_back("case IntentKind::" + intent + ":");
    } else if (!unit.contract.transitions[model::index(choices.front())].condition) {
      code.line("case IntentKind::" + intent + ": return " + names[model::index(choices.front())] +
                "(intent.as<" + intent + ">(), context, commit);");
    } else {
      code.line(Choosing(unit, id, names).in(phase, choices));
    }
  }
  if (others.size() == unit.contract.intents.size()) return {};
  if (!others.empty()) code.line(join(others, "\n") + " break;");
  return code.close().block();
}

// --- several groups ------------------------------------------------------------------------------

std::string grouped_cases(Unit& unit, const std::vector<std::string>& names) {
  Code code;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const auto id = static_cast<model::IntentId>(i);
    const std::vector<model::Candidate> candidates = unit.contract.candidates(id);
    if (candidates.empty()) {
      others.push_back("case IntentKind::" + unit.intent_name(id) + ":");
    } else {
      code.line(Choosing(unit, id, names).anywhere(candidates));
    }
  }
  if (!others.empty()) code.line(join(others, "\n") + " break;");
  return code.block();
}

std::string grouped_permitted(const Unit& unit) {
  Code code;
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const auto id = static_cast<model::IntentId>(i);
    const std::string where = permitted_where(unit.contract, id);
    const std::string add = "all = all | " + unit.intent_name(id) + ";";
    if (where == "true") {
      code.line(add);
    } else if (where != "false") {
      code.when(where, add);
    }
  }
  return code.block();
}

std::string grouped_refused_only(const Unit& unit) {
  std::string out;
  for (std::size_t i = 0; i < unit.contract.intents.size(); ++i) {
    const auto id = static_cast<model::IntentId>(i);
    const std::vector<model::Candidate> refusing = candidates_that(unit.contract, id, true);
    if (refusing.empty()) continue;
    const std::string where = fits_where(unit.contract, refusing);
    out += " ||\n             (*kind == IntentKind::" + unit.intent_name(id) +
           (where.empty() ? "" : " && (" + where + ")") + ")";
  }
  return out;
}

std::vector<model::PhaseId> grouped_accepting(const model::Contract& contract,
                                              model::IntentId intent) {
  std::vector<model::PhaseId> found;
  for (const model::Candidate& one : candidates_that(contract, intent, false))
    found.insert(found.end(), one.phases.begin(), one.phases.end());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace writ::emit
