#include "compiler/interpret/machine.h"

#include <algorithm>
#include <utility>

#include <writ/core/text.h>
#include <writ/core/words.h>

#include "compiler/interpret/fits.h"
#include "compiler/model/expected.h"
#include "compiler/model/phrases.h"

namespace writ::interpret {

using model::IntentId;
using model::Transition;

namespace {

bool has(const std::vector<model::PhaseId>& phases, model::PhaseId phase) {
  return std::find(phases.begin(), phases.end(), phase) != phases.end();
}

[[noreturn]] void refuse(RefusalKind kind, std::string message, source::Span span = {},
                         std::string path = {}) {
  Refusal refusal;
  refusal.kind = kind;
  refusal.message = std::move(message);
  refusal.path = std::move(path);
  refusal.span = span;
  throw Refused{std::move(refusal)};
}

}  // namespace

Machine::Machine(const Program& program, Instant now)
    : program_(&program),
      state_(first(program, program.contract().state)),
      phases_({model::PhaseId{}}),
      now_(now) {
  if (program.contract().created) return;
  const Moment moment{.now = now};
  Evaluator evaluator(program, {.state = &state_, .phases = phases_, .moment = &moment});
  Performance performance(evaluator, state_, phases_);
  performance.statements(program.contract().birth);
  told_ = std::move(performance.told());
}

bool Machine::in(const std::vector<model::PhaseId>& phases) const {
  return std::any_of(phases_.begin(), phases_.end(),
                     [&](model::PhaseId phase) { return has(phases, phase); });
}

/// Time never goes back; what is no text is not read.
Moment Machine::moment_of(const Context& context) const {
  const auto text = [](std::string_view given) {
    return is_utf8(given) ? given : std::string_view();
  };
  return {.now = std::max(context.now, now_),
          .version = static_cast<std::int64_t>(version_),
          .subject = text(context.subject),
          .correlation_id = text(context.correlation_id),
          .seed = context.seed};
}

std::vector<IntentId> Machine::permitted() const {
  const model::Contract& contract = program_->contract();
  std::vector<IntentId> out;
  for (std::size_t i = 0; i < contract.intents.size(); ++i) {
    const auto intent = static_cast<IntentId>(i);
    const std::vector<model::TransitionId> choices = contract.choices(phases_.front(), intent);
    if (std::any_of(choices.begin(), choices.end(), [&](model::TransitionId id) {
          return !contract.transitions[model::index(id)].refuses;
        }))
      out.push_back(intent);
  }
  return out;
}

// --- a step --------------------------------------------------------------------------------------

Outcome Machine::dispatch(IntentId intent, const Value& payload, const Context& context) {
  Outcome outcome = step(intent, payload, context);
  if (outcome.refusal) offer(*outcome.refusal, intent, payload, context);
  return outcome;
}

Outcome Machine::can(IntentId intent, const Value& payload, const Context& context) const {
  Machine trial(*this);
  trial.watch(nullptr);
  return trial.step(intent, payload, context);
}

/// Whatever refuses, all is as it was.
Outcome Machine::step(IntentId intent, const Value& payload, const Context& context) {
  const Value state = state_;
  const std::vector<model::PhaseId> phases = phases_;
  try {
    attempt(intent, payload, context);
    return {};
  } catch (Refused& refused) {
    state_ = state;
    phases_ = phases;
    return {std::move(refused.refusal)};
  } catch (const TooLong&) {
    state_ = state;
    phases_ = phases;
    Refusal refusal;
    refusal.kind = RefusalKind::TimedOut;
    refusal.message = "this takes more steps than are run here";
    return {std::move(refusal)};
  }
}

void Machine::attempt(IntentId intent, const Value& payload, const Context& context) {
  if (context.expected_version != Context::any_version && context.expected_version != version_)
    refuse(RefusalKind::Conflict, "the machine is at another version than the caller expects");
  const Moment moment = moment_of(context);
  const Value old = state_;
  Evaluator evaluator(*program_, {&state_, &old, &payload, phases_, &moment});
  const Transition& transition = chosen(intent, payload, evaluator);
  if (!transition.refuses) {
    if (context.origin == Origin::Proposer)
      ask_authored(program_->contract().intents[model::index(intent)].payload, payload, "");
    ask_guards(intent, evaluator);
  }
  if (coverage_ && transition.refuses) count(transition);
  Performance performance(evaluator, state_, phases_, coverage_);
  performance.statements(transition.body);
  performance.ask_wholes();
  performance.ensures(transition.ensures);
  ask_invariants(transition.invariants, evaluator);
  commit(transition, performance, context);
}

/// The first transition that fits; what decides about it must have a value.
const Transition& Machine::chosen(IntentId intent, const Value& payload, Evaluator& evaluator) {
  const model::Contract& contract = program_->contract();
  const std::vector<model::TransitionId> choices = contract.choices(phases_.front(), intent);
  if (choices.empty()) throw Refused{no_transition(intent)};
  if (const auto wrong =
          outside(*program_, contract.intents[model::index(intent)].payload, payload))
    refuse(RefusalKind::InvalidPayload,
           wrong->path + ": " + model::outside_words(program_->contract(), wrong->type), {},
           wrong->path);
  for (const model::TransitionId id : choices) {
    const Transition& transition = contract.transitions[model::index(id)];
    if (!transition.condition) return transition;
    try {
      if (evaluator.holds(*transition.condition)) return transition;
    } catch (const NoValue& why) {
      refuse(RefusalKind::OutOfRange, std::string(writ::text(why.kind)),
             transition.condition->span);
    }
  }
  throw Refused{no_transition(intent)};
}

/// What only a caller may give is refused from a proposer.
void Machine::ask_authored(model::RecordId id, const Value& value, const std::string& path) const {
  const model::Record& record = program_->contract().record(id);
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const model::Field& field = record.fields[i];
    const model::Type& type = program_->type(field.type);
    const std::string here = path + writ::pointer_step(std::string_view(field.wire_name));
    if (!field.authored) {
      if (type.kind == model::Type::Kind::Record &&
          program_->contract().record(type.record).kind == model::Record::Kind::Inline)
        ask_authored(type.record, value[i], here);
      continue;
    }
    Evaluator constants(*program_, {});
    const bool given = field.initial
                           ? value[i] != constants.value(*field.initial)
                           : type.kind != model::Type::Kind::Optional || !value[i].is_none();
    if (given)
      refuse(RefusalKind::NotPermitted, "only a caller may give this, and no proposer", field.span,
             here);
  }
}

