/// What an expression reads and an effect writes: paths of the state, as far as they are known when
/// the contract is compiled, that is up to the first index or key.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/model/contract.h"

namespace writ::model {

/// Is one inside the other, or are they the same?
[[nodiscard]] bool overlap(const Path& a, const Path& b);

struct Footprint {
  std::vector<Path> paths;
  bool phase = false;
  bool context = false;  ///< `now` and what else comes with a step
  bool kept = false;     ///< a fold that is kept

  [[nodiscard]] bool touches(const Path& path) const;
};

/// What is read when the expression is evaluated, functions that it calls included.
[[nodiscard]] Footprint reads(const Contract& contract, const Expr& expr);
/// Does it ask in which phases the machine is, and for nothing else? Then it has a value.
[[nodiscard]] bool asks_for_phases(const Expr& expr);
/// Where a chain of Field, At, Value and Case leads, as far as Fields go from the state inwards.
[[nodiscard]] Path written(const Expr& place);

}  // namespace writ::model
