// Scenarios: who does what, and what must come of it.
#include <algorithm>
#include <map>
#include <utility>

#include <writ/core/outcome.h>

#include "compiler/sema/behaviour.h"
#include "compiler/sema/bodies.h"
#include "compiler/sema/modifiers.h"
#include "compiler/sema/words.h"
#include "compiler/source/suggest.h"

namespace writ::sema {

using model::ScenarioStep;
using Kind = syntax::Step::Kind;

namespace {

constexpr RefusalKind refusal_kinds[] = {
    RefusalKind::InvalidPayload, RefusalKind::NotPermitted,
    RefusalKind::RateLimited,    RefusalKind::NoTransition,
    RefusalKind::Denied,         RefusalKind::NeedsApproval,
    RefusalKind::OutOfRange,     RefusalKind::InvariantViolated,
    RefusalKind::ActivityFailed, RefusalKind::Busy,
    RefusalKind::Conflict,       RefusalKind::StorageFailed,
    RefusalKind::Cancelled,      RefusalKind::TimedOut,
};

class Story {
 public:
  explicit Story(Workspace& work, const Before& before = {})
      : work_(work),
        typer_(work, {Site::Scenario, 0, std::nullopt, {}, {}}),
        first_(!before.anything),
        stepped_(before.stepped),
        sent_(before.sent),
        proposed_(before.proposed) {}

  /// Nothing where a mistake was reported.
  std::optional<model::Scenario> read(const syntax::Scenario& written, std::string name) {
    model::Scenario scenario{std::move(name), {}, written.doc, written.span};
    for (const syntax::Step& one : written.steps)
      if (auto step = read(one)) scenario.steps.push_back(*std::move(step));
    if (scenario.steps.size() != written.steps.size()) return std::nullopt;
    return scenario;
  }

  std::optional<ScenarioStep> read(const syntax::Step& written) {
    ScenarioStep step;
    step.span = written.span;
    step.words = one_line(work_.input.files, written.span);
    const bool known = read(written, step);
    first_ = false;
    if (!known) return std::nullopt;
    return step;
  }

 private:
  bool read(const syntax::Step& written, ScenarioStep& step) {
    switch (written.kind) {
      case Kind::Given: return given(written, step);
      case Kind::Send: return send(written, step);
      case Kind::AcceptSuggestion: return again(written, step);
      case Kind::Propose: return propose(written, step);
      case Kind::AcceptProposal: return accept(written, step);
      case Kind::Advance:
        stepped_ = true;  // timers may fire
        step.kind = ScenarioStep::Kind::Advance;
        return value(typer_.of(*written.value, work_.types.simple(model::Type::Kind::Duration)),
                     step);
      case Kind::ExpectPhase: return phase(written, step);
      case Kind::ExpectEmitted: return emitted(written, step);
      case Kind::ExpectReplied: return replied(written, step);
      case Kind::Expect:
        step.kind = ScenarioStep::Kind::Expect;
        return value(typer_.condition(*written.value), step);
      default: return false;  // has no meaning yet, which is reported
    }
  }

  static bool value(Result value, ScenarioStep& step) {
    if (!value) return false;
    step.value = *std::move(value);
    return true;
  }

  bool misplaced(const std::string& what, source::Span span, const std::string& why) {
    work_.sink.report(diag::misplaced_step(what), span, why);
    return false;
  }

  bool given(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::Given;
    if (!first_) return misplaced("given", written.span, "it is how a scenario begins, once");
    bool known = true;
    if (written.instant) {
      const Result at = typer_.of(*written.instant, work_.types.simple(model::Type::Kind::Instant));
      known = at.has_value();
      if (at) step.instant = at->number;
    }
    std::map<model::GroupId, std::string> named;
    for (const syntax::Name& name : written.phases) {
      const NamedPhase* phase = find_phase(work_, name);
      known &= phase && !phase->leaves.empty();
      if (!known) continue;
      step.phases.push_back(phase->leaves.front());
      const auto [first, fresh] = named.emplace(phase->group, name.text);
      if (fresh) continue;
      work_.sink.report(diag::two_targets(first->second, name.text), name.span,
                        "an instance is in one phase of a group");
      known = false;
    }
    step.body =
        body_of(work_, written.body, {std::nullopt, nullptr, false, true}, written.span).statements;
    return known;
  }

