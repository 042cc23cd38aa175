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

#include "compiler/interpret/coverage.h"
#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/instance.h"
#include "compiler/interpret/outcome.h"
#include "compiler/interpret/perform.h"
#include "compiler/interpret/program.h"
#include "compiler/interpret/value.h"

namespace writ::interpret {

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

  /// Puts it into these phases, where a group has none here into its first one, and makes its state what the statements make of it; nothing is entered or
  /// left. What is wrong with that state then, if anything.
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
  /// What the last accepted step told, and answered.
  [[nodiscard]] const std::vector<Told>& told() const { return told_; }
  [[nodiscard]] const std::optional<Value>& reply() const { return reply_; }
  [[nodiscard]] const Program& program() const { return *program_; }
  /// Who counts what is reached from here on; null for nobody. A copy is counted, too.
  void watch(Coverage* coverage) { coverage_ = coverage; }

 private:
  Moment moment_of(const Context& context) const;
  Outcome step(model::IntentId intent, const Value& payload, const Context& context);
  void attempt(model::IntentId intent, const Value& payload, const Context& context);
  [[nodiscard]] bool fits(const model::Candidate& candidate) const;
  const model::Transition& chosen(model::IntentId intent, const Value& payload,
                                  Evaluator& evaluator);
  void ask_authored(model::RecordId record, const Value& value, const std::string& path) const;
  void ask_guards(model::IntentId intent, Evaluator& evaluator);
  void ask_invariants(const std::vector<std::size_t>& which, Evaluator& evaluator);
  void perform(const model::Transition& transition, Evaluator& evaluator);
  void commit(const model::Transition& transition, Performance& performance, const Moment& moment);
  void offer(Refusal& refusal, model::IntentId intent, const Value& payload,
             const Context& context) const;
  void count(const model::Transition& transition);
  Refusal no_transition(model::IntentId intent) const;

  const Program* program_;
  Instance instance_;
  std::vector<Told> told_;
  std::optional<Value> reply_;
  Coverage* coverage_ = nullptr;
};

/// What a field without a default begins as.
[[nodiscard]] Value zero(const Program& program, model::TypeId type);
/// A record of defaults and zeros: the first state.
[[nodiscard]] Value first(const Program& program, model::RecordId record);

}  // namespace writ::interpret
