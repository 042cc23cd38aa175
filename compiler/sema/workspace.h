/// What the steps of `check` share: what is declared, and the model as far as it is built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/sema/check.h"
#include "compiler/sema/names.h"
#include "compiler/sema/phases.h"
#include "compiler/sema/type_table.h"

namespace writ::sema {

/// A transition before it is known in which of its phases it is the one that is chosen.
struct Draft {
  model::Transition transition;
  /// By phase: 0 where it does not fit, else the more the further inside.
  std::vector<std::uint16_t> rank;
  source::Span span;  ///< where to say that it is never chosen
};

/// What entering or leaving a phase does.
struct Hook {
  bool enters = false;
  std::size_t depth = 1;  ///< of its phase: 1 at the top
  model::GroupId group{};
  std::vector<model::PhaseId> leaves;  ///< of its phase
  std::vector<model::Statement> body;
};

/// A field of the state that nothing but a creation can give its first value.
struct Unset {
  std::string name;
  model::Path path;
  source::Span span;
};

struct Workspace {
  Workspace(const Input& of, source::Sink& into) : input(of), sink(into), reach(of.imports) {}
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] const syntax::Ast& own() const { return *input.modules.front(); }
  /// `Order` of a contract, `money.writ` of a module: for messages.
  [[nodiscard]] std::string title() const;

  const Input& input;
  source::Sink& sink;
  Reach reach;
  model::Contract contract;
  Names names;
  PhaseTable phases;
  TypeTable types{contract};
  std::vector<Draft> drafts;
  std::vector<Unset> unset;
  std::vector<Hook> hooks;
  std::vector<source::Span> draws;  ///< `uuid()` and `random(…)`, by their number
  std::multimap<std::string, model::RulesId> rules;  ///< by their words
};

/// Could everything be read, and has all that was read a meaning?
[[nodiscard]] bool is_understood(const Input& input, source::Sink& sink);
/// All that `check` does with what is understood; false when an error was reported.
[[nodiscard]] bool build_contract(Workspace& work);

/// "did you mean `Paid`?", where there is a guess.
void help_with(source::Diagnostic& diagnostic, const std::optional<std::string>& guess);

}  // namespace writ::sema
