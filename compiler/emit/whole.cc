// Lists, maps and records with a rule of their own, when a body changes a part of them. What they
// become cannot be said before it is written: such a body is written in place, and the rule is
// asked at its end; of what stands behind an index or a key at once, while it is still at hand.
#include <algorithm>

#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"

namespace writ::emit {

using model::Effect;
using model::Expr;
using model::ExprKind;

namespace {

bool has_key(const Expr& place) {
  const Expr* at = &place;
  while (at->kind == ExprKind::Field) at = &at->operands[0];
  return at->kind == ExprKind::At;
}

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

bool may_break(const model::Contract& contract, const Effect& effect, const Expr& whole) {
  const model::Type& type = contract.type(whole.type);
  if (!type.rules) return false;
  const model::Rules& rules = contract.rules[model::index(*type.rules)];
  if (rules.where || effect.kind != Effect::Kind::Set || &whole == &effect.place) return true;
  // What is no part of the key leaves the keys as they are.
  return model::overlap(inside_element(effect.place, whole), rules.unique_by);
}

}  // namespace

/// What is changed a part of, from the outside in; with a rule that the change may break.
std::vector<const Expr*> StepWriter::wholes_of(const Effect& effect) const {
  std::vector<const Expr*> found;
  const Expr* at = effect.kind == Effect::Kind::Push ? &effect.place : &effect.place.operands[0];
  for (; at->kind != ExprKind::State; at = &at->operands[0])
    if (may_break(contract_, effect, *at)) found.insert(found.begin(), at);
  return found;
}

/// Behind an effect that is written: asks now, or at the end of the body.
void StepWriter::mind_wholes(const Effect& effect) {
  for (const Expr* whole : wholes_of(effect)) {
    std::string text = places_[whole];
    if (has_key(*whole)) {
      ask_whole(effect, *whole, text);
      continue;
    }
    const auto is_same = [&](const Whole& other) { return other.text == text; };
    if (std::none_of(wholes_.begin(), wholes_.end(), is_same))
      wholes_.push_back({&effect, whole, std::move(text)});
  }
}

void StepWriter::ask_whole(const Effect& effect, const Expr& whole, const std::string& text) {
  Rule rule = rule_of(effect, "Whole");
  rule.path = pointer(contract_, whole);
  if (rule.place) {
    rule.place = &whole;
  } else {
    rule.path.resize(std::min(rule.path.size(), rule.path.find("/*")));
  }
  rule.text = "expected " + expected(contract_, whole.type);
  refuse_if("!" + condition(contract_, whole.type, text), rule);
}

void StepWriter::ask_wholes() {
  for (const Whole& whole : wholes_) ask_whole(*whole.effect, *whole.place, whole.text);
}

}  // namespace writ::emit
