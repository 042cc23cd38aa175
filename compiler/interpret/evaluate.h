/// Expressions: what they come to, by the rules X-1 … of docs/rules.md.
///
/// All is asked, whatever the compiler has proved: where bounds of the model say that a result
/// fits, it is seen here whether they are right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <writ/core/context.h>
#include <writ/core/fault.h>

#include "compiler/interpret/locals.h"
#include "compiler/interpret/program.h"
#include "compiler/interpret/value.h"
#include "compiler/model/expr.h"

namespace writ::interpret {

/// Thrown where an expression has no value, and caught by who asked for it: never outside of this
/// folder.
struct NoValue {
  FaultKind kind{};
};
/// Thrown where functions or loops take more steps than anybody wants to wait for.
struct TooLong {};

/// What is at a place.
[[nodiscard]] const Value& at(const Value& whole, const Place& place);
/// The same to be changed, itself and all that it is in.
[[nodiscard]] Value& change_at(Value& whole, const Place& place);

/// What an expression may read besides its own parts.
struct Sight {
  const Value* state = nullptr;
  const Value* old = nullptr;                ///< the state before the step
  const Value* payload = nullptr;            ///< of the intent, where there is one
  std::span<const model::PhaseId> phases{};  ///< in which the machine is
  const Moment* moment = nullptr;            ///< what comes with a step, where there is one
};

class Evaluator {
 public:
  Evaluator(const Program& program, Sight sight) : program_(program), sight_(sight) {}

  /// Throws NoValue, TooLong.
  Value value(const model::Expr& expr);
  /// A condition.
  bool holds(const model::Expr& condition) { return value(condition).truth(); }
  /// The value where it stands; `made` holds one that stands nowhere.
  const Value& look(const model::Expr& expr, Value& made);

  /// Where an expression leads that names a part of the state; throws NoValue where nothing is
  /// there.
  Place place(const model::Expr& path);
  /// The same as a JSON Pointer, as far as its keys have values: `/stock/AB-1`.
  std::string pointer(const model::Expr& path);
  /// Is it the state or a loop's variable that stands for a part of it, and what is in these?
  [[nodiscard]] bool leads_into_state(const model::Expr& path) const;

  // Names, to the end of a block.
  void bind(std::string_view name, Value value) {
    Local& local = locals_.push();
    local.name = name;
    local.value = std::move(value);
  }
  /// The same of a value that stands somewhere, and stays there until the name is unbound.
  void bind_to(std::string_view name, const Value& stands) {
    Local& local = locals_.push();
    local.name = name;
    local.stands = &stands;
  }
  /// A name that stands for a part of the state.
  void bind_place(std::string_view name, Place place) {
    Local& local = locals_.push();
    local.name = name;
    local.place = std::move(place);
  }
  [[nodiscard]] std::size_t bound() const { return locals_.size(); }
  /// Only so many names are left.
  void unbind(std::size_t bound) { locals_.shrink(bound); }
  /// Where an evaluation stands, to come back to when it ends with NoValue.
  struct Frame {
    std::size_t bound;
    std::size_t first;
    std::size_t depth;
  };
  [[nodiscard]] Frame frame() const { return {locals_.size(), first_, depth_}; }
  void back_to(Frame frame) {
    locals_.shrink(frame.bound);
    first_ = frame.first;
    depth_ = frame.depth;
  }

  /// The values in a message, as it shows them; `?` for one that there is not.
  std::vector<std::string> values_in(const model::Expr& message);
  /// The whole message.
  std::string message(const model::Expr& message);

  /// What goes through so many bytes or elements takes more steps than one.
  void charge(std::size_t size);

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] Sight& sight() { return sight_; }

 private:
  using Expr = model::Expr;

  void count_step();
  Value worked_out(const Expr& expr);
  Value constant(const Expr& expr) const;
  const Value& local(std::string_view name);
  [[nodiscard]] const Local* find(std::string_view name) const;
  const Value& element(const Expr& at, Value& made);
  std::size_t element_place(const Expr& at, const Value& whole);
  Value call(const Expr& expr);
  Value context(const Expr& expr) const;
  std::int64_t size(const Expr& of);
  Value coalesce(const Expr& expr);
  const Value* found(const Expr& path, Value& made);
  Value text(const Expr& expr);
  Value made(const Expr& expr);
  Value checked(const Expr& expr);
  bool in_phases(const Expr& expr) const;
  bool matches(const Expr& expr);

  // operators.cc
  Value negated(const Expr& expr);
  Value widened(const Expr& expr);
  Value binary(const Expr& expr);
  Value compared(const Expr& expr);
  Value arithmetic(const Expr& expr);
  Value membership(const Expr& expr);

  // folds.cc
  template <class Visitor>
  void each(const Expr& fold, Visitor visit);
  Value fold(const Expr& expr);
  Value sum(const Expr& expr);
  Value counted(const Expr& expr);
  Value collected(const Expr& expr);
  Value extreme(const Expr& expr);

  // builtins.cc
  Value builtin(const Expr& expr);
  Value of_texts(const Expr& expr);
  Value of_collections(const Expr& expr);
  Value of_times(const Expr& expr);

  const Program& program_;
  Sight sight_;
  Locals locals_;
  std::size_t first_ = 0;  // of the locals, those before it belong to the caller
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace writ::interpret
