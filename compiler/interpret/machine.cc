#include "compiler/interpret/machine.h"

#include <algorithm>
#include <utility>

#include <writ/core/text.h>
#include <writ/core/words.h>

#include "compiler/interpret/fits.h"
#include "compiler/interpret/timers.h"
#include "compiler/model/expected.h"
#include "compiler/model/phrases.h"

namespace writ::interpret {

using model::IntentId;
using model::Transition;

namespace {

Refusal too_long() {
  Refusal refusal;
  refusal.kind = RefusalKind::TimedOut;
  refusal.message = "this takes more steps than are run here";
  return refusal;
}

/// Of a timer nothing says when it is due.
Refusal out_of_range(const NoValue& why) {
  Refusal refusal;
  refusal.kind = RefusalKind::OutOfRange;
  refusal.message = writ::text(why.kind);
  return refusal;
}

/// As many timers fire in one call.
constexpr std::size_t most_fired = 1'000;

Refusal behind() {
  Refusal refusal;
  refusal.kind = RefusalKind::Busy;
  refusal.message = "more timers are due than fire at once: call `advance`";
  return refusal;
}

}  // namespace

Machine::Machine(const Program& program, Instant now)
    : program_(&program),
      instance_(newborn(program, now)),
      seen_(program.contract().intents.size()) {
  if (program.contract().created) return;
  const Moment moment{.now = now};
  Evaluator evaluator(program, {.state = &instance_.state,
                                .old = nullptr,
                                .payload = nullptr,
                                .phases = instance_.phases,
                                .moment = &moment});
  const std::vector<model::PhaseId> before = instance_.phases;
  Performance performance(evaluator, instance_, before, {});
  performance.statements(program.contract().birth);
  told_ = std::move(performance.told());
  source::Span at;  // that each has a value is known
  run_timers(evaluator, instance_, {{}, nullptr, std::nullopt, now}, at);
}

/// Time never goes back (I-10); what is no text is not read.
Moment Machine::moment_of(const Context& context) const {
  const auto text = [](std::string_view given) {
    return is_utf8(given) ? given : std::string_view();
  };
  return {.now = std::max(context.now, instance_.now),
          .version = static_cast<std::int64_t>(instance_.version),
          .subject = text(context.subject),
          .correlation_id = text(context.correlation_id),
          .seed = context.seed,
          .proposed = context.origin == Origin::Proposer ? FieldSet::all() : context.proposed};
}

/// Is one of its phases active, and has no group ended that it would lead away from?
bool Machine::fits(const model::Candidate& candidate) const {
  return in(candidate.phases) && !in(candidate.ended);
}

std::vector<IntentId> Machine::permitted() const {
  const model::Contract& contract = program_->contract();
  std::vector<IntentId> out;
  for (std::size_t i = 0; i < contract.intents.size(); ++i) {
    const auto intent = static_cast<IntentId>(i);
    for (const model::Candidate& one : program_->candidates(intent)) {
      if (!fits(one)) continue;
      const Transition& transition = contract.transitions[model::index(one.transition)];
      if (!transition.refuses) out.push_back(intent);
      // What always refuses comes before what is asked behind it.
      if (!transition.refuses || !transition.condition) break;
    }
  }
  return out;
}

// --- a step --------------------------------------------------------------------------------------

Outcome Machine::dispatch(IntentId intent, const Value& payload, const Context& context) {
  told_.clear();
  fired_.clear();
  reply_.reset();
  if (!fire_all(context.now)) return {behind()};
  Outcome outcome = step(intent, payload, context);
  if (outcome.refusal) offer(*outcome.refusal, intent, payload, context);
  return outcome;
}

Outcome Machine::can(IntentId intent, const Value& payload, const Context& context) const {
  Machine trial(*this);
  trial.watch(nullptr);
  if (!trial.fire_all(context.now)) return {behind()};
  return trial.step(intent, payload, context);
}

/// Whatever refuses, all is as it was (I-14).
template <class Attempt>
Outcome Machine::guarded(const Attempt& attempt) {
  const Instance before = instance_;
  const std::size_t told = told_.size();
  try {
    attempt(before);
    return {};
  } catch (Refused& refused) {
    instance_ = before;
    told_.resize(told);
    return {std::move(refused.refusal)};
  } catch (const TooLong&) {
    instance_ = before;
    told_.resize(told);
    return {too_long()};
  }
}

Outcome Machine::step(IntentId intent, const Value& payload, const Context& context) {
  bool repeated = false;
  Outcome outcome = guarded([&](const Instance& before) {
    repeated = repeats(intent, payload, context);
    if (!repeated) attempt(intent, payload, context, before);
  });
  outcome.repeated = repeated;
  return outcome;
}

void Machine::attempt(IntentId intent, const Value& payload, const Context& context,
                      const Instance& before) {
  if (context.expected_version != Context::any_version &&
      context.expected_version != instance_.version)
    refuse(RefusalKind::Conflict, "the machine is at another version than the caller expects");
  const Moment moment = moment_of(context);
  Evaluator evaluator(*program_,
                      {&instance_.state, &before.state, &payload, instance_.phases, &moment});
  const Transition& transition = chosen(intent, payload, evaluator);
  if (!transition.refuses) {
    if (context.origin == Origin::Proposer)
      ask_authored(program_->contract().intents[model::index(intent)].payload, payload, "");
    ask_guards(intent, evaluator);
  }
  if (coverage_ && transition.refuses) count(transition);
  perform(transition, evaluator, before);
  remember(intent, payload, moment);
}

/// All that it does, and what must hold then: wholes (T-19), `ensure`s (V-5), invariants (V-1).
void Machine::perform(const Transition& transition, Evaluator& evaluator, const Instance& before) {
  Performance performance(evaluator, instance_, before.phases, transition.targets, coverage_);
  performance.statements(transition.body);
  performance.ask_wholes();
  performance.ensures(transition.ensures);
  ask_invariants(transition.invariants, evaluator);
  const Instant now = evaluator.sight().moment->now;
  source::Span at;
  try {
    run_timers(evaluator, instance_, {before.phases, &transition.targets, transition.timer, now},
               at);
  } catch (const NoValue& why) {
    refuse(RefusalKind::OutOfRange, std::string(writ::text(why.kind)), at);
  }
  commit(transition, performance, *evaluator.sight().moment);
}

/// The first transition that fits (I-5); what decides about it must have a value (I-6). Without one
/// the payload is not looked at (I-4).
const Transition& Machine::chosen(IntentId intent, const Value& payload, Evaluator& evaluator) {
  const model::Contract& contract = program_->contract();
  const std::vector<model::Candidate>& all = program_->candidates(intent);
  if (std::none_of(all.begin(), all.end(), [this](const auto& one) { return fits(one); }))
    throw Refused{no_transition(intent)};
  ask_payload(intent, payload);
  for (const model::Candidate& one : all) {
    if (!fits(one)) continue;
    const Transition& transition = contract.transitions[model::index(one.transition)];
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

void Machine::ask_payload(IntentId intent, const Value& payload) const {
  const model::Contract& contract = program_->contract();
  if (const auto wrong =
          outside(*program_, contract.intents[model::index(intent)].payload, payload))
    refuse(RefusalKind::InvalidPayload,
           wrong->path + ": " + model::outside_words(contract, wrong->type), {}, wrong->path);
}

/// What only a caller may give is refused from a proposer (T-30).
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

/// All guards are asked (G-2); one that has no value counts only where no other one denies (G-4).
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

void Machine::commit(const Transition& transition, Performance& performance, const Moment& moment) {
  if (coverage_) count(transition);
  ++instance_.version;
  instance_.now = moment.now;
  for (Told& one : performance.told()) told_.push_back(std::move(one));
  if (!transition.timer) reply_ = performance.reply();
}

void Machine::count(const Transition& transition) {
  if (transition.timer) return coverage_->reach(Point::Kind::Timer, transition.span);
  coverage_->reach(Point::Kind::Transition, transition.span,
                   static_cast<std::uint32_t>(transition.intent));
}

// --- timers --------------------------------------------------------------------------------------

bool Machine::advance(Instant now) {
  told_.clear();
  fired_.clear();
  reply_.reset();
  return fire_all(now);
}

std::optional<Instant> Machine::next_deadline() const {
  const std::optional<model::TimerId> next = next_timer(instance_);
  if (!next) return std::nullopt;
  return instance_.timers[model::index(*next)].due;
}

/// Those that begin each other without a pause come to an end.
bool Machine::fire_all(Instant now) {
  now = std::max(now, instance_.now);
  for (std::size_t fired = 0;; ++fired) {
    const std::optional<model::TimerId> next = next_timer(instance_);
    if (!next) return true;
    TimerRun& run = instance_.timers[model::index(*next)];
    if (run.due > now) return true;
    if (fired == most_fired) return false;
    const Instant deadline = run.due;
    Outcome outcome = fire(*next, deadline);
    fired_.push_back({*next, deadline.us, std::move(outcome)});
  }
}

/// One that is refused is spent, and nothing else changes.
Outcome Machine::fire(model::TimerId id, Instant deadline) {
  const Moment moment{.now = std::max(deadline, instance_.now),
                      .version = static_cast<std::int64_t>(instance_.version)};
  Outcome outcome = guarded([&](const Instance& before) { attempt_timer(id, moment, before); });
  if (outcome.refusal) {
    TimerRun& run = instance_.timers[model::index(id)];
    run.spent = true;
    run.due = Instant::never();
  }
  return outcome;
}

void Machine::attempt_timer(model::TimerId id, const Moment& moment, const Instance& before) {
  const model::Contract& contract = program_->contract();
  const Transition& transition =
      contract.transitions[model::index(contract.timers[model::index(id)].transition)];
  if (in(contract.ended_for(transition)))
    refuse(RefusalKind::NoTransition, "the group of phases that it leads into has ended",
           transition.span);
  Evaluator evaluator(*program_,
                      {&instance_.state, &before.state, nullptr, instance_.phases, &moment});
  if (transition.condition) {
    bool holds = false;
    try {
      holds = evaluator.holds(*transition.condition);
    } catch (const NoValue& why) {
      refuse(RefusalKind::OutOfRange, std::string(writ::text(why.kind)),
             transition.condition->span);
    }
    if (!holds)
      refuse(RefusalKind::NoTransition, "what stands behind the `when` of the timer was false",
             transition.condition->span);
  }
  perform(transition, evaluator, before);
}

// --- what helps ----------------------------------------------------------------------------------

/// A suggestion is made only if it would be accepted (G-10), and if to try again may help (G-12).
void Machine::offer(Refusal& refusal, IntentId intent, const Value& payload,
                    const Context& context) const {
  if (!refusal.suggestion) return;
  const bool is_final = std::any_of(refusal.denials.begin(), refusal.denials.end(),
                                    [](const Denial& one) { return one.is_final; });
  if (context.origin == Origin::Proposer)
    std::erase_if(*refusal.suggestion, [&](const auto& one) {
      return is_authored(program_->contract(), intent, one.first);
    });
  if (!is_final && !refusal.suggestion->empty()) {
    const Outcome would = can(intent, patched(payload, *refusal.suggestion), context);
    if (would && !would.repeated) return;  // what was done before is no way out
  }
  refusal.suggestion.reset();
}

Refusal Machine::no_transition(IntentId intent) const {
  const model::Contract& contract = program_->contract();
  std::string where;
  std::string here;
  for (std::size_t i = 0; i < contract.phases.size(); ++i) {
    const auto phase = static_cast<model::PhaseId>(i);
    const auto& all = program_->candidates(intent);
    const bool accepts = std::any_of(all.begin(), all.end(), [&](const model::Candidate& one) {
      return std::find(one.phases.begin(), one.phases.end(), phase) != one.phases.end() &&
             !contract.transitions[model::index(one.transition)].refuses;
    });
    if (accepts) where += (where.empty() ? "" : ", ") + contract.phases[i].name;
    if (in({phase})) here += (here.empty() ? "" : ", ") + contract.phases[i].name;
  }
  Refusal refusal;
  refusal.kind = RefusalKind::NoTransition;
  refusal.message = contract.intents[model::index(intent)].name + " is accepted " +
                    (where.empty() ? "nowhere" : "in " + where) + ", not in " + here;
  return refusal;
}

std::optional<Value> Machine::look(const model::Expr& expr, Instant now) const {
  const Moment moment{.now = std::max(now, instance_.now),
                      .version = static_cast<std::int64_t>(instance_.version)};
  Evaluator evaluator(*program_, {&instance_.state, nullptr, nullptr, instance_.phases, &moment});
  try {
    return evaluator.value(expr);
  } catch (const NoValue&) {
    return std::nullopt;
  } catch (const TooLong&) {
    return std::nullopt;
  }
}

std::optional<Refusal> Machine::set(const std::vector<model::PhaseId>& phases, Instant now,
                                    const std::vector<model::Statement>& body) {
  const model::Contract& contract = program_->contract();
  instance_.phases.clear();
  for (const model::PhaseGroup& group : contract.groups)
    instance_.phases.push_back(group.phases.front());
  for (const model::PhaseId phase : phases)
    instance_.phases[model::index(contract.phases[model::index(phase)].group)] = phase;
  instance_.now = now;
  const Moment moment{.now = now};
  const Value old = instance_.state;
  Evaluator evaluator(*program_, {&instance_.state, &old, nullptr, instance_.phases, &moment});
  try {
    const std::vector<model::PhaseId> before = instance_.phases;
    Performance(evaluator, instance_, before, {}).statements(body);
    if (const auto wrong = outside(*program_, contract.state, instance_.state))
      refuse(RefusalKind::OutOfRange,
             wrong->path + ": " + model::outside_words(contract, wrong->type), {}, wrong->path);
    std::vector<std::size_t> all(contract.invariants.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    ask_invariants(all, evaluator);
    source::Span at;
    run_timers(evaluator, instance_, {{}, nullptr, std::nullopt, now}, at);
  } catch (const NoValue& why) {
    return out_of_range(why);
  } catch (Refused& refused) {
    return std::move(refused.refusal);
  } catch (const TooLong&) {
    return too_long();
  }
  return std::nullopt;
}

}  // namespace writ::interpret
