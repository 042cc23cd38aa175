/// A checked contract that stays open: steps of scenarios are read that somebody thinks of later.
///
/// In: the trees of a contract, then those of steps and expressions as scenarios have them. Out:
/// the same as `check` makes of them. Never touches the disk.
#pragma once

#include <memory>
#include <optional>

#include "compiler/model/contract.h"
#include "compiler/sema/check.h"
#include "compiler/source/diagnostic.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

/// What has happened in a scenario before a step of it.
struct Before {
  bool anything = false;                    ///< there is a step before this one
  bool stepped = false;                     ///< an intent was sent, or time went by
  std::optional<model::IntentId> sent;      ///< the last intent, be it a proposal
  std::optional<model::IntentId> proposed;  ///< the last proposal
};

/// The same behind this step.
[[nodiscard]] Before behind(const Before& before, const model::ScenarioStep& step);

class Steps {
 public:
  /// Null when an error was reported. The files and the trees must outlive it.
  [[nodiscard]] static std::unique_ptr<Steps> open(Input input, source::Sink& sink);
  ~Steps();

  /// It stays where it is. What is read may add types, rules and patterns to it, and nothing else.
  [[nodiscard]] const model::Contract& contract() const;

  /// A step; nothing when an error was reported.
  [[nodiscard]] std::optional<model::ScenarioStep> step(const syntax::Step& written,
                                                        const Before& before, source::Sink& sink);
  /// An expression that reads the state, of whatever type it has.
  [[nodiscard]] std::optional<model::Expr> expression(const syntax::Expr& written,
                                                      source::Sink& sink);
  /// The same of a value for something of a type, outside of which it may be.
  [[nodiscard]] std::optional<model::Expr> value(const syntax::Expr& written, model::TypeId wanted,
                                                 source::Sink& sink);

 private:
  struct Inside;
  explicit Steps(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace writ::sema
