/// Expressions: from what was written to what it means.
///
/// Out: the checked expression with its type and all that is known of its value; or nothing when a
/// mistake was reported, now or where something it uses was declared.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/expr.h"
#include "compiler/sema/cases.h"
#include "compiler/sema/workspace.h"
#include "compiler/syntax/ast.h"

namespace writ::sema {

using Result = std::optional<model::Expr>;

/// Where an expression stands, which says what it may mention.
/// A Refinement, of a type, mentions `it`, constants and functions that read nothing. A Timer is
/// the time of one, and not what it does. What a Scenario sends may be outside of its type.
enum class Site : std::uint8_t {
  Constant,
  Refinement,
  Function,
  Guard,
  Transition,
  Invariant,
  Timer,
  Scenario,
};

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
  bool repeats = false;  ///< inside of a fold or a loop: once for each element
  bool given = false;    ///< how a scenario begins, before any step
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
  /// Of the base type of `wanted`; where it is not known to be inside it has no value when it is
  /// not. One that is known to be outside is reported.
  Result member_value(const syntax::Expr& expr, model::TypeId wanted);
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

  /// From here on, to the end of the scope, what stands here happens once for each element.
  void repeat() { scope_.repeats = true; }
  /// What a loop runs over: a list, set or map, or a Range.
  Result folded(const syntax::Expr& over);
  /// The variables of a fold or a loop; no type where what it runs over is a mistake.
  void declare_variables(const syntax::Name& variable, const syntax::Name& second,
                         const Result& over);

  // cases: cases.cc

  /// A `match` on a value: reports what is left out, and what is never reached. Around each arm:
  /// `scope()`, `enter(arm, binder)`, what it holds, `leave`; then `learn(arm.condition, false)`.
  std::optional<Matched> matched(const syntax::Expr& value,
                                 const std::vector<const syntax::Pattern*>& patterns,
                                 source::Span span);
  /// The members of a record in braces, the name before them aside: an event, a record, a case.
  Result record_literal(const syntax::Expr& braces, model::RecordId record);
  /// Declares the binder of an arm, if it has a name, and learns its condition.
  void enter(const Arm& arm, const syntax::Name& binder);
  /// Of a condition `v is Card`: the fields of `v`, for a binder. Reports a `v` that is no path.
  Result inside_of(const model::Expr& condition);

  // what is known where: flow.cc

  /// From here on the condition is known to be true, or false.
  void learn(const model::Expr& condition, bool truth);
  /// A place of the state was written: what was known of it, and of what is in it, is not any more.
  void forget(const model::Expr& place);
  /// Something at the path is assigned to, and nobody knows in which element.
  void forget(const model::Path& path);
  /// The value itself; of an optional that is not known to hold something, maybe-absent.
  Result present(model::Expr value);
  /// What is declared and known, to come back to at the end of a block.
  [[nodiscard]] const Scope& scope() const { return scope_; }
  void leave(Scope scope) { scope_ = std::move(scope); }

 private:
  Result typed(const syntax::Expr& expr, model::TypeId hint, bool open);

  // optionals: flow.cc
  Result seen(model::Expr value, bool open);
  [[nodiscard]] bool is_known(const model::Expr& path) const;
  [[nodiscard]] std::optional<std::int64_t> known_case(const model::Expr& path) const;
  Result aliased(const Local& local, source::Span span);
  void learn_there(const model::Expr& optional);
  Result none(const syntax::Expr& expr, model::TypeId hint);
  Result compared_with_none(const syntax::Expr& expr, const syntax::Expr& other);
  Result equal(model::Expr left, model::Expr right, source::Span span);
  model::Expr some(model::Expr value, source::Span span);
  model::Expr both(model::Expr left, model::Expr right, source::Span span);
  Result fitted(model::Expr value, model::TypeId wanted);

  // variants, `match`, `if`: cases.cc
  Result is(const syntax::Expr& expr);
  Result conditional(const syntax::Expr& expr, model::TypeId hint);
  Result match(const syntax::Expr& expr, model::TypeId hint);
  Result chosen(std::vector<model::Expr> conditions, std::vector<model::Expr> values,
                model::TypeId hint, source::Span span);
  bool unify(std::vector<model::Expr>& values, model::TypeId hint);
  std::optional<Arm> arm_of(const model::Expr& value, const syntax::Pattern& pattern);
  Result of_pattern(const syntax::Pattern& pattern, model::TypeId wanted);
  Result case_condition(const model::Expr& value, std::int64_t number, source::Span span);
  [[nodiscard]] model::Expr as_case(model::Expr value, std::int64_t number) const;
  std::optional<std::int64_t> case_of(model::VariantId variant, const syntax::Expr& name);
  std::string left_out(const model::Expr& value, const std::vector<Arm>& arms) const;