  bool send(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::Send;
    const std::vector<model::IntentId> intent = find_intents(work_, {written.name});
    if (intent.empty()) return false;
    sent_ = step.intent = intent.front();
    stepped_ = true;
    const model::RecordId payload = work_.contract.intents[model::index(*sent_)].payload;
    const bool known = value(typer_.record_literal(*written.value, payload), step);
    return outcome(written, step) && known;
  }

  bool again(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::AcceptSuggestion;
    if (!sent_)
      return misplaced("accept suggestion", written.span, "nothing was sent that could be refused");
    step.intent = *sent_;
    return outcome(written, step);
  }

  bool propose(const syntax::Step& written, ScenarioStep& step) {
    const bool stepped = stepped_;
    bool known = send(written, step);
    stepped_ = stepped;  // it makes no step
    step.kind = ScenarioStep::Kind::Propose;
    proposed_ = sent_;
    if (written.who) {
      const auto who = constant_text(work_, *written.who, "it is who proposes, as it is written");
      known &= who.has_value();
      if (who) step.who = *who;
    }
    return known;
  }

  bool accept(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::AcceptProposal;
    if (!proposed_)
      return misplaced("accept proposal", written.span, "nothing was proposed before it");
    sent_ = step.intent = *proposed_;
    stepped_ = true;
    return outcome(written, step);
  }

  bool outcome(const syntax::Step& written, ScenarioStep& step) {
    if (!written.outcome) return true;
    const syntax::ExpectedOutcome& expected = *written.outcome;
    step.outcome.refused = expected.refused;
    bool known = kind(expected.kind, step.outcome) && guard(expected.guard, step.outcome);
    if (expected.saying) {
      auto text = constant_text(work_, *expected.saying, "it is compared as it is written");
      known &= text.has_value();
      if (text) step.outcome.saying = *std::move(text);
    }
    if (expected.suggestion) {
      Typer typer(work_, {Site::Scenario, 0, step.intent, {}, {}});
      step.outcome.suggestion = suggestions_of(work_, typer, *expected.suggestion);
      known &= step.outcome.suggestion->size() == expected.suggestion->size();
    }
    return known;
  }

  bool kind(const syntax::Name& written, model::ExpectedOutcome& outcome) {
    if (written.text.empty()) return true;
    std::vector<std::string_view> names;
    for (const RefusalKind one : refusal_kinds) names.push_back(writ::name(one));
    outcome.kind = written.text;
    if (std::find(names.begin(), names.end(), written.text) != names.end()) return true;
    help_with(work_.sink.report(diag::unknown_refusal(written.text), written.span),
              source::closest(written.text, names));
    return false;
  }

  bool guard(const syntax::Name& written, model::ExpectedOutcome& outcome) {
    outcome.guard = written.text;
    std::vector<std::string_view> names;
    for (const syntax::Guard& one : work_.own().guards) names.emplace_back(one.name.text);
    if (written.text.empty() || std::find(names.begin(), names.end(), written.text) != names.end())
      return true;
    help_with(work_.sink.report(diag::unknown_guard(written.text), written.span),
              source::closest(written.text, names));
    return false;
  }

  /// `expect phase P` asks what `phase in P` asks.
  bool phase(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::Expect;
    const NamedPhase* phase = find_phase(work_, written.name);
    if (!phase) return false;
    step.value.kind = model::ExprKind::InPhases;
    step.value.type = work_.types.boolean();
    step.value.phases = phase->leaves;
    step.value.span = written.span;
    return true;
  }

