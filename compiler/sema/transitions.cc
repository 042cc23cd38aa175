#include <algorithm>
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

/// The leaves of the phase that a transition leads to; the first one is entered.
std::vector<PhaseId> target_of(Workspace& work, const syntax::Transition& written) {
  if (!written.targets.empty()) {
    const NamedPhase* phase = find_phase(work, written.targets.front().phase);
    return phase ? phase->leaves : std::vector<PhaseId>{};
  }
  if (!written.creates || work.contract.phases.size() < 2) return {};
  return {static_cast<PhaseId>(1)};  // the first phase that is written
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
  draft.target = target_of(work, written);
  draft.transition.creates = written.creates;
  if (!draft.target.empty()) draft.transition.target = draft.target.front();
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
