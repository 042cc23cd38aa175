// What is known at a place because of the conditions before it.
#include "compiler/model/footprint.h"
#include "compiler/sema/expr.h"

namespace writ::sema {

void Typer::learn(const model::Expr& condition, bool truth) {
  (void)condition;
  (void)truth;
}

void Typer::forget(const model::Expr& place) { (void)place; }

}  // namespace writ::sema
