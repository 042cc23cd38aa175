/// Expressions: from what was written to what it means.
///
/// Out: the checked expression with its type and all that is known of its value; or nothing when a
/// mistake was reported, now or where something it uses was declared.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/expr.h"
#include "compiler/sema/workspace.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

using Result = std::optional<model::Expr>;

/// Where an expression stands, which says what it may mention.
/// A Refinement, of a type, mentions `it`, constants and functions that read nothing.
enum class Site : std::uint8_t { Constant, Refinement, Function, Guard, Transition, Invariant };

struct Local {
  std::string name;
  model::TypeId type = no_type;
  source::Span span{};
  std::optional<model::Expr> alias;  ///< what the name stands for, where it is no variable
};

/// What is known at a place because a condition before it held.
struct Fact {
  model::Expr path;                ///< an optional that holds something; an At that finds its
                                   ///< element; or, with `is`, a variant
  std::optional<std::int64_t> is;  ///< the case that it is
};

struct Scope {
  Site site{};
  std::size_t module = 0;
  std::optional<model::IntentId> intent;  ///< whose payload `intent` is
  std::vector<Local> locals;
  std::vector<Fact> facts;
};

class Typer {
 public:
  Typer(Workspace& work, Scope scope) : work_(work), scope_(std::move(scope)) {}

  /// Of whatever type it has; a bare member of an enum is looked up in `hint` first.
  Result any(const syntax::Expr& expr, model::TypeId hint = no_type);
  /// Of the base type of `wanted`; what widens silently is widened.
  Result of(const syntax::Expr& expr, model::TypeId wanted);
  /// Of the base type of `wanted` and known to be inside it: type-mismatch otherwise.
  Result inside(const syntax::Expr& expr, model::TypeId wanted);
  /// Reports a value, of the base type, that is not known to be inside; `what` ends the sentence.
  bool require_inside(const model::Expr& value, model::TypeId wanted, std::string_view what);
  Result condition(const syntax::Expr& expr) { return of(expr, work_.types.boolean()); }
  /// A text in which values of scalar types may stand.
  Result message(const syntax::Expr& text);
  /// `place op value`, as `place += value` means it; of the base type of the place.
  Result combined(model::Op op, model::Expr place, const syntax::Expr& value, source::Span span);

  /// The field of a record, or unknown-field.
  Result field(model::Expr whole, const syntax::Name& name, source::Span span);
  /// `list[index]`, `map[key]`
  Result at(model::Expr whole, const syntax::Expr& index, source::Span span);
  /// The state.
  [[nodiscard]] model::Expr state(source::Span span);
  /// The payload of the intent: there is one.
  [[nodiscard]] model::Expr payload(source::Span span);

  /// Enters a local, which may not have the name of a value in sight.
  void declare_local(Entity entity, const syntax::Name& name, model::TypeId type);
  [[nodiscard]] const Local* find_local(std::string_view name) const;
  /// The same, standing for an expression: the binder of a case.
  void declare_alias(Entity entity, const syntax::Name& name, model::Expr of);

  // what is known where: flow.cc

  /// From here on the condition is known to be true, or false.
  void learn(const model::Expr& condition, bool truth);
  /// A place of the state was written: what was known of it, and of what is in it, is not any more.
  void forget(const model::Expr& place);
  /// What is declared and known, to come back to at the end of a block.
  [[nodiscard]] const Scope& scope() const { return scope_; }
  void leave(Scope scope) { scope_ = std::move(scope); }

 private:
  // literals and names: names_in_expr.cc
  Result number(const syntax::Expr& expr, bool negative, source::Span span);
  Result text(const syntax::Expr& expr);
  Result name(const syntax::Expr& expr, model::TypeId hint);
  Result declared(const Declaration& declaration, const syntax::Name& name);
  Result member_of(model::EnumId id, const syntax::Name& name, source::Span span);
  Result bare_member(const syntax::Name& name, model::TypeId hint);
  void unknown(const syntax::Name& name, model::TypeId hint);
  [[nodiscard]] bool is_bare_member(const syntax::Expr& expr) const;
  void not_constant(source::Span span, std::string label);

  // steps, calls and folds: calls.cc
  Result member(const syntax::Expr& expr);
  Result other_member(model::Expr whole, const syntax::Name& name, source::Span span);
  Result index(const syntax::Expr& expr);
  Result call(const syntax::Expr& expr);
  Result method(const syntax::Expr& expr);
  Result fold(const syntax::Expr& expr);
  std::optional<model::FoldKind> fold_kind(const syntax::Name& name);
  std::optional<model::Expr> folded_list(const syntax::Expr& expr);
  void sum_facts(model::Expr& fold, const model::Expr& list) const;

  // operators: operators.cc
  Result negate(const syntax::Expr& expr);
  Result logic(const syntax::Expr& expr);
  Result comparison(const syntax::Expr& expr);
  Result arithmetic(const syntax::Expr& expr);
  Result times(model::Expr left, model::Expr right, source::Span span, source::Span op_span);
  Result plus_or_minus(model::Op op, model::Expr left, model::Expr right, source::Span span);
  Result coalesce(const syntax::Expr& expr);
  Result in(const syntax::Expr& expr);
  Result in_bounds(const syntax::Expr& expr);
  Result one_of(const syntax::Expr& expr);
  Result in_phases(const syntax::Expr& expr);
  Result matches(const syntax::Expr& expr);  // rules.cc
  /// Two operands, a bare member of an enum looked up in the type of the other one.
  bool pair(const syntax::Expr& expr, Result& left, Result& right);
  bool require_number(const model::Expr& value, std::string_view why);

  // conversions: conversions.cc
  Result converted(model::Expr value, model::TypeId wanted);
  Result to_decimal(model::Expr value, int scale);
  bool same_scale(const std::vector<model::Expr*>& values);
  void mismatch(const model::Expr& value, model::TypeId wanted);
  std::string known_words(const model::Expr& value);

  [[nodiscard]] model::Expr node(model::ExprKind kind, model::TypeId type, source::Span span,
                                 std::vector<model::Expr> operands = {}) const;
  [[nodiscard]] const model::Type& type_of(const model::Expr& expr) const {
    return work_.types[expr.type];
  }

  Workspace& work_;
  Scope scope_;
};

/// How many elements or characters a sized value has.
[[nodiscard]] model::Size size_of(const TypeTable& types, const model::Expr& value);
/// Is the value known to be inside the type, whose base type it has?
[[nodiscard]] bool known_inside(const TypeTable& types, const model::Expr& value,
                                model::TypeId type);
/// Is it known to be outside?
[[nodiscard]] bool known_outside(const TypeTable& types, const model::Expr& value,
                                 model::TypeId type);
/// What a constant expression comes to: a Number or a Text. Reports number-too-large.
[[nodiscard]] Result evaluated(Workspace& work, const model::Expr& constant);
/// Is it a number as written, which takes the type expected?
[[nodiscard]] bool is_number_literal(const TypeTable& types, const model::Expr& expr);
[[nodiscard]] std::optional<std::size_t> field_index(const model::Record& record,
                                                     std::string_view name);

}  // namespace writ::sema
