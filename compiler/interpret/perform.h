/// Statements: what a transition does to the state, by the rules E-1 … of docs/rules.md.
///
/// The state is written as the statements come; who lets a transition perform keeps the state from
/// before, and puts it back when it refuses.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/interpret/coverage.h"
#include "compiler/interpret/evaluate.h"
#include "compiler/interpret/instance.h"
#include "compiler/interpret/outcome.h"
#include "compiler/model/contract.h"

namespace writ::interpret {

/// Thrown by a step that refuses, and caught by the machine.
struct Refused {
  Refusal refusal;
};
[[noreturn]] void refuse(RefusalKind kind, std::string message, source::Span span = {},
                         std::string path = {});

/// One transition, or one list of statements, on a state.
class Performance {
 public:
  /// `before`: the phases in which it begins; they, and `targets`, to which the Enters of the
  /// transition lead, must outlive this.
  Performance(Evaluator& evaluator, Instance& instance, std::span<const model::PhaseId> before,
              std::span<const model::Target> targets, Coverage* coverage = nullptr)
      : evaluator_(evaluator),
        program_(evaluator.program()),
        instance_(instance),
        state_(instance.state),
        targets_(targets),
        before_(before),
        coverage_(coverage) {}

  void statements(const std::vector<model::Statement>& body);
  /// At the end: rules of what has been changed in a part, then what was ensured.
  void ask_wholes();
  void ensures(const std::vector<model::Ensure>& all);

  [[nodiscard]] std::vector<Told>& told() { return told_; }
  [[nodiscard]] const std::optional<Value>& reply() const { return reply_; }

 private:
  using Statement = model::Statement;
  using Expr = model::Expr;

  void statement(const Statement& one);
  void nested(const std::vector<Statement>& body);
  void let(const Statement& one);
  void conditional(const Statement& one);
  void loop(const Statement& one);
  void turn(const Statement& loop);
  void require(const model::Require& require);
  void emit(const Statement& one);
  void enter(const Statement& one);
  [[nodiscard]] bool runs(const Statement& block) const;

  // Changes: change.cc
  void change(const Statement& change);
  void set(const Statement& change);
  void put(const Statement& change);
  void change_list(const Statement& change, const Place& place);
  void change_keyed(const Statement& change, const Place& place);
  void keep(const Statement& change, const Place& place);
  void sort(const Statement& change, const Place& place);
  void splice(const Statement& change, const Place& place);
  Place place(const Statement& change);
  Value value(const Statement& change, model::TypeId type);
  Value argument(const Statement& change, std::size_t number);
  std::int64_t index(const Statement& change, std::size_t number, std::size_t end);
  void check_size(const Statement& change, std::size_t size);
  /// The elements, to be changed; they may have to be copied, or moved.
  Value::Items& items(const Place& place) {
    evaluator_.charge(at(state_, place).items().size());
    return change_at(state_, place).change();
  }

  // What is said: change.cc
  [[noreturn]] void refuse(const Statement& change, const Expr& at, const std::string& text) const;
  [[noreturn]] void refuse_type(const Statement& change, const Expr& at, model::TypeId type) const;
  [[noreturn]] void whole_is_outside(const Statement& change, std::size_t steps,
                                     model::TypeId type) const;
  [[noreturn]] void no_value(NoValue why, source::Span span, const Expr* at = nullptr) const;

  Evaluator& evaluator_;
  const Program& program_;
  Instance& instance_;
  Value& state_;
  std::span<const model::Target> targets_;
  std::span<const model::PhaseId> before_;  // in which the step began
  Coverage* coverage_;
  std::vector<const Statement*> changes_;  // whose wholes are asked at the end
  std::vector<Told> told_;
  std::optional<Value> reply_;
  std::vector<std::size_t> reached_;  // the numbers of `ensure`s in blocks that were passed
};

/// What is said when something required is not so.
[[nodiscard]] Refusal denied(Evaluator& evaluator, const model::Require& require);
/// Adds what it suggests; what was suggested before stays. What has no value suggests nothing.
void add_suggestions(const model::Require& require, Evaluator& evaluator, Patch& patch);

}  // namespace writ::interpret