/// All guards are asked; one that has no value counts only where no other one denies.
void Machine::ask_guards(IntentId intent, Evaluator& evaluator) {
  Refusal refusal;
  refusal.kind = RefusalKind::Denied;
  Patch patch;
  std::optional<Refusal> failed;
  for (const model::Guard& guard : program_->contract().guards) {
    if (!guard.phases.empty() && !in(guard.phases)) continue;
    const auto on = std::find_if(guard.on.begin(), guard.on.end(),
                                 [&](const model::GuardOn& one) { return one.intent == intent; });
    if (on == guard.on.end()) continue;
    const Evaluator::Frame frame = evaluator.frame();
    if (coverage_) coverage_->reach(Point::Kind::Guard, guard.span);
    try {
      const auto no = std::find_if(on->clauses.begin(), on->clauses.end(), [&](const auto& one) {
        return !evaluator.holds(one.require.condition);
      });
      if (no == on->clauses.end()) continue;
      if (coverage_) coverage_->reach(Point::Kind::Denial, no->require.span);
      Refusal denial = denied(evaluator, no->require);
      denial.denials.front().guard = guard.name;
      refusal.denials.push_back(std::move(denial.denials.front()));
      add_suggestions(no->require, evaluator, patch);
    } catch (const NoValue& why) {
      evaluator.back_to(frame);
      if (failed) continue;
      failed.emplace();
      failed->kind = RefusalKind::OutOfRange;
      failed->message = writ::text(why.kind);
      failed->guard = guard.name;
      failed->span = guard.span;
    }
  }
  if (refusal.denials.empty()) {
    if (failed) throw Refused{*std::move(failed)};
    return;
  }
  refusal.message = refusal.denials.front().message;
  refusal.span = refusal.denials.front().span;
  if (!patch.empty()) refusal.suggestion = std::move(patch);
  throw Refused{std::move(refusal)};
}

