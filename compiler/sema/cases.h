/// What `match` and `if … is …` choose by: for each pattern a condition, and what its binder is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/expr.h"

namespace writ::sema {

/// A pattern that can be reached.
struct Arm {
  std::size_t pattern = 0;            ///< which of those that were asked about
  model::Expr condition;              ///< a bool; true of `_`
  std::optional<model::Expr> inside;  ///< what a binder stands for: the fields of the case
  bool last = false;                  ///< whatever comes this far takes it: need not be asked
};

/// What `Typer::matched` makes of a `match`.
struct Matched {
  /// What is matched, where it is no path: to be computed once, as the Local `name`.
  std::optional<model::Expr> value;
  std::string name;
  std::vector<Arm> arms;  ///< in the order written; never empty, the last one is `last`
};

}  // namespace writ::sema