  // what stands in braces and brackets: braces.cc
  Result braces(const syntax::Expr& expr, model::TypeId hint);
  Result named_braces(const syntax::Expr& expr, model::TypeId hint);
  bool spread(const syntax::Entry& entry, model::TypeId type, Result& old);
  std::optional<std::size_t> named_member(const syntax::Entry& entry, model::RecordId record);
  bool fill_in(const syntax::Expr& expr, model::RecordId record, const Result& old,
               const std::vector<const syntax::Entry*>& given,
               std::vector<std::optional<model::Expr>>& members);
  [[nodiscard]] std::optional<model::VariantId> variant_named(std::string_view name) const;
  [[nodiscard]] std::vector<std::pair<model::VariantId, std::int64_t>> cases_named(
      std::string_view name) const;
  Result case_literal(model::VariantId variant, std::int64_t number, const syntax::Expr& expr);
  static syntax::Expr nothing_at(source::Span span);
  Result bare_case(const syntax::Name& name, model::TypeId hint, const syntax::Expr& expr);
  using Literals = std::map<std::string, source::Span>;
  bool is_first(Literals& seen, const model::Expr& value, std::string_view what);
  bool is_distinct(const std::vector<model::Expr>& elements, model::Size& size);
  Result map_literal(const syntax::Expr& expr, model::TypeId wanted);
  Result list(const syntax::Expr& expr, model::TypeId hint);

  Result number(const syntax::Expr& expr, bool negative, source::Span span);
  Result text(const syntax::Expr& expr);
  // times, sizes, and what takes the type expected: literals.cc
  Result literal(const syntax::Expr& expr, bool negative, source::Span span);
  void no_such_literal(const syntax::Expr& expr);
  Result real(std::string_view digits, source::Span span);
  /// Is it a literal that may be of a type that is not its own?
  [[nodiscard]] bool takes_type(const model::Expr& value, model::TypeId wanted) const;
  Result taken(model::Expr value, model::TypeId wanted);
  Result name(const syntax::Expr& expr, model::TypeId hint);
  Result declared(const Declaration& declaration, const syntax::Name& name);
  Result member_of(model::EnumId id, const syntax::Name& name, source::Span span);
  Result bare_member(const syntax::Name& name, model::TypeId hint);
  void unknown(const syntax::Name& name, model::TypeId hint);
  [[nodiscard]] bool is_bare_member(const syntax::Expr& expr) const;
  void not_constant(source::Span span, std::string label);

  // steps, calls and folds: calls.cc
  Result member(const syntax::Expr& expr, bool open);
  Result other_member(model::Expr whole, const syntax::Name& name, source::Span span);
  Result index(const syntax::Expr& expr, bool open);
  Result call(const syntax::Expr& expr);
  Result method(const syntax::Expr& expr);

  // folds: comprehensions.cc
  Result fold(const syntax::Expr& expr, model::TypeId hint);
  bool is_short(const model::Expr& range);
  std::optional<model::FoldKind> fold_kind(const syntax::Name& name);
  Result folded_value(const syntax::Expr& expr, model::FoldKind kind, model::TypeId hint);
  std::optional<model::TypeId> fold_type(model::FoldKind kind, const model::Expr& element,
                                         const model::Expr& over, model::TypeId hint);
  void sum_facts(model::Expr& fold, const model::Expr& list) const;

