// Lists, maps and records with a rule of their own, when a body changes a part of them. What they
// become cannot be said before it is written: such a body is written in place, and the rule is
// asked at its end; of what stands behind an index or a key at once, while it is still at hand.
#include <algorithm>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Statement;

namespace {

/// The fields from an element of the list `whole` down to the place that is written.
model::Path inside_element(const Expr& place, const Expr& whole) {
  model::Path path;
  for (const Expr* at = &place; at != &whole; at = &at->operands[0]) {
    if (at->kind == ExprKind::Field) {
      path.insert(path.begin(), static_cast<std::uint32_t>(at->number));
    } else if (&at->operands[0] != &whole) {
      path.clear();  // of the elements of a list in the element
    }
  }
  return path;
}

bool may_break(const model::Contract& contract, const Statement& change, const Expr& whole) {
  const model::Type& type = contract.type(whole.type);
  if (!type.rules) return false;
  const model::Rules& rules = contract.rules[model::index(*type.rules)];
  if (rules.where || change.kind != Statement::Kind::Set || &whole == &change.place) return true;
  // What is no part of the key leaves the keys as they are.
  return model::overlap(inside_element(change.place, whole), rules.unique_by);
}

}  // namespace

/// What is changed a part of, from the outside in; with a rule that the change may break.
std::vector<const Expr*> StepWriter::wholes_of(const Statement& change) const {
  std::vector<const Expr*> found;
  const bool whole = change.kind != Statement::Kind::Set;
  const Expr* at = whole ? &change.place : &change.place.operands[0];
  for (; model::is_step(*at); at = &at->operands[0])
    if (may_break(contract_, change, *at)) found.insert(found.begin(), at);
  return found;
}

/// Behind an change that is written: asks now, or at the end of the body.
void StepWriter::mind_wholes(const Statement& change) {
  for (const Expr* whole : wholes_of(change)) {
    std::string text = places_[whole];
    if (has_key(*whole)) {
      ask_whole(change, *whole, text);
      continue;
    }
    const auto is_same = [&](const Whole& other) { return other.text == text; };
    if (std::none_of(wholes_.begin(), wholes_.end(), is_same))
      wholes_.push_back({&change, whole, std::move(text)});
  }
}

/// Behind a loop that has changed its elements by their name.
void StepWriter::mind_looped(const Statement& loop) {
  if (!is_path(loop.value, ExprKind::State)) return;
  const Statement* changed = nullptr;
  model::each_statement(loop.body, [&](const Statement& one) {
    if (!model::is_change(one.kind)) return;
    const Expr* root = &one.place;
    while (model::is_step(*root)) root = &root->operands[0];
    const bool named = root->text == loop.name || root->text == loop.second;
    if (root->kind == ExprKind::Local && named) changed = &one;
  });
  if (!changed) return;
  for (const Expr* at = &loop.value; model::is_step(*at); at = &at->operands[0]) {
    if (!contract_.type(at->type).rules || has_key(*at)) continue;
    wholes_.push_back({changed, at, place_text(contract_, model::written(*at), "state_")});
  }
}

void StepWriter::ask_whole(const Statement& change, const Expr& whole, const std::string& text) {
  Rule rule = rule_of(change, "Whole");
  rule.path = pointer(contract_, whole);
  if (rule.place) {
    rule.place = &whole;
  } else {
    rule.path = pointer(contract_, change.path);
  }
  rule.text = "expected " + expected(contract_, whole.type);
  refuse_if("!" + condition(contract_, whole.type, text), rule);
}

void StepWriter::ask_wholes() {
  for (const Whole& whole : wholes_) ask_whole(*whole.change, *whole.place, whole.text);
}

}  // namespace writ::emit
