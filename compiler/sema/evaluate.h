/// Expressions whose value is known when the contract is compiled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "compiler/model/contract.h"

namespace writ::sema {

/// A number (or what is kept as one), a text, or nothing: a fault, an element that is not there. A
/// `float` is a text.
struct Value {
  bool absent = false;
  bool none = false;  ///< of an optional that holds nothing
  std::int64_t number = 0;
  std::string text;

  friend bool operator==(const Value&, const Value&) = default;
};
[[nodiscard]] inline Value nothing() { return {true, false, 0, {}}; }
[[nodiscard]] inline Value none() { return {false, true, 0, {}}; }
[[nodiscard]] inline Value truth(bool value) { return {false, false, value ? 1 : 0, {}}; }

/// Works out what an expression makes of what it reads. What it reads – the state, a payload, the
/// phase – whoever derives from this says.
class Evaluator {
 public:
  using Known = std::optional<Value>;  ///< no value: it is not worked out here

  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// Functions may call each other for ever so long: what takes too many steps is not worked out.
  Known evaluate(const model::Expr& expr);
  /// How many there were.
  [[nodiscard]] std::size_t steps() const { return steps_; }

 protected:
  explicit Evaluator(const model::Contract& contract) : contract_(contract) {}
  virtual ~Evaluator() = default;

  /// What is known of an expression because of what it reads; nothing where that is worked out from
  /// its parts.
  virtual std::optional<Known> read(const model::Expr& expr) = 0;

  [[nodiscard]] const model::Contract& contract() const { return contract_; }
  /// From here on a local is this.
  void bind(const std::string& local, Known value) { locals_[local] = std::move(value); }

 private:
  Known worked_out(const model::Expr& expr);
  Known optional(const model::Expr& expr);
  Known size(const model::Expr& of);
  Known call(const model::Expr& expr);
  Known matches(const model::Expr& expr);
  Known unary(const model::Expr& expr);
  Known binary(const model::Expr& expr);
  Known membership(const model::Expr& expr);
  Known builtin(const model::Expr& expr);

  const model::Contract& contract_;
  std::map<std::string, Known> locals_;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace writ::sema
