#include "compiler/syntax/ast.h"

namespace writ::syntax {

// By hand: clang 14 cannot default what holds itself.

bool operator==(const Expr& a, const Expr& b) {
  return a.kind == b.kind && a.op == b.op && a.negated == b.negated &&
         a.descending == b.descending && a.long_text == b.long_text && a.text == b.text &&
         a.name == b.name && a.variable == b.variable && a.second == b.second &&
         a.operands == b.operands && a.entries == b.entries && a.arms == b.arms;
}

bool operator==(const Statement& a, const Statement& b) {
  return a.kind == b.kind && a.require == b.require && a.name == b.name && a.second == b.second &&
         a.target == b.target && a.value == b.value && a.condition == b.condition &&
         a.body == b.body && a.otherwise == b.otherwise && a.choices == b.choices &&
         a.handlers == b.handlers;
}

}  // namespace writ::syntax
