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
  /// From here on a local is this; `written`: the expression that it is, of a record too.
  void bind(const std::string& local, Known value, const model::Expr* written = nullptr) {
    locals_[local] = {std::move(value), written};
  }
  void unbind(const std::string& local) { locals_.erase(local); }
  /// What a local is, as it is written; none where that is not known.
  [[nodiscard]] const model::Expr* written_as(const std::string& local) const {
    const auto found = locals_.find(local);
    return found == locals_.end() ? nullptr : found->second.written;
  }

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

  struct Local {
    Known value;
    const model::Expr* written = nullptr;
  };

  const model::Contract& contract_;
  std::map<std::string, Local> locals_;  // of the function that is worked out
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace writ::sema
