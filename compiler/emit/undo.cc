#include "compiler/emit/undo.h"

#include <algorithm>

#include "compiler/emit/names.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Statement;

namespace {

/// Nothing for what is found by the variable of a loop.
std::vector<Undo::Shape> shapes_of(const Expr& place) {
  constexpr std::uint32_t any = UINT32_MAX;
  Undo::Shape shape;
  const Expr* step = &place;
  for (; model::is_step(*step); step = &step->operands[0])
    shape.push_back(step->kind == ExprKind::Field ? static_cast<std::uint32_t>(step->number) : any);
  if (step->kind != ExprKind::State) return {};
  std::reverse(shape.begin(), shape.end());
  return {shape};
}

Undo undo_of(const Statement& change) {
  Undo undo;
  undo.path = change.path;
  const bool keyed = has_key(change.place);
  if (change.kind == Statement::Kind::Push) {
    undo.kind = keyed ? Undo::Kind::Sizes : Undo::Kind::Size;
  } else if (change.kind == Statement::Kind::Set && keyed && !change.inserts) {
    undo.kind = Undo::Kind::Each;
  }
  if (undo.kind == Undo::Kind::Sizes || undo.kind == Undo::Kind::Each) {
    undo.element = change.place.type;
    undo.shapes = shapes_of(change.place);
  }
  return undo;
}

bool alike(const Undo& a, const Undo& b) {
  return a.path == b.path && a.kind == b.kind && a.element == b.element;
}

bool is_prefix(const Undo::Shape& a, const Undo::Shape& b) {
  return a.size() <= b.size() && std::equal(a.begin(), a.end(), b.begin());
}

/// Is no place of one inside of a place of the other? Then neither moves what the other writes.
bool apart(const Undo& a, const Undo& b) {
  if (a.shapes.empty() || b.shapes.empty()) return false;
  for (const Undo::Shape& one : a.shapes)
    for (const Undo::Shape& other : b.shapes)
      if (is_prefix(one, other) || is_prefix(other, one)) return false;
  return true;
}

/// Both in one: of the shorter path, and as a whole where they are not alike.
Undo joined(const Undo& a, const Undo& b) {
  Undo both;
  if (!alike(a, b)) {
    both.path = a.path.size() <= b.path.size() ? a.path : b.path;
    return both;
  }
  both = a;
  if (b.shapes.empty()) both.shapes.clear();
  if (!both.shapes.empty()) both.shapes.insert(both.shapes.end(), b.shapes.begin(), b.shapes.end());
  return both;
}

void add_old(const Expr& expr, std::vector<model::Path>& found) {
  const Expr* step = &expr;
  while (step->kind == ExprKind::Field) step = &step->operands[0];
  if (expr.kind == ExprKind::Field && step->kind == ExprKind::Old) {
    model::Path path = model::written(expr);
    if (std::find(found.begin(), found.end(), path) == found.end())
      found.push_back(std::move(path));
    return;
  }
  for (const Expr& operand : expr.operands) add_old(operand, found);
}

}  // namespace

std::vector<model::Path> old_paths(const model::Transition& transition) {
  std::vector<model::Path> found;
  model::each_statement(transition.body, [&](const Statement& one) {
    add_old(one.value, found);
    add_old(one.place, found);
    for (const Expr& argument : one.arguments) add_old(argument, found);
    if (one.where) add_old(*one.where, found);
    if (one.require) add_old(one.require->condition, found);
  });
  for (const model::Ensure& ensure : transition.ensures) add_old(ensure.condition, found);
  return found;
}

std::vector<Undo> undo_plan(const std::vector<Statement>& body) {
  std::vector<Undo> plan;
  model::each_statement(body, [&](const Statement& one) {
    if (!model::is_change(one.kind)) return;
    Undo undo = undo_of(one);
    for (std::size_t i = 0; i < plan.size();) {
      const bool meets = model::overlap(plan[i].path, undo.path) &&
                         (alike(plan[i], undo) || !apart(plan[i], undo));
      if (!meets) {
        ++i;
        continue;
      }
      undo = joined(plan[i], undo);
      plan.erase(plan.begin() + static_cast<std::ptrdiff_t>(i));
      i = 0;  // a shorter path may meet what it did not meet before
    }
    plan.push_back(std::move(undo));
  });
  return plan;
}

bool keeps(const Undo& undo, const Statement& change) {
  const bool one_by_one = undo.kind == Undo::Kind::Each || undo.kind == Undo::Kind::Sizes;
  return one_by_one ? alike(undo, undo_of(change)) : model::overlap(undo.path, change.path);
}

bool has_key(const Expr& place) {
  const Expr* step = &place;
  for (; model::is_step(step->kind); step = &step->operands[0])
    if (step->kind != ExprKind::Field) return true;
  return step->kind == ExprKind::Local;
}

std::string place_text(const model::Contract& contract, const model::Path& path,
                       const std::string& state) {
  std::string place = state;
  model::RecordId record = contract.state;
  for (const std::uint32_t i : path) {
    const model::Field& field = contract.record(record).fields[i];
    place += "." + member(field.name);
    record = contract.type(field.type).record;
  }
  return place;
}

}  // namespace writ::emit
