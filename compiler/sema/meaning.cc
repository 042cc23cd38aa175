#include "compiler/sema/meaning.h"

#include <set>
#include <string_view>

namespace writ::sema {

namespace {

using syntax::Expr;
using syntax::ExprKind;
using syntax::Statement;

class Meaning {
 public:
  explicit Meaning(source::Sink& sink) : sink_(sink) {}

  void file(const syntax::Ast& ast);
  [[nodiscard]] bool all_has_one() const { return reported_.empty(); }

 private:
  void not_yet(std::string_view construct, source::Span span) {
    if (reported_.insert(construct).second) sink_.report(diag::unsupported_yet(construct), span);
  }
  template <class Declarations>
  void none_of(const Declarations& all, std::string_view construct) {
    if (!all.empty()) not_yet(construct, all.front().span);
  }

  void declarations(const syntax::Ast& ast);
  void intent(const syntax::Intent& intent);
  void guard(const syntax::Guard& guard);
  void transition(const syntax::Transition& transition);
  void fields(const std::vector<syntax::Field>& all);
  void field(const syntax::Field& field);
  void type(const syntax::Type& type);
  void refinement(const syntax::Refinement& refinement);
  void statement(const Statement& statement);
  void expression(const Expr& expr);
  void texts(const Expr& expr);

