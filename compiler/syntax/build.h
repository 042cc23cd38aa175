/// ANTLR's parse tree to our `Ast`, one whole declaration at a time.
///
/// Private to this folder: it includes ANTLR. Reports what the grammar lets pass and the language
/// does not (escapes, calls of what has no name); then the declaration is left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "WritParser.h"
#include "compiler/source/diagnostic.h"
#include "compiler/source/files.h"
#include "compiler/syntax/ast.h"

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
  void record(Rules::RecordContext* context, const Doc& doc);
  void enumeration(Rules::EnumerationContext* context, const Doc& doc);
  void function(Rules::FunctionContext* context, const Doc& doc);
  std::vector<Field> fields(Rules::FieldsContext* context);
  Field field(Rules::FieldContext* context);
  Phase phase(Rules::PhaseContext* context);

  // build_transition.cc
  void guard(Rules::GuardContext* context, const Doc& doc);
  void transition(Rules::TransitionContext* context, const Doc& doc);
  Clause clause(Rules::ClauseContext* context);
  Require require(Rules::RequireContext* context);
  Suggestion suggestion(Rules::SuggestionContext* context);
  Statement statement(Rules::StatementContext* context);
  Expr change(Expr path, Rules::ChangeContext* context);

  // build_type.cc
  Type type(Rules::TypeContext* context);
  Refinement refinement(Rules::RefinementContext* context);
  void bounds(Refinement& refinement, Rules::BoundsContext* context);
  Expr bound(Rules::BoundContext* context);
  Expr constant_term(Rules::ConstantTermContext* context);

  // build_expression.cc
  Expr expression(Rules::ExpressionContext* context);
  Expr implication(Rules::ImplicationContext* context);
  Expr disjunction(Rules::DisjunctionContext* context);
  Expr conjunction(Rules::ConjunctionContext* context);
  Expr negation(Rules::NegationContext* context);
  Expr comparison(Rules::ComparisonContext* context);
  Expr members(Rules::MembersContext* context);
  Expr coalescence(Rules::CoalescenceContext* context);
  Expr sum(Rules::SumContext* context);
  Expr product(Rules::ProductContext* context);
  Expr unary(Rules::UnaryContext* context);
  /// a o b o c, left to right; `build` makes an operand.
  template <class Operand>
  Expr chain(antlr4::ParserRuleContext* context, Expr (Builder::*build)(Operand*));

  // build_operand.cc
  Expr postfix(Rules::PostfixContext* context);
  Expr primary(Rules::PrimaryContext* context);
  Expr path(Rules::PathContext* context);
  Expr member(Expr whole, Rules::FieldNameContext* name);
  Expr index(Expr whole, Rules::ExpressionContext* key, antlr4::Token* closing);
  /// `f(args)`, `xs.f(args)` or a fold, of what stands before the `(`.
  Expr call(Expr callee, Rules::ArgumentsContext* arguments, antlr4::Token* opening,
            antlr4::Token* closing);
  Expr fold(Expr element, Name name, Rules::FoldContext* context);
  Expr string(Rules::StringContext* context);
  Expr literal(antlr4::Token* token);
  Expr leaf(ExprKind kind, antlr4::ParserRuleContext* context);

  // build_words.cc
  [[nodiscard]] Span span(const antlr4::Token* token) const;
  [[nodiscard]] Span span(const antlr4::ParserRuleContext* context) const;
  [[nodiscard]] std::string_view text(Span span) const { return files_.text(span); }
  [[nodiscard]] Name name(const antlr4::ParserRuleContext* context) const;
  [[nodiscard]] std::vector<Name> names(Rules::NamesContext* context) const;
  [[nodiscard]] std::string digits(Span span) const;
  [[nodiscard]] std::string unescaped(Span span);
  /// The `///` lines above a token, and those behind a member on its line.
  [[nodiscard]] Doc doc_above(const antlr4::Token* token) const;
  [[nodiscard]] Doc doc_of_member(const antlr4::ParserRuleContext* context) const;
  /// The first block of `///` lines of the file.
  [[nodiscard]] Doc doc_at_top() const;

  /// Expected this, found that: the declaration is left out.
  [[noreturn]] void refuse(std::string_view expected, std::string_view found, Span at);

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
};

}  // namespace writ::syntax