  bool emitted(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::ExpectEmitted;
    step.negated = written.negated;
    if (!stepped_)
      return misplaced("expect emitted", written.span, "nothing has happened before it");
    const Declaration* event = find(std::as_const(work_.names.types), written.name.text, 0);
    if (!event || event->entity != Entity::Event) {
      std::vector<std::string_view> names;
      for (const model::Event& one : work_.contract.events) names.emplace_back(one.name);
      help_with(work_.sink.report(diag::unknown_event(written.name.text), written.name.span),
                source::closest(written.name.text, names));
      return false;
    }
    step.event = static_cast<model::EventId>(event->id);
    const model::RecordId record = work_.contract.events[event->id].record;
    bool known = true;
    for (const syntax::Entry& entry : written.value->entries) known &= member(entry, record, step);
    return known;
  }

  /// A member of an event that must be so; those that are not named may be anything.
  bool member(const syntax::Entry& entry, model::RecordId id, ScenarioStep& step) {
    const model::Record& record = work_.contract.record(id);
    const std::optional<std::size_t> index = entry.kind == syntax::Entry::Kind::Member
                                                 ? field_index(record, entry.name.text)
                                                 : std::nullopt;
    if (!index) {
      std::vector<std::string_view> names;
      for (const model::Field& field : record.fields) names.emplace_back(field.name);
      help_with(work_.sink.report(diag::unknown_field("`" + record.name + "`", entry.name.text),
                                  entry.span),
                source::closest(entry.name.text, names));
      return false;
    }
    Result wanted = typer_.of(entry.value, record.fields[*index].type);
    if (!wanted) return false;
    step.members.emplace_back(static_cast<std::uint32_t>(*index), *std::move(wanted));
    return true;
  }

  bool replied(const syntax::Step& written, ScenarioStep& step) {
    step.kind = ScenarioStep::Kind::ExpectReplied;
    if (!sent_) return misplaced("expect replied", written.span, "nothing was sent before it");
    const model::Intent& intent = work_.contract.intents[model::index(*sent_)];
    if (!intent.reply)
      return misplaced("expect replied", written.span,
                       "`" + intent.name + "` is not answered with a value");
    return value(typer_.of(*written.value, *intent.reply), step);
  }

  Workspace& work_;
  Typer typer_;
  bool first_;
  bool stepped_;
  std::optional<model::IntentId> sent_;
  std::optional<model::IntentId> proposed_;
};

/// Does something in it say what must come of a step?
bool claims(const syntax::Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const syntax::Step& one) {
    return one.outcome || one.kind == Kind::Expect || one.kind == Kind::ExpectPhase ||
           one.kind == Kind::ExpectEmitted || one.kind == Kind::ExpectReplied;
  });
}

}  // namespace

std::optional<ScenarioStep> step_of(Workspace& work, const syntax::Step& written,
                                    const Before& before) {
  return Story(work, before).read(written);
}

void build_scenarios(Workspace& work) {
  std::map<std::string, source::Span> seen;
  for (const syntax::Scenario& written : work.own().scenarios) {
    const auto name =
        constant_text(work, written.title, "the name of a scenario has no values in it");
    if (!name) continue;
    const auto [entry, fresh] = seen.emplace(*name, written.title.span);
    if (!fresh)
      work.sink.report(diag::duplicate_name("scenario", *name), written.title.span)
          .also(entry->second, "the first one");
    if (!claims(written))
      work.sink
          .report(diag::scenario_claims_nothing(one_line(work.input.files, written.title.span)),
                  written.title.span, "it passes whatever becomes of the state")
          .help("end it with `expect …`, or say `accepted` or `refused …` behind a step");
    if (auto scenario = Story(work).read(written, *name))
      work.contract.scenarios.push_back(*std::move(scenario));
  }
}

}  // namespace writ::sema
