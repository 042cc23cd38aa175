// Folds that are kept: how they are read, and what one element adds to them.
#include "compiler/emit/kept.h"

#include "compiler/emit/code.h"
#include "compiler/emit/expr.h"
#include "compiler/emit/ranks.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::FoldKind;
using model::Kept;

// --- in expressions ------------------------------------------------------------------------------

/// What a variable of the fold stands for, or the part of the element that is another one.
const std::string* Lower::stands_for(const Expr& path) const {
  if (!fold_) return nullptr;
  const bool map = !fold_->second.empty();
  if (path.kind == ExprKind::Local) {
    if (path.text == (map ? fold_->second : fold_->text)) return &element_.value;
    return map && path.text == fold_->text ? &element_.key : nullptr;
  }
  if (element_.part_text.empty() || model::written(path) != element_.part) return nullptr;
  const Expr* root = &path;
  while (root->kind == ExprKind::Field) root = &root->operands[0];
  const bool of_value = root->kind == ExprKind::Local && stands_for(*root) == &element_.value;
  return of_value ? &element_.part_text : nullptr;
}

std::string Lower::carried(model::KeptId id) {
  const auto computed = computed_kept.find(id);
  if (computed != computed_kept.end()) return computed->second;
  return name(sums) + "." + contract_.kept[model::index(id)].name;
}

Lower::Text Lower::read_kept(const Expr& fold, bool negated) {
  const std::string text = carried(*fold.kept);
  const bool all = fold.fold == FoldKind::All;
  if (all || fold.fold == FoldKind::Any)
    return {text + (all != negated ? " == 0" : " != 0"), equal_rank};
  if (!contract_.kept[model::index(*fold.kept)].wide) return {text};
  return {text + (fold.overflows ? ".value(" + named_fault() + ")" : ".value()")};
}

std::string Lower::worked_out(const Kept& kept) {
  return fold(kept.fold, kept.wide ? "wide_sum" : "sum");
}

std::string Lower::term(const Kept& kept, const Element& element) {
  fold_ = &kept.fold;
  element_ = element;
  Text text;
  if (kept.fold.fold == FoldKind::Sum) {
    text = term_of(kept.fold);
  } else {
    const Text counted = lower(kept.fold.operands[2]);
    text = {parenthesised(counted.text, counted.rank, or_rank) + " ? 1 : 0", choice_rank};
  }
  fold_ = nullptr;
  element_ = {};
  return parenthesised(text.text, text.rank, times_rank);
}

// --- as a part of the machine --------------------------------------------------------------------

std::string kept_type(const model::Contract& contract, const Kept& kept) {
  const std::string type = type_name(contract, kept.fold.type);
  return kept.wide ? "writ::WideSum<" + type + ">" : type;
}

std::string kept_member(const Unit& unit, const Kept& kept) {
  const bool number = !kept.wide && type_name(unit.contract, kept.fold.type) == "std::int64_t";
  return "// " + unit.at(kept.fold.span) + "  " + comment(kept.words) + "\n" +
         kept_type(unit.contract, kept) + " " + kept.name + (number ? " = 0;" : ";");
}

std::string kept_first(const model::Contract& contract, const Kept& kept) {
  return kept.name + "(" + Lower(contract).worked_out(kept) + ")";
}

}  // namespace writ::emit