void Machine::ask_invariants(const std::vector<std::size_t>& which, Evaluator& evaluator) {
  for (const std::size_t i : which) {
    const model::Invariant& invariant = program_->contract().invariants[i];
    bool holds = false;
    const Evaluator::Frame frame = evaluator.frame();
    try {
      holds = evaluator.holds(invariant.condition);
    } catch (const NoValue&) {  // what has no value does not hold
      evaluator.back_to(frame);
    }
    if (!holds)
      refuse(RefusalKind::InvariantViolated, model::broken_words(invariant), invariant.span);
  }
}

void Machine::commit(const Transition& transition, Performance& performance,
                     const Context& context) {
  if (coverage_) count(transition);
  ++version_;
  now_ = std::max(now_, context.now);
  told_ = std::move(performance.told());
  reply_ = performance.reply();
}

void Machine::count(const Transition& transition) {
  coverage_->reach(Point::Kind::Transition, transition.span,
                   static_cast<std::uint32_t>(transition.intent));
}

// --- what helps ----------------------------------------------------------------------------------

/// A suggestion is made only if it would be accepted, and where to try again may help.
void Machine::offer(Refusal& refusal, IntentId intent, const Value& payload,
                    const Context& context) const {
  if (!refusal.suggestion) return;
  const bool is_final = std::any_of(refusal.denials.begin(), refusal.denials.end(),
                                    [](const Denial& one) { return one.is_final; });
  if (context.origin == Origin::Proposer)
    std::erase_if(*refusal.suggestion, [&](const auto& one) {
      return is_authored(program_->contract(), intent, one.first);
    });
  if (is_final || refusal.suggestion->empty() ||
      !can(intent, patched(payload, *refusal.suggestion), context))
    refusal.suggestion.reset();
}

Refusal Machine::no_transition(IntentId intent) const {
  const model::Contract& contract = program_->contract();
  std::string where;
  for (std::size_t i = 0; i < contract.phases.size(); ++i) {
    const auto choices = contract.choices(static_cast<model::PhaseId>(i), intent);
    if (std::any_of(choices.begin(), choices.end(), [&](model::TransitionId id) {
          return !contract.transitions[model::index(id)].refuses;
        }))
      where += (where.empty() ? "" : ", ") + contract.phases[i].name;
  }
  Refusal refusal;
  refusal.kind = RefusalKind::NoTransition;
  refusal.message = contract.intents[model::index(intent)].name + " is accepted " +
                    (where.empty() ? "nowhere" : "in " + where) + ", not in " +
                    contract.phases[model::index(phases_.front())].name;
  return refusal;
}

std::optional<Refusal> Machine::set(const std::vector<model::PhaseId>& phases, Instant now,
                                    const std::vector<model::Statement>& body) {
  phases_ = phases;
  now_ = now;
  const Moment moment{.now = now};
  const Value old = state_;
  Evaluator evaluator(*program_, {&state_, &old, nullptr, phases_, &moment});
  try {
    Performance(evaluator, state_, phases_).statements(body);
    if (const auto wrong = outside(*program_, program_->contract().state, state_))
      refuse(RefusalKind::OutOfRange,
             wrong->path + ": " + model::outside_words(program_->contract(), wrong->type), {},
             wrong->path);
    std::vector<std::size_t> all(program_->contract().invariants.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    ask_invariants(all, evaluator);
  } catch (Refused& refused) {
    return std::move(refused.refusal);
  } catch (const TooLong&) {
    Refusal refusal;
    refusal.kind = RefusalKind::TimedOut;
    refusal.message = "this takes more steps than are run here";
    return refusal;
  }
  return std::nullopt;
}

}  // namespace writ::interpret
