/// ANTLR's parse tree to our `Ast`, one whole declaration at a time.
///
/// Private to this folder: it includes ANTLR. Reports what the grammar lets pass and the language
/// does not (escapes, calls of what has no name); then the declaration is left out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "WritParser.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/syntax/ast.h"
#include "compiler/syntax/long_text.h"

namespace writ::syntax {

class Builder {
 public:
  using Rules = antlr::WritParser;

  Builder(const source::Files& files, antlr4::CommonTokenStream& tokens, source::Sink& sink,
          Ast& ast)
      : files_(files), tokens_(tokens), sink_(sink), ast_(ast) {}

  /// Both may throw Broken or TooDeep.
  void contract(Rules::ContractContext* context);
  void declaration(Rules::DeclarationContext* context);

  /// The doc lines at the top of a file without `contract`, unless they belong to a declaration.
  void module_doc();

 private:
  // build_declaration.cc
  void what_there_is(Rules::DeclarationContext* context, const Doc& doc);
  void what_holds(Rules::DeclarationContext* context, const Doc& doc);
  void import(Rules::Import_Context* context);
  void variant(Rules::VariantContext* context, const Doc& doc);
  void enumeration(Rules::EnumerationContext* context, const Doc& doc);
  void function(Rules::FunctionContext* context, const Doc& doc);
  void property(Rules::PropertyContext* context, const Doc& doc);
  void reachable(Rules::ReachableContext* context, const Doc& doc);
  void verification(Rules::VerificationContext* context, const Doc& doc);
  Domain domain(Rules::DomainContext* context);
  std::vector<Field> fields(Rules::FieldsContext* context);
  Field field(Rules::FieldContext* context);
  std::optional<Expr> saying(Rules::SayingContext* context);
  void modifier(Modifiers& modifiers, Rules::ModifierContext* context);
  Phase phase(Rules::PhaseContext* context);
  std::vector<Parameter> parameters(Rules::ParametersContext* context);
  /// The value of a version, which has at most 18 digits.
  std::int64_t version(antlr4::tree::TerminalNode* number);

  // build_transition.cc
  void what_may_happen(Rules::DeclarationContext* context, const Doc& doc);
  void intent(Rules::IntentContext* context, const Doc& doc);
  void guard(Rules::GuardContext* context, const Doc& doc);
  void transition(Rules::TransitionContext* context, const Doc& doc);
  void refusal(Rules::RefusalContext* context, const Doc& doc);
  void timer(Rules::TimerContext* context, const Doc& doc);
  /// Where a transition or a timer leads, and what it does; null for what is not written.
  std::vector<Statement> body_of(Rules::MoveContext* move, Rules::BlockContext* block,
                                 Rules::BodyContext* body);
  Clause clause(Rules::ClauseContext* context);
  Require require(Rules::RequireContext* context);
  std::vector<Suggestion> suggestions(Rules::SuggestContext* context);
  std::vector<Suggestion> patch(Rules::PatchContext* context);
  std::vector<Target> targets(Rules::TargetsContext* context);

  // build_statement.cc
  /// Of a block or a body.
  template <class Context>
  std::vector<Statement> statements(Context* context);
  std::vector<Statement> block(Rules::BlockContext* context);
  std::vector<Statement> body(Rules::BodyContext* context);
  Statement statement(Rules::StatementContext* context);
  Statement let(Rules::LetContext* context);
  Statement awaited(Rules::AwaitedContext* context);
  Statement choice(Rules::ChoiceContext* context);
  Statement matching(Rules::MatchingContext* context);
  Statement loop(Rules::LoopContext* context);
  Statement change(Rules::StatementContext* context);
  Handler handler(Rules::HandlerContext* context);
  Expr call(Rules::CallContext* context);

  // build_boundary.cc
  void boundary(Rules::DeclarationContext* context, const Doc& doc);
  void activity(Rules::ActivityContext* context, const Doc& doc);
  void activity_clause(Activity& activity, Rules::ActivityClauseContext* context);
  void saga(Rules::SagaContext* context, const Doc& doc);
  SagaStep saga_step(Rules::SagaStepContext* context);
  Permission permission(Rules::PermissionContext* context);
  void limit(Rules::LimitContext* context, const Doc& doc);
  void migration(Rules::MigrationContext* context, const Doc& doc);

  // build_scenario.cc
  void scenario(Rules::ScenarioContext* context, const Doc& doc);
  Step step(Rules::StepContext* context);
  void expectation(Step& step, Rules::ExpectationContext* context);
  Actor actor(Rules::ActorContext* context);
  ExpectedOutcome outcome(Rules::OutcomeContext* context);

  // build_type.cc
  Type type(Rules::TypeContext* context);
  Refinement refinement(Rules::RefinementContext* context);
  void bounds(Refinement& refinement, Rules::BoundsContext* context);
  Expr bound(Rules::BoundContext* context);
  Expr constant_term(Rules::ConstantTermContext* context);