  // operators: operators.cc
  Result negate(const syntax::Expr& expr);
  Result logic(const syntax::Expr& expr);
  Result comparison(const syntax::Expr& expr);
  Result arithmetic(const syntax::Expr& expr);
  Result operated(model::Op op, model::Expr left, model::Expr right, source::Span span,
                  source::Span op_span);
  Result times(model::Expr left, model::Expr right, source::Span span, source::Span op_span);
  Result plus_or_minus(model::Op op, model::Expr left, model::Expr right, source::Span span);
  Result coalesce(const syntax::Expr& expr);
  Result in(const syntax::Expr& expr);
  Result in_bounds(const syntax::Expr& expr);
  Result one_of(const syntax::Expr& expr);
  Result has(const syntax::Expr& expr);
  Result in_phases(const syntax::Expr& expr);
  Result search(const syntax::Expr& expr);  // rules.cc
  /// Two operands, a bare member of an enum looked up in the type of the other one.
  bool pair(const syntax::Expr& expr, Result& left, Result& right);
  bool require_number(const model::Expr& value, std::string_view why);
  bool require_ordered(const model::Expr& value, std::string_view why);
  [[nodiscard]] bool changes(model::Op op, const model::Expr& place) const;

  // what is drawn: draws.cc
  std::optional<Result> drawn(const syntax::Expr& call);
  std::optional<Result> proposed(const syntax::Expr& call);
  [[nodiscard]] std::optional<std::string> why_no_draw() const;

  // what the language calls its own: builtins.cc, context.cc
  std::optional<Result> builtin(const syntax::Expr& call);
  Result rounded(const syntax::Expr& call);
  Result absolute(model::Expr of, source::Span span);
  Result truncated(model::Expr of, source::Span span);
  Result lesser_or_greater(const syntax::Expr& call);
  std::optional<Result> text_member(const model::Expr& whole, const syntax::Name& name,
                                    source::Span span);
  std::optional<Result> text_method(const model::Expr& whole, const syntax::Expr& call);
  std::optional<Result> collection_member(const model::Expr& whole, const syntax::Name& name,
                                          source::Span span);
  std::optional<Result> context(const syntax::Name& whole, const syntax::Name* member,
                                source::Span span);
  bool require_context(source::Span span, const std::string& what);
  model::Expr built(model::BuiltinKind kind, model::TypeId type, source::Span span,
                    std::vector<model::Expr> operands) const;

  // division, floats, times: arithmetic.cc
  Result divided(model::Expr left, model::Expr right, source::Span span);
  Result floating(model::Op op, model::Expr left, model::Expr right, source::Span span);
  Result temporal(model::Op op, model::Expr left, model::Expr right, source::Span span,
                  source::Span op_span);
  Result date_of(model::Expr of, source::Span span);
  std::optional<Result> date_member(const model::Expr& whole, const syntax::Name& name,
                                    source::Span span);

  // conversions: conversions.cc
  Result converted(model::Expr value, model::TypeId wanted);
  Result to_decimal(model::Expr value, int scale);
  Result to_optional(model::Expr value, model::TypeId wanted);
  bool same_scale(const std::vector<model::Expr*>& values);
  /// Brings what is to be compared to one type; says so where it is not of one.
  bool same_type(const std::vector<model::Expr*>& values, const std::string& sign);
  void mismatch(const model::Expr& value, model::TypeId wanted);
  std::string known_words(const model::Expr& value);

  [[nodiscard]] model::Expr node(model::ExprKind kind, model::TypeId type, source::Span span,
                                 std::vector<model::Expr> operands = {}) const;
  /// A name that was declared, or one of ours, `$1`, of what a With binds.
  [[nodiscard]] model::Expr local(std::string name, model::TypeId type, source::Span span) const;
  [[nodiscard]] const model::Type& type_of(const model::Expr& expr) const {
    return work_.types[expr.type];
  }

  Workspace& work_;
  Scope scope_;
  bool open_ = false;  // the next expression is a path left of `??`
  int bound_ = 0;      // how many values have been given a name of ours
};

/// Fields, elements, and what is in optionals and variants, down to something that has a name.
[[nodiscard]] bool is_path(const model::Expr& expr);
/// The narrowest type that holds the values of both, which are of one base type.
[[nodiscard]] model::TypeId joined(TypeTable& types, model::TypeId a, model::TypeId b);

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
/// Digits, perhaps with a sign?
[[nodiscard]] bool is_written_number(const syntax::Expr& expr);
/// Is it a number as written, which takes the type expected?
[[nodiscard]] bool is_number_literal(const TypeTable& types, const model::Expr& expr);
[[nodiscard]] std::optional<std::size_t> field_index(const model::Record& record,
                                                     std::string_view name);
/// The field of a record that is called so. Reports unknown-field, of what is no record too.
[[nodiscard]] std::optional<std::size_t> find_field(Workspace& work, const model::Type& whole,
                                                    const syntax::Name& name);

}  // namespace writ::sema
