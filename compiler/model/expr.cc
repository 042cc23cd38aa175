#include "compiler/model/expr.h"

#include <algorithm>

namespace writ::model {

bool same(const Expr& a, const Expr& b) {
  return a.kind == b.kind && a.op == b.op && a.fold == b.fold && a.type == b.type &&
         a.number == b.number && a.text == b.text && a.second == b.second && a.phases == b.phases &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    same);
}

}  // namespace writ::model
