#include "compiler/sema/secrets.h"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/model/secrets.h"
#include "compiler/sema/words.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

namespace {

using model::Expr;
using model::ExprKind;
using model::Op;
using model::Type;

class Secrets {
 public:
  explicit Secrets(Workspace& work) : work_(work), contract_(work.contract), holds_(contract_) {}

  void function(model::Function& function) {
    locals_.clear();
    for (const model::Parameter& parameter : function.parameters)
      locals_[parameter.name] = parameter.secret;
    results_.push_back(read(function.value));
    locals_.clear();
  }

  void condition(Expr& condition) {
    if (read(condition)) report(condition, "a condition");
  }

  void require(model::Require& require) {
    condition(require.condition);
    (void)read(require.message);
    // What its explanation asks once more is compared in the same time as before.
    for (model::Around* one = require.around.get(); one; one = one->outer.get())
      if (one->kind != model::Around::Kind::Let) (void)read(one->value);
  }

  void guard(model::Guard& guard) {
    for (model::GuardOn& on : guard.on) {
      for (model::Clause& clause : on.clauses) {
        require(clause.require);
        for (model::Suggestion& one : clause.require.suggestions) suggestion(on.intent, one);
      }
    }
  }

  void view(model::View& view) {
    if (read(view.value)) report(view.value, "shown by a view");
  }

  void timer(model::Timer& timer) {
    if (read(timer.due)) report(timer.due, "what says when a timer is due");
  }

  void transition(model::Transition& transition) {
    if (transition.condition) condition(*transition.condition);
    body(transition.body);
    for (model::Ensure& ensure : transition.ensures) condition(ensure.condition);
    model::each_statement(transition.body, [&](const model::Statement& one) {
      if (!one.require) return;
      for (const model::Suggestion& suggested : one.require->suggestions) {
        model::Suggestion copy = suggested;
        suggestion(transition.intent, copy);
      }
    });
    locals_.clear();
  }

  void body(std::vector<model::Statement>& statements) {
    for (model::Statement& one : statements) statement(one);
  }

 private:
  void statement(model::Statement& one) {
    using Kind = model::Statement::Kind;
    switch (one.kind) {
      case Kind::Require: require(*one.require); break;
      case Kind::Let: locals_[one.name] = read(one.value); break;
      case Kind::If: condition(one.value); break;
      case Kind::Emit: (void)read(one.value); break;
      case Kind::Reply:
        if (read(one.value)) report(one.value, "a reply");
        break;
      case Kind::For: {
        const bool secret = read(one.value);
        if (secret) report(one.value, "what a loop runs over");
        locals_[one.name] = secret;
        if (!one.second.empty()) locals_[one.second] = secret;
        if (one.where) condition(*one.where);
        break;
      }
      default:
        if (model::is_change(one.kind)) change(one);
    }
    body(one.body);
    body(one.otherwise);
  }

  void change(model::Statement& change) {
    const bool into = read(change.place);
    for (Expr& argument : change.arguments)
      if (read(argument)) report(argument, "an index or a key");
    if (!change.name.empty()) locals_[change.name] = into;
    if (read(change.value) && !into)
      report(change.value, "put into `" + one_line(work_.input.files, change.place.span) +
                               "`, which is not secret");
  }

  void report(const Expr& expr, std::string_view what) {
    work_.sink.report(diag::secret_escapes(what), expr.span, "this reads a secret");
  }

  void suggestion(model::IntentId intent, model::Suggestion& suggestion) {
    bool into = false;
    model::RecordId record = contract_.intents[model::index(intent)].payload;
    for (const std::uint32_t i : suggestion.path) {
      const model::Field& field = contract_.record(record).fields[i];
      into |= field.secret;
      record = contract_.type(field.type).record;
    }
    if (read(suggestion.value) || into) report(suggestion.value, "suggested");
  }

  /// Is any of the operands secret?
  bool any(Expr& expr) {
    bool secret = false;
    for (Expr& operand : expr.operands) secret |= read(operand);
    return secret;
  }

  bool refuse(Expr& expr, const std::string& what) {
    if (any(expr)) report(expr, what);
    return false;
  }

