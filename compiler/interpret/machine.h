/// One instance of a contract, run from its model: the reference for what generated code does.
///
///     interpret::Program program(contract);
///     interpret::Machine machine(program, now);
///     interpret::Outcome outcome = machine.dispatch(intent, payload, now);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <writ/core/context.h>
#include <writ/core/uuid.h>

#include "compiler/interpret/coverage.h"
#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/instance.h"
#include "compiler/interpret/outcome.h"
#include "compiler/interpret/perform.h"
#include "compiler/interpret/program.h"
#include "compiler/interpret/value.h"

namespace writ::interpret {

/// An intent with a key that was accepted, and what it was answered.
struct Remembered {
  Instant at;
  std::string subject;
  Value key;
  Uuid payload;  ///< its fingerprint
  std::optional<Value> answer;
};

/// A value of its own: a copy is a snapshot. One thread at a time.
class Machine {
 public:
  /// A new instance, in its first phase, every field at its first value.
  Machine(const Program& program, Instant now);

  /// Takes one step, or says why not and stays as it was.
  Outcome dispatch(model::IntentId intent, const Value& payload, const Context& context);
  /// What `dispatch` would answer.
  [[nodiscard]] Outcome can(model::IntentId intent, const Value& payload,
                            const Context& context) const;
  /// The intents that something accepts in this phase; guards may refuse them.
  [[nodiscard]] std::vector<model::IntentId> permitted() const;

  /// What is said to an intent that nothing accepts in this phase.
  [[nodiscard]] Refusal no_transition(model::IntentId intent) const;
  /// What an expression of the state comes to, a view's; nothing where it has no value.
  [[nodiscard]] std::optional<Value> look(const model::Expr& expr, Instant now) const;

  /// Puts it into these phases, a group that has none here into its first one, and makes of its
  /// state what the statements make of it; nothing is entered or left, and timers begin. What is
  /// wrong with it then, if anything.
  std::optional<Refusal> set(const std::vector<model::PhaseId>& phases, Instant now,
                             const std::vector<model::Statement>& body);

  [[nodiscard]] const Value& state() const { return instance_.state; }
  /// One of each group; before the creation the one that stands for none.
  [[nodiscard]] const std::vector<model::PhaseId>& phases() const { return instance_.phases; }
  [[nodiscard]] bool in(const std::vector<model::PhaseId>& phases) const {
    return is_in(instance_, phases);
  }
  [[nodiscard]] std::uint64_t version() const { return instance_.version; }
  [[nodiscard]] Instant now() const { return instance_.now; }
  /// Fires the timers that are due by then, the earliest first; false when more are due than fire
  /// in one call.
  bool advance(Instant now);
  /// When the next one is due.
  [[nodiscard]] std::optional<Instant> next_deadline() const;
  [[nodiscard]] const std::vector<TimerRun>& timers() const { return instance_.timers; }

  /// What the last call told, or the beginning: the timers that fired before it looked at its
  /// intent, then its step.
  [[nodiscard]] const std::vector<Told>& told() const { return told_; }
  /// The timers that were due in the last call, and what became of them.
  [[nodiscard]] const std::vector<FiredTimer>& fired() const { return fired_; }
  /// What the last call was answered, if it was accepted and has an answer.
  [[nodiscard]] const std::optional<Value>& reply() const { return reply_; }
  /// All that it is, as canonical JSON: the same bytes as generated code writes.
  [[nodiscard]] std::string snapshot() const;
  [[nodiscard]] const Program& program() const { return *program_; }
  /// Who counts what is reached from here on; null for nobody. A copy is counted, too.
  void watch(Coverage* coverage) { coverage_ = coverage; }

 private:
  Moment moment_of(const Context& context) const;
  Outcome step(model::IntentId intent, const Value& payload, const Context& context);
  bool repeats(model::IntentId intent, const Value& payload, const Context& context);
  void remember(model::IntentId intent, const Value& payload, const Moment& moment);
  void ask_payload(model::IntentId intent, const Value& payload) const;
  void attempt(model::IntentId intent, const Value& payload, const Context& context,
               const Instance& before);
  [[nodiscard]] bool fits(const model::Candidate& candidate) const;
  const model::Transition& chosen(model::IntentId intent, const Value& payload,
                                  Evaluator& evaluator);
  void ask_authored(model::RecordId record, const Value& value, const std::string& path) const;
  void ask_guards(model::IntentId intent, Evaluator& evaluator);
  void ask_invariants(const std::vector<std::size_t>& which, Evaluator& evaluator);
  bool fire_all(Instant now);
  Outcome fire(model::TimerId id, Instant deadline);
  void attempt_timer(model::TimerId id, const Moment& moment, const Instance& before);
  template <class Attempt>
  Outcome guarded(const Attempt& attempt);
  void perform(const model::Transition& transition, Evaluator& evaluator, const Instance& before);
  void commit(const model::Transition& transition, Performance& performance, const Moment& moment);
  void offer(Refusal& refusal, model::IntentId intent, const Value& payload,
             const Context& context) const;
  void count(const model::Transition& transition);

  const Program* program_;
  Instance instance_;
  std::vector<Told> told_;
  std::vector<FiredTimer> fired_;
  std::optional<Value> reply_;
  std::vector<std::vector<Remembered>> seen_;  // by the number of the intent
  Coverage* coverage_ = nullptr;
};

/// What a field without a default begins as.
[[nodiscard]] Value zero(const Program& program, model::TypeId type);
/// A record of defaults and zeros: the first state.
[[nodiscard]] Value first(const Program& program, model::RecordId record);

}  // namespace writ::interpret