  source::Sink& sink_;
  std::set<std::string_view> reported_;
};

void Meaning::file(const syntax::Ast& ast) {
  for (const auto& one : ast.aliases) type(one.type);
  for (const auto& one : ast.constants) {
    if (one.type) type(*one.type);
    expression(one.value);
  }
  for (const auto& one : ast.records) {
    if (one.open) not_yet("an open record", one.name.span);
    fields(one.fields);
  }
  for (const auto& one : ast.states) fields(one.fields);
  for (const auto& one : ast.phases) {
    if (!one.name.text.empty()) not_yet("a named group of phases", one.name.span);
  }
  for (const auto& one : ast.intents) intent(one);
  for (const auto& one : ast.guards) guard(one);
  for (const auto& one : ast.transitions) transition(one);
  for (const auto& one : ast.functions) {
    for (const auto& parameter : one.parameters) type(parameter.type);
    type(one.result);
    expression(one.value);
  }
  for (const auto& one : ast.invariants) {
    if (one.never) not_yet("`never`", one.name.span);
    expression(one.condition);
  }
  declarations(ast);
}

/// Those of which none has a meaning.
void Meaning::declarations(const syntax::Ast& ast) {
  none_of(ast.variants, "a variant");
  none_of(ast.events, "an event");
  none_of(ast.refusals, "`refuse`");
  for (const auto& one : ast.hooks) not_yet(one.enters ? "`enter`" : "`leave`", one.span);
  for (const auto& one : ast.timers) not_yet(one.at ? "`at`" : "`after`", one.span);
  none_of(ast.views, "a view");
  none_of(ast.properties, "a property");
  none_of(ast.reachables, "`reachable`");
  none_of(ast.verifications, "`verify`");
  none_of(ast.activities, "an activity");
  none_of(ast.sagas, "a saga");
  none_of(ast.roles, "`roles`");
  none_of(ast.policies, "a policy");
  none_of(ast.limits, "`limit`");
  none_of(ast.migrations, "`migrate`");
  none_of(ast.scenarios, "a scenario");
}

void Meaning::intent(const syntax::Intent& intent) {
  fields(intent.fields);
  if (intent.reply) not_yet("a reply", intent.reply->span);
  if (intent.idempotent) not_yet("`idempotent`", intent.idempotent->span);
}

void Meaning::guard(const syntax::Guard& guard) {
  if (guard.intents.empty()) not_yet("a guard without `on`", guard.name.span);
  for (const syntax::Clause& clause : guard.clauses) {
    expression(clause.require.condition);
    texts(clause.require.message);
    for (const syntax::Suggestion& one : clause.suggestions) expression(one.value);
    if (clause.final) not_yet("a final refusal", clause.final_span);
    if (clause.approval) not_yet("an approval", clause.approval->span);
  }
}

void Meaning::transition(const syntax::Transition& transition) {
  if (transition.condition) not_yet("`when`", transition.condition->span);
  if (transition.creates) not_yet("`creates`", transition.creates_span);
  if (transition.targets.size() > 1) not_yet("a second target", transition.targets[1].span);
  for (const syntax::Target& target : transition.targets) {
    if (target.history) not_yet("`.history`", target.span);
  }
  for (const Statement& one : transition.body) statement(one);
}

void Meaning::fields(const std::vector<syntax::Field>& all) {
  for (const syntax::Field& one : all) field(one);
}

void Meaning::field(const syntax::Field& field) {
  if (field.secret) not_yet("`secret`", field.span);
  const syntax::Modifiers& modifiers = field.modifiers;
  if (modifiers.wire_name) not_yet("`as`", modifiers.wire_name->span);
  if (modifiers.authored) not_yet("`authored`", modifiers.span);
  if (modifiers.visible) not_yet("`visible`", modifiers.span);
  if (modifiers.ephemeral) not_yet("`ephemeral`", modifiers.span);
  if (modifiers.initial) expression(*modifiers.initial);
  if (field.type) type(*field.type);
  fields(field.fields);
}

void Meaning::type(const syntax::Type& written) {
  for (const syntax::Type& one : written.arguments) type(one);
  for (const syntax::Refinement& one : written.refinements) refinement(one);
  if (written.optional) not_yet("an optional type", written.span);
}

void Meaning::refinement(const syntax::Refinement& refinement) {
  for (const Expr& member : refinement.members) expression(member);
  for (const auto* bound : {&refinement.least, &refinement.most}) {
    if (*bound) expression(**bound);
  }
}

void Meaning::statement(const Statement& statement) {
  using Kind = Statement::Kind;
  switch (statement.kind) {
    case Kind::Guard: return not_yet("`require` of a guard", statement.span);
    case Kind::Let: return not_yet("`let`", statement.span);
    case Kind::Await: return not_yet("`await`", statement.span);
    case Kind::If: return not_yet("an `if` statement", statement.span);
    case Kind::Match: return not_yet("a `match` statement", statement.span);
    case Kind::For: return not_yet("a `for` loop", statement.span);
    case Kind::Emit: return not_yet("`emit`", statement.span);
    case Kind::Ensure: return not_yet("`ensure`", statement.span);
    case Kind::Reply: return not_yet("`reply`", statement.span);
    case Kind::Merge: return not_yet("`merge`", statement.span);
    case Kind::Require:
      expression(statement.require->condition);
      return texts(statement.require->message);
    default: break;
  }
  expression(statement.target);
  expression(statement.value);
}

void Meaning::texts(const Expr& expr) {
  if (expr.long_text) not_yet("a text of several lines", expr.span);
  for (const Expr& one : expr.operands) expression(one);
}

void Meaning::expression(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Duration: return not_yet("a duration", expr.span);
    case ExprKind::Size: return not_yet("a number of bytes", expr.span);
    case ExprKind::Date: return not_yet("a date", expr.span);
    case ExprKind::Instant: return not_yet("an instant", expr.span);
    case ExprKind::None: return expr.text.empty() ? not_yet("`none`", expr.span) : void();
    case ExprKind::Keep: return not_yet("`where` in a change", expr.span);
    case ExprKind::Sort: return not_yet("`by` in a change", expr.span);
    case ExprKind::Braces: return not_yet("a record or map in braces", expr.span);
    case ExprKind::List: return not_yet("a list in brackets", expr.span);
    case ExprKind::Is: return not_yet("`is`", expr.span);
    case ExprKind::If: return not_yet("an `if` expression", expr.span);
    case ExprKind::Match: return not_yet("a `match` expression", expr.span);
    case ExprKind::Text: return texts(expr);
    case ExprKind::Fold:
      if (expr.name.text.empty()) return not_yet("a comprehension", expr.span);
      if (!expr.second.text.empty()) return not_yet("a fold over a map", expr.span);
      if (expr.operands[1].kind == ExprKind::Range)
        return not_yet("a fold over a range", expr.span);
      break;
    case ExprKind::Binary:
      if (expr.op == syntax::Op::Divide) return not_yet("`/`", expr.op_span);
      break;
    case ExprKind::Call:
      if (expr.name.text == "random") return not_yet("`random`", expr.span);
      break;
    default: break;
  }
  for (const Expr& one : expr.operands) expression(one);
}

}  // namespace

bool has_meaning(const syntax::Ast& ast, source::Sink& sink) {
  Meaning meaning(sink);
  meaning.file(ast);
  return meaning.all_has_one();
}

}  // namespace writ::sema
