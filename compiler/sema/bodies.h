/// Bodies: from the statements as written to those of the model.
///
/// In: the body of a transition, of a timer, or of an `enter` or `leave`. Out: its statements with
/// all that is known of them; what cannot be is reported, and left out.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/sema/expr.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

/// What a body does, and what must hold behind it.
struct Body {
  std::vector<model::Statement> statements;
  std::vector<model::Ensure> ensures;
  std::size_t asks = 0;  ///< how many of the first statements only ask: `require` and `let`
};

/// What a collection is called over which a loop runs, and where it is.
struct Loop {
  std::string variable;
  std::string second;
  model::Expr collection;
};

/// Changes of the state, one at a time.
class Changes {
 public:
  Changes(Workspace& work, Typer& typer, const std::vector<Loop>& loops)
      : work_(work), typer_(typer), loops_(loops) {}

  /// One assignment or change; several for a `merge`.
  [[nodiscard]] std::vector<model::Statement> of(const syntax::Statement& statement);
  /// The path of a place; of what is in the variable of a loop that of what the loop runs over.
  [[nodiscard]] model::Path path_of(const model::Expr& place) const;
  /// Does it lead into the state, be it through the variable of a loop?
  [[nodiscard]] bool in_state(const model::Expr& path) const;

 private:
  using Statement = model::Statement;
  std::optional<Statement> set(const syntax::Statement& written);
  std::optional<Statement> change(const syntax::Statement& written);
  std::optional<Statement> list_change(Statement change, const syntax::Expr& call);
  std::optional<Statement> keyed_change(Statement change, const syntax::Expr& call);
  std::vector<Statement> merge(const syntax::Statement& written);
  void merge_members(const model::Expr& place, const syntax::Expr& braces,
                     std::vector<Statement>& into);
  bool argument_count(const syntax::Expr& call, std::size_t least, std::size_t most);
  bool element(Statement& change, const syntax::Expr& value, model::TypeId type);
  bool argument(Statement& change, const syntax::Expr& value, model::TypeId type);
  bool by_element(Statement& change, const syntax::Expr& call, bool condition);
  bool fits(const model::Expr& value, model::TypeId type, const std::string& place, bool& in_range);
  bool parts_fit(const model::Expr& value, const model::Type& type);
  [[nodiscard]] const model::Type& held(model::TypeId id) const;
  Result place_of(const syntax::Expr& target);
  Result value_of(const syntax::Statement& written, const model::Expr& place);
  static Result unchecked(Result value);
  bool is_place(const syntax::Expr& target);
  [[nodiscard]] bool is_in_set(const model::Expr& path) const;
  bool key_fits(const model::Expr& place);
  bool refuse(const std::string& what, source::Span span, const std::string& label);
  bool finish(Statement& change, source::Span span);
  bool breaks_loop(const Statement& change);
  [[nodiscard]] bool holds(model::TypeId whole, model::TypeId collection) const;

  Workspace& work_;
  Typer& typer_;
  const std::vector<Loop>& loops_;
};

/// Is it the name of a change of a list, set or map?
[[nodiscard]] bool is_mutator(std::string_view name, model::Type::Kind kind);

/// Where a body stands, which says what it may do.
struct Place {
  std::optional<model::IntentId> intent;  ///< none: of a timer, an `enter` or a `leave`
  const model::Expr* when = nullptr;  ///< what selected the transition, so it holds; none: nothing
  bool timer = false;
  bool given = false;  ///< how a scenario begins

  /// May it refuse, and not only do?
  [[nodiscard]] bool may_refuse() const { return intent || timer; }
};

[[nodiscard]] Body body_of(Workspace& work, const std::vector<syntax::Statement>& body, Place place,
                           source::Span header);

}  // namespace writ::sema
