#include <algorithm>
#include <set>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::IntentId;
using model::PhaseId;

namespace {

/// The rank of a transition in each phase: 0 where it does not fit, 1 written without `in`, else
/// the more the further inside the phase that is named.
std::vector<std::uint16_t> ranks(Workspace& work, const syntax::Transition& written) {
  const std::vector<model::Phase>& phases = work.contract.phases;
  std::vector<std::uint16_t> out(phases.size(), 0);
  if (written.phases.empty()) {
    for (std::size_t i = 0; i < phases.size(); ++i) out[i] = phases[i].final ? 0 : 1;
    return out;
  }
  for (const syntax::Name& name : written.phases) {
    const std::vector<PhaseId> leaves = accepting_leaves(work, name);
    const auto phase = work.phases.find(name.text);
    if (phase == work.phases.end()) continue;
    const auto inside = static_cast<std::uint16_t>(1 + phase->second.depth);
    for (const PhaseId leaf : leaves)
      out[model::index(leaf)] = std::max(out[model::index(leaf)], inside);
  }
  return out;
}

class Body {
 public:
  Body(Workspace& work, model::Transition& transition)
      : work_(work),
        transition_(transition),
        typer_(work, {Site::Transition, 0, transition.intent, {}, {}}) {}

  void add(const syntax::Statement& statement) {
    if (statement.kind != syntax::Statement::Kind::Require) {
      if (!first_effect_) first_effect_ = statement.span;
      if (auto effect = effect_of(work_, typer_, statement))
        transition_.effects.push_back(*std::move(effect));
      return;
    }
    if (first_effect_) {
      work_.sink
          .report(diag::require_after_effect(), statement.span, "a body asks first, and then acts")
          .also(*first_effect_, "the first effect");
    }
    if (auto require = require_of(work_, typer_, *statement.require))
      transition_.requires_.push_back(*std::move(require));
  }

 private:
  Workspace& work_;
  model::Transition& transition_;
  Typer typer_;
  std::optional<source::Span> first_effect_;
};

void build_transition(Workspace& work, const syntax::Transition& written) {
  const std::vector<std::uint16_t> rank = ranks(work, written);
  std::optional<PhaseId> target;
  if (!written.targets.empty()) {
    if (const NamedPhase* phase = find_phase(work, written.targets.front().phase);
        phase && !phase->leaves.empty()) {
      target = phase->leaves.front();
    }
  }
  std::set<IntentId> seen;
  for (const syntax::Name& name : written.intents) {
    const std::vector<IntentId> intent = find_intents(work, {name});
    if (intent.empty()) continue;
    Draft draft;
    draft.rank = rank;
    draft.span = written.intents.size() == 1 ? written.header_span : name.span;
    model::Transition& transition = draft.transition;
    transition.intent = intent.front();
    transition.everywhere = written.phases.empty();
    for (const syntax::Name& phase : written.phases) transition.in.push_back(phase.text);
    transition.target = target;
    transition.words = one_line(work.input.files, written.header_span);
    transition.doc = written.doc;
    transition.span = written.span;
    // One that is named twice is found to be never chosen; its body has been checked.
    if (seen.insert(transition.intent).second) {
      Body body(work, transition);
      for (const syntax::Statement& statement : written.body) body.add(statement);
    }
    work.drafts.push_back(std::move(draft));
  }
}

}  // namespace

void build_transitions(Workspace& work) {
  // Refused by check_limits, and not worth a table of all phases for each transition.
  if (work.contract.phases.size() > 1000) return;
  for (const syntax::Transition& transition : work.own().transitions)
    build_transition(work, transition);
}

}  // namespace writ::sema