  /// Is its value secret?
  bool read(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Local: return locals_[expr.text];
      case ExprKind::Field: {
        const bool whole = read(expr.operands[0]);
        const Type& type = contract_.type(expr.operands[0].type);
        const auto& fields = contract_.record(type.record).fields;
        return whole || fields[static_cast<std::size_t>(expr.number)].secret;
      }
      case ExprKind::At: {
        const bool whole = read(expr.operands[0]);
        if (read(expr.operands[1])) report(expr.operands[1], "an index or a key");
        return whole;
      }
      case ExprKind::Binary: return binary(expr);
      case ExprKind::Call: return call(expr);
      case ExprKind::Fold: return fold(expr);
      case ExprKind::With: {
        locals_[expr.text] = read(expr.operands[0]);
        return read(expr.operands[1]);
      }
      case ExprKind::Make: return make(expr);
      case ExprKind::IsThere: return any(expr), false;
      case ExprKind::Builtin:  // who gave a secret is none
        return static_cast<model::BuiltinKind>(expr.number) != model::BuiltinKind::Proposed &&
               any(expr);
      case ExprKind::Message: return refuse(expr, "written into a text");
      case ExprKind::Matches: return refuse(expr, "compared with a pattern");
      case ExprKind::Is: return refuse(expr, "compared by `is`");
      case ExprKind::InBounds:
      case ExprKind::OneOf: return refuse(expr, "compared by `in`");
      case ExprKind::If: {
        condition(expr.operands[0]);
        const bool value = read(expr.operands[1]);
        return read(expr.operands[2]) || value;
      }
      default: return any(expr);
    }
  }

  bool binary(Expr& expr) {
    const bool secret = any(expr);
    if (source::describe(expr.op).group != source::OpGroup::Comparison) return secret;
    const Type& type = contract_.type(expr.operands[0].type);
    if (expr.op != Op::Equal && expr.op != Op::Unequal) {
      if (secret) report(expr, "compared by `" + std::string(spelling(expr.op)) + "`");
    } else if (!is_scalar(type) && (secret || holds_.type(expr.operands[0].type))) {
      const bool optional = type.kind == Type::Kind::Optional;
      if (!optional || !is_scalar(contract_.type(type.element)))
        report(expr, "compared as a part of a whole");
    }
    expr.secret = secret;
    return false;
  }

  static std::string_view spelling(Op op) { return source::describe(op).spelling; }

  bool call(Expr& expr) {
    const model::Function& function = contract_.functions[static_cast<std::size_t>(expr.number)];
    for (std::size_t i = 0; i < expr.operands.size(); ++i) {
      const model::Parameter& parameter = function.parameters[i];
      if (read(expr.operands[i]) && !parameter.secret)
        report(expr.operands[i],
               "given for the parameter `" + parameter.name + "`, which is not secret");
    }
    return results_[static_cast<std::size_t>(expr.number)];
  }

  bool fold(Expr& expr) {
    const bool secret = read(expr.operands[0]);
    locals_[expr.text] = secret;
    if (!expr.second.empty()) locals_[expr.second] = secret;
    bool of_each = false;
    for (std::size_t i = 1; i < expr.operands.size(); ++i) of_each |= read(expr.operands[i]);
    // Of elements that are compared, one by one, no more is told than of one that is.
    const bool compared = expr.fold == model::FoldKind::All || expr.fold == model::FoldKind::Any;
    return of_each || (secret && !compared);
  }

  bool make(Expr& expr) {
    const auto& fields = contract_.record(contract_.type(expr.type).record).fields;
    for (std::size_t i = 0; i < expr.operands.size(); ++i) {
      if (read(expr.operands[i]) && !fields[i].secret)
        report(expr.operands[i], "put into `" + fields[i].name + "`, which is not secret");
    }
    return false;
  }

  Workspace& work_;
  model::Contract& contract_;
  std::map<std::string, bool> locals_;
  std::vector<bool> results_;  // of the functions so far: is what they return secret?
  model::SecretsIn holds_;
};

}  // namespace

void check_secrets(Workspace& work) {
  if (work.sink.errors() > 0) return;
  Secrets secrets(work);
  for (model::Function& function : work.contract.functions) secrets.function(function);
  for (model::Guard& guard : work.contract.guards) secrets.guard(guard);
  for (Draft& draft : work.drafts) {
    secrets.transition(draft.transition);
  }
  for (Hook& hook : work.hooks) secrets.body(hook.body);
  for (model::Timer& timer : work.contract.timers) secrets.timer(timer);
  for (model::View& view : work.contract.views) secrets.view(view);
  for (model::Invariant& invariant : work.contract.invariants)
    secrets.condition(invariant.condition);
}

}  // namespace writ::sema
