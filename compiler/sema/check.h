/// Syntax trees in, the model out.
///
/// In: the trees of a contract and of every module it imports. Out: the checked contract, or
/// nothing when an error was reported. Reports all it can in one run; what a mistake poisons makes
/// no second error. Never touches the disk.
#pragma once

#include <optional>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/source/diagnostic.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

/// `modules[0]` is the contract's own file; behind it importers stand before what they import.
struct Input {
  const source::Files& files;
  std::vector<const syntax::Ast*> modules;
  /// By module those that it names in its own `import` lines.
  std::vector<std::vector<std::size_t>> imports = {};
};

[[nodiscard]] std::optional<model::Contract> check(const Input& input, source::Sink& sink);

/// A module checked by itself, as `writ check money.writ` does. False when it has errors.
bool check_module(const Input& input, source::Sink& sink);

}  // namespace writ::sema
