/// A contract, made ready to be run.
#pragma once

#include <span>
#include <vector>

#include <writ/core/pattern.h>

#include "compiler/model/contract.h"

namespace writ::interpret {

/// Holds what is worked out once: the patterns. The contract must outlive it. Does not change:
/// machines of several threads may share one.
class Program {
 public:
  explicit Program(const model::Contract& contract);
  /// The contract has got more types, rules or patterns since: what is written in a session may
  /// need its own. Nobody else may read it meanwhile.
  void catch_up();

  [[nodiscard]] const model::Contract& contract() const { return contract_; }
  [[nodiscard]] const model::Type& type(model::TypeId id) const { return contract_.type(id); }
  [[nodiscard]] const model::Rules& rules(model::RulesId id) const {
    return contract_.rules[model::index(id)];
  }
  /// What `matches` searches for, by its number.
  [[nodiscard]] std::span<const PatternStep> searched(std::size_t number) const {
    return searched_[number];
  }
  /// What a type with `matching` asks.
  [[nodiscard]] std::span<const PatternStep> pattern(model::RulesId id) const {
    return ruled_[model::index(id)];
  }
  /// The transitions of an intent, in the order in which they are asked.
  [[nodiscard]] const std::vector<model::Candidate>& candidates(model::IntentId id) const {
    return candidates_[model::index(id)];
  }
  /// Is it a whole – a record, a variant, a collection – with a rule, or is one in it?
  [[nodiscard]] bool has_ruled_whole(model::TypeId id) const {
    return ruled_wholes_[model::index(id)];
  }

 private:
  bool is_ruled_whole(model::TypeId id) const;

  const model::Contract& contract_;
  std::vector<std::vector<PatternStep>> searched_;
  std::vector<std::vector<PatternStep>> ruled_;
  std::vector<bool> ruled_wholes_;
  std::vector<std::vector<model::Candidate>> candidates_;
};

}  // namespace writ::interpret
