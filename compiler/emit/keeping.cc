// Folds that are kept, as changes touch them. The new value is what it was, less what the element
// added, plus what it adds now. Straight on, it is computed with the other values and written with
// them; in place it is written with the change, and put back with it.
#include "compiler/emit/kept.h"
#include "compiler/emit/step_writer.h"
#include "compiler/emit/types.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

using model::Expr;
using model::ExprKind;
using model::Keeping;
using How = Keeping::How;

namespace {

/// Where the element of a change has another value: all fields behind its key.
model::Path fields_of(const Expr& place) {
  model::Path fields;
  for (const Expr* step = &place; step->kind == ExprKind::Field; step = &step->operands[0])
    fields.insert(fields.begin(), static_cast<std::uint32_t>(step->number));
  return fields;
}

}  // namespace

/// The element in which the variable of a loop stands.
void StepWriter::note_element(const Statement& loop) {
  const bool map = !loop.second.empty();
  const std::string name = emit::local(map ? loop.second : loop.name);
  if (!has_key(loop.value)) element_ = {map ? emit::local(loop.name) : "", name, {}, {}};
  elements_[map ? loop.second : loop.name] = element_;
}

/// In place: whatever happens inside of an element, what it added before is known.
void StepWriter::keep_before(const Statement& change) {
  before_.clear();
  for (const Keeping& keeping : change.keeps) {
    const bool inside = keeping.how == How::Inside || (in_place_ && keeping.how == How::Part);
    if (!inside) continue;
    if (!in_place_) conflict_ = true;
    before_.push_back(variable("before"));
    const model::Kept& kept = this->kept(keeping.kept);
    code_.line("const " + type_name(contract_, kept.fold.type) + " " + before_.back() + " = " +
               lower_.term(kept, element_) + ";");
  }
}

/// An element, or a part of one, is about to be `value`; `old` is what it was.
void StepWriter::keep_value(const Statement& change, const Element& old, const std::string& value,
                            const std::string& is_new) {
  for (const Keeping& keeping : change.keeps) {
    Element next = {old.key, value, {}, {}};
    if (keeping.how == How::Part && !in_place_)
      next = {old.key, old.value, fields_of(change.place), value};
    else if (keeping.how != How::Replaced)
      continue;
    const model::Kept& kept = this->kept(keeping.kept);
    std::string before = lower_.term(kept, old);
    if (!is_new.empty()) before = "(" + is_new + " ? " + zero(kept) + " : " + before + ")";
    const std::string text =
        lower_.carried(keeping.kept) + " - " + before + " + " + lower_.term(kept, next);
    if (in_place_) {
      code_.line("kept_." + kept.name + " = " + text + ";");  // before the value is moved
    } else {
      keep(keeping.kept, text);
    }
  }
}

/// One element is about to come or to go, always or under a condition.
void StepWriter::keep_one(const Statement& change, const Element& element,
                          const std::string& only_if) {
  for (const Keeping& keeping : change.keeps) {
    if (keeping.how != How::Added && keeping.how != How::Removed) continue;
    const model::Kept& kept = this->kept(keeping.kept);
    std::string term = lower_.term(kept, element);
    if (!only_if.empty()) term = "(" + only_if + " ? " + term + " : " + zero(kept) + ")";
    keep(keeping.kept,
         lower_.carried(keeping.kept) + (keeping.how == How::Added ? " + " : " - ") + term);
  }
}

void StepWriter::keep(model::KeptId id, const std::string& text) {
  const model::Kept& kept = this->kept(id);
  if (in_place_) {
    writes_.push_back("kept_." + kept.name + " = " + text + ";");
    return;
  }
  const std::string name = variable(kept.name);
  code_.line("const " + kept_type(contract_, kept) + " " + name + " = " + text + ";");
  writes_.push_back("kept_." + kept.name + " = " + name + ";");
  capture(name, text);
  lower_.computed_kept[id] = name;
}

/// Behind the change: what was not known before it.
void StepWriter::keep_behind(const Statement& change) {
  auto before = before_.begin();
  for (const Keeping& keeping : change.keeps) {
    const model::Kept& kept = this->kept(keeping.kept);
    const std::string member = "kept_." + kept.name;
    if (keeping.how == How::Anew) {
      keep(keeping.kept, lower_.worked_out(kept));
    } else if (keeping.how == How::Emptied) {
      keep(keeping.kept, kept.wide ? kept_type(contract_, kept) + "{}" : zero(kept));
    } else if (in_place_ && (keeping.how == How::Inside || keeping.how == How::Part)) {
      code_.line(member + " = " + member + " - " + *before++ + " + " + lower_.term(kept, element_) +
                 ";");
    }
  }
  if (in_place_) flush();
}

/// What no element adds.
std::string StepWriter::zero(const model::Kept& kept) const {
  const std::string type = type_name(contract_, kept.fold.type);
  return type == "std::int64_t" ? "0" : type + "{}";
}

}  // namespace writ::emit