  // build_expression.cc
  Expr expression(Rules::ExpressionContext* context);
  Expr condition(Rules::ConditionContext* context) { return implication(context->implication()); }
  /// Of what may be left out.
  std::optional<Expr> condition_if(Rules::ConditionContext* context);
  Expr implication(Rules::ImplicationContext* context);
  Expr disjunction(Rules::DisjunctionContext* context);
  Expr conjunction(Rules::ConjunctionContext* context);
  Expr negation(Rules::NegationContext* context);
  Expr comparison(Rules::ComparisonContext* context);
  Expr in(Rules::ComparisonContext* context, Expr value);
  Expr matches(Rules::ComparisonContext* context, Expr value);
  Expr members(Rules::MembersContext* context);
  Expr range(Rules::RangeContext* context);
  /// What an operator means; one from elsewhere is reported.
  Op op(const antlr4::Token* sign);
  void foreign_not(const antlr4::Token* sign, const Expr& operand);
  /// Of `not in` and `not emitted`: reported where it is `!`.
  void right_not(const antlr4::Token* sign);
  Expr coalescence(Rules::CoalescenceContext* context);
  Expr sum(Rules::SumContext* context);
  Expr product(Rules::ProductContext* context);
  Expr unary(Rules::UnaryContext* context);
  /// a o b o c, left to right; `build` makes an operand.
  template <class Operand>
  Expr chain(antlr4::ParserRuleContext* context, Expr (Builder::*build)(Operand*));

  // build_operand.cc
  Expr postfix(Rules::PostfixContext* context);
  Expr postfix_step(Expr whole, Rules::PostfixStepContext* context);
  Expr primary(Rules::PrimaryContext* context);
  Expr path(Rules::PathContext* context);
  Expr member(Expr whole, antlr4::Token* dot, Rules::FieldNameContext* name);
  Expr index(Expr whole, Rules::ExpressionContext* key, antlr4::Token* closing);
  Expr qualified(Rules::QualifiedContext* context);
  Expr match(Rules::PrimaryContext* context);
  Pattern pattern(Rules::PatternContext* context);
  /// A state field, `state.f`.
  Expr state_field(antlr4::Token* state, antlr4::Token* dot, Rules::FieldNameContext* name);
  Expr leaf(ExprKind kind, antlr4::ParserRuleContext* context);
  Expr literal_of(antlr4::Token* token);

  // build_call.cc
  /// `f(args)`, `xs.f(args)` or a fold, of what stands before the `(`.
  Expr call(Expr callee, Rules::ArgumentsContext* arguments, antlr4::Token* opening,
            antlr4::Token* closing);
  Expr random(Rules::PrimaryContext* context);
  Expr element_call(Expr method, Rules::ArgumentsContext* arguments);
  Expr fold(Expr element, Name name, Rules::FoldContext* context);
  Expr list(Rules::PrimaryContext* context);
  Expr braces(Rules::BracesContext* context);
  /// Empty ones where none are written, at the place of `owner`.
  Expr braces_or_none(Rules::BracesContext* context, source::Span owner);
  Entry entry(Rules::EntryContext* context);
  Entry named(Rules::MemberContext* context);
  Expr string(Rules::StringContext* context);
  std::vector<Expr> strings(const std::vector<Rules::StringContext*>& all);
  Expr literal(antlr4::Token* token);
  std::vector<Cut> layout(Rules::StringContext* context);

  // build_words.cc
  [[nodiscard]] source::Span span(const antlr4::Token* token) const;
  [[nodiscard]] source::Span span(const antlr4::ParserRuleContext* context) const;
  [[nodiscard]] std::string_view text(source::Span span) const { return files_.text(span); }
  [[nodiscard]] Name name(const antlr4::ParserRuleContext* context) const;
  /// Empty for null.
  [[nodiscard]] Name name_if(const antlr4::ParserRuleContext* context) const;
  [[nodiscard]] std::vector<Name> names(Rules::NamesContext* context) const;
  [[nodiscard]] std::vector<Name> path_names(Rules::FieldPathContext* context) const;
  [[nodiscard]] std::string digits(source::Span span) const;
  [[nodiscard]] std::string unescaped(source::Span span);
  [[nodiscard]] std::size_t cut_at(std::size_t place) const;
  /// What stands between the slashes.
  [[nodiscard]] std::string pattern_text(const antlr4::Token* token) const;
  /// The `///` lines above a token, and those behind a member on its line.
  [[nodiscard]] Doc doc_above(const antlr4::Token* token) const;
  [[nodiscard]] Doc doc_of_member(const antlr4::ParserRuleContext* context) const;
  /// The first block of `///` lines of the file.
  [[nodiscard]] Doc doc_at_top() const;

  /// Expected this, found that: the declaration is left out.
  [[noreturn]] void refuse(std::string_view expected, std::string_view found, source::Span at);

  /// So many levels of the tree above what is built while it lives.
  class Levels {
   public:
    Levels(Builder& builder, std::size_t count, antlr4::ParserRuleContext* at);
    ~Levels() { builder_.depth_ -= count_; }
    Levels(const Levels&) = delete;
    Levels& operator=(const Levels&) = delete;

   private:
    Builder& builder_;
    std::size_t count_;
  };

  const source::Files& files_;
  antlr4::CommonTokenStream& tokens_;
  source::Sink& sink_;
  Ast& ast_;
  std::size_t depth_ = 0;
  std::vector<Cut> cuts_;  // of the text that is built, which are no text
};

}  // namespace writ::syntax
