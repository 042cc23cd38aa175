#include <algorithm>
#include <map>
#include <set>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/bodies.h"
#include "compiler/sema/words.h"

namespace writ::sema {

using model::IntentId;
using model::PhaseId;

namespace {

/// What a transition and a `refuse` say alike.
struct Header {
  const std::vector<syntax::Name>& intents;
  const std::vector<syntax::Name>& phases;
  const std::optional<syntax::Expr>& condition;
  source::Span span;
};

/// The rank of a transition in each phase: 0 where it does not fit, 1 written without `in`, else
/// the more the further inside the phase that is named. Where the instance does not exist yet only
/// what creates it fits.
std::vector<std::uint16_t> ranks(Workspace& work, const Header& header, bool creates) {
  const std::vector<model::Phase>& phases = work.contract.phases;
  std::vector<std::uint16_t> out(phases.size(), 0);
  const std::size_t first = work.contract.created ? 1 : 0;
  if (creates) {
    out[0] = 1;
    return out;
  }
  if (header.phases.empty()) {
    for (std::size_t i = first; i < phases.size(); ++i) out[i] = phases[i].final ? 0 : 1;
    return out;
  }
  for (const syntax::Name& name : header.phases) {
    const std::vector<PhaseId> leaves = accepting_leaves(work, name);
    const auto phase = work.phases.find(name.text);
    if (phase == work.phases.end()) continue;
    const auto inside = static_cast<std::uint16_t>(1 + phase->second.depth);
    for (const PhaseId leaf : leaves)
      out[model::index(leaf)] = std::max(out[model::index(leaf)], inside);
  }
  return out;
}

/// A creation enters one phase of each group: where none is named, the first.
void enter_the_others(const model::Contract& contract, std::vector<model::Target>& targets) {
  for (std::size_t i = 0; i < contract.groups.size(); ++i) {
    const model::PhaseGroup& group = contract.groups[i];
    const auto is_named = [&](const model::Target& target) {
      return model::index(contract.phases[model::index(target.phase)].group) == i;
    };
    if (group.phases.empty() || std::any_of(targets.begin(), targets.end(), is_named)) continue;
    targets.push_back({group.phases.front(), {group.phases.front()}, std::nullopt});
  }
}

/// One draft for each intent that is named; `fill` builds its body.
template <class Fill>
void build_drafts(Workspace& work, const Header& header, Draft draft, const Fill& fill) {
  model::Transition& common = draft.transition;
  common.everywhere = header.phases.empty();
  for (const syntax::Name& phase : header.phases) common.in.push_back(phase.text);
  common.words = one_line(work.input.files, header.span);
  std::set<IntentId> seen;
  for (const syntax::Name& name : header.intents) {
    const std::vector<IntentId> intent = find_intents(work, {name});
    if (intent.empty()) continue;
    Draft one = draft;
    one.span = header.intents.size() == 1 ? header.span : name.span;
    one.transition.intent = intent.front();
    // One that is named twice is found to be never chosen; its body has been checked.
    if (seen.insert(intent.front()).second) {
      if (header.condition) {
        Typer typer(work, {Site::Transition, 0, intent.front(), {}, {}});
        one.transition.condition = typer.condition(*header.condition);
      }
      fill(one.transition);
    }
    work.drafts.push_back(std::move(one));
  }
}

void build_transition(Workspace& work, const syntax::Transition& written) {
  const Header header{written.intents, written.phases, written.condition, written.header_span};
  if (written.creates && !written.phases.empty()) {
    work.sink.report(diag::creation_in_phase("a creation in a phase"), written.phases.front().span,
                     "before it the instance is in no phase");
    return;
  }
  Draft draft;
  draft.rank = ranks(work, header, written.creates);
  draft.transition.targets = targets_of(work, written.targets, written.creates);
  draft.transition.creates = written.creates;
  draft.transition.doc = written.doc;
  draft.transition.span = written.span;
  build_drafts(work, header, std::move(draft), [&](model::Transition& transition) {
    const model::Expr* when = transition.condition ? &*transition.condition : nullptr;
    Body body = body_of(work, written.body, {transition.intent, when}, written.header_span);
    transition.asks = body.asks;
    transition.body = std::move(body.statements);
    transition.ensures = std::move(body.ensures);
  });
}

/// `refuse` is a transition that asks what never holds.
void build_refusal(Workspace& work, const syntax::Refusal& written) {
  const Header header{written.intents, written.phases, written.condition,
                      join(written.span, written.message.span)};
  Draft draft;
  draft.rank = ranks(work, header, false);
  draft.transition.refuses = true;
  draft.transition.doc = written.doc;
  draft.transition.span = written.span;
  build_drafts(work, header, std::move(draft), [&](model::Transition& transition) {
    syntax::Clause clause;
    clause.require.condition.kind = syntax::ExprKind::Boolean;
    clause.require.condition.text = "false";
    clause.require.condition.span = written.message.span;
    clause.require.message = written.message;
    clause.require.span = written.span;
    clause.suggestions = written.suggestions;
    auto checked = clause_of(work, clause, transition.intent);
    if (!checked) return;
    model::Statement refuse;
    refuse.kind = model::Statement::Kind::Require;
    refuse.words = checked->require.words = "false";
    refuse.span = written.span;
    refuse.require = std::move(checked->require);
    transition.body.push_back(std::move(refuse));
  });
}

}  // namespace

std::vector<model::Target> targets_of(Workspace& work, const std::vector<syntax::Target>& written,
                                      bool creates) {
  std::vector<model::Target> found;
  std::map<model::GroupId, const syntax::Target*> by_group;
  for (const syntax::Target& one : written) {
    const NamedPhase* phase = find_phase(work, one.phase);
    if (!phase || phase->leaves.empty()) continue;
    if (const auto [first, fresh] = by_group.emplace(phase->group, &one); !fresh) {
      work.sink
          .report(diag::two_targets(first->second->phase.text, one.phase.text), one.span,
                  "a machine is in one phase of a group")
          .also(first->second->span, "the first one");
      continue;
    }
    model::Target target{phase->leaves.front(), phase->leaves, std::nullopt};
    if (one.history && creates) {
      work.sink.report(diag::creation_in_phase("a creation with a history"), one.span,
                       "before it the instance was in no phase");
    } else if (one.history && !phase->composite) {
      work.sink
          .report(diag::history_of_leaf(one.phase.text), one.span,
                  "only a phase with phases in it has a history")
          .also(phase->span, "`" + one.phase.text + "` is declared here");
    } else if (one.history) {
      target.history = phase->composite;
      work.contract.composites[model::index(*phase->composite)].remembered = true;
    }
    found.push_back(std::move(target));
  }
  if (creates) enter_the_others(work.contract, found);
  std::sort(found.begin(), found.end(), [](const model::Target& a, const model::Target& b) {
    return a.phase < b.phase;  // phases stand group by group
  });
  return found;
}

void build_transitions(Workspace& work) {
  // Refused by check_limits, and not worth a table of all phases for each transition.
  if (work.contract.phases.size() > 1000) return;
  for (const syntax::Transition& transition : work.own().transitions)
    build_transition(work, transition);
  for (const syntax::Refusal& refusal : work.own().refusals) build_refusal(work, refusal);
  build_timers(work);
  // As written: which of two is asked first does not depend on what kind they are.
  std::stable_sort(work.drafts.begin(), work.drafts.end(), [](const Draft& a, const Draft& b) {
    return a.transition.span.begin < b.transition.span.begin;
  });
}

}  // namespace writ::sema
