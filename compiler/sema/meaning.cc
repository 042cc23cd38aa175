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
  template <class Transition>
  void transition(const Transition& transition);
  void fields(const std::vector<syntax::Field>& all);
  void field(const syntax::Field& field);
  void type(const syntax::Type& type);
  void refinement(const syntax::Refinement& refinement);
  void scenario(const syntax::Scenario& scenario);
  void statements(const std::vector<Statement>& body);
  void statement(const Statement& statement);
  void suggestions(const std::vector<syntax::Suggestion>& all);
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
    fields(one.fields);
  }
  for (const auto& one : ast.variants) {
    for (const syntax::VariantCase& inner : one.cases) fields(inner.fields);
  }
  for (const auto& one : ast.states) fields(one.fields);
  for (const auto& one : ast.intents) intent(one);
  for (const auto& one : ast.guards) guard(one);
  for (const auto& one : ast.transitions) transition(one);
  for (const auto& one : ast.timers) {
    expression(one.when);
    transition(one);
  }
  for (const auto& one : ast.refusals) {
    if (one.condition) expression(*one.condition);
    texts(one.message);
    suggestions(one.suggestions);
  }
  for (const auto& one : ast.hooks) statements(one.body);
  for (const auto& one : ast.events) fields(one.fields);
  for (const auto& one : ast.views) {
    type(one.type);
    expression(one.value);
  }
  for (const auto& one : ast.functions) {
    for (const auto& parameter : one.parameters) type(parameter.type);
    type(one.result);
    expression(one.value);
  }
  for (const auto& one : ast.invariants) {
    expression(one.condition);
  }
  declarations(ast);
}

/// Those of which none has a meaning.
void Meaning::declarations(const syntax::Ast& ast) {
  none_of(ast.activities, "an activity");
  none_of(ast.sagas, "a saga");
  none_of(ast.roles, "`roles`");
  none_of(ast.policies, "a policy");
  none_of(ast.limits, "`limit`");
  none_of(ast.migrations, "`migrate`");
  for (const auto& one : ast.scenarios) scenario(one);
}

void Meaning::intent(const syntax::Intent& intent) {
  fields(intent.fields);
  if (intent.reply) type(*intent.reply);
  if (intent.idempotent && intent.idempotent->period) expression(*intent.idempotent->period);
}

void Meaning::guard(const syntax::Guard& guard) {
  for (const syntax::Clause& clause : guard.clauses) {
    expression(clause.require.condition);
    texts(clause.require.message);
    suggestions(clause.suggestions);
    if (clause.approval) not_yet("an approval", clause.approval->span);
  }
}

/// One of an intent, or of a timer.
template <class Transition>
void Meaning::transition(const Transition& transition) {
  if (transition.condition) expression(*transition.condition);
  statements(transition.body);
}

void Meaning::scenario(const syntax::Scenario& scenario) {
  for (const syntax::Step& step : scenario.steps) {
    if (step.actor) not_yet("`as` a role", step.span);
    switch (step.kind) {
      case syntax::Step::Kind::Approve: not_yet("`approve`", step.span); break;
      case syntax::Step::Kind::Mock:
      case syntax::Step::Kind::MockFailure: not_yet("`mock`", step.span); break;
      default: break;
    }
  }
}

void Meaning::statements(const std::vector<Statement>& body) {
  for (const Statement& one : body) statement(one);
}

void Meaning::suggestions(const std::vector<syntax::Suggestion>& all) {
  for (const syntax::Suggestion& one : all) expression(one.value);
}

void Meaning::fields(const std::vector<syntax::Field>& all) {
  for (const syntax::Field& one : all) field(one);
}

void Meaning::field(const syntax::Field& field) {
  const syntax::Modifiers& modifiers = field.modifiers;
  if (modifiers.wire_name) texts(*modifiers.wire_name);
  if (modifiers.initial) expression(*modifiers.initial);
  if (field.type) type(*field.type);
  fields(field.fields);
}

void Meaning::type(const syntax::Type& written) {
  for (const syntax::Type& one : written.arguments) type(one);
  for (const syntax::Refinement& one : written.refinements) refinement(one);
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
    case Kind::Await: return not_yet("`await`", statement.span);
    case Kind::Match:
      expression(statement.value);
      for (const syntax::Choice& choice : statement.choices) statements(choice.body);
      return;
    case Kind::Require:
      expression(statement.require->condition);
      return texts(statement.require->message);
    default: break;
  }
  if (statement.kind == Kind::Change) {
    // What is asked of each element stands inside of the change.
    for (const Expr& one : statement.target.operands) {
      const bool lambda = one.kind == ExprKind::Keep || one.kind == ExprKind::Sort;
      expression(lambda ? one.operands[0] : one);
    }
  } else {
    expression(statement.target);
  }
  if (statement.value.kind == ExprKind::Range) {
    for (const Expr& one : statement.value.operands) expression(one);
  } else {
    expression(statement.value);
  }
  if (statement.condition) expression(*statement.condition);
  statements(statement.body);
  statements(statement.otherwise);
}

void Meaning::texts(const Expr& expr) {
  for (const Expr& one : expr.operands) expression(one);
}

void Meaning::expression(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Text: return texts(expr);
    default: break;
  }
  for (const Expr& one : expr.operands) expression(one);
  for (const syntax::Entry& one : expr.entries) {
    for (const Expr& key : one.key) expression(key);
    expression(one.value);
  }
  for (const syntax::Arm& one : expr.arms) {
    expression(one.pattern.value);
    expression(one.value);
  }
}

}  // namespace

bool has_meaning(const syntax::Ast& ast, source::Sink& sink) {
  Meaning meaning(sink);
  meaning.file(ast);
  return meaning.all_has_one();
}

}  // namespace writ::sema
