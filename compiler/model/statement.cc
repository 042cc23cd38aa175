#include "compiler/model/statement.h"

#include <algorithm>
#include <set>

namespace writ::model {

namespace {

void add_names(const Expr& expr, std::set<std::string>& names) {
  if (expr.kind == ExprKind::Local) names.insert(expr.text);
  for (const Expr& operand : expr.operands) add_names(operand, names);
}

bool in_loop(const Require& require) {
  for (const Around* one = require.around.get(); one; one = one->outer.get())
    if (one->kind == Around::Kind::For) return true;
  return false;
}

}  // namespace

std::vector<const Around*> said_with(const Require& require) {
  const bool searched = in_loop(require);
  std::set<std::string> names;
  add_names(require.message, names);
  std::vector<const Around*> found;
  for (const Around* one = require.around.get(); one; one = one->outer.get()) {
    if (one->kind == Around::Kind::Let ? !names.contains(one->name) : !searched) continue;
    add_names(one->value, names);
    if (one->where) add_names(*one->where, names);
    found.push_back(one);
  }
  std::reverse(found.begin(), found.end());
  return found;
}

bool only_asks(const Statement& statement) {
  using Kind = Statement::Kind;
  switch (statement.kind) {
    case Kind::Let:
    case Kind::Require: return true;
    case Kind::Block:
    case Kind::If:
    case Kind::For:
      return statement.from.empty() && statement.into.empty() &&
             std::all_of(statement.body.begin(), statement.body.end(), only_asks) &&
             std::all_of(statement.otherwise.begin(), statement.otherwise.end(), only_asks);
    default: return false;
  }
}

}  // namespace writ::model
